"""Forms of reviews: to begin one, to decide on lines, to close it, to set the next date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QObject

from delvia_desktop.domain.errors import Invalid
from delvia_desktop.domain.partners import Partner
from delvia_desktop.domain.partnerships import Partnership
from delvia_desktop.domain.people import Person
from delvia_desktop.domain.review_lines import level_words
from delvia_desktop.domain.review_risks import risks
from delvia_desktop.domain.review_steps import (
    CloseDraft,
    DecisionDraft,
    ReviewDraft,
    asks_why,
    decides_own,
)
from delvia_desktop.domain.reviews import (
    OF_ENGAGEMENT,
    Decision,
    Review,
    ReviewKind,
    ReviewLine,
)
from delvia_desktop.domain.vocabulary import term, terms
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services import reviews
from delvia_desktop.ui.forms.form import (
    Form,
    day_field,
    draft,
    name_field,
    term_options,
    titled,
    values_of,
)
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.fields import (
    ChoiceField,
    Field,
    LineField,
    NotesField,
    Option,
    required,
)
from delvia_desktop.ui.widgets.form_panel import FormPanel
from delvia_desktop.ui.widgets.ticks_field import TicksField

DECIDING = "decide/"
"""The key of the form that decides on lines begins so; their own keys follow."""

_USUAL_DAYS = 14
"""Days within which a review is usually closed."""


def review_form(session: Session, start: ReviewDraft) -> Form:
    """Return the form that begins a review; `start` says of whom, if that is known."""
    nobody = Option(None, tr("Everyone"))
    fields: dict[str, Field] = {
        "kind": required(ChoiceField(tr("What it is for"), _kinds())),
        "partnership": ChoiceField(tr("Partner"), [nobody, *_partnerships(session)]),
        "person": ChoiceField(tr("Person"), [nobody, *_people(session)], searchable=True),
        "cause": LineField(tr("Reason for review"), tr("What happened, for an unscheduled review")),
        "reviewer": required(
            name_field(
                session, tr("Reviewer"), tr("Preferably not the person who granted the access")
            )
        ),
        "due_on": day_field(tr("Due date"), session.understood),
        "surfaces": required(
            TicksField(
                tr("Areas covered"),
                [Option(code, tr(each.label)) for code, each in terms("review_surface").items()],
            )
        ),
        "left_out_reason": LineField(tr("Why other areas are left out")),
        "own_access_reason": LineField(
            tr("Why no one else reviews it"),
            tr("Only if the reviewer's own access is included"),
        ),
        "note": NotesField(tr("Note")),
    }
    panel = FormPanel(
        tr("Start a review"),
        tr("Start"),
        fields,
        look=lambda values: reviews.notices(session.live, draft(ReviewDraft, values)),
        usual=(
            *("kind", "partnership", "person", "cause"),
            *("reviewer", "due_on", "surfaces", "left_out_reason"),
        ),
    )
    panel.set_values(values_of(start, list(fields)))
    due = session.live.today + timedelta(days=_USUAL_DAYS)
    panel.set_values({"due_on": due.isoformat()})

    def show_what_fits() -> None:
        """Ask what has happened, and why areas are left out, only where there is such a thing."""
        kind = fields["kind"].value()
        of_engagement, at_once = kind in OF_ENGAGEMENT, kind == ReviewKind.AT_ONCE
        is_partial = len(fields["surfaces"].value()) < len(terms("review_surface"))
        fields["partnership"].require(needed=of_engagement)
        for name, is_asked in (("cause", at_once), ("left_out_reason", is_partial)):
            fields[name].require(needed=is_asked)
            fields[name].setVisible(is_asked or bool(fields[name].value()))

    for name in ("kind", "surfaces"):
        fields[name].edited.connect(show_what_fits)
    show_what_fits()

    def record(values: Mapping[str, Any]) -> Review:
        made: Review = session.perform(reviews.begin_review, draft(ReviewDraft, values))
        return made

    return Form(f"review/{start.kind}", panel, record)


def _kinds() -> list[Option]:
    """Return the kinds of review; the help speaks of each quarter, so that is found here too."""
    often = {ReviewKind.QUARTERLY.value: tr("Full review (quarterly)")}
    return [
        Option(option.value, often.get(option.value, option.text))
        for option in term_options("review_kind", tr("Choose…"))
    ]


def decision_form(
    session: Session,
    lines: Sequence[ReviewLine],
    decision: str,
    refused: Invalid | None = None,
    left: str = "",
) -> Form:
    """Return the form that decides on lines; it says what is wrong with them and what it replaces.

    `refused` is why a key alone did not do, `left` says which other lines stay as they are.
    """
    risky = risky_lines(session, lines)
    fields: dict[str, Field] = {
        "decision": ChoiceField(tr("Decision"), term_options("decision")),
        "reason": LineField(tr("Why, or what changes")),
        "owner": name_field(session, tr("Responsible"), tr("For a deferred item")),
        "until": day_field(
            tr("Until"), session.understood, tr("When it must be decided, or the exception ends")
        ),
        "by": name_field(session, tr("Decided by")),
        "evidence_ref": LineField(tr("Evidence"), tr("A file name, ticket number or email date")),
    }
    first = lines[0]
    title = " – ".join(filter(None, (first.what, first.who, level_words(first.level))))
    if len(lines) > 1:
        title = ntr("{n} item", "{n} items", len(lines))
    panel = FormPanel(title, tr("Decide"), fields)
    before = reviews.decision_words(first) if len(lines) == 1 else ""
    replaced = tr("Replaces: {decision}", decision=before) if before else ""
    found = list(dict.fromkeys(words for words in risky.values()))
    asked = [tr("Enter why it stays, or make it an exception until a date.")] if found else []
    panel.explain("\n".join(filter(None, (left, *found, *asked, replaced))))
    known = {name: getattr(first, name) for name in ("reason", "owner", "evidence_ref")}
    until = first.until.isoformat() if first.until is not None else ""
    values: dict[str, Any] = {**known, "until": until, "by": first.decided_by}
    panel.set_values({**values, "decision": decision or first.decision or Decision.KEPT})

    review = session.live.records.get(Review, first.review)

    def mark_what_is_needed() -> None:
        chosen, by = fields["decision"].value(), fields["by"].value()
        needs_why = asks_why(chosen, is_at_risk=bool(risky))
        is_own = any(decides_own(line, by, review) for line in lines)
        fields["owner"].require(needed=chosen == Decision.DEFERRED)
        fields["reason"].require(needed=needs_why or is_own)
        fields["until"].require(needed=chosen in {Decision.DEFERRED, Decision.EXCEPTION})

    for name in ("decision", "by"):
        fields[name].edited.connect(mark_what_is_needed)
    mark_what_is_needed()
    if refused is not None:
        panel.show_problems(refused)

    def record(typed: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the lines
        decided = draft(DecisionDraft, typed)
        return session.perform_saying(left, reviews.decide, lines, decided, set(risky))

    return Form(DECIDING + " ".join(str(line.id) for line in lines), panel, record)


def risky_lines(session: Session, lines: Iterable[ReviewLine]) -> dict[int, str]:
    """Return the lines that something serious is wrong with, by their keys: what that is."""
    attention = session.watch.attention
    if attention is None:
        return {}
    found = {int(line.id): risks(attention, line) for line in lines}
    return {
        key: tr(
            "{severity}: {message}",
            severity=tr(term("severity", findings[0].severity).label),
            message=findings[0].message,
        )
        for key, findings in found.items()
        if findings
    }


def close_form(session: Session, review: Review) -> Form:
    """Return the form that closes a review and asks for the next date."""
    today = session.live.today
    fields: dict[str, Field] = {
        "on": required(day_field(tr("Closed on"), session.understood)),
        "by": name_field(session, tr("Closed by")),
        "next_on": required(day_field(tr("Next review on"), session.understood)),
        "evidence_ref": LineField(tr("Evidence"), tr("Where the signed report is")),
        "note": NotesField(tr("Note")),
    }
    panel = FormPanel(titled(session, tr("Close review"), review), tr("Close review"), fields)
    _Counts(session, review, panel).tell()
    panel.set_values(
        {
            "on": today.isoformat(),
            "by": review.reviewer,
            "next_on": reviews.usual_next(session.live, review).isoformat(),
            "note": review.note,
        }
    )

    def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the review
        return session.perform(reviews.close_review, review, draft(CloseDraft, values))

    return Form(f"review-close/{review.id}", panel, record)


class _Counts(QObject):
    """How many items were decided each way, told in a form while lines go on being decided."""

    def __init__(self, session: Session, review: Review, panel: FormPanel) -> None:
        super().__init__(panel)
        self._session, self._review, self._panel = session, review, panel
        session.changed.connect(self.tell)

    def tell(self) -> None:
        counts = reviews.counts(self._session.live, self._review)
        told = [
            f"{tr(term('decision', code).label)}: {count}"
            for code, count in zip(
                Decision,
                (counts.kept, counts.changed, counts.revoked, counts.deferred, counts.exceptions),
                strict=True,
            )
        ]
        if counts.undecided:
            told.append(tr("Undecided: {n}", n=counts.undecided))
        words = ntr("{n} item", "{n} items", counts.lines)
        self._panel.explain(f"{words} = {' + '.join(told)}")


def next_form(session: Session, review: Review) -> Form:
    """Return the form that sets another date for the next review."""
    fields: dict[str, Field] = {
        "next_on": required(day_field(tr("Next review on"), session.understood))
    }
    panel = FormPanel(titled(session, tr("Next review date"), review), tr("Set date"), fields)
    usual = review.next_on or reviews.usual_next(session.live, review)
    panel.set_values({"next_on": usual.isoformat()})
    return Form(
        f"review-next/{review.id}",
        panel,
        lambda values: session.perform(reviews.set_next, review, values["next_on"]),
    )


def _partnerships(session: Session) -> list[Option]:
    """Return the newest partnership with each partner, by the partner's name."""
    records = session.live.records
    newest = {period.partner: period for period in records.select(Partnership)}
    found = [Option(period.id, records.get(Partner, key).name) for key, period in newest.items()]
    return sorted(found, key=lambda option: option.text.casefold())


def _people(session: Session) -> list[Option]:
    people = session.live.records.select(Person)
    found = [Option(person.id, person.name) for person in people]
    return sorted(found, key=lambda option: option.text.casefold())
