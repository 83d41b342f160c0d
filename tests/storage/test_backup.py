"""Copies of the database are checked when made, kept by age, and come back."""

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.errors import UserError
from facilitator.domain.notes import Note
from facilitator.domain.study import Study
from facilitator.storage import backup
from facilitator.storage.backup import backups_in, is_sound, made_at, make_backup, newest_sound, superseded
from facilitator.storage.opening import create_study, open_study, restore_backup

NOW = datetime(2026, 11, 5, 12, tzinfo=UTC)


def name_of(moment: datetime) -> Path:
    return Path(f"study-{moment:%Y%m%d-%H%M%S-%f}.db")


def test_a_backup_of_an_open_study_holds_what_is_on_disk_and_comes_back(tmp_path: Path) -> None:
    study = create_study(tmp_path / "A.study", Study(title="T"))
    with study.store.change("Keep") as change:
        change.add(Note("n1"))
    made = make_backup(study.database, study.backups, NOW)
    with study.store.change("Keep") as change:
        change.add(Note("n2"))
    study.close()
    assert is_sound(made)
    assert made_at(made) == NOW
    assert made.read_bytes()[18:20] == b"\x01\x01", "it can be read where no log can be written beside it"
    restore_backup(study.path, made)
    again = open_study(study.path)
    assert [note.id for note in again.store.find(Note)] == ["n1"]
    assert again.store.undo_label == "Keep"
    again.close()


def test_a_copy_that_does_not_read_back_is_no_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = create_study(tmp_path / "A.study", Study())
    monkeypatch.setattr(backup, "is_sound", lambda _: False)
    with pytest.raises(UserError, match="did not read back"):
        make_backup(study.database, study.backups)
    assert list(study.backups.iterdir()) == []
    study.close()


def test_a_copy_that_another_program_looks_at_for_a_moment_becomes_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = create_study(tmp_path / "A.study", Study())
    put = Path.replace
    refused: list[Path] = []

    def held(part: Path, target: Path) -> Path:
        if not refused:
            refused.append(target)
            raise PermissionError(errno.EACCES, "in use", str(part))
        return put(part, target)

    monkeypatch.setattr(Path, "replace", held)
    made = make_backup(study.database, study.backups, NOW)
    assert backups_in(study.backups) == [made]
    assert refused == [made]
    study.close()


def test_a_file_of_another_name_among_the_backups_is_left_alone(tmp_path: Path) -> None:
    study = create_study(tmp_path / "A.study", Study())
    (study.backups / "study-before the workshop.db").write_bytes(b"mine")
    made = make_backup(study.database, study.backups, NOW)
    study.close()
    assert backups_in(study.backups) == [made]
    assert (study.backups / "study-before the workshop.db").read_bytes() == b"mine"


def test_a_copy_that_was_killed_in_the_making_goes_in_time(tmp_path: Path) -> None:
    study = create_study(tmp_path / "A.study", Study())
    old, young = (
        study.backups / "study-20261105-100000-000000.part",
        study.backups / "study-20261105-115959-000000.part",
    )
    for part in (old, young):
        part.write_bytes(b"half")
    os.utime(old, (0, 0))
    make_backup(study.database, study.backups, NOW)
    study.close()
    assert (old.exists(), young.exists()) == (False, True)


def test_a_missing_database_makes_no_backup(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No back-up could be made"):
        make_backup(tmp_path / "none.db", tmp_path / "backups")
    assert backups_in(tmp_path / "backups") == []


def test_the_newest_sound_backup_is_found_past_damaged_ones(tmp_path: Path) -> None:
    study = create_study(tmp_path / "A.study", Study())
    made = [make_backup(study.database, study.backups, NOW + timedelta(hours=hour)) for hour in range(3)]
    study.close()
    made[2].write_bytes(b"rubbish" * 1000)
    made[1].write_bytes(b"")
    assert newest_sound(study.backups) == made[0]
    assert newest_sound(tmp_path / "nowhere") is None


def test_old_backups_go_when_a_new_one_is_made(tmp_path: Path) -> None:
    study = create_study(tmp_path / "A.study", Study())
    for hour in range(14):
        make_backup(study.database, study.backups, NOW + timedelta(minutes=hour))
    make_backup(study.database, study.backups, NOW + timedelta(days=40))
    assert len(backups_in(study.backups)) == 10
    study.close()


MOMENTS = st.lists(
    st.integers(0, 60 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes)), unique=True, max_size=80
)


def kept_of(newest_first: list[Path], now: datetime = NOW) -> list[Path]:
    dropped = set(superseded(newest_first, now))
    return [path for path in newest_first if path not in dropped]


@given(MOMENTS)
def test_the_ten_newest_stay_and_one_of_each_day_for_thirty_days(moments: list[datetime]) -> None:
    at_work = [NOW - timedelta(days=20), NOW - timedelta(days=40)]  # so that no month goes by without any
    newest_first = sorted(map(name_of, {*moments, *at_work}), reverse=True)
    kept = kept_of(newest_first)
    assert kept[:10] == newest_first[:10]
    older = kept[10:]
    days = [made_at(path).date() for path in kept]
    month = timedelta(days=30)
    assert all(days.count(made_at(path).date()) == 1 or path in newest_first[:10] for path in older)
    assert all(NOW.date() - made_at(path).date() <= month for path in older)
    recent = {made_at(path).date() for path in newest_first if NOW.date() - made_at(path).date() <= month}
    assert recent <= set(days)


@given(MOMENTS)
def test_what_was_kept_once_is_judged_the_same_again(moments: list[datetime]) -> None:
    newest_first = sorted(map(name_of, moments), reverse=True)
    kept = kept_of(newest_first)
    assert superseded(kept, NOW) == []


def test_a_backup_made_after_the_clock_was_put_right_is_the_newest(tmp_path: Path) -> None:
    """A laptop that was a year ahead: what was typed since must not be lost to an older copy when one is restored."""
    study = create_study(tmp_path / "A.study", Study())
    for minute in range(12):
        make_backup(study.database, study.backups, NOW + timedelta(days=365, minutes=minute))
    with study.store.change("Keep") as change:
        change.add(Note("typed once the clock was right"))
    made = make_backup(study.database, study.backups, NOW)
    study.close()
    assert backups_in(study.backups)[0] == newest_sound(study.backups) == made
    assert len(backups_in(study.backups)) == 10


def test_a_clock_that_is_ahead_for_some_days_takes_no_day_out_of_the_history(tmp_path: Path) -> None:
    """Neither while it is ahead, which makes all others look old, nor afterwards, when each comes after those."""
    study = create_study(tmp_path / "A.study", Study())
    right = [NOW + timedelta(days=day, minutes=minute) for day in range(12) for minute in (0, 1)]
    ahead = [NOW + timedelta(days=2000 + day, minutes=minute) for day in range(3) for minute in range(5)]
    again = [NOW + timedelta(days=20 + day, minutes=minute) for day in range(8) for minute in (0, 1)]
    made = [make_backup(study.database, study.backups, moment) for moment in (*right, *ahead, *again)]
    study.close()
    kept = backups_in(study.backups)
    assert kept[:10] == made[:-11:-1], "the newest by the order in which they were made"
    assert [made_at(path) for path in made] == [*right, *ahead, *again]
    lasts = {moment.date(): path for moment, path in zip([*right, *ahead, *again], made, strict=True)}
    assert set(lasts.values()) <= set(kept), "the last of each day is still there"


def test_after_a_long_pause_older_ones_go_once_there_have_been_ten_days_of_work() -> None:
    """Until then it might be the clock that leapt."""
    before = [NOW - timedelta(days=100 + day) for day in range(20)]
    since = [NOW + timedelta(days=day) for day in range(10)]
    for days in range(1, 10):
        newest_first = [*map(name_of, sorted(since[:days], reverse=True)), *map(name_of, before)]
        assert kept_of(newest_first, since[days - 1]) == newest_first
    newest_first = [*map(name_of, [NOW + timedelta(days=10), *sorted(since, reverse=True)]), *map(name_of, before)]
    assert kept_of(newest_first, NOW + timedelta(days=10)) == newest_first[:11]


def test_a_clock_that_is_behind_takes_no_day_out_of_the_history_either(tmp_path: Path) -> None:
    study = create_study(tmp_path / "A.study", Study())
    right = [make_backup(study.database, study.backups, NOW + timedelta(days=day)) for day in range(12)]
    behind = [make_backup(study.database, study.backups, NOW - timedelta(days=9000 - n)) for n in range(3)]
    study.close()
    assert backups_in(study.backups) == [*reversed(behind), *reversed(right)]


def test_a_backup_with_a_text_that_is_none_is_not_offered(tmp_path: Path) -> None:
    study = create_study(tmp_path / "A.study", Study())
    older = make_backup(study.database, study.backups, NOW)
    with study.store.change("Keep") as change:
        change.add(Note("n", text="We repeat ourselves."))
    newer = make_backup(study.database, study.backups, NOW + timedelta(minutes=1))
    study.close()
    newer.write_bytes(newer.read_bytes().replace(b"repeat", b"re\xffeat"))
    assert is_sound(newer)
    assert newest_sound(study.backups) == older
