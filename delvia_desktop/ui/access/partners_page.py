"""Partners: who is connected, what each was given, and the steps to the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.access.grants import GrantState
from delvia_desktop.domain.access.partners import Partner, PartnerKey
from delvia_desktop.domain.access.partnerships import (
    NEVER,
    OVER,
    Partnership,
    PartnershipState,
    removed_by,
    state_on,
)
from delvia_desktop.domain.lists.rows import AccessRecordRow, ShareRow, Wanted
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.access_routes import AccessRoute
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.procedures import END_PARTNERSHIP
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, show_day, tr
from delvia_desktop.services.access import partners, partnerships, templates
from delvia_desktop.services.papers import access_records
from delvia_desktop.ui.access import record_columns
from delvia_desktop.ui.access.ending_acts import (
    claiming_deeds,
    given,
    likeliest_last,
    partner_endings,
)
from delvia_desktop.ui.access.forms.code_form import shop_partner_form
from delvia_desktop.ui.access.forms.merge_form import merge_deed
from delvia_desktop.ui.access.forms.partner_form import partner_form, partnership_form
from delvia_desktop.ui.access.forms.share_form import share_form
from delvia_desktop.ui.access.forms.template_form import template_form
from delvia_desktop.ui.access.grant_acts import chosen_deeds
from delvia_desktop.ui.access.partner_facts import partner_facts
from delvia_desktop.ui.access.partnership_acts import end_form, partnership_deeds
from delvia_desktop.ui.access.share_acts import purposes_deed
from delvia_desktop.ui.access.ways_tab import WaysTab
from delvia_desktop.ui.lists import columns
from delvia_desktop.ui.lists.deed_row import DeedRow, Foot, selected_words
from delvia_desktop.ui.lists.filtered_list import FilteredList
from delvia_desktop.ui.lists.list_look import remember_look
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.papers.acknowledgement_columns import standing_column
from delvia_desktop.ui.place.place import Deed, show_row
from delvia_desktop.ui.records.record_place import SHARES_IN_HISTORY, RecordPlace
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.labels import text_label
from delvia_desktop.ui.widgets.notes import Action

_OFFBOARDING = "offboarding"
"""The document of the end of a partnership."""


class PartnersPage(RecordPlace[Partner]):
    """The partners beside the one that is chosen."""

    name = "partners"

    def __init__(self, session: Session) -> None:
        """Lay the place out."""
        super().__init__(
            session, Partner, "partners", record_columns.partner_columns(lambda: session.on)
        )
        self.partners = self.list.table
        self.share_list = FilteredList(
            session,
            "shares",
            record_columns.shares_of_partner_columns(),
            tr("Nothing is shared with this partner."),
            order=("asset_name", False),
            part_of="partners",
        )
        self.shares = self.share_list.table
        self.shares.kind = "share"
        self.shares.chosen.connect(lambda _: self._offer())
        self.shares.select_many()
        self.shares.selected.connect(self._offer)
        self.share_deeds = DeedRow()
        self._papers = ListTable(
            tr("Access records"),
            columns.access_record_columns(standing_column(session)),
        )
        remember_look(self._papers, "access-records of partner")
        self._papers.say_empty(
            tr("No access record has been issued for this partner yet."),
            [(tr("Print access record…"), self.print_record)],
        )
        self._papers.activated_row.connect(lambda key: self.go.emit("handovers", key))
        self.ways = WaysTab(session, "partner", tr("Other access of the partner"), self.open_form)
        self.ways.opened.connect(self._show_way)
        tabs = [
            (tr("Shares"), self._share_tab()),
            (tr("Other access"), self.ways),
            (tr("Access records"), self._papers),
        ]
        self.panes.empty.say(
            tr("No partners yet"),
            tr("A partner is another organisation, such as an agency, working on your assets."),
            [(tr("Add partner…"), self.record_partner), self.import_act()],
        )
        self.lay_out_tabs(tabs, (4, 9))

    @override
    def headline(self) -> tuple[str, str]:
        partner = self.record()
        if partner is None:
            return self.title(), ""
        words = term("partner_kind", partner.kind).label
        partnership = self.partnership()
        if partnership is not None and partnership.confirmed_on is not None:
            since = show_day(partnership.confirmed_on)
            removed = removed_by(partnership, self.session.on)
            if removed is None:
                words = tr("{kind} · Partner since {day}", kind=words, day=since)
            else:
                words = tr(
                    "{kind} · Partner from {day} to {last}",
                    kind=words,
                    day=since,
                    last=show_day(removed),
                )
        return partner.name, words

    @override
    def new_deed(self) -> Deed:
        return Deed(tr("Add partner…"), self.record_partner, is_enabled=self.session.can_act)

    @override
    def deeds(self) -> list[Deed]:
        partner, partnership = self.record(), self.partnership()
        can = self.session.can_act
        deeds = [Deed(tr("Templates"), lambda: self.go.emit("templates", 0), is_enabled=can)]
        if partner is None:
            return deeds
        change = tr("Edit partner…")
        deeds.append(Deed(change, self.change_partner, is_enabled=can, act="change"))
        compare = partial(self.go.emit, "compare", partner.id)
        deeds.append(
            Deed(
                tr("Compare with TikTok's list…"),
                compare,
                is_enabled=can,
                is_folded=True,
                act=Act.COMPARE,
            )
        )
        deeds.append(merge_deed(self.session, partner, self.open_form, self.choose_made))
        deeds.append(
            Deed(tr("Delete partner"), self.delete_partner, is_enabled=can, is_folded=True)
        )
        is_over = partnership is not None and self._state(partnership) in OVER
        was_never = partnership is None or self._state(partnership) in NEVER
        again = Deed(
            tr("Add partnership…"),
            self.record_partnership,
            is_primary=was_never,
            is_enabled=can,
            act="record-partnership",
        )
        if partnership is not None and not is_over:
            change = tr("Edit partnership…")
            deeds.append(
                Deed(change, self.change_partnership, is_enabled=can, act="change-partnership")
            )
        steps: list[Deed] = []
        if partnership is not None:
            steps = partnership_deeds(self.session, partner, partnership, self.open_form)
        close = [deed for deed in steps if deed.act == Act.CLOSE]
        deeds += [deed for deed in steps if deed.act != Act.CLOSE]
        deeds += given(purposes_deed(self.session, partner, self.open_form))
        deeds.append(self._other_papers())
        deeds.append(self._led(tr("Review…"), "review"))
        deeds.append(self._starting(END_PARTNERSHIP))
        record = Deed(tr("Print access record…"), self.print_record, act="print")
        if was_never:
            return [*deeds, record, again]
        claims = claiming_deeds(self.session, partner, self.open_form, self.led.emit)
        is_ending = partnership is not None and self._state(partnership) == PartnershipState.ENDING
        ways, ends = self.ways.ways, is_over or is_ending
        endings = partner_endings(self.session, partner, ways, self.open_form, is_over=ends)
        is_begun = self._goes_on(END_PARTNERSHIP)
        goes_on = [self._led(tr("Continue procedure"), Act.OFFBOARD)] if is_begun else []
        if is_over:
            printed = self._print(tr("Print offboarding document…"), _OFFBOARDING)
            last = [*self._shown_handover(), printed]
            return [
                *deeds,
                again,
                record,
                *likeliest_last([*goes_on, *endings, *claims, *close, *last]),
            ]
        deeds.append(record)
        act = Act.RECORD_SHOP_PARTNER
        shop = Deed(tr("Add shop partner…"), self.add_shop_partner, is_enabled=can, act=act)
        deeds.insert(1, shop)
        received = tr("Add received asset…")
        made = tr("Save as template…")
        deeds.insert(1, Deed(made, self.make_template, is_enabled=can))
        deeds.insert(1, Deed(received, self.record_received, is_enabled=can))
        at_once = Deed(tr("Record end…"), self.end_partnership, is_enabled=can, act="end")
        deeds.insert(1, at_once)  # the last step of the procedure that ends a partnership
        share = Deed(tr("Share asset…"), self.share_asset, is_enabled=can, act="share")
        if goes_on:
            return [share, *deeds, *likeliest_last([*goes_on, *claims, *endings])]
        end = self._led(tr("Offboard partner…"), Act.OFFBOARD)
        if is_ending:
            return [share, *deeds, *likeliest_last([*claims, end, *endings])]
        return [*deeds, end, *endings, share.as_primary()]

    @override
    def last_paper(self) -> AccessRecord | None:
        period = self.partnership()
        if period is None or self._state(period) not in OVER - NEVER:
            return None
        records, key = self.session.shown.records, self.shown_record()
        return access_records.paper_since(records, _OFFBOARDING, key, period.removed_on)

    @override
    def likeliest_paper(self) -> str:
        period = self.partnership()
        has_ended = period is not None and self._state(period) in OVER - NEVER
        return _OFFBOARDING if has_ended else ""

    @override
    def forms(self) -> Mapping[str, Callable[[], object]]:
        partner, period = self.shown_record(), self.partnership()
        key = period.id if period is not None else 0
        return {
            f"partner/{partner}": self.change_partner,
            "partner/0": self.record_partner,
            f"partnership/{partner}/{key}": self.change_partnership,
            f"partnership/{partner}/0": self.record_partnership,
            f"share/{key}/0": self.share_asset,
            f"received/{key}/0": self.record_received,
            f"end/{key}": self.end_partnership,
            **self.evidence.forms(),
        }

    def partnership(self) -> Partnership | None:
        """Return the newest partnership with the partner that is chosen."""
        key = self.partners.key()
        if key is None:
            return None
        return partnerships.current_partnership(self.session.shown.records, PartnerKey(key))

    def record_partner(self) -> None:
        """Open the form for a new partner; it is chosen once recorded."""
        self.add_by(partner_form(self.session), self.choose_made)

    def change_partner(self) -> None:
        """Open the form that changes the partner."""
        if (partner := self.record()) is not None:
            self.open_form(partner_form(self.session, partner))

    def delete_partner(self) -> None:
        """Delete a partner that nothing refers to."""
        if (partner := self.record()) is not None:
            self.session.attempt(partners.delete_partner, partner)

    def record_partnership(self) -> None:
        """Open the form for a new period of connection."""
        if (partner := self.record()) is not None:
            self.open_form(partnership_form(self.session, partner))

    def change_partnership(self) -> None:
        """Open the form that changes the newest partnership."""
        partner, partnership = self.record(), self.partnership()
        if partner is not None and partnership is not None:
            self.open_form(partnership_form(self.session, partner, partnership))

    def share_asset(self) -> None:
        """Open the form that shares an asset."""
        partner, partnership = self.record(), self.partnership()
        if partner is not None and partnership is not None:
            self.open_form(share_form(self.session, partner, partnership))

    def record_received(self) -> None:
        """Open the form for an asset that the partner shares with us."""
        partner, partnership = self.record(), self.partnership()
        if partner is not None and partnership is not None:
            self.open_form(share_form(self.session, partner, partnership, is_incoming=True))

    def add_shop_partner(self) -> None:
        """Open the form that records a shop on which the partner is authorised."""
        if (partner := self.record()) is not None:
            self.open_form(shop_partner_form(self.session, partner=partner.id))

    def make_template(self) -> None:
        """Open the form for a template that has what is shared with the partner now."""
        if (partnership := self.partnership()) is not None:
            made = templates.from_shares(self.session.live, partnership)
            self.open_form(template_form(self.session, made))

    def print_record(self) -> None:
        """Ask the window to prepare the access record."""
        key = self.partners.key()
        if key is not None:
            self.paper_asked.emit(PaperRequest("partner", key))

    def end_partnership(self) -> None:
        """Open the form that ends the partnership."""
        partner, partnership = self.record(), self.partnership()
        if partner is None or partnership is None:
            return
        self.open_form(end_form(self.session, partner, partnership))

    def _state(self, partnership: Partnership) -> PartnershipState:
        return state_on(partnership, self.session.on)

    def _share_tab(self) -> QWidget:
        tab = QWidget()
        column = QVBoxLayout(tab)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.share_list, 1)
        self._summary = text_label("", muted=True)
        column.addWidget(Foot(self._summary, self.share_deeds))
        return tab

    @override
    def show_tabs(self, record: Partner) -> list[tuple[str, int]]:
        self._show_facts(record)
        self._show_shares(record)
        found = Wanted(self.session.on, where={"partner": record.id}, descending=True)
        self._papers.show_rows(self.session.shown.rows(AccessRecordRow, found))
        self.ways.show_subject(record.id)
        return self._touching(record)

    def _touching(self, partner: Partner) -> list[tuple[str, int]]:
        """Return the records whose history is that of the partner too."""
        periods = partnerships.partnerships_with(self.session.shown, partner.id)
        everything = Wanted(self.session.on, where={"partner": partner.id}, descending=True)
        shared = self.session.shown.rows(ShareRow, everything).keys(0, SHARES_IN_HISTORY)
        return [
            *(("partnership", int(period.id)) for period in periods),
            *(("share", key) for key in shared),
            *self.ways.records(),
        ]

    def _show_way(self, way: AccessRoute | None) -> None:
        if way is not None and way.person is not None:
            self.go.emit("people", way.person)
        elif way is not None and way.asset is not None:
            self.go.emit("assets", way.asset)

    def _show_facts(self, partner: Partner) -> None:
        self._facts.show_facts(partner_facts(self.session, partner, self.partnership()))

    def _show_shares(self, partner: Partner) -> None:
        where: dict[str, object] = {"partner": partner.id}
        on = self.session.on
        self.share_list.where = where
        self.share_list.begin_with(self._first_of_shares())
        self.share_list.refresh(keep=False)

        def count(**more: object) -> int:
            asked = Wanted(on, where={**where, **more})
            return self.session.shown.rows(ShareRow, asked).count()

        given, received = count(is_open=1, is_incoming=0), count(is_open=1, is_incoming=1)
        planned = count(state=GrantState.PLANNED.value)
        over = count() - given - received - planned
        parts = [ntr("{n} active share", "{n} active shares", given)] if count() else []
        if received:
            parts.append(ntr("{n} shared with us", "{n} shared with us", received))
        if planned:
            parts.append(ntr("{n} planned", "{n} planned", planned))
        if over:
            parts.append(ntr("{n} ended", "{n} ended", over))
        self._summary.setText(" · ".join(parts))
        self._offer()

    def _first_of_shares(self) -> list[Action]:
        """Return what the first share with the partner begins with."""
        if not self.session.can_act:
            return []
        partnership = self.partnership()
        if partnership is None or self._state(partnership) in OVER:
            return [(tr("Add partnership…"), self.record_partnership)]
        return [(tr("Share asset…"), self.share_asset)]

    def _offer(self) -> None:
        keys = self.shares.selected_keys()
        open_form = partial(self.open_form, beside=self.shares)
        deeds = chosen_deeds(self.session, "share", keys, open_form)
        show_row(self.share_deeds, deeds, selected_words(len(keys)))
