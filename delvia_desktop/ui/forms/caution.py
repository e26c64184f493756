"""What to know before an act that may be recorded all the same, once that was confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from delvia_desktop.domain.acts import Act
from delvia_desktop.domain.business_centers import BusinessCenter
from delvia_desktop.domain.errors import Invalid, Problem
from delvia_desktop.domain.findings import NextStep
from delvia_desktop.domain.people import Person
from delvia_desktop.domain.seats import Seat
from delvia_desktop.i18n import tr
from delvia_desktop.services import seats
from delvia_desktop.ui.forms.asked import asking
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.person_form import seat_form
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.confirm_field import ConfirmField
from delvia_desktop.ui.widgets.fields import Field

_NAME = "confirmed"


@dataclass(frozen=True)
class Caution:
    """The words of a warning, and the field by which the act is recorded nevertheless."""

    words: str
    field: ConfirmField

    def fields(self) -> dict[str, Field]:
        """Return the field under its name."""
        return {_NAME: self.field}


def confirmed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values without the tick; raises Invalid if there is one that was not set."""
    if not values.get(_NAME, True):
        raise Invalid((Problem(_NAME, tr("Select this to continue, or add an Admin first.")),))
    return {name: value for name, value in values.items() if name != _NAME}


def last_admin(
    session: Session, going: Iterable[Seat], open_form: Callable[[Form], object]
) -> Caution | None:
    """Return the warning that our Business Centers lose their last Admin with some seats."""
    alone = seats.last_admins(session.live.records, going, session.live.today)
    if not alone:
        return None
    records = session.live.records
    words = [
        tr(
            "{name} is the only Admin of {center}. Without an Admin, no one can add or remove "
            "anyone. Add another Admin first.",
            name=records.get(Person, seat.person).name,
            center=records.get(BusinessCenter, seat.business_center).name,
        )
        for seat in alone
    ]

    def add() -> None:
        center = alone[0].business_center
        step = NextStep("", "business-center", center, Act.RECORD_SEAT, (), (("role", "ADMIN"),))
        open_form(asking(session, seat_form(session, center=center), step))

    field = ConfirmField(tr("Continue without another Admin"), tr("Add another Admin…"), add)
    return Caution("\n".join(words), field)
