"""Who prepared a document: asked in its preview where only the account of the computer is known."""

from __future__ import annotations

from PySide6.QtCore import Signal

from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.i18n import tr
from delvia_desktop.services.computer import person
from delvia_desktop.services.papers.paper_kinds import tells_who_made
from delvia_desktop.services.papers.papers import Paper, Prepared
from delvia_desktop.ui.fields.fields import LineField
from delvia_desktop.ui.new_register import new_reading
from delvia_desktop.ui.session import Session


class MakerName(LineField):
    """The person's own name, which stands on the document; it is kept among the settings."""

    entered = Signal()
    """Enter was pressed in it."""

    def __init__(self, session: Session) -> None:
        """Begin empty: the name of an account is nobody's name."""
        super().__init__(
            tr("Your name"), tr("Appears on this document as “Prepared by”. Kept in settings.")
        )
        self._session = session
        self.require()
        self._line.returnPressed.connect(self.entered)

    def take(self) -> bool:
        """Keep the name that was typed; return False, and say why, if it is none."""
        reading = new_reading()
        name = person.read_name(reading, self.value())
        try:
            reading.done()
        except Invalid as error:
            self.set_problem(error.problems[0].text)
            self.setFocus()
            return False
        self.set_problem("")
        person.remember_name(name)
        self._session.be_known_as(name)
        return True


def lacks_name(paper: Paper) -> bool:
    """Tell whether a paper lacks its maker's name and would name the computer's account."""
    if not isinstance(paper, Prepared) or paper.is_issued or person.known_name():
        return False
    return tells_who_made(paper.request)
