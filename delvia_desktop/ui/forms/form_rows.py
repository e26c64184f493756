"""How the fields of a form are laid out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.ui.fields.choice_field import ChoiceField
from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.fields.line import select_whole
from delvia_desktop.ui.forms.more import More
from delvia_desktop.ui.toolkit.faded_edge import FadedEdge
from delvia_desktop.ui.widgets.even_columns import EvenColumns
from delvia_desktop.ui.widgets.items_layout import part_at
from delvia_desktop.ui.widgets.page_area import KeyedArea

_LEAST = 20
"""Average letters that a field has beside another; with less room it goes below it."""

_LINES = 3
"""Lines of fields that are seen, however low the form is."""


def first_to_type(fields: Iterable[Field]) -> Field:
    """Return which field in a form's rows has the keys first: an empty required one.

    In a choice that is made already the first letter would choose something else; one that is not
    asked for has its word for none, which is chosen too.
    """
    every = list(fields)
    blank = [
        field
        for field in every
        if field.fits
        and field.value() in ("", None, ())
        and (field.is_required or not isinstance(field, ChoiceField))
    ]
    return blank[0] if any(field.is_required for field in blank) else every[0]


def take_over(field: Field) -> None:
    """Bring the keys into one of a form's rows, so that typing replaces its field's text."""
    field.setFocus()
    editor = field.editor
    line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
    if isinstance(line, QLineEdit):
        select_whole(line)


def scrolled(
    fields: Mapping[str, Field],
    rows: Sequence[tuple[str, ...]],
    title: str,
    more: More | None = None,
    above: Sequence[QWidget] = (),
) -> FieldsArea:
    """Return the rows of a form: fields one below the other or side by side, scrollable.

    What `more` folds away stands below it. Words `above` the fields scroll with them, so that the
    acts below stay in sight.
    """
    inside = _Fields()
    inside.setObjectName("fields")
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 8, 0)
    column.setSpacing(12)
    for words in above:
        words.hide()  # until they say something
        column.addWidget(words)
    rare = {name for name, field in fields.items() if more is not None and more.holds(field)}
    _lay({n: field for n, field in fields.items() if n not in rare}, rows, column)
    if more is not None:
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
    _lay({n: field for n, field in fields.items() if n in rare}, rows, column)
    if not any(field.takes_room for field in fields.values()):
        column.addStretch(1)
    for name, field in fields.items():
        field.fold(away=name in rare)  # what was shown before it had a place is shown only now
    area = FieldsArea(inside)
    FadedEdge(area)
    area.setAccessibleName(title)
    return area


def _lay(
    fields: Mapping[str, Field],
    rows: Sequence[tuple[str, ...]],
    column: QVBoxLayout,
) -> None:
    """Lay fields out; those of a row stand side by side as long as each has room enough."""
    together = {name: row for row in rows for name in row if fields.keys() >= set(row)}
    placed: set[str] = set()
    for name, field in fields.items():
        if name in placed:
            continue
        if name in together:
            line = EvenColumns(_LEAST, 8)
            for other in together[name]:
                line.addWidget(fields[other])
                line.setAlignment(fields[other], Qt.AlignmentFlag.AlignTop)
                placed.add(other)
            column.addLayout(line)
        else:
            column.addWidget(field, int(field.takes_room))
            placed.add(name)


def be_low(column: QVBoxLayout, title: QWidget, area: FieldsArea) -> None:
    """Let the rows of a form take no more height than their fields need."""
    title.hide()
    column.setContentsMargins(12, 8, 12, 8)
    column.setSpacing(6)
    area.stand_whole()


class _Fields(QWidget):
    """The fields of a form, as high as they are at the width that they have."""

    @override
    def minimumSizeHint(self) -> QSize:
        # Words that wrap would ask for the height that they need where there is next to no width.
        return QSize(super().minimumSizeHint().width(), 0)


class FieldsArea(KeyedArea):
    """Scrolls up and down only: it is never narrower than its fields."""

    def stand_whole(self) -> None:
        """Ask for just the height that the fields need at its width."""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def heightForWidth(self, width: int) -> int:
        inside = self.widget()
        if inside is None:
            return -1
        needed = inside.heightForWidth(width)
        return needed if needed >= 0 else inside.sizeHint().height()

    @override
    def minimumSizeHint(self) -> QSize:
        inside = self.widget()
        width = inside.minimumSizeHint().width() if inside is not None else 0
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return QSize(width + bar, self.fontMetrics().lineSpacing() * _LINES)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def begin_with(self, asked: Sequence[Field]) -> None:
        """Show fields before all others, so that what is asked for is seen together."""
        inside = self.widget()
        column = inside.layout() if inside is not None else None
        if not isinstance(column, QVBoxLayout):
            return
        parts = [part_at(column, place) for place in range(column.count())]
        begin = next(n for n, part in enumerate(parts) if not isinstance(part, QLabel))
        for place, field in enumerate(asked, start=begin):
            for line in parts:
                if isinstance(line, EvenColumns):
                    line.let_go(field)
            column.insertWidget(place, field, int(field.takes_room))

    def bring(self, part: QWidget) -> None:
        """Scroll to a field with its label and all that is said below it, or to other words.

        Above it no other field is seen in half.
        """
        content = self.widget()
        if content is not None and content.isAncestorOf(part):
            self._show(QRect(part.mapTo(content, QPoint(0, 0)), part.size()))

    @override
    def _show(self, part: QRect) -> None:
        content, bar, height = self.widget(), self.verticalScrollBar(), self.viewport().height()
        if content is None:
            return
        fields = [
            QRect(each.mapTo(content, QPoint(0, 0)), each.size())
            for each in content.findChildren(Field)
            if each.isVisible()
        ]
        whole = next((each for each in fields if each.contains(part)), part)
        if part.bottom() - whole.top() >= height:  # as a row far down in a list
            super()._show(part)
            return
        top, least = whole.top(), min(whole.bottom() + 1 - height, whole.top())
        is_cut = any(each.top() < bar.value() <= each.bottom() for each in fields)
        if is_cut or not least <= bar.value() <= top:
            tops = [each.top() for each in fields if least <= each.top() <= top]
            bar.setValue(min(tops, default=top) if least > 0 else 0)

    @override
    def focusNextPrevChild(self, is_next: bool) -> bool:
        found = super().focusNextPrevChild(is_next)
        # Qt has scrolled on to some pixels around the control.
        self._bring(None, QApplication.focusWidget())
        return found
