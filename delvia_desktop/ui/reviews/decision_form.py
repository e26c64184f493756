"""The form that decides on items of a review, and what is said of them there and by their list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from delvia_desktop.domain.findings.review_groups import ItemGroup, kinds_words
from delvia_desktop.domain.findings.review_risks import (
    STAYS,
    left_words,
    reason_words,
    risk_words,
    risks,
)
from delvia_desktop.domain.findings.rules.decisions import decided_level, narrower
from delvia_desktop.domain.records.reviews import Decision, Review, ReviewLine
from delvia_desktop.domain.reviews.lines import level_words
from delvia_desktop.domain.reviews.steps import LEVEL_ENDS, DecisionDraft, asks_why, decides_own
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.reviews import reviews
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import Field, LineField
from delvia_desktop.ui.forms.form import Form, draft
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.usual_fields import day_field, evidence_field, name_field, term_options
from delvia_desktop.ui.reviews.decision_keys import decision_act
from delvia_desktop.ui.session import Session

DECIDING = "decide/"
"""The key of the form that decides on lines begins so; a decision and their own keys follow."""

_ASKED = {
    Decision.KEPT: ("reason",),
    Decision.CHANGED: ("reason", "level"),
    Decision.REVOKED: ("reason",),
    Decision.DEFERRED: ("reason", "owner", "until"),
    Decision.EXCEPTION: ("reason", "until"),
}
"""What a decision by its key asks for, on one line; the other fields come with its details."""


def decision_form(
    session: Session,
    lines: Sequence[ReviewLine],
    decision: str,
    refused: Invalid | None = None,
    left: str = "",
    group: ItemGroup | None = None,
) -> Form:
    """Return the form for the decision on review items, with what is wrong with them.

    With a `decision`, as by its key, it is small and asks only for what that needs, for there may
    be many in turn. `refused` is why a key alone did not do, `left` says which other lines stay as
    they are. Of a `group` it begins with what its findings suggest.
    """
    risky = risky_lines(session, lines)
    fields, first = _fields(session, lines, decision, is_risky=bool(risky)), lines[0]
    title = " – ".join(filter(None, (first.what, first.who, level_words(first.level))))
    if len(lines) > 1:
        title = ntr("{n} item", "{n} items", len(lines))
    asked = tuple(fields) if decision else ()
    act = decision_act(decision, len(lines)) if decision else tr("Decide")
    panel = FormPanel(title, act, fields, rows=(asked,) if asked else ())
    if decision:
        panel.be_small()
    found = _found(session, lines, group) if len(lines) > 1 or group else list(risky.values())
    is_vowed = group is not None and not risky and decision == Decision.KEPT
    count = _vow(len(lines)) if is_vowed else _count(lines, decision)
    lead = _lead(lines, decision, found, is_risky=bool(risky), has_level="level" in fields)
    panel.explain("\n".join(filter(None, (left, count, lead))))
    panel.set_values(_known(session, first, fields, decision))
    panel.set_values(_suggested(session, group, fields, decision))
    review = session.live.records.get(Review, first.review)

    def mark_what_is_needed() -> None:
        _mark(panel, fields, lines, decision, review, is_risky=bool(risky))

    for name in ("decision", "by", "level", "until"):
        if name in fields:
            fields[name].edited.connect(mark_what_is_needed)
    mark_what_is_needed()
    # What a small form has no field for stays as it was decided.
    kept = {"by": first.decided_by, "evidence_ref": first.evidence_ref} if len(lines) == 1 else {}
    if refused is not None:
        panel.show_problems(refused)

    def record(typed: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the lines
        values = {**kept, **typed, "decision": _decided(decision, typed)}
        return record_decision(session, lines, draft(DecisionDraft, values), left)

    key = f"{DECIDING}{decision} {' '.join(str(line.id) for line in lines)}"
    return Form(key, panel, record, is_small=bool(decision))


def _decided(decision: str, typed: Mapping[str, Any]) -> str:
    """Return what a form decides: what is kept until a day is an exception."""
    if decision == Decision.KEPT and typed.get("until"):
        return Decision.EXCEPTION
    return decision or str(typed["decision"])


def _mark(
    panel: FormPanel,
    fields: Mapping[str, Field],
    lines: Sequence[ReviewLine],
    decision: str,
    review: Review,
    *,
    is_risky: bool,
) -> None:
    """Mark the fields that are needed for what is decided now, and name the act by it."""
    typed = panel.values()
    chosen = _decided(decision, typed)
    if decision == Decision.KEPT and "until" in fields:
        panel.rename_act(decision_act(chosen, len(lines)))
    has_level = chosen == Decision.CHANGED and bool(typed.get("level"))
    if "level" in fields:
        fields["level"].setVisible(chosen == Decision.CHANGED)
    by = typed.get("by", lines[0].decided_by)
    is_own = any(decides_own(line, by, review) for line in lines)
    needs = {
        "owner": chosen == Decision.DEFERRED,
        "reason": is_own or (asks_why(chosen, is_at_risk=is_risky) and not has_level),
        "until": chosen in {Decision.DEFERRED, Decision.EXCEPTION},
    }
    for name in needs.keys() & fields.keys():
        fields[name].require(needed=needs[name])


def record_decision(
    session: Session, lines: Sequence[ReviewLine], decided: DecisionDraft, left: str = ""
) -> Any:  # noqa: ANN401 - the lines
    """Record a decision from its form, and say what stays open, if it was the last.

    `left` is what more there is to say.
    """
    risky = risky_lines(session, lines)
    review = session.live.records.get(Review, lines[0].review)
    fresh = sum(not line.decision for line in lines)
    open_words, last_words = "", ""
    if risky and decided.decision in STAYS:
        open_words = ntr(
            "The findings on this item stay open.", "The findings on {n} items stay open.",
                         len(risky))  # fmt: skip
    if fresh and reviews.counts(session.live, review).undecided == fresh:
        last_words = tr("All items are decided. Next: close the review.")
    said = " ".join(filter(None, (left, open_words, last_words)))
    found = found_words(session, lines)
    return session.perform_saying(said, reviews.decide, lines, decided, set(risky), found)


def risky_lines(session: Session, lines: Iterable[ReviewLine]) -> dict[int, str]:
    """Return what the form of a decision says of items kept only for a reason, by key.

    Something serious is wrong with them, or who holds the access has left.
    """
    attention = session.watch.attention
    if attention is None:
        return {}
    told = {int(line.id): risk_words(attention, line) for line in lines}
    return {key: words for key, words in told.items() if words}


def found_words(session: Session, lines: Iterable[ReviewLine]) -> dict[int, str]:
    """Return what the form of a decision says against each item, by its key."""
    attention = session.watch.attention
    if attention is None:
        return {}
    told = {int(line.id): reason_words(attention, line) for line in lines}
    return {key: words for key, words in told.items() if words}


def _fields(
    session: Session, lines: Sequence[ReviewLine], decision: str, *, is_risky: bool
) -> dict[str, Field]:
    why = {
        "": tr("Why, or what changes"),
        Decision.KEPT: tr("Why it stays") if len(lines) == 1 else tr("Why they stay"),
        Decision.CHANGED: tr("What changes"),
    }
    hints = not decision
    levels = _levels(session, lines)
    options = [Option("", tr("None chosen")), *(Option(each, each) for each in levels)]
    fields: dict[str, Field] = {
        "decision": ChoiceField(tr("Decision"), term_options("decision")),
        "reason": LineField(why.get(decision, tr("Why"))),
        "level": ChoiceField(tr("New level"), options),
        "owner": name_field(session, tr("Responsible"), tr("For a deferred item") if hints else ""),
        "until": day_field(
            tr("Exception until") if decision == Decision.KEPT else tr("Until"),
            session.understood,
            tr("When it must be decided, or the exception ends") if hints else "",
        ),
        "by": name_field(session, tr("Decided by")),
        "evidence_ref": evidence_field(),
    }
    wanted = _ASKED[Decision(decision)] if decision else tuple(fields)
    if decision == Decision.KEPT and is_risky:
        wanted = (*wanted, "until")
    return {
        name: field
        for name, field in fields.items()
        if name in wanted and (levels or name != "level")
    }


def _levels(session: Session, lines: Sequence[ReviewLine]) -> list[str]:
    """Return the words of the levels to which each of some lines can be changed."""
    attention = session.watch.attention
    if attention is None:
        return []
    offered = [[words for _, words in narrower(attention.situation, line)] for line in lines]
    return [words for words in offered[0] if all(words in each for each in offered)]


def _known(
    session: Session, line: ReviewLine, fields: Mapping[str, Field], decision: str
) -> dict[str, Any]:
    """Return what the form begins with: what was decided about a line, its level apart."""
    known: dict[str, Any] = {
        name: getattr(line, name) for name in ("reason", "owner", "evidence_ref")
    }
    until = line.until if decision != Decision.KEPT else None
    known["until"] = until.isoformat() if until is not None else ""
    known["by"] = line.decided_by
    attention = session.watch.attention
    if attention is not None and "level" in fields and line.decision == Decision.CHANGED:
        offered = narrower(attention.situation, line)
        words = dict(offered).get(decided_level(line.reason, offered), "")
        known["level"] = words
        known["reason"] = line.reason.removeprefix(words).removeprefix(LEVEL_ENDS)
    known = {name: value for name, value in known.items() if name in fields}
    usual = Decision.REVOKED if reviews.ended_lines(session.live, [line]) else Decision.KEPT
    return {**known, "decision": decision or line.decision or usual}


def _lead(
    lines: Sequence[ReviewLine],
    decision: str,
    found: Sequence[str],
    *,
    is_risky: bool,
    has_level: bool,
) -> str:
    """Say what is wrong with lines, what a decision asks for, and what it replaces."""
    asked = tr("Enter why it stays. A date makes it an exception until then.") if is_risky else ""
    if len(lines) > 1 and is_risky:
        asked = tr("Enter why they stay. A date makes them exceptions until then.")
    if decision == Decision.CHANGED:
        asked = tr("Enter what is to change.")
        if has_level:
            asked = tr("Choose the new level, or enter what is to change.")
    elif decision in {Decision.REVOKED, Decision.DEFERRED, Decision.EXCEPTION}:
        asked = ""
    before = reviews.decision_words(lines[0]) if len(lines) == 1 else ""
    replaced = tr("Replaces: {decision}", decision=before) if before else ""
    return "\n".join(filter(None, (*found, asked, replaced)))


def _count(lines: Sequence[ReviewLine], decision: str) -> str:
    """Say how many items one reason is for, where a key decides on several."""
    if len(lines) == 1 or not decision:
        return ""
    return ntr("One reason for {n} item.", "One reason for {n} items.", len(lines))


def _found(session: Session, lines: Sequence[ReviewLine], group: ItemGroup | None) -> list[str]:
    """Return what is wrong with several lines, each kind with its number."""
    if group is not None:
        return [" · ".join(kinds_words(group.findings))]
    attention = session.watch.attention
    if attention is None:
        return []
    worst_of = [found[0] for line in lines if (found := risks(attention, line))]
    left = [words for line in lines if (words := left_words(attention.situation, line))]
    return [*kinds_words(worst_of), *dict.fromkeys(left)]


def _vow(count: int) -> str:
    """Say what a person states who keeps several items in one act."""
    return ntr(
        "By keeping it, you state that you reviewed it.",
        "By keeping them, you state that you reviewed all {n}. “Show items” lists them.",
        count,
    )


def _suggested(
    session: Session, group: ItemGroup | None, fields: Mapping[str, Field], decision: str
) -> dict[str, str]:
    """Return what the findings of a group suggest for a decision on it."""
    if group is None:
        return {}
    if decision == Decision.KEPT and group.way_out:
        return {"reason": tr("Stays for now. Next step: {step}", step=group.way_out)}
    if decision == Decision.CHANGED and "level" in fields and group.is_lowered:
        return {"level": _levels(session, group.lines)[-1]}
    return {}
