"""Where the console is: the step, the quote, and what of them belongs on the audience window."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Statement
from facilitator.domain.packs import PackQuote
from facilitator.services.prepare.question_names import QuestionName
from facilitator.services.reflection.reflecting import Reflecting
from facilitator.services.reflection.walk import Step, Walk
from facilitator.ui.audience.view import AudienceView
from facilitator.ui.reflect.screen import audience_view


@dataclass
class Walking:
    """A session on its way; `place` is the step, `quote_at` the quote of it, `hidden` that it is not shown."""

    reflecting: Reflecting
    walk: Walk
    actors: Mapping[str, Actor]
    names: Mapping[str, QuestionName]
    place: int = 0
    quote_at: int = 0
    hidden: bool = False

    @property
    def step(self) -> Step | None:
        """The step on screen; None when the pack is empty."""
        return self.walk.steps[self.place] if self.walk.steps else None

    @property
    def viewer(self) -> Actor:
        return self.actors[self.walk.session.actor]

    @property
    def quotes(self) -> list[PackQuote]:
        """The quotes of the step that may be shown: those that wait for a decision are not among them."""
        step = self.step
        if step is None or self.held:
            return []
        return [q for q in step.item.quotes if q.quote.id not in step.undecided]

    @property
    def waiting(self) -> Statement | None:
        """The statement of the step where it may name somebody and waits for a decision."""
        statement = self.step.item.statement if self.step else None
        return statement if statement and self.step and statement.id in self.step.undecided else None

    @property
    def held(self) -> Statement | None:
        """The same, where these are the words that would be shown: nothing is shown then.

        A correction that waits leaves what was shown before it where it is.
        """
        statement = self.waiting
        if statement is None or self.step is None or self.step.wording(statement.id, statement.text) != statement.text:
            return None
        return statement

    @property
    def quote(self) -> PackQuote | None:
        """The quote at hand."""
        quotes = self.quotes
        return quotes[min(self.quote_at, len(quotes) - 1)] if quotes else None

    @property
    def shown_quote(self) -> PackQuote | None:
        """The quote at hand, unless it is hidden."""
        return None if self.hidden else self.quote

    @property
    def undecided(self) -> PackQuote | None:
        """The first quote of the step that waits for a decision."""
        step = self.step
        return next((q for q in step.item.quotes if q.quote.id in step.undecided), None) if step else None

    @property
    def names_somebody(self) -> bool:
        """Whether what waits for a decision here waits because of a name."""
        waiting = self.waiting.id if self.waiting else self.undecided.quote.id if self.undecided else ""
        return waiting in self.walk.pack.unsafe

    @property
    def next_step(self) -> Step | None:
        """The next one that was not left out."""
        return next((step for step in self.walk.steps[self.place + 1 :] if not step.left_out), None)

    @property
    def to_go(self) -> int:
        return sum(not step.is_done for step in self.walk.steps)

    def go(self, place: int) -> bool:
        """Moves to another step; False when there is none."""
        if not 0 <= place < len(self.walk.steps):
            return False
        self.place, self.quote_at, self.hidden = place, 0, False
        return True

    def neighbour(self, by: int) -> int:
        """The place of the next or previous step that was not left out; -1 when there is none."""
        place = self.place + by
        while 0 <= place < len(self.walk.steps):
            if not self.walk.steps[place].left_out:
                return place
            place += by
        return -1

    def reread(self, walk: Walk, actors: Mapping[str, Actor], names: Mapping[str, QuestionName]) -> bool:
        """Takes the pack as it is now; False when the step on screen is no longer in it."""
        step = self.step
        self.walk, self.actors, self.names = walk, actors, names
        place = walk.place_of(step.item.id) if step else None
        if place is not None:
            self.place = place
            return True
        self.go(min(self.place, max(len(walk.steps) - 1, 0)))
        return False

    def freeze(self, *, again: bool = False) -> None:
        """Keeps what is put before the group now, in these words and at this time."""
        step = self.step
        if step is None or self.held or (step.item.statement is None and self.shown_quote is None):
            return
        frozen = self.reflecting.show(self.walk.session.id, step, self.shown_quote, again=again)
        steps = list(self.walk.steps)
        at = self.walk.place_of(step.item.id)
        if at is not None:
            steps[at] = frozen
            self.walk = replace(self.walk, steps=tuple(steps))

    def picture(self) -> AudienceView:
        """What belongs on the audience window now; nothing at all for an item of which nothing may be shown."""
        step = self.step
        if step is None or self.held or (step.item.statement is None and self.shown_quote is None):
            return AudienceView()
        shown = self.actors[step.item.actor]
        return audience_view(step, self.shown_quote, self.names.get(step.item.question or ""), shown, self.viewer)
