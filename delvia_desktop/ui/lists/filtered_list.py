"""A list with its filter, its saved views, and the columns and order that a person prefers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.findings.review_risks import findings_by_item
from delvia_desktop.domain.lists import filters
from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.domain.records.views import View, ViewDraft
from delvia_desktop.domain.words.errors import DelviaError, Invalid
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.computer import preferences
from delvia_desktop.services.lists import views
from delvia_desktop.services.lists.lists import LISTS
from delvia_desktop.services.register.words import list_title
from delvia_desktop.ui.fields.filter_field import FilterField
from delvia_desktop.ui.lists.filter_help import help_words
from delvia_desktop.ui.lists.list_look import remember_look
from delvia_desktop.ui.lists.list_model import Column
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit import shortcuts
from delvia_desktop.ui.widgets.labels import announce, button, status_label, text_label
from delvia_desktop.ui.widgets.new_button import NewButton
from delvia_desktop.ui.widgets.notes import Action
from delvia_desktop.ui.widgets.window_menu import WindowMenu

_LOOKED_AT, _OFFERED = 200, 12
"""Lines that are looked at for texts to offer, and texts that are offered."""
_WIDE = 64
"""Average letters from which what adds a record stands beside the filter, and not above it."""


class FilteredList(QWidget):
    """A list of `services.lists.LISTS`; `where` limits it to what a place is about."""

    def __init__(
        self,
        session: Session,
        list_name: str,
        columns: Sequence[Column],
        empty: str = "",
        *,
        order: tuple[str, bool] = ("", False),
        part_of: str = "",
    ) -> None:
        """Begin with the order and columns used last; `order` is the usual one, True for down.

        A list beside the list of a place names the place that it is `part_of`.
        """
        title = list_title(list_name)
        super().__init__()
        name = list_name + (f" of {part_of}" if part_of else "")
        self._remembered = preferences.LISTS + name
        leads_here = shortcuts.FILTER_PART if part_of else shortcuts.FILTER
        self._session, self.list_name, self._plain = session, list_name, empty
        self._row = LISTS[list_name].row
        self.where: Mapping[str, object] = {}
        self._begins: Sequence[Action] = ()
        self._typed = self._shown = self._led = ""
        self._renamed: View | None = None
        self.table = ListTable(title, columns, empty)
        self.table.order_asked.connect(self._reorder)
        fields = LISTS[list_name].filters
        self._fields = fields
        self._tells_findings = any(field.name == "finding" for field in fields)
        self.filter = FilterField(
            tr("Filter {list}", list=title),
            lambda part: filters.suggestions(part, fields, self._texts),
            leads_here.first,
            lambda part: filters.is_complete(part, fields, self._session.on),
        )
        leads_here.bind(self, self.filter.setFocus)
        self.filter.settled.connect(self._narrow)
        self.filter.helped.connect(self._show_help)
        self.filter.left.connect(self._go_to_found)
        self._count = text_label("", muted=True)
        self._count.setWordWrap(False)
        self._problem = status_label(size=0.92, role="problem")
        self._help = text_label("", size=0.92, muted=True)
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("View name"))
        self.name.setPlaceholderText(tr("View name, then Enter"))
        self.name.returnPressed.connect(self._save)
        self._lay_out(title)
        kept = preferences.preferred(self._remembered)
        self._order, self._down = str(kept.get("order", order[0])), bool(kept.get("down", order[1]))
        hidden = kept.get("hidden")
        self._hidden = {str(each) for each in hidden} if isinstance(hidden, list) else set()
        self._absent: frozenset[str] = frozenset()
        self._apply_look()
        remember_look(self.table, name)
        self.table.columns.was_reset.connect(self._show_every_column)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is recorded at all, rather than nothing found."""
        return not self.filter.text().strip() and self.table.list_model.rowCount() == 0

    def refresh(self, *, keep: bool = True) -> None:
        """Show what is recorded now; with `keep` a row is current whenever there is one."""
        found = self._found()
        rows = self._session.shown.rows(self._row, self.wanted())
        is_other, key = self._shown != self._typed, self.table.key()
        before = 0 if is_other else self.table.currentIndex().row()
        self._shown = self._typed
        is_narrow = found != filters.Filter()
        widen = (tr("Clear filter"), self._widen_and_stay)
        self.table.keeps_head = is_narrow
        self.table.say_empty(*((_nothing(), [widen]) if is_narrow else (self._plain, self._begins)))
        sought = rows.sought(key) if is_other else None
        self.table.show_rows(rows, sought or key)
        shown = self.table.list_model.rowCount()
        if is_narrow:
            every = self._session.shown.rows(self._row, self._whole()).count()
            self._count.setText(tr("{n} of {all}", n=shown, all=every))
        else:
            self._count.setText(str(shown))
        for part in (self.filter, self._count, self._how, self._more):
            part.setVisible(not self.is_blank)
        if is_other and found.words and self.table.key() is None:
            self.table.begin_anew()  # no row is found by its name: none is meant yet
        elif keep and self.table.key() is None and shown:
            # After a row that is gone comes its neighbour, after another filter the first.
            self.table.choose(self.table.list_model.row(min(max(before, 0), shown - 1)).id)
        self.table.settle_selected()

    def wanted(self) -> Wanted:
        """Return what the list is asked for as it is shown: filtered and in order."""
        found = self._found()
        return replace(
            self._whole(),
            text=found.words,
            conditions=found.conditions,
            order=self._order,
            descending=self._down,
        )

    def _found(self) -> filters.Filter:
        """Return the filter that was typed; what `<30d` means depends on the day shown."""
        return filters.parse(self._typed, self._fields, self._session.on)

    def leave_out(self, *titles: str) -> None:
        """Show no columns of these titles for now, as they have nothing to tell."""
        if self._absent != frozenset(titles):
            self._absent = frozenset(titles)
            self._apply_look()

    def begin_with(self, actions: Sequence[Action]) -> None:
        """Offer what records the first of the list, where it is empty."""
        self._begins = actions

    def _whole(self) -> Wanted:
        """Return what the list is asked for without its filter."""
        attention = self._session.watch.attention if self._tells_findings else None
        findings = findings_by_item(attention) if attention is not None else {}
        return Wanted(self._session.on, where=self.where, findings=findings)

    def choose(self, key: int) -> bool:
        """Make a row current; a filter that hides it is taken off."""
        if self.table.choose(key):
            return True
        if self.filter.text():
            self.widen()
        return self.table.choose(key)

    def show_view(self, view: View) -> None:
        """Show the list as it was saved."""
        self._order, self._down = view.order, view.is_descending
        shown = view.columns or [column.title for column in self.table.list_model.columns]
        self._hidden = {c.title for c in self.table.list_model.columns if c.title not in shown}
        self._apply_look()
        self.filter.setText(view.query)
        self._narrow()

    def show_filtered(self, text: str) -> None:
        """Show what a filter finds, as if it was typed; it was not, so it goes when left."""
        self._led = text
        self.filter.setText(text)
        self._narrow()

    def leave_filter(self) -> None:
        """Show the whole list again, unless a person typed what narrows it."""
        if self._led and self.filter.text() == self._led:
            self.widen()
        self._led = ""

    def fill_menu(self) -> None:
        """Offer the saved views with their counts, the columns and the orders."""
        self.menu.clear()
        saved = views.views_of(self._session.live, self.list_name)
        for view in saved:
            self.menu.addAction(self._with_count(view), partial(self.show_view, view))
        can = self._session.can_act
        self.menu.addAction(tr("Save view…"), partial(self._ask_name, None)).setEnabled(can)
        acts = ((tr("Rename view"), self._ask_name), (tr("Delete view"), self._delete))
        for title, run in acts if saved else ():
            more = self.menu.addMenu(title)
            for view in saved:
                more.addAction(view.name, partial(run, view)).setEnabled(can)
        self.menu.addSeparator()
        for column in (columns := self.table.list_model.columns)[1:]:
            act = self.menu.addAction(tr("Column: {title}", title=column.title))
            act.setCheckable(True)
            act.setChecked(column.title not in self._hidden)
            act.toggled.connect(partial(self._show_column, column.title))
        order = self.menu.addMenu(tr("Order"))
        for column in columns:
            if column.sortable:
                order.addAction(column.title, partial(self._order_by, column.key))
        self.menu.addAction(tr("Filter help"), self._show_help)
        self.menu.addSeparator()
        self.table.fill_menu(self.menu)

    def _lay_out(self, title: str) -> None:
        self._how = how = button("?", name=tr("Filter help for {list}", list=title))
        how.setToolTip(tr("Filter help") + f"   {shortcuts.FILTER_HELP.first}")
        how.clicked.connect(self._show_help)
        self._more = more = button("☰", name=tr("Views and columns of {list}", list=title))
        more.setToolTip(tr("Views and columns"))
        self.menu = WindowMenu(more)
        self.menu.aboutToShow.connect(self.fill_menu)
        more.setMenu(self.menu)
        self.table.head_menu = self.menu
        self.new = NewButton()
        self.new.offered.connect(self._place_new)
        self._above, self._beside = QHBoxLayout(), QHBoxLayout()
        self._above.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addLayout(self._beside)
        row.addWidget(self.filter, 1)
        row.addWidget(self._count)
        row.addWidget(how)
        row.addWidget(more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._above)
        column.addLayout(row)
        for part in (self.name, self._problem, self._help):
            column.addWidget(part)
            part.hide()
        column.addWidget(self.table, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_new()

    def _place_new(self) -> None:
        """Set what adds a record before the filter, or above it where that takes its room."""
        is_wide = self.width() >= self.fontMetrics().averageCharWidth() * _WIDE
        line = self._beside if is_wide else self._above
        if line.indexOf(self.new) < 0:
            line.insertWidget(0, self.new, 0, Qt.AlignmentFlag.AlignTop)

    def _narrow(self) -> None:
        """Use what was typed; what is not understood is said, with what the list still shows."""
        try:
            filters.parse(self.filter.text(), self._fields, self._session.on)
        except Invalid as error:
            stands = tr("The list is not filtered.")
            if self._typed.strip():
                stands = tr("The list still shows: {filter}", filter=self._typed.strip())
            self._say(f"{error} {stands}")
            return
        self._say("")
        self._typed = self.filter.text()
        before = self.table.key()
        self.refresh()
        self._tell_found()
        key = self.table.key()
        if key is None and before is not None:
            self.table.chosen.emit(0)
        elif key is not None and key != before:
            self.table.tell(key)

    def widen(self) -> None:
        """Take the filter off."""
        self.filter.clear()
        self._narrow()

    def _widen_and_stay(self) -> None:
        """Show the whole list, with the keys in it: the button that was pressed goes away."""
        self.widen()
        self.table.take_focus()

    def _go_to_found(self) -> None:
        """Bring the keys to the rows; where there are none, or a mistake is said, they stay."""
        if self._problem.isHidden() and self.table.list_model.rowCount():
            self.table.take_focus()

    def _tell_found(self) -> None:
        """Let screen readers tell how much is left of the list, or that nothing is."""
        found = self.table.list_model.rowCount()
        words = ntr("{n} row", "{n} rows", found)
        announce(self, f"{self.table.accessibleName()}: {words}" if found else _nothing())

    def _texts(self, field: filters.Filterable, text: str) -> list[str]:
        """Return texts of the first lines that contain a typed one in a field."""
        conditions = (filters.Condition(field, (filters.Text(text),)),) if text else ()
        wanted = replace(self._whole(), conditions=conditions)
        rows = self._session.shown.rows(self._row, wanted).page(0, _LOOKED_AT)
        found = dict.fromkeys(str(getattr(row, field.attribute)) for row in rows)
        return [each for each in found if each][:_OFFERED]

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _show_help(self) -> None:
        if self._help.isVisible():
            self._help.hide()
            return
        self._help.setText(help_words(self._fields))
        self._help.show()

    def _ask_name(self, renamed: View | None) -> None:
        self._renamed = renamed
        self.name.setText(renamed.name if renamed is not None else "")
        self.name.show()
        self.name.setFocus()

    def _save(self) -> None:
        try:
            if self._renamed is not None:
                self._session.perform(views.rename_view, self._renamed, self.name.text())
            else:
                self._session.perform(views.save_view, self._draft())
        except DelviaError as error:
            self._say(str(error))
            return
        self._say("")
        self.name.hide()
        self.filter.setFocus()

    def _draft(self) -> ViewDraft:
        shown = [c.title for c in self.table.list_model.columns if c.title not in self._hidden]
        return ViewDraft(
            self.name.text(),
            self.list_name,
            self.filter.text().strip(),
            self._order,
            self._down,
            tuple(shown) if self._hidden else (),
        )

    def _with_count(self, view: View) -> str:
        try:
            count = views.count_of(self._session.shown, view, self._whole())
        except Invalid:
            return view.name
        return f"{view.name}   {count}"

    def _order_by(self, key: str) -> None:
        down = not self._down if self._order == key else False
        self.table.show_order(key, down)
        self._reorder(key, down)

    def _delete(self, view: View) -> None:
        self._session.attempt(views.delete_view, view)

    def _show_column(self, title: str, on: bool) -> None:  # noqa: FBT001 - as Qt's signal says it
        self._hidden = self._hidden - {title} if on else self._hidden | {title}
        self._apply_look()
        self._remember()

    def _show_every_column(self) -> None:
        self._hidden = set()
        self._apply_look()
        self._remember()

    def _reorder(self, key: str, down: bool) -> None:  # noqa: FBT001 - as the signal says it
        self._order, self._down = key, down
        self._remember()
        self.refresh()

    def _apply_look(self) -> None:
        self.table.columns.hide(self._hidden | self._absent)
        if self._order and self._order not in {c.key for c in self.table.list_model.columns}:
            self._order = ""
        self.table.show_order(self._order, self._down)

    def _remember(self) -> None:
        values = {"order": self._order, "down": self._down, "hidden": sorted(self._hidden)}
        preferences.remember(self._remembered, values)


def _nothing() -> str:
    return tr("Nothing matches the filter. Press Esc in the filter field to clear it.")
