"""A transcript is brought in by one step, fits the sound, is searched, and gives quotes with exact times."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, Quote
from facilitator.domain.people import Person
from facilitator.domain.recordings import Recording, Stretch
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.domain.transcripts import Cue, Spot, Transcript
from facilitator.services.transcripts.transcript_reading import read_file
from facilitator.services.transcripts.transcripts import Hit, Transcripts
from facilitator.storage.opening import StudyFolder, create_study

WHISPER = {
    "language": "en",
    "segments": [
        {
            "start": 1.0,
            "end": 2.9,
            "text": " Who picks it up?",
            "speaker": "ash",
            "words": [
                {"word": " Who", "start": 1.0, "end": 1.3},
                {"word": " picks", "start": 1.35, "end": 1.8},
                {"word": " it", "start": 1.9, "end": 2.2},
                {"word": " up?", "start": 2.3, "end": 2.9},
            ],
        },
        {"start": 3.0, "end": 5.0, "text": " Nobody I know.", "speaker": "SPEAKER_01"},
    ],
}


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    opened = create_study(tmp_path / "A.study", Study(title="A"))
    with opened.store.change("Prepare") as change:
        change.add(Actor("dev", name="Development"))
        change.add(Person("p1", alias="Ash", actor="dev"))
        change.add(Session("s1", actor="dev"))
        change.add(Session("s2", actor="dev"))
        stretches = (Stretch(0, 2000, 48_000 * 10), Stretch(48_000 * 10, 60_000, 48_000 * 10))
        change.add(Recording("r1", session="s1", file="s1.rec", stretches=stretches))
    yield opened
    opened.close()


@pytest.fixture
def transcripts(study: StudyFolder) -> Transcripts:
    return Transcripts(study.store)


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.json"
    path.write_text(json.dumps(WHISPER), encoding="utf-8")
    return path


def test_a_transcript_comes_in_with_the_recording_it_belongs_to(
    study: StudyFolder, transcripts: Transcripts, talk: Path
) -> None:
    made = transcripts.add(read_file(talk), "s1")
    assert (made.file, made.kind, made.label, made.language) == ("s1.rec", "whisper", "talk.json", "en")
    assert [cue.text for cue in transcripts.cues(made.id)] == ["Who picks it up?", "Nobody I know."]
    assert transcripts.of_file("s1.rec") == [made]
    study.store.undo()
    assert study.store.count(Cue) == study.store.count(Transcript) == 0
    study.store.redo()
    assert len(transcripts.cues(made.id)) == 2


def test_a_file_that_cannot_be_read_changes_nothing(
    study: StudyFolder, transcripts: Transcripts, tmp_path: Path
) -> None:
    (tmp_path / "bad.srt").write_text("1\nsoon\nHello")
    with pytest.raises(UserError, match=r"Line 2 of bad\.srt"):
        transcripts.add(read_file(tmp_path / "bad.srt"), "s1")
    with pytest.raises(UserError, match="cannot be read"):
        transcripts.add(read_file(tmp_path / "gone.srt"), "s1")
    assert study.store.count(Transcript) == 0


def test_the_offset_moves_everything_and_can_be_moved_back(
    study: StudyFolder, transcripts: Transcripts, talk: Path
) -> None:
    made = transcripts.add(read_file(talk), "s1", offset_ms=500)
    assert transcripts.cue_at(made.id, 1499) is None
    assert transcripts.word_at(made.id, 1860) == Spot(0, 1)
    transcripts.set_offset(made.id, -1500)
    assert transcripts.cues(made.id)[0].start_ms == 0
    study.store.undo()
    assert transcripts.cue_at(made.id, 1500) == 0


def test_selected_words_become_a_quote_with_their_exact_clip(
    study: StudyFolder, transcripts: Transcripts, talk: Path
) -> None:
    made = transcripts.add(read_file(talk), "s1", offset_ms=100)
    quote = transcripts.quote_from(made.id, Spot(0, 1), Spot(0, 3), "dev")
    assert (quote.text, quote.session, quote.speaker) == ("picks it up?", "s1", "p1")
    assert quote.clip == Clip("s1.rec", 1450, 3000)
    assert not quote.released
    study.store.undo()
    assert study.store.count(Quote) == 0


def test_a_speaker_that_is_nobodys_alias_or_more_than_one_stays_open(transcripts: Transcripts, talk: Path) -> None:
    made = transcripts.add(read_file(talk), "s1")
    assert transcripts.quote_from(made.id, Spot(1, 0), Spot(1, 2), "dev").speaker is None
    assert transcripts.quote_from(made.id, Spot(0, 0), Spot(1, 2), "dev").speaker is None
    assert transcripts.rename_speaker(made.id, "SPEAKER_01", "Ash ") == 1
    assert transcripts.quote_from(made.id, Spot(0, 0), Spot(1, 2), "dev").speaker is None, "two labels still"
    transcripts.rename_speaker(made.id, "ash", "Ash")
    assert transcripts.quote_from(made.id, Spot(0, 0), Spot(1, 2), "dev").speaker == "p1"


def test_a_transcript_in_session_time_finds_the_recording_of_that_moment(
    study: StudyFolder, transcripts: Transcripts, talk: Path
) -> None:
    with study.store.change("Two recordings") as change:
        change.add(Recording("r2", session="s1", file="s1 2.rec", stretches=(Stretch(0, 90_000, 48_000),)))
    made = transcripts.add(read_file(talk), "s1")
    assert made.file == "", "which of the two it is cannot be known"
    transcripts.set_offset(made.id, 59_500)
    quote = transcripts.quote_from(made.id, Spot(0, 0), Spot(0, 0), "dev")
    assert quote.clip == Clip("s1.rec", 10_500, 10_800)
    transcripts.set_offset(made.id, 30_000)
    assert transcripts.quote_from(made.id, Spot(0, 0), Spot(0, 0), "dev").clip is None, "there is no sound"


def test_words_without_times_make_a_quote_without_a_clip(transcripts: Transcripts, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("Ash: Who picks it up?", encoding="utf-8")
    made = transcripts.add(read_file(tmp_path / "talk.txt"), "s1")
    quote = transcripts.quote_from(made.id, Spot(0, 0), Spot(0, 1), "dev")
    assert (quote.text, quote.clip, quote.speaker) == ("Who picks", None, "p1")


def test_search_goes_through_all_transcripts_or_one(transcripts: Transcripts, talk: Path) -> None:
    first, second = transcripts.add(read_file(talk), "s1"), transcripts.add(read_file(talk), "s2")
    assert transcripts.search("nobody i") == [Hit(t.id, Spot(1, 0), Spot(1, 1)) for t in (first, second)]
    assert len(transcripts.search("picks", [second.id])) == 1


def test_a_deleted_transcript_leaves_its_quotes_and_comes_back(
    study: StudyFolder, transcripts: Transcripts, talk: Path
) -> None:
    made = transcripts.add(read_file(talk), "s1")
    transcripts.quote_from(made.id, Spot(0, 0), Spot(0, 1), "dev")
    transcripts.delete(made.id)
    assert (study.store.count(Cue), study.store.count(Quote)) == (0, 1)
    study.store.undo()
    assert len(transcripts.cues(made.id)) == 2


def test_the_moment_of_the_session_is_found_across_gaps(
    study: StudyFolder, transcripts: Transcripts, talk: Path
) -> None:
    made = transcripts.add(read_file(talk), "s1")
    assert transcripts.session_time(made.id, 1000) == 3000
    assert transcripts.session_time(made.id, 12_000) == 62_000
    with study.store.change("Another file") as change:
        change.put(replace(made, file="gone.flac"))
    assert transcripts.session_time(made.id, 1000) is None


def test_two_hours_of_talk_are_kept_and_asked_quickly(
    study: StudyFolder, transcripts: Transcripts, tmp_path: Path
) -> None:
    segments = [
        {"start": at * 4, "end": at * 4 + 3.5, "text": f" word{at} and eleven more of them here now so"}
        for at in range(1800)
    ]
    (tmp_path / "long.json").write_text(json.dumps({"segments": segments}), encoding="utf-8")
    made = transcripts.add(read_file(tmp_path / "long.json"), "s1")
    assert len(transcripts.cues(made.id)) == 1800
    assert transcripts.cue_at(made.id, 4 * 1000 * 1000) == 1000
    assert [hit.first.cue for hit in transcripts.search("word1777")] == [1777]


def test_a_clip_comes_from_a_recording_of_its_own_session(
    study: StudyFolder, transcripts: Transcripts, talk: Path
) -> None:
    with study.store.change("Recordings") as change:
        change.put(Recording("r0", 0.1, "s2", file="s2.rec", stretches=(Stretch(0, 0, 48_000 * 90),)))
        change.put(Recording("r2", 9, "s1", file="s1 2.rec", stretches=(Stretch(0, 90_000, 48_000),)))
        change.put(Recording("phone", 8, "s1", file="phone.wav", source="second"))
    in_session_time = transcripts.add(read_file(talk), "s1", offset_ms=1_500)
    clip = transcripts.quote_from(in_session_time.id, Spot(0, 0), Spot(0, 0), "dev").clip
    assert clip == Clip("s1.rec", 500, 800)
    nowhere = transcripts.add(read_file(talk))
    assert nowhere.file == ""
    assert transcripts.quote_from(nowhere.id, Spot(0, 0), Spot(0, 0), "dev").clip is None
    assert transcripts.add(read_file(talk), "s1", "phone.wav").file == "phone.wav", "as somebody chose"
    assert transcripts.add(read_file(talk), "s2").file == "s2.rec"


def test_a_label_is_bound_to_a_person_by_alias_or_by_seat(
    study: StudyFolder, transcripts: Transcripts, talk: Path
) -> None:
    with study.store.change("Sit") as change:
        change.add(Person("p2", actor="dev", seat=4))
        change.add(Actor("sales", name="Sales"))
        change.add(Person("other", alias="Ash", actor="sales"))
    made = transcripts.add(read_file(talk), "s1")
    second = transcripts.add(read_file(talk), "s1")
    assert transcripts.bind_speaker(made.id, "SPEAKER_01", "p2") == 1
    assert [cue.speaker for cue in transcripts.cues(made.id)] == ["ash", "Seat 4"]
    assert transcripts.quote_from(made.id, Spot(1, 0), Spot(1, 1), "dev").speaker == "p2"
    assert transcripts.cues(second.id)[1].speaker == "SPEAKER_01", "another transcript keeps its own"
    assert transcripts.quote_from(made.id, Spot(0, 0), Spot(0, 1), "dev").speaker == "p1"


def test_moved_times_stay_as_long_and_what_has_none_gets_none(
    study: StudyFolder, transcripts: Transcripts, talk: Path, tmp_path: Path
) -> None:
    made = transcripts.add(read_file(talk), "s1", offset_ms=10_000)
    assert [(cue.start_ms, cue.end_ms) for cue in transcripts.cues(made.id)] == [(11_000, 12_900), (13_000, 15_000)]
    assert [cue.position for cue in transcripts.cues(made.id)] == [1.0, 2.0]
    (tmp_path / "talk.txt").write_text("Ash: Who picks it up?", encoding="utf-8")
    typed = transcripts.add(read_file(tmp_path / "talk.txt"), "s1", offset_ms=10_000)
    assert [(cue.start_ms, cue.end_ms) for cue in transcripts.cues(typed.id)] == [(None, None)]
