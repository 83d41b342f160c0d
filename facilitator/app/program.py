"""The window and the study that is open in it, wired to each other."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from facilitator import paths
from facilitator.app.opened import OpenStudy
from facilitator.app.pages import page_makers
from facilitator.domain.changes import Changes
from facilitator.domain.errors import NotSaved, StudyDamaged, UserError
from facilitator.domain.study import STUDY_ID, Study
from facilitator.services.bug_log import note_bug
from facilitator.services.clock import Clock
from facilitator.services.study.studies import Studies, folder_for
from facilitator.settings import SettingsFile
from facilitator.storage.backup import newest_sound
from facilitator.storage.opening import StudyFolder
from facilitator.ui import ask
from facilitator.ui.actions import Actions, ActionSpec
from facilitator.ui.frame.banner import BannerAction
from facilitator.ui.frame.errands import Errands
from facilitator.ui.frame.recording import FramedRecording
from facilitator.ui.frame.sizes import PaneSizes
from facilitator.ui.main_window import MainWindow
from facilitator.ui.page import Page
from facilitator.ui.theme import Theme

if TYPE_CHECKING:
    from facilitator.app.upkeep import Upkeep
    from facilitator.services.search import Search
    from facilitator.ui.frame.palette import Palette

UP_MS = 300
"""How long after opening a study the window is up, and what goes on beside the work may begin."""


class Program:
    """One window and, while a study is open, everything that belongs to it."""

    def __init__(self, qt: QApplication, settings: SettingsFile, studies: Studies, clock: Clock) -> None:
        self.settings = settings
        self.studies = studies
        self.clock = clock
        self.open: OpenStudy | None = None
        self._safe_at = clock.now()
        self.theme = Theme(settings.now.dark, settings.now.scale)
        self.theme.dress(qt, starting=True)
        self.actions = Actions({name: str(key) for name, key in settings.now.keys.items()})
        self.actions.rebound.connect(self._keep_key)
        self.window = MainWindow(self.theme, self.actions, {"start": self._start_page, "settings": self._settings_page})
        self.recording = FramedRecording(self.window)
        self._sizes = PaneSizes(self.window, settings)
        self._wire()

    @cached_property
    def upkeep(self) -> "Upkeep":
        """What goes on beside the work in the open study; loaded once the window is up."""
        from facilitator.app.upkeep import Upkeep

        return Upkeep(self.window, self.clock, self.studies, lambda: self.open)

    @cached_property
    def palette(self) -> "Palette":
        """Finds actions and what the open study holds; made when somebody first searches."""
        from facilitator.ui.frame.finding import Finder
        from facilitator.ui.frame.palette import Palette

        window = self.window
        finder = Finder(self.actions, window.run_action, window.go, self._search, lambda page: page in window.pages)
        return Palette(self.theme, finder.look, window)

    # Studies

    def show_start(self) -> None:
        """The start page, without a study."""
        if not self.recording.may_leave():
            return
        self.close_study()
        self.window.set_pages({"start": self._start_page, "settings": self._settings_page})
        self._show_page("start")

    def open_folder(self, folder: Path, page: str = "") -> bool:
        """Opens a study folder and shows it, on `page` if named; on trouble the start page stays, with a sentence."""
        if not self.recording.may_leave():
            return False
        try:
            self._show_study(self.studies.open(folder, remember=False), page)  # `_settle` does, once the window is up
        except StudyDamaged as damage:
            if self.open is not None and self.open.folder.path == folder:
                self.show_start()  # its first page came upon the damage
            self._offer_backup(folder, damage)
        except UserError as error:
            self._say(error)
        return self.open is not None and self.open.folder.path == folder

    def close_study(self) -> None:
        """Stores what is half typed and lets others open the study."""
        if self.open is None:
            return
        self.window.pages.leave()
        self.window.clear_banner("saving")
        if "upkeep" in self.__dict__:
            self.upkeep.stop()
        closing, self.open = self.open, None
        closing.close()
        self.recording.forget()
        self.studies.close(closing.folder)

    def _show_study(self, folder: StudyFolder, page: str = "") -> None:
        self.close_study()
        self.open = OpenStudy(folder, self.clock, self.settings, self.theme)
        self.open.sound_made = self.recording.show
        folder.store.listen(self._on_changes)
        folder.store.listen_failures(self._on_not_saved)
        self._safe_at = self.clock.now()
        self.settings.change(last_study=str(folder.path))
        study = folder.store.get(Study, STUDY_ID) or Study()
        makers = {**page_makers(self.open, self.actions), "settings": self._settings_page}
        self.window.set_pages(makers, study.title or folder.path.stem)
        self._show_undo()
        self._show_page(page or self.open.first_page())
        QTimer.singleShot(0, self.window, self._begin_upkeep)

    def _begin_upkeep(self) -> None:
        """What waits for the window begins to wait once events come through, however slow the machine is."""
        QTimer.singleShot(UP_MS, self.window, self._look_after)

    def _look_after(self) -> None:
        self.upkeep.begin()

    def _show_page(self, page: str) -> None:
        self.window.go(page)
        self.theme.put_on_sheet()

    def _offer_backup(self, folder: Path, damage: StudyDamaged) -> None:
        actions = []
        if backup := damage.backup or newest_sound(folder / "backups"):
            take = self.window.tr("Open the back-up")
            actions = [BannerAction(take, lambda: self._restore(folder, Path(backup)))]
        self.window.show_banner(self.window.tr("This study cannot be read."), str(damage), actions, cause="damage")

    def _restore(self, folder: Path, backup: Path) -> None:
        self.window.clear_banner("damage")
        if self.open is not None:
            self._try(self.show_start)  # stays where the back-up cannot be opened: pages of a closed study read nothing
        self._try(lambda: self._show_study(self.studies.restore(folder, backup)))

    # What the start page and the keys ask for

    def new_study(self) -> None:
        """Asks for the title, and begins an empty study in a folder of that name."""
        parent = paths.documents_dir() / "Facilitator"
        asked = self.window.tr("What is it called? It becomes a folder in {place}; you may move it later.")
        place = f"{parent.parent.name}/{parent.name}"
        title = ask.text(self.window, self.window.tr("New study"), asked.format(place=place), needed=True)
        if not title or not title.strip():
            return
        self._try(lambda: self._show_study(self.studies.create(folder_for(parent, title), title)))

    def choose_folder(self) -> None:
        """Asks for a study folder and opens it."""
        chosen = ask.folder(self.window, self.window.tr("Open a study folder"), paths.documents_dir())
        if chosen is not None:
            self.open_folder(chosen)

    def open_sample(self) -> None:
        """The user's own copy of the sample study."""
        self._try(lambda: self._show_study(self.studies.sample()))

    def copy_guide(self, folder: Path) -> None:
        """A new study with the groups and questions of another, without people and without words."""
        title = ask.text(
            self.window, self.window.tr("New study from another one"), self.window.tr("What is it called?")
        )
        if title and title.strip():
            target = folder_for(paths.documents_dir() / "Facilitator", title)
            self._try(lambda: self._show_study(self.studies.copy_guide(folder, target, title)))

    def choose_guide(self) -> None:
        """Asks which study to take groups and questions from."""
        chosen = ask.folder(self.window, self.window.tr("Take the guide of which study?"), paths.documents_dir())
        if chosen is not None:
            self.copy_guide(chosen)

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except UserError as error:
            self._say(error)

    # Changes, undo, back-up

    def _on_changes(self, changes: Changes) -> None:
        self._safe_at = self.clock.now()
        self.window.apply_changes(changes)  # first: what was written is seen before the frame says that it is safe
        self.window.set_saved(self._safe_at.astimezone())
        self.window.clear_banner("saving")
        self._show_undo()
        self.upkeep.receive(changes)
        if changes.touches(Study) and self.open is not None:
            study = self.open.folder.store.get(Study, STUDY_ID)
            self.window.set_study(study.title if study else "")

    def _on_not_saved(self, error: NotSaved) -> None:
        """The strip may be needed for something else; top bar and banner stay until a write succeeds."""
        since = self._safe_at.astimezone()
        self.window.set_save_failed(since)
        title = self.window.tr("Not saved since {time}. Everything before that is safe.")
        self.window.show_banner(title.format(time=f"{since:%H:%M:%S}"), str(error), cause="saving")

    def _show_undo(self) -> None:
        if self.open is not None:
            store = self.open.folder.store
            self.window.set_undo(store.undo_label)
            self.window.set_redo(store.redo_label)

    def _undo(self) -> None:
        if self.open is not None and (changes := self.open.folder.store.undo()):
            self.window.say(self.window.tr("Undone: {label}.").format(label=changes.label))

    def _redo(self) -> None:
        if self.open is not None and (changes := self.open.folder.store.redo()):
            self.window.say(self.window.tr("Done again: {label}.").format(label=changes.label), undoable=True)

    # Wiring

    def _start_page(self) -> Page:
        from facilitator.audio.recording.counted import counted_ms
        from facilitator.ui.start_page import StartPage  # a start on a study need not load it

        page = StartPage(self.theme, self.actions, self.studies.recent, safe_until=counted_ms)
        page.new_requested.connect(self.new_study)
        page.folder_requested.connect(self.choose_folder)
        page.sample_requested.connect(self.open_sample)
        page.open_requested.connect(self.open_folder)
        page.look_requested.connect(lambda folder: self.open_folder(folder, "prepare"))
        page.copy_requested.connect(self.copy_guide)
        page.copy_any_requested.connect(self.choose_guide)
        return page

    def _settings_page(self) -> Page:
        from facilitator.ui.settings.page import SettingsPage

        page = SettingsPage(self.theme, self.actions, self.settings)
        page.changed.connect(self._apply_settings)
        return page

    def _apply_settings(self) -> None:
        if self.open is not None:
            self.open.apply_settings()

    def _open_settings(self) -> None:
        """Where one comes from goes along, since that is where Esc leads back to."""
        before = self.window.page
        self.window.go("settings", before.page_id if before is not None else None)

    def _wire(self) -> None:
        window = self.window
        window.undo_requested.connect(self._undo)
        window.redo_requested.connect(self._redo)
        window.search_requested.connect(self._open_palette)
        window.settings_requested.connect(self._open_settings)
        window.closing.connect(self._on_closing)
        self.theme.changed.connect(self._keep_look)
        tr = window.tr
        self.actions.add(ActionSpec("new", tr("New study"), ("Ctrl+N",), "add"), self.new_study)
        self.actions.add(ActionSpec("open", tr("Open a study folder"), ("Ctrl+O",), "folder"), self.choose_folder)
        self.actions.add(ActionSpec("sample", tr("Open the sample"), ("Ctrl+Shift+M",), "sample"), self.open_sample)
        self.actions.add(ActionSpec("settings", tr("Settings"), ("Ctrl+,",), "settings"), self._open_settings)
        self.errands = Errands(window, self.actions, self.settings)
        self.actions.add(ActionSpec("start", tr("Close the study"), ("Ctrl+W",), "close"), self.show_start)

    def _open_palette(self) -> None:
        self.palette.open()

    def _search(self) -> "Search | None":
        from facilitator.services.search import Search

        return Search(self.open.folder.store) if self.open else None

    def _keep_look(self) -> None:
        self.settings.change(dark=self.theme.dark, scale=self.theme.scale)

    def _keep_key(self, action_id: str, key: str) -> None:
        self.settings.change(keys={**self.settings.now.keys, action_id: key})

    def _on_closing(self) -> None:
        self._sizes.keep()
        self.settings.change(window=bytes(self.window.saveGeometry().toBase64().data()).decode())
        self.close_study()

    def _say(self, error: BaseException) -> None:
        """A problem that the user can mend, in the strip."""
        self.window.say(str(error), tone="rec")

    def on_exception(self, _kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """What nobody caught: sentences go to the strip, bugs to the log and a sentence that says so."""
        if isinstance(error, StudyDamaged) and self.open is not None:
            self._offer_backup(self.open.folder.path, error)
            return
        if isinstance(error, UserError):
            self._say(error)
            return
        note_bug(_log_file(), error, trace)
        sentence = self.window.tr("Something went wrong here; what you saved is safe. Details are in {log}.")
        self.window.say(sentence.format(log=_log_file()), tone="rec")


def _log_file() -> Path:
    return paths.log_dir() / "facilitator.log"
