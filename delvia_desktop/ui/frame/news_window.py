"""What is new, version by version, as the change log says it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from delvia_desktop import resources
from delvia_desktop.i18n import tr
from delvia_desktop.ui.frame.help_window import MARGIN, give_air
from delvia_desktop.ui.toolkit.faded_edge import FadedEdge
from delvia_desktop.ui.widgets.labels import button
from delvia_desktop.ui.widgets.side_window import SideWindow

_LETTERS = (96, 36)


class NewsWindow(SideWindow):
    """The change log, the newest version first; the keys scroll it."""

    def __init__(self, parent: QWidget) -> None:
        """Show all of it."""
        super().__init__(parent, tr("What is new"), _LETTERS)
        self.text = QTextBrowser()
        self.text.setAccessibleName(tr("What is new"))
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.document().setDocumentMargin(MARGIN)
        self.text.setMarkdown(resources.news())
        give_air(self.text.document())
        FadedEdge(self.text)
        close = button(tr("Close"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self.text, 1)
        column.addLayout(foot)
        self.text.setFocus()

    @classmethod
    def over(cls, window: QWidget) -> NewsWindow:
        """Return the one of a window, which is made when it is first asked for."""
        return cls.one_of(window, lambda: cls(window))
