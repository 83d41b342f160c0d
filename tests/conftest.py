"""What holds for every test: no screen, no real sound, no modal, and nobody's own folders."""

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NoReturn

# Before anything imports Qt: a test never opens a window on somebody's screen nor reaches their sound server.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia*=false;qt.qpa.*=false")
os.environ["PULSE_SERVER"] = "unix:/nonexistent/facilitator-tests"

import hypothesis
import pytest
from hypothesis import is_hypothesis_test

from tests import mould
from tests.sound import VirtualSound, started_sound

if TYPE_CHECKING:
    from tests.patience import PatientBot

hypothesis.settings.register_profile("any machine", hypothesis.settings(deadline=None))  # however busy it is
hypothesis.settings.load_profile("any machine")
QT_FIXTURES = {"qtbot", "qapp", "qapp_cls", "qtmodeltester"}
LONG = {
    "test_reporting",
    "test_gate",
    "test_leaks",
    "test_hostile",
    "test_slips",
    "test_interchange",
    "test_withdrawing",
    "test_transcribing",
}
"""Tests that write whole documents, studies or recordings in every way there is."""
MAKING = {
    "test_backup",
    "test_connecting",
    "test_durability",
    "test_files",
    "test_locking",
    "test_malformed",
    "test_migrations",
    "test_opening",
}
"""Tests that are about how the file of a study is made, kept and opened."""
MODALS = {
    "QDialog": ("exec",),
    "QMenu": ("exec",),
    "QMessageBox": ("exec", "about", "critical", "information", "question", "warning"),
    "QInputDialog": ("getInt", "getDouble", "getItem", "getText", "getMultiLineText"),
    "QColorDialog": ("getColor",),
    "QFontDialog": ("getFont",),
    "QFileDialog": (
        "exec",
        "getExistingDirectory",
        "getOpenFileName",
        "getOpenFileNames",
        "getSaveFileName",
    ),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens Qt, needs sound or takes long by what a test is, so that nobody has to remember."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & QT_FIXTURES:
            item.add_marker(pytest.mark.gui)
        if "virtual_sound" in fixtures:
            item.add_marker(pytest.mark.gui)
            item.add_marker(pytest.mark.sound)
        if _hears(item):
            item.add_marker(pytest.mark.flaky(reruns=2))  # real time on a machine that others keep busy
        if _tries_many(item) or item.path.stem in LONG:
            item.add_marker(pytest.mark.slow)


def _hears(item: pytest.Item) -> bool:
    """Whether it records from or listens to the private sound server."""
    module = getattr(item, "module", None)
    return "virtual_sound" in getattr(item, "fixturenames", ()) or any(
        getattr(thing, "__module__", "") == "tests.sound" for thing in vars(module).values()
    )


def _tries_many(item: pytest.Item) -> bool:
    """Whether hypothesis makes up examples for it, or whole stories of steps."""
    kind = getattr(item, "cls", None)
    return is_hypothesis_test(getattr(item, "obj", None)) or "RuleBasedStateMachine" in getattr(
        kind, "__qualname__", ""
    )


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Data, settings and logs go to a folder of this test alone."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("FACILITATOR_HOME", str(home))
    for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))


@pytest.fixture(autouse=True)
def copied_tables(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new study gets a copy of tables made before; where making them is what is tested, it makes its own."""
    if request.path.stem not in MAKING:
        monkeypatch.setattr("facilitator.storage.migrations.migrate", mould.migrate)


@pytest.fixture(autouse=True)
def no_windows_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """A window that a test leaves behind is taken away, lest every later change of style dress it anew."""
    yield
    if not request.node.get_closest_marker("gui"):
        return
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if isinstance(app := QApplication.instance(), QApplication):
        app.setStyleSheet("")


@pytest.fixture(autouse=True)
def no_modals(request: pytest.FixtureRequest) -> Iterator[None]:
    """Any modal that opens fails its test at once, instead of waiting for a click for ever."""
    if not request.node.get_closest_marker("gui"):
        yield
        return
    from PySide6 import QtWidgets

    opened: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for class_name, methods in MODALS.items():
            for method in methods:
                refuse = _refusing(f"{class_name}.{method}", opened)
                patch.setattr(getattr(QtWidgets, class_name), method, refuse)
        yield
    assert not opened, f"A modal opened in a test: {', '.join(opened)}"


def _refusing(name: str, opened: list[str]) -> Callable[..., NoReturn]:
    def refuse(*_args: Any, **_kwargs: Any) -> NoReturn:
        opened.append(name)
        raise AssertionError(f"{name} would wait for a click: fake the function of facilitator.ui.ask instead")

    return refuse


@pytest.fixture(scope="session")
def virtual_sound() -> Iterator[VirtualSound]:
    """A private sound server with a microphone to feed and a loudspeaker to listen to; see tests/sound.py."""
    with started_sound() as sound:
        yield sound


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The words that the program begins with."""
    from facilitator.ui.theme import STYLE_WORDS

    return ["facilitator", *STYLE_WORDS]


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> "PatientBot":
    """In place of the one of pytest-qt."""
    from tests.patience import PatientBot

    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def _one_application(request: pytest.FixtureRequest) -> None:
    """What a process has only once stands before the first test, so that tests may run in any order.

    Qt connects to the sound server when it starts; and code that finds no application makes one without windows,
    in which a test of windows that came later could not open any.
    """
    items = request.session.items
    if any("virtual_sound" in getattr(item, "fixturenames", ()) for item in items):
        request.getfixturevalue("virtual_sound")
    if any(item.get_closest_marker("gui") for item in items):
        request.getfixturevalue("qapp")
