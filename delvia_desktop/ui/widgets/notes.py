"""What the window says beside its content: banners and cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.labels import announce, button, set_kind, set_tone, text_label

_BESIDE = 2
"""Lines that the words of a banner may take beside its acts; more of them stand above the acts."""

Action = tuple[str, Callable[[], object]]


class Banner(QFrame):
    """A sentence over the content with what can be done about it."""

    def __init__(
        self,
        text: str,
        tone: str,
        actions: Sequence[Action] = (),
        about: str = "",
        *,
        leads: bool = False,
    ) -> None:
        """Say a sentence in a tone; `about` is the id of the finding that it tells, if any.

        One that `leads` says what comes next: its first act.
        """
        super().__init__()
        self.about = about
        self.leads = leads and bool(actions)
        self.setObjectName("banner")
        spoken.give_role(self, QAccessible.Role.Notification)
        self.setAccessibleName(text)
        set_tone(self, tone)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(16, 8, 12, 8)
        self.label = text_label(text, bold=True)
        self._row.addWidget(self.label, 1)
        acts = self._acts = QWidget()
        flow = Flow(acts)
        for title, act in actions:
            made = button(title)
            made.clicked.connect(lambda _=False, act=act: act())
            flow.addWidget(made)
        self._row.addWidget(acts)
        acts.setVisible(bool(actions))

    def take_focus(self) -> None:
        """Put the keys on the first of what can be done, if anything can."""
        first = self.findChild(QAbstractButton)
        if first is not None:
            QTimer.singleShot(0, first, first.setFocus)  # it is shown only with the next events

    @property
    def lead(self) -> str:
        """The words of the first of what can be done."""
        first = self.findChild(QPushButton)
        return first.text() if first is not None else ""

    def mark_lead(self, *, is_primary: bool) -> None:
        """Mark the first of what can be done as the primary act of what is seen, or as another."""
        first = self.findChild(QPushButton)
        if first is not None:
            set_kind(first, "primary" if is_primary else "")

    def begin(self) -> None:
        """Do the first of what can be done, as its button would; it goes once this has ended."""
        first = self.findChild(QAbstractButton)
        if first is not None:
            QTimer.singleShot(0, first, first.click)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        # Where it is narrow, what can be done stands below the words. A banner is never higher for
        # being wider: a scroll bar beside it would come and go for ever.
        super().resizeEvent(event)
        around = self._row.contentsMargins()
        beside = (
            around.left() + around.right() + self._row.spacing() + self._acts.sizeHint().width()
        )
        width, line = self.width() - beside, self.label.fontMetrics().lineSpacing()
        is_wide = width > 0 and self.label.heightForWidth(width) <= line * _BESIDE
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)


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
                old.setParent(None)  # what is told is what can be found here
                old.deleteLater()
        for banner in banners:
            self.addWidget(banner)
            if self._tells and banner.label.text() not in self._told:
                announce(banner, banner.label.text())
        self._told = {banner.label.text() for banner in banners}


def leading(banners: Iterable[Banner]) -> Banner | None:
    """Return the note, a banner, that says what comes next: the first that leads and is seen."""
    found = [each for each in banners if each.leads and _is_told(each)]
    for each in found:
        each.mark_lead(is_primary=False)
    return found[0] if found else None


def _is_told(banner: Banner) -> bool:
    """Tell whether a banner is seen; one that was just made is shown with the next events."""
    around = banner.parentWidget()
    return around is not None and around.isVisible()


class Card(QPushButton):
    """A number and what it counts; pressed, it leads to what it counts."""

    def __init__(self) -> None:
        """Begin without a number."""
        super().__init__()
        self.setProperty("kind", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        self._number = text_label("", size=2.2, bold=True)
        self._text = text_label("")
        column.addWidget(self._number)
        column.addWidget(self._text)
        column.addStretch(1)  # one line stands as high as the first of two beside it

    def show_count(self, number: str, text: str, tone: str, more: str = "") -> None:
        """Show a number; `more` is read out and stands in the hint."""
        self._number.setText(number)
        self._text.setText(text)
        for label in (self._number, self._text):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_tone(self._text, tone)
        self.setAccessibleName(f"{number} {text}")
        self.setAccessibleDescription(more)
        self.setToolTip(more)

    @override
    def sizeHint(self) -> QSize:
        return self._needs(self.width())

    @override
    def minimumSizeHint(self) -> QSize:
        return self._needs(self.width()).boundedTo(QSize(0, 10**6))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # words that wrap elsewhere need another height

    def _needs(self, width: int) -> QSize:
        """Return the room for the words: a button by itself asks for that of its own text."""
        layout = self.layout()
        if layout is None:
            return super().sizeHint()
        wanted = layout.sizeHint()
        height = layout.heightForWidth(width) if layout.hasHeightForWidth() else wanted.height()
        return QSize(wanted.width(), height)
