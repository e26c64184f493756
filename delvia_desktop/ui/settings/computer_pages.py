"""The pages for what this computer remembers: appearance, notifications, folders."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.computer import preferences, recent
from delvia_desktop.services.computer.appearance import (
    TEXT_SIZES,
    USUAL_SIZE,
    Appearance,
    Theme,
    chosen_appearance,
)
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import CheckField, Field
from delvia_desktop.ui.findings import notices
from delvia_desktop.ui.settings.page import ChoicesPage, PlaceField
from delvia_desktop.ui.toolkit import appearance
from delvia_desktop.ui.toolkit.file_dialogs import (
    READ,
    SAVE,
    always_offered,
    ask_for_folder,
    offer_always,
    offered_folder,
    was_used,
)
from delvia_desktop.ui.widgets.labels import button, text_label


class AppearancePage(ChoicesPage):
    """Theme and size of text; both show at once."""

    def __init__(self) -> None:
        """Show what is chosen."""
        themes = [
            Option(Theme.SYSTEM, tr("Same as the system")),
            Option(Theme.LIGHT, tr("Light")),
            Option(Theme.DARK, tr("Dark")),
        ]
        self.theme = ChoiceField(tr("Theme"), themes)
        sizes = [Option(size, _size_words(size)) for size in TEXT_SIZES]
        self.text_size = ChoiceField(
            tr("Text size"), sizes, tr("Compared with the text size of the system")
        )
        text = tr("Applies to all windows of Delvia immediately. Documents are not affected.")
        super().__init__(tr("Appearance"), text, [self.theme, self.text_size])
        now = chosen_appearance()
        self.theme.set_value(now.theme)
        self.text_size.set_value(now.text_size)
        for field in (self.theme, self.text_size):
            # Its list is still open while it tells what was chosen.
            field.edited.connect(lambda: QTimer.singleShot(0, self, self._choose))

    @override
    def begin(self) -> None:
        self.theme.setFocus()

    def _choose(self) -> None:
        application = QApplication.instance()
        chosen = Appearance(self.theme.value(), self.text_size.value())
        if isinstance(application, QApplication) and chosen != chosen_appearance():
            appearance.choose(application, chosen)


def _size_words(size: int) -> str:
    words = tr("{n}%", n=size)
    return tr("{n}% (same as the system)", n=size) if size == USUAL_SIZE else words


class NotificationsPage(ChoicesPage):
    """Whether the system's notifications may be used."""

    def __init__(self, told: notices.Notices | None) -> None:
        """Show whether they are allowed; `told` tells at once what is due."""
        self.allowed = CheckField(tr("Show system notifications"))
        text = tr(
            "Delvia can show system notifications when something ends or is due. They may show "
            "names of partners and assets on the lock screen."
        )
        super().__init__(tr("Notifications"), text, [self.allowed])
        self._told = told
        self.allowed.set_value(notices.is_allowed())
        if not notices.can_notify():
            self.allowed.setEnabled(bool(notices.is_allowed()))
            self.allowed.set_hint(
                tr("This system does not support notifications. The Overview shows what is due.")
            )
        self.allowed.edited.connect(self._allow)

    @override
    def begin(self) -> None:
        (self.allowed if self.allowed.isEnabled() else self._close).setFocus()

    def _allow(self) -> None:
        notices.allow(self.allowed.value())
        if self._told is not None:
            self._told.tell()


class FolderField(Field):
    """The folder that dialogs for files begin in: always the same, or the one used last."""

    def __init__(self, label: str, purpose: str) -> None:
        """Show which one is offered."""
        self._purpose = purpose
        self._choose = button(tr("Choose folder…"))
        self._last = button(tr("Offer the folder used last"))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._choose)
        row.addWidget(self._last)
        row.addStretch(1)
        super().__init__(label, self._choose, holder=holder)
        self._choose.setAccessibleName(tr("{label}: choose folder", label=label))
        self._last.setAccessibleName(tr("{label}: offer the folder used last", label=label))
        self._choose.clicked.connect(self._ask)
        self._last.clicked.connect(lambda: self._offer(""))
        self._tell()

    @override
    def value(self) -> str:
        return always_offered(self._purpose)

    @override
    def set_value(self, value: object) -> None:
        self._offer(str(value or ""))

    def _ask(self) -> None:
        title = tr("Choose the folder to offer")
        ask_for_folder(self, title, lambda folder: self._offer(str(folder)))

    def _offer(self, folder: str) -> None:
        offer_always(self._purpose, folder)
        self._tell()
        if not folder:
            self._choose.setFocus()  # the other button has just gone
        self.edited.emit()

    def _tell(self) -> None:
        always, offered = always_offered(self._purpose), str(offered_folder(self._purpose))
        if not always and not was_used(self._purpose):
            words = tr("None was used yet, so {folder} is offered.", folder=offered)
        elif not always:
            words = tr("The folder used last: {folder}", folder=offered)
        elif always == offered:
            words = tr("Always {folder}", folder=always)
        else:
            words = tr(
                "{missing} was not found. Until it is back, Delvia offers {folder}.",
                missing=always,
                folder=offered,
            )
        self._last.setVisible(bool(always))
        self.set_hint(words)


class FoldersPage(ChoicesPage):
    """Which folders are offered, and what is remembered of what was done."""

    def __init__(self) -> None:
        """Show what is remembered."""
        self.save = FolderField(tr("Folder offered when saving"), SAVE)
        self.read = FolderField(tr("Folder offered when opening and attaching"), READ)
        self.forget = button(tr("Forget recent registers"))
        self.forget.clicked.connect(self._forget)
        self._recent = _Act(tr("Recent registers"), self.forget)
        self.reset = button(tr("Reset lists"))
        self.reset.clicked.connect(self._reset)
        lists = _Act(tr("Columns and sorting of lists"), self.reset)
        lists.say(
            tr(
                "Lists keep your columns and sorting. A reset takes effect when a register is "
                "next opened."
            )
        )
        stored = PlaceField(tr("Settings file"))
        stored.set_value(str(preferences.preferences_file()))
        text = tr("Delvia remembers these on this computer to save you work.")
        parts = [self.save, self.read, self._recent, lists, stored]
        super().__init__(tr("Folders and recent files"), text, parts)
        self.refresh()

    @override
    def begin(self) -> None:
        self.save.setFocus()

    @override
    def refresh(self) -> None:
        count = len(recent.recent_registers())
        text = ntr("{n} register is listed.", "{n} registers are listed.", count)
        self._recent.say(text if count else tr("None are listed."))
        self.forget.setEnabled(count > 0)

    def _forget(self) -> None:
        recent.forget_all()
        self.reset.setFocus()
        self.refresh()
        self.said.emit(tr("Recent registers were forgotten. Their files stay where they are."))

    def _reset(self) -> None:
        preferences.forget(preferences.LISTS)
        self.said.emit(tr("Lists were reset."))


class _Act(QWidget):
    """What can be done about something that is remembered: its name, a button, and how it is."""

    def __init__(self, title: str, act: QPushButton) -> None:
        super().__init__()
        self._act = act
        self._text = text_label("", size=0.9, muted=True)
        row = QHBoxLayout()
        row.addWidget(act)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(text_label(title, bold=True))
        column.addLayout(row)
        column.addWidget(self._text)

    def say(self, text: str) -> None:
        """Say how it is now."""
        self._text.setText(text)
        self._act.setAccessibleDescription(text)
