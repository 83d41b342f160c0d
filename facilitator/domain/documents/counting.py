"""Sentences with numbers in them, so that one thing is not told as several."""


class Count(int):
    """A number that knows words for one and for several: "{n} {n:note was|notes were} taken"."""

    def __format__(self, words: str) -> str:
        one, bar, several = words.partition("|")
        return (one if self == 1 else several) if bar else super().__format__(words)


def told(sentence: str, **values: object) -> str:
    """The sentence with its values; whole numbers in it are counted."""
    counted = {name: Count(value) if isinstance(value, int) else value for name, value in values.items()}
    return sentence.format(**counted)
