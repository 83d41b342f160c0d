"""Languages by their BCP 47 tags: those that can be chosen by name, and which way each is written."""

from unicodedata import bidirectional

_LISTED = """
af ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km ko lt lv mk ml
mn mr ms mt my nb ne nl nn pa pl ps pt ro ru sd si sk sl so sq sr sv sw ta te th ti tl tr uk ur uz vi yi yue zh zu
"""
LANGUAGES = tuple(_LISTED.split())
"""In the order of their tags; a study may hold others, which come with study JSON."""
FROM_THE_RIGHT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_STRONG = {"L": False, "R": True, "AL": True}
_MARKS = {True: "\u200f", False: "\u200e"}


def base(tag: str) -> str:
    """The language itself, without script and region."""
    return tag.partition("-")[0].lower()


def runs_from_right(tag: str) -> bool:
    """Whether a language is written from right to left."""
    return base(tag) in FROM_THE_RIGHT


def begins_from_right(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    return next((_STRONG[kind] for kind in map(bidirectional, text) if kind in _STRONG), False)


def directed(text: str, tag: str) -> str:
    """The text behind a sign without width that tells its direction, where its language is known."""
    return f"{_MARKS[runs_from_right(tag)]}{text}" if tag and text else text
