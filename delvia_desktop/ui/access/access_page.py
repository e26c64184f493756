"""All access: everything that gives somebody access, kind by kind, in long lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.access.access_states import has_ended
from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.access.partnerships import Partnership, PartnershipKey
from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.domain.records.kinds import Record, kind_named
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import logins
from delvia_desktop.services.access.bulk import ENDABLE
from delvia_desktop.services.history import history
from delvia_desktop.services.lists.lists import LISTS
from delvia_desktop.services.register.words import called, list_title
from delvia_desktop.ui.access.access_parts import PARTS, AccessPart
from delvia_desktop.ui.access.ending_acts import closing_deeds
from delvia_desktop.ui.access.grant_acts import FORMS, chosen_deeds
from delvia_desktop.ui.evidence.evidence_panel import add_evidence_tab
from delvia_desktop.ui.findings.finding_banners import finding_banners
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.lists.deed_row import DeedRow, selected_words
from delvia_desktop.ui.lists.filtered_list import FilteredList
from delvia_desktop.ui.lists.history_list import HistoryList
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.place.place import Deed, Place, show_row
from delvia_desktop.ui.records.record_history import entries_of
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.facts import Facts
from delvia_desktop.ui.widgets.labels import text_label
from delvia_desktop.ui.widgets.new_button import NewButton
from delvia_desktop.ui.widgets.notes import Banners
from delvia_desktop.ui.widgets.page_area import PageArea
from delvia_desktop.ui.widgets.tabs import TabBar, Tabs, follow_clicks


class AccessPage(Place):
    """One list at a time, beside the record that is chosen."""

    name = "access"

    def __init__(self, session: Session) -> None:
        """Lay the place out; each list is built when it is first shown."""
        super().__init__(session)
        self._lists: dict[str, FilteredList] = {}
        self._part = 0
        self.bar = TabBar()
        self.bar.setAccessibleName(tr("Type of access"))
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        for part in PARTS:
            self.bar.addTab(list_title(part.list_name))
        self._stack = QStackedWidget()
        self._title = text_label("", size=1.2, bold=True)
        self._facts = Facts()
        self.record_deeds = DeedRow()
        self._history = HistoryList(tr("Record history"))
        detail = QWidget()
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self.record_deeds)  # above what comes and goes, so that they stay
        self._warning = Banners()
        column.addLayout(self._warning)
        self._are_many = False
        tabs = self._about = Tabs()
        policy = tabs.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # what stands above stays at the top
        tabs.setSizePolicy(policy)
        tabs.setAccessibleName(tr("About this record"))
        about = QWidget()
        inside = QVBoxLayout(about)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.addWidget(self._facts)
        inside.addStretch(1)
        area = PageArea(about)
        area.stand_whole()  # the detail scrolls with all that stands in it, by keys too
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        spoken.document(area, tr("Record"))
        tabs.addTab(area, tr("Record"))
        self.evidence = add_evidence_tab(tabs, session, PARTS[0].kind, self.open_form)
        self.evidence.take_drops_of(detail)
        tabs.addTab(self._history, tr("History"))
        column.addWidget(tabs, 1)
        self.panes.lay_out([(self._stack, 8), (detail, 4)], hides=self._stack, above=self.bar)
        self.bar.currentChanged.connect(self._show_part)
        follow_clicks(self.bar, lambda: self.current)

    @property
    def part(self) -> AccessPart:
        """The list that is shown."""
        return PARTS[self._part]

    @property
    def current(self) -> FilteredList:
        """The list that is shown, built when it is first asked for."""
        part = self.part
        if part.list_name not in self._lists:
            made = FilteredList(self.session, part.list_name, part.columns())
            made.table.kind = part.kind
            made.table.chosen.connect(lambda _: self._show_detail())
            made.table.select_many()
            made.table.selected.connect(self._show_selected)
            self._lists[part.list_name] = made
            self._stack.addWidget(made)
        return self._lists[part.list_name]

    @override
    def headline(self) -> tuple[str, str]:
        return self.title(), tr("Everything that gives anyone access, in every area")

    @override
    def new_deed(self) -> Deed | None:
        if not (new := self.part.new):
            return None
        return Deed(tr(new), self.record_new, is_enabled=self.session.can_act)

    @override
    def corner(self) -> NewButton:
        return self.current.new

    @override
    def row_deeds(self) -> list[Deed]:
        keys = self.current.table.selected_keys()
        deeds = chosen_deeds(self.session, self.part.kind, keys, self.open_form)
        if self.part.kind != "partnership" or len(keys) != 1 or not deeds:
            return deeds
        period = self.session.live.records.get(Partnership, PartnershipKey(keys[0]))
        return closing_deeds(self.session, period, deeds, self.open_form)

    @override
    def refresh(self) -> None:
        for place, part in enumerate(PARTS):
            count = self.session.shown.rows(
                LISTS[part.list_name].row, Wanted(self.session.on)
            ).count()
            title = list_title(part.list_name)
            self.bar.setTabText(place, f"{title}  {count}" if count else title)
        self._stack.setCurrentWidget(self.current)
        self.current.refresh()
        self._say_empty()
        self._show_detail()

    def _say_empty(self) -> None:
        part, new = self.part, self.new_deed()
        lead = (tr(part.there), partial(self.go.emit, part.leads, 0))
        begin = (new.text, new.run) if new is not None else lead
        self.panes.empty.say(tr(part.empty), tr(part.what), [begin, self.import_act()])
        self.show_empty(self.current.is_blank)

    @override
    def choose_record(self, key: int) -> None:
        if self.current.choose(key):
            self._show_detail()

    @override
    def show_filtered(self, text: str) -> None:
        """Show the shares, which come first, by a filter."""
        self.bar.setCurrentIndex(0)
        self.when_free(lambda: self.current.show_filtered(text))

    @override
    def show_whole(self) -> None:
        for shown in self._lists.values():
            shown.leave_filter()

    def show_kind(self, kind: str, key: int) -> None:
        """Show a record of one of the kinds."""
        self.show_part(kind)
        self.when_free(lambda: self.show_record(key))

    @override
    def shown_part(self) -> str:
        return self.part.kind

    @override
    def show_part(self, part: str) -> None:
        kinds = [each.kind for each in PARTS]
        self.bar.setCurrentIndex(kinds.index(part))

    @override
    def home(self) -> ListTable:
        return self.current.table

    def _show_part(self, place: int) -> None:
        """Show another list, once a changed form about a record of this one lets go of it."""
        before = self._part
        if place == before:
            return

        def show() -> None:
            self._part = place
            with QSignalBlocker(self.bar):
                self.bar.setCurrentIndex(place)
            self.refresh()

        with QSignalBlocker(self.bar):
            self.bar.setCurrentIndex(before)
        self.leave_form(show)

    @override
    def shown_record(self) -> int:
        return self.current.table.key() or 0

    @override
    def forms(self) -> Mapping[str, Callable[[], object]]:
        return {f"{self.part.kind}/0": self.record_new, **self.evidence.forms()}

    def record_new(self) -> None:
        """Open the form for a new record of the list."""
        form: Form = FORMS[self.part.kind](self.session)
        self.open_form(form)

    def _show_detail(self) -> None:
        key, part = self.current.table.key(), self.part
        kind = kind_named(part.kind)
        record = None
        if key is not None and kind is not None:
            record = self.session.shown.records.find(kind.record, id=key)
        self.panes.show_detail(record is not None)
        self._are_many = len(self.current.table.selected_keys()) > 1
        self._about.setHidden(self._are_many)
        if record is None or self._are_many:  # of several nothing is shown of one
            self._title.setText("")
            self._warning.show_banners([])
            self._facts.show_facts([])
            self._history.show_entries([])
            self.evidence.show_subject(0, part.kind)
        else:
            self._title.setText(called(self.session.shown.records, record))
            self._facts.show_facts(self._facts_of(record))
            self.evidence.show_subject(int(record.id), part.kind)
            name = (part.kind, int(record.id))
            self._warning.show_banners(
                finding_banners(self.session, name, self.open_form, self.stepped.emit)
            )
            records = [(part.kind, int(record.id)), *self.evidence.records()]
            self._history.show_entries(entries_of(self.session, *records))
        self._offer()
        self.headline_changed.emit()

    def _facts_of(self, record: Record) -> list[tuple[str, str]]:
        """Return what is recorded of a record, and of a login also who knows its password.

        Of what has ended nothing more will be recorded, so nothing is shown as missing.
        """
        facts = history.facts_of(self.session.shown, self.part.kind, record)
        if isinstance(record, Login):
            people = logins.who_knows(self.session.shown, record)
            known = ", ".join(person.name for person in people) or tr("No one recorded")
            facts.insert(1, (tr("Knows the password"), known))
        elif self.part.kind in ENDABLE and has_ended(record, self.session.on):
            return [(label, value) for label, value in facts if value != "—"]
        return facts

    def _show_selected(self) -> None:
        """Show one record again, or none where several are selected from now on."""
        if self._are_many != (len(self.current.table.selected_keys()) > 1):
            self._show_detail()
        else:
            self._offer()

    def _offer(self) -> None:
        """Offer what can be done with the record, or with all that are selected."""
        keys = self.current.table.selected_keys()
        if len(keys) > 1:
            self._title.setText(selected_words(len(keys)))
        show_row(self.record_deeds, self.row_deeds())
