"""The capture line's grammar: which keys name a seat or a kind, and when the words begin.

A line has a head (who and what kind) and a text; a key is either head or text by its place, never by
guess. The functions here are pure: they take a head and a key and answer with the next head and the
characters that go into the text.
"""

from collections.abc import Container
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from facilitator.domain.notes import NoteKind

Who = int | Literal["unknown", "several"]
Sign = Literal["nod", "shake", "again", "surprised"]

KIND_KEYS: Final[dict[str, NoteKind]] = {"a": "idea", "q": "quote", "n": "own", "p": "parking", "x": "private"}
SIGN_KEYS: Final[dict[str, Sign]] = {"+": "nod", "-": "shake", "=": "again", "!": "surprised"}
_KEY_OF_KIND: Final = {kind: key for key, kind in KIND_KEYS.items()}
_KEY_OF_SIGN: Final = {sign: key for key, sign in SIGN_KEYS.items()}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the text: seat and kind chips, or a sign and the seats it is followed by.

    `kind` None means that no kind was typed. `open` says that the next key may still be head.
    `raw` is what was typed after a sign: digits, and spaces or commas that part two seats.
    """

    who: Who | None = None
    kind: NoteKind | None = None
    open: bool = True
    sign: Sign | None = None
    raw: str = ""

    @property
    def bare(self) -> bool:
        """Whether it holds nothing, so that the line is empty when its text is."""
        return self.who is None and self.kind is None and self.sign is None


@dataclass(frozen=True, slots=True)
class Step:
    """The answer to a key: the next head, and what goes into the text at the cursor."""

    head: Head
    text: str = ""


def press(head: Head, key: str, seats: Container[int], *, empty: bool = True) -> Step:
    """One character typed while the cursor is at the start of the text; `empty` if the text is empty."""
    if not head.open:
        return Step(head, key)
    if head.sign is not None:
        return _press_sign(head, key)
    if key == " ":
        return Step(replace(head, open=False))
    taken = _taken(head, key, seats, empty)
    return Step(taken) if taken else Step(replace(head, open=False), key)


def _taken(head: Head, key: str, seats: Container[int], empty: bool) -> Head | None:
    """The head with the key in it, or None when the key begins the text."""
    if head.who is None:
        if head.kind is None and empty and key in SIGN_KEYS:
            return Head(sign=SIGN_KEYS[key])
        who = _who(key)
        return None if who is None else replace(head, who=who)
    if head.kind is None and key in KIND_KEYS:
        return replace(head, kind=KIND_KEYS[key])
    if head.kind is None and isinstance(head.who, int):
        both = _two_digits(head.who, key, seats)
        return None if both is None else replace(head, who=both)
    return None


def _who(key: str) -> Who | None:
    if key == "0":
        return "unknown"
    if key == "*":
        return "several"
    return int(key) if _is_digit(key) else None


def _is_digit(key: str) -> bool:
    return len(key) == 1 and key in "0123456789"


def _two_digits(first: int, key: str, seats: Container[int]) -> int | None:
    """The seat of two digits, taken only if it exists."""
    if first > 9 or not _is_digit(key):
        return None
    both = first * 10 + int(key)
    return both if both in seats else None


def _press_sign(head: Head, key: str) -> Step:
    """Seats after a sign; anything else makes the whole a plain text."""
    if _is_digit(key) or (key in {" ", ","} and head.raw):
        return Step(replace(head, raw=head.raw + key))
    return Step(Head(open=False), sign_text(head) + key)


def sign_text(head: Head) -> str:
    """The characters that a sign and its seats were typed with; an empty text without a sign."""
    return "" if head.sign is None else _KEY_OF_SIGN[head.sign] + head.raw


def sign_seats(head: Head, seats: Container[int]) -> tuple[int, ...]:
    """The seats behind a sign, each once; two digits are one seat only if that seat exists."""
    found: list[int] = []
    for part in head.raw.replace(",", " ").split():
        found += _split_seats(part, seats)
    return tuple(dict.fromkeys(found))


def _split_seats(digits: str, seats: Container[int]) -> list[int]:
    found: list[int] = []
    while digits:
        width = 2 if len(digits) > 1 and digits[0] != "0" and int(digits[:2]) in seats and int(digits[:2]) > 9 else 1
        if int(digits[:width]):
            found.append(int(digits[:width]))
        digits = digits[width:]
    return found


def back(head: Head) -> Step:
    """Backspace at the start of the text: the last chip turns back into characters, a sign loses one.

    A kind that has no key goes without characters; with no chip left the head opens again.
    """
    if head.sign is not None:
        return Step(replace(head, raw=head.raw[:-1]) if head.raw else Head())
    if head.kind is not None and head.kind in _KEY_OF_KIND:
        return Step(replace(head, kind=None, open=False), _KEY_OF_KIND[head.kind])
    if head.kind is not None:
        return Step(replace(head, kind=None, open=True))
    if head.who is not None:
        return Step(replace(head, who=None, open=False), who_text(head.who))
    return Step(replace(head, open=True))


def who_text(who: Who) -> str:
    """The characters that a speaker was typed with."""
    return {"unknown": "0", "several": "*"}.get(str(who), str(who))


def close(head: Head) -> Step:
    """The text begins by other means than a key (paste, input method); a sign turns into characters."""
    if head.sign is not None:
        return Step(Head(open=False), sign_text(head))
    return Step(replace(head, open=False))


def line_text(text: str) -> str:
    """Any text made fit for one line and for the store: breaks become spaces, controls and half characters go."""
    if text.isprintable():
        return text
    return "".join(_plain(c) for c in text.replace("\r\n", "\n"))


def _plain(character: str) -> str:
    if character in "\n\r\t\v\f\x85\u2028\u2029":
        return " "
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return "" if character < " " or character == "\x7f" else character


@dataclass(frozen=True, slots=True)
class Typed:
    """A whole line as a reader of keys alone understands it, its cursor at the end of `text`.

    The first `thawed` characters came back from a chip and nothing was typed since; once Backspace has
    taken them too, the head is open again.
    """

    head: Head = field(default_factory=Head)
    text: str = ""
    thawed: int = 0

    def key(self, key: str, seats: Container[int]) -> "Typed":
        """After one more character, or after Backspace (which is chr(8))."""
        if key == "\b":
            return self._back()
        if self.head.open and not self.text:
            step = press(self.head, key, seats)
            return Typed(step.head, step.text)
        return Typed(self.head, self.text + key)

    def _back(self) -> "Typed":
        if not self.text:
            step = back(self.head)
            return Typed(step.head, step.text, len(step.text))
        rest, thawed = self.text[:-1], max(self.thawed - 1, 0)
        if not rest and (self.thawed or self.head.bare):
            return Typed(replace(self.head, open=True))
        return Typed(self.head, rest, thawed)

    @property
    def is_empty(self) -> bool:
        """Whether Enter would have nothing to save."""
        return self.head.bare and not self.text.strip()


def typed(keys: str, seats: Container[int]) -> Typed:
    """The line after these keys, from an empty one."""
    line = Typed()
    for key in keys:
        line = line.key(key, seats)
    return line
