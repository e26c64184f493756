"""The end of a form: what still stands in its way, Cancel, and its one act."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.i18n import ntr, tr
from delvia_desktop.ui.toolkit import shortcuts
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.labels import announce, announce_now, button, text_label

_ROUNDED = 2
"""Pixels: letters have widths between pixels, which a sum of them leaves out."""


class FormFoot(QWidget):
    """It explains the marks of the fields as long as there is nothing to count."""

    def __init__(self, action: str) -> None:
        """Name the act."""
        super().__init__()
        self._legend = self._marks = self._then = ""
        self.is_step = False
        self._count = text_label("", size=0.95)
        self.cancel_button = button(tr("Cancel"))
        self.cancel_button.setToolTip(shortcuts.CANCEL.first)
        self.another_button = button(tr("Save and add another"))
        self.another_button.setToolTip(shortcuts.SUBMIT_AND_ANOTHER.first)
        self.another_button.hide()  # a form that many are typed in shows it
        self.submit_button = button(action, "primary")
        self.submit_button.setToolTip(shortcuts.SUBMIT.first)
        self._acts = QWidget()
        acts = Flow(self._acts, is_at_end=True)
        acts.addWidget(self.cancel_button)
        acts.addWidget(self.another_button)
        acts.addWidget(self.submit_button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._count, 1)
        self._row.addWidget(self._acts)

    def be_step(self) -> None:
        """Lead back and on, as the foot of a step that records nothing by itself."""
        self.is_step = True
        self.cancel_button.setText(tr("Back"))
        self.cancel_button.setAccessibleName(tr("Back"))

    def _arrange(self) -> None:
        """Let the words stand above the buttons where they have no room beside them."""
        text = self._count.text()
        needed = self._count.fontMetrics().horizontalAdvance(text) + _ROUNDED
        room = self.width() - self._acts.sizeHint().width() - self._row.spacing()
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if text and needed > room else ways.LeftToRight)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()  # other words
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def explain_marks(self, there_are: bool) -> None:  # noqa: FBT001 - what it is about
        """Say what the marks of the labels mean while there are any."""
        self._marks = tr("* Required") if there_are else ""
        self._explain()

    def say_then(self, text: str) -> None:
        """Say what comes once the second button has saved, as long as nothing else is said."""
        self._then = text
        self._explain()

    def _explain(self) -> None:
        was, self._legend = self._legend, " · ".join(filter(None, (self._marks, self._then)))
        if self._count.text() == was:
            self.say("")

    def say(self, text: str, role: str = "muted", *, act: str = "") -> None:
        """Say how many problems or notices there are, or explain the marks again.

        The act gets other words, where there are any.
        """
        if act:
            self.name_act(act)
        self._count.setProperty("role", role if text else "muted")
        self._count.style().unpolish(self._count)
        self._count.style().polish(self._count)
        self._count.setText(text or self._legend)
        if text:
            tell = announce_now if role == "problem" else announce
            tell(self, text)

    def ask_again(self, count: int) -> None:
        """Say that some notices were not seen yet; the same keys and the same button go on."""
        if self.is_step:
            text = ntr(
                "{n} notice. Press again to continue anyway.",
                "{n} notices. Press again to continue anyway.",
                count,
            )
        else:
            text = ntr(
                "{n} notice. Press again to record it anyway.",
                "{n} notices. Press again to record it anyway.",
                count,
            )
        self.say(text, "notice", act=tr("Continue anyway") if self.is_step else tr("Record anyway"))

    def name_act(self, words: str) -> None:
        """Give the act other words."""
        self.submit_button.setText(words)
        self.submit_button.setAccessibleName(words)
