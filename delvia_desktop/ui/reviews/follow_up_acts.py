"""What closed reviews decided, carried out: one item by its own step, several as one act."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from delvia_desktop.domain.findings.rules.decisions import carrying_out
from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.domain.records.reviews import Review, ReviewLine
from delvia_desktop.domain.reviews.follow_up import OPEN, FollowUp, follow_up
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.i18n import ntr, show_day, tr
from delvia_desktop.services.access import bulk
from delvia_desktop.ui.access.ending_acts import taken_together
from delvia_desktop.ui.access.grant_acts import Open, record_deeds
from delvia_desktop.ui.forms.asked import asking
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.lists.deed_row import NamedAct
from delvia_desktop.ui.session import Session

_FINANCE = "FINANCE"
"""Items of this area are about a role; to end it does not remove the seat."""


def step_of(session: Session, line: ReviewLine) -> NextStep | None:
    """Return the follow-up act of a review's decision on an item, if one is due."""
    attention = session.watch.attention
    if attention is None or follow_up(attention.situation, line) not in OPEN:
        return None
    step = carrying_out(attention.situation, line)
    return step._replace(text=tr(step.text))


def carry_out(session: Session, step: NextStep, open_form: Callable[[Form], object]) -> None:
    """Open the form of a follow-up act, which carries out a decision."""

    def opened(form: Form) -> None:
        open_form(asking(session, form, step))

    for deed in record_deeds(session, step.kind, step.id, opened):
        if deed.act == step.act:
            deed.run()
            return


def acts_on_many(
    session: Session,
    review: Review,
    lines: Sequence[ReviewLine],
    open_form: Open,
) -> list[NamedAct]:
    """Return the follow-up acts that carry out decisions on several review items."""
    attention = session.watch.attention
    if attention is None:
        return []
    stands = {line: follow_up(attention.situation, line) for line in lines}
    to_revoke = [
        line for line in lines if stands[line] == FollowUp.TO_REVOKE and line.surface != _FINANCE
    ]
    to_verify = [line for line in lines if stands[line] == FollowUp.REVOKED]
    acts: list[NamedAct] = []
    ended = [(line.subject_kind, line.subject) for line in to_verify]
    for act, found in ((Act.REVOKE, to_revoke), (Act.GONE, to_verify)):
        subjects = dict.fromkeys((line.subject_kind, line.subject) for line in found)
        names = bulk.able_to(session.live, act, subjects)
        if not names:
            continue
        words = {
            Act.REVOKE: ntr("Record {n} revocation…", "Record {n} revocations…", len(names)),
            Act.GONE: ntr("Verify {n} removal…", "Verify {n} removals…", len(names)),
        }

        def run(names: Sequence[tuple[str, int]] = names, act: Act = act) -> None:
            open_form(taken_together(session, names, act, open_form, _why(review), ended))

        acts.append((words[act], run))
    return acts


def _why(review: Review) -> str:
    day = show_day(review.closed_on or review.opened_on)
    return tr("Decided in the review of {day}, {who}", day=day, who=review.closed_by)
