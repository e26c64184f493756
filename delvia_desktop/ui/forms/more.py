"""What a form seldom needs, folded away until it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton

from delvia_desktop.i18n import ntr, tr
from delvia_desktop.ui.fields.fields import Field


class More(QPushButton):
    """A button that opens and folds fields; what holds a value, or is wrong, it never hides."""

    opened = Signal(Field)
    """The fields were opened by the person; this is the first of them."""

    def __init__(self, fields: Sequence[Field]) -> None:
        """Fold fields away."""
        super().__init__()
        self._fields = tuple(fields)
        self._is_open = False
        self.setProperty("kind", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        self.clicked.connect(self._turn)
        for each in self._fields:
            each.fold(away=True)
        self._tell()

    @property
    def is_open(self) -> bool:
        """Whether all fields are shown that fit."""
        return self._is_open

    def open(self) -> None:
        """Show all fields that fit."""
        self._is_open = True
        for each in self._fields:
            each.fold(away=False)
        self._tell()

    def keep_in_sight(self) -> None:
        """Open where something would be hidden that matters, and tell anew how many fields fit."""
        if any(each.fits and each.isHidden() and each.matters for each in self._fields):
            self.open()
        self._tell()

    def let_go(self, fields: Collection[Field]) -> None:
        """Show some fields in any case: they are asked for."""
        self._fields = tuple(each for each in self._fields if each not in fields)
        for each in fields:
            each.fold(away=False)
        self._tell()

    def holds(self, field: Field) -> bool:
        """Tell whether a field is one of those that can be folded away."""
        return field in self._fields

    def _turn(self) -> None:
        if self._is_open:
            self._is_open = False
            for each in self._fields:
                each.fold(away=not each.matters)
            self._tell()
            return
        self.open()
        first = next((each for each in self._fields if not each.isHidden()), None)
        if first is not None:
            # Its place is known only once the form is laid out.
            QTimer.singleShot(0, first, partial(self.opened.emit, first))

    def _tell(self) -> None:
        count = sum(each.fits for each in self._fields)
        words = ntr("More ({n} field)", "More ({n} fields)", count)
        self.setText(f"{'▾' if self._is_open else '▸'} {words}")
        self.setAccessibleName(words)
        self.setAccessibleDescription(tr("expanded") if self._is_open else tr("collapsed"))
        if count == 0 or self.parentWidget() is not None:
            self.setVisible(count > 0)  # shown without a place it would be a window of its own


def folded(fields: Mapping[str, Field], usual: Collection[str]) -> More | None:
    """Return “More” of a form, which folds away all but the usual and required fields, if any."""
    rare = [f for name, f in fields.items() if name not in usual and not f.is_required]
    return More(rare) if usual and rare else None
