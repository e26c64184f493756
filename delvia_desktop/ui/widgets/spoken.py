"""What screen readers are told of a control beside what Qt tells: name, role, words under it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAccessibleWidget,
    QComboBox,
    QLineEdit,
    QWidget,
)

from delvia_desktop.i18n import tr

_ROLE = "spokenRole"
"""The property of a widget that holds its role, where Qt knows none for it."""


def name(editor: QWidget, words: str) -> None:
    """Let an editor's name be spoken by screen readers, also for the line and list of a box."""
    for part in _parts(editor):
        part.setAccessibleName(words)
    if isinstance(editor, QComboBox):
        editor.view().setAccessibleName(words)


def describe(editor: QWidget, *words: str) -> None:
    """Let a description of an editor be spoken: words, of which some may be empty."""
    for part in _parts(editor):
        part.setAccessibleDescription(". ".join(each.rstrip(".") for each in words if each))


def _parts(editor: QWidget) -> Iterator[QWidget]:
    """Yield what the keys can be in: a box that is typed into has a line of its own."""
    yield editor
    line = editor.lineEdit() if isinstance(editor, QComboBox) else None
    if line is not None:
        yield line


def clearable(line: QLineEdit) -> None:
    """Give a line a button that empties it, with a spoken name, which Qt lacks."""
    line.setClearButtonEnabled(True)
    for made in line.findChildren(QAbstractButton):
        made.setAccessibleName(tr("Clear"))


def give_role(widget: QWidget, role: QAccessible.Role) -> None:
    """Let the role of a widget be spoken that is made of plain parts or drawn by us.

    This comes first: once anything was told of a widget, Qt keeps what it took it for.
    """
    _install()
    widget.setProperty(_ROLE, role)


def is_in_form(widget: QWidget) -> bool:
    """Tell whether a spoken control is one of a form."""
    around: QWidget | None = widget
    while around is not None and around.property(_ROLE) != QAccessible.Role.Form:
        around = around.parentWidget()
    return around is not None


def document(area: QAbstractScrollArea, words: str) -> None:
    """Let a name be spoken for what is only read and scrolled by keys."""
    give_role(area, QAccessible.Role.Document)
    area.setAccessibleName(words)


@cache
def _install() -> None:
    QAccessible.installFactory(_interface)


def _interface(_: str, spoken: QObject) -> QAccessibleInterface | None:
    # What stands where an item of a layout stood before can still come as that item.
    if not isinstance(spoken, QWidget):
        return None
    role = spoken.property(_ROLE)
    return QAccessibleWidget(spoken, role) if role else None
