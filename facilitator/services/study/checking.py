"""Whether a study is whole: its database, what refers to what, its audio and its back-ups."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace

import soundfile

from facilitator.domain.errors import ImportRefused, StudyDamaged, UserError
from facilitator.domain.findings import Clip, Quote
from facilitator.domain.people import Person
from facilitator.domain.recordings import Recording
from facilitator.domain.timecode import clock_text
from facilitator.services.ports import Tracks
from facilitator.services.sound import sounding
from facilitator.services.sound.checking_sound import recording_faults
from facilitator.services.sound.replay import audio_path
from facilitator.services.sound.unheard import Unheard, unheard
from facilitator.storage import interchange
from facilitator.storage.backup import backups_in, is_sound
from facilitator.storage.opening import StudyFolder
from facilitator.storage.tables import CODECS


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at and what is wrong with it; every fault is a sentence, and so is what is only `told`."""

    subject: str
    looked_at: int
    faults: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    spans: tuple[Unheard, ...] = ()


def check_study(study: StudyFolder, tracks: Tracks | None = None) -> list[Check]:
    """Everything that can be found out without listening; nothing is changed.

    With `tracks` every sample of our own recordings is read, ten seconds or so for an hour.
    """
    database = Check("database", 1, tuple(study.store.faults()))
    if database.faults:
        return [database, _backups(study)]
    database = replace(database, faults=tuple(study.store.journal_faults()))
    unreadable = tuple(_unreadable(study))
    if unreadable:
        return [database, Check("entries", 0, unreadable), _backups(study)]
    entries = entries_check(study)
    recordings = _resting_on(entries, "recordings", lambda: _recordings(study, tracks))
    clips = _resting_on(entries, "clips", lambda: _audio(study))
    return [database, entries, _names(study), recordings, clips, _backups(study)]


def _resting_on(entries: Check, subject: str, look: Callable[[], Check]) -> Check:
    """What cannot be looked at since an entry says something that it cannot say is told with the entries."""
    try:
        return look()
    except (ValueError, TypeError, AttributeError):
        if not entries.faults:
            raise
        return Check(subject, 0, told=("Not looked at, because entries are not sound.",))


def _count(study: StudyFolder) -> int:
    return sum(study.store.count(record) for record in CODECS)


def _recordings(study: StudyFolder, tracks: Tracks | None) -> Check:
    spans = tuple(unheard(study.store))
    faults = tuple(recording_faults(study, tracks))
    return Check("recordings", study.store.count(Recording), faults, tuple(span.sentence for span in spans), spans)


def entries_check(study: StudyFolder) -> Check:
    """Entries are sound when a dump of them would be taken back."""
    count = _count(study)
    made = interchange.dump(study.store)
    try:
        interchange.parse(made.text().encode())
    except ImportRefused as error:
        return Check("entries", count, (*made.left_out, *(f"{fault}." for fault in error.faults)))
    except StudyDamaged as error:
        return Check("entries", count, (*made.left_out, str(error)))
    return Check("entries", count, made.left_out)


def _unreadable(study: StudyFolder) -> Iterator[str]:
    for record in CODECS:
        try:
            study.store.find(record)
        except UserError as error:
            yield str(error)


def _names(study: StudyFolder) -> Check:
    try:
        names = study.names.all()
    except UserError as error:
        return Check("names", 0, (str(error),))
    gone = names.keys() - {person.id for person in study.store.find(Person)}
    who = "one person who is" if len(gone) == 1 else f"{len(gone)} people who are"
    faults = (f"The key to real names holds {who} not in this study.",) if gone else ()
    return Check("names", len(names), faults)


def _audio(study: StudyFolder) -> Check:
    clips = [quote for quote in study.store.find(Quote) if quote.clip is not None]
    lengths: dict[str, int | str] = {}
    faults = []
    for quote in clips:
        clip = quote.clip
        assert clip is not None
        if clip.file not in lengths:
            lengths[clip.file] = _length(study, clip)
        fault = _clip_fault(clip, lengths[clip.file])
        if fault:
            faults.append(fault)
    return Check("clips", len(clips), tuple(dict.fromkeys(faults)))


def _length(study: StudyFolder, clip: Clip) -> int | str:
    """The length of a clip's file in ms, or the sentence that says why there is none."""
    try:
        path = audio_path(study.path, clip.file)
    except UserError as error:
        return str(error)
    if path.is_dir():
        recording = next(iter(study.store.find(Recording, file=clip.file)), None)
        return sounding.length_ms(recording) if recording else f"A clip names {clip.file}, which no session recorded."
    if not path.is_file():
        return f"The audio file {clip.file} is missing. Put it into the study's audio folder."
    try:
        info = soundfile.info(path)
    except (soundfile.LibsndfileError, OSError):
        return f"The audio file {clip.file} cannot be read as audio. Put back a sound copy."
    return int(info.frames * 1000 // info.samplerate)


def _clip_fault(clip: Clip, length: int | str) -> str:
    if isinstance(length, str):
        return length
    if clip.start_ms >= clip.end_ms:
        return f"A clip of {clip.file} ends before it starts. Set it again."
    if clip.end_ms > length:
        end, held = clock_text(clip.end_ms), clock_text(length)
        return f"A clip of {clip.file} ends at {end}, but the file holds only {held}. Set it again."
    return ""


def _backups(study: StudyFolder) -> Check:
    found = backups_in(study.backups)
    damaged = [path.name for path in found if not is_sound(path)]
    return Check("back-ups", len(found), tuple(f"The back-up {name} is damaged. Remove it." for name in damaged))


def faults_of(checks: list[Check]) -> list[str]:
    """All faults in a row."""
    return [fault for check in checks for fault in check.faults]


def as_values(check: Check) -> dict[str, object]:
    """A check for a program that reads JSON."""
    values: dict[str, object] = {
        "subject": check.subject,
        "looked_at": check.looked_at,
        "faults": list(check.faults),
    }
    if check.subject == "recordings":
        values["without_audio"] = [asdict(span) for span in check.spans]
    return values
