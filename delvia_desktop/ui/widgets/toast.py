"""What just happened, said below the content in a place of its own, with one act such as Undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.labels import announce, announce_now, button, text_label
from delvia_desktop.ui.widgets.notes import Action

_STAYS = 8000
"""Milliseconds."""

_LINES = 3
"""Lines of a text at most; what is longer is cut in the middle, and stands whole in the hint."""


class Toast(QFrame):
    """Words that stay for some seconds; `ToastStrip` keeps room for them."""

    def __init__(self) -> None:
        """Begin without words."""
        super().__init__()
        self.setObjectName("toast")
        spoken.give_role(self, QAccessible.Role.Notification)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 2, 3, 2)
        self._label = text_label("")
        self._text = ""
        self._act: Callable[[], object] | None = None
        self._waiting: tuple[str, Action] | None = None
        self._button = button(tr("Undo"))
        self._button.clicked.connect(self._run)
        self._row.addWidget(self._label)
        self._row.addWidget(self._button)
        self._timer = QTimer(self, singleShot=True, interval=_STAYS)
        self._timer.timeout.connect(self._go)
        self.hide()

    def say(self, text: str, action: Action | None = None) -> None:
        """Show what was done and, with an action, a button for it; screen readers tell it too."""
        self._show(text, action)
        announce(self, text)

    def keep(self, text: str, action: Action) -> None:
        """Show what waits to be gone on with, until it is dropped; what is said covers it."""
        self._waiting = text, action
        self.say(text, action)

    def drop(self) -> None:
        """Say no more that something waits."""
        if self._waiting is not None:
            is_shown = self._text == self._waiting[0]
            self._waiting = None
            if is_shown:
                self.hide()

    def rest(self) -> None:
        """Show no more what was said."""
        if self._waiting is None:
            self.hide()
        else:
            self._show(*self._waiting)
            self._timer.stop()

    def warn(self, text: str) -> None:
        """Show why something was not done; screen readers tell it before anything else."""
        self._show(text, None)
        announce_now(self, text)

    def fit(self) -> None:
        """Take as many lines as the text needs in the width that there is."""
        metrics, strip = self._label.fontMetrics(), self.parentWidget()
        margins, gap = self._row.contentsMargins(), self._row.spacing()
        beside = 0 if self._button.isHidden() else self._button.sizeHint().width() + gap
        width = strip.width() if strip is not None else self.width()
        room = max(width - margins.left() - margins.right() - beside, 1)
        needed = metrics.horizontalAdvance(self._text) + 4
        most = room if needed <= room else _LINES * room * 9 // 10  # words wrap before the end
        self._label.setFixedWidth(min(needed, room))
        self._label.setText(metrics.elidedText(self._text, Qt.TextElideMode.ElideMiddle, most))
        self._label.setMinimumHeight(self._label.heightForWidth(self._label.width()))
        # Without its button it would be lower than the room kept, and all above would move.
        self.setMinimumHeight(self.least_height())

    def least_height(self) -> int:
        """Return the pixels that one line and the button need within the frame."""
        for part in (self, self._button):
            part.ensurePolished()  # until it is shown it has the style of Qt
        frame, row = self.contentsMargins(), self._row.contentsMargins()
        line = max(self._button.sizeHint().height(), self._label.fontMetrics().height())
        return line + frame.top() + frame.bottom() + row.top() + row.bottom()

    def _show(self, text: str, action: Action | None) -> None:
        self._text = text
        self._label.setToolTip(text)
        self._label.setAccessibleName(text)
        self.setAccessibleName(text)
        self._button.setVisible(action is not None)
        if action is not None:
            self._button.setText(action[0])
            self._button.setAccessibleName(action[0])
            self._act = action[1]
        self.fit()
        self.show()
        self._timer.start()

    def _run(self) -> None:
        self.rest()
        if self._act is not None:
            self._act()

    def _go(self) -> None:
        if self._button.isVisible() and self._button.hasFocus():
            self._timer.start()  # who is about to press it is not to lose it
        else:
            self.rest()


class ToastStrip(QWidget):
    """The room for a toast, which is never taken by anything else, so that nothing moves.

    It is the edge of the window below the content, hardly higher than that at its sides.
    """

    def __init__(self, toast: Toast) -> None:
        """Keep room for a line and its button."""
        super().__init__()
        self._toast = toast
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(toast)
        row.addStretch(1)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, max(super().minimumSizeHint().height(), self._toast.least_height()))

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and not self._toast.isHidden():
            self._toast.fit()


def tell(widget: QWidget, text: str) -> None:
    """Show a toast that says what was done, in the window of a widget; else only spoken."""
    toast = widget.window().findChild(Toast)
    if isinstance(toast, Toast):
        toast.say(text)
    else:
        announce(widget, text)
