"""The lines of a review, decided one key a line: keep, change, revoke, defer, exception."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.findings.rules.decisions import carrying_out
from delvia_desktop.domain.lists.work_rows import ReviewLineRow
from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.domain.records.reviews import Decision, Review, ReviewLine
from delvia_desktop.domain.reviews.follow_up import OPEN, follow_up
from delvia_desktop.domain.reviews.steps import DecisionDraft, holds_more
from delvia_desktop.domain.words.errors import DelviaError, Invalid
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.reviews import reviews
from delvia_desktop.ui.access.grant_acts import record_deeds
from delvia_desktop.ui.forms.asked import asking
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.lists.deed_row import DeedRow, Foot, NamedAct, selected_words
from delvia_desktop.ui.lists.filtered_list import FilteredList
from delvia_desktop.ui.lists.work_columns import review_line_columns
from delvia_desktop.ui.reviews.decision_form import decision_form, record_decision, risky_lines
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit import shortcuts
from delvia_desktop.ui.widgets.labels import text_label

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

_LINES = 2
"""Lines of words below the list: how far one is, and what is wrong with the item selected."""

_BESIDE_FORM = 3
"""Lines that stay to be seen above a small form, however low the window is."""

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
        self._counts.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words: list[str] = []
        self._has_more = False
        self.deeds = DeedRow()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.list, 1)
        self._foot = Foot(self._counts, self.deeds, is_steady=True)
        column.addWidget(self._foot)
        self._column = column
        self._keep_room(anew=True)

    def show_review(self, review: Review) -> None:
        """Show the lines of a review."""
        before, self._review = self._review, review
        is_other = before is None or before.id != review.id
        is_closed_now = not is_other and (before and before.closed_on) != review.closed_on
        self.list.where = {"review": review.id}
        # While it is open the decisions themselves say what is to follow.
        self.list.leave_out(*([tr("Follow-up")] if review.closed_on is None else []))
        self.list.refresh(keep=False)
        if is_other or is_closed_now:
            self._choose_first()
        counts = reviews.counts(self._session.shown, review)
        words = [ntr("{n} item", "{n} items", counts.lines)]
        if counts.undecided:
            words.append(ntr("{n} undecided", "{n} undecided", counts.undecided))
        elif counts.lines and review.closed_on is None:
            words.append(tr("all decided. Next: close the review"))
        self._words, self._has_more = words, counts.undecided > 0
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
        lines, left = self._lines()
        if lines and self._may:
            self._open_to_decide(decision_form(self._session, lines, decision, left=left))

    def show_form(self, panel: FormPanel) -> None:
        """Show a small form where the acts stand, so that the lines stay as they are."""
        self._foot.hide()
        row = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(self.table.horizontalHeader().height() + _BESIDE_FORM * row)
        self._let_table_shrink(is_let=True)
        self._column.addWidget(panel)
        panel.show()

    def take_form(self, panel: FormPanel) -> None:
        """Show the acts again where a form stood."""
        panel.hide()
        panel.setParent(None)
        self.table.setMinimumHeight(0)
        self._let_table_shrink(is_let=False)
        self._foot.show()

    def _let_table_shrink(self, *, is_let: bool) -> None:
        policy = self.table.sizePolicy()
        usual, least = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored
        policy.setVerticalPolicy(least if is_let else usual)
        self.table.setSizePolicy(policy)

    def resume(self, keys: Sequence[int], decision: str) -> bool:
        """Open the form that decides on some lines again; return whether it still can be."""
        lines = self._session.live.records.those(ReviewLine, keys)
        if not lines or not self._may or any(line.review != self._shown for line in lines):
            return False
        self.list.choose(int(lines[0].id))
        self._open_to_decide(decision_form(self._session, lines, decision))
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
            "{n} item has a critical or high finding, or a holder who has left. Decide it by "
            "itself.",
            "{n} items have a critical or high finding, or a holder who has left. Decide each by "
            "itself, or select those that have one reason.",
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
        if not self._choose(_is_undecided, place):
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
        if self._may and self._has_more:
            keys_words = tr("one key per item: K keep, C change, R revoke, D defer, E exception")
            words = f"{words} · {keys_words}"
        self._counts.setText("\n".join(filter(None, (words, risk))))
        self._keep_room()

    def _keep_room(self, *, anew: bool = False) -> None:
        """Keep the room that words had below the lines, so that no line moves as they change."""
        usual = self._counts.fontMetrics().lineSpacing() * _LINES
        before = 0 if anew else self._counts.minimumHeight()
        needed = self._counts.heightForWidth(self._counts.width())
        self._counts.setMinimumHeight(max(usual, before, needed))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_room(anew=True)


def _is_undecided(row: ReviewLineRow) -> bool:
    return not row.decision
