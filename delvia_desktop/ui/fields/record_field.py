"""The field for a record: while there is none to choose it says so, and offers to add the first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option, to_choose
from delvia_desktop.ui.widgets.labels import button


class RecordField(ChoiceField):
    """One of the records that fit; an empty list would lead nowhere."""

    form_asked = Signal(object)
    """Asks for the form that adds the first record, done for the form that this field is in."""

    def __init__(
        self,
        label: str,
        offered: Callable[[], Sequence[Option]],
        none: str,
        add: tuple[str, Callable[[], Any]],
    ) -> None:
        """Take what says which records fit now, the words for none, and what adds the first."""
        self._offered, self._none = offered, none
        act, form = add
        self.first = button(act)
        self.first.clicked.connect(lambda _=False: self.form_asked.emit(form()))
        super().__init__(label, self._to_choose(), searchable=True)
        self.first.setAccessibleName(act)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.addWidget(self.first, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_whether_empty()

    def _to_choose(self) -> Sequence[Option]:
        offered = self._offered()
        return to_choose(offered, tr("Choose…")) if offered else ()

    def look(self) -> None:
        """Offer what fits once there is any; a first record is chosen."""
        if self._options or not self._offered():
            return
        self.set_options(self._to_choose())
        self.set_hint("")
        self._say_meaning()
        self._show_whether_empty()
        self.edited.emit()

    def _show_whether_empty(self) -> None:
        is_empty = not self._options
        self.editor.setHidden(is_empty)
        self.first.setVisible(is_empty)
        if is_empty:
            self.set_hint(self._none)
        self._describe()

    @override
    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self.stops()[0].setFocus(reason)

    @override
    def stops(self) -> Sequence[QWidget]:
        return (self.editor,) if self._options else (self.first,)
