"""The columns of the lists of ongoing work: reviews, their lines, procedures."""

from __future__ import annotations

from delvia_desktop.domain.findings.review_risks import is_serious
from delvia_desktop.domain.lists.work_rows import ReviewLineRow, ReviewRow, RunRow
from delvia_desktop.domain.reviews.follow_up import FollowUp
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import later, tr
from delvia_desktop.ui.lists.columns import day, plain, state
from delvia_desktop.ui.lists.list_model import Column

_DONE = frozenset({FollowUp.REVOKED, FollowUp.GONE, FollowUp.CHANGED})
"""What a decision reads as once it is carried out, in place of what was to be done."""

_UNDECIDED = {
    "there": later("—"),
    "revoked": later("— (revoked)"),
    "gone": later("— (ended)"),
}
"""What stands for a decision that was not made yet, by what became of the access."""


def run_columns() -> list[Column]:
    """Return the columns of the list of ongoing procedures beside their detail."""

    def what(row: RunRow) -> str:
        return tr(term("procedure", row.procedure).label)

    return [
        Column("procedure", tr("Procedure"), what, 20),
        Column("subject", tr("For"), lambda row: row.subject or tr("Everything"), 16,
               sortable=False),
        state("runs"),
        Column("started_on", tr("Started"), lambda row: day(row.started_on), 11, kept=False),
    ]  # fmt: skip


def review_columns() -> list[Column]:
    """Return the columns of the list of ongoing reviews beside their detail."""

    def kind(row: ReviewRow) -> str:
        return tr(term("review_kind", row.kind).label)

    return [
        Column("kind", tr("Review"), kind, 18),
        Column("subject", tr("Subject"), lambda row: row.subject or tr("Everything"), 14,
               sortable=False),
        state("reviews"),
        Column("opened_on", tr("Started"), lambda row: day(row.opened_on), 12, kept=False),
    ]  # fmt: skip


def review_line_columns() -> list[Column]:
    """Return the columns of the list of a review's lines, ongoing work."""

    def what(row: ReviewLineRow) -> str:
        return f"⚠ {row.what}" if is_serious(row.finding) else row.what

    def surface(row: ReviewLineRow) -> str:
        return tr(term("review_surface", row.surface).label)

    def decision(row: ReviewLineRow) -> str:
        if not row.decision:
            return tr(_UNDECIDED[row.access])
        if row.state in _DONE:
            return tr(term("line_state", row.state).label)
        return tr(term("decision", row.decision).label)

    def decision_tone(row: ReviewLineRow) -> str:
        if row.state in _DONE:
            return term("line_state", row.state).tone
        return term("decision", row.decision).tone if row.decision else "neutral"

    def followed(row: ReviewLineRow) -> str:
        return tr(term("line_state", row.state).label) if row.state else "—"

    return [
        Column("what", tr("What"), what, 18),
        Column("who", tr("Who"), lambda row: row.who or "—", 12),
        Column("level", tr("Access"), lambda row: row.level or "—", 12),
        Column("decision", tr("Decision"), decision, 20,
               decision_tone, whole=True),
        Column("finding", tr("Finding"), lambda row: row.findings, 13,
               lambda row: term("severity", row.finding).tone if row.finding else "",
               kept=False, is_sentence=True),
        Column("surface", tr("Where"), surface, 17, sortable=False, kept=False),
        Column("since", tr("Since"), lambda row: day(row.since), 11, sortable=False, kept=False),
        Column("until", tr("Until"), lambda row: day(row.until), 11, kept=False),
        plain("decided_by", tr("By"), 11),
        Column("state", tr("Follow-up"), followed, 15,
               lambda row: term("line_state", row.state).tone if row.state else "neutral",
               sortable=False, kept=False, whole=True),
    ]  # fmt: skip
