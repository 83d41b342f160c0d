"""The window is killed: what was seen is there, and what was half typed too."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.domain.notes import Note
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.clock import SystemClock
from facilitator.services.session.capture import Capture
from facilitator.services.session.sessions import Sessions
from facilitator.storage.opening import create_study, open_study
from tests.ui.run.conftest import fill

ROOT = Path(__file__).resolve().parents[3]
LONGEST_WAIT_MS = 350


@pytest.mark.slow
def test_an_entry_seen_and_a_line_half_typed_survive_a_kill(tmp_path: Path) -> None:
    folder = tmp_path / "A.study"
    study = create_study(folder, Study(title="T"))
    fill(study.store)
    study.close()
    ended = subprocess.run(
        [sys.executable, "-m", "tests.ui.run.capturing", str(folder), str(LONGEST_WAIT_MS)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=120,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    study = open_study(folder)
    session = study.store.find(Session)[0]
    assert [note.text for note in study.store.find(Note)] == ["The last thing said"]
    assert study.store.find(Note)[0].speaker == "elm"
    draft = Capture(study.store, session).draft()
    assert (draft.text, draft.head.who, draft.head.kind) == ("and half of the n", 2, "quote")
    assert Sessions(study.store, SystemClock()).running() == session
    study.close()
