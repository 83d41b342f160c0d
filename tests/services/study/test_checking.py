"""Looking through a study finds what is wrong with it, says it in sentences, and changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Clip, Quote
from facilitator.domain.people import Person
from facilitator.domain.study import Study
from facilitator.services.study.checking import Check, check_study, faults_of
from facilitator.storage.backup import backups_in, make_backup
from facilitator.storage.opening import StudyFolder, create_study

RATE = 8_000


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    opened = create_study(tmp_path / "A.study", Study(title="T"))
    soundfile.write(opened.audio / "two seconds.wav", np.zeros(2 * RATE, dtype="int16"), RATE)
    yield opened
    opened.close()


def check(study: StudyFolder, subject: str) -> Check:
    return next(each for each in check_study(study) if each.subject == subject)


def quote(study: StudyFolder, *clips: Clip) -> tuple[str, ...]:
    with study.store.change("Quote") as change:
        change.add(Actor("a", name="Alpha"))
        change.add(Quote("without", actor="a", text="x"))
        for at, clip in enumerate(clips):
            change.add(Quote(f"k{at}", actor="a", text="x", clip=clip))
    found = check(study, "clips")
    assert found.looked_at == len(clips)
    return found.faults


def test_a_study_in_which_nothing_is_wrong_has_no_fault(study: StudyFolder) -> None:
    make_backup(study.database, study.backups)
    assert quote(study, Clip("two seconds.wav", 0, 2_000), Clip("two seconds.wav", 500, 1_999)) == ()
    subjects = [each.subject for each in check_study(study)]
    assert subjects == ["database", "entries", "names", "recordings", "clips", "back-ups"]
    assert faults_of(check_study(study)) == []
    assert check(study, "back-ups").looked_at == 1
    assert check(study, "entries").looked_at == 5


def test_a_clip_that_its_sound_does_not_hold_is_told_once(study: StudyFolder) -> None:
    (study.audio / "broken.wav").write_bytes(b"RIFF and no more")
    (study.audio / "folder.rec").mkdir()
    assert quote(
        study,
        Clip("two seconds.wav", 0, 2_001),
        Clip("two seconds.wav", 900, 900),
        Clip("gone.wav", 0, 10),
        Clip("gone.wav", 20, 30),
        Clip("broken.wav", 0, 10),
        Clip("folder.rec", 0, 10),
    ) == (
        "A clip of two seconds.wav ends at 0:02, but the file holds only 0:02. Set it again.",
        "A clip of two seconds.wav ends before it starts. Set it again.",
        "The audio file gone.wav is missing. Put it into the study's audio folder.",
        "The audio file broken.wav cannot be read as audio. Put back a sound copy.",
        "A clip names folder.rec, which no session recorded.",
    )


def test_a_damaged_back_up_is_named_and_a_sound_one_is_not(study: StudyFolder) -> None:
    make_backup(study.database, study.backups)
    (backup,) = backups_in(study.backups)
    damaged = backup.with_name(backup.name.replace(backup.stem[-1], "0" if backup.stem[-1] != "0" else "1"))
    data = backup.read_bytes()
    damaged.write_bytes(data[:2048] + b"\xff" * (len(data) - 2048))
    if damaged not in backups_in(study.backups):
        pytest.fail("the damaged one counts as a back-up")
    assert check(study, "back-ups").faults == (f"The back-up {damaged.name} is damaged. Remove it.",)


def test_names_of_people_who_are_not_there_are_told(study: StudyFolder) -> None:
    with study.store.change("Person") as change:
        change.add(Person("here", actor="a"))
    study.names.set("here", "Paul Bright")
    assert (check(study, "names").looked_at, check(study, "names").faults) == (1, ())
    study.names.set("gone", "Will Grant")
    assert check(study, "names").faults == ("The key to real names holds one person who is not in this study.",)
    study.names.set("gone too", "Mary Grant")
    assert check(study, "names").faults == ("The key to real names holds 2 people who are not in this study.",)
