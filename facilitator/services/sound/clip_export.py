"""Clips as files for those who may hear them: gathered and refused by the rules of packs, written and logged."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Final

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.exports import Export
from facilitator.domain.findings import Quote
from facilitator.domain.ids import new_id
from facilitator.domain.matrix import Dot
from facilitator.domain.packs import PackQuote, consent_bar, may_replay
from facilitator.domain.people import Person
from facilitator.domain.study import STUDY_ID, Study
from facilitator.domain.timecode import length_text, stamp
from facilitator.services.releasing.gatekeeping import Gatekeeper
from facilitator.services.releasing.packing import pack_for
from facilitator.services.sound.clip_files import (
    ClipFile,
    ClipSet,
    ClipTags,
    WriteClip,
    WrittenClips,
    check_format,
    one_line,
    write_clips,
)
from facilitator.services.sound.replay import clip_spec
from facilitator.services.sound.timeline import timeline_of
from facilitator.storage.files import name_part, safe_name
from facilitator.storage.names import NameKey
from facilitator.storage.store import Store

DOCUMENT: Final = "clips"
STUDY_BYTES, GROUP_BYTES = 80, 60
"""What of the study's title and a group's name goes into a file name."""


class ClipExport:
    """Gathers on the main thread, writes anywhere, logs on the main thread; `export` does all three."""

    def __init__(self, store: Store, folder: Path, names: NameKey, now: Callable[[], datetime]) -> None:
        self._store = store
        self._folder = folder
        self._gate = Gatekeeper(store, names)
        self._now = now

    def export(
        self, target: Path, write: WriteClip, *, recipients: Sequence[str] | None = None, fmt: str = "mp3"
    ) -> list[WrittenClips]:
        """Writes the clips of each recipient's pack (ids of groups); without recipients every one that may be heard.

        Raises UserError, before anything is written where it can.
        """
        sets = [self.for_pack(one, fmt) for one in recipients] if recipients else [self.for_all(fmt)]
        done = []
        for each in sets:
            done.append(write_clips(each, target, write))
            self.log(done[-1])
        return done

    def for_pack(self, viewer: str, fmt: str = "mp3") -> ClipSet:
        """The clips that this group may hear, in the order of its pack."""
        group = self._store.need(Actor, viewer)
        pack = pack_for(self._store, viewer)
        if not self._store.find(Dot, viewer=viewer):
            raise UserError(
                f"{group.name} is not shown any answers, so there are no clips for it. Plan them in Reflect."
            )
        undecided = {quote.id for quote in pack.to_decide}
        self._refuse_names(each.quote for each in pack.quotes if each.replay and each.quote.id not in undecided)
        naming = self._gate.heard_naming((each.quote for each in pack.quotes if each.replay), viewer)
        heard = [each.quote for each in pack.quotes if each.replay and each.quote.id not in {*undecided, *naming}]
        return self._set(heard, group, fmt, tuple(_left_out(pack.quotes, undecided, naming)))

    def for_all(self, fmt: str = "mp3") -> ClipSet:
        """Every released clip that other groups may hear."""
        quotes = [quote for quote in self._store.find(Quote) if quote.clip is not None]
        heard = [quote for quote in quotes if self._bar(quote) is None]
        missing = len(quotes) - len(heard)
        told = f"{_clips(missing)} left out: not released, or the speaker did not agree to be heard."
        return self._set(heard, None, fmt, (told,) if missing else ())

    def for_quotes(self, quotes: Sequence[str], fmt: str = "mp3", viewer: str | None = None) -> ClipSet:
        """The clips of just these quotes; UserError as soon as one of them may not be heard (by this group)."""
        chosen = [self._store.need(Quote, quote) for quote in dict.fromkeys(quotes)]
        for quote in chosen:
            if sentence := self._bar(quote):
                raise UserError(sentence)
        if viewer is None:
            return self._set(chosen, None, fmt)
        allowed = {each.quote for each in self.for_pack(viewer, fmt).files}
        outside = next((quote for quote in chosen if quote.id not in allowed), None)
        if outside is not None:
            raise UserError(f"The clip of {_words(outside)} is not in that group’s pack. Take it out of the selection.")
        return self._set(chosen, self._store.need(Actor, viewer), fmt)

    def log(self, written: WrittenClips) -> Export:
        """Notes what was written and for whom."""
        record = Export(
            new_id(),
            at=stamp(self._now()),
            document=DOCUMENT,
            recipient=written.made.recipient,
            file=written.playlist.name,
            sha256=written.sha256,
            items=tuple(file.quote for file in written.made.files),
        )
        with self._store.change("Export clips", undoable=False) as change:
            return change.add(record)

    def _bar(self, quote: Quote) -> str | None:
        """Why nobody else may hear this quote, as a sentence."""
        if quote.clip is None:
            return f"There is no clip of {_words(quote)}. Attach one in Findings."
        if not quote.released:
            return f"The quote {_words(quote)} is not released. Release it in Findings first."
        people = self._store.find(Person, actor=quote.actor)
        by_id = {person.id: person for person in people}
        refusing = {person.actor for person in people if person.refused_groups}
        if consent_bar(quote, by_id, refusing):
            return f"Whoever said {_words(quote)} did not agree to be quoted to others, so its clip stays here."
        if not may_replay(quote, by_id):
            return f"Whoever said {_words(quote)} did not agree to be heard by others, so its clip stays here."
        return None

    def _set(self, quotes: Sequence[Quote], group: Actor | None, fmt: str, left_out: tuple[str, ...] = ()) -> ClipSet:
        check_format(fmt)
        if not quotes:
            whom = f"{group.name} may hear" if group else "may leave"
            raise UserError(" ".join((f"There is no clip that {whom}.", *left_out)))
        study = (self._store.get(Study, STUDY_ID) or Study()).title
        files = tuple(self._files(quotes, study, fmt))
        folder = f"{name_part(study, STUDY_BYTES, 'Study')} - clips"
        if group is not None:
            folder += f" for {name_part(group.name, GROUP_BYTES, 'group')}"
        self._search(quotes, files, folder)
        return ClipSet(group.id if group else None, folder, fmt, files, left_out, tuple(self._across(quotes)))

    def _files(self, quotes: Sequence[Quote], study: str, fmt: str) -> Iterator[ClipFile]:
        names = {actor.id: actor.name for actor in self._store.find(Actor)}
        numbers: dict[str, int] = {}
        for quote in quotes:
            assert quote.clip is not None
            group = name_part(names.get(quote.actor, ""), GROUP_BYTES, "group")
            number = numbers[group.casefold()] = numbers.get(group.casefold(), 0) + 1
            name = safe_name(f"{name_part(study, STUDY_BYTES, 'Study')} - {group} - {number:02}.{fmt}")
            tags = ClipTags(f"{names.get(quote.actor, '')} {number:02}".strip(), study, number)
            yield ClipFile(quote.id, clip_spec(self._folder, quote.clip), name, tags)

    def _across(self, quotes: Sequence[Quote]) -> Iterator[str]:
        """A sentence for each clip in which something is missing that no ear can tell."""
        line = cache(partial(timeline_of, self._store))  # it reads every note of its session
        for quote in quotes:
            clip = quote.clip
            missing = line(clip.file).missing_in(clip.start_ms, clip.end_ms) if clip else 0
            if missing:
                yield (
                    f"The clip of {_words(quote)} goes across a gap of the recording: {length_text(missing)} of what"
                    " was said is missing in it."
                )

    def _search(self, quotes: Sequence[Quote], files: Sequence[ClipFile], folder: str) -> None:
        """Raises UserError where a name would leave: in what can be read, or in words that are heard."""
        searcher = self._gate.searcher
        for text in (folder, *(file.name for file in files), *(text for f in files for text in _tag_texts(f.tags))):
            found = [hit.word for hit in searcher.search(text) if hit.kind in ("name", "alias", "contact")]
            if found:
                raise UserError(
                    f"The names of the files would hold “{found[0]}”, which may give somebody away."
                    " Change the title of the study or the name of the group."
                )
        self._refuse_names(quotes)

    def _refuse_names(self, quotes: Iterable[Quote]) -> None:
        """Raises UserError where a whole name is heard."""
        searcher, quotes = self._gate.searcher, list(quotes)
        besides = {place.item: place.whole_names for place in self._gate.heard_besides(quotes, None)}
        for quote in quotes:
            named = [hit.word for hit in searcher.names_in(quote.text) if hit.kind == "name"]
            named = [] if quote.clip is None or quote.clip.hidden else named
            named += besides.get(quote.id, ())
            if named:
                raise UserError(
                    f"“{named[0]}” is heard in the clip of {_words(quote)}. Bleep the name in the clip editor first."
                )


def _left_out(quotes: Sequence[PackQuote], undecided: set[str], naming: Collection[str]) -> Iterator[str]:
    unheard = sum(each.quote.clip is not None and not each.replay for each in quotes)
    if unheard:
        yield f"{_clips(unheard)} left out: the speaker did not agree to be heard."
    waiting = sum(each.replay and each.quote.id in undecided for each in quotes)
    if waiting:
        yield f"{_clips(waiting)} left out: the words mention this group. Decide about them in Reflect."
    if naming:
        yield f"{_clips(len(naming))} left out: somebody may be named in it. Hide the name in the clip editor."


def _clips(count: int) -> str:
    return "One clip is" if count == 1 else f"{count} clips are"


def _tag_texts(tags: ClipTags) -> tuple[str, str]:
    return tags.title, tags.album


def _words(quote: Quote) -> str:
    words = one_line(quote.text)
    return f"“{words if len(words) <= 40 else words[:39] + '…'}”"
