"""The whole program on the sample study, page by page and in their main states; one program for each look."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.app import Program
from facilitator.domain.exports import Export
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.sessions import Session
from facilitator.services.study.studies import Studies
from facilitator.settings import SettingsFile
from facilitator.storage.store import Store
from facilitator.ui.audience.window import AudienceThumbnail
from facilitator.ui.findings.page import FindingsPage
from facilitator.ui.reflect.page import ReflectPage
from facilitator.ui.report.page import ReportPage
from facilitator.ui.theme import Theme
from tests.shots.registry import Shot

IN_SESSION = "2026-11-04T10:53:40+01:00"
BETWEEN = "2026-11-23T09:21:03+01:00"
REFLECTING = "2026-11-24T10:03:40+01:00"


class SetClock:
    """Shows the hour it is set to."""

    def __init__(self) -> None:
        self.at = BETWEEN

    def now(self) -> datetime:
        return datetime.fromisoformat(self.at)

    def monotonic_ms(self) -> int:
        return round(self.now().timestamp() * 1000)


class Stage:
    """The program in one look, with hands to put it into a state."""

    def __init__(self, theme: Theme) -> None:
        qt = QApplication.instance()
        assert isinstance(qt, QApplication)
        home = Path(mkdtemp(prefix="shots-"))
        for kind in ("config", "data"):
            (home / kind).mkdir()
        settings = SettingsFile(home / "config")
        settings.change(dark=theme.dark)
        self.clock = SetClock()
        self.program = Program(qt, settings, Studies(home / "config", home / "data", self.clock), self.clock)
        self.program.window.setProperty("kept", True)
        self.program.open_sample()

    @property
    def window(self) -> QWidget:
        return self.program.window

    @property
    def store(self) -> Store:
        assert self.program.open is not None
        return self.program.open.folder.store

    def go(self, page: str, at: str = BETWEEN) -> None:
        """A page as at first, at some hour."""
        self.clock.at = at
        window = self.program.window
        if self.program.open is None:
            self.program.open_sample()
        window.close_keys()
        window.show()
        QTest.qWait(50)  # the window of the picture before goes now, and the keyboard with it
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        window.go(page)

    def type(self, words: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.window, words)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def put(self, session: Session) -> None:
        """Let a session go on, or end."""
        with self.store.change("Set the stage") as change:
            change.put(session)


@cache
def stage(*, dark: bool) -> Stage:
    """One program for each look; a theme of the same look dresses it."""
    return Stage(Theme(dark))


def start(on: Stage) -> QWidget:
    on.program.show_start()
    return on.window


def recovery(on: Stage) -> QWidget:
    on.go("prepare")
    ended = on.store.need(Session, "s-customers")
    on.put(replace(ended, ended_at=None))
    on.program.show_start()
    QTest.qWait(50)
    picture = grabbed(on.window)
    on.program.open_sample()
    on.put(ended)
    return picture


def grabbed(window: QWidget, size: QSize | None = None) -> QWidget:
    """The window as it is now, to go on with it before the picture is taken."""
    from PySide6.QtWidgets import QLabel

    window.resize(size or QSize(1366, 768))
    window.show()
    QTest.qWait(300)
    label = QLabel()
    label.setPixmap(window.grab())
    return label


def prepare(on: Stage) -> QWidget:
    on.go("prepare")
    return on.window


def run_groups(on: Stage) -> QWidget:
    on.go("run")
    return on.window


def run(on: Stage) -> QWidget:
    on.go("prepare", IN_SESSION)
    ended = on.store.need(Session, "s-sales")
    on.put(replace(ended, ended_at=None, question="q7"))
    on.go("run", IN_SESSION)
    QTest.qWait(50)
    on.type("4q After the hand-over I only ch")
    picture = grabbed(on.window)
    on.put(ended)
    return picture


def findings(on: Stage) -> QWidget:
    on.go("findings")
    on.program.window.page.close_side_panel()  # type: ignore[union-attr]
    return on.window


def findings_quote(on: Stage) -> QWidget:
    on.go("findings")
    page = on.program.window.page
    assert isinstance(page, FindingsPage)
    choose_quote_with_clip(on, page)
    return on.window


def choose_quote_with_clip(on: Stage, page: FindingsPage) -> None:
    page.show_what(next(quote for quote in on.store.find(Quote) if quote.clip))


def findings_panel(on: Stage, open_panel: Callable[[FindingsPage], object]) -> QWidget:
    """The page with one of its side panels, which is closed again."""
    on.go("findings")
    page = on.program.window.page
    assert isinstance(page, FindingsPage)
    open_panel(page)
    picture = grabbed(on.window)
    page.close_side_panel()
    return picture


def findings_finish(on: Stage) -> QWidget:
    return findings_panel(on, lambda page: page.work.toggle_completing())


def findings_clips(on: Stage) -> QWidget:
    def save_clips(page: FindingsPage) -> None:
        choose_quote_with_clip(on, page)
        page.work.toggle_saving()

    return findings_panel(on, save_clips)


def findings_transcript(on: Stage) -> QWidget:
    return findings_panel(on, lambda page: page.work.toggle_transcript())


def findings_ideas(on: Stage) -> QWidget:
    return findings_panel(on, lambda _page: on.press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier))


def in_large_type(state: Callable[["Stage"], QWidget]) -> Callable[["Stage"], QWidget]:
    """The same at 150 %, where panels lie as tabs beside the centre."""

    def larger(on: Stage) -> QWidget:
        on.window.resize(1366, 768)
        on.program.theme.set_scale(1.5)
        picture = grabbed(state(on))
        on.program.theme.set_scale(1.0)
        return picture

    return larger


def beside(page: str, under: str) -> Callable[["Stage"], QWidget]:
    """A page that is reached from another one."""

    def shown(on: Stage) -> QWidget:
        on.go(under)
        on.program.window.go(page)
        picture = grabbed(on.window)
        on.program.window.go(under)
        return picture

    return shown


def reflect(on: Stage) -> QWidget:
    on.go("reflect")
    page = on.program.window.page
    assert isinstance(page, ReflectPage)
    page.open_matrix()
    page.planning_view.close_side_panel()
    page.planning_view.choose("sales")
    return on.window


def reflect_preview(on: Stage) -> QWidget:
    reflect(on)
    page = on.program.window.page
    assert isinstance(page, ReflectPage)
    page.planning_view.open_preview()
    return on.window


def console(on: Stage) -> QWidget:
    on.go("reflect", REFLECTING)
    page = on.program.window.page
    assert isinstance(page, ReflectPage)
    planned = on.store.need(Session, "r-sales")
    page.start("sales")
    for command in ("black", "next", "next"):
        page.console.do(command)
    on.press(Qt.Key.Key_1)
    on.press(Qt.Key.Key_A)
    picture = grabbed(on.window)
    _AUDIENCE["statement"] = audience_of(on)
    page.console.do("black")
    _AUDIENCE["black"] = audience_of(on)
    page.open_matrix()
    on.program.open.audience.close()  # type: ignore[union-attr]
    on.put(planned)
    return picture


_AUDIENCE: dict[str, QWidget] = {}


def audience_of(on: Stage) -> QWidget:
    """What participants see at this moment."""
    assert on.program.open is not None
    picture = AudienceThumbnail(on.program.theme, 1366)
    picture.show_view(on.program.open.audience.view, QSize(1366, 768))
    return picture


def audience(on: Stage) -> QWidget:
    if "statement" not in _AUDIENCE:
        console(on)
    return _AUDIENCE.pop("statement")


def audience_black(on: Stage) -> QWidget:
    if "black" not in _AUDIENCE:
        console(on)
    return _AUDIENCE.pop("black")


def report(on: Stage) -> QWidget:
    on.go("report")
    page = on.program.window.page
    assert isinstance(page, ReportPage)
    page.preview.set_large(False)
    page.documents.choose("summary:sales")
    page.documents.setFocus()
    until_at_rest(page)
    return on.window


def until_at_rest(page: ReportPage) -> None:
    """It is being looked through by a job, which a loop lets work and `qWait` does not."""
    loop, timer = QEventLoop(), QTimer(interval=20)
    timer.timeout.connect(lambda: None if page.busy else loop.quit())
    timer.start()
    loop.exec()


def report_decide(on: Stage) -> QWidget:
    report(on)
    on.press(Qt.Key.Key_Return)
    return on.window


def report_log(on: Stage) -> QWidget:
    on.go("report")
    if not on.store.count(Export):
        written = (
            (None, "matrix", "2026-11-16T17:40:00+01:00", "you and the note taker"),
            ("ps", "summary", "2026-11-21T09:12:00+01:00", "6 people, by e-mail"),
            ("dev", "summary", "2026-11-21T09:15:00+01:00", "5 people, on paper"),
        )
        statements, quotes = on.store.find(Statement), on.store.find(Quote)
        inside = (*(s.id for s in statements[:22]), *(q.id for q in quotes[:9]))
        with on.store.change("Set the stage", undoable=False) as change:
            for group, document, at, given in written:
                items = inside if group else ()
                change.add(Export(f"e-{group}", 0.0, at, document, group, f"{document}.docx", "", items, given))
    page = on.program.window.page
    assert isinstance(page, ReportPage)
    page.documents.choose("matrix:")
    until_at_rest(page)
    return on.window


def palette(on: Stage) -> QWidget:
    on.go("findings")
    on.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.qWait(30)
    on.type("promise")
    picture = grabbed(on.window)
    on.press(Qt.Key.Key_Escape)
    return picture


def keys(on: Stage) -> QWidget:
    on.go("findings")
    on.program.window.toggle_keys()
    picture = grabbed(on.window)
    on.program.window.close_keys()
    return picture


def shot(name: str, state: Callable[[Stage], QWidget], settle: int = 300) -> Shot:
    return Shot(name, lambda theme: state(stage(dark=theme.dark)), settle=settle)


SHOTS = [
    shot("01_start", start),
    shot("01_start_recovery", recovery),
    shot("02_prepare", prepare),
    shot("03_run_groups", run_groups),
    shot("03_run", run),
    shot("05_findings", findings),
    shot("05_findings_quote", findings_quote),
    shot("05_findings_finish", findings_finish),
    shot("05_findings_clips", findings_clips),
    shot("06_reflect_matrix", reflect, settle=4_000),  # until what waits in the packs has been counted
    shot("06_reflect_preview", reflect_preview),
    shot("07_reflect_console", console),
    shot("08_audience", audience),
    shot("08b_audience_black", audience_black),
    shot("12_report", report),
    shot("12_report_decide", report_decide),
    shot("12_report_log", report_log),
    shot("05_findings_ideas", findings_ideas),
    shot("05_findings_transcript", findings_transcript),
    shot("05_findings_large", in_large_type(findings_quote)),
    shot("06_reflect_large", in_large_type(reflect)),
    shot("recordings", beside("run.recordings", "run")),
    shot("session_so_far", beside("run.room", "run")),
    shot("settings", beside("settings", "findings")),
    shot("search", palette),
    shot("keys", keys),
]
