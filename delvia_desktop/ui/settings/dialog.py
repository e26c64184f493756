"""The settings in one dialog: their sections at the left, the page of the chosen one beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.services.computer import preferences
from delvia_desktop.ui.findings.finding_form import thresholds_form
from delvia_desktop.ui.findings.notices import Notices
from delvia_desktop.ui.papers.letterhead_form import letterhead_form
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.settings.backups_page import BackupsPage
from delvia_desktop.ui.settings.brand_form import brand_form
from delvia_desktop.ui.settings.computer_pages import AppearancePage, FoldersPage, NotificationsPage
from delvia_desktop.ui.settings.name_form import name_form
from delvia_desktop.ui.settings.page import FormPage, Page, obstacle_of
from delvia_desktop.ui.settings.sections import computer_titles, register_titles
from delvia_desktop.ui.widgets.enter import is_enter
from delvia_desktop.ui.widgets.labels import announce, button, text_label
from delvia_desktop.ui.widgets.reading_order import arrange

_LETTERS, _LINES = 112, 34
"""Average letters across the dialog, and lines of text from top to bottom, where there is room."""

_FRAME = QSize(24, 64)
"""Pixels that a frame needs at most, and some of the window behind."""

_NAME = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class SettingsSection:
    """What the choices of a section belong to, and what builds its page when it is first shown."""

    scope: str
    make: Callable[[], Page]


def computer_sections(session: Session | None, told: Notices | None) -> dict[str, SettingsSection]:
    """Return the settings dialog's sections for this computer, with no register too."""
    pages: dict[str, Callable[[], Page]] = {
        "name": lambda: FormPage(partial(name_form, session)),
        "appearance": AppearancePage,
        "notifications": lambda: NotificationsPage(told),
        "folders": FoldersPage,
    }
    scope = tr("Stored on this computer, for all registers. Not part of the record.")
    if preferences.is_portable():
        scope = tr("Stored beside the program, for all registers. Not part of the record.")
    return {name: SettingsSection(scope, make) for name, make in pages.items()}


def register_sections(session: Session) -> dict[str, SettingsSection]:
    """Return the settings dialog's sections for an open register."""
    forms = {"brand": brand_form, "thresholds": thresholds_form, "letterhead": letterhead_form}
    scope = tr("Part of this register, for everyone who opens it. Changes can be undone.")
    obstacle = partial(obstacle_of, session)
    sections = {
        name: SettingsSection(scope, partial(FormPage, partial(form, session), session, obstacle))
        for name, form in forms.items()
    }
    sections["backups"] = SettingsSection(
        tr("Files next to this register."), partial(BackupsPage, session)
    )
    return sections


class _Sections(QListWidget):
    """The titles of the sections, under what they belong to."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("choices")
        self.setAccessibleName(tr("Sections"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @override
    def moveCursor(
        self, action: QListWidget.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        # The first line only names what the sections below it belong to.
        if action == QListWidget.CursorAction.MoveHome:
            return self.model().index(1, 0)
        return super().moveCursor(action, modifiers)


class _Status(QWidget):
    """What was just done, with one act such as Undo."""

    def __init__(self) -> None:
        super().__init__()
        self._text = text_label("")
        self._act: Callable[[], object] | None = None
        self._button = button("", "link")
        self._button.clicked.connect(self._run)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self.hide()

    def say(self, text: str, act: tuple[str, Callable[[], object]] | None = None) -> None:
        """Show what was done until something else was."""
        self._text.setText(text)
        self._button.setVisible(act is not None)
        if act is not None:
            self._button.setText(act[0])
            self._button.setAccessibleName(act[0])
            self._act = act[1]
        self.setVisible(bool(text))

    def _run(self) -> None:
        if self._act is not None:
            self._act()


class SettingsDialog(QDialog):
    """All settings: those of this computer, and where a register is open, those of it."""

    def __init__(
        self,
        parent: QWidget,
        session: Session | None = None,
        told: Notices | None = None,
        section: str = "",
    ) -> None:
        """Show a section by its name, the first if none is named."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Settings"))
        self._session = session
        self._sections: dict[str, SettingsSection] = {}
        self.pages: dict[str, Page] = {}
        self.list = _Sections()
        self._scope = text_label("", muted=True)
        self._stack = QStackedWidget()
        self._status = _Status()
        self._add(tr("This computer"), computer_titles(), computer_sections(session, told))
        if session is not None:
            self._add(tr("This register"), register_titles(), register_sections(session))
            self._listen(session)
        self.list.currentItemChanged.connect(lambda *_: self._show_current())
        self._lay_out()
        self.show_section(section or "name")
        if section:
            self.page.begin()
        else:
            self.list.setFocus()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.pages[self._current()]

    def show_section(self, name: str) -> None:
        """Show a section."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_NAME) == name:
                self.list.setCurrentRow(row)

    def close_once_saved(self) -> None:
        """Close the settings once the page that is shown was saved: it is all that is asked."""
        self.page.saved.connect(self.leave)

    def leave(self) -> None:
        """Close the settings; each page on which something was typed asks before."""
        changed = next((name for name, page in self.pages.items() if page.is_changed), None)
        if changed is None:
            super().reject()
            return
        self.show_section(changed)
        self.pages[changed].leave(self.leave)

    @override
    def reject(self) -> None:
        self.leave()

    def rest(self) -> None:
        """Let the pages ask nothing any more, as the settings go away."""
        for page in self.pages.values():
            page.rest()

    @override
    def done(self, result: int) -> None:
        self.rest()
        super().done(result)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter presses the button that has the keys, and no other one of a dialog.
        if not is_enter(event):
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            QTimer.singleShot(0, self, self._fit)

    @override
    def focusNextPrevChild(self, is_next: bool) -> bool:
        arrange(self)
        return super().focusNextPrevChild(is_next)

    def _current(self) -> str:
        item = self.list.currentItem()
        return str(item.data(_NAME)) if item is not None else ""

    def _show_current(self) -> None:
        name = self._current()
        section = self._sections.get(name)
        if section is None:
            return
        if name not in self.pages:
            page = section.make()
            page.close_asked.connect(self.leave)
            page.said.connect(self._say)
            self.pages[name] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self.pages[name])
        self._scope.setText(section.scope)
        self._status.say("")

    def _add(
        self, title: str, titles: Mapping[str, str], sections: Mapping[str, SettingsSection]
    ) -> None:
        """List sections under the title of what they belong to."""
        head = QListWidgetItem(title, self.list)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        font = QFont()  # the size comes from the list
        font.setWeight(QFont.Weight.Bold)
        head.setFont(font)
        self._sections |= sections
        for name, section in titles.items():
            item = QListWidgetItem(section, self.list)
            item.setData(_NAME, name)
            words = tr("{section}, {group}", section=section, group=title)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)

    def _listen(self, session: Session) -> None:
        session.changed.connect(self._refresh)
        session.acted.connect(self._tell)
        session.undone.connect(self._tell_undone)
        session.redone.connect(self._tell_redone)
        session.failed.connect(self._tell_failed)

    # The window tells screen readers of acts; here they are shown only.

    def _tell(self, title: str) -> None:
        if self._session is not None:
            self._status.say(title, (tr("Undo"), self._session.undo))

    def _tell_undone(self, title: str) -> None:
        if self._session is not None:
            undone = tr("Undone: {title}", title=title)
            self._status.say(undone, (tr("Redo"), self._session.redo))

    def _tell_redone(self, title: str) -> None:
        self._tell(tr("Redone: {title}", title=title))

    def _tell_failed(self, why: str) -> None:
        self._status.say(why)

    def _refresh(self) -> None:
        for page in self.pages.values():
            page.refresh()

    def _say(self, text: str) -> None:
        self._status.say(text)
        announce(self, text)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.list)
        beside = QVBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self._scope)
        beside.addWidget(self._stack, 1)
        row.addLayout(beside, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(row, 1)
        column.addWidget(self._status)
        self.list.ensurePolished()  # the style sheet gives its lines their room
        self._fit()

    def _fit(self) -> None:
        """Take the room that the text asks for, as far as the screen has it."""
        self.list.doItemsLayout()
        self.list.setFixedWidth(self.list.sizeHintForColumn(0) + 2 * self.list.frameWidth() + 8)
        letter = self.fontMetrics().averageCharWidth()
        wanted = QSize(letter * _LETTERS, self.fontMetrics().lineSpacing() * _LINES)
        self.resize(wanted.boundedTo(self.screen().availableSize() - _FRAME))
        frame = self.frameGeometry()
        room = self.screen().availableGeometry()
        left = min(frame.left(), room.right() - frame.width())
        top = min(frame.top(), room.bottom() - frame.height())
        if self.isVisible() and (left, top) != (frame.left(), frame.top()):
            self.move(max(left, room.left()), max(top, room.top()))
