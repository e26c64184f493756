"""Business Centers: ours, and those of others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.lists.rows import AssetRow, Wanted
from delvia_desktop.domain.records.access_routes import AccessRoute
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import business_centers, seats
from delvia_desktop.services.plans.comparisons import compared_words
from delvia_desktop.ui.access import record_columns
from delvia_desktop.ui.access.forms.business_center_form import business_center_form
from delvia_desktop.ui.access.forms.merge_form import merge_deed
from delvia_desktop.ui.access.forms.person_form import seat_form
from delvia_desktop.ui.access.forms.status_form import center_status_form
from delvia_desktop.ui.access.ways_tab import WaysTab
from delvia_desktop.ui.lists import columns
from delvia_desktop.ui.place.place import Deed
from delvia_desktop.ui.records.record_facts import bc_id_label, excerpt, former_text, status_chip
from delvia_desktop.ui.records.record_place import RecordPlace
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.labels import chip


class BusinessCentersPage(RecordPlace[BusinessCenter]):
    """The Business Centers beside the one that is chosen."""

    name = "business-centers"

    def __init__(self, session: Session) -> None:
        """Lay the place out."""
        super().__init__(
            session, BusinessCenter, "business-centers", record_columns.business_center_columns()
        )
        self.centers = self.list.table
        self.ways = WaysTab(session, "business-center", tr("Seats"), self.open_form)
        self.ways.opened.connect(self._show_person)
        self.panes.empty.say(
            tr("No Business Centers yet"),
            tr("Start with your own Business Center: it should own every asset of the brand."),
            [(tr("Add our Business Center…"), self.record_center), self.import_act()],
        )
        self.lay_out_tabs([(tr("Seats"), self.ways)], (4, 6))

    @override
    def headline(self) -> tuple[str, str]:
        center = self.record()
        if center is None:
            return self.title(), ""
        row = self.centers.current_row()
        if center.is_own or row is None:
            return center.name, tr("Our own Business Center") if center.is_own else ""
        return center.name, record_columns.center_owner(row)

    @override
    def new_deed(self) -> Deed:
        text, can = tr("Add Business Center…"), self.session.can_act
        return Deed(text, self.record_center, is_enabled=can, act="record-business-center")

    @override
    def deeds(self) -> list[Deed]:
        can = self.session.can_act
        center = self.record()
        if center is None:
            return []
        seat = Deed(tr("Add seat…"), self.give_seat, is_enabled=can, act="record-seat")
        if seats.admins_of(self.session.shown, center, self.session.on):
            seat = seat.as_primary()  # else the finding leads to the first Admin
        return [
            merge_deed(self.session, center, self.open_form, self.choose_made),
            Deed(tr("Delete Business Center"), self.delete_center, is_enabled=can, is_folded=True),
            Deed(tr("Record status…"), self.record_status, is_enabled=can, act="status"),
            Deed(tr("Edit Business Center…"), self.change_center, is_enabled=can, act="change"),
            *([seat, self._compare_deed()] if center.is_own else []),
        ]

    def _compare_deed(self) -> Deed:
        """Return the deed that compares the members with TikTok's own list."""
        words, can = tr("Compare with TikTok's list…"), self.session.can_act
        compare = partial(self.go.emit, "compare-members", 0)
        return Deed(words, compare, is_enabled=can, is_folded=True, act=Act.COMPARE)

    @override
    def forms(self) -> Mapping[str, Callable[[], object]]:
        return {
            f"business-center/{self.shown_record()}": self.change_center,
            "business-center/0": self.record_center,
            f"status/business-center/{self.shown_record()}": self.record_status,
            **self.evidence.forms(),
        }

    def record_center(self) -> None:
        """Open the form for a new Business Center; it is chosen once recorded."""
        self.add_by(business_center_form(self.session), self.choose_made)

    def change_center(self) -> None:
        """Open the form that changes the Business Center."""
        if (center := self.record()) is not None:
            self.open_form(business_center_form(self.session, center))

    def record_status(self) -> None:
        """Open the form for the status that TikTok shows of the Business Center."""
        if (center := self.record()) is not None:
            self.open_form(center_status_form(self.session, center))

    def give_seat(self) -> None:
        """Open the form for a seat in the Business Center that is chosen."""
        if (center := self.record()) is not None:
            self.open_form(seat_form(self.session, center=center.id))

    def delete_center(self) -> None:
        """Delete a Business Center that nothing refers to."""
        if (center := self.record()) is not None:
            self.session.attempt(business_centers.delete_business_center, center)

    @override
    def show_tabs(self, record: BusinessCenter) -> list[tuple[str, int]]:
        self._show_facts(record)
        can = self.session.can_act and record.is_own
        self.ways.show_subject(record.id, [(tr("Add seat…"), self.give_seat)] if can else [])
        return self.ways.records()

    def _show_facts(self, center: BusinessCenter) -> None:
        row = self.centers.current_row()
        owned = Wanted(self.session.on, where={"owner_business_center": center.id})
        whose = record_columns.center_owner(row) if row is not None else ""
        facts: list[tuple[str, str | QWidget]] = [
            (tr("Business Center ID"), bc_id_label(center, self.session.on)),
            *([(tr("Former IDs"), former_text(center))] if center.former_ids else []),
            (tr("Owner"), chip(whose, "accent" if center.is_own else "neutral")),
            (tr("Legal entity"), center.legal_entity),
            (tr("Partner"), row.used_by if row is not None else ""),
            (tr("Status"), status_chip(center, "bc_status", self.session.on)),
            (tr("Verification"), term("bc_verification", center.verification_status).label),
            (tr("Assets it owns"), str(self.session.shown.rows(AssetRow, owned).count())),
            (tr("Last verified"), columns.day(center.last_verified_on)),
            (tr("Evidence"), center.evidence_ref),
            (tr("Note"), excerpt(center.note)),
        ]
        if center.is_own:
            facts[-4:-4] = self._security(center)
            compared = compared_words(self.session.shown, "seat", None)
            facts.insert(-3, (tr("Members compared with TikTok"), compared or "—"))
        self._facts.show_facts(facts)

    def _security(self, center: BusinessCenter) -> list[tuple[str, str | QWidget]]:
        two_step = term("two_step_scope", center.two_step_scope)
        allowed = term("allowlist_scope", center.allowlist_scope)
        admins = seats.admins_of(self.session.shown, center, self.session.on)
        domains = ": ".join(filter(None, (allowed.label, center.email_domains)))
        return [
            (tr("Two-step verification"), chip(two_step.label or tr("Unknown"), two_step.tone)),
            (tr("Allowed email domains"), domains),
            (tr("Admins"), ", ".join(admins) or tr("None recorded")),
            (tr("Settings checked on"), columns.day(center.settings_seen_on)),
        ]

    def _show_person(self, way: AccessRoute | None) -> None:
        if way is not None and way.person is not None:
            self.go.emit("people", way.person)
