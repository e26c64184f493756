"""What to know before an act that may be recorded all the same, once that was confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject

from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.errors import Invalid, Problem
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import seats
from delvia_desktop.ui.access.forms.person_form import seat_form
from delvia_desktop.ui.fields.confirm_field import ConfirmField
from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.forms.asked import asking
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.session import Session

_NAME = "confirmed"


class Caution(QObject):
    """A warning above a form, and the field by which the act is recorded nevertheless.

    Both go once what is better done first was recorded.
    """

    def __init__(self, session: Session, words: Callable[[], str], field: ConfirmField) -> None:
        """Take what says the warning as things stand, empty once there is none."""
        super().__init__(field)
        self._session, self._words, self._field = session, words, field
        self._panel: FormPanel | None = None
        self._always = ""

    def fields(self) -> dict[str, Field]:
        """Return the field under its name."""
        return {_NAME: self._field}

    def stand_over(self, panel: FormPanel, always: str = "") -> None:
        """Say the warning over a form, before what is `always` said there."""
        self._panel, self._always = panel, always
        self._session.changed.connect(self._look)
        self._look()

    def _look(self) -> None:
        words = self._words()
        self._field.setVisible(bool(words))
        if self._panel is not None:
            self._panel.warn("\n".join(filter(None, (words, self._always))))


def confirmed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values without the tick; raises Invalid if there is one that was not set."""
    if not values.get(_NAME, True):
        raise Invalid((Problem(_NAME, tr("Select this to continue, or add an Admin first.")),))
    return {name: value for name, value in values.items() if name != _NAME}


def last_admin(
    session: Session, going: Iterable[Seat], open_form: Callable[[Form], object]
) -> Caution | None:
    """Return the warning that our Business Centers lose their last Admin with some seats.

    The form that adds another one is done for that of the act, which comes back afterwards.
    """
    going, records = list(going), session.live.records

    def alone() -> list[Seat]:
        return seats.last_admins(records, going, session.live.today)

    def words() -> str:
        return "\n".join(
            tr(
                "{name} is the only Admin of {center}. Without an Admin, no one can add or remove "
                "anyone. Add another Admin first.",
                name=records.get(Person, seat.person).name,
                center=records.get(BusinessCenter, seat.business_center).name,
            )
            for seat in alone()
        )

    def add() -> None:
        center = alone()[0].business_center
        step = NextStep("", "business-center", center, Act.RECORD_SEAT, (), (("role", "ADMIN"),))
        form = asking(session, seat_form(session, center=center), step)
        open_form(replace(form, over=True))

    if not alone():
        return None
    field = ConfirmField(tr("Continue without another Admin"), tr("Add another Admin…"), add)
    return Caution(session, words, field)
