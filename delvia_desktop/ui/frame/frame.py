"""How the window is laid out: the side, the head, banners and the place below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.ui.frame.sidebar import Sidebar
from delvia_desktop.ui.place.place import Deed, Place
from delvia_desktop.ui.widgets.labels import button
from delvia_desktop.ui.widgets.notes import Banner, Banners, leading
from delvia_desktop.ui.widgets.page_area import PageArea
from delvia_desktop.ui.widgets.toast import Toast, ToastStrip

_FOLDS = 152
"""Average letters of a window below which its side folds to a button."""

_BANNERS = 3
"""The part of the height that banners take at most; more of them scroll."""


class Frame(QWidget):
    """The content of the window; where that is narrow, the side is opened over it by a button."""

    def __init__(
        self, sidebar: Sidebar, head: QWidget, stack: QStackedWidget, toast: Toast
    ) -> None:
        """Lay the parts out."""
        super().__init__()
        self.setObjectName("window")
        self._sidebar = sidebar
        self._told: Sequence[Banner] = ()
        self._is_folded = False
        self._veil = _Veil(self)
        self._veil.pressed.connect(self.close_side)
        self.places = button("☰", name=tr("Places"))
        self.places.setToolTip(tr("Places"))
        self.places.clicked.connect(self.open_side)
        self.places.hide()
        self._banners = Banners(tells=True)
        holder = QWidget()
        holder.setLayout(self._banners)
        self._banners.setContentsMargins(0, 0, 0, 0)
        self._area = PageArea(holder)
        self._area.setAccessibleName(tr("Notices"))
        self._area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._area.stand_whole(lambda: self.height() // _BANNERS)
        self._area.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.places, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(head, 1)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self._area)
        column.addWidget(stack, 1)
        whole = QVBoxLayout()
        whole.setContentsMargins(24, 16, 24, 2)
        whole.setSpacing(4)
        whole.addLayout(column, 1)
        whole.addWidget(ToastStrip(toast))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(sidebar)
        self._row.addLayout(whole, 1)
        sidebar.chosen.connect(lambda _: self.close_side())
        sidebar.left.connect(self._go_back)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def show_banners(self, banners: Sequence[Banner]) -> None:
        """Show these over the place and put the former ones away."""
        self._told = banners
        self._banners.show_banners(banners)
        self._area.setVisible(bool(banners))

    def led(self, place: Place) -> list[Deed]:
        """Return the deeds of a place, with at most one primary act in all that is seen.

        Where a banner says what comes next it is that: the last deed, or the banner's button. It
        is that of the form while one is open.
        """
        deeds, banner = place.deeds(), leading([*self._told, *place.findChildren(Banner)])
        if place.form is not None:  # what is asked for now is done with its own button
            return [replace(deed, is_primary=False) for deed in deeds]
        if banner is None:
            return deeds
        others = [replace(deed, is_primary=False) for deed in deeds if deed.text != banner.lead]
        same = [deed.as_primary() for deed in deeds if deed.text == banner.lead][:1]
        banner.mark_lead(is_primary=not same)
        return [*others, *same]

    def open_side(self) -> None:
        """Open the side over the content, with the keys on the place that is shown."""
        self._cover()
        self._veil.show()
        self._veil.raise_()
        self._sidebar.show()
        self._sidebar.raise_()
        self._sidebar.take_focus()

    def close_side(self) -> None:
        """Fold the side away again, if it is folded at all."""
        if self._is_folded:
            self._veil.hide()
            self._sidebar.hide()

    def _go_back(self) -> None:
        if self._is_folded:
            self.close_side()
            self.places.setFocus()

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and not self._sidebar.isAncestorOf(now):
            self.close_side()

    def _fold(self, is_folded: bool) -> None:  # noqa: FBT001 - the only thing that is said
        self._is_folded = is_folded
        self._veil.hide()
        if is_folded:
            self._row.removeWidget(self._sidebar)
        else:
            self._row.insertWidget(0, self._sidebar)
        self._sidebar.setVisible(not is_folded)
        self.places.setVisible(is_folded)

    def _cover(self) -> None:
        self._veil.setGeometry(self.rect())
        if self._is_folded:
            self._sidebar.move(QPoint(0, 0))
            self._sidebar.resize(self._sidebar.width(), self.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        is_folded = self.width() < self.fontMetrics().averageCharWidth() * _FOLDS
        if is_folded != self._is_folded:
            self._fold(is_folded)
        self._area.updateGeometry()
        self._cover()
        super().resizeEvent(event)


class _Veil(QWidget):
    """Covers the content while the side is open over it; a press on it closes the side."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("veil")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.pressed.emit()
