"""A list of questions in any usual shape, read into questions with their type, minutes and probes.

Numbering and bullets are taken off; "Opening:" and its like give the type; "(10 min)" the minutes; a star, "(must)"
or "*must ask*" at the end or the beginning says that it must be asked; what is indented or starts with a dash under a
question becomes one of its probes. A last question without a type that asks what was missed closes the list. No line
with words in it is ever dropped, save the head of a table; what stands unmarked among marked questions and asks nothing
is doubtful.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from facilitator.domain.errors import UserError
from facilitator.domain.questions import QuestionType
from facilitator.export.word_reading import read_word_lines


@dataclass(frozen=True, slots=True)
class Draft:
    """A question that is not yet in the study; `minutes` is 0 where the text says none.

    `doubtful` is what may be a title or a remark rather than a question.
    """

    text: str
    type: QuestionType = "key"
    minutes: int = 0
    probes: tuple[str, ...] = ()
    doubtful: bool = False
    must_ask: bool = False


_TYPES: dict[str, QuestionType] = {
    "opening": "opening",
    "warm-up": "opening",
    "introductory": "introductory",
    "introduction": "introductory",
    "transition": "transition",
    "key": "key",
    "ending": "ending",
    "closing": "ending",
}
_TYPE = rf"(?P<type>{'|'.join(_TYPES)})(?:\s+questions?)?(?:\s+\d{{1,2}})?"
_HEADING = re.compile(rf"{_TYPE}\s*(?::|\.|\s[–—-]|$)\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"(?:q(?:uestion)?\s*\d{1,3}\s*[.:)]|\(?\d{1,3}(?:\.\d{1,2})*\s*[.):])(?=\s|$)\s*", re.IGNORECASE)
_LETTER = re.compile(r"\(?[a-z][.)]\s+|\(?(?:ii|iii|iv|vi|vii|viii)[.)]\s+")
_BULLET = re.compile(r"[-–—*•·‣◦▪●■□✓➢][ \t\u00a0]+|[•‣◦▪●■]|o\t")
_SPAN = r"(?:\d{1,3}\s*[-–]\s*)?(?P<minutes>\d{1,3})\s*(?:min(?:ute)?s?\.?|[’'])"
_IN_BRACKETS = re.compile(rf"[(\[]\s*(?:about\s+|ca\.?\s+)?{_SPAN}\s*[)\]]", re.IGNORECASE)
_AT_THE_END = re.compile(rf"(?:[,;–—-]\s*|(?<=[?.!…])\s+){_SPAN}$", re.IGNORECASE)
_ALONE = re.compile(rf"{_SPAN}|\d{{1,3}}[.):]?", re.IGNORECASE)
_TIME_HEADS = frozenset({"min", "mins", "minute", "minutes", "time", "duration"})
_HEADS = _TIME_HEADS | frozenset(
    {"no", "nr", "number", "type", "kind", "question", "questions", "wording", "probe", "probes", "must ask", "notes"}
)
_MUST_SAID = r"must(?:[\s-]*ask)?"
_MUST_WORDS = rf"(?:[(\[]\s*{_MUST_SAID}\s*[)\]]|\*{{1,2}}{_MUST_SAID}\*{{1,2}}|\b_{_MUST_SAID}_\b)"
_MUST_AT_AN_END = re.compile(rf"^{_MUST_WORDS}\s*(?=\S)|(?<=\S)\s*{_MUST_WORDS}\s*$", re.IGNORECASE)
_STAR_FIRST = re.compile(r"^\*(?![*\s])(?=\S)")
_STAR_LAST = re.compile(r"(?<=\S)\s*(?<!\*)\*\s*$")
_MUST_ALONE = re.compile(rf"{_MUST_WORDS}|{_MUST_SAID}|\*", re.IGNORECASE)
_EMPHASIS = re.compile(r"(\*{1,2})\S.*\1", re.DOTALL)
_CLOSES = re.compile(
    r"(?:(?:have|did|what\s+have|what\s+did)\s+we\s+(?:\w+\s+)?(?:miss(?:ed)?|forg[eo]t(?:ten)?|overlook(?:ed)?|le(?:ft|ave)\s+out)"
    r"|(?:is|was)\s+there\s+(?:anything|something)\s+(?:else|more|we|you)\b"
    r"|(?:do|would)\s+you\s+(?:have|like\s+to\s+(?:add|say))\s+anything\s+(?:else|more|to\s+add)"
    r"|anything\s+(?:else|more|to\s+add|we\s+(?:have\s+)?missed))\b",
    re.IGNORECASE,
)
"""Asks for what was left out, as the last question of a session does."""
_ASKS = re.compile(r"[?？؟]")
_TAB = 4


@dataclass
class _Question:
    """A question being read; `indent` and `bulleted` tell what below it is a probe."""

    text: str
    type: QuestionType
    minutes: int
    indent: int
    bulleted: bool
    numbered: bool
    marked: bool = False
    probes: list[str] = field(default_factory=list)
    must_ask: bool = False
    typed: bool = False

    def draft(self, *, among_marked: bool) -> Draft:
        """`among_marked` tells that others of the list have a number, a bullet, a row or a type of their own."""
        plain = not (self.marked or self.numbered or self.bulleted or self.probes or self.minutes)
        doubtful = among_marked and plain and not _ASKS.search(self.text)
        return Draft(self.text, self.type, self.minutes, tuple(self.probes), doubtful, self.must_ask)


@dataclass(frozen=True)
class _Line:
    """A line taken apart; `plain` is what is left when every mark is off."""

    raw: str
    plain: str
    indent: int
    bulleted: bool
    numbered: bool
    lettered: bool
    minutes: int
    must_ask: bool


def read_questions(text: str) -> tuple[Draft, ...]:
    """The questions of a pasted text, in its order; never raises."""
    return read_lines(text.splitlines())


def read_lines(lines: Iterable[str]) -> tuple[Draft, ...]:
    """The same for lines, of which indented ones start with blanks and cells of a table are parted by tabs."""
    reader = _Reader()
    for line in lines:
        if line.strip():
            reader.take(line)
    return reader.finish()


def word_text(path: Path) -> str:
    """The text of a Word document, ready to be read as a list of questions; UserError when it has none."""
    lines = read_word_lines(path)
    if not lines:
        raise UserError(f"{path.name} holds no text. Choose another document, or paste the questions.")
    return "\n".join(lines)


class _Reader:
    """Goes down the lines with the question above in mind."""

    def __init__(self) -> None:
        self._done: list[_Question] = []
        self._open = False
        self._type: QuestionType = "key"
        self._minutes = 0
        self._heading = ""
        self._time_column: int | None = None
        self._typed = False

    def take(self, raw: str) -> None:
        line = _taken_apart(raw)
        above = self._done[-1] if self._open else None
        if not line.plain:
            self._bare(line, above)
        elif cells := _heads(line.raw):
            self._time_column = next((at for at, cell in enumerate(cells) if cell in _TIME_HEADS), None)
            self._open = False
        elif above is not None and _is_probe(line, above):
            above.probes.append(_with_minutes(line))
        elif above is not None and _goes_on(line, above):
            above.text = f"{above.text} {line.plain}"
            above.minutes = above.minutes or line.minutes
            above.must_ask = above.must_ask or line.must_ask
        elif len(cells := _cells(line.plain)) > 1:
            self._table(line, cells)
        else:
            self._question(line)

    def finish(self) -> tuple[Draft, ...]:
        self._keep_heading()
        self._close()
        marked = any(each.marked or each.numbered or each.bulleted for each in self._done)
        return tuple(question.draft(among_marked=marked) for question in self._done)

    def _close(self) -> None:
        """What asks for the left-out at the end of a list closes it, unless the list says another type."""
        last = self._done[-1] if self._done else None
        if last is not None and not last.typed and _CLOSES.match(last.text):
            last.type = "ending"

    def _question(self, line: _Line) -> None:
        """A question, or a heading that says the type of those below."""
        found = _HEADING.fullmatch(line.plain)
        if found is None:
            self._add(line, line.plain, self._type, line.minutes)
        elif found["rest"]:
            self._add(line, found["rest"], _TYPES[found["type"].lower()], line.minutes)
            self._done[-1].marked = self._done[-1].typed = True
        else:
            self._keep_heading()
            self._typed = True
            self._type = _TYPES[found["type"].lower()]
            self._minutes, self._heading, self._open = line.minutes, line.plain, False

    def _table(self, line: _Line, cells: list[str]) -> None:
        """A row; under a column for the time a number alone is minutes."""
        whole, at = _cells(line.raw), self._time_column
        timed = whole[at] if at is not None and at < len(whole) else ""
        self._row(line, cells)
        if timed.isascii() and timed.isdigit() and len(timed) <= 3:
            self._done[-1].minutes = self._done[-1].minutes or int(timed)

    def _row(self, line: _Line, cells: list[str]) -> None:
        """A row of a table: type, number and time wherever they stand, the longest cell is the wording."""
        kind, minutes, words = self._type, line.minutes, list[str]()
        typed, must_ask = self._typed, line.must_ask
        for cell in cells:
            found = _HEADING.fullmatch(cell)
            alone = _ALONE.fullmatch(cell)
            if found and not found["rest"]:
                kind, typed = _TYPES[found["type"].lower()], True
            elif alone:
                minutes = int(alone["minutes"] or minutes)
            elif _MUST_ALONE.fullmatch(cell):
                must_ask = True
            else:
                words.append(cell)
        text = max(words, key=len) if words else line.plain
        self._add(line, text, kind, minutes)
        self._done[-1].probes += [word for word in words if word is not text]
        self._done[-1].marked = True
        self._done[-1].typed, self._done[-1].must_ask = typed, must_ask

    def _bare(self, line: _Line, above: _Question | None) -> None:
        """A line of marks alone: minutes for the question above, otherwise kept as it stands."""
        if above is not None and line.minutes and not above.minutes:
            above.minutes = line.minutes
        else:
            self._add(line, line.raw.strip(), self._type, 0)

    def _add(self, line: _Line, text: str, kind: QuestionType, minutes: int) -> None:
        minutes, self._minutes = minutes or self._minutes, 0
        self._heading, self._open = "", True
        made = _Question(text, kind, minutes, line.indent, line.bulleted, line.numbered)
        made.must_ask, made.typed = line.must_ask and bool(line.plain), self._typed
        self._done.append(made)

    def _keep_heading(self) -> None:
        """A heading with nothing under it may have been a question after all."""
        if self._heading:
            self._done.append(_Question(self._heading, self._type, self._minutes, 0, bulleted=False, numbered=False))
        self._heading, self._minutes = "", 0


def _taken_apart(raw: str) -> _Line:
    body = raw.lstrip()
    indent = sum(_TAB if sign == "\t" else 1 for sign in raw[: len(raw) - len(body)])
    plain, bulleted = _without(_BULLET, body)
    plain, numbered = _without(_NUMBER, plain)
    plain, lettered = (plain, False) if bulleted or numbered else _without(_LETTER, plain)
    plain, before = _without_must(plain.strip())
    plain, minutes = _without_minutes(plain)
    plain, behind = _without_must(plain)
    return _Line(raw, plain, indent, bulleted, numbered, lettered, minutes, before or behind)


def _without_must(text: str) -> tuple[str, bool]:
    """Words between stars are emphasised, which says nothing of what must be asked, save the word itself."""
    rest = _MUST_AT_AN_END.sub("", text)
    if rest == text and not _EMPHASIS.fullmatch(text):
        rest = _STAR_LAST.sub("", _STAR_FIRST.sub("", text, count=1), count=1)
    return rest, rest != text


def _without(mark: re.Pattern[str], text: str) -> tuple[str, bool]:
    found = mark.match(text)
    return (text[found.end() :], True) if found else (text, False)


def _without_minutes(text: str) -> tuple[str, int]:
    found = _IN_BRACKETS.search(text) or _AT_THE_END.search(text)
    if found is None:
        return text, 0
    rest = f"{text[: found.start()].rstrip()} {text[found.end() :].lstrip()}".strip()
    return re.sub(r"\s+([:.,;?!])", r"\1", rest), int(found["minutes"])


def _is_probe(line: _Line, above: _Question) -> bool:
    if line.indent > above.indent:
        return True
    under_number = above.numbered and line.lettered
    return (line.bulleted and not above.bulleted) or under_number


def _goes_on(line: _Line, above: _Question) -> bool:
    """Whether the line is the rest of a sentence that was broken by the width of a page."""
    marked = line.bulleted or line.numbered or line.lettered
    broken = above.text[-1] not in ".?!:" and not above.probes
    return broken and not marked and line.plain[0].islower() and "\t" not in line.plain


def _with_minutes(line: _Line) -> str:
    """A probe has no time of its own and no mark, so what its line says of them stays among its words."""
    if not line.minutes and not line.must_ask:
        return line.plain
    body, _ = _without(_BULLET, line.raw.strip())
    body, _ = _without(_NUMBER, body)
    return body.strip() or line.plain


def _heads(raw: str) -> list[str]:
    """The cells of the head of a table, in small letters; nothing for any other line."""
    cells = [cell.casefold().strip(" .:#") for cell in _cells(raw)]
    return cells if len(cells) > 1 and all(cell in _HEADS for cell in cells) else []


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in text.split("\t") if cell.strip()]
