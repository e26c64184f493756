"""Colours, spacing and type in one place: tokens, and palette and style sheet from them."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessibilityHints,
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QFontMetrics,
    QGuiApplication,
    QPalette,
    QStyleHints,
)
from PySide6.QtWidgets import QApplication

from delvia_desktop import resources
from delvia_desktop.ui.toolkit import worn
from delvia_desktop.ui.toolkit.colours import (
    DARK,
    LIGHT,
    Tokens,
    high_contrast,
    is_dark_palette,
    is_stark,
)

SPACE = 4
"""The step of all distances, in pixels: 4, 8, 12, 16, 24."""

_SCRIPTS = (
    "", "Arabic", "Thai", "Hebrew", "Devanagari", "KR", "Armenian", "Georgian", "Bengali", "Tamil",
    "Khmer", "Lao", "Myanmar", "Gujarati", "Gurmukhi", "Oriya", "Telugu", "Kannada", "Malayalam",
    "Sinhala", "Ethiopic",
)  # fmt: skip
_WEIGHTS = ("Regular", "Bold")
_plain: list[Tokens] = []
_shown: list[Tokens] = []
"""The theme that was chosen, and the colours that are shown in its stead or as they are."""

_RARE = ("NotoSansJP-Regular", "NotoSansTC-Regular", "NotoSansSC-Regular")
"""Ideographs that the font for most of them lacks."""


_FOLLOWS = "delviaFollowsSystem"
"""The property of the application that says whether its theme is that of the system."""


def is_dark() -> bool:
    """Tell whether the application shows the dark theme."""
    return is_dark_palette(QGuiApplication.palette())


def tokens() -> Tokens:
    """Return the colours of the theme that is shown."""
    return _shown[-1] if _shown else DARK if is_dark() else LIGHT


def apply(application: QApplication, *, dark: bool | None = None) -> None:
    """Show a theme; None follows the system and goes on following it."""
    if not _shown:
        application.setStyle("Fusion")
    # By its own name: a name that stands for another, such as “Sans Serif”, would mean one of our
    # fonts as soon as they are added, and what is laid out already would not fit any more.
    font = application.font()
    font.setFamily(QFontInfo(font).family())
    application.setFont(font)
    choose(application, dark=dark)


def choose(application: QApplication, *, dark: bool | None) -> None:
    """Show another theme in all windows; None follows the system and goes on following it."""
    hints = application.styleHints()
    followed = application.property(_FOLLOWS)
    if followed is None:
        hints.colorSchemeChanged.connect(lambda _: _follow(application))
    application.setProperty(_FOLLOWS, dark is None)
    # The frames of windows and the system's own dialogs are as light or dark as the rest.
    if dark is not None:
        hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    elif followed is False:
        hints.unsetColorScheme()
    if dark is None:
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
    _show(application, DARK if dark else LIGHT)


def _follow(application: QApplication) -> None:
    dark = application.styleHints().colorScheme() == Qt.ColorScheme.Dark
    if application.property(_FOLLOWS) and dark != is_dark():
        _show(application, DARK if dark else LIGHT)


def add_script_fonts(application: QApplication) -> None:
    """Lend the theme's windows our fonts for scripts that the system may lack."""
    font = application.font()
    font.setFamilies(list(dict.fromkeys([font.family(), *_lent()])))
    application.setFont(font)


@cache
def _lent() -> tuple[str, ...]:
    """Load our fonts, once: with each that comes Qt forgets all that it knows of fonts."""
    names = [f"NotoSans{script}-{weight}" for script in _SCRIPTS for weight in _WEIGHTS]
    files = [
        resources.path("fonts", f"{name}.ttf") for name in (*names, "DroidSansFallbackFull", *_RARE)
    ]
    numbers = [QFontDatabase.addApplicationFont(str(file)) for file in files]
    return tuple(
        family for number in numbers for family in QFontDatabase.applicationFontFamilies(number)
    )


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """Return a theme's font so many times as large; sizes follow the system's.

    A lighter weight than the full one leaves scripts thin that have no bold font of their own.
    """
    larger = QFont(font)
    larger.setPointSizeF(font.pointSizeF() * factor)
    if bold:
        larger.setWeight(QFont.Weight.Bold)
    return larger


def _show(application: QApplication, theme: Tokens) -> None:
    """Show a theme, or the system's own colours where the person asks it for high contrast."""
    _, hints = _system(application)
    if not _shown:
        hints.contrastPreferenceChanged.connect(lambda _: _show(application, _plain[-1]))
    _plain[:] = [theme]
    is_asked = hints.contrastPreference() == Qt.ContrastPreference.HighContrast
    if _begins_stark(application) or is_asked:
        application.setPalette(QPalette())  # one that says nothing gives the system's back
        theme = high_contrast(application.palette())
    _shown[:] = [theme]
    application.setPalette(_palette(theme))
    worn.wear(application, _style_sheet(theme))


@cache
def _begins_stark(application: QApplication) -> bool:
    """Tell whether the desktop came with colours of high contrast; Plasma says it by them alone."""
    return is_stark(application.palette())


@cache
def _system(application: QApplication) -> tuple[QStyleHints, QAccessibilityHints]:
    """Return what the system says; both are kept, as Qt's wrapper loses one with the other."""
    hints = application.styleHints()
    return hints, hints.accessibility()


def _palette(theme: Tokens) -> QPalette:
    accent = theme.tone("accent")
    role = QPalette.ColorRole
    palette = QPalette(QColor(theme.window))
    for name, colour in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.base),
        (role.AlternateBase, theme.window),
        (role.Text, theme.text),
        (role.Button, theme.base),
        (role.ButtonText, theme.text),
        (role.PlaceholderText, theme.muted),
        (role.Highlight, accent.ground),
        (role.HighlightedText, theme.text),
        (role.Link, accent.text),
        (role.Mid, theme.line),
        (role.ToolTipBase, theme.base),
        (role.ToolTipText, theme.text),
    ):
        palette.setColor(name, QColor(colour))
    return palette


def field_height() -> int:
    """Return how high a line is into which one types, in pixels, with its edge."""
    return QFontMetrics(QGuiApplication.font()).height() + 16


def _icon(name: str) -> str:
    return resources.path("icons", f"{name}.png").as_posix()


def _style_sheet(t: Tokens) -> str:
    accent, critical, high = t.tone("accent"), t.tone("critical"), t.tone("high")
    neutral, info = t.tone("neutral"), t.tone("info")
    shade = "dark" if QColor(t.base).lightness() < QColor(t.text).lightness() else "light"
    arrow, tick = _icon(f"arrow-{shade}"), _icon(f"tick-{shade}")
    line = QFontMetrics(QGuiApplication.font()).height()  # an id is never lower than its letters
    field = field_height() - 2  # marks above letters are cut at a padding, so a line has none there
    # Where all lines are as strong as words, a line of another kind says what cannot be pressed.
    off = f"dashed {t.edge}" if t.line == t.edge else f"solid {t.line}"
    tones = "".join(
        f'QLabel[tone="{name}"] {{ color: {tone.text}; }}'
        f'QFrame#banner[tone="{name}"] {{ background: {tone.ground};'
        f" border: 1px solid {tone.edge if tone.ground == t.base else tone.ground};"
        f" border-radius: 8px; }}"
        f'QFrame#banner[tone="{name}"] QLabel {{ color: {tone.text}; }}'
        f'QLabel#chip[tone="{name}"] {{ background: {tone.ground}; border-radius: 6px;'
        f" border: 1px solid {tone.edge}; padding: 2px 9px; font-weight: 700; }}"
        for name, tone in t.tones.items()
    )
    return (
        tones
        + f"""
QWidget#side {{ background: {t.side}; }}
QWidget#side[tone="high"] {{ background: {t.tone("high").ground};
 border-right: 4px solid {t.tone("high").text}; }}
QWidget#veil {{ background: rgba(0, 0, 0, 90); }}
QWidget#page, QWidget#window {{ background: {t.window}; }}
QLabel[role="muted"] {{ color: {t.muted}; }}
QLabel[role="problem"] {{ color: {critical.text}; }}
QLabel[role="notice"] {{ color: {high.text}; }}
QPushButton[kind="card"] {{ border-radius: 8px; padding: 0; }}
QPushButton[kind="card"]:focus {{ padding: 0; }}
QFrame#panel {{ background: {t.base}; border: 1px solid {t.line};
  border-radius: 8px; }}
QFrame#toast {{ background: {t.text}; border-radius: 8px; }}
QFrame#toast QLabel {{ color: {t.base}; }}
QFrame#toast QPushButton {{ color: {t.base}; background: transparent; border: 1px solid {t.base};
  border-radius: 6px; padding: 2px 11px; font-weight: 700; min-height: 18px; }}
QFrame#toast QPushButton:focus {{ background: {t.base}; color: {t.text}; }}
QPushButton {{ background: {t.base}; color: {t.text}; border: 1px solid {t.edge};
  border-radius: 6px; padding: 6px 12px; }}
QPushButton[align="left"] {{ text-align: left; }}
QPushButton:hover {{ border-color: {t.text}; }}
QPushButton:focus {{ border: 2px solid {accent.text}; padding: 5px 11px; }}
QPushButton:disabled {{ color: {t.muted}; border: 1px {off}; }}
QPushButton[kind="primary"] {{ background: {accent.text}; color: {t.on_accent};
  border-color: {accent.text}; font-weight: 700; }}
QPushButton[kind="primary"]:focus {{ border: 1px solid {accent.text}; padding: 6px 12px; }}
QPushButton[kind="primary"]:disabled {{ background: {neutral.ground}; color: {t.muted};
  border: 1px {off}; }}
QPushButton[kind="link"] {{ background: transparent; border: 2px solid transparent;
  color: {accent.text}; font-weight: 700; padding: 3px 4px; text-align: left; min-height: 14px; }}
QPushButton[side="true"] {{ padding-left: 12px; }}
QPushButton[flush="true"] {{ padding-left: 0px; min-height: {line}px; }}
QPushButton[kind="link"]:disabled {{ color: {t.muted}; font-weight: 400;
  border: 2px solid transparent; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border-color: {accent.text}; }}
QPushButton[kind="chip"] {{ background: {neutral.ground}; color: {neutral.text};
  border: 1px solid {neutral.edge}; border-radius: 6px; padding: 4px 11px; font-weight: 700;
  min-height: 14px; }}
QPushButton[kind="chip"]:checked {{ background: {info.ground}; color: {info.text};
  border-color: {info.edge}; }}
QPushButton[kind="chip"]:focus {{ border: 2px solid {accent.text}; padding: 3px 10px; }}
QPushButton[kind="arrow"] {{ background: transparent; border: 2px solid transparent;
  padding: 4px 7px; font-weight: 700; }}
QPushButton[kind="arrow"]:hover {{ border-color: {t.edge}; }}
QPushButton[kind="arrow"]:focus {{ border-color: {accent.text}; }}
QPushButton::menu-indicator {{ image: url("{arrow}"); width: 1.3em; height: 0.7em;
  subcontrol-origin: padding; subcontrol-position: center right; }}
QPushButton[kind="chip"]::menu-indicator {{ image: none; width: 0; }}
QPushButton[kind="place"] {{ background: transparent; border: 2px solid transparent;
  border-left-width: 4px; text-align: left; padding: 5px 12px 5px 10px; border-radius: 6px;
  border-top-left-radius: 0; border-bottom-left-radius: 0; }}
QPushButton[kind="place"]:checked {{ background: {accent.ground}; color: {accent.text};
  border-left-color: {accent.text}; font-weight: 700; }}
QPushButton[kind="place"]:focus {{ border-color: {accent.text}; }}
QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {{ background: {t.base}; color: {t.text};
  border: 1px solid {t.edge}; border-radius: 6px; padding: 6px 8px;
  placeholder-text-color: {t.muted};
  selection-background-color: {accent.text}; selection-color: {t.on_accent}; }}
QLineEdit, QComboBox {{ padding: 0 8px; min-height: {field}px; }}
QLineEdit[bad="true"], QPlainTextEdit[bad="true"], QComboBox[bad="true"] {{
  border: 1px solid {critical.text}; border-left-width: 4px; padding-left: 5px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
  border: 2px solid {accent.text};
  padding: 5px 7px; }}
QLineEdit:focus, QComboBox:focus {{ padding: 0 7px; min-height: {field - 2}px; }}
QAbstractSpinBox {{ padding: 4px 8px 3px; }}
QAbstractSpinBox:focus {{ padding: 3px 7px 2px; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{ border: 0; padding: 0 6px;
  min-height: 0; background: transparent; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: 0; }}
QLineEdit[bad="true"]:focus, QPlainTextEdit[bad="true"]:focus, QComboBox[bad="true"]:focus {{
  border: 2px solid {accent.text}; border-left: 4px solid {critical.text}; padding-left: 5px; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox[asks="true"] {{ color: {t.muted}; }}
QComboBox::drop-down {{ border: 0; width: 1.8em; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 1em; height: 1em; }}
QRadioButton::indicator, QCheckBox::indicator, QListView::indicator {{
  width: 0.8em; height: 0.8em; background: {t.base};
  border: 1px solid {t.muted}; border-radius: 3px; }}
QRadioButton, QCheckBox {{ border: 2px solid transparent; border-radius: 6px; padding: 2px;
  min-height: {max(16, line)}px; }}
QRadioButton:focus, QCheckBox:focus {{ border-color: {accent.text}; }}
QRadioButton:disabled, QCheckBox:disabled {{ color: {t.muted}; }}
QRadioButton::indicator:disabled, QCheckBox::indicator:disabled {{ border: 1px {off};
  background: {neutral.ground}; }}
QRadioButton::indicator {{ border-radius: 0.4em; }}
QRadioButton::indicator:checked {{ border-color: {accent.text}; background: qradialgradient(
  cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
  stop: 0.5 {accent.text}, stop: 0.6 {t.base}); }}
QCheckBox::indicator:checked, QListView::indicator:checked {{ border-color: {accent.text};
  background: {accent.text}; image: url("{tick}"); }}
QComboBox QAbstractItemView, QMenu {{ background: {t.base}; color: {t.text};
  border: 1px solid {t.edge}; selection-background-color: {accent.ground};
  selection-color: {t.text}; }}
QListView::item, QTreeView::item {{ border-left: 3px solid transparent; }}
QComboBox QAbstractItemView::item, QListView#choices::item {{ padding: 6px 28px 6px 5px; }}
QListView::item:selected, QTreeView::item:selected {{ background: {accent.ground};
  color: {t.text}; border-left-color: {accent.text}; }}
QListView#ticks::item {{ border: 2px solid transparent; border-radius: 6px; }}
QListView#ticks::item:focus {{ border-color: {accent.text}; }}
QMenuBar {{ background: {t.window}; border: 0; }}
QMenuBar::item {{ background: transparent; color: {t.text}; padding: 4px 8px;
  border-bottom: 2px solid transparent; }}
QMenuBar::item:selected {{ background: {accent.ground}; border-bottom-color: {accent.text}; }}
QMenu::item {{ padding: 6px 24px 6px 9px; border-left: 3px solid transparent; }}
QMenu::item:selected {{ background: {accent.ground}; color: {t.text};
  border-left-color: {accent.text}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QTableView, QListView, QTreeView {{ background: {t.base}; border: 1px solid {t.line};
  border-radius: 8px; padding: 1px; gridline-color: transparent; outline: 0;
  selection-background-color: {accent.ground}; selection-color: {t.text}; }}
QCalendarWidget QTableView {{ selection-background-color: {accent.text};
  selection-color: {t.on_accent}; }}
QWidget#qt_calendar_navigationbar {{ background: {t.base}; }}
QCalendarWidget QToolButton {{ color: {t.text}; background: transparent; border-radius: 6px;
  border: 2px solid transparent; min-width: 24px; min-height: 22px; padding: 0 6px; }}
QCalendarWidget QToolButton:focus, QCalendarWidget QToolButton:hover {{
  border-color: {accent.text}; }}
QTableView#staying {{ border: 0; border-right: 1px solid {t.line}; border-radius: 0;
  padding: 0; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QTableView:focus, QListView:focus, QTreeView:focus {{ border: 2px solid {accent.text};
  padding: 0; }}
QHeaderView {{ background: {t.base}; border: 0; font-weight: 700; }}
QHeaderView::section {{ background: {t.base}; color: {t.muted}; border: 0;
  border-bottom: 1px solid {t.line}; padding: 8px 10px; }}
QTabBar::tab {{ background: transparent; color: {t.muted}; padding: 8px 12px; border: 0;
  border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {accent.text}; border-bottom: 2px solid {accent.text}; }}
QTabBar::tab:selected:focus {{ border: 2px solid {accent.text}; border-radius: 6px;
  padding: 6px 10px 8px 10px; }}
QTabBar::scroller {{ width: 4em; }}
QTabBar::tear {{ width: 0; border: 0; }}
QTabBar QToolButton {{ background: {t.window}; border: 0; }}
QTabBar QToolButton::left-arrow {{ image: url("{_icon(f"arrow-left-{shade}")}");
  width: 1em; height: 1em; }}
QTabBar QToolButton::right-arrow {{ image: url("{_icon(f"arrow-right-{shade}")}");
  width: 1em; height: 1em; }}
QTabWidget::pane {{ border: 0; }}
QSplitter::handle {{ background: transparent; }}
QScrollArea {{ background: transparent; border: 2px solid transparent; border-radius: 6px; }}
QPdfView {{ border: 2px solid {t.line}; }}
KeyedArea {{ border: 0; border-radius: 0; }}
QScrollArea:focus, QPdfView:focus {{ border-color: {accent.text}; }}
QScrollArea > QWidget > QWidget#fields {{ background: {t.base}; }}
QToolTip {{ background: {t.base}; color: {t.text}; border: 1px solid {t.line}; padding: 4px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; }}
QScrollBar::handle:vertical {{ background: {t.edge}; border-radius: 5px; min-height: 24px; }}
QScrollBar#page:vertical {{ width: 18px; }}
QScrollBar#page::handle:vertical {{ margin-left: 8px; }}
QScrollBar::handle:vertical:disabled {{ background: transparent; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; }}
QScrollBar::handle:horizontal {{ background: {t.edge}; border-radius: 5px; min-width: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
"""
    )
