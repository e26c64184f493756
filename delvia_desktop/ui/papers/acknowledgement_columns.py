"""How far a paper is on its way to being signed, in words, and what a list of signers shows."""

from __future__ import annotations

from delvia_desktop.domain.lists.rows import AccessRecordRow
from delvia_desktop.domain.records.access_records import AccessRecordKey
from delvia_desktop.domain.records.acknowledgements import (
    AcknowledgementRow,
    Standing,
    due_on,
    sides,
    standing_of,
)
from delvia_desktop.domain.words.moments import local
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, show_day, tr
from delvia_desktop.services.findings.findings import thresholds
from delvia_desktop.ui.lists.list_model import Column
from delvia_desktop.ui.session import Session

_TONES = {
    Standing.SIGNED: "good",
    Standing.PARTLY: "info",
    Standing.KEPT: "good",
    Standing.REPLACED: "neutral",
    Standing.CHANGED: "high",
    Standing.OVERDUE: "high",
    Standing.WAITING: "info",
}


def standing_column(session: Session) -> Column:
    """Return the column on how far papers are with their acknowledgement."""
    return Column(
        "",
        tr("Acknowledged"),
        lambda row: standing_words(session, row),
        30,
        lambda row: _TONES[_standing(session, row)],
        sortable=False,
    )


def standing_words(session: Session, row: AccessRecordRow) -> str:
    """Say in a column how far a paper is with its acknowledgement on the day shown."""
    standing = _standing(session, row)
    if standing == Standing.REPLACED:
        return tr("Replaced by {number}", number=row.superseded_by)
    if standing in {Standing.SIGNED, Standing.PARTLY}:
        return signed_words(row)
    if standing == Standing.KEPT:
        return tr("Stored as evidence")
    if standing == Standing.CHANGED:
        return tr("No longer matches the register")
    if standing == Standing.OVERDUE:
        due = due_on(row.issued_at.date(), _days(session))
        return tr("Overdue since {day}", day=show_day(due))
    return tr("Waiting since {day}", day=show_day(local(row.issued_at)))


def _standing(session: Session, row: AccessRecordRow) -> Standing:
    attention = session.watch.attention
    has_changed = False
    if attention is not None:
        situation = attention.situation
        paper = situation.picture.access_records.get(AccessRecordKey(row.id))
        has_changed = paper is not None and bool(situation.changed_since(paper))
    days, wanted = _days(session), sides(row.kind)
    return standing_of(row, session.on, days, has_changed=has_changed, sides=wanted)


def _days(session: Session) -> int:
    return thresholds(session.shown)["acknowledge_days"]


def signed_words(row: AccessRecordRow) -> str:
    """Say in a column who acknowledged a paper, or is left to; empty if nobody has."""
    if row.signed_on is None:
        return ""
    left = sides(row.kind) - row.signatures
    if left > 0:
        return ntr(
            "{n} signature missing, signed by {who}",
            "{n} signatures missing, signed by {who}",
            left,
            who=row.signed_by,
        )
    return tr("Signed on {day} by {who}", day=show_day(row.signed_on), who=row.signed_by)


def acknowledgement_columns() -> list[Column]:
    """Return the columns of the list of acknowledgements of a paper."""

    def how(row: AcknowledgementRow) -> str:
        return tr(term("acknowledged_how", row.how).label)

    def shown_by(row: AcknowledgementRow) -> str:
        return " · ".join(filter(None, (row.file, row.reference)))

    return [
        Column("who", tr("Who"), lambda row: row.who, 16, sortable=False),
        Column("role", tr("Role"), lambda row: row.role, 14, sortable=False, kept=False),
        Column("how", tr("How"), how, 15, sortable=False),
        Column("on", tr("Date"), lambda row: show_day(row.on), 12, sortable=False, whole=True),
        Column("file", tr("Evidence"), shown_by, 20, sortable=False, kept=False),
    ]
