"""What each page of an open study is built from; a page and its services are loaded with the first visit."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from facilitator import paths
from facilitator.app.opened import OpenStudy
from facilitator.ui.actions import Actions
from facilitator.ui.frame.pages import PageMaker
from facilitator.ui.page import Page

if TYPE_CHECKING:
    from facilitator.services.study.withdrawing import Withdrawing
    from facilitator.ui.findings.clip_out import ClipOut
    from facilitator.ui.findings.writing_down import WritingDown


def page_makers(study: OpenStudy, actions: Actions) -> Mapping[str, PageMaker]:
    """How to make each page, by its id."""
    return {
        "prepare": lambda: _prepare(study, actions),
        "prepare.merge": lambda: _merge(study, actions),
        "run": lambda: _run(study, actions),
        "run.room": lambda: _room(study, actions),
        "run.recordings": lambda: _recordings(study, actions),
        "findings": lambda: _findings(study, actions),
        "reflect": lambda: _reflect(study, actions),
        "report": lambda: _report(study, actions),
    }


def _prepare(study: OpenStudy, actions: Actions) -> Page:
    from facilitator.services.prepare.preparing import Preparing
    from facilitator.services.prepare.question_banks import QuestionBanks
    from facilitator.ui.prepare.page import PreparePage

    preparing = Preparing(study.folder.store, study.folder.names, study.clock)
    return PreparePage(
        theme=study.theme,
        actions=actions,
        preparing=preparing,
        banks=QuestionBanks(paths.resource_dir() / "templates" / "question_banks"),
        withdrawing=lambda: _withdrawing(study),
    )


def _withdrawing(study: OpenStudy) -> "Withdrawing":
    from facilitator.audio.silencing import silence
    from facilitator.services.study.withdrawing import Withdrawing

    return Withdrawing(study.folder, silence)


def _room(study: OpenStudy, actions: Actions) -> Page:
    from facilitator.ui.room.page import RoomPage

    store, settings = study.folder.store, study.settings
    return RoomPage(study.theme, actions, store, study.clock, study.audience, scribe=lambda: settings.now.scribe)


def _recordings(study: OpenStudy, actions: Actions) -> Page:
    from facilitator.ui.recordings.page import RecordingsPage

    return RecordingsPage(study.theme, actions, study.recordings)


def _merge(study: OpenStudy, actions: Actions) -> Page:
    from facilitator.services.study.merging import Merging
    from facilitator.ui.merge.page import MergePage

    folder, store = study.folder.path, study.folder.store
    return MergePage(study.theme, actions, store, Merging(store, folder, study.clock), folder)


def _findings(study: OpenStudy, actions: Actions) -> Page:
    from facilitator.audio.decoder import AudioDecoder
    from facilitator.audio.ear import AudioEar
    from facilitator.services.findings import Findings
    from facilitator.services.sound.live_clips import LiveClips
    from facilitator.ui.findings.desk import FindingsDesk
    from facilitator.ui.findings.page import FindingsPage

    store, folder, ear, lead_ms = study.folder.store, study.folder.path, AudioEar(), study.settings.now.lead_ms
    findings = Findings(store, LiveClips(store, folder, ear, lead_ms).of)
    desk = FindingsDesk(
        store,
        findings,
        folder,
        study.quiet_player,
        AudioDecoder(),
        ear,
        lead_ms=lead_ms,
        clip_out=_clip_out(study),
        writing_down=_writing_down(study),
    )
    return FindingsPage(study.theme, actions, desk)


def _writing_down(study: OpenStudy) -> "WritingDown":
    from facilitator.services.transcripts.transcribing import Transcribing
    from facilitator.ui.findings.writing_down import WritingDown

    settings = study.settings
    return WritingDown(
        Transcribing(), lambda: settings.now.speech_model, lambda model: settings.change(speech_model=model)
    )


def _clip_out(study: OpenStudy) -> "ClipOut":
    from facilitator.audio.clip_writer import write_clip
    from facilitator.services.sound.clip_export import ClipExport
    from facilitator.services.sound.sound_labels import SoundLabels
    from facilitator.ui.findings.clip_out import ClipOut

    store, folder, names, now = study.folder.store, study.folder.path, study.folder.names, study.clock.now
    return ClipOut(lambda: ClipExport(store, folder, names, now), write_clip, lambda: SoundLabels(store, names))


def _run(study: OpenStudy, actions: Actions) -> Page:
    from facilitator.ui.run.hand import Hand
    from facilitator.ui.run.page import RunPage

    page = RunPage(
        study.theme,
        actions,
        study.folder.store,
        study.clock,
        study.audience,
        hand=Hand(study.settings.now.lead_ms, lambda: study.settings.now.scribe, study.folder.path / "exports"),
        sound=lambda: study.sound,
    )
    study.audience.notice_requested.connect(lambda sentence: page.notice(sentence) if page.here else None)
    return page


def _reflect(study: OpenStudy, actions: Actions) -> Page:
    from facilitator.services.reflection.planning import Planning
    from facilitator.services.reflection.reflecting import Reflecting
    from facilitator.ui.reflect.page import ReflectPage

    store, clock = study.folder.store, study.clock
    page = ReflectPage(
        study.theme,
        planning=Planning(store, clock, study.gate),
        reflecting=Reflecting(store, clock, study.gate),
        player=study.player,
        audience=study.audience,
        folder=study.folder.path,
        actions=actions,
    )
    page.record_with(lambda: study.sound)
    return page


def _report(study: OpenStudy, actions: Actions) -> Page:
    from facilitator.ui.report.page import ReportPage

    return ReportPage(study.theme, actions, study.report, study.settings)
