"""The steps that every grant has, whatever it gives access to."""

from __future__ import annotations

from datetime import date
from typing import Any

from delvia_desktop.domain.access.assignments import Assignment, Surface
from delvia_desktop.domain.access.grant_steps import STEPS, G, take
from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import ENDS, Partnership, state_on
from delvia_desktop.domain.access.people import Person, has_gone
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.records.procedures import Run, ends_partner
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.errors import Invalid, Problem
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.services.access.partnerships import current_partnership
from delvia_desktop.services.register.deletion import refuse_if_used
from delvia_desktop.services.register.words import called
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.tables.records import Records


def stepped(records: Records, before: G, step: str, draft: StepDraft, reading: Reading) -> G:
    """Return a grant on record as it is after a step in `grant_steps.STEPS`; raises Invalid."""
    if step == "grant" and isinstance(before, Share):
        same = records.select(
            Share,
            asset=before.asset,
            partnership=before.partnership,
            is_incoming=before.is_incoming,
        )
        others = [other for other in same if other.granted_on and not other.revoked_on]
        reading.check(not any(other.id != before.id for other in others), "", already_open())
    if step in {"request", "revoke"} and login_of(records, before) is not None:
        raise Invalid((Problem("", never_revoked()),))
    return take(before, step, draft, reading)


def never_revoked() -> str:
    """Say why a grant of a known password is not revoked: another password ends it."""
    return tr("A password that someone knows cannot be revoked. Change the password instead.")


def login_of(records: Records, record: Any) -> Login | None:  # noqa: ANN401 - any record
    """Return the login on record that a grant knows the password of; its change ends that."""
    knows = isinstance(record, Assignment) and record.surface == Surface.LOGIN
    return records.find(Login, asset=record.asset) if knows else None


def holder_has_gone(records: Records, record: Any, day: date) -> bool:  # noqa: ANN401 - any record
    """Tell whether a grant on record is held by somebody who left."""
    key = getattr(record, "person", None)
    holder = records.find(Person, id=key) if key is not None else None
    return holder is not None and has_gone(holder, day)


def why_it_ends(records: Records, record: Any, day: date) -> str:  # noqa: ANN401 - any record
    """Return the reason on record for which a grant ends, empty if there is none."""
    key = getattr(record, "person", None)
    person = records.find(Person, id=key) if key is not None else None
    if person is not None and has_gone(person, day) and person.left_on is not None:
        return tr("{name} left on {day}", name=person.name, day=show_day(person.left_on))
    partner = getattr(record, "partner", None) or (person.partner if person is not None else None)
    if isinstance(record, Share):
        partner = records.get(Partnership, record.partnership).partner
    if partner is None:
        return ""
    newest = current_partnership(records, partner)
    name = records.get(Partner, partner).name
    ends = newest is not None and state_on(newest, day) in ENDS
    if not ends and not any(map(ends_partner, records.select(Run, partner=partner))):
        return ""
    if newest is None or newest.removed_on is None:
        return tr("The partnership with {partner} is ending", partner=name)
    on = show_day(newest.removed_on)
    return tr("The partnership with {partner} ended on {day}", partner=name, day=on)


def already_open() -> str:
    """Say why a grant is refused: the asset is open already for the same partner."""
    return tr("It is still shared with this partner through another share. Revoke that one first.")


def take_step(edit: Edit, before: G, step: str, draft: StepDraft) -> G:
    """Record that a grant took a step, by its name in `STEPS`; raises Invalid or Conflict."""
    after = stepped(edit.records, before, step, draft, edit.reading())
    edit.name(tr(STEPS[step].done, what=called(edit.records, before)))
    return edit.put(before, after)


def delete_grant(edit: Edit, before: G) -> None:
    """Delete a grant of any kind that was recorded by mistake; its history stays."""
    refuse_if_used(edit, before)
    edit.name(tr("Deleted: {what}", what=called(edit.records, before)))
    edit.remove(before)
