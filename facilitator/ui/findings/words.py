"""What a card says of itself, to the eye and to the screen reader."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from facilitator.domain.actors import Actor
from facilitator.domain.packs import BarReason
from facilitator.services.findings_grid import Card, QuoteCard


@dataclass(frozen=True)
class CardState:
    """The sign and word at the foot of a card, and the groups that may see it."""

    icon: str
    text: str
    seen_by: tuple[Actor, ...] = ()


class CardWords(QObject):
    """Sentences about cards, in the user's language."""

    def evidence(self, card: Card) -> str:
        """What a statement rests on."""
        if card.evidence.ideas == 0:
            return self.tr("no ideas yet")
        ideas = self.tr("1 idea") if card.evidence.ideas == 1 else self.tr("%n ideas", "", card.evidence.ideas)
        people = card.evidence.people
        if people == 0:
            return ideas
        voices = self.tr("1 person") if people == 1 else self.tr("%n people", "", people)
        return self.tr("{ideas}, {people}").format(ideas=ideas, people=voices)

    def loose(self) -> str:
        """At the foot of a quote that no statement holds."""
        return self.tr("no statement")

    def state(self, card: Card | None, quotes: tuple[QuoteCard, ...]) -> CardState:
        """Lock, tick or eye."""
        if card is None:
            return self._quote_state(quotes[0])
        if card.statement.status == "draft":
            return CardState("lock", self.tr("draft"))
        if card.statement.status == "checked":
            return CardState("tick", self.tr("checked"))
        if not card.seen_by:
            return CardState("eye", self.tr("released, nobody looks"))
        return CardState("eye", "", card.seen_by)

    def spoken(self, card: Card | None, quotes: tuple[QuoteCard, ...], spot: int) -> str:
        """The accessible name of what is chosen."""
        if spot >= 0 or card is None:
            quote = quotes[max(spot, 0)]
            sound = self.tr("with a clip") if quote.quote.clip else self.tr("without a clip")
            state = self._spoken_state(self._quote_state(quote))
            return self.tr("Quote: {text}, {state}, {sound}").format(text=quote.quote.text, state=state, sound=sound)
        state = self._spoken_state(self.state(card, quotes))
        return self.tr("Statement: {text}, {evidence}, {state}, quotes: {quotes}").format(
            text=card.statement.text, evidence=self.evidence(card), state=state, quotes=len(quotes)
        )

    def barred(self, reason: BarReason) -> str:
        """Why consent keeps a quote from other groups."""
        if reason == "speaker_unknown":
            return self.tr(
                "Nobody knows who said this, and somebody in the group does not want words shown. "
                "Say who spoke, or decide for each pack."
            )
        return self.tr("The speaker has not agreed that words are shown to other groups.")

    def closed(self) -> str:
        """Why a quote cannot be released at all."""
        return self.tr(
            "The speaker has not agreed to be quoted, so these words go to nobody. "
            "Ask, and note the answer under Prepare."
        )

    def _quote_state(self, quote: QuoteCard) -> CardState:
        if quote.barred:
            return CardState("hidden", self.tr("consent missing"))
        if not quote.quote.released:
            return CardState("lock", self.tr("not released"))
        return CardState("eye", "" if quote.seen_by else self.tr("released, nobody looks"), quote.seen_by)

    def _spoken_state(self, state: CardState) -> str:
        if state.seen_by:
            names = ", ".join(actor.name for actor in state.seen_by)
            return self.tr("released to {names}").format(names=names)
        return state.text
