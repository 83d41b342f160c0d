"""The command line as other programs rely on it: its output, its sentences and its exit codes."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from facilitator.__main__ import main as door
from facilitator.cli import cli
from facilitator.cli.documents import DOCUMENTS as CLI_DOCUMENTS
from facilitator.cli.documents import FORMATS
from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.exports import Export
from facilitator.domain.findings import Clip, Quote
from facilitator.domain.study import STUDY_ID, Study
from facilitator.paths import sample_dir
from facilitator.services.documents.answers import form_key
from facilitator.services.documents.reporting import DOCUMENTS
from facilitator.storage.interchange import text as interchange_text
from facilitator.storage.opening import create_study, open_study
from tests.storage.whole_study import whole

SAMPLE = sample_dir() / "sample" / "study.json"
Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    def run(*arguments: object) -> Result:
        return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="facilitator")

    return run


@pytest.fixture
def sample(tmp_path: Path, run: Run) -> Path:
    assert run("import", tmp_path / "Sample.study", SAMPLE).exit_code == 0
    return tmp_path / "Sample.study"


def refused(result: Result, words: str) -> None:
    """Exit code 1, one sentence on stderr, nothing else."""
    assert result.exit_code == 1, result.output
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.output


# new


def test_new_makes_an_empty_study_named_after_its_folder(tmp_path: Path, run: Run) -> None:
    result = run("new", tmp_path / "Müller & Söhne.study")
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'Müller & Söhne.study'}\n")
    study = open_study(tmp_path / "Müller & Söhne.study")
    assert study.store.need(Study, STUDY_ID).title == "Müller & Söhne"
    assert study.store.count(Actor) == 0
    study.close()


def test_new_takes_any_title(tmp_path: Path, run: Run) -> None:
    assert run("new", tmp_path / "A.study", "--title", "من يأخذها؟ 👩‍👩‍👧").exit_code == 0
    study = open_study(tmp_path / "A.study")
    assert study.store.need(Study, STUDY_ID).title == "من يأخذها؟ 👩‍👩‍👧"
    study.close()


def test_new_touches_nothing_that_is_there(sample: Path, run: Run) -> None:
    refused(run("new", sample), "is there already")
    refused(run("new", sample / "study.db"), "is there already")
    refused(run("new", sample / "exports" / "B.study"), f"inside the study {sample.name}")
    refused(run("import", sample / "B.study", SAMPLE), f"inside the study {sample.name}")
    assert run("check", sample).exit_code == 0


def test_a_place_without_a_name_is_told_by_the_folder_that_it_is(
    sample: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample.parent)
    refused(run("new", "."), f"{sample.parent.name} is there already")
    refused(run("dump", sample, "-o", "."), f"{sample.parent.name} could not be written")
    monkeypatch.chdir(sample)
    assert run("check", ".").exit_code == 0


def test_a_group_of_a_study_without_groups_is_told_so(tmp_path: Path, run: Run) -> None:
    assert run("new", tmp_path / "A.study").exit_code == 0
    refused(run("export", tmp_path / "A.study", "pack", "--to", tmp_path, "--for", "Sales"), "no group in this study")


# import and dump


def test_dump_of_an_import_of_a_dump_is_the_same(sample: Path, tmp_path: Path, run: Run) -> None:
    first = run("dump", sample)
    assert first.exit_code == 0
    (tmp_path / "first.json").write_bytes(first.stdout_bytes)
    assert run("import", tmp_path / "Again.study", tmp_path / "first.json").exit_code == 0
    assert run("dump", tmp_path / "Again.study", "-o", tmp_path / "second.json").exit_code == 0
    assert (tmp_path / "second.json").read_bytes() == first.stdout_bytes


def test_import_brings_the_audio_that_lies_beside_the_file(sample: Path) -> None:
    assert {path.name for path in (sample / "audio").iterdir()} == {
        path.name for path in (SAMPLE.parent / "audio").iterdir()
    }


def test_import_warns_of_audio_that_is_not_there_and_check_tells_of_it(tmp_path: Path, run: Run) -> None:
    (tmp_path / "study.json").write_bytes(SAMPLE.read_bytes())
    result = run("import", tmp_path / "A.study", tmp_path / "study.json")
    assert result.exit_code == 0
    assert "audio/sales.ogg was not found beside the study file" in result.stderr
    checked = run("check", tmp_path / "A.study")
    refused(checked, "The audio file sales.ogg is missing")
    assert "clips: not sound" in checked.stdout


def test_import_takes_only_a_new_or_an_empty_study(sample: Path, tmp_path: Path, run: Run) -> None:
    refused(run("import", sample, SAMPLE), "already holds a study. Import into a new folder.")
    assert run("new", tmp_path / "Empty.study").exit_code == 0
    assert run("import", tmp_path / "Empty.study", SAMPLE).exit_code == 0
    assert run("dump", tmp_path / "Empty.study").stdout == run("dump", sample).stdout


def test_import_of_a_spoilt_file_makes_no_study(tmp_path: Path, run: Run) -> None:
    values = whole()
    values["statements"][1]["txet"] = "x"
    (tmp_path / "bad.json").write_text(json.dumps(values), encoding="utf-8")
    refused(run("import", tmp_path / "A.study", tmp_path / "bad.json"), "statements[1].txet is not a known key")
    assert not (tmp_path / "A.study").exists()
    refused(run("import", tmp_path / "A.study", tmp_path / "none.json"), "There is no file")
    refused(run("import", tmp_path / "A.study", tmp_path), "cannot be read")


def test_import_of_a_clip_that_leads_out_by_a_link_is_refused(tmp_path: Path, run: Run) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.flac").write_bytes(b"secret")
    (tmp_path / "in" / "sales.flac").symlink_to(tmp_path / "secret.flac")
    (tmp_path / "in" / "study.json").write_text(json.dumps(whole()), encoding="utf-8")
    refused(run("import", tmp_path / "A.study", tmp_path / "in" / "study.json"), "leads out of the folder")
    assert not (tmp_path / "A.study").exists()


def test_dump_says_what_it_had_to_leave_out(sample: Path, run: Run) -> None:
    study = open_study(sample)
    with study.store.change("Delete") as change:
        change.delete(study.store.need(Actor, "tickets"))
        change.delete(study.store.need(Actor, "customers"))
    study.close()
    result = run("dump", sample)
    assert result.exit_code == 0
    assert "customers" in result.stderr
    assert "customers" not in [actor["id"] for actor in json.loads(result.stdout)["actors"]]
    refused(run("check", sample), "which is gone")


def test_dump_to_a_place_that_cannot_be_written_says_so(sample: Path, tmp_path: Path, run: Run) -> None:
    refused(run("dump", sample, "-o", tmp_path / "none" / "x.json"), "could not be written")
    refused(run("dump", sample, "-o", tmp_path), "could not be written")
    refused(run("dump", sample, "-o", "."), "could not be written")


@pytest.mark.parametrize("own", ["study.db", "names.db", ".study.lock", "study.db-wal", "audio/sales.ogg"])
def test_a_dump_takes_no_file_of_a_study_for_its_own(sample: Path, run: Run, own: str) -> None:
    before = {path: path.read_bytes() for path in sample.rglob("*") if path.is_file()}
    refused(run("dump", sample, "-o", sample / own), "would be a file of the study Sample.study")
    (sample.parent / "link").symlink_to(sample / own)
    refused(run("dump", sample, "-o", sample.parent / "link"), "would be a file of the study")
    assert {path: path.read_bytes() for path in sample.rglob("*") if path.is_file()} == before
    assert run("dump", sample, "-o", sample / "exports" / "study.json").exit_code == 0


def test_a_dump_goes_into_a_pipe_and_leaves_it_a_pipe(sample: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    call = [sys.executable, "-m", "facilitator", "dump", str(sample), "-o", str(tmp_path / "pipe")]
    with subprocess.Popen(call, stdout=subprocess.DEVNULL) as dumping:
        assert json.loads((tmp_path / "pipe").read_bytes())["format"] == "facilitator-study"
    assert dumping.returncode == 0
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a file without an end")
def test_a_file_without_an_end_is_too_large(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interchange_text, "LARGEST", 1_000_000)
    for name in ("import", "answers"):
        result = CliRunner().invoke(cli, [name, str(tmp_path / "N.study" if name == "import" else sample), "/dev/zero"])
        refused(result, "larg")
    assert not (tmp_path / "N.study").exists()


def test_a_name_that_is_too_long_is_told(tmp_path: Path, run: Run) -> None:
    refused(run("new", tmp_path / ("é" * 200)), "Choose a shorter one")


# check


def test_check_of_a_sound_study_says_so(sample: Path, run: Run) -> None:
    result = run("check", sample)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "database: sound" in result.stdout
    values = json.loads(run("check", sample, "--json").stdout)
    assert values["ok"] is True
    subjects = [check["subject"] for check in values["checks"]]
    assert subjects == ["database", "entries", "names", "recordings", "clips", "back-ups"]


def test_check_tells_of_clips_that_cannot_be_played(sample: Path, run: Run) -> None:
    (sample / "audio" / "sales.ogg").write_bytes(b"")
    (sample / "audio" / "services.ogg").write_bytes(b"not audio at all" * 100)
    (sample / "audio" / "customers.flac").unlink()
    study = open_study(sample)
    quote = next(q for q in study.store.find(Quote) if q.clip and q.clip.file == "development.ogg")
    with study.store.change("Lengthen") as change:
        change.put(replace(quote, clip=Clip("development.ogg", 0, 3_600_000)))
    study.close()
    values = json.loads(run("check", sample, "--json").stdout)
    faults = " ".join(next(c["faults"] for c in values["checks"] if c["subject"] == "clips"))
    assert "sales.ogg cannot be read as audio" in faults
    assert "services.ogg cannot be read as audio" in faults
    assert "customers.flac is missing" in faults
    assert "development.ogg ends at 1:00:00, but the file holds only" in faults


def test_check_tells_of_damage_backups_and_strange_rows(sample: Path, run: Run) -> None:
    (sample / "backups" / "study-20260101-000000-000000.db").write_bytes(b"rubbish")
    connection = sqlite3.connect(sample / "study.db")
    connection.execute("UPDATE notes SET marks = 'not JSON' WHERE id = (SELECT min(id) FROM notes)")
    connection.commit()
    connection.close()
    result = run("check", sample)
    refused(result, "An entry in “notes” cannot be read")
    assert "The back-up study-20260101-000000-000000.db is damaged" in result.stderr


FOREIGN = {
    "a table that is gone": ("DROP TABLE notes", "An entry in “notes” cannot be read"),
    "bytes": ("UPDATE notes SET text = x'ff00'", "holds bytes where a text belongs"),
    "a word for a number": ("UPDATE notes SET at_ms = 'soon'", "notes[0].at_ms must be a whole number"),
    "no moment": ("UPDATE sessions SET started_at = 'soon'", "sessions[0].started_at is “soon”"),
    "nothing for a text": ("UPDATE notes SET text = NULL", "notes[0].text must be text, not null"),
    "a journal": ("UPDATE journal SET rows = '[[1]]'", "A change in the journal cannot be read"),
}


@pytest.mark.parametrize("spoilt", FOREIGN)
def test_what_another_program_wrote_into_the_database_is_told(sample: Path, run: Run, spoilt: str) -> None:
    statement, words = FOREIGN[spoilt]
    connection = sqlite3.connect(sample / "study.db")
    connection.execute(statement)
    connection.commit()
    connection.close()
    refused(run("check", sample), words)
    for command in (["dump", sample], ["export", sample, "notes", "findings", "agreement", "--to", sample / "out"]):
        result = run(*command)
        assert result.exit_code == 0 or isinstance(result.exception, SystemExit), result.exception
        assert len(result.stderr.splitlines()) == 1 or result.exit_code == 0


def test_check_of_a_damaged_study_says_so(sample: Path, run: Run) -> None:
    (sample / "study.db").write_bytes(b"rubbish" * 5000)
    refused(run("check", sample), "The database of Sample.study is damaged")


# Usage and trouble


@pytest.mark.parametrize("command", ["check", "dump"])
def test_what_is_no_study_is_told_in_a_sentence(tmp_path: Path, run: Run, command: str) -> None:
    refused(run(command, tmp_path), "is not a study")
    refused(run(command, tmp_path / "none.study"), "There is no study folder")


def test_a_study_open_elsewhere_is_told_in_a_sentence(sample: Path, run: Run) -> None:
    study = open_study(sample)
    refused(run("dump", sample), "is open in another window")
    study.close()


@pytest.mark.parametrize(
    "arguments",
    [
        ["new"],
        ["import", "A.study"],
        ["dump"],
        ["dump", "A.study", "B.study"],
        ["check", "--fast", "A.study"],
        ["export", "A.study"],
        ["export", "A.study", "matrix"],
        ["export", "A.study", "novel", "--to", "."],
        ["export", "A.study", "matrix", "--to", ".", "--format", "odt"],
        ["exprot"],
        ["A.study", "B.study"],
        ["--frobnicate"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output


def test_help_and_version(run: Run) -> None:
    shown = run("--help")
    assert shown.exit_code == 0
    for command in ("new", "import", "dump", "export", "check", "demo", "self-test"):
        assert command in shown.stdout
        assert run(command, "--help").exit_code == 0
    assert run("--version").stdout.startswith("facilitator")


def test_short_help_and_unknown_options_are_answered_by_the_program_itself(run: Run) -> None:
    assert "Commands:" in run("-h").output
    unknown = run("--nope")
    assert unknown.exit_code == 2
    assert "facilitator [OPTIONS] COMMAND" in unknown.stderr


def test_a_place_that_is_empty_is_wrong_usage(run: Run) -> None:
    assert "it is empty" in run("new", "").stderr
    assert run("new", "").exit_code == 2


def test_text_that_the_terminal_cannot_show_is_no_trouble(tmp_path: Path) -> None:
    """A sentence about a name in another script, on a terminal of one byte a letter."""
    command = [sys.executable, "-m", "facilitator", "check", str(tmp_path / "東京.study")]
    surroundings = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, env=surroundings, timeout=60, check=False)
    assert done.returncode == 1
    assert b"There is no study folder" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_disk_that_fails_in_the_midst_ends_in_a_sentence(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error", str(tmp_path / "study.db"))

    monkeypatch.setattr("facilitator.services.study.studies.new_study", fail)
    refused(run("new", tmp_path / "A.study"), "study.db: Input/output error")


# The window


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """The studies on which a window would have opened."""
    opened: list[Path | None] = []

    def run_window(study: Path | None) -> int:
        opened.append(study)
        return 0

    monkeypatch.setitem(sys.modules, "facilitator.app", SimpleNamespace(run_window=run_window))
    return opened


def test_without_a_command_the_window_opens(sample: Path, run: Run, windows: list[Path | None]) -> None:
    assert run().exit_code == 0
    assert run(sample).exit_code == 0
    assert windows == [None, sample]


def test_the_sample_opens_as_a_copy_of_the_users_own(run: Run, windows: list[Path | None]) -> None:
    assert run("--sample").exit_code == 0
    [folder] = windows
    assert folder is not None
    assert folder.is_relative_to(os.environ["FACILITATOR_HOME"])
    study = open_study(folder)
    with study.store.change("Mine") as change:
        change.put(Actor("mine"))
    study.close()
    assert run("--sample").exit_code == 0
    assert windows == [folder, folder]
    again = open_study(folder)
    assert again.store.get(Actor, "mine") is not None
    assert run("--sample").exit_code == 0  # in use: another copy
    assert windows[2] != folder
    again.close()


def test_commands_without_a_window_load_no_qt(sample: Path) -> None:
    code = (
        "import sys; from click.testing import CliRunner; from facilitator.cli import cli;"
        f"assert CliRunner().invoke(cli, ['dump', {str(sample)!r}]).exit_code == 0;"
        "assert not [name for name in sys.modules if name.split('.')[0] in ('PySide6', 'docx', 'pydub')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_a_new_study_is_not_spoilt_by_a_folder_with_files(tmp_path: Path, run: Run) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    refused(run("import", tmp_path / "full", SAMPLE), "is there already")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter.txt"]


# export


def test_export_prints_one_path_a_line_and_each_is_there(sample: Path, tmp_path: Path, run: Run) -> None:
    result = run("export", sample, "matrix", "summary", "--to", tmp_path / "out", "--for", "D", "--for", "sales")
    assert result.exit_code == 0
    paths = [Path(line) for line in result.stdout.splitlines()]
    assert [path.name for path in paths] == [
        "Who picks it up - matrix.docx",
        "Who picks it up - summary - for Development Services.docx",
        "Who picks it up - summary - for Sales.docx",
    ]
    assert all(path.stat().st_size > 5000 for path in paths)


def test_export_of_all_writes_every_document_that_has_the_format(sample: Path, tmp_path: Path, run: Run) -> None:
    result = run("export", sample, "all", "--to", tmp_path / "out", "--json")
    assert result.exit_code == 0
    files = json.loads(result.stdout)["files"]
    assert sorted(map(Path, files)) == sorted((tmp_path / "out").iterdir())
    assert len(files) == 17
    pictures = run("export", sample, "all", "--to", tmp_path / "out", "--format", "svg")
    assert [Path(line).name for line in pictures.stdout.splitlines()] == ["Who picks it up - matrix.svg"]
    tables = run("export", sample, "findings", "--to", tmp_path / "out", "--format", "csv")
    assert Path(tables.stdout.strip()).read_text(encoding="utf-8-sig").count("\n") > 30


def test_export_tells_beside_the_paths_what_should_be_looked_at_first(sample: Path, tmp_path: Path, run: Run) -> None:
    result = run("export", sample, "pack", "findings", "--for", "sales", "--to", tmp_path / "out")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2
    notes = result.stderr.splitlines()
    assert [each for note in notes for each in ("few people took part", "is without", "kept from") if each in note] == [
        "few people took part",
        "is without",
        "few people took part",
        "kept from",
    ]
    told = json.loads(run("export", sample, "pack", "--for", "sales", "--to", tmp_path / "out", "--json").stdout)
    assert told["notes"] == notes[:2]
    page = run("export", sample, "pack", "--for", "sales", "--to", tmp_path / "out", "--format", "html", "--json")
    assert any("to listen to once" in note for note in json.loads(page.stdout)["notes"])


@pytest.mark.parametrize("fmt", ["csv", "xlsx"])
def test_agreement_is_exported_by_seat_and_logged(sample: Path, tmp_path: Path, run: Run, fmt: str) -> None:
    result = run("export", sample, "agreement", "--to", tmp_path / "out", "--format", fmt)
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    assert Path(line).name == f"Who picks it up - agreement.{fmt}"
    assert Path(line).stat().st_size > 1000
    if fmt == "csv":
        head, *rows = Path(line).read_text(encoding="utf-8-sig").splitlines()
        assert head.startswith("Session,Time,Question,Entry,Seat 1,Seat 2")
        assert len(rows) > 100
        assert not any("Cedar" in row for row in rows)
    opened = open_study(sample)
    assert opened.store.find(Export)[-1].document == "agreement"
    opened.close()


def test_export_for_whom_there_is_none_says_who_there_is(sample: Path, tmp_path: Path, run: Run) -> None:
    refused(
        run("export", sample, "pack", "--to", tmp_path, "--for", "Marketing"), "Its groups are: Sales, Professional"
    )
    refused(run("export", sample, "pack", "--to", tmp_path, "--for", "customers"), "is not shown any answers")
    refused(run("export", sample, "pack", "--to", tmp_path, "--for", "desk"), "does not meet")


def test_of_two_groups_the_one_with_the_very_name_is_meant(tmp_path: Path, run: Run) -> None:
    study = create_study(tmp_path / "A.study", Study(title="A"))
    with study.store.change("Add") as change:
        for name in ("team 1", "TEAM 1"):
            change.add(Actor(name, name=name, kind="focus_group"))
    study.close()
    written = run("export", tmp_path / "A.study", "guide", "--for", "TEAM 1", "--to", tmp_path / "out").stdout
    assert [Path(line).name for line in written.splitlines()] == ["A - guide - for TEAM 1 (2).docx"]
    refused(
        run("export", tmp_path / "A.study", "guide", "--for", "Team 1", "--to", tmp_path / "out"), "no single group"
    )


def test_export_to_where_nothing_can_be_written_says_so(sample: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "file").write_text("mine")
    refused(run("export", sample, "matrix", "--to", tmp_path / "file"), "folder")
    assert (tmp_path / "file").read_text() == "mine"


def test_who_is_only_talked_about_gets_no_document(sample: Path, tmp_path: Path, run: Run) -> None:
    refused(
        run("export", sample, "guide", "--to", tmp_path, "--for", "Service desk"),
        "Service Desk is talked about and does not meet. The groups are: Sales,",
    )


def test_what_all_writes_is_written_once(sample: Path, tmp_path: Path, run: Run) -> None:
    lines = run("export", sample, "all", "matrix", "--to", tmp_path, "--format", "csv").stdout.splitlines()
    assert len(lines) == len(set(lines)) > 1


def test_pdf_is_named_among_the_formats_that_there_are(sample: Path, tmp_path: Path, run: Run) -> None:
    refused(run("export", sample, "summary", "--to", tmp_path, "--format", "mp3"), "Choose one of: docx, pdf, html.")


def test_a_format_that_a_document_does_not_have_is_told(sample: Path, tmp_path: Path, run: Run) -> None:
    refused(run("export", sample, "pack", "--to", tmp_path, "--format", "png"), "cannot be written as png")


@pytest.mark.parametrize(("fmt", "begins"), [("pdf", b"%PDF"), ("html", b"<!doctype html>")])
def test_documents_are_written_to_be_printed_and_to_be_read_in_a_browser(
    sample: Path, tmp_path: Path, fmt: str, begins: bytes
) -> None:
    """In a process of its own, since printing needs a Qt that other tests must not come upon."""
    wanted = ["export", str(sample), "pack", "--to", str(tmp_path / "out"), "--for", "ps", "--format", fmt]
    result = subprocess.run([sys.executable, "-m", "facilitator", *wanted], capture_output=True, check=True)
    (path,) = result.stdout.decode().splitlines()
    assert Path(path).read_bytes().startswith(begins)


def test_answers_from_a_page_are_taken_in(sample: Path, tmp_path: Path, run: Run) -> None:
    told = {"format": "facilitator-answers", "version": 1, "id": "x", "whole": "Thank you.", "answers": []}
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(told | {"reader": form_key("sales")}), encoding="utf-8")
    assert run("answers", sample, file).stdout == "Sales: 1 new, 0 known before\n"
    assert run("answers", sample, file).stdout == "Sales: 0 new, 1 known before\n"


def test_of_several_files_of_answers_one_that_is_refused_leaves_none(sample: Path, tmp_path: Path, run: Run) -> None:
    told = {"format": "facilitator-answers", "version": 1, "id": "x", "whole": "Thank you.", "answers": []}
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(told | {"reader": form_key("sales")}), encoding="utf-8")
    bad.write_text("{}", encoding="utf-8")
    refused(run("answers", sample, good, bad), "bad.json is not a file of answers")
    assert run("answers", sample, good).stdout == "Sales: 1 new, 0 known before\n"


@pytest.mark.parametrize(
    ("document", "words"), [("guide", "no group"), ("summary", "no group"), ("pack", "is shown any answers")]
)
def test_a_document_that_nobody_can_be_given_is_not_called_written(
    tmp_path: Path, run: Run, document: str, words: str
) -> None:
    run("new", tmp_path / "A.study")
    refused(run("export", tmp_path / "A.study", document, "--to", tmp_path / "out"), words)
    beside = run("export", tmp_path / "A.study", document, "matrix", "--to", tmp_path / "out")
    assert beside.exit_code == 0
    assert [Path(line).name for line in beside.stdout.splitlines()] == ["A - matrix.docx"]
    assert words in beside.stderr


def test_nothing_is_told_of_documents_that_are_not_written(sample: Path, tmp_path: Path, run: Run) -> None:
    result = run("export", sample, "all", "--format", "svg", "--to", tmp_path / "out")
    assert (len(result.stdout.splitlines()), result.stderr) == (1, "")


def test_the_command_line_names_the_documents_that_can_be_made() -> None:
    assert tuple(DOCUMENTS) == CLI_DOCUMENTS
    assert {fmt for formats in DOCUMENTS.values() for fmt in formats} | {"pdf"} == set(FORMATS)


# The main job


def test_the_demo_does_the_main_job_and_leaves_sound_files(tmp_path: Path, run: Run) -> None:
    result = run("demo", tmp_path / "demo")
    assert result.exit_code == 0, result.output
    steps = [line.partition(":")[0] for line in result.stdout.splitlines()]
    named = ["sample", "prepare", "run", "findings", "matrix", "reflect", "clips", "undo", "report", "interchange"]
    assert steps[:-1] == named
    for name in ("Who picks it up.study", "Taken back in.study"):
        assert run("check", tmp_path / "demo" / name).exit_code == 0
    documents = [path.stem.split(" - ")[1] for path in (tmp_path / "demo" / "documents").glob("*.docx")]
    assert set(documents) == set(DOCUMENTS)
    assert len(documents) == 19
    again = run("demo", tmp_path / "demo", "--json")
    assert again.exit_code == 0
    assert [step["name"] for step in json.loads(again.stdout)["steps"]] == named
    assert json.loads(again.stdout)["ok"] is True


@pytest.mark.slow
def test_the_self_test_passes_in_a_process_of_its_own() -> None:
    command = [sys.executable, "-m", "facilitator", "self-test"]
    surroundings = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "pages drawn" in done.stdout
    assert done.stdout.splitlines()[-1] == "self-test: passed"


def test_a_demo_that_goes_wrong_ends_with_1(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.audio.clips.load_clip", lambda _: SimpleNamespace(samples=b"\0" * 2000))
    result = run("demo", tmp_path / "demo")
    assert result.exit_code == 1
    assert "is silent" in result.stderr


@pytest.mark.parametrize("named", [False, True])
def test_the_door_opens_the_window_without_the_command_line(
    named: bool, sample: Path, windows: list[Path | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "facilitator.cli", None)
    monkeypatch.setattr(sys, "argv", ["facilitator", str(sample)] if named else ["facilitator"])
    monkeypatch.setattr("gc.disable", lambda: None)
    with pytest.raises(SystemExit) as ended:
        door()
    assert ended.value.code == 0
    assert windows == ([sample] if named else [None])


def test_the_door_leaves_all_else_to_the_command_line(
    tmp_path: Path, windows: list[Path | None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["facilitator", "check", str(tmp_path / "missing.study")])
    with pytest.raises(SystemExit):
        door()
    assert "There is no study folder" in capsys.readouterr().err
    assert windows == []


@pytest.mark.parametrize("error", [UserError("Do this instead."), OSError(13, "Permission denied", "/there/config")])
def test_what_keeps_the_window_from_opening_is_one_sentence(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def run_window(_study: Path | None) -> int:
        raise error

    monkeypatch.setitem(sys.modules, "facilitator.app", SimpleNamespace(run_window=run_window))
    monkeypatch.setattr(sys, "argv", ["facilitator"])
    monkeypatch.setattr("gc.disable", lambda: None)
    with pytest.raises(SystemExit, match=r"Do this instead\.|config: Permission denied\. Check"):
        door()


def test_another_copy_is_looked_at_and_taken_in(run: Run, sample: Path, tmp_path: Path) -> None:
    other = tmp_path / "Scribe.study"
    shutil.copytree(sample, other)
    scribe = open_study(other)
    with scribe.store.change("Add group") as change:
        change.add(Actor("new", name="Night shift"))
    scribe.close()
    seen = json.loads(run("merge", sample, other, "--look", "--json").stdout)
    assert (seen["new"], seen["written"]) == (1, False)
    assert "Night shift" not in run("dump", sample).stdout
    assert run("merge", sample, other).stdout.startswith("new: 1,")
    assert "Night shift" in run("dump", sample).stdout
    assert json.loads(run("merge", sample, other, "--json").stdout)["new"] == 0
    refused(run("merge", sample, tmp_path / "nothing"), "not a study")
