"""Who has spoken how often, and who has not been heard for long; kept up entry by entry."""

from collections import Counter
from collections.abc import Iterable

from facilitator.domain.notes import SAID_ALOUD, Note
from facilitator.domain.room import Spoken


class Turns:
    """Counts what was said by speaker, how long each was seen to speak, and the session time of each one's latest."""

    def __init__(self, notes: Iterable[Note] = (), spoken: Iterable[Spoken] = ()) -> None:
        self.count: Counter[str] = Counter()
        self.spoken_ms: Counter[str] = Counter()
        self.heard_ms: dict[str, int] = {}
        for note in notes:
            self.replace(None, note)
        self.show_spoken(spoken)

    def show_spoken(self, spoken: Iterable[Spoken]) -> None:
        """All times of speaking there are, in the place of those known before."""
        self.spoken_ms.clear()
        for each in spoken:
            self.spoken_ms[each.person] += each.until_ms - each.at_ms
            self.heard_ms[each.person] = max(self.heard_ms.get(each.person, 0), each.until_ms)

    def replace(self, old: Note | None, new: Note | None) -> None:
        """An entry came, went, or is another than before."""
        if old is not None and old.speaker and old.kind in SAID_ALOUD:
            self.count[old.speaker] -= 1
        if new is not None and new.speaker and new.kind in SAID_ALOUD:
            self.count[new.speaker] += 1
            self.heard_ms[new.speaker] = max(self.heard_ms.get(new.speaker, 0), new.at_ms or 0)

    def silent(self, people: Iterable[str], now_ms: int, after_ms: int) -> list[tuple[str, int]]:
        """People not heard for `after_ms` or more, with how long, the longest first."""
        waits = ((person, now_ms - self.heard_ms.get(person, 0)) for person in people)
        return sorted((each for each in waits if each[1] >= after_ms), key=lambda each: -each[1])
