"""The sheet on which bands, heads and cells lie; makes those that are looked at and lets the others go."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from facilitator.domain.changes import Changes
from facilitator.domain.findings import Quote, Statement
from facilitator.services.findings_grid import Band, FindingsGrid, Place
from facilitator.ui.findings.card_places import likely_height
from facilitator.ui.findings.cell import CellView
from facilitator.ui.findings.columns import LEAST, edges, put_away, total_width
from facilitator.ui.findings.heads import BandHead
from facilitator.ui.findings.plan import Plan
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.panel import paint_ground

Key = tuple[int, int]
"""A cell by band and column."""
AROUND = 160
"""So many px above and below what is on show are made too."""
AT_ONCE = 12
"""Groups that are weighed in one turn of the loop."""


class Sheet(QWidget):
    """Places are told from the side on which lines begin; `wire` is called with each cell that is made."""

    def __init__(self, theme: Theme, source: FindingsGrid, wire: Callable[[CellView], None]) -> None:
        super().__init__()
        paint_ground(self, "bg")
        self._theme = theme
        self._source = source
        self._wire = wire
        self._room = 0
        self._slid = (0, 0)
        self._known: set[Key] = set()
        self._unweighed: list[int] = []
        self._likely: dict[Key, int] = {}
        self._heads: dict[int, BandHead] = {}
        self.bands: list[Band] = []
        self.plan = Plan()
        self.views: dict[Key, CellView] = {}

    # ---- what lies on it

    def show_bands(self, bands: Sequence[Band], room: int) -> None:
        """Everything anew, on so many px from side to side; nothing of it is made yet."""
        gone = [*self.views.values(), *self._heads.values()]
        self.views, self._heads, self.bands = {}, {}, list(bands)
        for widget in gone:
            put_away(widget)
        self.spread(room)

    def spread(self, room: int) -> None:
        """Another width: whatever is made is measured again, and the rest weighed."""
        self._room, columns = room, len(self._source.groups)
        width = total_width(columns, self._theme.px(LEAST), room) if columns else room
        head = BandHead(self._theme, self.bands[0]).sizeHint().height() if self.bands else 0
        self.plan = Plan(head, [[0] * columns for _ in self.bands], columns, width)
        self._known, self._likely = set(), {}
        self._unweighed = list(range(columns))
        self._measure(self.views)
        self.resize(width, self.plan.height)

    def place(self, key: Key) -> Place:
        """What is to be read for a cell."""
        return self._source.place(self.bands[key[0]], self._source.groups[key[1]])

    def key_of(self, actor: str, question: str | None) -> Key | None:
        """The cell of a group and a question."""
        column = next((at for at, group in enumerate(self._source.groups) if group.id == actor), None)
        if column is None:
            return None
        keys = [(band, column) for band in range(len(self.bands))]
        return next((key for key in keys if self.place(key)[1:] == (question, True)), None)

    # ---- made

    def weigh_more(self) -> bool | None:
        """Some columns that were not weighed yet; None when all are. After the last, says whether anything moved."""
        if not self._unweighed:
            return None
        self._weigh(self._unweighed[:AT_ONCE])
        return False if self._unweighed else self._take_likely()

    def _weigh(self, columns: Sequence[int]) -> None:
        self._unweighed = [column for column in self._unweighed if column not in columns]
        for key in [(band, column) for column in columns for band in range(len(self.bands))]:
            self._likely[key] = likely_height(self._theme, self._source.weight(self.place(key)), self._width(key))

    def _take_likely(self) -> bool:
        likely, self._likely = self._likely, {}
        return self.plan.set_heights({key: height for key, height in likely.items() if key not in self._known})

    def make_in_sight(self, seen: QRect) -> bool:
        """What is in a part of the sheet; says whether there was anything to make."""
        columns = {column for _, column in self.in_sight(seen)}
        if new := columns.intersection(self._unweighed):
            self._weigh(sorted(new))
            self._take_likely()
        return self.make(self.in_sight(seen))

    def make(self, keys: Iterable[Key]) -> bool:
        """Read and measure cells that are not made yet; says whether there were any."""
        new = [key for key in keys if key not in self.views]
        cells = self._source.cells([self.place(key) for key in new]) if new else []
        for key, cell in zip(new, cells, strict=True):
            view = self.views[key] = CellView(self._theme, cell, self)
            self._wire(view)
        self._measure(new)
        return bool(new)

    def touched(self, changes: Changes) -> list[Key]:
        """The cells that are made and may be others after a change; with statements and quotes, only theirs."""
        if any(name not in (Statement.__name__, Quote.__name__) for name, _ in changes.rows):
            return sorted(self.views)
        ids = changes.ids(Statement) | changes.ids(Quote)
        places = {self._source.place_of(item) for item in ids}
        return sorted(
            key
            for key, view in self.views.items()
            if (view.cell.actor.id, view.cell.question) in places or not ids.isdisjoint(view.cell.ids)
        )

    def renew(self, keys: Sequence[Key]) -> None:
        """Read cells again that are made already."""
        other = []
        for key, cell in zip(keys, self._source.cells([self.place(key) for key in keys]), strict=True):
            if self.views[key].cell != cell:
                self.views[key].show_cell(cell)
                other.append(key)
        self._measure(other)

    def _measure(self, keys: Iterable[Key]) -> None:
        heights = {}
        for key in keys:
            _, width = self.plan.span(key[1])
            left, _, right, _ = edges(key[1], self.plan.columns)
            heights[key] = self.views[key].measure(width, left, right)
        self._known |= heights.keys()
        self.plan.set_heights(heights)

    def _width(self, key: Key) -> int:
        return self.plan.span(key[1])[1]

    # ---- where it lies

    def in_sight(self, seen: QRect) -> list[Key]:
        """The cells of which something is in a part of the sheet, or nearly."""
        left = self.plan.width - seen.right() if self._mirrored else seen.left()
        columns = self.plan.columns_between(max(left, 0), left + seen.width())
        bands = self.plan.bands_between(seen.top() - AROUND, seen.bottom() + AROUND)
        return [(band, column) for band in bands for column in columns]

    def lay(self, seen: QRect, pinned: Key | None, row: int) -> None:
        """Put heads and cells where they belong, with the cards that are in sight and the `pinned` one."""
        wanted = set(self.in_sight(seen)) | ({pinned} if pinned is not None else set())
        for key in self.views.keys() - wanted:
            put_away(self.views.pop(key))
        for key, view in self.views.items():
            box = self.box(key)
            view.setGeometry(box)
            reach = (seen.top() - AROUND - box.top(), seen.bottom() + AROUND - box.top())
            view.show_between(*reach, pinned=row if key == pinned else -1)
            view.show()
        self._lay_heads(sorted({band for band, _ in self.in_sight(seen)}))

    def box(self, key: Key) -> QRect:
        """Where a cell lies."""
        left, width = self.plan.span(key[1])
        top, height = self.plan.row(key[0])
        return QRect(self.plan.width - left - width if self._mirrored else left, top, width, height)

    def keep_in_view(self, left: int, right: int) -> None:
        """So much of the columns is out of sight on either side; questions stay in view."""
        self._slid = (left, right)
        for head in self._heads.values():
            head.keep_in_view(left, right)

    def _lay_heads(self, bands: Sequence[int]) -> None:
        for band in self._heads.keys() - set(bands):
            put_away(self._heads.pop(band))
        for band in bands:
            head = self._heads.get(band)
            if head is None:
                head = self._heads[band] = BandHead(self._theme, self.bands[band], self)
                head.keep_in_view(*self._slid)
                head.show()
            head.setGeometry(0, self.plan.top(band), self.plan.width, self.plan.head)

    @property
    def _mirrored(self) -> bool:
        return self.isRightToLeft()
