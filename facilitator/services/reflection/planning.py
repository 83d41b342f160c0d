"""Planning reflection: who is shown whose answers, what that amounts to, and what has to be decided first."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Literal

from facilitator.domain.actors import Actor
from facilitator.domain.documents.gate import Place
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.ids import new_id
from facilitator.domain.matrix import CellState, Dot, Preset, Progress, cell_state, preset_dots
from facilitator.domain.packs import Decision, Pack, PackOrder, digest
from facilitator.domain.reactions import About, Reaction
from facilitator.domain.sessions import Session
from facilitator.domain.timecode import stamp
from facilitator.services.clock import Clock
from facilitator.services.prepare.question_names import QuestionName, question_names
from facilitator.services.reflection.history import history_of
from facilitator.services.reflection.offers import Offers
from facilitator.services.reflection.outlook import Outlook
from facilitator.services.reflection.viewing import Viewing, viewing_of
from facilitator.services.releasing.gatekeeping import Gatekeeper
from facilitator.services.releasing.packing import pack_for
from facilitator.storage.store import Store

WarningKind = Literal["mentions_viewer", "speaker_unknown", "names_found"]

SECONDS_PER_STATEMENT = 120
SECONDS_PER_QUOTE = 15


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix; the counts are of the viewer's pack, and 0 where nothing is planned."""

    viewer: str
    shown: str
    state: CellState
    planned: bool = False
    statements: int = 0
    quotes: int = 0
    reactions: int = 0
    silences: int = 0

    @property
    def was_seen(self) -> bool:
        """Whether anything of it was shown, so that unplanning cannot take it back."""
        return self.state in ("partly", "shown", "feedback")


@dataclass(frozen=True, slots=True)
class Row:
    """What one group is shown, with the session in which it is."""

    viewer: Actor
    session: Session | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PackWarning:
    """Something in a pack that the facilitator must answer before it is shown.

    `quote` is what it is about, which may be a statement where `place` says which words of it may name somebody.
    """

    kind: WarningKind
    viewer: str
    quote: Quote | Statement
    place: Place | None = None

    @property
    def never(self) -> bool:
        """Whether it can only be reworded or left out."""
        return self.place is not None and bool(self.place.whole_names)


class Planning:
    """The feedback matrix and the packs, on one open study."""

    def __init__(self, store: Store, clock: Clock, gate: Gatekeeper | None = None) -> None:
        self._store = store
        self._clock = clock
        self._gate = gate

    def reading(self) -> AbstractContextManager[None]:
        """Around what is asked for together, so that nothing is read twice."""
        return self._store.reading()

    def groups(self) -> list[Actor]:
        """The focus groups, which are both the rows and the columns."""
        return [actor for actor in self._store.find(Actor) if actor.is_group]

    def actors(self) -> dict[str, Actor]:
        """Everybody by id."""
        return {actor.id: actor for actor in self._store.find(Actor)}

    def names(self, viewer: str) -> dict[str, QuestionName]:
        """How questions are called for one group, by question id."""
        found = question_names(self._store, viewer)
        replacing = self._gate.replacing if self._gate else None
        return {each: replacing.value(name) for each, name in found.items()} if replacing else found

    def session(self, viewer: str) -> Session | None:
        """The reflection session that counts now: going on, next planned, or last held."""
        return history_of(self._store, viewer).session

    def waiting(self, check: Callable[[], None] = lambda: None) -> int:
        """How many decisions wait in all packs that are planned; `check` is called before each of them."""
        viewers = {dot.viewer for dot in self._store.find(Dot)}
        number = 0
        for group in self.groups():
            if group.id in viewers:
                check()
                number += len(self.warnings(self.pack(group.id)))
        return number

    def offers(self) -> Offers:
        """What groups have to show, to be kept between rows by whoever hears of changes."""
        return Offers(self._store)

    def row(self, viewer: Actor, groups: list[Actor], offers: Offers | None = None) -> Row:
        """One row of the matrix; `groups` are its columns."""
        viewing = viewing_of(self._store, viewer.id, groups, offers)
        return Row(viewer, viewing.history.session, tuple(_cell(viewer.id, group.id, viewing) for group in groups))

    def rows(self) -> list[Row]:
        """The whole matrix."""
        groups = self.groups()
        return [self.row(viewer, groups) for viewer in groups]

    def toggle(self, viewer: str, shown: str) -> bool:
        """Plans the cell or takes the plan back, and says which; UserError where that cannot be."""
        planned = self._store.get(Dot, Dot(viewer, shown).id) is None
        self.set_dot(viewer, shown, planned)
        return planned

    def set_dot(self, viewer: str, shown: str, planned: bool) -> None:
        """Plans or unplans one cell."""
        if viewer == shown:
            raise UserError("A group is not shown its own answers. Choose the column of another group.")
        dot = Dot(viewer, shown)
        with self._store.change("Plan who sees whom" if planned else "Unplan who sees whom") as change:
            if planned:
                change.put(dot)
            else:
                change.delete(dot)

    def apply_preset(self, preset: Preset) -> None:
        """Sets every cell at once, as one change; a cell of which something was shown keeps its dot."""
        labels = {
            "staff_see_all": "Let every staff group review all others",
            "all_see_all": "Let all review all",
            "none": "Clear the matrix",
        }
        wanted = {dot.id: dot for dot in preset_dots(preset, self.groups())}
        before = {dot.id: dot for dot in self._store.find(Dot)}
        outlook = self.outlook()
        seen = {Dot(group.id, shown).id for group in self.groups() for shown in outlook.standing(group.id).seen}
        with self._store.change(labels[preset]) as change:
            for dot_id, dot in before.items():
                if dot_id not in wanted and dot_id not in seen:
                    change.delete(dot)
            for dot_id, dot in wanted.items():
                if dot_id not in before:
                    change.put(dot)

    def set_labels(self, actor: str, row: str, column: str) -> None:
        """Sets the labels printed for a group; an empty one falls back to its name."""
        before = self._store.need(Actor, actor)
        with self._store.change("Change printed labels") as change:
            change.put(replace(before, row_label=row.strip() or None, column_label=column.strip() or None))

    def pack(self, viewer: str) -> Pack:
        """What the group would be shown now, in the words in which it is shown."""
        pack = pack_for(self._store, viewer)
        return self._gate.pack(pack) if self._gate else pack

    def warnings(self, pack: Pack) -> tuple[PackWarning, ...]:
        """What has to be decided about a pack, the viewers' own mention first."""
        mentions = [PackWarning("mentions_viewer", pack.viewer, quote) for quote in pack.to_decide]
        unknown = [barred.item for barred in pack.barred if barred.reason == "speaker_unknown"]
        quotes = self._store.find_in(Quote, "id", unknown)
        unknown_speakers = (PackWarning("speaker_unknown", pack.viewer, quote) for quote in quotes)
        return (*self._names_in(pack), *mentions, *unknown_speakers)

    def _names_in(self, pack: Pack) -> list[PackWarning]:
        """Words that may name somebody; whole names first, since they can only go."""
        said: dict[str, Statement | Quote] = {each.quote.id: each.quote for each in pack.quotes}
        said |= {item.statement.id: item.statement for item in pack.items if item.statement}
        places = self._gate.in_pack(pack) if self._gate else []
        places.sort(key=lambda place: not place.whole_names)
        return [PackWarning("names_found", pack.viewer, said[place.item], place) for place in places]

    def show(self, warning: PackWarning) -> None:
        """Decides that the viewer may see what the warning is about; UserError for a whole real name."""
        if warning.place is None:
            self.show_quote(warning.viewer, warning.quote.id, warning.kind)
        elif warning.never:
            names = "”, “".join(warning.place.whole_names)
            raise UserError(f"“{names}” is a real name. Reword it in Findings, or replace it in Report.")
        elif self._gate:
            self._gate.let_stay(warning.viewer, warning.place, stamp(self._clock.now()))

    def withhold(self, warning: PackWarning) -> None:
        """Decides that the viewer does not see what the warning is about."""
        if isinstance(warning.quote, Quote):
            self.withhold_quote(warning.viewer, warning.quote.id)
            return
        before = self._store.need(Statement, warning.quote.id)
        if warning.viewer not in before.withheld_from:
            with self._store.change("Leave the statement out") as change:
                change.put(replace(before, withheld_from=(*before.withheld_from, warning.viewer)))

    def decide(self, viewer: str, item: str, *, show: bool) -> None:
        """Answers every warning about one statement or quote."""
        for warning in self.warnings(self.pack(viewer)):
            if warning.quote.id == item:
                (self.show if show else self.withhold)(warning)

    def show_quote(self, viewer: str, quote: str, reason: str) -> None:
        """Decides that the viewer may see the quote; the reason, the words and the time are kept."""
        words = digest(self._store.need(Quote, quote).text)
        with self._store.change("Show the quote") as change:
            change.put(Decision(viewer, quote, "show", reason, stamp(self._clock.now()), words))

    def withhold_quote(self, viewer: str, quote: str) -> None:
        """Decides that the viewer sees the statement without this quote."""
        before = self._store.need(Quote, quote)
        decision = self._store.get(Decision, Decision(viewer, quote).id)
        with self._store.change("Show the statement only") as change:
            if viewer not in before.withheld_from:
                change.put(replace(before, withheld_from=(*before.withheld_from, viewer)))
            if decision:
                change.delete(decision)

    def move(self, viewer: str, item: str, steps: int) -> None:
        """Moves an item of the pack up (negative) or down; at the ends it stays."""
        ids = [each.id for each in self.pack(viewer).items]
        if item not in ids:
            raise UserError("This statement is no longer in the pack.")
        at = ids.index(item)
        to = min(max(at + steps, 0), len(ids) - 1)
        if at == to:
            return
        ids.insert(to, ids.pop(at))
        with self._store.change("Change the order of the pack") as change:
            change.put(PackOrder(viewer, tuple(ids)))

    def anything_released(self) -> bool:
        """Whether there is anything that a group could be shown, planned or not."""
        return bool(self._store.count(Statement, status="released") or self._store.count(Quote, released=True))

    def outlook(self) -> Outlook:
        """What the matrix still waits for, to be read bit by bit."""
        return Outlook(self._store)

    def note_silence(self, viewer: str, shown: str) -> None:
        """Notes that the group saw another's answers and said nothing about them."""
        held = [s for s in self._store.find(Session, actor=viewer, kind="reflection") if s.started_at]
        if not held:
            raise UserError("This group has not met for reflection yet.")
        with self._store.change("Note “no reaction”") as change:
            change.add(Reaction(new_id(), session=held[-1].id, about=About("actor", shown), kind="none"))


def estimated_minutes(pack: Pack) -> int:
    """How long a pack takes to go through, in whole minutes: talk about each statement, quotes and clips."""
    clips = sum(clip_ms(pack)) / 1000
    seconds = pack.statements * SECONDS_PER_STATEMENT + len(pack.quotes) * SECONDS_PER_QUOTE + clips
    return round(seconds / 60)


def clip_ms(pack: Pack) -> list[int]:
    """The lengths, in ms, of the clips that may be played from a pack."""
    return [q.quote.clip.duration_ms for q in pack.quotes if q.replay and q.quote.clip]


def _cell(viewer: str, shown: str, viewing: Viewing) -> Cell:
    if not viewing.concerns(shown):  # most cells of a large study
        return Cell(viewer, shown, cell_state(viewer == shown, False, Progress()))
    history, items, planned = viewing.history, viewing.items_of(shown), shown in viewing.planned
    return Cell(
        viewer=viewer,
        shown=shown,
        state=cell_state(viewer == shown, planned, history.progress(shown, items, planned)),
        planned=planned,
        statements=sum(item.statement is not None for item in items),
        quotes=sum(len(item.quotes) for item in items),
        reactions=history.reactions.get(shown, 0),
        silences=history.silences.get(shown, 0),
    )
