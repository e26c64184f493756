"""The keys of the parts of the window: each is bound, and listed, from one description.

The keys of the menus belong to their acts (`ui/frame/menus.py`); `ui/frame/key_list.py` lists both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from delvia_desktop.i18n import later


@dataclass(frozen=True)
class Shortcut:
    """What keys do in a part of the window; the texts are marked by `later`."""

    where: str
    words: str
    keys: tuple[str, ...]

    @property
    def first(self) -> str:
        """The usual one of the keys, as it stands in a hint."""
        return self.keys[0]

    def bind(self, part: QWidget, act: Callable[[], object]) -> None:
        """Do something when the keys are pressed while the window of a part has them."""
        self._bind(part, act, Qt.ShortcutContext.WindowShortcut)

    def bind_inside(self, part: QWidget, act: Callable[[], object]) -> None:
        """Do something when the keys are pressed in a part or in what it holds."""
        self._bind(part, act, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def fit(self, event: QKeyEvent) -> bool:
        """Tell whether these keys were pressed."""
        pressed = QKeySequence(event.keyCombination())
        return any(pressed == QKeySequence(each) for each in self.keys)

    def _bind(self, part: QWidget, act: Callable[[], object], context: Qt.ShortcutContext) -> None:
        for each in self.keys:
            shortcut = QShortcut(QKeySequence(each), part)
            shortcut.setContext(context)
            shortcut.activated.connect(lambda act=act: act())


LISTED: list[Shortcut] = []
"""All of them, in the order in which they are listed."""


def _listed(where: str, words: str, *keys: str) -> Shortcut:
    LISTED.append(Shortcut(where, words, keys))
    return LISTED[-1]


_LISTS = later("Lists")
FILTER = _listed(_LISTS, later("Filter list"), "Ctrl+F")
FILTER_PART = _listed(_LISTS, later("Filter list of chosen record"), "Ctrl+Shift+F")
FILTER_HELP = _listed(_LISTS, later("Show filter help"), "F1")
COPY = _listed(_LISTS, later("Copy selected rows, or cells of access matrix"), "Ctrl+C")
PASTE_TABLE = _listed(_LISTS, later("Import copied table"), "Ctrl+V")
COPY_LIST = Shortcut(_LISTS, later("Copy list as table"), ("Ctrl+Shift+C",))

_FORMS = later("Forms")
SUBMIT = _listed(_FORMS, later("Save form"), "Ctrl+Enter", "Ctrl+Return")
SUBMIT_AND_ANOTHER = _listed(
    _FORMS,
    later("Save, and add another or continue"),
    "Ctrl+Shift+Enter",
    "Ctrl+Shift+Return",
)
CANCEL = _listed(_FORMS, later("Close form; asks about unsaved entries"), "Esc")
CALENDAR = _listed(_FORMS, later("Open calendar of date"), "Alt+Down")

_EVIDENCE = later("Evidence")
PASTE_EVIDENCE = _listed(_EVIDENCE, later("Attach copied file or image"), "Ctrl+V")
REMOVE_EVIDENCE = _listed(_EVIDENCE, later("Delete selected evidence"), "Del")

_REVIEW = later("Review items")
KEEP = _listed(_REVIEW, later("Keep"), "K")
CHANGE = _listed(_REVIEW, later("Change"), "C")
REVOKE = _listed(_REVIEW, later("Revoke"), "R")
DEFER = _listed(_REVIEW, later("Defer"), "D")
EXCEPT = _listed(_REVIEW, later("Allow as exception"), "E")

_DOCUMENTS = later("Documents")
SAVE_DOCUMENT = _listed(_DOCUMENTS, later("Save document"), "Ctrl+S")
PRINT_DOCUMENT = _listed(_DOCUMENTS, later("Print document"), "Ctrl+P")
CLOSE_DOCUMENT = _listed(_DOCUMENTS, later("Close document"), "Ctrl+W")
FIND_IN_DOCUMENT = _listed(_DOCUMENTS, later("Find in document"), "Ctrl+F")
FIND_NEXT = _listed(_DOCUMENTS, later("Find next match"), "F3")
FIND_BEFORE = _listed(_DOCUMENTS, later("Find previous match"), "Shift+F3")
SCROLL_DOWN = _listed(_DOCUMENTS, later("Scroll down"), "PgDown")
SCROLL_UP = _listed(_DOCUMENTS, later("Scroll up"), "PgUp")
NEXT_PAGE = _listed(_DOCUMENTS, later("Next page"), "Ctrl+PgDown")
PAGE_BEFORE = _listed(_DOCUMENTS, later("Previous page"), "Ctrl+PgUp")
FIRST_PAGE = _listed(_DOCUMENTS, later("First page"), "Ctrl+Home")
LAST_PAGE = _listed(_DOCUMENTS, later("Last page"), "Ctrl+End")
ENLARGE = _listed(_DOCUMENTS, later("Zoom in"), "Ctrl++", "Ctrl+=")
REDUCE = _listed(_DOCUMENTS, later("Zoom out"), "Ctrl+-")
FIT_WIDTH = _listed(_DOCUMENTS, later("Fit width"), "Ctrl+0")
FIT_PAGE = _listed(_DOCUMENTS, later("Fit page"), "Ctrl+9")

_SIGNING = later("Signing on screen")
UNDO_STROKE = _listed(_SIGNING, later("Undo last stroke"), "Ctrl+Z")

_HELP = later("Help and About")
FIND_IN_HELP = _listed(_HELP, later("Search"), "Ctrl+F")
HELP_BACK = _listed(_HELP, later("Back to previous page"), "Alt+Left")
HELP_FORWARD = _listed(_HELP, later("Forward"), "Alt+Right")
CLOSE_HELP = _listed(_HELP, later("Close window"), "Ctrl+W")

_START = later("Start page")
START_NEW = _listed(_START, later("New register"), "Ctrl+N")
START_OPEN = _listed(_START, later("Open register"), "Ctrl+O")
START_HELP = _listed(_START, later("Help"), "F1")
START_SETTINGS = _listed(_START, later("Settings"), "Ctrl+,")
START_QUIT = _listed(_START, later("Quit"), "Ctrl+Q", "Ctrl+W")
