"""Where the window stood and how large it was, kept from one start to the next."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QWidget

from delvia_desktop.services.computer.preferences import preferred, remember

_WINDOW = "window"
_FRAME = QSize(2, 40)
"""Logical pixels that a frame needs at most; how many is known only once it is shown."""


_FEW = 30
"""Lines of text below which a screen or a window has few of them."""


def has_few_lines(metrics: QFontMetrics, window: QWidget | None = None) -> bool:
    """Tell whether a window's height, or the screen's, has room for few lines only."""
    screen = QGuiApplication.primaryScreen().availableSize().height()
    height = screen if window is None else window.height()
    return height < metrics.lineSpacing() * _FEW


def keep_geometry(window: QWidget) -> None:
    """Remember the geometry, size and place, of a window that is seen.

    One that is not seen yet stands nowhere: its place would put its title bar above the screen.
    """
    handle = window.windowHandle()
    if handle is None or not handle.isExposed():
        return
    words = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
    remember(_WINDOW, {"geometry": words})


def restore_geometry(window: QWidget) -> None:
    """Give a window the geometry remembered, and no more than the screen has."""
    words = preferred(_WINDOW).get("geometry")
    if isinstance(words, str):
        window.restoreGeometry(QByteArray.fromBase64(words.encode("ascii", "ignore")))
    fit_on_screen(window)


def bring_up(window: QWidget) -> None:
    """Raise a window above the others, also one that was minimized."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    window.activateWindow()


def fit_on_screen(window: QWidget) -> None:
    """Make a window no larger than its screen, as far as its content lets it."""
    window.resize(window.size().boundedTo(window.screen().availableSize() - _FRAME))


def resize_to_words(window: QWidget, letters: int, lines: int) -> None:
    """Give a window the size of so many average letters and lines, as far as its screen has it."""
    metrics = window.fontMetrics()
    window.resize(metrics.averageCharWidth() * letters, metrics.lineSpacing() * lines)
    fit_on_screen(window)
