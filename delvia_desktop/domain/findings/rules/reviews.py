"""Rules about reviews: held in time, complete, and followed up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.findings.rules.decisions import carrying_out
from delvia_desktop.domain.findings.rules.next_steps import accepting
from delvia_desktop.domain.records.brand import THE_BRAND, Brand
from delvia_desktop.domain.records.findings import (
    Finding,
    Name,
    NextStep,
    Rule,
    Said,
    said,
)
from delvia_desktop.domain.records.reviews import Decision, Review, ReviewKind, ReviewLine
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.follow_up import OPEN, FollowUp, follow_up
from delvia_desktop.domain.reviews.lines import put_off, review_subject, surfaces
from delvia_desktop.domain.reviews.schedule import (
    departure,
    due_of_everything,
    due_of_period,
    newest_closed,
    whole_reviews,
)
from delvia_desktop.domain.reviews.steps import counts_of, is_followed, is_own
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.i18n import later


def engagement_unseen(situation: Situation, period: Partnership) -> Said | None:
    """PRT-10: the review at an engagement's start, middle or end is overdue."""
    due = due_of_period(situation, period)
    if due is None or due.day >= situation.on or due.record[0] != "partnership":
        return None
    partner = situation.picture.partners[period.partner]
    text = {
        ReviewKind.START: later("The engagement with {name} was not reviewed at its start."),
        ReviewKind.MIDDLE: later("The engagement with {name} was not reviewed at its mid-point."),
        ReviewKind.END: later("The engagement with {name} was not reviewed at its end."),
    }[ReviewKind(due.kind)]
    act = NextStep(later("Start review…"), "partner", partner.id, Act.REVIEW)
    return said(text, act, ("partner", partner.id), name=partner.name)


def overdue(situation: Situation, review: Review) -> Said | None:
    """REV-01: a review that was begun is not closed in time, or the next one was not begun."""
    if review.closed_on is None:
        if review.due_on is None or review.due_on >= situation.on:
            return None
        text = later("The review of {subject} was due to be closed on {day}.")
        act, day = _going_on(situation, review), review.due_on
    else:
        if review.next_on is None or review.next_on >= situation.on:
            return None
        if review.partnership is not None:
            period = situation.picture.partnerships[review.partnership]
            others = situation.of("review", "partnership", period.id)
            is_needed = situation.is_connected(period) and not engagement_unseen(situation, period)
        elif review.person is not None:
            others = situation.of("review", "person", review.person)
            is_needed = not situation.has_left(situation.picture.people[review.person])
        else:
            return None  # the review of everything is asked about with the brand
        if not is_needed or any(other.id > review.id for other in others):
            return None
        text = later("The next review of {subject} was due on {day}.")
        act, day = (
            NextStep(later("Start review…"), "review", review.id, Act.AGAIN),
            review.next_on,
        )
    return said(text, act, subject=lambda: review_subject(situation, review), day=day)


def _going_on(situation: Situation, review: Review) -> NextStep:
    """Return what a review that is held wants next: a decision on a line, then its end."""
    lines = situation.of("review-line", "review", review.id)
    left = next((line for line in lines if not line.decision), None)
    if left is not None:
        return NextStep(later("Decide next item…"), "review-line", int(left.id), Act.DECIDE)
    return NextStep(later("Close review…"), "review", review.id, Act.CLOSE)


def never_all(situation: Situation, brand: Brand) -> Said | None:
    """REV-01 of the whole: the review of every surface is overdue."""
    due = due_of_everything(situation)
    if due is None or due.day >= situation.on:
        return None
    text = later("The full review was due by {day}.")
    if due.record[0] == "brand":
        text = later("No full review has been done yet; it was due by {day}.")
    act = NextStep(later("Start review…"), "brand", int(brand.id), Act.REVIEW)
    return said(text, act, day=due.day)


def no_next(situation: Situation, review: Review) -> Said | None:
    """REV-02: a review that is followed by another was closed without a date for that."""
    if review.closed_on is None or review.next_on is not None:
        return None
    if not is_followed(review, situation):
        return None
    text = later("The review of {subject} was closed without a date for the next one.")
    act = NextStep(later("Record next date…"), "review", review.id, Act.NEXT)
    return said(text, act, subject=lambda: review_subject(situation, review))


def not_covered(situation: Situation, review: Review) -> Said | None:
    """REV-03: a review covers a surface neither nor says why not."""
    known = {*review.surfaces, *(left.surface for left in review.left_out)}
    missing = [code for code in surfaces() if code not in known]
    if not missing:
        return None
    text = later("The review of {subject} neither covers nor excludes {n} areas.")
    if len(missing) == 1:
        text = later("The review of {subject} neither covers nor excludes one area.")
    act = accepting("REV-03", "review", review.id)
    return said(text, act, subject=lambda: review_subject(situation, review), n=len(missing))


def departed_unseen(situation: Situation, person: Person) -> Said | None:
    """REV-04: somebody left, and no review looked through what was left behind."""
    gone = departure(situation, ("person", person.id))
    if gone is None or situation.on - gone <= timedelta(days=situation.limit("event_days")):
        return None
    text = later("{name} left on {day}, but no review followed.")
    act = NextStep(later("Start review…"), "person", person.id, Act.REVIEW)
    return said(text, act, name=person.name, day=gone)


def ended_unseen(situation: Situation, period: Partnership) -> Said | None:
    """REV-04: a partner was removed, and no review looked through what was left behind."""
    gone = departure(situation, ("partnership", period.id))
    if gone is None or situation.on - gone <= timedelta(days=situation.limit("event_days")):
        return None
    partner = situation.picture.partners[period.partner]
    text = later("{name} was removed on {day}, but no review followed.")
    act = NextStep(later("Start review…"), "partner", partner.id, Act.REVIEW)
    return said(text, act, ("partner", partner.id), name=partner.name, day=gone)


def does_not_add_up(situation: Situation, review: Review) -> Said | None:
    """REV-05: a closed review has lines about which nothing was decided."""
    if review.closed_on is None:
        return None
    left = counts_of(situation.of("review-line", "review", review.id)).undecided
    if not left:
        return None
    text = later("The review of {subject} is closed, but {n} of its items are undecided.")
    act = accepting("REV-05", "review", review.id)
    return said(text, act, subject=lambda: review_subject(situation, review), n=left)


def put_off_long(situation: Situation, line: ReviewLine) -> Said | None:
    """REV-06: a review put a decision off: no owner or day, too long, or past its day."""
    if line.id not in _put_off(situation):
        return None
    act = _deciding_again(situation, line)
    names = {"what": line.what, "who": line.who, "day": line.until}
    if line.until is not None and line.until < situation.on:
        text = later("The decision on “{what}” for {who} was deferred to {day} and is overdue.")
        if line.decision == Decision.EXCEPTION:
            text = later("The exception on “{what}” for {who} ended on {day}.")
        return said(text, act, ("review", line.review), **names)
    if line.decision != Decision.DEFERRED:
        return None
    if not line.owner or line.until is None:
        text = later(
            "The deferred decision on “{what}” for {who} has no responsible person or date."
        )
        return said(text, act, ("review", line.review), **names)
    since = line.decided_on
    if since is None or line.until - since <= timedelta(days=situation.limit("deferred_days")):
        return None
    text = later("The decision on “{what}” for {who} is deferred beyond the limit, to {day}.")
    return said(text, act, ("review", line.review), **names)


def _deciding_again(situation: Situation, line: ReviewLine) -> NextStep:
    """Return where a line is decided anew: in its review while that is open, else in a new one."""
    review = situation.picture.reviews[line.review]
    if review.closed_on is None:
        return NextStep(later("Decide…"), "review-line", line.id, Act.DECIDE)
    same = situation.all("review").values()
    subject = (review.partnership, review.person)
    held = [r for r in same if r.closed_on is None and (r.partnership, r.person) == subject]
    if not held:
        return NextStep(later("Start review…"), "review", review.id, Act.AGAIN)
    about = (line.subject_kind, line.subject, line.surface)
    lines = situation.of("review-line", "review", held[0].id)
    again = next((n for n in lines if (n.subject_kind, n.subject, n.surface) == about), None)
    if again is None:
        return accepting("REV-06", "review-line", line.id)
    return NextStep(later("Decide…"), "review-line", int(again.id), Act.DECIDE)


def only_own(situation: Situation, review: Review) -> Said | None:
    """REV-07: a review has only lines about the reviewer."""
    lines = situation.of("review-line", "review", review.id)
    if not lines or not all(is_own(line, review.reviewer) for line in lines):
        return None
    text = later("{name} reviewed only their own access.")
    act = accepting("REV-07", "review", review.id)
    return said(text, act, name=review.reviewer)


def revoked_and_there(situation: Situation, line: ReviewLine) -> Said | None:
    """REV-08: a review decided to revoke something that is still not seen gone."""
    if line.decision != Decision.REVOKED or line.decided_on is None:
        return None
    days = (situation.on - line.decided_on).days
    stands = follow_up(situation, line)
    if days <= situation.limit("event_days") or stands not in OPEN:
        return None
    text = later(
        "A review decided {n} days ago to revoke “{what}” for {who}, but no revocation is recorded."
    )
    if stands == FollowUp.REVOKED:
        text = later(
            "“{what}” for {who} was revoked after a review {n} days ago, but its removal is not "
            "verified."
        )
    return _to_carry_out(situation, line, text, n=days)


def follow_up_open(situation: Situation, review: Review) -> Said | None:
    """REV-09: a closed review decided something that is not done, and REV-08 still gives time."""
    if review.closed_on is None:
        return None
    left = _not_done(situation, review)
    if not left:
        return None
    first = left[0]
    names = {"what": first.what, "who": first.who, "n": len(left) - 1}
    one, several = _FOLLOW_UP_TEXTS[FollowUp(follow_up(situation, first) or "")]
    text = one if len(left) == 1 else several
    act = carrying_out(situation, first)._replace(at=("review", int(review.id)))
    return said(text, act, subject=_subject(situation, review), **names)


_FOLLOW_UP_TEXTS = {
    FollowUp.TO_REVOKE: (
        later("Review of {subject}: “{what}” for {who} is to be revoked."),
        later(
            "Review of {subject}: “{what}” for {who} is to be revoked. Also to be followed up: "
            "{n} more."
        ),
    ),
    FollowUp.TO_CHANGE: (
        later("Review of {subject}: “{what}” for {who} is to be changed."),
        later(
            "Review of {subject}: “{what}” for {who} is to be changed. Also to be followed up: "
            "{n} more."
        ),
    ),
    FollowUp.REVOKED: (
        later("Review of {subject}: the removal of “{what}” for {who} is to be verified."),
        later(
            "Review of {subject}: the removal of “{what}” for {who} is to be verified. Also to "
            "be followed up: {n} more."
        ),
    ),
}


def to_follow(situation: Situation, review: Review) -> list[Finding]:
    """Return one by one what a review decided and is not done, without what REV-08 tells."""
    texts = {
        FollowUp.TO_REVOKE: later("“{what}” for {who} is to be revoked."),
        FollowUp.TO_CHANGE: later("“{what}” for {who} is to be changed."),
        FollowUp.REVOKED: later(
            "“{what}” for {who} was revoked, but its removal is not yet verified."
        ),
    }
    return [
        Finding(
            "REV-09",
            "review-line",
            int(line.id),
            _to_carry_out(situation, line, texts[FollowUp(follow_up(situation, line) or "")]),
        )
        for line in _not_done(situation, review)
    ]


def _not_done(situation: Situation, review: Review) -> list[ReviewLine]:
    """Return the lines of a review that are to be followed and of which REV-08 does not tell."""
    return [
        line
        for line in situation.of("review-line", "review", review.id)
        if follow_up(situation, line) in OPEN and revoked_and_there(situation, line) is None
    ]


def _subject(situation: Situation, review: Review) -> Callable[[], str]:
    return lambda: review_subject(situation, review)


def _to_carry_out(situation: Situation, line: ReviewLine, text: str, **more: object) -> Said:
    others: tuple[Name, ...] = (("review", line.review), (line.subject_kind, line.subject))
    act = carrying_out(situation, line)._replace(at=("review", int(line.review)))
    return said(text, act, *others, what=line.what, who=line.who, **more)


def shop_left_out(situation: Situation, asset: Asset) -> Said | None:
    """SHP-02: a shop of ours was left out of the last review of everything."""
    if asset.asset_type != "TIKTOK_SHOP" or asset.owner_kind != OwnerKind.OURS:
        return None
    newest = newest_closed(whole_reviews(situation))
    if newest is None or "SHOP" in newest.surfaces:
        return None
    text = later("“{asset}” was left out of the review of {day}.")
    act = NextStep(later("Start review…"), "brand", int(THE_BRAND), Act.REVIEW)
    for review in whole_reviews(situation):
        if review.closed_on is None and "SHOP" in review.surfaces:
            act = _going_on(situation, review)
    return said(text, act, ("review", newest.id), asset=asset.name, day=newest.closed_on)


def _put_off(situation: Situation) -> frozenset[int]:
    return situation.once("put off", lambda: frozenset(line.id for line in put_off(situation)))


RULES = (
    Rule("PRT-10", "partnership", engagement_unseen, is_wide=True),
    Rule("REV-01", "review", overdue, is_wide=True),
    Rule("REV-01", "brand", never_all, is_wide=True),
    Rule("REV-02", "review", no_next),
    Rule("REV-03", "review", not_covered),
    Rule("REV-04", "person", departed_unseen, is_wide=True),
    Rule("REV-04", "partnership", ended_unseen, is_wide=True),
    Rule("REV-05", "review", does_not_add_up),
    Rule("REV-06", "review-line", put_off_long, is_wide=True),
    Rule("REV-07", "review", only_own),
    Rule("REV-08", "review-line", revoked_and_there, is_wide=True),
    Rule("REV-09", "review", follow_up_open, is_wide=True),
    Rule("SHP-02", "asset", shop_left_out, is_wide=True),
)
