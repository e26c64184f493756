"""What the window says beside its content: banners, toasts, empty places, cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.labels import announce, announce_now, button, set_tone, text_label

_TOAST_STAYS = 8000
"""Milliseconds."""

_TOAST_LOOKS = 100
"""Milliseconds between two looks whether a button has come under it, as when a form closes."""

_TOAST_APART = 8
"""Pixels between it and a button below."""

_BESIDE = 90
"""Average letters of a banner from which its acts stand beside its words."""

_TOAST_LETTERS = 80
"""Average letters of a line; what is longer goes on in up to two more."""

Action = tuple[str, Callable[[], object]]


class Banner(QFrame):
    """A sentence over the content with what can be done about it."""

    def __init__(self, text: str, tone: str, actions: Sequence[Action] = ()) -> None:
        """Say a sentence in a tone."""
        super().__init__()
        self.setObjectName("banner")
        spoken.give_role(self, QAccessible.Role.Notification)
        self.setAccessibleName(text)
        set_tone(self, tone)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(16, 8, 12, 8)
        self.label = text_label(text, bold=True)
        self._row.addWidget(self.label, 1)
        acts = QHBoxLayout()
        for title, act in actions:
            made = button(title)
            made.clicked.connect(lambda _=False, act=act: act())
            acts.addWidget(made)
        self._row.addLayout(acts)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        # Where it is narrow, what can be done stands below the words.
        super().resizeEvent(event)
        is_narrow = self.width() < self.fontMetrics().averageCharWidth() * _BESIDE
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)


class Banners(QVBoxLayout):
    """The banners of a place, shown anew each time."""

    def __init__(self, *, tells: bool = False) -> None:
        """Begin without any; with `tells` screen readers are told of each that comes."""
        super().__init__()
        self._tells = tells
        self._told: set[str] = set()

    def show_banners(self, banners: Sequence[Banner]) -> None:
        """Show these and put the former ones away."""
        while self.count():
            item = self.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for banner in banners:
            self.addWidget(banner)
            if self._tells and banner.label.text() not in self._told:
                announce(banner, banner.label.text())
        self._told = {banner.label.text() for banner in banners}


class Toast(QFrame):
    """What just happened, for some seconds, with one act such as Undo; it covers no button.

    A label with the property `uncovered` stays in sight too, as one that counts what is ticked.
    """

    def __init__(self, parent: QWidget) -> None:
        """Hide in a corner of a window."""
        super().__init__(parent)
        self.setObjectName("toast")
        spoken.give_role(self, QAccessible.Role.Notification)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        self._label = text_label("")
        self._act: Callable[[], object] | None = None
        self._button = button(tr("Undo"))
        self._button.clicked.connect(self._run)
        row.addWidget(self._label)
        row.addWidget(self._button)
        self._timer = QTimer(self, singleShot=True, interval=_TOAST_STAYS)
        self._timer.timeout.connect(self._go)
        self._watch = QTimer(self, interval=_TOAST_LOOKS)
        self._watch.timeout.connect(self._place)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, action: Action | None = None) -> None:
        """Show what was done and, with an action, a button for it; screen readers tell it too."""
        self._show(text, action)
        announce(self, text)

    def warn(self, text: str) -> None:
        """Show why something was not done; screen readers tell it before anything else."""
        self._show(text, None)
        announce_now(self, text)

    def _show(self, text: str, action: Action | None) -> None:
        metrics = self._label.fontMetrics()
        room = min(metrics.averageCharWidth() * _TOAST_LETTERS, self.window().width() * 2 // 3)
        self._label.setFixedWidth(min(metrics.horizontalAdvance(text) + 4, room))
        self._label.setText(metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, 3 * room))
        self._label.setToolTip(text)
        self._label.setAccessibleName(text)
        self.setAccessibleName(text)
        self._button.setVisible(action is not None)
        if action is not None:
            self._button.setText(action[0])
            self._button.setAccessibleName(action[0])
            self._act = action[1]
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        self._watch.start()

    def _run(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()

    def _go(self) -> None:
        if self._button.hasFocus():
            self._timer.start()  # who is about to press it is not to lose it
        else:
            self.hide()

    def _place(self) -> None:
        """Stand at the bottom of the window, above every button that would be covered there."""
        window = self.window()
        left = (window.width() - self.width()) // 2
        area = QRect(QPoint(left, window.height() - self.height() - 24), self.size())
        taken = [
            QRect(made.mapTo(window, QPoint()), made.size())
            for made in (
                *window.findChildren(QAbstractButton),
                *(each for each in window.findChildren(QLabel) if each.property("uncovered")),
            )
            if made.isVisible() and not self.isAncestorOf(made)
        ]
        while covered := [each for each in taken if each.intersects(area)]:
            area.moveBottom(min(each.top() for each in covered) - _TOAST_APART)
        self.move(area.left(), max(area.top(), 0))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch.stop()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False


class EmptyPlace(QWidget):
    """What belongs into an empty place, and the first act."""

    def __init__(self, title: str, text: str, actions: Sequence[Action]) -> None:
        """Say what belongs here."""
        super().__init__()
        column = QVBoxLayout(self)
        column.addStretch(1)
        for label in (text_label(title, size=1.4, bold=True), text_label(text, muted=True)):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        row = QHBoxLayout()
        row.addStretch(1)
        for number, (name, act) in enumerate(actions):
            made = button(name, "primary" if number == 0 else "")
            made.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(made)
        row.addStretch(1)
        column.addSpacing(8)
        column.addLayout(row)
        column.addStretch(2)


class Card(QFrame):
    """A number and what it counts."""

    def __init__(self) -> None:
        """Begin without a number."""
        super().__init__()
        self.setObjectName("card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        self._number = text_label("", size=2.2, bold=True)
        self._text = text_label("")
        column.addWidget(self._number)
        column.addWidget(self._text)

    def show_count(self, number: str, text: str, tone: str, more: str = "") -> None:
        """Show a number; `more` is read out and stands in the hint."""
        self._number.setText(number)
        self._text.setText(text)
        set_tone(self._text, tone)
        self.setAccessibleName(f"{number} {text}")
        self.setAccessibleDescription(more)
        self.setToolTip(more)
