"""The order of Tab: that in which one reads, whatever was made when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLayout,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QWidget,
)

from delvia_desktop.ui.widgets.items_layout import part_at


def stops(whole: QWidget) -> Iterator[QWidget]:
    """Yield where Tab stops inside a widget, in reading order, that of its layouts."""
    for part in _parts(whole):
        if part is None or part.isHidden() or part.isWindow():
            continue
        is_stop = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if is_stop and part.focusProxy() is None:
            yield part
        if not is_stop or isinstance(part, QScrollArea | QTabWidget):
            yield from stops(part)


def arrange(whole: QWidget) -> None:
    """Let Tab go through a widget in reading order.

    Controls that are made while the window is open stand last in Qt's own order, so this is
    asked for each time that Tab is pressed.
    """
    for tabs in whole.findChildren(QTabWidget):
        # As a proxy of its bar it would be a second stop, which nothing can move.
        tabs.setFocusProxy(None)  # type: ignore[arg-type]  # the stubs forget that none is allowed
        tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for before, after in pairwise(stops(whole)):
        QWidget.setTabOrder(before, after)


def _parts(whole: QWidget) -> list[QWidget | None]:
    if isinstance(whole, QScrollArea):
        return [whole.widget()]
    if isinstance(whole, QTabWidget):
        return [whole.tabBar(), whole.currentWidget()]
    if isinstance(whole, QStackedWidget):
        return [whole.currentWidget()]
    if isinstance(whole, QSplitter):
        return [whole.widget(place) for place in range(whole.count())]
    laid = [whole.centralWidget()] if isinstance(whole, QMainWindow) else _laid(whole.layout())
    loose = whole.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [*laid, *(each for each in loose if each not in laid)]


def _laid(layout: QLayout | None) -> list[QWidget | None]:
    if layout is None:
        return []
    found: list[QWidget | None] = []
    for place in range(layout.count()):
        part = part_at(layout, place)
        found += _laid(part) if isinstance(part, QLayout) else [part]
    return found
