"""Forms of reviews: to begin one, to decide on lines, to close it, to set the next date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QObject

from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.findings.review_risks import kept_at_risk, kept_words
from delvia_desktop.domain.records.reviews import OF_ENGAGEMENT, Decision, Review, ReviewKind
from delvia_desktop.domain.reviews.schedule import settled_by_whole
from delvia_desktop.domain.reviews.steps import CloseDraft, ReviewDraft
from delvia_desktop.domain.words.text import in_order
from delvia_desktop.domain.words.vocabulary import term, terms
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.reviews import reviews
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import CheckField, Field, LineField, NotesField, required
from delvia_desktop.ui.fields.ticks_field import TicksField
from delvia_desktop.ui.forms.form import Form, draft
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.record_form import titled, values_of
from delvia_desktop.ui.forms.usual_fields import (
    day_field,
    my_name,
    name_field,
    names_here,
    term_options,
)
from delvia_desktop.ui.session import Session

_USUAL_DAYS = 14
"""Days within which a review is usually closed."""


def review_form(session: Session, start: ReviewDraft) -> Form:
    """Return the form that begins a review; `start` says of whom, if that is known.

    Fields that come with a kind of review stand below those that every kind has.
    """
    nobody = Option(None, tr("Everyone"))
    period = ChoiceField(tr("Partner"), [nobody, *_partnerships(session)])
    fields: dict[str, Field] = {
        "kind": required(ChoiceField(tr("What it is for"), _kinds())),
        "partnership": period,
        "person": ChoiceField(tr("Person"), [nobody, *_people(session)], searchable=True),
        "reviewer": required(
            name_field(
                session, tr("Reviewer"), tr("Preferably not the person who granted the access")
            )
        ),
        "cause": LineField(tr("Reason for review"), tr("For an immediate review: what happened")),
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
        tr("Start review"),
        tr("Start review"),
        fields,
        look=lambda values: session.live.notices_of(
            reviews.begin_review, draft(ReviewDraft, values)
        ),
        usual=(
            *("kind", "partnership", "person", "reviewer"),
            *("cause", "due_on", "surfaces", "left_out_reason"),
        ),
    )
    panel.set_values(values_of(start, list(fields)))
    usual = session.live.today + timedelta(days=_USUAL_DAYS)
    about = session.live.records.get(Person, start.person).name if start.person else ""
    reviewer = start.reviewer or my_name(session, about) or _accountable(session, start)
    panel.set_values({"due_on": start.due_on or usual.isoformat(), "reviewer": reviewer})
    settled = _settled_words(session)

    def show_what_fits() -> None:
        """Ask what has happened, and why areas are left out, only where there is such a thing."""
        kind = fields["kind"].value()
        of_engagement, at_once = kind in OF_ENGAGEMENT, kind == ReviewKind.AT_ONCE
        is_partial = len(fields["surfaces"].value()) < len(terms("review_surface"))
        period.require(needed=of_engagement)
        none = Option(None, tr("Choose…"), asks=True) if of_engagement else nobody
        period.set_options([none, *_partnerships(session)])
        panel.explain(settled if kind == ReviewKind.QUARTERLY else "")
        for name, is_asked in (("cause", at_once), ("left_out_reason", is_partial)):
            fields[name].require(needed=is_asked)
            fields[name].setVisible(is_asked or bool(fields[name].value()))

    for name in ("kind", "surfaces"):
        fields[name].edited.connect(show_what_fits)
    show_what_fits()

    def record(values: Mapping[str, Any]) -> Review:
        typed = draft(ReviewDraft, values)
        more = settled if typed.kind == ReviewKind.QUARTERLY else ""
        made: Review = session.perform_saying(more, reviews.begin_review, typed)
        return made

    return Form(f"review/{start.kind}", panel, record)


def _accountable(session: Session, start: ReviewDraft) -> str:
    """Return who is here and accountable for the partner that a review is of, empty without one."""
    if start.partnership is None:
        return ""
    name = session.live.records.get(Partnership, start.partnership).internal_owner
    return name if name in names_here(session) else ""


def _settled_words(session: Session) -> str:
    """Say which reviews that are due a review of everything takes the place of."""
    attention = session.watch.attention
    due = settled_by_whole(attention.situation) if attention is not None else ()
    if not due:
        return ""
    return tr("Also covers: {reviews}.", reviews="; ".join(each.words for each in due))


def _kinds() -> list[Option]:
    """Return the kinds of review; the help speaks of each quarter, so that is found here too."""
    often = {ReviewKind.QUARTERLY.value: tr("Full review (quarterly)")}
    return [
        replace(option, text=often.get(option.value, option.text))
        for option in term_options("review_kind", tr("Choose…"), asks=True)
    ]


def close_form(session: Session, review: Review, show: Callable[[], object] = lambda: None) -> Form:
    """Return the form that closes a review; `show` shows its report."""
    today = session.live.today
    fields: dict[str, Field] = {
        "on": required(day_field(tr("Closed on"), session.understood)),
        "by": name_field(session, tr("Closed by")),
        "next_on": required(day_field(tr("Next review on"), session.understood)),
        "report": CheckField(tr("Show the report afterwards, ready to issue")),
        "note": NotesField(tr("Note")),
    }
    following = reviews.usual_next(session.live, review)
    if following is None:
        del fields["next_on"]  # whom it is about is gone
    panel = FormPanel(titled(session, tr("Close review"), review), tr("Close review"), fields)
    _Counts(session, review, panel).tell()
    about = session.live.records.get(Person, review.person).name if review.person else ""
    panel.set_values(
        {
            "on": today.isoformat(),
            "by": my_name(session, about),
            "report": True,
            "note": review.note,
        }
    )
    if following is not None:
        panel.set_values({"next_on": following.isoformat()})

    def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the review
        typed = {name: value for name, value in values.items() if name != "report"}
        closed = session.perform(reviews.close_review, review, draft(CloseDraft, typed))
        if values["report"]:
            show()
        return closed

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
            if count
        ]
        if counts.undecided:
            told.append(tr("Undecided: {n}", n=counts.undecided))
        words = ntr("{n} item", "{n} items", counts.lines)
        lines = [" · ".join((words, *told))]
        if at_risk := self._kept_at_risk():
            stays = tr("These findings stay open.")
            lines.append(f"{kept_words(at_risk)} {stays}")
        self._panel.explain("\n".join(lines))

    def _kept_at_risk(self) -> int:
        attention = self._session.watch.attention
        lines = reviews.lines_in(self._session.live, self._review)
        return len(kept_at_risk(attention, lines)) if attention is not None else 0


def next_form(session: Session, review: Review) -> Form:
    """Return the form for another date of the next review."""
    fields: dict[str, Field] = {
        "next_on": required(day_field(tr("Next review on"), session.understood))
    }
    panel = FormPanel(titled(session, tr("Next review date"), review), tr("Set date"), fields)
    usual = review.next_on or reviews.usual_next(session.live, review)
    is_ahead = usual is not None and usual > session.live.today
    panel.set_values({"next_on": usual.isoformat() if usual is not None and is_ahead else ""})
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
    return sorted(found, key=lambda option: in_order(option.text))


def _people(session: Session) -> list[Option]:
    people = session.live.records.select(Person)
    found = [Option(person.id, person.name) for person in people]
    return sorted(found, key=lambda option: in_order(option.text))
