"""A table that draws only the rows that are seen."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.binding import Binding
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rich.style import Style

    from ._columns import Column

R = TypeVar("R")


class Table(ScrollView, Generic[R], can_focus=True):
    """Rows of ``R`` in columns, sorted and filtered, under notices and a header that stay."""

    BINDINGS: ClassVar = [
        Binding("tab", "app.focus_next", "Pane"),
        Binding("up", "scroll_up", "Up", show=False),
        Binding("down", "scroll_down", "Down", show=False),
    ]
    COMPONENT_CLASSES: ClassVar = {"table--header", "table--notice", "table--top", "table--sorted"}
    DEFAULT_CSS = """
    Table {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        border-top: solid $primary;
        border-title-color: $text;
    }
    Table:focus { border-top: heavy $accent; border-title-style: bold reverse; }
    Table > .table--header { text-style: bold; color: $text-muted; }
    Table > .table--sorted { text-style: bold underline; color: $text; }
    Table > .table--notice { color: $text-warning; text-style: bold; }
    Table > .table--top { color: $text-success; }
    Table.-stale { color: $text-disabled; text-style: dim; }
    Table.-stale > .table--top { color: $text-disabled; text-style: dim; }
    """

    def __init__(
        self,
        title: str,
        columns: Sequence[Column[R]],
        *,
        sort: str,
        top: Callable[[int], str] | None = None,
        id: str,
    ) -> None:
        super().__init__(id=id)
        self._title = title
        self._columns = columns
        self._sort = next(n for n, column in enumerate(columns) if column.title == sort)
        self._turned = False
        self._top = top
        self._notices: Sequence[str] = ()
        self._rows: list[R] = []
        self._count = 0
        self._now = 0.0
        self._places: list[tuple[Column[R], int]] = []
        self.filter: str = ""
        """Only rows that have this text in a column are shown; case does not count."""
        self.border_title = title

    # What is shown.

    def show(self, rows: Iterable[R], now: float, notices: Sequence[str] = ()) -> None:
        """Draw these rows as they are at ``now``."""
        self._now = now
        every = list(rows)
        self._count = len(every)
        self._places = self._arranged(self._width)
        wanted = self.filter.casefold()
        if wanted:
            every = [row for row in every if wanted in self._whole(row)]
        # Rows that are equal in the column stand by the first one.
        every.sort(key=self._columns[0].key)
        column = self._columns[self._sort]
        every.sort(key=column.key, reverse=column.right is not self._turned)
        self._rows = every
        room = max(1, self._width - 2)
        self._notices = [line for notice in notices for line in wrap(notice, room)]
        self.border_title = self._titled()
        self.virtual_size = Size(self._width, len(every) + self._fixed)
        self.refresh()

    def _titled(self) -> str:
        shown = len(self._rows)
        title = (
            f"{self._title} {shown}" if shown == self._count else f"{self._title} {shown} of {self._count}"
        )
        # Brackets would be read as markup.
        return f"{title}  filter: {self.filter}".replace("[", "\\[") if self.filter else title

    @property
    def titled(self) -> str:
        """The title as it is shown."""
        return self._titled()

    def sort_next(self) -> str:
        """Sort by the next column that is seen; its title."""
        seen = [self._columns.index(column) for column, _ in self._arranged(self._width)]
        later = [place for place in seen if place > self._sort]
        self._sort, self._turned = (later or seen)[0], False
        return self._columns[self._sort].title

    def sort_turn(self) -> str:
        """Sort the other way round; the title of the column."""
        self._turned = not self._turned
        return self._columns[self._sort].title

    # How it is drawn.

    @property
    def _width(self) -> int:
        return max(1, self.scrollable_content_region.width - 1)  # a blank before the scroll bar

    @property
    def _fixed(self) -> int:
        """Lines that do not scroll."""
        return len(self._notices) + (self._top is not None) + 1

    def _arranged(self, width: int) -> list[tuple[Column[R], int]]:
        """The columns that are seen and their widths."""
        seen = [column for column in self._columns if width >= column.least]
        room = width - sum(column.width + 1 for column in seen) + 1
        parts = sum(column.grow for column in seen)
        if room <= 0 or not parts:
            return [(column, column.width) for column in seen]
        return [(column, column.width + room * column.grow // parts) for column in seen]

    def _line(self, row: R) -> str:
        return " ".join(
            _fit(column.text(row, self._now, width), width, right=column.right, middle=column.middle)
            for column, width in self._places
        )

    def _whole(self, row: R) -> str:
        """All that could be seen of a row, were there room."""
        return "\n".join(column.text(row, self._now, column.width) for column in self._columns).casefold()

    def _header(self, header: Style, chosen: Style) -> list[Segment]:
        segments: list[Segment] = []
        for column, width in self._places:
            is_chosen = column is self._columns[self._sort]
            title = column.title
            if is_chosen:
                down = column.right is not self._turned
                title = (title if cell_len(title) < width else title[: width - 1]) + ("▼" if down else "▲")
            if segments:
                segments.append(Segment(" ", header))
            segments.append(Segment(_fit(title, width, right=column.right), chosen if is_chosen else header))
        return segments

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self._width
        style = self.rich_style

        def part(name: str) -> Style:
            return self.get_component_rich_style(f"table--{name}")

        def whole(text: str, style: Style) -> Strip:
            return Strip([Segment(_fit(text, width), style)], width)

        if y < len(self._notices):
            return whole(f"! {self._notices[y]}", part("notice"))
        place = y - len(self._notices)
        if self._top is not None:
            if place == 0:
                return whole(self._top(width), part("top"))
            place -= 1
        if place == 0:
            strip = Strip(self._header(part("header"), part("sorted")))
            return strip.adjust_cell_length(width, style)
        place += self.scroll_offset.y - 1
        if 0 <= place < len(self._rows):
            return whole(self._line(self._rows[place]), style)
        return Strip.blank(width, style)


def _fit(text: str, width: int, *, right: bool = False, middle: bool = False) -> str:
    length = cell_len(text)
    if length > width:
        if width < 2:
            return set_cell_size(text, width)
        tail = text[-(width // 2) :] if middle else ""
        return set_cell_size(text, width - 1 - cell_len(tail)) + "…" + tail
    blanks = " " * (width - length)
    return blanks + text if right else text + blanks


AnyTable = Table[Any]
