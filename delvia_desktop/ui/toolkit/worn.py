"""The style sheet of the theme on the windows that wear it.

The application has none: Qt would style each part anew, with all within, for every parent that
comes around it. So what is not in a window yet is plain, and measures as such.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_NO_STYLE = "/* none */"
"""WORKAROUND: with an empty sheet Qt 6.12 throws its notes of widgets away, and does not hear any
more when one goes that was asked for its style and not shown yet; the next sheet styles what is
gone, and the process ends."""

_worn: list[str] = []
"""The sheet that windows have."""

_fitting: list[QWidget] = []
"""A window that is never shown, in which parts are measured."""


def wear(application: QApplication, sheet: str) -> None:
    """Give the windows that are dressed another sheet, and those that will be."""
    before, _worn[:] = _worn[:], [sheet]
    for window in application.topLevelWidgets() if before != _worn else ():
        if window.styleSheet() in before:
            window.setStyleSheet(sheet)  # to style all widgets as they are takes half a second


def undress(application: QApplication) -> None:
    """Take the style off all windows, until another sheet comes."""
    wear(application, _NO_STYLE)


def dress(window: QWidget) -> None:
    """Give a window without a parent the style, and all that comes into it or belongs to it."""
    window.setStyleSheet(_worn[-1] if _worn else "")


def measured(part: QWidget) -> QSize:
    """Return the size that a part without a parent will ask for in a window."""
    if not _fitting or not isValid(_fitting[-1]):
        _fitting[:] = [QWidget()]
        dress(_fitting[-1])
    part.setParent(_fitting[-1])
    part.ensurePolished()
    size = part.sizeHint()
    part.setParent(None)
    return size
