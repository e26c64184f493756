"""The undecided items of a review in groups, of which each is decided in one act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from delvia_desktop.domain.findings.review_groups import ItemGroup, groups_of, joined
from delvia_desktop.domain.records.findings import rule_text
from delvia_desktop.domain.records.reviews import Decision, Review, ReviewLine
from delvia_desktop.domain.reviews.lines import level_words
from delvia_desktop.domain.reviews.steps import DecisionDraft
from delvia_desktop.domain.words.errors import DelviaError, Invalid
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.reviews import reviews
from delvia_desktop.ui.lists.deed_row import DeedRow, Foot, NamedAct
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
_BEFORE_ITEMS = 2
"""Decisions that are offered before the items of a group."""

_USUAL = 4
"""Lines of words that have room below the groups, so that no row moves as another is chosen."""


class _Row(NamedTuple):
    """A group with the number by which the table knows it, and the group that it is a part of."""

    id: int
    group: ItemGroup
    whole: ItemGroup | None = None


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
        """Decide on all items of the groups selected; a form asks first.

        Only what is most likely revoked is revoked by the key alone.
        """
        groups = self._groups()
        if not groups or not self._may:
            return
        ended = sum(len(each.lines) for each in groups if each.is_ended)
        if ended and decision != Decision.REVOKED:
            self._session.failed.emit(ended_words(ended))
            return
        group = joined(groups)
        if _asks(group, decision):
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
        if groups := self._groups():
            self.wanted.emit([int(line.id) for line in joined(groups).lines])

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
        rows = _rows(groups)
        same = [row.id for row in rows if before is not None and row.group.name == before.name]
        place = self.table.currentIndex().row()
        was_part = self._is_part(place)
        self.table.show_rows(HeldRows(rows), same[0] if same else None)
        if rows and not same:
            goes_on = was_part and self._is_part(place)
            self.table.choose(rows[place if goes_on else 0].id)
        self._offer()

    def _is_part(self, place: int) -> bool:
        """Tell whether the row at a place is a part of another."""
        rows: Sequence[_Row] = self.table.list_model.held()
        return 0 <= place < len(rows) and rows[place].whole is not None

    def _offer(self) -> None:
        groups = self._groups()
        if not groups:
            self._told.setText("")
            self.deeds.show_deeds([])
            return
        group = joined(groups)
        self._told.setText(_told(group))
        acts = list[NamedAct]()
        ordered = sorted(KEYS.items(), key=lambda each: _place(each[1], group.likely))
        for key, decision in ordered if self._may else ():
            dots = "…" if _asks(group, decision) else ""
            words = f"{decision_act(decision, 1)}{dots}  {key.first}"
            if decision == Decision.REVOKED or not any(each.is_ended for each in groups):
                acts.append((words, partial(self.decide, decision)))
        acts.insert(_BEFORE_ITEMS, (tr("Show items"), self.show_items))
        about = ntr("{n} item", "{n} items", len(group.lines))
        self.deeds.show_deeds(acts, about, is_short=True)

    @property
    def _may(self) -> bool:
        is_open = self._review is not None and self._review.closed_on is None
        return is_open and self._session.can_act

    def _groups(self) -> list[ItemGroup]:
        """Return the groups that are selected."""
        rows: Sequence[_Row] = self.table.list_model.held()
        chosen = set(self.table.selected_keys())
        return [row.group for row in rows if row.id in chosen]


def _rows(groups: Iterable[ItemGroup]) -> list[_Row]:
    """Return the rows of groups, each before its parts."""
    shown: list[tuple[ItemGroup, ItemGroup | None]] = []
    for group in groups:
        shown += [(group, None), *((part, group) for part in group.parts)]
    return [_Row(number, *each) for number, each in enumerate(shown, start=1)]


def _asks(group: ItemGroup, decision: str) -> bool:
    """Tell whether a form asks before a decision on a group is recorded."""
    return decision != Decision.REVOKED or group.likely != Decision.REVOKED


def _place(decision: str, likely: str) -> int:
    """Return where a decision is offered: first what is likely, then whether the items stay."""
    order = (likely, Decision.KEPT, Decision.REVOKED)
    return order.index(decision) if decision in order else len(order)


def _told(group: ItemGroup) -> str:
    """Say which items are in a group, and why it matters."""
    named = "; ".join(_named(line) for line in group.lines[:_NAMED])
    rest = len(group.lines) - _NAMED
    if rest > 0:
        more = ntr("and {n} more", "and {n} more", rest)
        named = f"{named}; {more}"
    why = tr(rule_text(group.rule).why) if group.rule else ""
    if group.parts:
        why = tr("Decide them together, or each of the rows below separately.")
    if group.is_ended:
        why = tr("Choose “Revoke” to follow up the removal.")
    return "\n".join(filter(None, (f"{named}.", why)))


def _named(line: ReviewLine) -> str:
    return ", ".join(filter(None, (line.what, line.who, level_words(line.level))))


def _columns() -> list[Column]:
    def words(row: _Row) -> str:
        severity = row.group.severity
        return tr(term("severity", severity).label) if severity else "—"

    def tone(row: _Row) -> str:
        severity = row.group.severity
        return term("severity", severity).tone if severity else "neutral"

    def part_of(row: _Row) -> str:
        return tr("Part of “{group}”", group=row.whole.words) if row.whole is not None else ""

    return [
        Column("severity", tr("Severity"), words, 9, tone, sortable=False, whole=True),
        Column("finding", tr("Finding"), lambda row: row.group.words, 36, sortable=False,
               meaning=part_of, depth=lambda row: int(row.whole is not None)),
        Column("items", tr("Items"), lambda row: str(len(row.group.lines)), 7, sortable=False,
               whole=True),
    ]  # fmt: skip
