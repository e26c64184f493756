"""The fields that every grant has in its form."""

from __future__ import annotations

from typing import Any

from delvia_desktop.i18n import tr
from delvia_desktop.ui.fields.day_field import DayField
from delvia_desktop.ui.fields.fields import Field, LineField, NotesField, required
from delvia_desktop.ui.forms.usual_fields import day_field, evidence_field, name_field
from delvia_desktop.ui.session import Session


def given_on_field(session: Session, label: str, before: Any = None) -> DayField:  # noqa: ANN401 - any grant
    """Give a form its field for the day a grant began; required once steps followed."""
    if before is not None and (before.confirmed_on or before.revoked_on):
        return required(day_field(label, session.understood))
    return day_field(label, session.understood, tr("Leave empty while planned"))


def grant_fields(
    session: Session,
    given_on: str,
    before: Any = None,  # noqa: ANN401 - any grant
    end_hint: str = "",
) -> dict[str, Field]:
    """Give a form the fields that every grant has; `given_on` labels the day it began.

    `end_hint` says what ends it, where TikTok does.
    """
    day = session.understood
    return {
        "granted_on": given_on_field(session, given_on, before),
        "planned_end": day_field(
            tr("Planned end"), day, end_hint or tr("TikTok does not end access by itself")
        ),
        "purpose": LineField(tr("Purpose")),
        "approved_by": name_field(session, tr("Approved by"), tr("Who approved this on our side")),
        "review_due": day_field(tr("Review due"), day),
        "last_verified_on": day_field(tr("Last verified"), day),
        "evidence_ref": evidence_field(),
        "note": NotesField(tr("Note")),
    }
