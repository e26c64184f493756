"""The field for a level of access: one or several, each with what it allows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.ui.fields.choice_field import Option
from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.toolkit import worn
from delvia_desktop.ui.widgets.labels import text_label

_LETTERS = 20
"""Letters for which the names of levels have room at least."""


class LevelField(Field):
    """Access levels with what each allows: one of them, or a set."""

    def __init__(self, label: str) -> None:
        """Begin without levels."""
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._group: QButtonGroup | None = None
        self._buttons: list[tuple[str, QRadioButton | QCheckBox]] = []
        super().__init__(label, self._holder)

    def offer(self, options: Sequence[Option], *, several: bool) -> None:
        """Offer levels, the narrowest first and chosen."""
        while self._column.count():
            item = self._column.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        self._buttons, widths = [], []
        # Of the buttons in a group Tab stops at one only, so a set has none.
        self._group = None if several else QButtonGroup(self)
        for option in options:
            made: QRadioButton | QCheckBox = (
                QCheckBox(option.text) if several else QRadioButton(option.text)
            )
            made.setAccessibleName(f"{option.text}. {option.meaning}")
            made.setAccessibleDescription(self.editor.accessibleDescription())
            if self._group is not None:
                self._group.addButton(made)
            self._buttons.append((option.value, made))
            widths.append(worn.measured(made).width())
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(made)
            line.addWidget(text_label(option.meaning, size=0.92, muted=True), 1)
            self._column.addWidget(row)
            made.clicked.connect(lambda _: self.edited.emit())
        # What each level means begins below what the one before means.
        least = max([self.fontMetrics().averageCharWidth() * _LETTERS, *widths])
        for _, made in self._buttons:
            made.setMinimumWidth(least)
        if self._group is not None:
            self._group.buttonToggled.connect(self._stop_at_checked)
        if self._buttons:
            self._buttons[0][1].setChecked(True)
        self._stop_at_checked()
        self._describe()
        if options and self.parentWidget() is None:
            self.fits = True  # shown before it has a place it would be a window of its own
        else:
            self.setVisible(bool(options))

    def clear(self) -> None:
        """Choose no level, where nobody knows which one it is."""
        if self._group is not None:
            is_exclusive = self._group.exclusive()
            self._group.setExclusive(False)
            for _, made in self._buttons:
                made.setChecked(False)
            self._group.setExclusive(is_exclusive)

    def _stop_at_checked(self) -> None:
        """Let Tab stop at one level of a single choice; the arrow keys go on from there."""
        if self._group is None:
            return
        policies = Qt.FocusPolicy
        for _, made in self._buttons:
            made.setFocusPolicy(policies.StrongFocus if made.isChecked() else policies.ClickFocus)

    @override
    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        chosen = [made for _, made in self._buttons if made.isChecked()]
        for made in (*chosen, *(made for _, made in self._buttons))[:1]:
            made.setFocus(reason)

    @override
    def stops(self) -> Sequence[QWidget]:
        return [made for _, made in self._buttons]

    @override
    def value(self) -> tuple[str, ...]:
        return tuple(code for code, made in self._buttons if made.isChecked())

    @override
    def set_value(self, value: Any) -> None:
        for code, made in self._buttons:
            if self._group is not None and code not in value:
                continue
            made.setChecked(code in value)
