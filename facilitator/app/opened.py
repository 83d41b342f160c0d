"""Everything that lives as long as one study is open: its services, its sound, its audience window."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from facilitator.domain.sessions import Session
from facilitator.services.clock import Clock
from facilitator.services.study.backups import BackupKeeper
from facilitator.settings import SettingsFile
from facilitator.storage.opening import StudyFolder
from facilitator.ui.theme import Theme

if TYPE_CHECKING:
    from facilitator.audio.outputs import OutputWatch
    from facilitator.audio.player import QtPlayer
    from facilitator.services.ports import ClipSpec
    from facilitator.services.releasing.gatekeeping import Gatekeeper
    from facilitator.services.sound.recording import SessionRecording
    from facilitator.ui.audience.controller import AudienceController
    from facilitator.ui.completing import Completing
    from facilitator.ui.quiet_player import QuietPlayer
    from facilitator.ui.recording import RecordingControl
    from facilitator.ui.recordings.desk import RecordingsDesk
    from facilitator.ui.report.desk import ReportDesk
    from facilitator.ui.run.session_sound import RunSound


class OpenStudy:
    """Services are made when a page first asks for them, so that opening a study costs little."""

    def __init__(self, folder: StudyFolder, clock: Clock, settings: SettingsFile, theme: Theme) -> None:
        self.folder = folder
        self.clock = clock
        self.settings = settings
        self.theme = theme
        self.backups = BackupKeeper(folder, clock)
        self.sound_made: Callable[[RecordingControl], None] = lambda _control: None
        """Called once, when the recording is first wanted: the window has the light and the banner."""

    @cached_property
    def player(self) -> "QtPlayer":
        """Plays clips; silent until the first one."""
        from facilitator.audio.player import QtPlayer

        return QtPlayer()

    @cached_property
    def quiet_player(self) -> "QuietPlayer":
        """The same, for whoever works on sound: still while a session is recorded, unless headphones are worn."""
        from facilitator.ui.quiet_player import QuietPlayer

        return QuietPlayer(self.player, lambda: self.sound.control.not_aloud() if "sound" in self.__dict__ else "")

    @cached_property
    def gate(self) -> "Gatekeeper":
        """Searches whatever participants read or see."""
        from facilitator.services.releasing.gatekeeping import Gatekeeper

        return Gatekeeper(self.folder.store, self.folder.names)

    @cached_property
    def audience(self) -> "AudienceController":
        """The window that participants see, opened by the pages that need it."""
        from facilitator.ui.audience.controller import AudienceController
        from facilitator.ui.screening import Screening

        kept = self.settings.now
        audience = AudienceController(self.theme.icons, screen=kept.audience_screen, black_line=kept.black_hint)
        audience.screening = Screening(self.gate, audience.notice_requested.emit)
        audience.screen_chosen.connect(lambda name: self.settings.change(audience_screen=name))
        return audience

    @cached_property
    def report(self) -> "ReportDesk":
        """Documents, and the one that is being written."""
        from facilitator.services.documents.reporting import Reporting
        from facilitator.services.reflection.planning import Planning
        from facilitator.ui.report.desk import ReportDesk
        from facilitator.ui.report.printing import print_pdf, word_pages

        def sound(spec: "ClipSpec") -> bytes:
            from facilitator.audio.encoding import clip_mp3  # reads audio, which takes a while to load

            return clip_mp3(spec)

        store, clock = self.folder.store, self.clock
        reporting = Reporting(
            store,
            self.folder.names,
            clock.now,
            folder=self.folder.path,
            sound=sound,
            printer=print_pdf,
            pager=word_pages,
        )
        return ReportDesk(store, reporting, Planning(store, clock), self.folder.path)

    @cached_property
    def recording(self) -> "SessionRecording":
        """Records the session that runs; what is recorded is completed in the background."""
        from facilitator.audio.recorder import QtRecorder
        from facilitator.services.sound.disk import RESERVE
        from facilitator.services.sound.recording import SessionRecording

        recorder = QtRecorder(reserve_bytes=RESERVE)
        made = SessionRecording(self.folder.store, self.folder.path, recorder, self.clock)
        made.listen(lambda: self.completing.run() if made.recording_id is None else None)
        return made

    @cached_property
    def recordings(self) -> "RecordingsDesk":
        """Files of other recorders, and the one that is coming in."""
        from facilitator.audio.aligner import FileAligner
        from facilitator.audio.decoder import AudioDecoder
        from facilitator.audio.track_files import TrackFiles
        from facilitator.ui.recordings.desk import RecordingsDesk

        return RecordingsDesk(
            self.folder.store,
            self.folder.path,
            self.quiet_player,
            AudioDecoder(),
            FileAligner(),
            TrackFiles(),
            lambda: bool(self._under_way()),
        )

    @cached_property
    def completing(self) -> "Completing":
        """Counts the samples of recordings that are over, and recovers those that a crash has cut off."""
        from facilitator.audio.track_files import TrackFiles
        from facilitator.services.sound.recovering import Recovering
        from facilitator.ui.completing import Completing

        return Completing(Recovering(self.folder.store, self.folder.path), TrackFiles(), self._under_way)

    @cached_property
    def sound(self) -> "RunSound":
        """What pages record, check the room and play with."""
        from facilitator.services.machine import power, stay_awake
        from facilitator.ui.recording import Machine, RecordingControl
        from facilitator.ui.run.room_check import RoomTools
        from facilitator.ui.run.session_sound import RunSound
        from facilitator.ui.wakefulness import Wakefulness

        awake, battery = Wakefulness(stay_awake(), "A focus group is being recorded"), power()
        control = RecordingControl(self.recording, Machine(battery, awake, lambda: self.settings.now.microphone))
        tools = RoomTools(
            self.recording.recorder,
            self.player,
            self.clock,
            self.folder.path,
            self.audience,
            battery,
            awake,
            lambda: self.settings.now.microphone,
            self._keep_microphone,
        )
        self._settle_motion()
        control.changed.connect(self._hush)
        control.headphones_changed.connect(self._hush)
        control.headphones_changed.connect(lambda worn: self.output_watch if worn else None)
        self.sound_made(control)
        return RunSound(control, tools, self.player, self.folder.path)

    @cached_property
    def output_watch(self) -> "OutputWatch":
        """Made when somebody first says that they wear headphones."""
        from facilitator.audio.outputs import OutputWatch

        watch = OutputWatch(self.sound.control)
        watch.changed.connect(self.sound.control.on_output_changed)
        return watch

    def _settle_motion(self) -> None:
        """As the user wants it, or as the system is set to, which takes a moment to ask."""
        wanted = self.settings.now.motion
        self.theme.still = wanted == "still"
        if not wanted:
            from facilitator.services.motion import reduces_motion
            from facilitator.ui.jobs import run_job

            run_job(reduces_motion, on_done=self._take_motion)

    def _take_motion(self, still: bool) -> None:
        if not self.settings.now.motion:
            self.theme.still = still

    def _hush(self, _worn: bool = False) -> None:
        if "quiet_player" in self.__dict__:
            self.quiet_player.hush()

    def _keep_microphone(self, device: str) -> None:
        self.settings.change(microphone=device)

    def _under_way(self) -> tuple[str, ...]:
        recording = self.recording.recording_id if "recording" in self.__dict__ else None
        return () if recording is None else (recording,)

    def session_runs(self) -> bool:
        """Whether a session has begun and not ended."""
        return any(session.is_open for session in self.folder.store.find(Session))

    def apply_settings(self) -> None:
        """What is open goes by the settings as they are now."""
        self._settle_motion()
        if "audience" in self.__dict__:
            self.audience.set_black_line(self.settings.now.black_hint)
            self.audience.prefer_screen(self.settings.now.audience_screen)

    def first_page(self) -> str:
        """Where work begins: in a session that is going on, else at Prepare."""
        going = [session for session in self.folder.store.find(Session) if session.is_open]
        if any(session.kind == "focus_group" for session in going):
            return "run"
        return "reflect" if going else "prepare"

    def close(self) -> None:
        """Stops what sounds and takes the audience window away."""
        self.backups.stop()
        made = self.__dict__  # only what was made: closing must not build anything
        if "sound" in made:
            self.sound.control.close()
        elif "recording" in made:
            self.recording.end()
        if "recordings" in made:
            self.recordings.stop()
        if "completing" in made:
            self.completing.stop()
        if "player" in made:
            self.player.close()
        if "audience" in made:
            self.audience.close()
        if "report" in made:
            self.report.finish()
