"""The record with which the Admin role changes hands: who leads, and what comes with it."""

from __future__ import annotations

from collections.abc import Sequence

from delvia_desktop.domain.access.seats import Seat, SeatState, is_open, state_on
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import (
    Cell,
    Content,
    Head,
    Section,
    center_cell,
    day,
    no_secrets,
    section,
    usual_facts,
    words,
)
from delvia_desktop.domain.papers.declarations import declared
from delvia_desktop.domain.papers.kinds.procedure_record import step_table
from delvia_desktop.domain.papers.ways_table import by_surface
from delvia_desktop.domain.procedures.plans import StepStand
from delvia_desktop.domain.procedures.steps import stands_in
from delvia_desktop.domain.records.procedures import PERSON_LEAVES, Run, is_going_on
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import Scope, lines_of
from delvia_desktop.domain.reviews.schedule import due_reviews
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, show_day, tr

KIND = "admin"

_PROCEDURES = ("ADMIN_HANDOVER", PERSON_LEAVES)
"""The procedures in which somebody hands over the Admin role."""


def is_about(run: Run) -> bool:
    """Tell whether the Admin role may change hands in a procedure."""
    return run.procedure in _PROCEDURES


def content(situation: Situation, about: About[Run], head: Head) -> Content:
    """Return what stands on the record of a handover of the Admin role."""
    run = about.record
    people = situation.picture.people
    old = people[run.person].name if run.person is not None else tr("not named")
    new = people[run.successor].name if run.successor is not None else tr("not named")
    return Content(
        KIND,
        tr("ACCESS RECORD · ADMIN HANDOVER"),
        tr("From {old} to {new}", old=old, new=new) if run.successor is not None else old,
        tr("Hand over the Admin role"),
        tr(
            "This record states who administers each Business Center, who holds its logins, "
            "and which matters are open. {no_secrets}",
            no_secrets=no_secrets(),
        ),
        (
            *usual_facts(situation.picture, head),
            (tr("Outgoing Admin"), words(old)),
            (tr("Incoming Admin"), words(new)),
        ),
        (
            step_table(tr("The handover, step by step"), _steps(situation, run)),
            _admins(situation),
            _custody(situation),
            _settings(situation),
            _partners(situation),
            *by_surface(situation, lines_of(situation, Scope(), _HANDED_OVER)),
            _pending(situation),
            _due(situation),
            _running(situation, run),
            _evidence(situation),
        ),
        (
            tr(
                "It covers our Business Centers with their members, partners and shares, the "
                "finance roles, every login, open and accepted findings, reviews due and "
                "procedures in progress."
            ),
            tr(
                "It does not cover who works on which asset (see the record of everyone's "
                "access), the wording of contracts, or payment methods."
            ),
        ),
        declared(KIND, (old, None), (new, None), outgoing=old, incoming=new),
    )


_HANDED_OVER = ("PARTNERS", "DATA", "MEMBERS")
"""The surfaces whose ways in an Admin gives and takes."""


def _steps(situation: Situation, run: Run) -> Sequence[StepStand]:
    return stands_in(situation, run, situation.of("step", "run", run.id))


def _admins(situation: Situation) -> Section:
    seats = [
        seat
        for seat in situation.picture.seats.values()
        if is_open(seat, situation.on) and (seat.role == "ADMIN" or seat.finance_role)
    ]
    rows = [_seat(situation, seat) for seat in seats]
    columns = (
        (tr("Person"), 24),
        (tr("Business Center"), 28),
        (tr("Role"), 22),
        (tr("Role changed"), 13),
        (tr("Verified"), 13),
    )
    return section(tr("Admins and finance roles"), columns, rows, empty=tr("None is recorded."))


def _seat(situation: Situation, seat: Seat) -> tuple[Cell, ...]:
    center = situation.picture.business_centers[seat.business_center]
    finance = tr(term("finance_role", seat.finance_role).label) if seat.finance_role else ""
    return (
        words(situation.picture.people[seat.person].name),
        center_cell(center, situation.on),
        words(tr(term("seat_role", seat.role).label), finance),
        day(seat.last_role_change_on),
        day(seat.last_verified_on, tr("never")),
    )


def _custody(situation: Situation) -> Section:
    people = situation.picture.people

    def holder(key: object) -> Cell:
        name = people[key].name if key in people else ""  # type: ignore[index]
        return words(name or tr("no one named"))

    rows = [
        (
            words(situation.asset(login).name),
            holder(login.mailbox_holder),
            holder(login.recovery_holder),
            words(tr(term("two_step", login.two_step).label) or tr("unknown")),
            day(login.password_last_changed_on, tr("not recorded")),
        )
        for login in situation.picture.logins.values()
    ]
    columns = (
        (tr("Account or shop"), 28),
        (tr("Mailbox holder"), 22),
        (tr("Recovery holder"), 22),
        (tr("Two-step"), 12),
        (tr("Password changed on"), 16),
    )
    return section(tr("Custody of logins"), columns, rows, empty=tr("No login is recorded."))


def _settings(situation: Situation) -> Section:
    rows = [
        (
            center_cell(center, situation.on),
            words(tr(term("two_step_scope", center.two_step_scope).label) or tr("unknown")),
            words(tr(term("allowlist_scope", center.allowlist_scope).label) or tr("unknown")),
        )
        for center in situation.picture.business_centers.values()
        if center.is_own
    ]
    columns = (
        (tr("Business Center"), 40),
        (tr("Two-step required for"), 30),
        (tr("Email domain allowlist"), 30),
    )
    return section(tr("Security settings"), columns, rows)


def _partners(situation: Situation) -> Section:
    rows = []
    for period in situation.picture.partnerships.values():
        if situation.is_connected(period):
            partner = situation.picture.partners[period.partner]
            count = str(len(situation.open_shares(partner.id)))
            rows.append(
                (
                    words(partner.name, period.contract_ref),
                    words(partner.contact_name, partner.contact_email, partner.contact_phone),
                    words(period.internal_owner),
                    words(count),
                    day(period.engagement_end),
                )
            )
    columns = (
        (tr("Partner and contract"), 28),
        (tr("Contact"), 26),
        (tr("Accountable (our side)"), 18),
        (tr("Active shares"), 12),
        (tr("Engagement ends"), 16),
    )
    return section(tr("Partners"), columns, rows)


def _pending(situation: Situation) -> Section:
    rows = [
        (words(situation.picture.people[seat.person].name), day(seat.invited_on))
        for seat in situation.picture.seats.values()
        if state_on(seat, situation.on) == SeatState.INVITED
    ]
    columns = ((tr("Person"), 60), (tr("Invited on"), 40))
    return section(tr("Pending invitations"), columns, rows)


def _due(situation: Situation) -> Section:
    rows = [(words(due.words), day(due.day)) for due in due_reviews(situation)]
    columns = ((tr("Review"), 60), (tr("Due on"), 40))
    return section(tr("Reviews due"), columns, rows)


def _running(situation: Situation, own: Run) -> Section:
    """What is going on beside the handover itself."""
    rows = [
        (
            words(tr(term("procedure", run.procedure).label), _about(situation, run)),
            words(show_day(run.started_on), run.started_by),
            day(run.target_on),
        )
        for run in situation.picture.runs.values()
        if run.id != own.id and is_going_on(run)
    ]
    columns = ((tr("Procedure"), 50), (tr("Started"), 30), (tr("Target date"), 20))
    return section(tr("Procedures in progress"), columns, rows)


def _about(situation: Situation, run: Run) -> str:
    if run.partner is not None:
        return situation.picture.partners[run.partner].name
    return situation.picture.people[run.person].name if run.person is not None else ""


def _evidence(situation: Situation) -> Section:
    files, notes = len(situation.picture.attachments), len(situation.picture.notes)
    text = tr(
        "{files} and {notes} are stored in the register file, with the records they support. "
        "Anyone who receives the register file receives them too.",
        files=ntr("{n} file", "{n} files", files),
        notes=ntr("{n} note", "{n} notes", notes),
    )
    return Section(tr("Location of evidence"), texts=(text,))
