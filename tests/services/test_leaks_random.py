"""Whatever the study, nobody gets an entry outside their pack: every document in every format is read back."""

import html
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given

from facilitator.domain.exports import Export
from facilitator.domain.findings import Quote, Statement
from facilitator.services.documents.reporting import DOCUMENTS, FOR_PARTICIPANTS, Reporting
from facilitator.services.documents.reporting_gate import is_outdated
from facilitator.services.releasing.packing import pack_for
from facilitator.services.sound.clip_export import ClipExport
from facilitator.storage.opening import StudyFolder
from tests.documents import NOW
from tests.random_studies import GROUPS, Rules, blank_study, drawn, not_permitted, studies
from tests.stories import stories

WITH_WORDS = [(name, fmt) for name, formats in DOCUMENTS.items() for fmt in formats if fmt not in ("svg", "png")]


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> StudyFolder:
    return blank_study(tmp_path_factory.mktemp("random"))


def words_of(path: Path) -> str:
    """Everything that can be read in a file, marks and all, each paragraph in one piece."""
    if path.suffix not in (".docx", ".xlsx"):
        return html.unescape(path.read_text(encoding="utf-8-sig"))
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels"))]
    return html.unescape("\n".join(f"{part}\n{re.sub('<[^>]*>', '', part)}" for part in parts))


@pytest.mark.parametrize(("name", "fmt"), WITH_WORDS)
@stories(4)
@given(records=studies())
def test_nobody_reads_an_entry_that_is_not_for_them(
    blank: StudyFolder, tmp_path_factory: pytest.TempPathFactory, name: str, fmt: str, records: list[object]
) -> None:
    with drawn(blank, records):
        reporting = Reporting(blank.store, blank.names, lambda: NOW)
        for path in reporting.export(name, tmp_path_factory.mktemp("drawn"), fmt=fmt):
            text = words_of(path)
            export = next(each for each in reversed(blank.store.find(Export)) if each.file == path.name)
            reader = export.recipient if name in FOR_PARTICIPANTS else None
            assert text
            assert not_permitted(blank, text, reader) == []
            assert told_in_log(blank, text) <= set(export.items)
            assert not is_outdated(blank.store, reader, export.items)


def told_in_log(study: StudyFolder, text: str) -> set[str]:
    """What a withdrawal must be able to find in the log."""
    said: list[Statement | Quote] = [*study.store.find(Statement), *study.store.find(Quote)]
    return {each.id for each in said if each.text in text}


@stories(25)
@given(records=studies())
def test_no_pack_holds_and_no_clip_is_heard_that_is_not_permitted(blank: StudyFolder, records: list[object]) -> None:
    with drawn(blank, records):
        rules = Rules(blank)
        reporting = Reporting(blank.store, blank.names, lambda: NOW)
        clips = ClipExport(blank.store, blank.path, blank.names, lambda: NOW)
        for viewer in GROUPS:
            pack = reporting.gate.pack(pack_for(blank.store, viewer))
            assert all(item.actor != viewer for item in pack.items)
            assert all(rules.statement(item.statement, viewer) for item in pack.items if item.statement)
            assert all(rules.quote(each.quote, viewer) for each in pack.quotes)
            assert all(rules.voice(each.quote, viewer) for each in pack.quotes if each.replay)
            heard = clips.for_pack(viewer).files if any(each.replay for each in pack.quotes) and left(pack) else ()
            assert all(rules.voice(blank.store.need(Quote, file.quote), viewer) for file in heard)


def left(pack: object) -> bool:
    """Whether a clip remains when those that wait for a decision are taken out."""
    waiting = {quote.id for quote in pack.to_decide}  # type: ignore[attr-defined]
    return any(each.replay and each.quote.id not in waiting for each in pack.quotes)  # type: ignore[attr-defined]
