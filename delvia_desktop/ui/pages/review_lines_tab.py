"""The lines of a review, decided one key a line: keep, change, revoke, defer, exception."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from delvia_desktop.domain.errors import DelviaError, Invalid
from delvia_desktop.domain.findings import NextStep
from delvia_desktop.domain.review_follow_up import OPEN, follow_up
from delvia_desktop.domain.review_steps import DecisionDraft, holds_more
from delvia_desktop.domain.reviews import Decision, Review, ReviewLine
from delvia_desktop.domain.rules.decisions import carrying_out
from delvia_desktop.domain.vocabulary import term
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services import reviews
from delvia_desktop.ui import shortcuts
from delvia_desktop.ui.filtered_list import FilteredList
from delvia_desktop.ui.forms.asked import asking
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.review_form import decision_form, risky_lines
from delvia_desktop.ui.pages.grant_acts import record_deeds
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

_ASKED = frozenset({Decision.CHANGED, Decision.DEFERRED, Decision.EXCEPTION})
"""Decisions that need a day, a reason or what is to change, so that a form asks for them."""

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
        self._decided: frozenset[int] = frozenset()
        session.watch.changed.connect(self._tell_again)
        self.table.select_many()
        self.table.selected.connect(self._offer)
        self.table.activated_row.connect(lambda _: self._activate())
        for key, decision in KEYS.items():
            key.bind_inside(self.table, partial(self.decide, decision))
        self._counts = text_label("", muted=True)
        self._counts.setProperty("uncovered", True)  # noqa: FBT003 - it says what the next one is
        self._words: list[str] = []
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
        self._words = words
        self._offer()

    def decide(self, decision: str) -> None:
        """Decide on the lines that are selected; what needs more than a word is asked for.

        Of several, those that are decided already stay as they are, and those that something
        serious is wrong with are not kept by a key. No key takes the place of a decision that holds
        more than a letter.
        """
        if decision in _ASKED:
            self.ask(decision)
            return
        lines, left = self._lines()
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
            self._session.perform_saying(said, reviews.decide, lines, DecisionDraft(decision))
        except Invalid as error:
            self._open_to_decide(decision_form(self._session, lines, decision, error, left))
            return
        except DelviaError as error:
            self._session.failed.emit(str(error))
            return
        self._go_on(place)

    def ask(self, decision: str) -> None:
        """Open the form that decides on the lines that are selected, as `decide` does."""
        lines, left = self._lines()
        if lines and self._may:
            self._open_to_decide(decision_form(self._session, lines, decision, left=left))

    def resume(self, keys: Sequence[int]) -> bool:
        """Open the form that decides on some lines again; return whether it still can be."""
        lines = self._session.live.records.those(ReviewLine, keys)
        if not lines or not self._may or any(line.review != self._shown for line in lines):
            return False
        self.list.choose(int(lines[0].id))
        self._open_to_decide(decision_form(self._session, lines, ""))
        return True

    def go_on(self) -> bool:
        """Go to the next undecided line after a form has decided; return whether one has."""
        decided, self._decided = self._decided, frozenset()
        row = self.table.current_row()
        if row is None or row.id not in decided or not row.decision:
            return False
        self._go_on(self._place())
        self.table.take_focus()
        return True

    def next_step(self) -> NextStep | None:
        """Return how the decision on the line that is selected is carried out, if it is to be."""
        attention, keys = self._session.watch.attention, self.table.selected_keys()
        is_closed = self._review is not None and self._review.closed_on is not None
        if attention is None or len(keys) != 1 or not is_closed or not self._session.can_act:
            return None
        line = self._session.live.records.find(ReviewLine, id=keys[0])
        if line is None or follow_up(attention.situation, line) not in OPEN:
            return None
        step = carrying_out(attention.situation, line)
        return step._replace(text=tr(step.text))

    def carry_out(self) -> None:
        """Open the form that records what the line that is selected decided, beside the lines."""
        step = self.next_step()
        if step is None:
            return

        def opened(form: Form) -> None:
            self._open_form(asking(self._session, form, step))

        for deed in record_deeds(self._session, step.kind, step.id, opened):
            if deed.act == step.act:
                deed.run()
                return

    def _open_to_decide(self, form: Form) -> None:
        def decided(lines: object) -> None:
            made = lines if isinstance(lines, list) else []
            self._decided = frozenset(line.id for line in made)

        self._open_form(form, decided)

    def _activate(self) -> None:
        if self._may:
            self.ask("")
        else:
            self.carry_out()

    def _sound(self, lines: Sequence[ReviewLine], left: str) -> tuple[Sequence[ReviewLine], str]:
        """Return the lines that a key may keep, and what to say of those that it leaves.

        One alone is asked about instead.
        """
        risky = risky_lines(self._session, lines)
        if not risky:
            return lines, left
        if len(lines) == 1:
            self.ask(Decision.KEPT)
            return (), ""
        words = ntr(
            "{n} item has a critical or high finding. Decide it by itself.",
            "{n} items have a critical or high finding. Decide each by itself.",
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
                break
        if self.table.key() is None:
            self.table.take_focus()  # what was decided last is not shown by the filter any more
        self._offer()  # to choose a row says nothing by itself

    def _offer(self) -> None:
        keys = self.table.selected_keys()
        self._tell_risk(keys)
        self.offered.emit()
        if not keys or not self._may:
            step = self.next_step()
            self.deeds.show_deeds([(step.text, self.carry_out)] if step is not None else [])
            return
        acts: list[NamedAct] = []
        for key, decision in KEYS.items():
            dots = "…" if decision in _ASKED else ""
            words = f"{tr(term('decision', decision).label)}{dots}  {key.first}"
            acts.append((words, partial(self.decide, decision)))
        acts.append((tr("With details…"), lambda: self.ask("")))
        self.deeds.show_deeds(acts, selected_words(len(keys)))

    def _tell_risk(self, keys: Sequence[int]) -> None:
        """Say below the lines what is wrong with the one that is selected."""
        lines = self._session.shown.records.those(ReviewLine, keys) if len(keys) == 1 else ()
        risk = next(iter(risky_lines(self._session, lines).values()), "")
        words = " · ".join(self._words)
        if risk:
            self._counts.setText(f"{risk}\n{words}")  # there is no room for the keys too
            return
        if self._may and self.table.list_model.rowCount():
            keys_words = tr("one key per item: K keep, C change, R revoke, D defer, E exception")
            words = f"{words} · {keys_words}"
        self._counts.setText(words)
