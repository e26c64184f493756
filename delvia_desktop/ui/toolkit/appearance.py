"""The look that a person chose: at the start of the program, and at once in all open windows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from delvia_desktop.services.computer.appearance import (
    USUAL_SIZE,
    Appearance,
    Theme,
    chosen_appearance,
    remember_appearance,
)
from delvia_desktop.ui.toolkit import theme, worn
from delvia_desktop.ui.toolkit.window_geometry import fit_on_screen

_SIZES = "delviaTextSizes"
"""The property of the application that holds the system's size of text, and the one shown."""

_FOUND = "_q_styleSheetWidgetFont"
"""Qt's own property of a widget: the font that a style sheet found there first. It is put back
whenever the widget is styled again, even where the widget has got another one meanwhile."""

_BAR = 16
"""Pixels up to which a bound is that of a bar or a line, which stays the same beside any text."""

_BOUNDLESS = (1 << 24) - 1
"""Qt's own largest width and height, which mean that there is no bound."""


def begin(application: QApplication, *, dark: bool | None = None) -> None:
    """Show the program in the appearance chosen on this computer; `dark` overrules it."""
    chosen = chosen_appearance()
    _set_size(application, chosen.text_size)  # first: the style sheet measures the text
    theme.apply(application, dark=_is_dark(chosen.theme) if dark is None else dark)


def choose(application: QApplication, chosen: Appearance) -> None:
    """Remember another appearance and show it in all windows that are open."""
    before = application.font().pointSizeF()
    is_other_size = chosen.text_size != chosen_appearance().text_size
    remember_appearance(chosen)
    made = [_Made(widget) for widget in application.allWidgets()] if is_other_size else []
    if is_other_size:
        worn.undress(application)  # the style shown holds on to the fonts that it found
        _set_size(application, chosen.text_size)
    for each in made:
        each.enlarge(application.font().pointSizeF() / before)
    theme.choose(application, dark=_is_dark(chosen.theme))
    if made:
        # The layouts take up the new sizes with the next events.
        QTimer.singleShot(0, application, lambda: _share_out(application))


def _is_dark(chosen: Theme) -> bool | None:
    return None if chosen is Theme.SYSTEM else chosen is Theme.DARK


def _set_size(application: QApplication, hundredths: int) -> None:
    """Give the text a size in hundredths of what the system asks for."""
    font = application.font()
    now = font.pointSizeF()
    usual, shown = application.property(_SIZES) or (now, now)
    if now != shown:  # somebody else asks for another size
        usual = now
    font.setPointSizeF(usual * hundredths / USUAL_SIZE)
    application.setProperty(_SIZES, (usual, font.pointSizeF()))
    if font.pointSizeF() != now:
        application.setFont(font)


class _Made:
    """What a widget was given in points and pixels when it was made, by the text of that time."""

    def __init__(self, widget: QWidget) -> None:
        """Remember it, as a font that comes from the application is about to change."""
        self.widget = widget
        own = widget.testAttribute(Qt.WidgetAttribute.WA_SetFont)
        self._font = QFont(widget.font()) if own else None
        # Of a window Qt tells what its layout needs as if somebody had asked for it.
        layout = widget.layout() if widget.isWindow() else None
        needed = layout.totalMinimumSize() if layout is not None else None
        self._least = None if needed == widget.minimumSize() else widget.minimumSize()

    def enlarge(self, factor: float) -> None:
        """Make it so many times as large."""
        widget = self.widget
        widget.setProperty(_FOUND, None)
        # An empty font takes that of the application anew.
        widget.setFont(theme.scaled(self._font, factor) if self._font is not None else QFont())
        least, most = self._least or QSize(), widget.maximumSize()
        if least.width() > _BAR:
            widget.setMinimumWidth(round(least.width() * factor))
        if least.height() > _BAR:
            widget.setMinimumHeight(round(least.height() * factor))
        if _BAR < most.width() < _BOUNDLESS:
            widget.setMaximumWidth(round(most.width() * factor))
        if _BAR < most.height() < _BOUNDLESS:
            widget.setMaximumHeight(round(most.height() * factor))
        if isinstance(widget, QHeaderView):
            widget.setDefaultSectionSize(round(widget.defaultSectionSize() * factor))


def _share_out(application: QApplication) -> None:
    """Let widgets share their room out anew, which they do by the width of a letter."""
    for widget in application.allWidgets():
        size = widget.size()
        # Sharing out may delete another widget: Qt forgets what was posted to it, while what is
        # sent would go to one that is there no more.
        QApplication.postEvent(widget, QResizeEvent(size, size))
    QTimer.singleShot(0, application, lambda: _fit_all(application))


def _fit_all(application: QApplication) -> None:
    for window in application.topLevelWidgets():
        if window.isVisible():
            fit_on_screen(window)  # larger text may have made it larger
