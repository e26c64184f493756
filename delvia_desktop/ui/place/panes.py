"""The panes of a place: a list, its detail and a form, side by side as far as there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.ui.toolkit.faded_edge import FadedEdge
from delvia_desktop.ui.toolkit.theme import SPACE
from delvia_desktop.ui.widgets.empty_place import EmptyPlace
from delvia_desktop.ui.widgets.page_area import PageArea

_WIDE = 196
"""Average letters from which a list, its detail and a form stand side by side.

With less the form takes the room of the list, so that neither names nor what is edited are cut.
"""

_MEDIUM = 118
"""Those from which a form stands beside the detail; with less it covers the place."""

_LIST, _DETAIL, _FORM = 36, 56, 58
"""Those that each keeps beside the others; where they have no room they stand one above another."""

_SHARE = 100
"""Widths beyond what a part asks for by itself, so that the shares alone count."""

_HEAD = 3
"""The part of the height that stands above the panes at most; more of it scrolls."""

_LEAST = QSize(24, 8)
"""Average letters and lines of the smallest place."""


class Panes(QWidget):
    """Parts side by side, or one above the other; beside them a form, or in their stead.

    However large the parts are, the panes can be as small as the window: what does not fit scrolls.
    """

    def __init__(self) -> None:
        """Begin without parts."""
        super().__init__()
        self._parts = _splitter()
        self._page = PageArea(self._parts)
        self._page.stand_apart()
        self.empty = EmptyPlace()
        self._blank = PageArea(self.empty)
        self._outer = _splitter()
        for number, page in enumerate((self._page, self._blank)):
            self._outer.addWidget(page)
            self._outer.setStretchFactor(number, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._outer, 1)
        self._areas: list[PageArea] = []
        self._head: PageArea | None = None
        self._list: PageArea | None = None
        self._is_empty, self._can_act = False, True
        self._is_adding = False
        self._form: QWidget | None = None

    def lay_out(
        self,
        parts: Sequence[tuple[QWidget, int]],
        *,
        hides: QWidget | None = None,
        above: QWidget | None = None,
    ) -> None:
        """Set parts side by side with their share of the width, below what is `above` them all.

        `hides` is the list, which makes room for forms first.
        """
        if above is not None:
            head = PageArea(above)
            head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            head.stand_whole(lambda: self.height() // _HEAD)
            self._column.insertWidget(0, head)
            self._head = head
        for number, (part, share) in enumerate(parts):
            area = PageArea()
            area.stand_apart()
            FadedEdge(area, is_sheet=True)
            self._areas.append(area)
            self._parts.addWidget(area)
            self._parts.setStretchFactor(number, share)
            if part is hides:
                self._list = area
        self._parts.setSizes([share * _SHARE for _, share in parts])
        for area, (part, _) in zip(self._areas, parts, strict=True):
            area.hold(part)
        self._arrange()

    def show_empty(self, *, is_empty: bool, can_act: bool) -> None:
        """Show what belongs here in the stead of the parts, as long as there is nothing yet."""
        self._is_empty, self._can_act = is_empty, can_act
        self._arrange()

    def show_detail(self, is_shown: bool) -> None:  # noqa: FBT001 - as setVisible says it
        """Show what stands beside the list, or leave its room empty while no row is chosen."""
        for area in self._areas:
            if area is not self._list:
                area.show_content(is_shown)

    def show_adding(self, is_adding: bool) -> None:  # noqa: FBT001 - as setVisible says it
        """Show the list alone beside the form that adds to it: its detail would be of another."""
        self._is_adding = is_adding
        self._arrange()

    def show_form(self, form: QWidget) -> None:
        """Show a form beside the parts, or in their stead."""
        self._form = form
        self._outer.addWidget(form)
        form.show()  # one that comes back was hidden
        self._outer.setStretchFactor(self._outer.indexOf(form), 0)
        self._arrange()

    def take_form(self) -> None:
        """Give the room of the form back to the parts."""
        if self._form is not None:
            self._form.hide()
            self._form.setParent(None)
            self._form = None
            self._arrange()

    def _arrange(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        room = self.width() // letter
        has_form = self._form is not None
        needed = sum(self._least_of(area) for area in self._areas)
        is_stacked = room < needed and not has_form
        ways = Qt.Orientation
        self._parts.setOrientation(ways.Vertical if is_stacked else ways.Horizontal)
        for area in self._areas:
            if is_stacked:
                area.stand_whole()
            else:
                area.stand_free()
        is_covered = has_form and room < _MEDIUM
        self._page.setVisible(not is_covered and not self._is_empty)
        self._blank.setVisible(not is_covered and self._is_empty)
        self.empty.let_act(self._can_act and not has_form)
        is_adding = has_form and self._is_adding and self._list is not None
        if self._head is not None:
            self._head.setVisible(not is_covered and not is_adding)
        for area in self._areas:
            area.setVisible(not is_adding)
            is_alone = is_stacked or len(self._areas) == 1
            area.setMinimumWidth(0 if is_alone else letter * self._least_of(area))
        if self._list is not None:
            self._list.setVisible(not has_form or is_adding or room >= _WIDE)
        if self._form is not None:
            self._form.setMinimumWidth(letter * _FORM if room >= _MEDIUM else 0)

    def _least_of(self, area: PageArea) -> int:
        return _LIST if area is self._list else _DETAIL

    @override
    def minimumSizeHint(self) -> QSize:
        words = self.fontMetrics()
        return QSize(
            _LEAST.width() * words.averageCharWidth(), _LEAST.height() * words.lineSpacing()
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _splitter() -> QSplitter:
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(3 * SPACE)
    return made
