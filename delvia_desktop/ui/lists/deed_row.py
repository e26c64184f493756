"""A row of acts on what is chosen: a few buttons, and a menu for the rest, always at one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from delvia_desktop.i18n import ntr, tr
from delvia_desktop.ui.toolkit.theme import SPACE
from delvia_desktop.ui.toolkit.window_geometry import has_few_lines
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.labels import button, text_label
from delvia_desktop.ui.widgets.page_area import WordsArea
from delvia_desktop.ui.widgets.shown_text import cut_before_end
from delvia_desktop.ui.widgets.window_menu import WindowMenu

_SHOWN = 2
_LETTERS = 34
"""Average letters of a button, in which most acts fit; of a longer one its end is cut."""

_SHORT_SHOWN, _SHORT_LETTERS = 4, 17
"""Buttons and their letters where all acts have short names, as decisions that keys stand for."""

_MOST, _FEW = 8, 4
"""Lines of words below a list that stand whole, and those in a window of few lines."""

_ROUNDED = 2
"""Pixels: letters have widths between pixels, which a sum of them leaves out."""

NamedAct = tuple[str, Callable[[], object]]


def selected_words(count: int) -> str:
    """Say in the row of acts, of deeds, how many are selected; nothing for one."""
    return ntr("{n} selected", "{n} selected", count) if count > 1 else ""


class DeedRow(QWidget):
    """Acts that change with what is chosen, on buttons that stay where they are."""

    def __init__(self, *, gives_way: bool = False) -> None:
        """Begin without acts; buttons that give way are narrower where lines are scarce."""
        super().__init__()
        self._gives_way = gives_way
        row = Flow(self)
        self._about = text_label("", bold=True)
        self._about.setWordWrap(False)
        row.addWidget(self._about)
        self._acts: Sequence[NamedAct] = ()
        self._all: tuple[Sequence[NamedAct], Sequence[NamedAct]] = ((), ())
        self._is_short, self._shown, self._room = False, _SHOWN, 0
        self._is_told_room, self._needed = False, 0
        self._buttons = [button("", name=tr("More actions")) for _ in range(_SHORT_SHOWN)]
        self.more = button(tr("More"))
        self._menu = WindowMenu(self.more)
        self.more.setMenu(self._menu)
        for place, made in enumerate(self._buttons):
            made.clicked.connect(partial(self._run, place))
            made.setFixedWidth(self._width())
        for made in (*self._buttons, self.more):
            row.addWidget(made)
        self._keep_places(is_wide=True)
        self.show_deeds(())

    def show_deeds(
        self,
        acts: Sequence[NamedAct],
        about: str = "",
        folded: Sequence[NamedAct] = (),
        *,
        is_short: bool = False,
    ) -> None:
        """Show the first acts as buttons and all others in a menu, after what they are about.

        Those that are `folded` stand only in the menu, behind all others. Where their names are
        short, more of them are buttons: as many as there is room for on one line.
        """
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._is_short, self._all = is_short, (acts, folded)
        self._deal()
        self.setVisible(bool(acts or folded or about))

    def fit(self, room: int) -> None:
        """Stand on a line of a width that is not its own, as one that is shared with words."""
        self._is_told_room = True
        self._take_room(room)

    def _take_room(self, room: int) -> None:
        """Show as many buttons as a line has room for, where their names are short.

        Those that give way become narrower before they stand on two lines, as long as no name of
        them is cut; all others are as wide for whatever is chosen.
        """
        self._room = room
        if self._fitting() != self._shown or self._buttons[0].width() != self._width():
            self._deal()

    def _fitting(self) -> int:
        """Return how many buttons stand in the room that there is."""
        if not self._is_short:
            return _SHOWN
        fitting = (self._room - self._beside()) // (self._width() + 2 * SPACE)
        return min(max(fitting, _SHOWN), _SHORT_SHOWN)

    def _deal(self) -> None:
        """Show the first acts on the buttons, and the rest in the menu."""
        acts, folded = self._all
        self._shown = self._fitting()
        self._acts = acts[: self._shown]
        named = list(zip(self._buttons, (text for text, _ in self._acts), strict=False))
        self._needed = max((_whole_width(made, text) for made, text in named), default=0)
        for place, made in enumerate(self._buttons):
            made.setFixedWidth(self._width())
            made.setVisible(place < len(self._acts))
            if place < len(self._acts):
                self._name(made, self._acts[place][0])
        rest = acts[self._shown :]
        self._menu.clear()
        for text, act in rest:
            self._menu.addAction(text, act)
        if rest and folded:
            self._menu.addSeparator()
        for text, act in folded:
            self._menu.addAction(text, act)
        self.more.setVisible(bool(rest or folded))
        self._keep_places(is_wide=self.width() >= self.whole_width())

    def every_act(self) -> list[NamedAct]:
        """Return all that it offers, on buttons and in the menu."""
        acts, folded = self._all
        return [*acts, *folded]

    def take_focus(self) -> None:
        """Take the keys: to the first act."""
        self._buttons[0].setFocus()

    def whole_width(self) -> int:
        """Return how wide all are on one line, whether they are hidden now or not."""
        return self._beside() + self._shown * (self._usual() + 2 * SPACE)

    def _usual(self) -> int:
        letters = _SHORT_LETTERS if self._is_short else _LETTERS
        return self._buttons[0].fontMetrics().averageCharWidth() * letters

    def _width(self) -> int:
        usual = self._usual()
        if self._is_short or not self._gives_way:
            return usual
        fitting = (self._room - self._beside()) // self._shown - 2 * SPACE
        return min(usual, fitting) if fitting >= self._needed else usual

    def _beside(self) -> int:
        """Return how wide the words before the buttons and the menu behind them are."""
        about = 0 if self._about.isHidden() else self._about.sizeHint().width() + 2 * SPACE
        return about + self.more.sizeHint().width()

    def _keep_places(self, *, is_wide: bool) -> None:
        """Let each keep its place while it is hidden; on several lines it would leave one empty."""
        for made in (*self._buttons, self.more):
            policy = made.sizePolicy()
            is_used = made not in self._buttons[self._shown :]
            policy.setRetainSizeWhenHidden(is_wide and is_used)
            made.setSizePolicy(policy)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_told_room:
            self._take_room(self.width())
        self._keep_places(is_wide=self.width() >= self.whole_width())

    def _name(self, made: QPushButton, text: str) -> None:
        words = made.fontMetrics()
        frame = _whole_width(made, text) - words.horizontalAdvance(text)
        room = made.maximumWidth() - frame
        act, colon, of = text.partition(": ")
        if colon:  # the act stays whole, and the end of what it is for, where names differ
            head = act + colon
            cut = head + cut_before_end(of, words, room - words.horizontalAdvance(head))
        else:
            cut = words.elidedText(text, Qt.TextElideMode.ElideRight, room)
        made.setText(cut)
        made.setAccessibleName(text)
        made.setToolTip(text if made.text() != text else "")

    def _run(self, place: int) -> None:
        self._acts[place][1]()


def _whole_width(made: QPushButton, text: str) -> int:
    """Give a button a name, and return how wide it is with all of it."""
    made.ensurePolished()
    made.setText(text)
    return made.sizeHint().width()


class Foot(QWidget):
    """Words below a list: beside the acts if they fit there on one line, else above.

    Above them they have the whole width. The acts stay at the lower right in either case.
    """

    def __init__(self, words: QLabel, deeds: DeedRow, *, is_steady: bool = False) -> None:
        """Lay both out; where words change all the time, they stand above the acts for good."""
        super().__init__()
        self._is_steady = is_steady
        self._words, self._deeds = words, deeds
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        area = WordsArea(words, tr("About what is selected"))
        area.stand_whole(self._most)
        self._row.addWidget(area, 1)
        self._row.addWidget(deeds, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)

    def _most(self) -> int:
        """Return the pixels up to which the words stand whole; more of them scroll."""
        metrics = self._words.fontMetrics()
        return metrics.lineSpacing() * (_FEW if has_few_lines(metrics, self.window()) else _MOST)

    def _arrange(self) -> None:
        self._deeds.fit(self.width())
        metrics = self._words.fontMetrics()
        lines = self._words.text().splitlines()
        needed = max((metrics.horizontalAdvance(line) for line in lines), default=0) + _ROUNDED
        room = self.width() - self._deeds.whole_width() - self._row.spacing()
        ways = QBoxLayout.Direction
        is_above = self._is_steady or needed > room
        self._row.setDirection(ways.TopToBottom if is_above else ways.LeftToRight)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()  # other words, or other acts
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
