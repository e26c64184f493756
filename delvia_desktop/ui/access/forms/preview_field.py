"""What an act on many will do, line by line, inside the form that asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.i18n import ntr, tr
from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.lists.table_cells import Index, draw_selected
from delvia_desktop.ui.toolkit import theme
from delvia_desktop.ui.toolkit.faded_edge import FadedEdge
from delvia_desktop.ui.widgets.item_rows import WholeList
from delvia_desktop.ui.widgets.labels import text_label
from delvia_desktop.ui.widgets.page_area import hide_idle_handle
from delvia_desktop.ui.widgets.shown_text import shown

_BATCH = 100
"""Lines that are laid out at a time, so that thousands keep nobody waiting."""

_LEFT_OUT = "✗"
_MARGIN = 6
"""Pixels around a line."""

_ENDLESS = 10_000
_WRAPPED = int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


class LineRole(Enum):
    """What part a record has in an act on many, by the sign before its name."""

    CANNOT = _LEFT_OUT
    CHANGES = "✓"
    STAYS = "–"


class PreviewLine(NamedTuple):
    """One of many: its name, what happens to it or why nothing does, and its part."""

    name: str
    words: str
    part: LineRole


class _TwoLines(QStyledItemDelegate):
    """Draws the name, and under it what happens, as many lines as it takes."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = theme.tokens()
        if option.state & QStyle.StateFlag.State_Selected:
            draw_selected(painter, option.rect)
        head, words = _parts(index)
        area = option.rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        painter.save()
        painter.setFont(_bold(option))
        painter.setPen(QColor(colours.text))
        painter.drawText(area, _WRAPPED, shown(head))
        painter.setFont(option.font)
        if head.startswith(_LEFT_OUT):
            painter.setPen(QColor(colours.tone("critical").text))
        below = area.adjusted(_indent(option), _height(option, head, area.width()), 0, 0)
        painter.drawText(below, _WRAPPED, shown(words))
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        head, words = _parts(index)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListWidget) else option.rect.width()
        room = QRect(0, 0, width - 2 * _MARGIN - _indent(option), _ENDLESS)
        below = option.fontMetrics.boundingRect(room, _WRAPPED, shown(words)) if words else QRect()
        named = _height(option, head, width - 2 * _MARGIN)
        return QSize(width, named + below.height() + 2 * _MARGIN)


def _parts(index: Index) -> tuple[str, str]:
    head, _, words = str(index.data(Qt.ItemDataRole.DisplayRole)).partition("\n")
    return head, words


def _bold(option: QStyleOptionViewItem) -> QFont:
    font = QFont(option.font)
    font.setBold(True)
    return font


def _height(option: QStyleOptionViewItem, head: str, width: int) -> int:
    """Return the height of a name, which says of what and of whom, and so is never cut."""
    room = QRect(0, 0, width, _ENDLESS)
    needed = QFontMetrics(_bold(option)).boundingRect(room, _WRAPPED, shown(head)).height()
    return max(needed, option.fontMetrics.height())


def _indent(option: QStyleOptionViewItem) -> int:
    return QFontMetrics(_bold(option)).horizontalAdvance(f"{LineRole.CHANGES.value} ")


class PreviewField(Field):
    """Lines that will change, and lines that cannot with the reason; it holds no value."""

    def __init__(self, label: str) -> None:
        """Begin empty."""
        self.lines = WholeList()
        self.lines.setItemDelegate(_TwoLines(self.lines))
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # One that comes and goes would change the width for which lines were wrapped.
        self.lines.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        hide_idle_handle(self.lines)
        FadedEdge(self.lines)
        policy = QSizePolicy.Policy
        self.lines.setSizePolicy(policy.Expanding, policy.Fixed)
        self.lines.setResizeMode(QListView.ResizeMode.Adjust)
        self.lines.setLayoutMode(QListView.LayoutMode.Batched)
        self.lines.setBatchSize(_BATCH)
        self.warning = text_label("", bold=True)
        self.warning.setProperty("role", "problem")
        self.count = text_label("", bold=True)
        self.each = text_label("")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.warning)
        column.addWidget(self.count)
        column.addWidget(self.each)
        column.addWidget(self.lines)
        super().__init__(label, self.lines, holder=holder)
        self.warning.hide()
        self.each.hide()

    def show_lines(
        self, lines: Sequence[PreviewLine], warnings: Sequence[str], missing: Sequence[str]
    ) -> None:
        """Show the lines: those that cannot, that change, that stay; `missing` is typed before.

        What happens to each in the same way is said once, above their names.
        """
        left, able, stay = ([line for line in lines if line.part == part] for part in LineRole)
        same = {line.words for line in able}
        in_each = same.pop() if len(able) > 1 and len(same) == 1 else ""
        if in_each:
            able = [line._replace(words="") for line in able]
        self.lines.clear()
        self.lines.addItems([_text(line) for line in (*left, *able, *stay)])
        self.lines.updateGeometry()
        self.lines.show()
        self.warning.setText("\n".join(f"⚠ {text}" for text in warnings))
        self.warning.setVisible(bool(warnings))
        if missing:
            parts = [ntr("{n} can be included", "{n} can be included", len(able))]
        else:
            parts = [ntr("{n} will change", "{n} will change", len(able))]
        if stay:
            parts.append(ntr("{n} stays as it is", "{n} stay as they are", len(stay)))
        if left:
            parts.append(ntr("{n} cannot be included", "{n} cannot be included", len(left)))
        self.count.setText("\n".join([" · ".join(parts), *missing]))
        self.each.setText(tr("In each: {changes}", changes=in_each))
        self.each.setVisible(bool(in_each))
        self._describe()

    def say(self, text: str) -> None:
        """Say why there are no lines."""
        self.lines.clear()
        self.lines.hide()  # an empty box would look like something to fill in
        self.warning.hide()
        self.each.hide()
        self.count.setText(text)
        self._describe()

    @override
    def beside(self) -> str:
        warning = "" if self.warning.isHidden() else self.warning.text()
        each = "" if self.each.isHidden() else self.each.text()
        return "\n".join(filter(None, (warning, self.count.text(), each)))

    @override
    def value(self) -> Any:
        return None

    @override
    def set_value(self, value: Any) -> None:
        """Ignore values: what is shown follows from the other fields."""


def _text(line: PreviewLine) -> str:
    head = f"{line.part.value} {line.name}"
    return f"{head}\n{line.words}" if line.words else head
