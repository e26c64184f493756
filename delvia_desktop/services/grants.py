"""The steps that every grant has, whatever it gives access to."""

from __future__ import annotations

from datetime import date
from typing import Any

from delvia_desktop.domain.drafts import Reading
from delvia_desktop.domain.grant_steps import STEPS, G, StepDraft
from delvia_desktop.domain.people import Person, has_gone
from delvia_desktop.domain.shares import Share
from delvia_desktop.i18n import tr
from delvia_desktop.services.deletion import refuse_if_used
from delvia_desktop.services.words import called
from delvia_desktop.storage.edit import Edit
from delvia_desktop.storage.records import Records


def stepped(records: Records, before: G, step: str, draft: StepDraft, reading: Reading) -> G:
    """Return a grant after a step by its name in `grant_steps.STEPS`; raises Invalid."""
    if step == "grant" and isinstance(before, Share):
        same = records.select(
            Share,
            asset=before.asset,
            partnership=before.partnership,
            is_incoming=before.is_incoming,
        )
        others = [other for other in same if other.granted_on and not other.revoked_on]
        reading.check(not any(other.id != before.id for other in others), "", already_open())
    after: G = STEPS[step](before, draft, reading)
    return after


def holder_has_gone(records: Records, record: Any, day: date) -> bool:  # noqa: ANN401 - any record
    """Tell whether what gives access is held by somebody who left."""
    key = getattr(record, "person", None)
    holder = records.find(Person, id=key) if key is not None else None
    return holder is not None and has_gone(holder, day)


def already_open() -> str:
    """Say that an asset cannot be open twice for the same partner."""
    return tr("It is still shared with this partner through another share. Revoke that one first.")


def take_step(edit: Edit, before: G, step: str, draft: StepDraft) -> G:
    """Record a step of a grant by its name in `grant_steps.STEPS`; raises Invalid or Conflict."""
    after = stepped(edit.records, before, step, draft, edit.reading())
    edit.name(_titles()[step].format(what=called(edit.records, before)))
    return edit.put(before, after)


def delete_grant(edit: Edit, before: G) -> None:
    """Delete a grant that was recorded by mistake; its history stays."""
    refuse_if_used(edit, before)
    edit.name(tr("Deleted {what}", what=called(edit.records, before)))
    edit.remove(before)


def _titles() -> dict[str, str]:
    return {
        "grant": tr("Granted {what}"),
        "confirm": tr("Confirmed {what}"),
        "verify": tr("Verified {what}"),
        "request": tr("Marked {what} for revocation"),
        "revoke": tr("Revoked {what}"),
        "gone": tr("Verified removal of {what}"),
    }
