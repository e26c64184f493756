"""Reviews: what is due, what is being looked through, and what was decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.domain.lists.work_rows import ReviewRow
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.reviews import Decision, Review, ReviewKind, ReviewLine
from delvia_desktop.domain.reviews.schedule import Due, due_reviews
from delvia_desktop.domain.reviews.steps import ReviewDraft
from delvia_desktop.domain.reviews.succession import in_succession
from delvia_desktop.domain.words.moments import local
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, show_day, show_moment, tr
from delvia_desktop.services.register.field_words import shown
from delvia_desktop.services.reviews import reviews
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.lists.columns import day
from delvia_desktop.ui.lists.work_columns import review_columns
from delvia_desktop.ui.place.place import Deed
from delvia_desktop.ui.records.record_place import RecordPlace
from delvia_desktop.ui.reviews.decision_form import DECIDING, decision_form
from delvia_desktop.ui.reviews.review_form import close_form, next_form, review_form
from delvia_desktop.ui.reviews.review_groups_tab import ReviewGroupsTab
from delvia_desktop.ui.reviews.review_lines_tab import ReviewLinesTab
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.items_layout import widget_at
from delvia_desktop.ui.widgets.labels import button, chip
from delvia_desktop.ui.widgets.notes import Banner, Banners

_SOON = 30
"""Days over which a coming review is told."""
_FEW = 20
"""Items that are decided one by one; a review of more begins with their groups."""


class ReviewsPage(RecordPlace[Review]):
    """The reviews beside the one that is chosen."""

    name = "reviews"

    def __init__(self, session: Session) -> None:
        """Lay the place out."""
        super().__init__(session, Review, "reviews", review_columns(), ("opened_on", True))
        self.lines = ReviewLinesTab(session, self.open_form)
        self.lines.offered.connect(self.headline_changed)
        self.groups = ReviewGroupsTab(session, self.open_form)
        self.groups.wanted.connect(self._show_items)
        self._undecided, self._was_last = (0, 0), False
        self._due, self._above = Banners(), QWidget()
        self._shows_all_due = False
        column = QVBoxLayout(self._above)
        column.setContentsMargins(0, 0, 0, 8)
        column.addLayout(self._due)
        self.panes.empty.say(
            tr("No reviews yet"),
            tr(
                "A review captures who has access at one point in time and asks for a decision "
                "on each item: keep, change, revoke, defer or allow as an exception."
            ),
            [(tr("Start review…"), self.begin_usual)],
        )
        tabs = [(tr("Items"), self.lines), (tr("By finding"), self.groups)]
        self.lay_out_tabs(tabs, (5, 8), self._above)

    @override
    def headline(self) -> tuple[str, str]:
        review = self.record()
        if review is None:
            return self.title(), ""
        subject = self._subject(review) or tr("Everything")
        kind = tr(term("review_kind", review.kind).label)
        moment = show_moment(review.as_of)
        words = tr("As of {moment}, revision {number}", moment=moment, number=review.origin)
        return f"{kind}: {subject}", words

    @override
    def new_deed(self) -> Deed:
        can = self.session.can_act
        return Deed(tr("Start review…"), self.begin_usual, is_enabled=can, act="review")

    @override
    def deeds(self) -> list[Deed]:
        can = self.session.can_act
        review = self.record()
        if review is None:
            return []
        if review.closed_on is not None:
            again = Deed(tr("Start next review…"), self.begin_again, is_enabled=can, act="again")
            later = Deed(tr("Set next date…"), self.set_next, is_enabled=can, act="next")
            printed = self._print(tr("Print report…"), "review")
            follow = [Deed(text, run) for text, run in self.lines.follow_ups()]
            if not self._is_reported(review):
                return [later, again, *follow, printed.as_primary()]
            if not follow:
                return [later, printed, again.as_primary()]
            return [later, again, printed, *follow[1:], follow[0].as_primary()]
        return [
            self._print(tr("Print report…"), "review"),
            Deed(tr("Close review…"), self.close_review, is_enabled=can, act="close",
                 is_primary=self._undecided == (review.id, 0)),  # else items come first
            Deed(tr("Delete review"), self.delete, is_enabled=can, is_folded=True),
        ]  # fmt: skip

    @override
    def forms(self) -> Mapping[str, Callable[[], object]]:
        key = self.shown_record()
        kinds = {f"review/{kind}": partial(self.begin, ReviewDraft(kind)) for kind in ReviewKind}
        return {
            **kinds,
            "review/": self.begin,
            f"review-close/{key}": self.close_review,
            f"review-next/{key}": self.set_next,
            **self.evidence.forms(),
        }

    @override
    def resume(self, key: str) -> bool:
        if not key.startswith(DECIDING):
            return super().resume(key)
        self._tabs.setCurrentWidget(self.lines)
        decision, _, keys = key.removeprefix(DECIDING).partition(" ")
        return self.lines.resume([int(each) for each in keys.split()], decision)

    @override
    def refresh(self) -> None:
        super().refresh()
        self._due.show_banners([] if self._is_low else self._due_banners())
        self._above.setVisible(self._due.count() > 0)  # without any it would leave its margin

    @override
    def _waiting(self) -> list[Banner]:
        return [*super()._waiting(), *(self._due_banners() if self._is_low else [])]

    def _due_banners(self) -> list[Banner]:
        """Return what is told of the reviews that are due: over the place where it is high."""
        on = self.session.on
        due = [each for each in self._dues() if (each.day - on).days <= _SOON]
        shown = due if self._shows_all_due else due[:1]
        return [self._banner(each, len(due) - 1, place) for place, each in enumerate(shown)]

    def _show_due(self, *, every: bool) -> None:
        """Show every review that is due, or the first one only; the keys stay there."""
        self._shows_all_due = every
        self.refresh()
        if isinstance(banner := widget_at(self._due, 0), Banner):
            banner.take_focus()

    @override
    def show_panel(self, form: Form) -> None:
        if form.is_small:
            tab = self._decided_in()
            self._tabs.setCurrentWidget(tab)
            tab.below.show(form.panel)
        else:
            super().show_panel(form)

    @override
    def take_panel(self, panel: FormPanel) -> None:
        for tab in (self.lines, self.groups):
            if tab.isAncestorOf(panel):
                tab.below.take(panel)
                return
        super().take_panel(panel)

    @override
    def leave_form(self, then: Callable[[], object]) -> None:
        for tab in (self.lines, self.groups):
            if self.form is not None and tab.isAncestorOf(self.form.panel):
                self._tabs.setCurrentWidget(tab)  # it may ask what is to become of it
        super().leave_form(then)

    def _decided_in(self) -> ReviewLinesTab | ReviewGroupsTab:
        """Return the tab in which items are decided now."""
        return self.groups if self._tabs.currentWidget() is self.groups else self.lines

    def _show_items(self, keys: Sequence[int]) -> None:
        """Show the items of some groups one by one."""
        self._tabs.setCurrentWidget(self.lines)
        self.lines.show_items(keys)

    @override
    def show_touched(self) -> None:
        if not (self.groups.go_on() or self.lines.go_on()):
            super().show_touched()
        if self._was_last and self.form is None:
            self._was_last = False
            self._tabs.setCurrentWidget(self.lines)
            self.close_review()  # nothing else is left to be done

    @override
    def show_tabs(self, record: Review) -> list[tuple[str, int]]:
        wanted = Wanted(self.session.on, where={"id": record.id})
        row = next(iter(self.session.shown.rows(ReviewRow, wanted).page()), None)
        facts: list[tuple[str, str | QWidget]] = []
        if row is not None:
            state = term("review_state", row.state)
            facts.append((tr("State"), chip(tr(state.label), state.tone)))
            if record.closed_on is not None:  # before, the decisions themselves say it
                follow = chip(_to_follow(row), "high") if row.to_follow else chip("—", "neutral")
                facts.append((tr("Follow-up"), follow))
                facts += self._outcome(record)
        facts.append((tr("Reviewer"), record.reviewer))
        if record.closed_on is not None or record.opened_on != local(record.as_of).date():
            # Else the headline says it, and the room is for what is still decided.
            facts.append((tr("Started"), show_day(record.opened_on)))
        facts.append((tr("Due date"), day(record.due_on)))
        if record.closed_on is not None:
            closed = " · ".join(filter(None, (show_day(record.closed_on), record.closed_by)))
            facts[-1] = (tr("Closed"), closed)
            facts.append((tr("Next review on"), day(record.next_on)))
        for name, value in (
            *self._other_reviews(record),
            (tr("Reason for review"), record.cause),
            (tr("Not covered"), self._left_out(record)),
            (tr("Reason for self-review"), record.own_access_reason),
            (tr("Note"), record.note),
        ):
            if value:
                facts.append((name, value))
        self._facts.show_facts(facts)
        self.lines.show_review(record, row.to_follow if row is not None else 0)
        self._show_groups(record, row.undecided if row is not None else 0)
        return []

    def _other_reviews(self, review: Review) -> list[tuple[str, str]]:
        """Return which reviews of the same come before and after, and what is decided otherwise."""
        attention = self.session.watch.attention
        situation = attention.situation if attention is not None else None
        if situation is None or review.id not in situation.picture.reviews:
            return []
        # What an open review changes grows with each decision: its rows would move away.
        told = in_succession(situation, review, earlier=review.closed_on is not None)
        return [(label, " · ".join(words)) for label, words in told]

    def _outcome(self, review: Review) -> list[tuple[str, str | QWidget]]:
        """Return how the items of a closed review were decided, and its last report."""
        found = reviews.counts(self.session.shown, review)
        decided = [
            f"{tr(term('decision', code).label)}: {count}"
            for code, count in zip(Decision, astuple(found)[1:], strict=True)
            if count
        ]
        outcome: list[tuple[str, str | QWidget]] = [(tr("Decisions"), " · ".join(decided))]
        if reports := self._reports(review):
            last = max(reports, key=lambda paper: paper.issued_at)
            link = button(f"{last.number} · {show_day(local(last.issued_at).date())}", "link")
            link.clicked.connect(lambda: self.go.emit("paper", int(last.id)))
            outcome.append((tr("Report"), link))
        return outcome

    def _show_groups(self, review: Review, undecided: int) -> None:
        """Show what is undecided by finding, as long as there is any; note when none is left."""
        is_same, was_open = self._undecided == (review.id, undecided), self._undecided[1] > 0
        if not is_same:
            self._was_last = self._undecided[0] == review.id and was_open and not undecided
        self._undecided = (review.id, undecided)
        self.groups.show_review(review)
        place = self._tabs.indexOf(self.groups)
        self._tabs.setTabVisible(place, undecided > 0 or self._was_last)

    def begin(self, start: ReviewDraft | None = None) -> None:
        """Open the form that begins a review, who is chosen once begun."""
        draft = start or ReviewDraft()
        if not draft.surfaces:
            draft = reviews.draft_for(draft.kind, draft.partnership, draft.person)
        self.add_by(review_form(self.session, draft), self._began)

    def begin_usual(self) -> None:
        """Open the form that begins a review: of everything, unless such a one is being held."""
        held = [each for each in self.session.live.records.select(Review) if each.closed_on is None]
        if any(each.partnership is None and each.person is None for each in held):
            self.begin()
        else:
            self.begin_for()

    def begin_for(self, partnership: int | None = None, person: int | None = None) -> None:
        """Open the form for a review of a partnership, of a person, or of everything."""
        of = (partnership, person)
        due = [each for each in self._dues() if (each.partnership, each.person) == of]
        if due:
            self.begin(reviews.draft_of_due(due[0], self.session.live.today))
            return
        one = partnership is not None or person is not None
        kind = ReviewKind.AT_ONCE if one else ReviewKind.QUARTERLY
        self.begin(reviews.draft_for(kind, partnership, person))

    def begin_again(self) -> None:
        """Open the form for the next review of the same."""
        if (review := self.record()) is not None:
            self.begin_for(review.partnership, review.person)

    def close_review(self) -> None:
        """Open the form that closes the review."""
        if (review := self.record()) is not None:
            show = partial(self.paper_asked.emit, PaperRequest("review", int(review.id)))
            self.open_form(close_form(self.session, review, show))

    def set_next(self) -> None:
        """Open the form that sets another date for the next review."""
        if (review := self.record()) is not None:
            self.open_form(next_form(self.session, review))

    def delete(self) -> None:
        """Delete a review that is not closed."""
        if (review := self.record()) is not None:
            self.session.attempt(reviews.delete_review, review)

    def show_line(self, key: int) -> None:
        """Show a line in its review, with the form that decides on it while that is open."""
        line = self.session.shown.records.find(ReviewLine, id=key)
        if line is None:
            return
        self.show_record(line.review)
        self.lines.show_line(key)
        if self.session.can_act:
            self.open_form(decision_form(self.session, [line], ""))

    def _dues(self) -> tuple[Due, ...]:
        """Return the reviews that are to be held; none while a large register is looked at."""
        attention = self.session.watch.attention
        return due_reviews(attention.situation) if attention is not None else ()

    def _began(self, made: object) -> None:
        self.choose_made(made)
        if self._undecided[1] > _FEW:
            self._tabs.setCurrentWidget(self.groups)
            self.groups.take_up()
        else:
            self._tabs.setCurrentWidget(self.lines)
        self._beside = self._decided_in().table  # the keys go where the lines are decided

    def _start(self, due: Due) -> None:
        self._shows_all_due = False
        self.refresh()  # the form needs the room that the others took
        self.begin_for(due.partnership, due.person)

    def _banner(self, due: Due, others: int, place: int) -> Banner:
        """Return what is told of a review that is due; the first offers the `others`."""
        on = self.session.on
        late = (on - due.day).days
        words = tr("{what} is due on {day}.", what=due.words, day=show_day(due.day))
        if late > 0:
            words = tr("{what} was due on {day}.", what=due.words, day=show_day(due.day))
        is_first_of_several = place == 0 and others > 0
        if is_first_of_several and not self._shows_all_due:
            more = ntr("{n} more is due now or soon.", "{n} more are due now or soon.", others)
            words = f"{words} {more}"
        acts = []
        if self.session.can_act:
            acts.append((tr("Start this review…"), partial(self._start, due)))
        if is_first_of_several:
            text = tr("Show first only") if self._shows_all_due else tr("Show all")
            acts.append((text, partial(self._show_due, every=not self._shows_all_due)))
        return Banner(words, "high" if late > 0 else "info", acts)

    def _is_reported(self, review: Review) -> bool:
        """Tell whether a report was issued since the last decision of a closed review."""
        lines = reviews.lines_in(self.session.shown, review)
        last = max((line.decided_at for line in lines if line.decided_at), default=review.as_of)
        return any(paper.issued_at >= last for paper in self._reports(review))

    def _reports(self, review: Review) -> list[AccessRecord]:
        return list(
            self.session.shown.records.select(AccessRecord, kind="review", subject=review.id)
        )

    def _subject(self, review: Review) -> str:
        for field in ("partnership", "person"):
            key = getattr(review, field)
            if key is not None:
                return shown(self.session.shown.records, "review", {}, field, key)
        return ""

    def _left_out(self, review: Review) -> str:
        parts = [{"surface": each.surface, "reason": each.reason} for each in review.left_out]
        if not parts:
            return ""
        return shown(self.session.shown.records, "review", {}, "left_out", parts)


def _to_follow(row: ReviewRow) -> str:
    """Say what of a review is still to be done, and what is to be seen in TikTok."""
    parts = (
        (row.to_revoke, ntr("{n} to be revoked", "{n} to be revoked", row.to_revoke)),
        (row.to_change, ntr("{n} to be changed", "{n} to be changed", row.to_change)),
        (row.unverified, ntr("{n} revoked, unverified", "{n} revoked, unverified", row.unverified)),
    )
    return " · ".join(words for count, words in parts if count)
