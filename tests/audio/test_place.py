"""People move, rename and remove a recording's folder or its files while it is being written: no sound is lost."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from facilitator.audio.recording.marks import Head
from facilitator.audio.recording.writer import Writer
from facilitator.audio.tracks import recover_track, verify_track
from facilitator.domain.recordings import Stretch
from tests.audio.takes import RATE, Samples, all_of, noise

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody move a folder with an open file")

SEGMENT = 2 * RATE


class Take:
    """A recording under way of which nothing is in a full segment yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sound = noise(9)
        self.writer = Writer(folder, Head(device="mic"), segment_frames=SEGMENT)
        self.writer.mark({"stretch": 0, "at_ms": 500})
        self.given = 0
        self.give(1)

    def give(self, seconds: float) -> None:
        """So much more, which is in the files and looked after when this returns."""
        end = self.given + round(seconds * RATE)
        self.writer.put(self.sound[self.given : end].tobytes(), end * 1000 // RATE)
        self.given = end
        done = threading.Event()
        self.writer.call(done.set)
        assert done.wait(30)

    def wait_for_flac(self) -> None:
        """Until no segment but the one being written is a WAV any more."""
        end = time.monotonic() + 30
        while len(list(self.folder.glob("*.wav"))) > 1 or list(self.folder.glob(".*")):
            assert time.monotonic() < end
            time.sleep(0.01)

    def end(self) -> Samples:
        """Everything that was given."""
        self.writer.finish()
        assert self.writer.fault is None
        return self.sound[: self.given]


@pytest.fixture
def take(tmp_path: Path) -> Iterator[Take]:
    take = Take(tmp_path / "Sales.study" / "audio" / "a.rec")
    yield take
    take.writer.finish()


def test_a_folder_that_is_moved_is_recorded_into_where_it_is(take: Take, tmp_path: Path) -> None:
    (tmp_path / "Sales.study").rename(tmp_path / "Other.study")
    moved = tmp_path / "Other.study" / "audio" / "a.rec"
    take.give(4)
    assert str(moved) in take.writer.remark()
    assert take.writer.remark() == "", "it is said once"
    assert np.array_equal(take.end(), all_of(moved))
    assert verify_track(moved) == []
    assert recover_track(moved).sha256 != ""
    assert [path.name for path in sorted(moved.glob("*.flac"))] == ["0001.flac", "0002.flac", "0003.flac"]
    assert not (tmp_path / "Sales.study").exists()


def test_a_folder_that_is_removed_is_made_anew_with_what_is_still_at_hand(take: Take, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "Sales.study")
    take.give(4)
    assert "was removed" in take.writer.remark()
    assert np.array_equal(take.end(), all_of(take.folder))
    assert verify_track(take.folder) == []
    assert recover_track(take.folder).stretches == (Stretch(0, 500, take.given),)


def test_what_comes_after_full_segments_were_removed_keeps_its_place(take: Take, tmp_path: Path) -> None:
    take.give(4)
    take.wait_for_flac()
    shutil.rmtree(take.folder)
    take.give(2)
    whole = take.end()
    assert np.array_equal(all_of(take.folder)[2 * SEGMENT :], whole[2 * SEGMENT :])
    assert recover_track(take.folder).stretches == (Stretch(2 * SEGMENT, 4500, len(whole) - 2 * SEGMENT),)
    assert [fault.split(".rec ")[1][:23] for fault in verify_track(take.folder)] == [
        "lacks its segment 0001.",
        "lacks its segment 0002.",
    ]


@pytest.mark.parametrize("name", ["0001.wav", "marks.jsonl", "outline.s16"])
@pytest.mark.parametrize("renamed", [True, False])
def test_a_file_that_is_taken_away_is_there_again(take: Take, name: str, renamed: bool) -> None:
    path = take.folder / name
    if renamed:
        path.rename(path.with_name("mine"))
    else:
        path.unlink()
    take.give(4)
    assert np.array_equal(take.end(), all_of(take.folder))
    assert recover_track(take.folder).stretches == (Stretch(0, 500, take.given),)
    assert verify_track(take.folder) == []
