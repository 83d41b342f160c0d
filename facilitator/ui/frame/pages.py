"""The pages of a window: made on the first visit, told of changes, one on show."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from facilitator.domain.changes import Changes
from facilitator.ui.page import Page

PageMaker = Callable[[], Page]


class Pages(QStackedWidget):
    """Passes the wishes of its pages on as its own."""

    notice_requested = Signal(str, bool)
    go_requested = Signal(str, object)
    keys_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._makers: dict[str, PageMaker] = {}
        self._made: dict[str, Page] = {}
        self.page: Page | None = None

    def __contains__(self, page_id: str) -> bool:
        return page_id in self._makers

    def replace(self, makers: Mapping[str, PageMaker]) -> None:
        """Let the old pages go and take new ones; none is made yet."""
        self.leave()
        for page in self._made.values():
            self.removeWidget(page)
            page.deleteLater()
        self._made, self._makers = {}, dict(makers)

    def show_page(self, page_id: str) -> bool:
        """Bring a page on show; says whether it was not there already."""
        page = self._page_of(page_id)
        if page is self.page:
            return False
        self.leave()
        self.page = page
        self.setCurrentWidget(page)
        page.come()
        return True

    def leave(self) -> None:
        """The page on show stores what is half typed."""
        if self.page is not None:
            self.page.go_away()
            self.page = None

    def receive(self, changes: Changes) -> None:
        for page in self._made.values():
            page.receive(changes)

    def _page_of(self, page_id: str) -> Page:
        if page_id not in self._made:
            page = self._makers[page_id]()
            page.notice_requested.connect(self.notice_requested)
            page.go_requested.connect(self.go_requested)
            page.keys_changed.connect(self.keys_changed)
            self._made[page_id] = page
            self.addWidget(page)
        return self._made[page_id]
