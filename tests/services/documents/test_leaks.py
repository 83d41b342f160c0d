"""Nothing private is in any byte of any file for anybody."""

import base64
import zipfile
from pathlib import Path

import pytest
import soundfile

from facilitator.audio.encoding import clip_mp3
from facilitator.audio.writing import write_clip
from facilitator.domain.findings import Clip, Quote
from facilitator.services.documents.reporting import DOCUMENTS, FOR_PARTICIPANTS, Reporting
from facilitator.services.documents.reporting_documents import Options
from facilitator.services.sound.clip_export import ClipExport
from facilitator.services.sound.sound_labels import SoundLabels
from facilitator.storage.opening import StudyFolder
from facilitator.storage.tables import CODECS
from tests.audio.takes import RATE, noise
from tests.documents import NOW
from tests.private_fields import BASES, WHO, text_fields, who_may_read
from tests.secrets import EVERYWHERE, MARK, Secrets, marks_in, secret_study

FORMATS = [(name, fmt) for name, formats in DOCUMENTS.items() for fmt in formats]
OWN = {
    "guide": {"guide", "about", "method", "rules"},
    "notes": {"note", "guide", "about", "debrief"},
    "agreement": {"note", "guide", "about"},
    "matrix": set(),
    "findings": {"withheld", "kept", "reaction", "plan"},
    "feedback": {"withheld", "kept", "reaction", "plan"},
    "report": {"withheld", "kept", "reaction", "guide", "about", "plan", "method"},
}
"""What the facilitator's own documents are there to say."""


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> "tuple[StudyFolder, Secrets]":
    secret = Secrets()
    return secret_study(tmp_path_factory.mktemp("leaks"), secret), secret


def test_of_every_field_that_holds_words_it_is_said_who_may_read_it() -> None:
    """A new field must be told in `tests/private_fields.py`; then a secret is planted in it and looked for."""
    fields = list(text_fields())
    assert [f"{record.__name__}.{name}" for record, name in fields if who_may_read(record, name) is None] == []
    assert set(WHO) - {(record.__name__, name) for record, name in fields} == set()
    assert set(CODECS) - {type(base) for base in BASES} == set()


def test_a_secret_is_planted_in_every_private_field(planted: tuple[StudyFolder, Secrets]) -> None:
    study, secret = planted
    told = {kind for kind in WHO.values() if kind != "read"}
    assert told <= set(secret.made)
    kept = "".join(repr(study.store.find(record)) for record in CODECS)
    assert all(any(word in kept for word in secret.made[kind]) for kind in told)


def test_two_hundred_secrets_are_planted_and_the_search_finds_each_of_them_in_the_study(
    planted: tuple[StudyFolder, Secrets],
) -> None:
    study, secret = planted
    assert secret.count >= 200
    everything = [path for path in study.path.rglob("*") if path.is_file() and not path.name.endswith(".lock")]
    found: set[str] = set().union(*(marks_in(str(path), path.read_bytes()) for path in everything))
    assert {word.casefold() for words in secret.made.values() for word in words} == found


@pytest.mark.parametrize("pack", ["zip", "base64", "utf16", "runs", "name"])
def test_the_search_sees_through_packing(tmp_path: Path, pack: str) -> None:
    word = f"{MARK}name123x"
    path = tmp_path / (f"{word}.bin" if pack == "name" else "a.bin")
    if pack == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("a.xml", f"<a>{word}</a>")
    elif pack == "name":
        path.write_bytes(b"")
    else:
        coded = {
            "base64": base64.b64encode(f"some words before {word} and some after".encode()),
            "utf16": word.encode("utf-16"),
            "runs": f"<t>{word[:5]}</t><t>{word[5:]}</t>".encode(),
        }
        path.write_bytes(b"x " + coded[pack])
    assert marks_in(path.name, path.read_bytes()) == {word.casefold()}


@pytest.mark.parametrize(("name", "fmt"), FORMATS)
def test_no_secret_is_in_any_byte_of_any_file(
    planted: tuple[StudyFolder, Secrets], tmp_path: Path, name: str, fmt: str
) -> None:
    study, secret = planted
    reporting = Reporting(study.store, study.names, lambda: NOW)
    paths = reporting.export(name, tmp_path / "out", fmt=fmt)
    if name == "report":
        paths += reporting.export(name, tmp_path / "more", fmt=fmt, options=Options(evidence=True))
    assert paths
    may_say = set() if name in FOR_PARTICIPANTS else OWN[name] - EVERYWHERE
    kinds = {word.casefold(): kind for kind, words in secret.made.items() for word in words}
    found = {mark for path in paths for mark in marks_in(path.name, path.read_bytes())}
    assert {(kinds[mark], mark) for mark in found if kinds[mark] not in may_say} == set()


@pytest.fixture
def heard(planted: tuple[StudyFolder, Secrets]) -> "tuple[StudyFolder, Secrets]":
    """With sound: its file has a secret name and secret tags, and other words before and after the clips."""
    study, secret = planted
    name = f"{secret('file')}.flac"
    study.audio.mkdir(exist_ok=True)
    for file_name in {name, *(quote.clip.file for quote in study.store.find(Quote) if quote.clip)}:
        with soundfile.SoundFile(study.audio / file_name, "w", RATE, 1, "PCM_16", format="FLAC") as file:
            file.title, file.artist, file.comment = secret("file"), secret("name"), secret("file")
            file.write(noise(3))
    with study.store.change("Attach") as change:
        for row in ("ka", "kb", "kc"):
            quote = study.store.need(Quote, row)
            change.put(
                Quote(
                    row,
                    quote.position,
                    quote.actor,
                    quote.question,
                    quote.text,
                    quote.statement,
                    quote.speaker,
                    released=True,
                    clip=Clip(name, 500, 1500),
                )
            )
    return study, secret


@pytest.mark.parametrize("fmt", ["wav", "mp3", "ogg"])
def test_no_secret_is_in_clips_their_tags_their_names_or_their_playlist(
    heard: tuple[StudyFolder, Secrets], tmp_path: Path, fmt: str
) -> None:
    study, _ = heard
    clips = ClipExport(study.store, study.path, study.names, lambda: NOW)
    written = [
        *clips.export(tmp_path / "packs", write_clip, recipients=["a", "b"], fmt=fmt),
        *clips.export(tmp_path / "all", write_clip, fmt=fmt),
    ]
    paths = [path for each in written for path in (*each.paths, each.playlist)]
    assert len(paths) >= 9
    assert {mark for path in paths for mark in marks_in(str(path.relative_to(tmp_path)), path.read_bytes())} == set()


def test_no_secret_is_in_a_hand_out_with_sound(heard: tuple[StudyFolder, Secrets], tmp_path: Path) -> None:
    study, _ = heard
    reporting = Reporting(study.store, study.names, lambda: NOW, folder=study.path, sound=clip_mp3)
    paths = [path for name in ("pack", "summary") for path in reporting.export(name, tmp_path, fmt="html")]
    assert any(b"<audio" in path.read_bytes() for path in paths)
    assert {mark for path in paths for mark in marks_in(path.name, path.read_bytes())} == set()


def test_nobody_is_named_in_labels_for_a_sound_editor(planted: tuple[StudyFolder, Secrets], tmp_path: Path) -> None:
    study, secret = planted
    kinds = {word.casefold(): kind for kind, words in secret.made.items() for word in words}
    paths = SoundLabels(study.store, study.names).write(tmp_path)
    found = {mark for path in paths for mark in marks_in(path.name, path.read_bytes())}
    assert {kinds[mark] for mark in found} <= {"note", "guide"}
