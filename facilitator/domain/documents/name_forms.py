"""The forms in which a real name may stand in a text: in part, with an ending, misspelt, in another case or accent.

Other scripts are found where the key has them, as "José Nowak / Хосе"; pet names where they are common ones or the key
has them. Two capitals ("JC") are taken for initials only where a person would stand, since most abbreviations look so.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from facilitator.domain.documents.name_endings import LETTERS, folded, is_bent, other_spellings, without_front
from facilitator.domain.documents.ordinary_words import ordinary_in, small_in
from facilitator.domain.documents.sounds import SHORTEST_SOUND, is_far, pets_of, sound_of

NameKind = Literal["name", "part", "near"]
How = Literal["exact", "ending", "near", "sound"]

NEAR_LETTERS, NEAR_ANY_CASE, NEAR_ANY_START = 4, 6, 6
"""From how many letters on a misspelling is looked for: at all, in small letters too, in the first letter too."""
MARKED = 3
"""So few letters beside its digits has a part of a name of which a number may be a form."""
HANDLE = 5
"""Letters of the shortest name of an account."""
SHORTEST_SLIP = 3
"""Letters of the shortest word that may be a misspelt name."""
_TITLES = "mr mrs ms miss dr prof sir dame van von der den de del della da di du la le el al bin ibn and"
TITLES = frozenset(_TITLES.split())
_TWO_LETTERS = (
    "ab ad af ag ah al am an ar as at au av be bi by ca ce da de di do dr du ed eh ei el em en er es et eu ex fa fi fu "
    "go ha he hm ho hr id if il im in io is it ix ja je la le lo ma me mi mm mo mr ms my na ne ni no nu of og oh ok om "
    "on op or os ou ov pa pm po re sa se si so st su ta te ti to tu tv uh um un up us uw vi vs we wo xi ye yo za ze zu"
)
_NO_NAMES = frozenset(_TWO_LETTERS.split()) | TITLES
"""Words of two letters in one language or another, which are no part of a name by themselves."""
_NEVER_SPOKEN = frozenset("am an as at be by do go he if in is it me my no of ok on or so to up us we".split())  # noqa: SIM905
"""Those of them that stand where a person would without being one."""
_APART = re.compile(r"[/;|()\n\r]+")
_WORD = re.compile(r"[^\W_]+")
_DIGITS = "0123456789"
_HONORIFICS = "先生 女士 小姐 太太 老师 老師 经理 經理 さん 様 氏 씨 님".split()  # noqa: SIM905
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)


class Forms:
    """All forms of the names of a key; `unspaced` are names in scripts that do not part words.

    `alone` are parts that tell by themselves, `short` are parts of two letters, `handles` as people call their
    accounts, `initials` first letters of whole names; `language` is that of the texts.
    """

    def __init__(
        self,
        wholes: Iterable[Sequence[str]],
        alone: Iterable[str],
        unspaced: Mapping[str, NameKind],
        short: Iterable[str] = (),
        handles: Iterable[str] = (),
        language: str = "en",
        spoken: Iterable[str] = (),
    ) -> None:
        self.unspaced = tuple(unspaced.items())
        self._ordinary = ordinary_in(language)
        self._small = small_in(language)
        self._followers: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._joined: set[str] = set()
        self._handles = frozenset(handles)
        self.initials: set[str] = set()
        bases = set(alone)
        for whole in wholes:
            self._followers[whole[0]].add(tuple(whole[1:]))
            self._joined.add("".join(whole))
            self.initials.add("".join(part[0] for part in whole))
            bases |= set(whole)
        self.alone = frozenset(alone)
        self.may_be_asked = not self.alone.isdisjoint(("will", "may", "can"))
        self._short = frozenset(short)
        self.spoken = frozenset(spoken)
        self._bases = frozenset(bases)
        self._longest_slip = max(map(len, bases), default=0) + 1
        self._pets = frozenset(pets_of(bases)) - self._bases
        self._by_sound: defaultdict[str, set[str]] = defaultdict(set)
        for base in self._bases:
            if len(base) >= SHORTEST_SOUND:
                self._by_sound[sound_of(base)].add(base)
        self._shortened: defaultdict[str, set[str]] = defaultdict(set)
        for base in self._bases:
            if len(base) >= NEAR_LETTERS:
                for cut in _shorter(base):
                    self._shortened[cut].add(base)
        self._by_start: defaultdict[str, list[str]] = defaultdict(list)
        for base in self._bases:
            self._by_start[base[:2]].append(base)
        self._numbered = any(
            len(base) - sum(map(str.isdigit, base)) <= MARKED for base in self._bases if not base.isalpha()
        )
        self._known: dict[str, Mapping[str, How]] = {}
        self._strange: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._bases or self.unspaced)

    def of(self, word: str) -> Mapping[str, How]:
        """The parts of names that the folded word may be a form of."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = dict(self._look(word.strip(_DIGITS) or word))
        return known

    def touches(self, word: str) -> bool:
        """Whether the folded word has anything to do with a name."""
        if word in self._strange or (word.isdigit() and not self._numbered):
            return False
        strange = word in self._joined or word in self._handles or word in self._short or word in self.spoken
        strange = strange or self._is_pet(word)
        known = strange or bool(self.of(word))
        if not known:
            self._strange.add(word)
        return known

    def touch_any(self, words: Collection[str]) -> bool:
        """Whether one of the folded words has anything to do with a name; known strangers are asked all at once."""
        return not self._strange.issuperset(words) and any(map(self.touches, words))

    def followers(self, base: str) -> Iterable[tuple[str, ...]]:
        """What comes after this part in names of several words."""
        return self._followers.get(base, ())

    def are_words(self, words: Iterable[str]) -> bool:
        """Whether all of the folded words are far more often something else in small letters."""
        return all(word in self._small for word in words)

    def is_alone(self, word: str) -> bool:
        """Whether the folded word is exactly a part of a name."""
        return word in self.alone

    def kind(self, word: str, *, capital: bool, plain: bool = False) -> NameKind | None:
        """What a folded word by itself is.

        `capital` says that it is not written with a small letter, `plain` that this is no hint, as capitals are used.
        """
        bare = word.strip(_DIGITS)
        if bare in self._joined and len(bare) >= NEAR_ANY_CASE:
            return "name"
        if plain and not capital and bare in self._small:
            return None
        return self._kind_of(bare, capital) or self._kind_of_other(bare, capital)

    def _kind_of(self, word: str, capital: bool) -> NameKind | None:
        found = {base: how for base, how in self.of(word).items() if base in self.alone}
        if "exact" in found.values():
            return "part"
        if any(how == "ending" and self._may_bend(base, word, capital) for base, how in found.items()):
            return "part"
        if any(how == "near" and self._may_be_slip(base, word, capital) for base, how in found.items()):
            return "near"
        return "near" if "sound" in found.values() and (capital or len(word) >= NEAR_ANY_CASE) else None

    def _kind_of_other(self, word: str, capital: bool) -> NameKind | None:
        """As people call their accounts, jcarter or janec, and each other."""
        if self._is_pet(word):
            return "near" if capital or word not in self._ordinary else None
        is_handle = word in self._handles and len(word) >= HANDLE and word not in self._ordinary
        return "near" if is_handle else None

    def _is_pet(self, word: str) -> bool:
        return word in self._pets or word.removesuffix("s") in self._pets

    def is_short(self, word: str, written: str) -> bool:
        """Whether two letters are a part of a name, which they can only be where they are written like one."""
        return word in self._short and written[:1].isupper() and not written.isupper()

    def _look(self, word: str) -> Iterator[tuple[str, How]]:
        if SHORTEST_SLIP <= len(word) <= self._longest_slip:
            near = {base for short in (word, *_shorter(word)) for base in self._shortened.get(short, ())}
            near |= {base for base in self._bases & _shorter(word) if len(base) >= NEAR_LETTERS}
            near = {base for base in near if _one_apart(base, word)}
            yield from ((base, "near") for base in near)
        yield from ((base, "sound") for base in self._by_ear(word))
        yield from ((base, "ending") for base in self._by_start.get(word[:2], ()) if is_bent(base, word))
        yield from ((bare, "ending") for bare in without_front(word) if bare in self._bases)
        if word in self._bases:
            yield word, "exact"

    def _by_ear(self, word: str) -> set[str]:
        """Names that the word sounds like, and long ones that it is two letters away from."""
        if len(word) < SHORTEST_SOUND or word in self._ordinary:
            return set()
        far = {base for base in self._by_start.get(word[:2], ()) if is_far(base, word)}
        return self._by_sound.get(sound_of(word), set()) | far

    def _may_bend(self, base: str, word: str, capital: bool) -> bool:
        """An ending that ordinary words have as well counts only where the word is written like a name."""
        if word in (f"{base}s", f"{base}es"):
            return True
        if word in self._ordinary:
            return False
        return capital or len(base) >= NEAR_ANY_CASE

    def _may_be_slip(self, base: str, word: str, capital: bool) -> bool:
        if word in self._ordinary:
            return False
        return (capital or len(base) >= NEAR_ANY_CASE) and (word[0] == base[0] or len(base) >= NEAR_ANY_START)


def name_forms(names: Iterable[str], language: str = "en") -> Forms:
    """The forms of names as they stand in the key; several ways of writing one are parted by / ; | or brackets."""
    wholes: list[Sequence[str]] = []
    alone: set[str] = set()
    short: set[str] = set()
    handles: set[str] = set()
    unspaced: dict[str, NameKind] = {}
    for way in (way for name in names for way in _APART.split(name)):
        parts = _WORD.findall(folded(way))
        if UNSPACED.search(way):
            unspaced |= _unspaced(way)
        elif len(parts) == 1:
            alone |= {part for part in parts if len(part) > 1}
        elif parts:
            wholes += _orders(parts)
            handles |= {parts[0][0] + parts[-1], parts[0] + parts[-1][0], parts[-1] + parts[0][0]}
            alone |= {joined for joined in _joined_words(way) if len(joined) >= LETTERS}
            alone |= {part for part in parts if len(part) >= LETTERS and part not in TITLES}
            short |= {part for part in parts if len(part) == 2 and part not in _NO_NAMES}
        alone |= {other for word in way.split() for other in other_spellings(word) if _is_name(other, language)}
    spoken = {part for whole in wholes for part in whole if part in _NO_NAMES - TITLES - _NEVER_SPOKEN}
    return Forms(wholes, alone, unspaced, short, handles, language, spoken)


def _is_name(word: str, language: str) -> bool:
    return len(word) >= LETTERS and word not in TITLES and word not in ordinary_in(language)


def _orders(parts: list[str]) -> Iterator[Sequence[str]]:
    """As it is called, family name first, without what stands between, and any two that follow each other."""
    bare = [part for part in parts if part not in TITLES] or parts
    pairs = [list(pair) for pair in pairwise(bare) if min(map(len, pair)) >= LETTERS]
    for each in (parts, bare, bare[:1] + bare[-1:], *pairs):
        if len(each) > 1:
            yield each
            yield [*each[-1:], *each[:-1]]


def _joined_words(way: str) -> Iterator[str]:
    """Words that hold an apostrophe or a hyphen, as they are written without it."""
    for word in folded(way).split():
        parts = _WORD.findall(word)
        if len(parts) > 1:
            yield "".join(parts)


def _unspaced(way: str) -> dict[str, NameKind]:
    """The whole name, its parts where spaces part them, else the given name at its end; one sign with a title."""
    parts = re.findall(r"\w+", unicodedata.normalize("NFC", way))
    whole = "".join(parts)
    if len(parts) == 1 and len(whole) > 2:
        parts = [whole[:-2], whole[-2:]]
    made: dict[str, NameKind] = {folded(whole): "name"} if len(whole) > 1 else {}
    for part in parts:
        forms = [part] if len(part) > 1 else [f"{part}{title}" for title in _HONORIFICS]
        made |= {folded(form): "part" for form in forms if folded(form) not in made}
    return made


def _shorter(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _one_apart(base: str, word: str) -> bool:
    """One letter more, fewer or other, or two neighbours in each other's place."""
    if base == word or abs(len(base) - len(word)) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(base, word, strict=False)) if a != b), min(len(base), len(word)))
    a, b = base[same:], word[same:]
    swapped = len(a) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:]
    return a[1:] == b[1:] or a == b[1:] or a[1:] == b or swapped
