"""The steps that every grant has, whatever it gives access to."""

from __future__ import annotations

from delvia_desktop.domain.grant_steps import STEPS, G, StepDraft
from delvia_desktop.i18n import tr
from delvia_desktop.services.deletion import refuse_if_used
from delvia_desktop.services.words import called
from delvia_desktop.storage.edit import Edit


def take_step(edit: Edit, before: G, step: str, draft: StepDraft) -> G:
    """Record a step of a grant by its name in `grant_steps.STEPS`; raises Invalid or Conflict."""
    after: G = STEPS[step](before, draft, edit.reading())
    edit.name(_titles()[step].format(what=called(edit.records, before)))
    return edit.put(before, after)


def delete_grant(edit: Edit, before: G) -> None:
    """Delete a grant that was recorded by mistake; its history stays."""
    refuse_if_used(edit, before)
    edit.name(tr("Delete {what}", what=called(edit.records, before)))
    edit.remove(before)


def _titles() -> dict[str, str]:
    return {
        "grant": tr("Give {what}"),
        "confirm": tr("Confirm {what}"),
        "verify": tr("Verify {what}"),
        "request": tr("Decide to take back {what}"),
        "revoke": tr("Revoke {what}"),
        "gone": tr("See gone: {what}"),
    }
