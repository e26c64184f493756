"""The lines of a review, decided one key a line: keep, change, revoke, defer, exception."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from delvia_desktop.domain.errors import DelviaError, Invalid
from delvia_desktop.domain.review_steps import DecisionDraft
from delvia_desktop.domain.reviews import Decision, Review, ReviewLine
from delvia_desktop.domain.vocabulary import term
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services import reviews
from delvia_desktop.ui import shortcuts
from delvia_desktop.ui.filtered_list import FilteredList
from delvia_desktop.ui.forms.review_form import decision_form
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.deed_row import DeedRow, Foot, NamedAct, selected_words
from delvia_desktop.ui.widgets.labels import text_label
from delvia_desktop.ui.work_columns import review_line_columns

KEYS = {
    shortcuts.KEEP: Decision.KEPT,
    shortcuts.CHANGE: Decision.CHANGED,
    shortcuts.REVOKE: Decision.REVOKED,
    shortcuts.DEFER: Decision.DEFERRED,
    shortcuts.EXCEPT: Decision.EXCEPTION,
}
"""One key a decision."""

_ASKED = frozenset({Decision.DEFERRED, Decision.EXCEPTION})
"""Decisions that need a day and more, so that a form asks for them."""

_AHEAD = 500
"""Lines among which the next undecided one is looked for."""


class ReviewLinesTab(QWidget):
    """The lines of one review."""

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
        self.table.select_many()
        self.table.selected.connect(self._offer)
        self.table.activated_row.connect(lambda _: self.ask(""))
        for key, decision in KEYS.items():
            key.bind_inside(self.table, partial(self.decide, decision))
        self._counts = text_label("", muted=True)
        self.deeds = DeedRow()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(Foot(self._counts, self.deeds))

    def show_review(self, review: Review) -> None:
        """Show the lines of a review."""
        is_other = self._review is None or self._review.id != review.id
        self._review = review
        self.list.where = {"review": review.id}
        self.list.refresh(keep=is_other)
        counts = reviews.counts(self._session.shown, review)
        words = [ntr("{n} item", "{n} items", counts.lines)]
        if counts.undecided:
            words.append(ntr("{n} undecided", "{n} undecided", counts.undecided))
        if review.closed_on is None and self._session.can_act and counts.lines:
            words.append(tr("one key per item: K keep, C change, R revoke, D defer, E exception"))
        self._counts.setText(" · ".join(words))
        self._offer()

    def decide(self, decision: str) -> None:
        """Decide on the lines that are selected; what needs more than a word is asked for.

        Of several, those that are decided already stay as they are.
        """
        if decision in _ASKED:
            self.ask(decision)
            return
        lines, left = self._lines()
        if not lines or not self._may:
            return
        place = self._place()
        try:
            self._session.perform_saying(left, reviews.decide, lines, DecisionDraft(decision))
        except Invalid as error:
            self._open_form(decision_form(self._session, lines, decision, error, left))
            return
        except DelviaError as error:
            self._session.failed.emit(str(error))
            return
        self._go_on(place)

    def ask(self, decision: str) -> None:
        """Open the form that decides on the lines that are selected, as `decide` does."""
        lines, left = self._lines()
        if lines and self._may:
            self._open_form(decision_form(self._session, lines, decision, left=left))

    def resume(self, keys: Sequence[int]) -> bool:
        """Open the form that decides on some lines again; return whether it still can be."""
        lines = self._session.live.records.those(ReviewLine, keys)
        if not lines or not self._may or any(line.review != self._shown for line in lines):
            return False
        self.list.choose(int(lines[0].id))
        self._open_form(decision_form(self._session, lines, ""))
        return True

    @property
    def _shown(self) -> int | None:
        return self._review.id if self._review is not None else None

    @property
    def _may(self) -> bool:
        is_open = self._review is not None and self._review.closed_on is None
        return is_open and self._session.can_act

    def _lines(self) -> tuple[Sequence[ReviewLine], str]:
        """Return the lines to decide on, and how many of several stay as they were decided."""
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
        return self.table.currentIndex().row()

    def _go_on(self, place: int) -> None:
        """Choose the next line that is not decided yet."""
        model = self.table.list_model
        for ahead in range(place, min(place + _AHEAD, model.rowCount())):
            row = model.row(ahead)
            if not row.decision:
                self.table.choose(row.id)
                return

    def _offer(self) -> None:
        keys = self.table.selected_keys()
        if not keys or not self._may:
            self.deeds.show_deeds([])
            return
        acts: list[NamedAct] = []
        for key, decision in KEYS.items():
            dots = "…" if decision in _ASKED else ""
            words = f"{tr(term('decision', decision).label)}{dots}  {key.first}"
            acts.append((words, partial(self.decide, decision)))
        acts.append((tr("With details…"), lambda: self.ask("")))
        self.deeds.show_deeds(acts, selected_words(len(keys)))
