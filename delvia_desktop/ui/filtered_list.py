"""A list with its filter, its saved views, and the columns and order that a person prefers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from delvia_desktop.domain.errors import Invalid
from delvia_desktop.domain.filters import Filter, examples, parse, suggestions
from delvia_desktop.domain.rows import Wanted
from delvia_desktop.domain.views import View, ViewDraft
from delvia_desktop.i18n import tr
from delvia_desktop.services import preferences, views
from delvia_desktop.services.lists import LISTS
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.filter_field import FilterField
from delvia_desktop.ui.widgets.labels import button, text_label
from delvia_desktop.ui.widgets.list_table import Column, ListTable


def list_title(list_name: str) -> str:
    """Return what a list is called."""
    titles = {
        "business-centers": tr("Business Centers"),
        "partners": tr("Partners"),
        "people": tr("People"),
        "assets": tr("Assets"),
        "shares": tr("Shares"),
        "assignments": tr("Assignments"),
        "seats": tr("Seats"),
        "logins": tr("Logins"),
        "spark-codes": tr("Spark Ads codes"),
        "shop-partners": tr("Shop partners"),
        "claims": tr("Claims"),
        "access-records": tr("Access records"),
        "revisions": tr("Revisions"),
    }
    return titles[list_name]


class FilteredList(QWidget):
    """A list of `services.lists.LISTS`; `where` limits it to what a place is about."""

    def __init__(
        self,
        session: Session,
        list_name: str,
        columns: Sequence[Column],
        empty: str = "",
        *,
        down: bool = False,
    ) -> None:
        """Begin with the order and the columns that were used last; `down` is the usual order."""
        title = list_title(list_name)
        super().__init__()
        self._session, self._list, self._plain = session, list_name, empty
        self.where: Mapping[str, object] = {}
        self._found = Filter()
        self.table = ListTable(title, columns, empty)
        self.table.order_asked.connect(self._reorder)
        fields = LISTS[list_name](session.shown, Wanted(session.on)).fields
        self._fields = fields
        self.filter = FilterField(
            tr("Filter {list}", list=title), lambda part: suggestions(part, fields)
        )
        self.filter.settled.connect(self._narrow)
        self.filter.helped.connect(self._show_help)
        self._count = text_label("", muted=True)
        self._count.setWordWrap(False)
        self._problem = text_label("", size=0.92)
        self._problem.setProperty("role", "problem")
        self._help = text_label("", size=0.92, muted=True)
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("Name of the view"))
        self.name.setPlaceholderText(tr("Name of the view, then Enter"))
        self.name.returnPressed.connect(self._save)
        self._lay_out(title)
        kept = preferences.preferred(f"list {list_name}")
        self._order, self._down = str(kept.get("order", "")), bool(kept.get("down", down))
        hidden = kept.get("hidden")
        self._hidden = {str(each) for each in hidden} if isinstance(hidden, list) else set()
        self._apply_look()

    @property
    def is_blank(self) -> bool:
        """Whether nothing is recorded at all, rather than nothing found."""
        return not self.filter.text().strip() and self.table.list_model.rowCount() == 0

    def refresh(self, *, keep: bool = True) -> None:
        """Show what is recorded now; with `keep` a row is current whenever there is one."""
        listed = LISTS[self._list]
        wanted = Wanted(
            self._session.on,
            text=self._found.words,
            where=self.where,
            conditions=self._found.conditions,
            order=self._order,
            descending=self._down,
        )
        rows = listed(self._session.shown, wanted)
        is_narrow = bool(self._found.words or self._found.conditions)
        self.table.say_empty(tr("Nothing fits the filter.") if is_narrow else self._plain)
        self.table.show_rows(rows, self.table.key())
        shown = self.table.list_model.rowCount()
        if is_narrow:
            every = listed(self._session.shown, Wanted(self._session.on, where=self.where)).count()
            self._count.setText(tr("{n} of {all}", n=shown, all=every))
        else:
            self._count.setText(str(shown))
        if keep and self.table.key() is None and shown:
            self.table.choose(self.table.list_model.row(0).id)

    def choose(self, key: int) -> bool:
        """Make a row current; a filter that hides it is taken off."""
        if self.table.choose(key):
            return True
        if self.filter.text():
            self.filter.clear()
            self._narrow()
        return self.table.choose(key)

    def show_view(self, view: View) -> None:
        """Show the list as it was saved."""
        self._order, self._down = view.order, view.is_descending
        shown = view.columns or [column.title for column in self.table.list_model.columns]
        self._hidden = {c.title for c in self.table.list_model.columns if c.title not in shown}
        self._apply_look()
        self.filter.setText(view.query)
        self._narrow()

    def fill_menu(self) -> None:
        """Offer the saved views with their counts, and the columns."""
        self.menu.clear()
        for view in views.views_of(self._session.live, self._list):
            try:
                words = f"{view.name}   {views.count_of(self._session.live, view)}"
            except Invalid:
                words = view.name
            self.menu.addAction(words, partial(self.show_view, view))
        can = self._session.can_act
        self.menu.addAction(tr("Save this view…"), self._ask_name).setEnabled(can)
        saved = views.views_of(self._session.live, self._list)
        if saved:
            drop = self.menu.addMenu(tr("Delete a view"))
            for view in saved:
                drop.addAction(view.name, partial(self._delete, view)).setEnabled(can)
        self.menu.addSeparator()
        for column in self.table.list_model.columns[1:]:
            act = self.menu.addAction(tr("Column: {title}", title=column.title))
            act.setCheckable(True)
            act.setChecked(column.title not in self._hidden)
            act.toggled.connect(partial(self._show_column, column.title))
        self.menu.addAction(tr("How to filter"), self._show_help)

    def _lay_out(self, title: str) -> None:
        more = button("☰", name=tr("Views and columns of {list}", list=title))
        more.setToolTip(tr("Views and columns"))
        self.menu = QMenu(more)
        self.menu.aboutToShow.connect(self.fill_menu)
        more.setMenu(self.menu)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.filter, 1)
        row.addWidget(self._count)
        row.addWidget(more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        for part in (self.name, self._problem, self._help):
            column.addWidget(part)
            part.hide()
        column.addWidget(self.table, 1)
        QShortcut(QKeySequence("Ctrl+F"), self, self.filter.setFocus)

    def _narrow(self) -> None:
        """Use what was typed; what is not understood is said and the last list stays."""
        text = self.filter.text()
        try:
            self._found = parse(text, self._fields, self._session.live.today)
        except Invalid as error:
            self._problem.setText(str(error))
            self._problem.show()
            return
        self._problem.hide()
        before = self.table.key()
        self.refresh()
        key = self.table.key()
        if key is not None and key != before:
            self.table.chosen.emit(key)

    def _show_help(self) -> None:
        if self._help.isVisible():
            self._help.hide()
            return
        lines = [f"{field.name}:   {'   '.join(examples(field)[:6])}" for field in self._fields]
        words = tr("Words are sought in all text. A minus turns a condition round: -state:planned")
        self._help.setText("\n".join([words, *lines]))
        self._help.show()

    def _ask_name(self) -> None:
        self.name.show()
        self.name.setFocus()

    def _save(self) -> None:
        shown = [c.title for c in self.table.list_model.columns if c.title not in self._hidden]
        draft = ViewDraft(
            self.name.text(),
            self._list,
            self.filter.text().strip(),
            self._order,
            self._down,
            tuple(shown) if self._hidden else (),
        )
        try:
            self._session.perform(views.save_view, draft)
        except Invalid as error:
            self._problem.setText(str(error))
            self._problem.show()
            return
        self._problem.hide()
        self.name.clear()
        self.name.hide()
        self.filter.setFocus()

    def _delete(self, view: View) -> None:
        self._session.attempt(views.delete_view, view)

    def _show_column(self, title: str, on: bool) -> None:  # noqa: FBT001 - as Qt's signal says it
        self._hidden = self._hidden - {title} if on else self._hidden | {title}
        self._apply_look()
        self._remember()

    def _reorder(self, key: str, down: bool) -> None:  # noqa: FBT001 - as the signal says it
        self._order, self._down = key, down
        self._remember()
        self.refresh()

    def _apply_look(self) -> None:
        self.table.hide_columns(self._hidden)
        if self._order and self._order not in {c.key for c in self.table.list_model.columns}:
            self._order = ""
        self.table.show_order(self._order, self._down)

    def _remember(self) -> None:
        values = {"order": self._order, "down": self._down, "hidden": sorted(self._hidden)}
        preferences.remember(f"list {self._list}", values)
