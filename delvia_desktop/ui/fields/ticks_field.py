"""Several of many things, each with a tick, found by typing a part of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.domain.words.text import is_found
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.ui.fields.choice_field import Option
from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.toolkit.faded_edge import FadedEdge
from delvia_desktop.ui.widgets.item_rows import WholeList, tick_rows
from delvia_desktop.ui.widgets.labels import text_label

_VALUE = Qt.ItemDataRole.UserRole

_FEW = 7
"""As many are seen at once, and nobody needs to look for one."""


class TicksField(Field):
    """A list of ticks; the space key turns the current one, nothing ticks all at once."""

    def __init__(self, label: str, options: Sequence[Option]) -> None:
        """Begin with nothing ticked."""
        self.list = WholeList()
        self.list.setSpacing(2)
        tick_rows(self.list)
        FadedEdge(self.list)
        self._sought = QLineEdit()
        if len(options) <= _FEW:
            self._sought.hide()
        self._sought.setPlaceholderText(tr("Find in the list"))
        self._sought.setAccessibleName(tr("Find in {list}", list=label))
        self._sought.textChanged.connect(self._narrow)
        self._count = text_label("", muted=True)
        for option in options:
            words = f"{option.text}   {option.meaning}" if option.meaning else option.text
            item = QListWidgetItem(words, self.list)
            item.setToolTip(words)
            item.setData(_VALUE, option.value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._sought)
        column.addWidget(self.list)
        column.addWidget(self._count)
        super().__init__(label, self.list, holder=holder)
        self.list.itemChanged.connect(lambda _: self._changed())
        self._changed()

    @override
    def value(self) -> tuple[Any, ...]:
        return tuple(
            item.data(_VALUE)
            for item in self._items()
            if item.checkState() == Qt.CheckState.Checked
        )

    @override
    def set_value(self, value: Any) -> None:
        for item in self._items():
            there = item.data(_VALUE) in value
            item.setCheckState(Qt.CheckState.Checked if there else Qt.CheckState.Unchecked)

    @override
    def beside(self) -> str:
        return self._count.text()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(place) for place in range(self.list.count())]

    def _narrow(self, text: str) -> None:
        for item in self._items():
            item.setHidden(not is_found(text, item.text()))
        self.list.updateGeometry()

    def _changed(self) -> None:
        self._count.setText(ntr("{n} selected", "{n} selected", len(self.value())))
        self._describe()
        self.edited.emit()
