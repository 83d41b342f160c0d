"""Transcripts of every usual kind are read as they were meant; what is wrong is told with its line."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.errors import UserError
from facilitator.domain.transcripts import Cue
from facilitator.services.transcripts.transcript_parsing import MOST_HOURS
from facilitator.services.transcripts.transcript_reading import ReadTranscript, kind_of, read_bytes

Row = tuple[int | None, int | None, str, str]


def rows(text: str | bytes, name: str) -> list[Row]:
    read = read_bytes(text if isinstance(text, bytes) else text.encode(), name)
    return [(cue.start_ms, cue.end_ms, cue.speaker, cue.text) for cue in read.cues]


def refusal(text: str | bytes, name: str) -> str:
    with pytest.raises(UserError) as caught:
        read_bytes(text if isinstance(text, bytes) else text.encode(), name)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    return sentence


def outcome(data: bytes, name: str) -> ReadTranscript | str:
    """What was read, or the sentence of the refusal."""
    try:
        return read_bytes(data, name)
    except UserError as error:
        return str(error)


VTT = """WEBVTT - made by hand
Kind: captions

STYLE
::cue { color: red }

NOTE a note
over two lines

first
00:01.000 --> 00:03.500 align:start position:0%
<v Anna>Who <i>picks</i> it &amp; carries it?</v>

00:03.500 --> 00:01:05.250
[Ben]: Nobody
I know.

01:02:03.004 --> 01:02:04.000
- And me?
"""


def test_webvtt_with_voices_styles_notes_and_settings() -> None:
    assert rows(VTT, "talk.vtt") == [
        (1000, 3500, "Anna", "Who picks it & carries it?"),
        (3500, 65_250, "Ben", "Nobody I know."),
        (3_723_004, 3_724_000, "", "- And me?"),
    ]


def test_two_voices_in_one_cue_become_two() -> None:
    text = "WEBVTT\n\n00:00.000 --> 00:02.000\n<v.loud A>Yes.</v> <v B>No.</v>\n"
    assert rows(text, "talk.vtt") == [(0, 2000, "A", "Yes."), (0, 2000, "B", "No.")]


def test_stamps_within_a_cue_are_the_times_of_its_words() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:03.000\n<00:01.000>Who<00:01.400> <c>picks</c><00:02.000> it?\n"
    [cue] = read_bytes(text.encode(), "talk.vtt").cues
    assert [(word.text, word.start_ms, word.end_ms) for word in cue.words] == [
        ("Who", 1000, 1400),
        ("picks", 1400, 2000),
        ("it?", 2000, 3000),
    ]


SRT = """1
00:00:01,000 --> 00:00:02,500
<b>Who</b> picks
it up?

2
00:00:02,500 --> 00:00:04,000
SPEAKER_01: Nobody.

00:00:05,000 --> 00:00:06,000
No number.
4
00:00:06,000 --> 00:00:07,000
No empty line before.
"""


@pytest.mark.parametrize("name", ["talk.srt", "talk.txt"])
def test_srt_with_tags_speakers_and_sloppy_blocks(name: str) -> None:
    assert rows(SRT, name) == [
        (1000, 2500, "", "Who picks it up?"),
        (2500, 4000, "SPEAKER_01", "Nobody."),
        (5000, 6000, "", "No number."),
        (6000, 7000, "", "No empty line before."),
    ]


OPENAI = {
    "text": " Who picks it up? Nobody.",
    "segments": [
        {
            "id": 0,
            "start": 0.0,
            "end": 1.9,
            "text": " Who picks it up?",
            "words": [
                {"word": " Who", "start": 0.0, "end": 0.3, "probability": 0.9},
                {"word": " picks", "start": 0.35, "end": 0.8, "probability": 0.9},
                {"word": " it", "start": 0.9, "end": 1.2, "probability": 0.9},
                {"word": " up", "start": 1.3, "end": 1.8, "probability": 0.9},
                {"word": "?", "start": 1.8, "end": 1.9, "probability": 0.9},
            ],
        },
        {"id": 1, "start": 2.0, "end": 2.5, "text": " Nobody."},
    ],
    "language": "en",
}
FASTER = [
    {
        "start": 0.0,
        "end": 1.9,
        "text": " Who picks",
        "speaker": "A",
        "words": [{"start": 0.1, "end": 0.3, "word": " Who"}, {"start": 0.35, "end": 0.8, "word": " picks"}],
    }
]
WHISPERX = {
    "segments": [
        {
            "start": 0.0,
            "end": 2.0,
            "text": "Room 12 is closed.",
            "speaker": "SPEAKER_00",
            "words": [
                {"word": "Room", "start": 0.1, "end": 0.4, "score": 0.9},
                {"word": "12"},
                {"word": "is", "start": 0.9, "end": 1.0, "score": 0.9},
                {"word": "closed.", "start": 1.1, "end": 1.7, "score": 0.9},
            ],
        }
    ]
}
CPP = {
    "model": {"type": "base"},
    "result": {"language": "de"},
    "transcription": [
        {
            "timestamps": {"from": "00:00:00,000", "to": "00:00:02,000"},
            "offsets": {"from": 0, "to": 2000},
            "text": " Wer nimmt's?",
            "tokens": [
                {"text": "[_BEG_]", "offsets": {"from": 0, "to": 0}},
                {"text": " Wer", "offsets": {"from": 10, "to": 400}},
                {"text": " nimmt", "offsets": {"from": 400, "to": 900}},
                {"text": "'s", "offsets": {"from": 900, "to": 1000}},
                {"text": "?", "offsets": {"from": 1000, "to": 1100}},
            ],
        },
        {"timestamps": {"from": "00:00:02,000", "to": "00:00:03,000"}, "text": " Niemand."},
    ],
}


def words(values: Any) -> list[tuple[str, int, int]]:
    cue = read_bytes(json.dumps(values).encode(), "talk.json").cues[0]
    assert all(word.exact for word in cue.words)
    return [(word.text, word.start_ms, word.end_ms) for word in cue.words]


def test_json_of_openai_whisper() -> None:
    assert rows(json.dumps(OPENAI), "talk.json") == [(0, 1900, "", "Who picks it up?"), (2000, 2500, "", "Nobody.")]
    assert words(OPENAI)[-1] == ("up?", 1300, 1900)
    assert read_bytes(json.dumps(OPENAI).encode(), "talk.json").language == "en"


def test_json_of_faster_whisper() -> None:
    assert rows(json.dumps(FASTER), "x.json") == [(0, 1900, "A", "Who picks")]
    assert words(FASTER) == [("Who", 100, 300), ("picks", 350, 800)]


def test_json_of_whisperx_with_a_word_that_has_no_time() -> None:
    assert words(WHISPERX) == [("Room", 100, 400), ("12", 100, 900), ("is", 900, 1000), ("closed.", 1100, 1700)]


def test_json_of_whisper_cpp_puts_its_tokens_together() -> None:
    assert words(CPP) == [("Wer", 10, 400), ("nimmt's?", 400, 1100)]
    assert rows(json.dumps(CPP), "x.json")[1] == (2000, 3000, "", "Niemand.")
    assert read_bytes(json.dumps(CPP).encode(), "x.json").language == "de"


TEXT = """Group two, Tuesday

[0:12] Anna: Who picks it up?
It lies there for days.

(1:02:03) Ben: Nobody.
Note: he laughs.
1:02:10 - And me?
This is nobody's word: not even a speaker's.
"""


def test_plain_text_with_speakers_and_times() -> None:
    assert rows(TEXT, "talk.txt") == [
        (None, None, "", "Group two, Tuesday"),
        (12_000, 3_723_000, "Anna", "Who picks it up? It lies there for days."),
        (3_723_000, 3_730_000, "Ben", "Nobody."),
        (None, None, "Note", "he laughs."),
        (3_730_000, 3_734_000, "", "And me? This is nobody's word: not even a speaker's."),
    ]


def test_plain_text_without_anything_is_its_paragraphs() -> None:
    assert rows("One line\nand another.\n\nA second.", "x.txt") == [
        (None, None, "", "One line and another."),
        (None, None, "", "A second."),
    ]


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("WEBVTT\n\n00:01.000 --> soon\nHello", "a.vtt", "Line 3 of a.vtt: “soon” is no time"),
        ("WEBVTT\n\n00:03.000 --> 00:01.000\nHello", "a.vtt", "Line 3 of a.vtt: the end lies before the beginning"),
        ("WEBVTT\n\nintro\nHello there", "a.vtt", "Line 4 of a.vtt: “Hello there” stands where a time"),
        ("00:01.000 --> 00:02.000\nHello", "a.vtt", "Line 1 of a.vtt: a WebVTT file begins with"),
        ("1\n00:00:01,000 --> 00:99:02,000\nHello", "a.srt", "Line 2 of a.srt: “00:99:02,000” is no time"),
        ("1\nHello", "a.srt", "Line 2 of a.srt: “Hello” stands where a time"),
        ('{"segments": [\n{"start": 1,}]}', "a.json", "Line 2 of a.json: this is no JSON"),
        ('{"segments": [{"text": "x", "end": 1}]}', "a.json", "a.json: segment 1 has no start"),
        ('{"segments": [{"text": "x", "start": 3, "end": 1}]}', "a.json", "segment 1 ends before it begins"),
        ('{"segments": [{"text": "x", "start": "now", "end": 1}]}', "a.json", "the start of segment 1 is no time"),
        ('{"segments": [{"text": "x", "start": -1, "end": 1}]}', "a.json", "the start of segment 1 is no time"),
        ('{"words": []}', "a.json", "no segments"),
        ('{"transcription": [{"text": "x"}]}', "a.json", "segment 1 has no times"),
        ("[" * 100_000, "a.json", "a.json"),
        ("[1:99] Anna: Hello", "a.txt", "Line 1 of a.txt: “1:99” is no time"),
        ("", "a.txt", "holds no words"),
        ("WEBVTT\n", "a.vtt", "holds no words"),
        ('{"segments": []}', "a.json", "holds no words"),
        (b"\x00\x01\x02" * 50, "a.txt", "is no text"),
    ],
)
def test_a_fault_is_told_with_its_place(text: str | bytes, name: str, told: str) -> None:
    assert told in refusal(text, name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_and_line_end_is_read(encoding: str, end: str) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nWer nimmt’s? Ölße\n".replace("\n", end)
    assert rows(text.encode(encoding), "a.srt") == [(1000, 2000, "", "Wer nimmt’s? Ölße")]


def test_the_kind_is_known_by_the_content_first() -> None:
    assert kind_of(VTT, "talk.txt") == "vtt"
    assert kind_of('{"segments": []}', "talk.txt") == "whisper"
    assert kind_of("[0:12] Anna: Hello", "talk.txt") == "text"
    assert kind_of("[Anna] Hello", "talk.txt") == "text"


# Properties

sentences = st.lists(st.text("abcdefgäé'?.", min_size=1, max_size=8), min_size=1, max_size=12).map(" ".join)
moments = st.lists(st.integers(0, 36_000_000), min_size=2, max_size=24, unique=True).map(sorted)


def spoken(times: list[int], texts: list[str]) -> list[Cue]:
    pairs = zip(times[::2], times[1::2], strict=False)
    return [Cue("", 0, start, end, text) for (start, end), text in zip(pairs, texts, strict=False)]


cues = st.builds(spoken, moments, st.lists(sentences, min_size=1, max_size=12))


def stamp(ms: int, point: str) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{point}{ms % 1000:03}"


@given(cues)
def test_whatever_is_written_as_vtt_srt_or_json_is_read_back(said: list[Cue]) -> None:
    expected = [(cue.start_ms, cue.end_ms, "", cue.text) for cue in said]
    spans = [(cue.start_ms or 0, cue.end_ms or 0, cue.text) for cue in said]
    vtt = "WEBVTT\n\n" + "\n".join(f"{stamp(a, '.')} --> {stamp(b, '.')}\n{text}\n" for a, b, text in spans)
    srt = "\n".join(f"{n}\n{stamp(a, ',')} --> {stamp(b, ',')}\n{t}\n" for n, (a, b, t) in enumerate(spans, 1))
    whisper = json.dumps({"segments": [{"start": a / 1000, "end": b / 1000, "text": f" {t}"} for a, b, t in spans]})
    assert rows(vtt, "a.vtt") == expected
    assert rows(srt, "a.srt") == expected
    assert rows(whisper, "a.json") == expected


@given(
    st.text(max_size=300), st.sampled_from(["a.vtt", "a.srt", "a.json", "a.txt"]), st.sampled_from(["", "WEBVTT\n\n"])
)
def test_any_text_is_read_or_refused_in_a_sentence(text: str, name: str, before: str) -> None:
    found = outcome((before + text).encode("utf-8", "replace"), name)
    if isinstance(found, str):
        assert found.endswith(".")
        assert name in found
        return
    assert all(cue.text == " ".join(cue.text.split()) != "" for cue in found.cues)
    assert all((cue.start_ms is None) == (cue.end_ms is None) for cue in found.cues)
    assert all((cue.end_ms or 0) >= (cue.start_ms or 0) for cue in found.cues)


values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["segments", "transcription", "start", "end", "text", "words", "word", "offsets", "from", "to"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(values)
def test_any_json_is_read_or_refused_in_a_sentence(value: Any) -> None:
    found = outcome(json.dumps(value).encode(), "a.json")
    assert not isinstance(found, str) or found.endswith(".")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    found = outcome(data, "a.txt")
    assert not isinstance(found, str) or found.endswith(".")


@pytest.mark.parametrize("digits", [400, 5_000])
@pytest.mark.parametrize(
    "text",
    [
        '{"segments": [{"start": %s, "end": 2, "text": "x"}]}',
        '{"segments": [{"start": 0, "end": 2, "text": "x", "words": [{"word": "x", "start": %s, "end": 1}]}]}',
        '{"transcription": [{"offsets": {"from": 0, "to": %s}, "text": "x"}]}',
    ],
)
def test_a_number_of_any_length_is_read_or_refused(text: str, digits: int) -> None:
    found = outcome((text % ("1" * digits)).encode(), "a.json")
    assert isinstance(found, ReadTranscript) or found.endswith("Nothing was imported.")


def test_the_longest_time_of_a_transcript_is_taken_and_no_longer_one() -> None:
    longest = MOST_HOURS * 3600
    told = {"segments": [{"start": 0, "end": longest, "text": "x"}]}
    assert rows(json.dumps(told), "a.json") == [(0, longest * 1000, "", "x")]
    told["segments"][0]["end"] = longest + 1
    assert "no time in seconds" in refusal(json.dumps(told), "a.json")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"segments": {}}', "a.json: there are no segments in it, as Whisper writes them. Nothing was imported."),
        ('{"transcription": [3]}', "a.json: segment 1 is not an object. Nothing was imported."),
        ('{"transcription": [{"text": "x"}]}', "a.json: segment 1 has no times. Nothing was imported."),
        ('{"segments": [{"start": 1, "text": "x"}]}', "a.json: segment 1 has no end. Nothing was imported."),
        ('{"segments": [{"start": 0, "end": true, "text": "x"}]}', "a.json: the end of segment 1 is no time in"),
        ('{"transcription": [{"offsets": {"from": true, "to": 9}, "text": "x"}]}', "a.json: segment 1 has no times."),
    ],
)
def test_what_is_wrong_in_a_file_of_whisper_is_said_in_full(text: str, sentence: str) -> None:
    assert refusal(text, "a.json").startswith(sentence)


def test_a_file_of_text_gives_a_speaker_who_said_nothing_no_cue() -> None:
    text = "Anna:\n\nBen: Yes.\n   and more\n\n[0:10]\n"
    assert [(row[2], row[3]) for row in rows(text, "a.txt")] == [("Ben", "Yes. and more")]
