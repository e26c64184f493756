"""What a new register must know: the brand, and who works in it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from delvia_desktop.domain.records.brand import BrandDraft, check_brand
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.i18n import tr
from delvia_desktop.services.computer import person
from delvia_desktop.ui.fields.fields import LineField
from delvia_desktop.ui.widgets.labels import button

_LETTERS = 64
"""Average letters across a dialog."""

Take = Callable[[str, str], object]
"""Takes the name of the brand and the name of the person, both read and right."""


class OwnNameField(LineField):
    """The person's own name."""

    def __init__(self) -> None:
        """Show the name that is known."""
        super().__init__(tr("Your name"), tr("Shown in the history and on internal documents"))
        self.set_value(person.known_name())


class NewRegisterFields(QWidget):
    """The two fields; what is wrong with them is told under each."""

    def __init__(self) -> None:
        """Show the name that is known."""
        super().__init__()
        self.brand = LineField(tr("Brand name"))
        self.who = OwnNameField()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.brand)
        column.addWidget(self.who)

    def read(self, take: Take) -> None:
        """Hand on what was typed and remember the name, or show what is wrong."""
        reading = new_reading()
        who = person.read_name(reading, self.who.value())
        fields = {"name": self.brand, "who": self.who}
        brand = self.brand.value()
        try:
            brand = check_brand(BrandDraft(name=brand), reading).name
        except Invalid as error:
            problems = {problem.field: problem.text for problem in error.problems}
            for name, field in reversed(fields.items()):
                field.set_problem(problems.get(name, ""))
                if name in problems:
                    field.setFocus()
            return
        for field in fields.values():
            field.set_problem("")
        person.remember_name(who)
        take(brand, who)

    def keep_name(self) -> None:
        """Remember the name that was typed, as another register than a new one is to be opened."""
        reading = new_reading()
        who = person.read_name(reading, self.who.value())
        with suppress(Invalid):  # without a name, or with none, that register asks for it
            reading.done()
            person.remember_name(who)


class NewRegisterDialog(QDialog):
    """The two fields over a window that is open already."""

    def __init__(self, parent: QWidget, take: Take) -> None:
        """Ask; `take` is called once with what was typed."""
        super().__init__(parent)
        self._take = take
        self.fields = NewRegisterFields()
        self._lay_out()
        self.fields.brand.setFocus()

    def _lay_out(self) -> None:
        """Put the fields over Cancel and the one act, which Enter does too."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("New register"))
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.fields)
        cancel = button(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        done = button(tr("Choose where to save it…"), "primary")
        done.setDefault(True)
        done.clicked.connect(self._read)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(done)
        column.addLayout(row)

    def _read(self) -> None:
        def taken(brand: str, who: str) -> None:
            self.accept()
            self._take(brand, who)

        self.fields.read(taken)


def new_reading() -> Reading:
    """Start to read what is typed for a new register, before any is open."""
    return Reading(datetime.now().astimezone().date())
