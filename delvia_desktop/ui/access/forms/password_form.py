"""The form for a changed password: since when, and who knows the new one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.access.people import Person, has_gone
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.words.text import in_order
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import logins
from delvia_desktop.services.register.words import called
from delvia_desktop.ui.fields.choice_field import Option
from delvia_desktop.ui.fields.fields import Field, required
from delvia_desktop.ui.fields.ticks_field import TicksField
from delvia_desktop.ui.forms.form import Form, draft
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.usual_fields import day_field, evidence_field
from delvia_desktop.ui.session import Session


def password_form(session: Session, key: str, login: Login) -> Form:
    """Return the form for a changed password, with everyone who receives the new one.

    Those who know it now come first, as they are most likely to receive the new one too.
    """
    known = logins.who_knows(session.live, login)
    here = [p for p in session.live.records.select(Person) if not has_gone(p, session.live.today)]
    here.sort(key=lambda person: (person not in known, in_order(person.name)))

    def meaning(person: Person) -> str:
        now = tr("Knows it now") if person in known else ""
        return " · ".join(filter(None, (now, person.email)))

    fields: dict[str, Field] = {
        "on": required(day_field(tr("Password changed on"), session.understood)),
        "knows": TicksField(
            tr("Who receives the new password"),
            [Option(person.id, person.name, meaning(person)) for person in here],
        ),
        "evidence_ref": evidence_field(),
    }
    panel = FormPanel(
        tr("{what}: the password was changed", what=called(session.live.records, login)),
        tr("Record password change"),
        fields,
    )
    panel.warn(
        tr(
            "Enter only the date. The access of everyone who knew the old password is recorded "
            "as ended. Select everyone who receives the new password. If you select one "
            "person or no one, the login is no longer recorded as shared."
        )
    )
    panel.set_values({"on": session.live.today.isoformat()})

    def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the login
        typed = draft(StepDraft, {name: values[name] for name in ("on", "evidence_ref")})
        return session.perform(logins.change_password, login, typed, values["knows"])

    return Form(key, panel, record)
