"""The first window: the registers opened last, a new one, another one, or the sample."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.services.computer.person import known_name
from delvia_desktop.services.computer.recent import Recent, forget, recent_registers
from delvia_desktop.ui.new_register import NewRegisterFields
from delvia_desktop.ui.toolkit import shortcuts, worn
from delvia_desktop.ui.widgets.labels import button, status_label, text_label

_LETTERS = 84
"""Average letters across the card."""


class StartPage(QWidget):
    """What the program offers when no register is open. It asks for no file itself."""

    asked = Signal(str)
    """The person asked for a register, `new`, `open` or `sample`, or for the `settings`."""

    described = Signal(str, str)
    """A new register is wanted for this brand by this person."""

    chosen = Signal(str)
    """A register that was opened before is to be opened again."""

    def __init__(self) -> None:
        """Lay the page out: who comes for the first time is asked at once."""
        super().__init__()
        worn.dress(self)
        self.setObjectName("page")
        self.setWindowTitle("Delvia")
        self.resize(1280, 800)
        self._card = QFrame()
        self._card.setObjectName("panel")
        self._card.setMaximumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        self._column = QVBoxLayout(self._card)
        self._column.setContentsMargins(32, 28, 32, 28)
        self._column.setSpacing(12)
        self._column.addWidget(
            text_label(tr("Who has access to your TikTok?"), size=1.9, bold=True)
        )
        text = tr(
            "Delvia keeps the record on this computer: what is shared with whom, at which "
            "level and until when. It never stores passwords and never goes online."
        )
        self._column.addWidget(text_label(text, muted=True))
        self._problem = status_label(role="problem")
        self._column.addWidget(self._problem)
        self._problem.hide()
        self._recent = QVBoxLayout()
        self._recent.setSpacing(4)
        self._column.addLayout(self._recent)
        self.fields = NewRegisterFields()
        self._column.addWidget(self.fields)
        self._column.addLayout(self._make_buttons())
        self._assemble()
        self._show_recent()
        for keys, act in (
            (shortcuts.START_NEW, self.new_button.click),
            (shortcuts.START_OPEN, self.open_button.click),
            (shortcuts.START_HELP, self._show_help),
            (shortcuts.START_SETTINGS, self.settings_button.click),
            (shortcuts.START_QUIT, self.close),
        ):
            keys.bind(self, act)

    def refresh(self) -> None:
        """Show what this computer remembers now; what was typed stays."""
        self._show_recent()
        if not self.fields.who.value():
            self.fields.who.set_value(known_name())

    def show_problem(self, text: str) -> None:
        """Say why a register cannot be opened or made."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter in a field makes the register; on a button it presses the button.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.fields.isVisible():
            self.new_button.click()
        else:
            super().keyPressEvent(event)

    def _show_recent(self) -> None:
        while (item := self._recent.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        registers = recent_registers()
        self.fields.setVisible(not registers)
        if registers:
            self._recent.addWidget(text_label(tr("Reopen"), bold=True))
        for number, recent in enumerate(registers):
            row = _RecentRow(recent, is_first=number == 0)
            row.opened.connect(self.chosen.emit)
            row.removed.connect(self._forget)
            self._recent.addWidget(row)
            if number == 0:
                row.open_button.setFocus()
        if not registers:
            self.fields.brand.setFocus()

    def _forget(self, path: str) -> None:
        forget(Path(path))
        self._show_recent()

    def _new(self) -> None:
        if self.fields.isVisible():
            self.fields.read(self.described.emit)
        else:
            self.asked.emit("new")

    def _ask_for(self, what: str) -> None:
        if self.fields.isVisible():
            self.fields.keep_name()
        self.asked.emit(what)

    def _show_help(self) -> None:
        from delvia_desktop.ui.frame.help_window import HelpWindow  # noqa: PLC0415 - when it is asked for

        HelpWindow.over(self).show_page("first-steps")

    def _show_about(self) -> None:
        from delvia_desktop.ui.frame.about_dialog import AboutDialog  # noqa: PLC0415 - reads the licences

        AboutDialog.over(self, None).show_again()

    def _make_buttons(self) -> QVBoxLayout:
        kind = "" if recent_registers() else "primary"
        self.new_button = button(tr("New register…"), kind)
        self.new_button.clicked.connect(self._new)
        self.open_button = button(tr("Open register…"))
        self.open_button.clicked.connect(lambda: self._ask_for("open"))
        self.sample_button = button(tr("Open sample…"))
        self.sample_button.clicked.connect(lambda: self._ask_for("sample"))
        self.settings_button = button(tr("Settings…"), "link")
        self.settings_button.setToolTip(shortcuts.START_SETTINGS.first)
        self.settings_button.clicked.connect(partial(self.asked.emit, "settings"))
        self.about_button = button(tr("About Delvia"), "link")
        self.about_button.clicked.connect(self._show_about)
        row = QHBoxLayout()
        for each in (self.new_button, self.open_button, self.sample_button):
            row.addWidget(each)
        row.addStretch(1)
        last = QHBoxLayout()
        last.addWidget(self.settings_button)
        last.addWidget(self.about_button)
        last.addStretch(1)
        rows = QVBoxLayout()
        rows.addLayout(row)
        rows.addLayout(last)
        return rows

    def _assemble(self) -> None:
        inside = QWidget()
        inside.setObjectName("page")
        middle = QHBoxLayout(inside)
        middle.setContentsMargins(24, 24, 24, 24)
        middle.addStretch(1)
        column = QVBoxLayout()
        column.addStretch(1)
        column.addWidget(self._card)
        column.addStretch(2)
        middle.addLayout(column, 100)
        middle.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(tr("Start"))
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)


class _RecentRow(QWidget):
    """A register that was opened before; one that is gone can be taken off the list."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, recent: Recent, *, is_first: bool) -> None:
        """Show the brand and where the file lies."""
        super().__init__()
        path = str(recent.path)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        brand = recent.brand or tr("Unnamed brand")
        name = tr("Open {brand}, {file}", brand=brand, file=recent.path.name)
        self.open_button = button("", "primary" if is_first else "", name)
        room = self.fontMetrics().averageCharWidth() * (_LETTERS - 22)
        metrics = self.open_button.fontMetrics()
        words = f"{brand} · {recent.path.name}".replace("&", "&&")
        self.open_button.setText(metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room))
        self.open_button.setProperty("align", "left")
        self.open_button.setToolTip(path)
        self.open_button.setEnabled(recent.is_there)
        self.open_button.clicked.connect(partial(self.opened.emit, path))
        column.addWidget(self.open_button)
        words = tr("In {folder}") if recent.is_there else tr("Not found in {folder}")
        row = QHBoxLayout()
        row.setContentsMargins(2, 0, 0, 4)
        where = words.format(folder=_home(recent.path.parent))
        row.addWidget(text_label(where, size=0.9, muted=True), 1)
        if not recent.is_there:
            name = tr("Remove {file} from list", file=path)
            remove = button(tr("Remove from list"), "link", name)
            remove.clicked.connect(partial(self.removed.emit, path))
            row.addWidget(remove)
        column.addLayout(row)


def _home(folder: Path) -> str:
    """Return a folder as people know it: what lies at home begins with the word for it."""
    try:
        return str(Path(tr("Home")) / folder.relative_to(Path.home()))
    except ValueError:
        return str(folder)
