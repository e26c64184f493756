"""Logins: who holds an account's mailbox and recovery; never the secret."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.assignments import Assignment, AssignmentDraft, Surface
from delvia_desktop.domain.access.grants import is_open
from delvia_desktop.domain.access.logins import Login, LoginDraft, LoginKey, check_login
from delvia_desktop.domain.access.people import Person, PersonKey
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.i18n import tr
from delvia_desktop.services.access.assignments import record_assignment
from delvia_desktop.services.register.deletion import refuse_if_used
from delvia_desktop.services.register.register import Register
from delvia_desktop.services.register.words import called
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.tables.records import Records


def record_login(edit: Edit, draft: LoginDraft) -> Login:
    """Record the login of an account: who holds its mailbox and recovery."""
    login = check_login(draft, LoginKey(0), *_around(edit.records, draft), edit.reading())
    edit.name(tr("Added: {what}", what=called(edit.records, login)))
    return edit.add(login)


def change_login(edit: Edit, before: Login, draft: LoginDraft) -> Login:
    """Correct a login on record."""
    login = check_login(draft, before.id, *_around(edit.records, draft), edit.reading())
    edit.name(tr("Edited: {what}", what=called(edit.records, before)))
    return edit.put(before, login)


def change_password(
    edit: Edit, before: Login, draft: StepDraft, knows: Sequence[PersonKey] = ()
) -> Login:
    """Record that a login's password changed: who knew the old one knows it no more.

    Those who receive the new one, as far as they are named in `knows`, are recorded with it. So the
    login is no longer shared unless several do; without names, until that is recorded again.
    """
    reading = edit.reading()
    on = reading.happened("on", draft.on)
    last = before.password_last_changed_on
    reading.order(last, on, "on", tr("Cannot be before {day}, the last change."))
    evidence = reading.line("evidence_ref", draft.evidence_ref)
    reading.done()
    for known in edit.records.select(Assignment, asset=before.asset, surface=Surface.LOGIN.value):
        if is_open(known, edit.today) and (known.granted_on is None or known.granted_on <= on):
            ended = replace(
                known,
                revoked_on=on,
                revoked_by=edit.author.who,
                verified_gone_on=on,
                revoke_requested_on=known.revoke_requested_on or on,
                revoke_reason=known.revoke_reason or tr("The password was changed"),
            )
            edit.put(known, ended)
    for person in knows:
        told = AssignmentDraft(before.asset, person, Surface.LOGIN, granted_on=on.isoformat())
        record_assignment(edit, told)
    edit.name(tr("Password changed: {what}", what=called(edit.records, before)))
    is_shared = "NO" if before.is_shared == "YES" else before.is_shared
    after = replace(
        before,
        password_last_changed_on=on,
        is_shared="YES" if len(knows) > 1 else is_shared,
        evidence_ref=evidence or before.evidence_ref,
    )
    return edit.put(before, after)


def who_knows(register: Register, login: Login) -> tuple[Person, ...]:
    """Return who knows the password of a login on record today."""
    known = register.records.select(Assignment, asset=login.asset, surface=Surface.LOGIN.value)
    people = dict.fromkeys(each.person for each in known if is_open(each, register.today))
    return tuple(register.records.get(Person, key) for key in people)


def verify_login(edit: Edit, before: Login, draft: StepDraft) -> Login:
    """Record that a login was verified: holders and two-step verification are as recorded."""
    reading = edit.reading()
    on = reading.happened("on", draft.on)
    evidence = reading.line("evidence_ref", draft.evidence_ref)
    reading.done()
    edit.name(tr("Verified: {what}", what=called(edit.records, before)))
    return edit.put(
        before, replace(before, last_verified_on=on, evidence_ref=evidence or before.evidence_ref)
    )


def delete_login(edit: Edit, before: Login) -> None:
    """Delete a login that was recorded by mistake; its history stays."""
    refuse_if_used(edit, before)
    edit.name(tr("Deleted: {what}", what=called(edit.records, before)))
    edit.remove(before)


def _around(records: Records, draft: LoginDraft) -> tuple[Asset | None, Login | None]:
    return records.find(Asset, id=draft.asset), records.find(Login, asset=draft.asset)
