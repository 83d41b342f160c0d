"""What should be looked at before a document is handed on, though nothing of it keeps the document from leaving."""

from collections.abc import Iterator

from facilitator.services.documents.reporting_gate import Checks


def notes_on(whom: str, checks: Checks, *, with_clips: bool) -> Iterator[str]:
    """A sentence for each line that stands in amber in Report; `whom` is the document, clips are in a page alone."""
    for small in checks.small:
        yield (
            f"{whom} holds quotes of {small.actor.name}, where few people took part: read them with the eyes of a "
            "colleague before they leave."
        )
    for each in checks.recall:
        yield (
            f"“{each.export.file}” was written before and holds something taken back since: ask for it back and give "
            "the new one."
        )
    if with_clips:
        yield from _clip_notes(whom, checks)
    if checks.kept_back:
        yield f"{whom} holds entries that are kept from one group or another: do not hand it out as it is."


def _clip_notes(whom: str, checks: Checks) -> Iterator[str]:
    if checks.heard:
        clips = _clips(len(checks.heard))
        yield f"{whom} is without {clips} in which somebody is named beside the quote: decide in Report."
    if checks.unheard:
        clips = _clips(len(checks.unheard))
        yield f"{whom} holds {clips} to listen to once: nobody has written down what is heard there."


def _clips(count: int) -> str:
    return "one clip" if count == 1 else f"{count} clips"
