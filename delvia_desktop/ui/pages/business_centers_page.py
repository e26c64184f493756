"""Business Centers: ours, and those of others."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.business_centers import BusinessCenter
from delvia_desktop.domain.rows import Wanted
from delvia_desktop.domain.vocabulary import term
from delvia_desktop.domain.ways import Way
from delvia_desktop.i18n import tr
from delvia_desktop.services import assets, business_centers, seats
from delvia_desktop.ui import columns
from delvia_desktop.ui.evidence_panel import add_evidence_tab
from delvia_desktop.ui.filtered_list import FilteredList
from delvia_desktop.ui.forms.business_center_form import business_center_form
from delvia_desktop.ui.pages.place import Deed, Place
from delvia_desktop.ui.pages.ways_tab import WaysTab
from delvia_desktop.ui.record_history import entries_of
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.facts import Facts
from delvia_desktop.ui.widgets.history_list import HistoryList
from delvia_desktop.ui.widgets.labels import IdLabel, chip
from delvia_desktop.ui.widgets.notes import EmptyPlace


class BusinessCentersPage(Place):
    """The Business Centers beside the one that is chosen."""

    name = "business-centers"

    def __init__(self, session: Session) -> None:
        """Lay the place out."""
        super().__init__(session)
        self.list = FilteredList(session, "business-centers", columns.business_center_columns())
        self.centers = self.list.table
        self.centers.chosen.connect(lambda _: self._show_detail())
        self._facts = Facts()
        self._history = HistoryList(tr("History of the Business Center"))
        detail = QWidget()
        column = QVBoxLayout(detail)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._facts)
        self.ways = WaysTab(session, "business-center", tr("Seats"), self.open_form)
        self.ways.opened.connect(self._show_person)
        tabs = QTabWidget()
        tabs.setAccessibleName(tr("About the Business Center"))
        tabs.addTab(self.ways, tr("Seats"))
        self.evidence = add_evidence_tab(tabs, session, "business-center", self.open_form)
        self.evidence.take_drops_of(detail)
        tabs.addTab(self._history, tr("History"))
        column.addWidget(tabs, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(detail)
        self._stack.addWidget(
            EmptyPlace(
                tr("No Business Center yet"),
                tr("Begin with your own Business Center: it should own every asset of the brand."),
                [(tr("Record our Business Center…"), self.record_center)],
            )
        )
        self.lay_out([(self.list, 4), (self._stack, 6)], hides=self.list)

    @staticmethod
    @override
    def title() -> str:
        return tr("Business Centers")

    @override
    def headline(self) -> tuple[str, str]:
        center = self.center()
        if center is None:
            return self.title(), ""
        whose = tr("Our own Business Center") if center.is_own else tr("Somebody else's")
        return center.name, whose

    @override
    def deeds(self) -> list[Deed]:
        can = self.session.can_act
        record = Deed(
            tr("Record Business Center…"), self.record_center, is_primary=True, is_enabled=can
        )
        if self.center() is None:
            return [record]
        return [
            Deed(tr("Delete Business Center"), self.delete_center, is_enabled=can),
            Deed(tr("Change Business Center…"), self.change_center, is_enabled=can),
            record,
        ]

    @override
    def refresh(self) -> None:
        self.list.refresh()
        self._stack.setCurrentIndex(1 if self.list.is_blank else 0)
        self._show_detail()

    @override
    def show_record(self, key: int) -> None:
        if self.list.choose(key):
            self._show_detail()

    @override
    def shown_record(self) -> int:
        return self.centers.key() or 0

    @override
    def forms(self) -> Mapping[str, Callable[[], object]]:
        return {
            f"business-center/{self.shown_record()}": self.change_center,
            "business-center/0": self.record_center,
            **self.evidence.forms(),
        }

    def center(self) -> BusinessCenter | None:
        """Return the Business Center that is chosen."""
        key = self.centers.key()
        return self.session.shown.records.find(BusinessCenter, id=key) if key is not None else None

    def record_center(self) -> None:
        """Open the form for a new Business Center; it is chosen once recorded."""

        def after(made: object) -> None:
            if isinstance(made, BusinessCenter):
                self.show_record(made.id)

        self.open_form(business_center_form(self.session), after)

    def change_center(self) -> None:
        """Open the form that changes the Business Center."""
        if (center := self.center()) is not None:
            self.open_form(business_center_form(self.session, center))

    def delete_center(self) -> None:
        """Delete a Business Center that nothing refers to."""
        if (center := self.center()) is not None:
            self.session.attempt(business_centers.delete_business_center, center)

    def _show_detail(self) -> None:
        center = self.center()
        if center is not None:
            row = self.centers.current_row()
            owned = Wanted(self.session.on, where={"owner_business_center": center.id})
            whose = tr("Ours") if center.is_own else tr("Somebody else's")
            facts: list[tuple[str, str | QWidget]] = [
                (tr("Business Center ID"), IdLabel(tr("Business Center ID"), center.bc_id)),
                (tr("Whose"), chip(whose, "accent" if center.is_own else "neutral")),
                (tr("Legal entity"), center.legal_entity),
                (tr("Partner"), row.used_by if row is not None else ""),
                (tr("Status"), term("bc_status", center.status).label),
                (tr("Verification"), term("bc_verification", center.verification_status).label),
                (tr("Assets it owns"), str(assets.list_assets(self.session.shown, owned).count())),
                (tr("Last verified"), columns.day(center.last_verified_on)),
                (tr("Evidence"), center.evidence_ref),
                (tr("Note"), center.note[:300]),
            ]
            if center.is_own:
                facts[6:6] = self._security(center)
            self._facts.show_facts(facts)
            self.ways.show_subject(center.id)
            self.evidence.show_subject(center.id)
            more = (*self.ways.records(), *self.evidence.records())
            records = [("business-center", int(center.id)), *more]
            self._history.show_entries(entries_of(self.session, *records))
        self.headline_changed.emit()

    def _security(self, center: BusinessCenter) -> list[tuple[str, str | QWidget]]:
        two_step = term("two_step_scope", center.two_step_scope)
        allowed = term("allowlist_scope", center.allowlist_scope)
        admins = seats.admins_of(self.session.shown, center, self.session.on)
        domains = f"{allowed.label}: {center.email_domains}" if allowed.label else ""
        return [
            (tr("Two-step verification"), chip(two_step.label or tr("Not known"), two_step.tone)),
            (tr("E-mail domains allowed"), domains),
            (tr("Admins"), ", ".join(admins) or tr("None recorded")),
            (tr("Settings seen on"), columns.day(center.settings_seen_on)),
        ]

    def _show_person(self, way: Way | None) -> None:
        if way is not None and way.person is not None:
            self.go.emit("people", way.person)
