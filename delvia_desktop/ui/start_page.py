"""The first window: a new register, an existing one, or the sample."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from delvia_desktop.i18n import tr
from delvia_desktop.services.login_name import login_name
from delvia_desktop.ui.widgets.fields import LineField
from delvia_desktop.ui.widgets.labels import button, text_label

_FILTER = "Delvia (*.delvia)"


class StartPage(QWidget):
    """What the program offers when no register is open."""

    new_asked = Signal(str, str, str)
    """A file, the brand's name, and who will act."""

    open_asked = Signal(str)
    sample_asked = Signal(str)

    def __init__(self) -> None:
        """Lay the page out."""
        super().__init__()
        self.setObjectName("page")
        self.setWindowTitle("Delvia")
        self.resize(1280, 800)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        card = QFrame()
        card.setObjectName("panel")
        width = self.fontMetrics().averageCharWidth() * 84
        card.setFixedWidth(width)
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(12)
        column.addWidget(text_label(tr("Who has access to your TikTok?"), size=1.9, bold=True))
        text = tr(
            "Delvia keeps the record on this computer: what was shared with whom, at which level "
            "and until when. It never stores a password and never uses the network."
        )
        about = text_label(text, muted=True)
        # A layout that is centred does not ask how high words are that wrap.
        about.setFixedHeight(about.heightForWidth(width - 64))
        column.addWidget(about)
        self.brand = LineField(tr("Name of the brand"))
        self.who = LineField(tr("Your name"), tr("It stands in the history beside what you do"))
        self.who.set_value(login_name())
        column.addWidget(self.brand)
        column.addWidget(self.who)
        row = QHBoxLayout()
        self.new_button = button(tr("New register…"), "primary")
        self.new_button.clicked.connect(self.ask_new)
        self.open_button = button(tr("Open a register…"))
        self.open_button.clicked.connect(self.ask_open)
        self.sample_button = button(tr("Look at a sample…"))
        self.sample_button.clicked.connect(self.ask_sample)
        for each in (self.new_button, self.open_button, self.sample_button):
            row.addWidget(each)
        row.addStretch(1)
        column.addLayout(row)
        self._problem = text_label("")
        self._problem.setProperty("role", "problem")
        column.addWidget(self._problem)
        self._problem.hide()
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)

    def show_problem(self, text: str) -> None:
        """Say why a register cannot be opened or made."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def ask_new(self) -> None:
        """Ask where the new register should be, once the brand has a name."""
        name = self.brand.value().strip()
        self.brand.set_problem("" if name else tr("Type the name of the brand."))
        if name:
            self._ask_save(f"{name}.delvia", self._new)

    def ask_open(self) -> None:
        """Ask for a register."""
        dialog = QFileDialog(self, tr("Open a register"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_FILTER)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.open_asked.emit)
        dialog.open()

    def ask_sample(self) -> None:
        """Ask where the sample should be."""
        self._ask_save("sample.delvia", self.sample_asked.emit)

    def _new(self, file: str) -> None:
        self.new_asked.emit(file, self.brand.value(), self.who.value() or login_name())

    def _ask_save(self, name: str, then: object) -> None:
        dialog = QFileDialog(self, tr("Where to keep the register"), str(Path.home() / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_FILTER)
        dialog.setDefaultSuffix("delvia")
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(then)
        dialog.open()
