"""From a step of the pack to what stands on the audience window: released words, and nothing else, are taken over."""

from facilitator.domain.actors import Actor
from facilitator.domain.languages import directed
from facilitator.domain.packs import PackQuote
from facilitator.domain.timecode import clock_text
from facilitator.services.prepare.question_names import QuestionName
from facilitator.services.reflection.walk import Step
from facilitator.ui.audience.view import AudienceView
from facilitator.ui.reflect.pack_panel import PackData
from facilitator.ui.reflect.words import round_up, tr


def audience_view(
    step: Step, quote: PackQuote | None, question: QuestionName | None, shown: Actor, viewer: Actor
) -> AudienceView:
    """The picture of one step with at most one quote, in the words that were frozen where it was shown before."""
    statement = step.item.statement
    return AudienceView(
        kind="statement",
        question=question.text if question else "",
        letter=shown.short or shown.name[:1],
        heading=tr("{group} said").format(group=shown.name),
        fill=shown.colour,
        statement=step.wording(statement.id, statement.text) if statement else "",
        quote=directed(step.wording(quote.quote.id, quote.quote.text), quote.quote.language) if quote else "",
        foot=tr("Reflection of the {group} group").format(group=viewer.name),
        clip_share=0.0 if quote and clip_length(quote) else None,
        clip_words=clip_words(0, clip_length(quote)) if quote else "",
    )


def clip_words(ms: int, length_ms: int) -> str:
    """How far the clip has played, as participants read it; empty without a clip."""
    if not length_ms:
        return ""
    return tr("{time} of {length}").format(time=clock_text(ms), length=clock_text(round_up(length_ms)))


def clip_length(quote: PackQuote) -> int:
    """The length in ms of the clip that may be heard, or 0."""
    return quote.quote.clip.duration_ms if quote.replay and quote.quote.clip else 0


def preview_pictures(data: PackData) -> list[tuple[str, AudienceView]]:
    """What the group will see step by step, as item id and picture; a quote not yet decided is left out."""
    undecided = {warning.quote.id for warning in data.warnings}
    pictures = []
    for item in data.pack.items:
        if item.id in undecided and item.statement:
            continue
        quotes: list[PackQuote | None] = [quote for quote in item.quotes if quote.quote.id not in undecided]
        if not quotes and item.statement is None:
            continue
        question = data.names.get(item.question or "")
        for quote in quotes or [None]:
            view = audience_view(Step(item, {}), quote, question, data.actors[item.actor], data.viewer)
            pictures.append((item.id, view))
    return pictures
