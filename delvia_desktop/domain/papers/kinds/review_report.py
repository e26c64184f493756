"""The report of a review: what was looked at, what was decided line by line, what is followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.access.people import PersonKey
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.findings.review_risks import kept_words
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
from delvia_desktop.domain.records.reviews import Decision, Review, ReviewLine
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.follow_up import FollowUp, follow_up
from delvia_desktop.domain.reviews.lines import gives_access, level_words, review_subject
from delvia_desktop.domain.reviews.steps import LineCounts, counts_of, is_own
from delvia_desktop.domain.reviews.succession import (
    decided_again,
    in_succession,
    review_words,
)
from delvia_desktop.domain.words.vocabulary import term, terms
from delvia_desktop.i18n import ntr, show_day, show_moment, tr

KIND = "review"


def content(situation: Situation, about: About[Review], head: Head) -> Content:
    """Return what stands on the report of a review, as it is in a situation."""
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
        (
            *usual_facts(situation.picture, head),
            *_facts(review, lines),
            *_beside(situation, review),
        ),
        (_counts(lines), _surfaces(review, lines), *_decisions(situation, lines, about.at_risk)),
        _covers(review),
        declared(KIND, (review.reviewer, None)),
        is_across=True,
    )


def findings_scope(kept: int) -> str:
    """Say which open findings a review's report lists, and how many items were `kept`."""
    scope = tr(
        "This part lists decisions that are still to be carried out, and critical and high "
        "findings about access that was kept. It does not list other open findings."
    )
    if not kept:
        return scope
    where = tr("The reason is given with the item.")
    return f"{scope} {kept_words(kept)} {where}"


def _closed(review: Review) -> str:
    closed = review.closed_on
    return tr("Closed on {day}", day=show_day(closed)) if closed is not None else ""


def _facts(review: Review, lines: list[ReviewLine]) -> tuple[tuple[str, Cell], ...]:
    decided = " · ".join(f"{label}: {count}" for label, count in _counted(counts_of(lines)))
    return (
        (tr("Decisions"), words(ntr("{n} item", "{n} items", len(lines)), decided)),
        (tr("Reviewer"), words(review.reviewer, review.own_access_reason)),
        (tr("Items as of"), words(show_moment(review.as_of), _revision(review))),
        (tr("Started"), words(show_day(review.opened_on), review.cause)),
        (tr("Next review"), day(review.next_on, tr("not set yet"))),
    )


def _beside(situation: Situation, review: Review) -> list[tuple[str, Cell]]:
    """Return which reviews of the same come before and after, and what the newer one changes."""
    return [(label, words(*told)) for label, told in in_succession(situation, review)]


def _revision(review: Review) -> str:
    return tr("Revision {revision}", revision=review.origin)


def _counted(counts: LineCounts) -> list[tuple[str, int]]:
    """Return the words for each decision with how many items were decided so."""
    decided = (counts.kept, counts.changed, counts.revoked, counts.deferred, counts.exceptions)
    found = zip(Decision, decided, strict=True)
    return [(tr(term("decision", code).label), count) for code, count in found]


def _counts(lines: list[ReviewLine]) -> Section:
    counts = counts_of(lines)
    counted = _counted(counts)
    cells = [words(str(count)) for _, count in counted]
    heads = [label for label, _ in counted]
    if counts.undecided:
        heads.append(tr("Undecided"))
        cells.append(words(str(counts.undecided), look="critical"))
    heads.append(tr("All items"))
    cells.append(words(str(counts.lines), look="strong"))
    share = 100 // len(heads)
    return section(tr("Counts"), tuple((head, share) for head in heads), [tuple(cells)])


def _surfaces(review: Review, lines: list[ReviewLine]) -> Section:
    left = {each.surface: each.reason for each in review.left_out}
    rows: list[tuple[Cell, ...]] = []
    for code, surface in terms("review_surface").items():
        count = sum(line.surface == code for line in lines)
        covered = ntr("{n} item", "{n} items", count) if code in review.surfaces else ""
        not_covered = tr("Not covered: {why}", why=left.get(code, "")) if not covered else ""
        rows.append((words(tr(surface.label)), words(covered or not_covered)))
    return section(tr("Areas"), ((tr("Area"), 40), (tr("Covered"), 60)), rows)


def _decisions(
    situation: Situation, lines: list[ReviewLine], at_risk: Mapping[int, str]
) -> list[Section]:
    """Return a section for each decision that was made; what is still to be done stands apart.

    What has ended in spite of a decision that it may stay does not stand among what stays, nor does
    what a newer review decided otherwise.
    """
    again = {line.id: newer for line in lines if (newer := decided_again(situation, line))}
    since = [line for line in lines if line.id in again]
    lines = [line for line in lines if line.id not in again]
    ended = {line.id for line in lines if line.decision in _UNENDED and _has_ended(situation, line)}
    parts: list[tuple[str, Callable[[ReviewLine, FollowUp | None], bool]]] = [
        (tr("To be revoked"), lambda _, stands: stands == FollowUp.TO_REVOKE),
        (tr("To be changed"), lambda _, stands: stands == FollowUp.TO_CHANGE),
        (tr("Revoked"), lambda line, stands: line.decision == Decision.REVOKED
         and stands not in _TO_DO),
        (tr("Changed"), lambda line, stands: line.decision == Decision.CHANGED
         and stands not in _TO_DO),
        (tr("Deferred"), lambda line, _: line.decision == Decision.DEFERRED
         and line.id not in ended),
        (tr("Exceptions"), lambda line, _: line.decision == Decision.EXCEPTION
         and line.id not in ended),
        (tr("Kept"), lambda line, _: line.decision == Decision.KEPT and line.id not in ended),
        (tr("Ended without a decision to revoke"), lambda line, _: line.id in ended),
    ]  # fmt: skip
    stands = {line.id: follow_up(situation, line) for line in lines}
    sections = []
    for title, is_part in parts:
        found = [line for line in lines if is_part(line, stands[line.id])]
        is_acted_on = any(stands[line.id] is not None or line.id in ended for line in found)
        columns = _acted_columns() if is_acted_on else _columns()
        rows = [
            _acted_row(situation, line)
            if is_acted_on
            else _row(situation, line, at_risk.get(line.id, ""))
            for line in found
        ]
        if found:
            sections.append(section(title, columns, rows))
    left = [_row(situation, line) for line in lines if not line.decision]
    if left:
        sections.insert(0, section(tr("Not decided yet"), _columns(), left))
    if since:
        rows = [_again_row(situation, line, again[line.id]) for line in since]
        sections.append(
            section(tr("Decided differently in a newer review"), _again_columns(), rows)
        )
    return sections


def _columns() -> tuple[tuple[str, int], ...]:
    return (
        (tr("What"), 20),
        (tr("Who"), 15),
        (tr("Access"), 15),
        (tr("Since"), 10),
        (tr("Decided"), 14),
        (tr("Why, by when, evidence"), 26),
    )


def _acted_columns() -> tuple[tuple[str, int], ...]:
    return (
        (tr("What"), 18),
        (tr("Who"), 13),
        (tr("Access"), 12),
        (tr("Since"), 9),
        (tr("Decided"), 12),
        (tr("Why, evidence"), 22),
        (tr("Carried out"), 14),
    )


def _again_columns() -> tuple[tuple[str, int], ...]:
    return (
        *_columns()[:4],
        (tr("Decided in this review"), 18),
        (tr("Decided since"), 22),
    )


def _again_row(situation: Situation, line: ReviewLine, newer: ReviewLine) -> tuple[Cell, ...]:
    """Return the row of a decision that counts no longer, with the one that does."""
    what, who, level, since, decided = _decided(situation, line)
    review = review_words(situation, situation.picture.reviews[newer.review])
    *_, counts = _decided(situation, newer)
    return (
        what,
        who,
        level,
        since,
        (*words(tr(term("decision", line.decision).label), line.reason), *_second(decided)),
        (
            *words(tr(term("decision", newer.decision).label), newer.reason, review),
            *_second(counts),
        ),
    )


def _second(cell: Cell) -> Cell:
    return tuple(Words(each.text, "second") for each in cell)


def _row(situation: Situation, line: ReviewLine, risk: str = "") -> tuple[Cell, ...]:
    """Return the row of a decision; `risk` is what is wrong with what stays."""
    until = tr("until {day}", day=show_day(line.until)) if line.until else ""
    owner = tr("responsible: {name}", name=line.owner) if line.owner else ""
    return (
        *_decided(situation, line),
        words(line.reason or until, owner, until if line.reason else "", line.evidence_ref, risk),
    )


def _acted_row(situation: Situation, line: ReviewLine) -> tuple[Cell, ...]:
    """Return the row of a decision that asks for an act, with what the register says of it."""
    record = situation.all(line.subject_kind).get(line.subject)
    stands = follow_up(situation, line)
    label = tr(term("line_state", stands).label) if stands is not None else tr("Ended")
    done = () if record is None or stands in _TO_DO else _done(record)
    decision = tr(term("decision", line.decision).label) if stands is None else ""
    field = "remove_reason" if isinstance(record, Seat) else "revoke_reason"
    why = str(getattr(record, field, "")) if done else ""
    reasons = dict.fromkeys(filter(None, (line.reason, why)))
    first, *more = reasons or ("",)
    decided = tr("Decision: {decision}", decision=decision) if decision else ""
    return (
        *_decided(situation, line),
        words(first, *more, line.evidence_ref, decided),
        words(label, *done),
    )


def _has_ended(situation: Situation, line: ReviewLine) -> bool:
    record = situation.all(line.subject_kind).get(line.subject)
    return not gives_access(record, line.surface, situation.on)


_UNENDED = frozenset({Decision.KEPT, Decision.EXCEPTION, Decision.DEFERRED})
"""Decisions by which access does not end."""

_TO_DO = (FollowUp.TO_REVOKE, FollowUp.TO_CHANGE)


def _done(record: object) -> tuple[str, ...]:
    """Say when access was ended, and when that was seen in TikTok."""
    if isinstance(record, Login):
        changed = record.password_last_changed_on
        return (tr("password changed on {day}", day=show_day(changed)),) if changed else ()
    names = ("removed_on", "removal_verified_on")
    ended, seen = names if isinstance(record, Seat) else ("revoked_on", "verified_gone_on")
    since, verified = getattr(record, ended, None), getattr(record, seen, None)
    return tuple(
        text
        for text in (
            tr("revoked on {day}", day=show_day(since)) if since else "",
            tr("verified on {day}", day=show_day(verified)) if verified else "",
        )
        if text
    )


def _decided(situation: Situation, line: ReviewLine) -> tuple[Cell, ...]:
    """Return the cells of what the line was about, and of when and by whom it was decided."""
    level = level_words(line.level)
    admin = term("seat_role", "ADMIN").label
    look = "critical" if line.surface == "FINANCE" or level == admin else "plain"
    own = tr("own access") if is_own(line, line.decided_by) else ""
    decided = show_day(line.decided_on) if line.decided_on else ""
    by = tr("by {name}", name=line.decided_by) if line.decided_by else ""
    return (
        words(line.what, tr(term("review_surface", line.surface).label)),
        words(line.who, _told_apart(situation, line), own),
        (Words(level or "—", look),),
        day(line.since),
        words(decided, by),
    )


def _told_apart(situation: Situation, line: ReviewLine) -> str:
    """Return what tells the holder of an item from another person of the same name."""
    people = situation.picture.people
    counts = situation.once("names", lambda: Counter(each.name for each in people.values()))
    record = situation.all(line.subject_kind).get(line.subject)
    person = people.get(getattr(record, "person", None) or PersonKey(0))
    if person is None or counts[person.name] == 1:
        return ""
    return person.email or person.job or tr(term("employer", person.employer).label)


def _covers(review: Review) -> tuple[str, ...]:
    covered = "; ".join(tr(term("review_surface", code).label) for code in review.surfaces)
    return (
        tr("It covers what was recorded when the review started: {surfaces}.", surfaces=covered),
        tr("It does not cover anything that was not recorded; TikTok's own lists prevail."),
        *((review.note,) if review.note else ()),
    )
