"""A window of steps with Back and Continue below; what takes long is done beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.ui.forms.leave_question import LeaveQuestion
from delvia_desktop.ui.plans.steps_bar import StepsBar
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit.work import Work
from delvia_desktop.ui.widgets.labels import button, status_label, text_label
from delvia_desktop.ui.widgets.side_window import SideWindow

_SIZE = (180, 46)
"""Average letters and lines of the window."""


class StepsWindow(SideWindow):
    """Nothing is recorded before the last but one step is confirmed; the last tells what was done.

    The register can be worked in meanwhile.
    """

    led = Signal(str, int)
    """A record is to be looked at, by kind and key; without a key its list."""

    def __init__(
        self, parent: QWidget, title: str, titles: Sequence[str], question: LeaveQuestion
    ) -> None:
        """Begin with the titles of the steps; `question` asks before what was begun is left."""
        super().__init__(parent, title, _SIZE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self._titles = titles
        self._question = question
        self._work: Work | None = None
        self.is_recording = False
        self.bar = StepsBar(titles)
        self._stack = QStackedWidget()
        self._problem = status_label(role="problem")
        self.close_button = button(tr("Cancel"))
        self.back_button = button(tr("Back"))
        self.next_button = button(tr("Continue"), "primary")
        foot = QHBoxLayout()
        foot.addWidget(self.close_button)
        self._missing = text_label("", muted=True)
        self._missing.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._missing, 1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self._problem)
        column.addWidget(self._question)
        column.addLayout(foot)
        self._problem.hide()
        self._question.stayed.connect(self._stay)
        self._question.discarded.connect(self._leave)
        self.close_button.clicked.connect(self.reject)

    def add_pages(self, *pages: QWidget) -> None:
        """Add the page of each step."""
        for page, title in zip(pages, self._titles, strict=True):
            page.setAccessibleName(title)
            self._stack.addWidget(page)

    @property
    def step(self) -> int:
        """The place of the step that is shown."""
        return self._stack.currentIndex()

    def show_step(self, step: int) -> None:
        """Show a step by its place."""
        self._tell("")
        self._stack.setCurrentIndex(step)
        self.bar.show_step(step)
        self._show_foot()

    def _show_foot(self) -> None:
        """Show what the buttons below do in this step."""
        raise NotImplementedError

    def _would_lose(self) -> bool:
        """Tell whether something that was begun would be lost with the window."""
        raise NotImplementedError

    def _show_next(self, words: str, missing: str = "", *, can: bool = True) -> None:
        """Show the button that goes on; it is off if it cannot, and says what is missing."""
        self.next_button.setText(words)
        self.next_button.setAccessibleName(words)
        self.next_button.setAccessibleDescription(missing)
        self._missing.setText(missing)
        self.next_button.setEnabled(can and not missing and not self._is_busy)

    def record(
        self,
        session: Session,
        reason: str,
        use_case: Callable[..., object],
        then: Callable[[], object],
    ) -> None:
        """Do an act beside the window, and then something else; say why it was not done."""

        def go_on() -> None:
            self._show_recording(is_recording=False)
            then()

        def refuse(why: str) -> None:
            self._show_recording(is_recording=False)
            self._tell(why)

        self._tell("")
        self._show_recording(is_recording=True)
        session.perform_beside(self, reason, use_case, go_on, refuse)

    def _show_recording(self, *, is_recording: bool) -> None:
        """Let nothing be answered here while it is recorded as it is."""
        self.is_recording = is_recording
        for part in (self._stack, self.back_button, self.close_button):
            part.setEnabled(not is_recording)
        self._show_foot()

    @property
    def _is_busy(self) -> bool:
        """Whether something is on its way beside the window."""
        return self.is_recording or self._work is not None

    # Work beside the window

    def _begin(self, title: str, act: Callable[[], Any], then: Callable[[Any], object]) -> Work:
        if self._work is not None:
            self._work.let_go()
        self._tell("")
        work = self._work = Work(self, title, act)

        def deliver(result: object) -> None:
            self._rest(work)
            then(result)

        def refuse(sentence: str) -> None:
            self._rest(work)
            self._tell(sentence)

        work.done.connect(deliver)
        work.refused.connect(refuse)
        work.cancelled.connect(lambda: self._rest(work))
        work.finished.connect(lambda: self._rest(work))
        work.finished.connect(work.deleteLater)
        self._show_foot()
        work.start()
        return work

    def _rest(self, work: Work) -> None:
        if self._work is work:
            self._work = None
            self._show_foot()

    def _tell(self, text: str) -> None:
        self._problem.setText(f"⚠ {text}" if text else "")
        self._problem.setVisible(bool(text))

    # Going away

    def _leave(self) -> None:
        super().reject()

    def _stay(self) -> None:
        self._question.hide()
        self.next_button.setFocus()

    @override
    def reject(self) -> None:
        if self.is_recording:
            return  # it can be cancelled where it shows how far it is
        if self._question.isVisible():
            self._stay()
        elif self._would_lose():
            self._question.ask()
        else:
            super().reject()

    @override
    def done(self, result: int) -> None:
        if self._work is not None:
            self._work.let_go()
            self._work = None
        super().done(result)
