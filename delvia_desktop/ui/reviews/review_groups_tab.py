"""The undecided items of a review in groups, of which each is decided in one act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from delvia_desktop.domain.findings.review_groups import ItemGroup, groups_of, joined, kinds_words
from delvia_desktop.domain.records.findings import rule_text, rule_texts
from delvia_desktop.domain.records.reviews import Decision, Review, ReviewLine
from delvia_desktop.domain.reviews.lines import level_words
from delvia_desktop.domain.reviews.steps import DecisionDraft
from delvia_desktop.domain.words.errors import DelviaError, Invalid
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.reviews import reviews
from delvia_desktop.ui.lists.deed_row import DeedRow, Foot, NamedAct, selected_words
from delvia_desktop.ui.lists.list_look import remember_look
from delvia_desktop.ui.lists.list_model import Column
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.lists.rows import HeldRows
from delvia_desktop.ui.reviews.decision_form import decision_form, record_decision
from delvia_desktop.ui.reviews.decision_keys import KEYS, decision_act, ended_words
from delvia_desktop.ui.reviews.form_below import FormBelow
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.labels import text_label

_NAMED = 4
"""Items of a group that are named below the groups; the others are counted."""
_USUAL = 4
"""Lines of words that have room below the groups, so that no row moves as another is chosen."""


class _Row(NamedTuple):
    """A group with the number by which the table knows it."""

    id: int
    group: ItemGroup


class ReviewGroupsTab(QWidget):
    """What is still undecided, the most serious first; what is decided leaves the list."""

    wanted = Signal(object)
    """The items with these keys are to be shown one by one."""

    def __init__(self, session: Session, open_form: Callable[..., None]) -> None:
        """Show nothing yet."""
        super().__init__()
        self._session = session
        self._review: Review | None = None
        self._goes_on = False
        self.table = ListTable(tr("Undecided items by finding"), _columns())
        self.table.say_empty(tr("All items are decided."))
        remember_look(self.table, "review groups")
        self._open_form = partial(open_form, beside=self.table)
        self.table.select_many()
        self.table.selected.connect(self._offer)
        self.table.activated_row.connect(lambda _: self.show_items())
        for key, decision in KEYS.items():
            key.bind_inside(self.table, partial(self.decide, decision))
        self._told = text_label("", muted=True)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._told.setMinimumHeight(self._told.fontMetrics().lineSpacing() * _USUAL)
        self.deeds = DeedRow()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.table, 1)
        foot = Foot(self._told, self.deeds, is_steady=True)
        column.addWidget(foot)
        self.below = FormBelow(column, self.table, foot)
        session.watch.changed.connect(self._show_groups)

    def show_review(self, review: Review) -> None:
        """Show what is undecided in a review."""
        is_other = self._review is None or self._review.id != review.id
        self._review = review
        if is_other:
            self._goes_on = False
        self._show_groups()

    def decide(self, decision: str) -> None:
        """Decide on all items of the groups selected; but for Revoke a form asks first."""
        groups = self._groups()
        if not groups or not self._may:
            return
        ended = sum(len(each.lines) for each in groups if each.is_ended)
        if ended and decision != Decision.REVOKED:
            self._session.failed.emit(ended_words(ended))
            return
        group = joined(groups)
        if decision != Decision.REVOKED:
            self._ask(group, decision)
            return
        self._goes_on = True
        try:
            record_decision(self._session, group.lines, DecisionDraft(decision))
        except Invalid as error:
            self._ask(group, decision, error)
        except DelviaError as error:
            self._session.failed.emit(str(error))

    def take_up(self) -> None:
        """Take the keys once what is being recorded is shown."""
        self._goes_on = True

    def go_on(self) -> bool:
        """Bring the keys to the first group that is left, once one was decided or a review begun.

        Return whether it was so.
        """
        if not (self._goes_on and self.isVisible()):
            return False
        self._goes_on = False
        self.table.take_focus()
        return True

    def show_items(self) -> None:
        """Show the items of the groups one by one, selected together."""
        keys = [int(line.id) for group in self._groups() for line in group.lines]
        if keys:
            self.wanted.emit(keys)

    def _ask(self, group: ItemGroup, decision: str, refused: Invalid | None = None) -> None:
        form = decision_form(self._session, group.lines, decision, refused, group=group)

        def decided(_: object) -> None:
            self._goes_on = True

        self._open_form(form, decided)

    def _show_groups(self) -> None:
        attention, review = self._session.watch.attention, self._review
        if review is None:
            return
        groups: tuple[ItemGroup, ...] = ()
        if attention is not None:
            groups = groups_of(attention, reviews.lines_in(self._session.shown, review))
        before = next(iter(self._groups()), None)
        rows = [_Row(number, group) for number, group in enumerate(groups, start=1)]
        same = [row.id for row in rows if before is not None and row.group.name == before.name]
        self.table.show_rows(HeldRows(rows), same[0] if same else None)
        if rows and not same:
            self.table.choose(rows[0].id)
        self._offer()

    def _offer(self) -> None:
        groups = self._groups()
        if not groups:
            self._told.setText("")
            self.deeds.show_deeds([])
            return
        group = joined(groups)
        self._told.setText(_told(group))
        count, acts = len(group.lines), list[NamedAct]()
        first = group.likely
        ordered = sorted(KEYS.items(), key=lambda each: each[1] != first)
        for key, decision in ordered if self._may else ():
            dots = "" if decision == Decision.REVOKED else "…"
            words = f"{decision_act(decision, count)}{dots}  {key.first}"
            if decision == Decision.REVOKED or not any(each.is_ended for each in groups):
                acts.append((words, partial(self.decide, decision)))
        about = selected_words(len(groups))
        self.deeds.show_deeds([*acts, (tr("Show items"), self.show_items)], about)

    @property
    def _may(self) -> bool:
        is_open = self._review is not None and self._review.closed_on is None
        return is_open and self._session.can_act

    def _groups(self) -> list[ItemGroup]:
        """Return the groups that are selected."""
        rows: Sequence[_Row] = self.table.list_model.held()
        chosen = set(self.table.selected_keys())
        return [row.group for row in rows if row.id in chosen]


def _told(group: ItemGroup) -> str:
    """Say which items are in a group, and why it matters."""
    named = "; ".join(_named(line) for line in group.lines[:_NAMED])
    rest = len(group.lines) - _NAMED
    if rest > 0:
        more = ntr("and {n} more", "and {n} more", rest)
        named = f"{named}; {more}"
    kinds = " · ".join(kinds_words(group.findings))
    why = tr(rule_text(group.name).why) if group.name in rule_texts() else ""
    if group.is_ended:
        why = tr("Decide Revoke to follow up its removal.")
    return "\n".join(filter(None, (f"{named}.", why or kinds)))


def _named(line: ReviewLine) -> str:
    return ", ".join(filter(None, (line.what, line.who, level_words(line.level))))


def _columns() -> list[Column]:
    def words(row: _Row) -> str:
        severity = row.group.severity
        return tr(term("severity", severity).label) if severity else "—"

    def tone(row: _Row) -> str:
        severity = row.group.severity
        return term("severity", severity).tone if severity else "neutral"

    return [
        Column("severity", tr("Severity"), words, 9, tone, sortable=False, whole=True),
        Column("finding", tr("Finding"), lambda row: row.group.words, 36, sortable=False),
        Column("items", tr("Items"), lambda row: str(len(row.group.lines)), 7, sortable=False,
               whole=True),
    ]  # fmt: skip
