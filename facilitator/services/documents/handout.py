"""A hand-out for the browser: which clips are in it, and what stands for its entries in the form."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from facilitator.domain.actors import Actor
from facilitator.domain.documents.blocks import Document
from facilitator.domain.documents.labels import Labels
from facilitator.domain.errors import UserError
from facilitator.domain.packs import Pack
from facilitator.domain.reactions import ReactionKind
from facilitator.export.html import Clip, Page
from facilitator.services.documents.answers import form_key
from facilitator.services.ports import ClipSpec
from facilitator.services.sound.replay import clip_spec
from facilitator.storage.files import safe_name

Sound = Callable[[ClipSpec], bytes]
"""Gives a span of sound as MP3; raises UserError where it cannot."""
CHOICES: tuple[ReactionKind, ...] = ("agree", "partly", "disagree", "surprised", "same", "ask")


def make_page(
    pack: Pack, made: Document, group: Actor, labels: Labels, folder: Path | None, sound: Sound | None, *, large: bool
) -> Page:
    """The page of a document for one group, with clips of its pack; without `folder` or `sound` it has none."""
    items = [block.item for block in made.blocks if block.item]
    title = safe_name(made.title.rpartition(": ")[2])
    file_name = safe_name(labels.handout.file_name.format(title=title, group=group.name))
    return Page(
        made,
        replace(labels.handout, file_name=file_name),
        form_key(group.id),
        tuple((kind, labels.reactions_short[kind]) for kind in CHOICES),
        {item: form_key(group.id, item) for item in items},
        _clips(pack, set(items), folder, sound) if folder and sound else {},
        large,
    )


def _clips(pack: Pack, items: set[str], folder: Path, sound: Sound) -> Mapping[str, Clip]:
    """Only quotes of the pack whose speakers let their voice be heard, and only those with a file."""
    found: dict[str, Clip] = {}
    for each in pack.quotes:
        clip = each.quote.clip
        if not (each.replay and clip and each.quote.id in items):
            continue
        try:
            spec = clip_spec(folder, clip)
        except UserError:
            continue
        if spec.path.exists():
            found[each.quote.id] = partial(sound, spec)
    return found
