"""What a session has come to so far, kept up entry by entry: turns, answers to each question, what is parked."""

from collections import Counter
from collections.abc import Iterable

from facilitator.domain.notes import Note
from facilitator.domain.room import Spoken
from facilitator.domain.turns import Turns


class Tally:
    """Counts once and then only what changes, however many entries there are."""

    def __init__(self, notes: Iterable[Note] = (), spoken: Iterable[Spoken] = ()) -> None:
        self.turns = Turns((), spoken)
        self._answers: Counter[str] = Counter()
        self._parked: dict[str, Note] = {}
        for note in notes:
            self.replace(None, note)

    @property
    def answered(self) -> set[str]:
        """The questions under which something stands."""
        return {question for question, count in self._answers.items() if count}

    @property
    def parked(self) -> list[Note]:
        """What was set aside, in the order of the stream."""
        return sorted(self._parked.values(), key=lambda note: (note.position, note.id))

    def replace(self, old: Note | None, new: Note | None) -> None:
        """An entry came, went, or is another than before."""
        self.turns.replace(old, new)
        if old is not None:
            self._parked.pop(old.id, None)
            for question in old.questions:
                self._answers[question] -= 1
        if new is not None:
            if new.kind == "parking":
                self._parked[new.id] = new
            for question in new.questions:
                self._answers[question] += 1
