"""What to know before an act that may be recorded all the same, once that was confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.findings.rules.next_steps import main_admin_of_shop
from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.domain.words.errors import Invalid, Problem
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import assignments, seats
from delvia_desktop.ui.access.forms.assignment_form import assignment_form
from delvia_desktop.ui.access.forms.person_form import seat_form
from delvia_desktop.ui.fields.confirm_field import ConfirmField
from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.forms.asked import asking
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.session import Session

_NAME = "confirmed"


class Caution(QObject):
    """Warnings above a form, and the field by which the act is recorded nevertheless.

    They follow what is recorded meanwhile; the field goes once what is better done first was.
    """

    def __init__(
        self,
        session: Session,
        words: Callable[[], str],
        after: Callable[[], str],
        field: ConfirmField,
    ) -> None:
        """Take what says, as things stand, what to confirm and what the act leaves; or nothing."""
        super().__init__(field)
        self._session, self._words, self._after, self._field = session, words, after, field
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
            self._panel.warn("\n".join(filter(None, (words, self._after(), self._always))))


def confirmed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a form's values without the tick of a caution; raises Invalid if it is not set."""
    if not values.get(_NAME, True):
        raise Invalid((Problem(_NAME, tr("Select this to continue, or add an Admin first.")),))
    return {name: value for name, value in values.items() if name != _NAME}


def last_admin(
    session: Session,
    going: Iterable[Seat | Assignment],
    open_form: Callable[[Form], object],
    *,
    is_previewed: bool = False,
) -> Caution | None:
    """Return the caution that Business Centers or shops of ours lose their last Admin.

    It also says where one Admin alone is left, unless the form has a preview that does. The form
    that adds another one is done for that of the act, which comes back afterwards.
    """
    records, today = session.live.records, session.live.today
    ending = list(going)
    seated = [each for each in ending if isinstance(each, Seat)]
    staff = [each for each in ending if isinstance(each, Assignment)]

    def alone() -> list[Seat | Assignment]:
        return [
            *seats.last_admins(records, seated, today),
            *assignments.last_main_admins(records, staff, today),
        ]

    def add() -> None:
        form, preset = _successor(session, alone()[0])
        step = NextStep("", "", 0, preset=preset)
        open_form(replace(asking(session, form, step), over=True))

    def thin() -> str:
        return "" if is_previewed else seats.one_admin_left(records, seated, today)

    first = next(iter(alone()), None)
    if first is None and not thin():
        return None
    better = tr("Add another Admin…")
    if isinstance(first, Assignment):
        better = tr("Add main administrator…")
    field = ConfirmField(tr("Continue without another Admin"), better, add)

    def words() -> str:
        return "\n".join(_words(session, each) for each in alone())

    return Caution(session, words, thin, field)


def _words(session: Session, going: Seat | Assignment) -> str:
    records = session.live.records
    name = records.get(Person, going.person).name
    if isinstance(going, Seat):
        return tr(
            "{name} is the only Admin of {center}. Without an Admin, no one can add or remove "
            "anyone. Add another Admin first.",
            name=name,
            center=records.get(BusinessCenter, going.business_center).name,
        )
    return tr(
        "{name} is the only main administrator of {shop}. Without one, only the owner's login can "
        "run the shop and its payouts. Add another main administrator first.",
        name=name,
        shop=records.get(Asset, going.asset).name,
    )


def _successor(
    session: Session, going: Seat | Assignment
) -> tuple[Form, tuple[tuple[str, object], ...]]:
    """Return the form that gives somebody else the role, and what it begins with."""
    if isinstance(going, Seat):
        return seat_form(session, center=going.business_center), (("role", "ADMIN"),)
    return assignment_form(session, asset=going.asset), main_admin_of_shop()
