"""Each facilitator of a session has a debrief of their own, also where they sat at two laptops."""

import shutil
from pathlib import Path

from facilitator.domain.actors import Actor
from facilitator.domain.room import Debrief
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.documents.reporting import Reporting
from facilitator.services.session.room import Room
from facilitator.services.study.merging import Merging
from facilitator.storage.opening import create_study, open_study
from tests.clocks import HandClock


def test_debriefs_of_two_laptops_come_together_and_are_printed(tmp_path: Path) -> None:
    ours = create_study(tmp_path / "Ours.study", Study(title="T"))
    with ours.store.change("Begin") as change:
        change.add(Actor("sales", name="Sales"))
        change.add(Session("s", actor="sales", started_at="2026-11-04T10:00:00Z"))
    session = ours.store.need(Session, "s")
    ours.close()
    shutil.copytree(tmp_path / "Ours.study", tmp_path / "Scribe.study")
    scribe = open_study(tmp_path / "Scribe.study")
    Room(scribe.store, session).keep_debrief(Debrief("", facilitator="Ada", role="scribe", surprises="Nobody rang."))
    scribe.close()
    ours = open_study(tmp_path / "Ours.study")
    Room(ours.store, session).keep_debrief(Debrief("", facilitator="Kim", role="lead", themes="Trust"))
    merging = Merging(ours.store, ours.path, HandClock())
    preview = merging.preview(tmp_path / "Scribe.study")
    assert dict(preview.new) == {"Debrief": 1}
    merging.merge(preview)
    found = {debrief.facilitator: debrief for debrief in Room(ours.store, session).debriefs()}
    assert found["Ada"].surprises == "Nobody rang."
    assert found["Kim"].themes == "Trust"
    told = " ".join(Reporting(ours.store, ours.names, HandClock().now).document("notes").texts)
    assert "Straight afterwards, Kim (lead)" in told
    assert "Straight afterwards, Ada (scribe)" in told
    ours.close()
