"""A chart: drawn from data, on the screen and on paper alike, with the same in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from delvia_desktop.ui.toolkit import theme
from delvia_desktop.ui.toolkit.colours import Tokens
from delvia_desktop.ui.widgets import spoken


class Chart(QWidget):
    """A drawing; what it shows is read out in words."""

    def __init__(self, title: str) -> None:
        """Begin with nothing to show."""
        super().__init__()
        self.title = title
        spoken.give_role(self, QAccessible.Role.Chart)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def words(self) -> list[str]:
        """Return what is shown, line by line."""
        raise NotImplementedError

    def draw(self, painter: QPainter, area: QRectF, colours: Tokens) -> None:
        """Draw into an area; every size follows the font of the painter."""
        raise NotImplementedError

    def height_for(self, line: float) -> float:
        """Return the height that the drawing needs, for the height of a line."""
        raise NotImplementedError

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, round(self.height_for(self.fontMetrics().height())))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QRectF(self.rect()), theme.tokens())
        painter.end()

    def tell(self) -> None:
        """Read out what is shown, and draw it."""
        self.setAccessibleDescription("\n".join(self.words()))
        self.updateGeometry()
        self.update()
