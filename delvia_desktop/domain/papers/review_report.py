"""The report of a review: what was looked at, what was decided line by line, what is followed."""

from __future__ import annotations

from collections.abc import Callable

from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import (
    Cell,
    Content,
    Head,
    Section,
    Words,
    day,
    no_secrets,
    section,
    usual_facts,
    words,
)
from delvia_desktop.domain.papers.declarations import declared
from delvia_desktop.domain.review_follow_up import FollowUp, follow_up
from delvia_desktop.domain.review_lines import level_words, review_subject
from delvia_desktop.domain.review_steps import counts_of, is_own
from delvia_desktop.domain.reviews import Decision, Review, ReviewLine
from delvia_desktop.domain.situation import Situation
from delvia_desktop.domain.vocabulary import term, terms
from delvia_desktop.i18n import ntr, show_day, show_moment, tr

KIND = "review"


def content(situation: Situation, about: About[Review], head: Head) -> Content:
    """Return the report of a review as it stands in a situation."""
    review = about.record
    lines = situation.of("review-line", "review", review.id)
    subject = review_subject(situation, review)
    kind = tr(term("review_kind", review.kind).label)
    is_open = review.closed_on is None
    return Content(
        KIND,
        tr("ACCESS RECORD · REVIEW"),
        f"{kind}: {subject}",
        tr("Draft: not closed yet") if is_open else _closed(review),
        tr(
            "This report states who had access when the review started, and what was decided "
            "about each item. {no_secrets}",
            no_secrets=no_secrets(),
        ),
        (*usual_facts(situation.picture, head), *_facts(review)),
        (_counts(lines), _surfaces(review, lines), *_decisions(situation, lines)),
        _covers(review),
        declared(KIND, (review.reviewer, None)),
        is_across=True,
    )


def _closed(review: Review) -> str:
    closed = review.closed_on
    return tr("Closed on {day}", day=show_day(closed)) if closed is not None else ""


def _facts(review: Review) -> tuple[tuple[str, Cell], ...]:
    return (
        (tr("Reviewer"), words(review.reviewer, review.own_access_reason)),
        (tr("Items as of"), words(show_moment(review.as_of), _revision(review))),
        (tr("Started"), words(show_day(review.opened_on), review.cause)),
        (tr("Next review"), day(review.next_on, tr("not set yet"))),
    )


def _revision(review: Review) -> str:
    return tr("Revision {revision}", revision=review.origin)


def _counts(lines: list[ReviewLine]) -> Section:
    counts = counts_of(lines)
    decided = zip(
        Decision,
        (counts.kept, counts.changed, counts.revoked, counts.deferred, counts.exceptions),
        strict=True,
    )
    cells = [(words(tr(term("decision", code).label)), words(str(n))) for code, n in decided]
    if counts.undecided:
        cells.append((words(tr("Undecided")), words(str(counts.undecided), look="critical")))
    total = (words(tr("All items"), look="strong"), words(str(counts.lines), look="strong"))
    return section(tr("Counts"), ((tr("Decision"), 60), (tr("Items"), 40)), [*cells, total])


def _surfaces(review: Review, lines: list[ReviewLine]) -> Section:
    left = {each.surface: each.reason for each in review.left_out}
    rows: list[tuple[Cell, ...]] = []
    for code, surface in terms("review_surface").items():
        count = sum(line.surface == code for line in lines)
        covered = ntr("{n} item", "{n} items", count) if code in review.surfaces else ""
        not_covered = tr("Not covered: {why}", why=left.get(code, "")) if not covered else ""
        rows.append((words(tr(surface.label)), words(covered or not_covered)))
    return section(tr("Areas"), ((tr("Area"), 40), (tr("Covered"), 60)), rows)


def _decisions(situation: Situation, lines: list[ReviewLine]) -> list[Section]:
    """Return a section for each decision that was made; what is still to be done stands apart."""
    to_do = (FollowUp.TO_REVOKE, FollowUp.TO_CHANGE)
    parts: list[tuple[str, Callable[[ReviewLine, FollowUp | None], bool]]] = [
        (tr("To be revoked"), lambda _, stands: stands == FollowUp.TO_REVOKE),
        (tr("To be changed"), lambda _, stands: stands == FollowUp.TO_CHANGE),
        (tr("Revoked"), lambda line, stands: line.decision == Decision.REVOKED
         and stands not in to_do),
        (tr("Changed"), lambda line, stands: line.decision == Decision.CHANGED
         and stands not in to_do),
        (tr("Deferred"), lambda line, _: line.decision == Decision.DEFERRED),
        (tr("Exceptions"), lambda line, _: line.decision == Decision.EXCEPTION),
        (tr("Kept"), lambda line, _: line.decision == Decision.KEPT),
    ]  # fmt: skip
    stands = {line.id: follow_up(situation, line) for line in lines}
    sections = []
    for title, is_part in parts:
        rows = [_row(situation, line) for line in lines if is_part(line, stands[line.id])]
        if rows:
            sections.append(section(title, _columns(), rows))
    left = [_row(situation, line) for line in lines if not line.decision]
    if left:
        sections.insert(0, section(tr("Not decided yet"), _columns(), left))
    return sections


def _columns() -> tuple[tuple[str, int], ...]:
    return (
        (tr("What"), 21),
        (tr("Who"), 17),
        (tr("Access"), 17),
        (tr("Since"), 13),
        (tr("Decided"), 14),
        (tr("Why, by when, evidence"), 18),
    )


def _row(situation: Situation, line: ReviewLine) -> tuple[Cell, ...]:
    level = level_words(line.level)
    admin = term("seat_role", "ADMIN").label
    look = "critical" if line.surface == "FINANCE" or level == admin else "plain"
    own = tr("own access") if is_own(line, line.decided_by) else ""
    decided = show_day(line.decided_on) if line.decided_on else ""
    until = tr("until {day}", day=show_day(line.until)) if line.until else ""
    stands = follow_up(situation, line)
    followed = tr(term("line_state", stands).label) if stands is not None else ""
    by = tr("by {name}", name=line.decided_by) if line.decided_by else ""
    owner = tr("responsible: {name}", name=line.owner) if line.owner else ""
    return (
        words(line.what, tr(term("review_surface", line.surface).label)),
        words(line.who, own),
        (Words(level or "—", look),),
        day(line.since),
        words(decided, by),
        words(line.reason or until or followed, owner, until if line.reason else "",
              followed if line.reason else "", line.evidence_ref),
    )  # fmt: skip


def _covers(review: Review) -> tuple[str, ...]:
    covered = ", ".join(tr(term("review_surface", code).label) for code in review.surfaces)
    return (
        tr("It covers what was recorded when the review started: {surfaces}.", surfaces=covered),
        tr("It does not cover anything that was not recorded; TikTok's own lists prevail."),
        *((review.note,) if review.note else ()),
    )
