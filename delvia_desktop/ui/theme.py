"""Colours, spacing and type in one place: tokens, and palette and style sheet from them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from delvia_desktop import resources

SPACE = 4
"""The step of all distances, in pixels: 4, 8, 12, 16, 24."""


@dataclass(frozen=True)
class Tone:
    """Words and their ground, for chips and banners."""

    text: str
    ground: str


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme by their role."""

    window: str
    side: str
    base: str
    text: str
    muted: str
    line: str
    on_accent: str
    tones: dict[str, Tone]

    def tone(self, name: str) -> Tone:
        """Return a tone; what has none is neutral."""
        return self.tones.get(name) or self.tones["neutral"]


LIGHT = Tokens(
    window="#F6F6F7",
    side="#ECEDEF",
    base="#FFFFFF",
    text="#1B1D22",
    muted="#5C626C",
    line="#E0E2E6",
    on_accent="#FFFFFF",
    tones={
        "accent": Tone("#0F6B66", "#DDF0EE"),
        "critical": Tone("#B3261E", "#FBE9E7"),
        "high": Tone("#965000", "#FDF1E0"),
        "info": Tone("#2A5C9E", "#E6EFFA"),
        "good": Tone("#1E6B3A", "#E4F3E9"),
        "neutral": Tone("#565C66", "#ECEDF1"),
    },
)

DARK = Tokens(
    window="#1C1E22",
    side="#16181B",
    base="#24272C",
    text="#ECEEF1",
    muted="#9AA1AC",
    line="#363A41",
    on_accent="#10211F",
    tones={
        "accent": Tone("#3FB6AD", "#1F3B3A"),
        "critical": Tone("#FF8A80", "#4A2422"),
        "high": Tone("#FFB870", "#46321B"),
        "info": Tone("#8FBBFF", "#233754"),
        "good": Tone("#7FD39A", "#1F3D2A"),
        "neutral": Tone("#B4BAC4", "#32363D"),
    },
)

_SCRIPTS = (
    "", "Arabic", "Thai", "Hebrew", "Devanagari", "KR", "Armenian", "Georgian", "Bengali", "Tamil",
    "Khmer", "Lao", "Myanmar", "Gujarati", "Gurmukhi", "Oriya", "Telugu", "Kannada", "Malayalam",
    "Sinhala", "Ethiopic",
)  # fmt: skip
_WEIGHTS = ("Regular", "Bold")
_RARE = ("NotoSansJP-Regular", "NotoSansTC-Regular", "NotoSansSC-Regular")
"""Ideographs that the font for most of them lacks."""


def is_dark() -> bool:
    """Tell whether the application shows the dark theme."""
    return QGuiApplication.palette().window().color().lightness() < 128  # noqa: PLR2004 - half of 255


def tokens() -> Tokens:
    """Return the colours of the theme that is shown."""
    return DARK if is_dark() else LIGHT


def apply(application: QApplication, *, dark: bool | None = None) -> None:
    """Show a theme; None follows the system and goes on following it."""
    application.setStyle("Fusion")
    # By its own name: a name that stands for another, such as “Sans Serif”, would mean one of our
    # fonts as soon as they are added, and what is laid out already would not fit any more.
    font = application.font()
    font.setFamily(QFontInfo(font).family())
    application.setFont(font)
    hints = application.styleHints()
    if dark is None:
        hints.colorSchemeChanged.connect(
            lambda scheme: _show(application, DARK if scheme == Qt.ColorScheme.Dark else LIGHT)
        )
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
    _show(application, DARK if dark else LIGHT)


def add_script_fonts(application: QApplication) -> None:
    """Lend the window our fonts for scripts that the system may have no font for."""
    families = [application.font().family()]
    names = [f"NotoSans{script}-{weight}" for script in _SCRIPTS for weight in _WEIGHTS]
    for name in (*names, "DroidSansFallbackFull", *_RARE):
        number = QFontDatabase.addApplicationFont(str(resources.path("fonts", f"{name}.ttf")))
        families += [f for f in QFontDatabase.applicationFontFamilies(number) if f not in families]
    font = application.font()
    font.setFamilies(families)
    application.setFont(font)


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """Return a font so many times as large; sizes follow the system's."""
    larger = QFont(font)
    larger.setPointSizeF(font.pointSizeF() * factor)
    if bold:
        larger.setWeight(QFont.Weight.DemiBold)
    return larger


def _show(application: QApplication, theme: Tokens) -> None:
    application.setPalette(_palette(theme))
    application.setStyleSheet(_style_sheet(theme))


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


def _icon(name: str) -> str:
    return resources.path("icons", f"{name}.png").as_posix()


def _style_sheet(t: Tokens) -> str:
    accent, critical, high = t.tone("accent"), t.tone("critical"), t.tone("high")
    neutral, info = t.tone("neutral"), t.tone("info")
    shade = "dark" if t is DARK else "light"
    arrow, tick = _icon(f"arrow-{shade}"), _icon(f"tick-{shade}")
    tones = "".join(
        f'QLabel[tone="{name}"] {{ color: {tone.text}; }}'
        f'QFrame#banner[tone="{name}"] {{ background: {tone.ground}; border: 0;'
        f" border-radius: 8px; }}"
        f'QFrame#banner[tone="{name}"] QLabel {{ color: {tone.text}; }}'
        f'QLabel#chip[tone="{name}"] {{ background: {tone.ground}; border-radius: 6px;'
        f" padding: 3px 10px; font-weight: 600; }}"
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
QFrame#card, QFrame#panel {{ background: {t.base}; border: 1px solid {t.line};
  border-radius: 8px; }}
QFrame#toast {{ background: {t.text}; border-radius: 8px; }}
QFrame#toast QLabel {{ color: {t.base}; }}
QFrame#toast QPushButton {{ color: {t.base}; background: transparent; border: 1px solid {t.muted};
  border-radius: 6px; padding: 4px 10px; font-weight: 600; }}
QPushButton {{ background: {t.base}; color: {t.text}; border: 1px solid {t.line};
  border-radius: 6px; padding: 6px 12px; }}
QPushButton[align="left"] {{ text-align: left; }}
QPushButton:hover {{ border-color: {t.muted}; }}
QPushButton:focus {{ border: 2px solid {accent.text}; padding: 5px 11px; }}
QPushButton:disabled {{ color: {t.muted}; }}
QPushButton[kind="primary"] {{ background: {accent.text}; color: {t.on_accent};
  border-color: {accent.text}; font-weight: 600; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {t.text}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.line}; color: {t.muted};
  border-color: {t.line}; }}
QPushButton[kind="link"] {{ background: transparent; border: 0; color: {accent.text};
  font-weight: 600; padding: 4px 6px; text-align: left; }}
QPushButton[kind="link"]:disabled {{ color: {t.muted}; font-weight: 400; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {accent.text}; padding: 2px 4px; }}
QPushButton[kind="chip"] {{ background: {neutral.ground}; color: {neutral.text}; border: 0;
  border-radius: 6px; padding: 4px 12px; font-weight: 600; }}
QPushButton[kind="chip"]:checked {{ background: {info.ground}; color: {info.text}; }}
QPushButton[kind="chip"]:focus {{ border: 2px solid {accent.text}; padding: 2px 10px; }}
QPushButton[kind="chip"]::menu-indicator {{ width: 0; }}
QPushButton[kind="place"] {{ background: transparent; border: 0; text-align: left;
  padding: 7px 14px; border-radius: 6px; }}
QPushButton[kind="place"]:checked {{ background: {accent.ground}; color: {accent.text};
  font-weight: 600; }}
QPushButton[kind="place"]:focus {{ border: 2px solid {accent.text}; padding: 5px 12px; }}
QLineEdit, QPlainTextEdit, QComboBox {{ background: {t.base}; color: {t.text};
  border: 1px solid {t.line}; border-radius: 6px; padding: 6px 8px;
  placeholder-text-color: {t.muted};
  selection-background-color: {accent.text}; selection-color: {t.on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {accent.text};
  padding: 5px 7px; }}
QLineEdit[bad="true"], QPlainTextEdit[bad="true"], QComboBox[bad="true"] {{
  border: 2px solid {critical.text}; padding: 5px 7px; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down {{ border: 0; width: 1.8em; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 1em; height: 1em; }}
QRadioButton::indicator, QCheckBox::indicator, QListView::indicator {{
  width: 0.8em; height: 0.8em; background: {t.base};
  border: 1px solid {t.muted}; border-radius: 3px; }}
QRadioButton::indicator {{ border-radius: 0.4em; }}
QRadioButton::indicator:checked {{ border-color: {accent.text}; background: qradialgradient(
  cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
  stop: 0.5 {accent.text}, stop: 0.6 {t.base}); }}
QCheckBox::indicator:checked, QListView::indicator:checked {{ border-color: {accent.text};
  background: {accent.text}; image: url("{tick}"); }}
QRadioButton::indicator:focus, QCheckBox::indicator:focus {{ border: 2px solid {accent.text}; }}
QComboBox QAbstractItemView, QMenu {{ background: {t.base}; color: {t.text};
  border: 1px solid {t.line}; selection-background-color: {accent.ground};
  selection-color: {t.text}; }}
QComboBox QAbstractItemView::item, QListView#choices::item {{ padding: 6px 8px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; }}
QMenu::item:selected {{ background: {accent.ground}; color: {t.text}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QTableView, QListView, QTreeView {{ background: {t.base}; border: 1px solid {t.line};
  border-radius: 8px; gridline-color: transparent; outline: 0;
  selection-background-color: {accent.ground}; selection-color: {t.text}; }}
QTableView#staying {{ border: 0; border-right: 1px solid {t.line}; border-radius: 0; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QTableView:focus, QListView:focus {{ border: 1px solid {accent.text}; }}
QHeaderView {{ background: {t.base}; border: 0; }}
QHeaderView::section {{ background: {t.base}; color: {t.muted}; border: 0;
  border-bottom: 1px solid {t.line}; padding: 8px 10px; font-weight: 600; }}
QTabBar::tab {{ background: transparent; color: {t.muted}; padding: 8px 16px; border: 0;
  border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {accent.text}; border-bottom: 2px solid {accent.text}; }}
QTabBar::tab:focus {{ color: {t.text}; }}
QTabWidget::pane {{ border: 0; }}
QSplitter::handle {{ background: transparent; }}
QScrollArea {{ background: transparent; border: 0; }}
QScrollArea > QWidget > QWidget#fields {{ background: {t.base}; }}
QToolTip {{ background: {t.base}; color: {t.text}; border: 1px solid {t.line}; padding: 4px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; }}
QScrollBar::handle:vertical {{ background: {t.line}; border-radius: 5px; min-height: 24px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; }}
QScrollBar::handle:horizontal {{ background: {t.line}; border-radius: 5px; min-width: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
"""
    )
