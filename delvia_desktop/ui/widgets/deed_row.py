"""A row of acts on what is chosen: two buttons, and a menu for the rest, always at one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QMenu, QPushButton, QWidget
from typing_extensions import override

from delvia_desktop.i18n import ntr, tr
from delvia_desktop.ui.theme import SPACE
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.labels import button, text_label

_SHOWN = 2
_LETTERS = 34
"""Average letters of a button, in which most acts fit; a longer one is cut in the middle."""

_BESIDE = 40
"""Average letters of words that stand beside acts; with less room they stand above them."""

NamedAct = tuple[str, Callable[[], object]]


def selected_words(count: int) -> str:
    """Say how many rows are selected; nothing where it is only one."""
    return ntr("{n} selected", "{n} selected", count) if count > 1 else ""


class DeedRow(QWidget):
    """Acts that change with what is chosen, on buttons that stay where they are."""

    def __init__(self) -> None:
        """Begin without acts."""
        super().__init__()
        row = Flow(self)
        self._about = text_label("", bold=True)
        self._about.setWordWrap(False)
        row.addWidget(self._about)
        self._acts: Sequence[NamedAct] = ()
        self._buttons = [button("", name=tr("More actions")) for _ in range(_SHOWN)]
        self.more = button(tr("More"))
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        for place, made in enumerate(self._buttons):
            made.clicked.connect(partial(self._run, place))
            made.setFixedWidth(made.fontMetrics().averageCharWidth() * _LETTERS)
        for made in (*self._buttons, self.more):
            row.addWidget(made)
        self._keep_places(is_wide=True)
        self.show_deeds(())

    def show_deeds(
        self, acts: Sequence[NamedAct], about: str = "", folded: Sequence[NamedAct] = ()
    ) -> None:
        """Show the first acts as buttons and all others in a menu, after what they are about.

        Those that are `folded` stand only in the menu, behind all others.
        """
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._acts = acts[:_SHOWN]
        for place, made in enumerate(self._buttons):
            made.setVisible(place < len(self._acts))
            if place < len(self._acts):
                self._name(made, self._acts[place][0])
        rest = acts[_SHOWN:]
        self._menu.clear()
        for text, act in rest:
            self._menu.addAction(text, act)
        if rest and folded:
            self._menu.addSeparator()
        for text, act in folded:
            self._menu.addAction(text, act)
        self.more.setVisible(bool(rest or folded))
        self.setVisible(bool(acts or folded))

    def _keep_places(self, *, is_wide: bool) -> None:
        """Let each keep its place while it is hidden; on several lines it would leave one empty."""
        for made in (*self._buttons, self.more):
            policy = made.sizePolicy()
            policy.setRetainSizeWhenHidden(is_wide)
            made.setSizePolicy(policy)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widths = [made.maximumWidth() for made in self._buttons]
        needed = sum(widths) + self.more.sizeHint().width() + _SHOWN * 2 * SPACE
        self._keep_places(is_wide=self.width() >= needed)

    def _name(self, made: QPushButton, text: str) -> None:
        words = made.fontMetrics()
        made.ensurePolished()
        made.setText(text)
        frame = made.sizeHint().width() - words.horizontalAdvance(text)
        room = made.maximumWidth() - frame
        made.setText(words.elidedText(text, Qt.TextElideMode.ElideMiddle, room))
        made.setAccessibleName(text)
        made.setToolTip(text if made.text() != text else "")

    def _run(self, place: int) -> None:
        self._acts[place][1]()


class Foot(QWidget):
    """Words below a list beside the acts on what is chosen there, or above them where it is narrow.

    The acts keep their room, so that beside a form the words would get one letter a line.
    """

    def __init__(self, words: QLabel, deeds: DeedRow) -> None:
        """Lay both out."""
        super().__init__()
        self._words, self._deeds = words, deeds
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(words, 1)
        self._row.addWidget(deeds, 0, Qt.AlignmentFlag.AlignRight)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - self._deeds.minimumSizeHint().width()
        is_narrow = room < self.fontMetrics().averageCharWidth() * _BESIDE
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)
