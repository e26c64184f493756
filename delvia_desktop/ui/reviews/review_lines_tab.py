"""The lines of a review, decided one key a line: keep, change, revoke, defer, exception."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.domain.lists.work_rows import ReviewLineRow
from delvia_desktop.domain.records.reviews import Decision, Review, ReviewLine
from delvia_desktop.domain.reviews.follow_up import OPEN, FollowUp
from delvia_desktop.domain.reviews.steps import DecisionDraft, holds_more
from delvia_desktop.domain.words.errors import DelviaError, Invalid
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.reviews import reviews
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.lists.deed_row import DeedRow, Foot, NamedAct, selected_words
from delvia_desktop.ui.lists.filtered_list import FilteredList
from delvia_desktop.ui.lists.work_columns import review_line_columns
from delvia_desktop.ui.reviews.decision_form import decision_form, record_decision, risky_lines
from delvia_desktop.ui.reviews.decision_keys import ASKED, KEYS, ended_words
from delvia_desktop.ui.reviews.follow_up_acts import acts_on_many, carry_out, step_of
from delvia_desktop.ui.reviews.form_below import FormBelow
from delvia_desktop.ui.reviews.item_words import MEASURED, ItemWords
from delvia_desktop.ui.reviews.some_items import SomeItems
from delvia_desktop.ui.session import Session

_AHEAD = 500
"""Lines among which the next undecided one is looked for."""


class ReviewLinesTab(QWidget):
    """The lines of one review."""

    offered = Signal()
    """Other acts are offered for what is selected."""

    def __init__(self, session: Session, open_form: Callable[..., None]) -> None:
        """Show nothing yet."""
        super().__init__()
        self._session = session
        self._review: Review | None = None
        self.list = FilteredList(
            session,
            "review-lines",
            review_line_columns(),
            tr("There was no access when this review started."),
            part_of="reviews",
        )
        self.table = self.list.table
        self.table.kind = "review-line"
        self._open_form = partial(open_form, beside=self.table)
        self._goes_on_from: int | None = None
        session.watch.changed.connect(self._tell_again)
        self.table.select_many()
        self.table.selected.connect(self._offer)
        self.table.activated_row.connect(lambda _: self._activate())
        for key, decision in KEYS.items():
            key.bind_inside(self.table, partial(self.decide, decision))
        self._told = ItemWords(session)
        self._counts = self._told.label
        self._words: list[str] = []
        self._to_follow = 0
        self._some = SomeItems(self._show_all_and_stay)
        self.deeds = DeedRow()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self._some.link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.list, 1)
        foot = Foot(self._counts, self.deeds, is_steady=True)
        column.addWidget(foot)
        self.below = FormBelow(column, self.table, foot)

    def show_review(self, review: Review, to_follow: int = 0) -> None:
        """Show the lines of a review, of which some are still `to_follow`."""
        before, self._review, self._to_follow = self._review, review, to_follow
        is_other = before is None or before.id != review.id
        is_closed_now = not is_other and (before and before.closed_on) != review.closed_on
        if is_other or is_closed_now:
            self._some.take()
        self.list.where = {"review": review.id, **self._some.where()}
        # While it is open the decisions themselves say what is to follow.
        self.list.leave_out(*([tr("Follow-up")] if review.closed_on is None else []))
        self.list.refresh(keep=False)
        if is_closed_now and self.list.filter.text():
            self.list.widen()  # what was still to be decided is not what is to be followed
        if is_other or is_closed_now:
            self._choose_first()
        counts = reviews.counts(self._session.shown, review)
        words = [ntr("{n} item", "{n} items", counts.lines)]
        if counts.undecided:
            words.append(ntr("{n} undecided", "{n} undecided", counts.undecided))
        elif counts.lines and review.closed_on is None:
            words.append(tr("all decided. Next: close the review"))
        self._words = words
        if is_other or is_closed_now:
            self._measure()
        self._offer()

    def decide(self, decision: str) -> None:
        """Decide on the lines that are selected; what needs more than a word is asked for.

        Of several, those that are decided already stay as they are, and those that something
        serious is wrong with are not kept by a key. No key takes the place of a decision that holds
        more than a letter.
        """
        if decision in ASKED:
            self.ask(decision)
            return
        lines, left = self._lines(decision)
        if not lines or not self._may:
            return
        if decision == Decision.KEPT:
            lines, left = self._sound(lines, left)
            if not lines:
                return
        if len(lines) == 1 and self._review is not None and holds_more(lines[0], self._review):
            self.ask(decision)
            return
        place = self._place()
        before = reviews.decision_words(lines[0]) if len(lines) == 1 else ""
        said = tr("Replaces: {decision}", decision=before) if before else left
        try:
            record_decision(self._session, lines, DecisionDraft(decision), said)
        except Invalid as error:
            self._open_to_decide(decision_form(self._session, lines, decision, error, left))
            return
        except DelviaError as error:
            self._session.failed.emit(str(error))
            return
        self._go_on(place)

    def ask(self, decision: str) -> None:
        """Open the form that decides on the lines that are selected, as `decide` does."""
        lines, left = self._lines(decision)
        if lines and self._may:
            self._open_to_decide(decision_form(self._session, lines, decision, left=left))

    def resume(self, keys: Sequence[int], decision: str) -> bool:
        """Open the form that decides on some lines again; return whether it still can be."""
        lines = self._session.live.records.those(ReviewLine, keys)
        if not lines or not self._may or any(line.review != self._shown for line in lines):
            return False
        self.show_line(int(lines[0].id))
        self._open_to_decide(decision_form(self._session, lines, decision))
        return True

    def go_on(self) -> bool:
        """Go to the next undecided line after a form has decided; return whether one has."""
        place, self._goes_on_from = self._goes_on_from, None
        if place is None:
            return False
        self._go_on(place)
        self.table.take_focus()
        return True

    def follow_ups(self) -> list[NamedAct]:
        """Return what carries out the decisions on the lines that are selected.

        Where nothing of them is left to do, it is what leads to the lines that are still open.
        """
        review = self._review
        if review is None or review.closed_on is None or not self._session.can_act:
            return []
        lines = self._session.live.records.those(ReviewLine, self.table.selected_keys())
        acts: list[NamedAct] = []
        if len(lines) == 1 and (step := step_of(self._session, lines[0])) is not None:
            acts = [(step.text, self.carry_out)]
        elif len(lines) > 1:
            acts = acts_on_many(self._session, review, lines, self._open_form)
        if not acts and self._to_follow:
            words = ntr("Show {n} open item", "Show {n} open items", self._to_follow)
            acts = [(words, self.select_open)]
        return acts

    def show_items(self, keys: Sequence[int]) -> None:
        """Show some lines only, all of them selected; a link shows the others again."""
        self.list.widen()
        self._show_only(keys)
        self.select_items(keys)

    def show_line(self, key: int) -> None:
        """Choose a line, with all others around it."""
        self._show_all()
        self.list.choose(key)

    def _show_only(self, keys: Sequence[int]) -> None:
        self._some.take(keys)
        self.list.where = {"review": self._shown, **self._some.where()}
        self.list.refresh(keep=not keys)

    def _show_all(self) -> None:
        if self._some.keys:
            self._show_only(())

    def _show_all_and_stay(self) -> None:
        """Show all lines, with the keys in them: the link that was pressed goes away."""
        self._show_all()
        self.table.take_focus()

    def select_items(self, keys: Sequence[int]) -> None:
        """Select some lines together, and bring the keys there."""
        if keys:
            self.list.choose(keys[0])
            self.table.together.select(keys)
            self.table.take_focus()
        self._offer()

    def select_open(self) -> None:
        """Select the lines with which the same is still to be done, and bring the keys there."""
        self._show_all()
        for state in (FollowUp.TO_REVOKE, FollowUp.REVOKED, FollowUp.TO_CHANGE):
            where = {"review": self._shown, "state": state.value}
            wanted = Wanted(self._session.on, where=where)
            keys = list(self._session.shown.rows(ReviewLineRow, wanted).keys())
            if keys:
                self.select_items(keys)
                return

    def carry_out(self) -> None:
        """Open the form that records what the line that is selected decided, beside the lines."""
        lines = self._session.live.records.those(ReviewLine, self.table.selected_keys())
        if len(lines) == 1 and (step := step_of(self._session, lines[0])) is not None:
            carry_out(self._session, step, self._open_form)

    def _open_to_decide(self, form: Form) -> None:
        place = self._place()

        def decided(_: object) -> None:
            self._goes_on_from = place

        self._open_form(form, decided)

    def _activate(self) -> None:
        if self._may:
            self.ask("")
        elif acts := self.follow_ups():
            acts[0][1]()

    def _sound(self, lines: Sequence[ReviewLine], left: str) -> tuple[Sequence[ReviewLine], str]:
        """Return the lines that a key may keep, and what to say of those that it leaves.

        One alone is asked about instead, and so are several where the person selected just these:
        one reason may be that of all.
        """
        risky = risky_lines(self._session, lines)
        if not risky:
            return lines, left
        if len(lines) == len(risky) and not left:
            self.ask(Decision.KEPT)
            return (), ""
        words = ntr(
            "{n} item has a critical or high finding, or a holder who has left. Decide it "
            "separately.",
            "{n} items have a critical or high finding, or a holder who has left. Decide each "
            "separately, or select those that share a reason.",
            len(risky),
        )
        sound = [line for line in lines if line.id not in risky]
        if not sound:
            self._session.failed.emit(words)
        return sound, " ".join(filter(None, (left, words)))

    def _tell_again(self) -> None:
        if self.isVisible():
            self.list.refresh(keep=False)
            self._offer()

    @property
    def _shown(self) -> int | None:
        return self._review.id if self._review is not None else None

    @property
    def _may(self) -> bool:
        is_open = self._review is not None and self._review.closed_on is None
        return is_open and self._session.can_act

    def _lines(self, decision: str) -> tuple[Sequence[ReviewLine], str]:
        """Return the lines to decide on, and what to say of those that stay as they are."""
        lines, left = self._undecided()
        if decision in {"", Decision.REVOKED} or not self._may:
            return lines, left
        ended = reviews.ended_lines(self._session.live, lines)
        if not ended:
            return lines, left
        words = ended_words(len(ended))
        lines = [line for line in lines if line.id not in ended]
        if not lines:
            self._session.failed.emit(words)
        return lines, " ".join(filter(None, (left, words)))

    def _undecided(self) -> tuple[Sequence[ReviewLine], str]:
        """Return the lines selected; of several those undecided, and what to say of the others."""
        lines = self._session.live.records.those(ReviewLine, self.table.selected_keys())
        open_lines = [line for line in lines if not line.decision]
        left = len(lines) - len(open_lines)
        if len(lines) == 1 or not left:
            return lines, ""
        if not open_lines and self._may:
            text = tr("All of these items are already decided. Select one to decide it again.")
            self._session.failed.emit(text)
        words = ntr(
            "{n} item was already decided and stays as it is.",
            "{n} items were already decided and stay as they are.",
            left,
        )
        return open_lines, words

    def _place(self) -> int:
        """Return the place from which one goes on: that of the first line that is selected."""
        return self.table.together.first_place()

    def _go_on(self, place: int) -> None:
        """Choose the next line that is not decided yet."""
        if not self._choose(_is_undecided, place) and not self._choose(_is_undecided, 0):
            self._show_all()  # those that were to be shown are decided
            self._choose(_is_undecided, 0)
        if self.table.key() is None:
            self.table.take_focus()  # what was decided last is not shown by the filter any more
        self._offer()  # to choose a row says nothing by itself

    def _choose_first(self) -> None:
        """Choose the first line with which something is to be done, else the first of all."""
        is_closed = self._review is not None and self._review.closed_on is not None
        if is_closed:
            found = self._choose(lambda row: row.state in OPEN, 0)
        else:
            found = self._choose(_is_undecided, 0)
        if not found:
            self._choose(lambda _: True, 0)

    def _choose(self, is_wanted: Callable[[Any], bool], start: int) -> bool:
        """Choose the first row that is wanted from a place on; return whether there is one."""
        model = self.table.list_model
        for place in range(max(start, 0), min(start + _AHEAD, model.rowCount())):
            if is_wanted(row := model.row(place)):
                return self.table.choose(row.id)
        return False

    def _offer(self) -> None:
        keys = self.table.selected_keys()
        lines = self._session.shown.records.those(ReviewLine, keys)
        have_ended = len(reviews.ended_lines(self._session.live, lines)) == len(lines)
        if len(lines) == 1:
            self._tell_of(lines)
        else:
            self._tell_of((), ended_words(len(lines)) if lines and have_ended else "")
        self.offered.emit()
        if not keys or not self._may:
            self.deeds.show_deeds(self.follow_ups(), selected_words(len(keys)))
            return
        acts: list[NamedAct] = []
        for key, decision in KEYS.items():
            dots = "…" if self._asks(lines, decision) else ""
            words = f"{tr(term('decision', decision).label)}{dots}  {key.first}"
            if not have_ended or decision == Decision.REVOKED:
                acts.append((words, partial(self.decide, decision)))
        acts.append((tr("With details…"), lambda: self.ask("")))
        self.deeds.show_deeds(acts, selected_words(len(keys)), is_short=True)

    def _asks(self, lines: Sequence[ReviewLine], decision: str) -> bool:
        """Tell whether a form opens by the key of a decision on some lines."""
        if decision in ASKED:
            return True
        if len(lines) == 1 and self._review is not None and holds_more(lines[0], self._review):
            return True
        is_fresh = len(lines) == 1 or not any(line.decision for line in lines)
        is_kept = decision == Decision.KEPT
        return is_kept and is_fresh and len(risky_lines(self._session, lines)) == len(lines)

    def _tell_of(self, lines: Sequence[ReviewLine], note: str = "") -> None:
        """Say below the lines what is to be known of the one that is selected, or of all."""
        words = " · ".join(filter(None, (*self._words, note)))
        self._told.tell(words, lines)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        keys = list(self.table.list_model.keys(0, MEASURED)) if self._may else []
        self._told.measure(self._session.shown.records.those(ReviewLine, keys))


def _is_undecided(row: ReviewLineRow) -> bool:
    return not row.decision
