"""Assets: what there is, who owns it, and with whom it is shared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import cast

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.access.logins import Login, credentialed
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.lists.rows import ShareRow, Wanted
from delvia_desktop.domain.records.access_routes import AccessRoute
from delvia_desktop.domain.words.vocabulary import asset_type, term, type_label
from delvia_desktop.i18n import ntr, show_day, tr
from delvia_desktop.services.access import assets, duties
from delvia_desktop.services.access import claims as claims_service
from delvia_desktop.ui.access import record_columns
from delvia_desktop.ui.access.claim_tab import ClaimTab
from delvia_desktop.ui.access.ending_acts import claim_step_deeds, likeliest_last
from delvia_desktop.ui.access.forms.asset_form import (
    asset_form,
    confirmation_form,
    ownership_form,
)
from delvia_desktop.ui.access.forms.assignment_form import assignment_form, login_form
from delvia_desktop.ui.access.forms.claim_form import claim_form
from delvia_desktop.ui.access.forms.duties_form import hand_over_form
from delvia_desktop.ui.access.forms.merge_form import merge_deed
from delvia_desktop.ui.access.forms.share_form import (
    partner_choice_form,
    partnerships_for,
    share_form,
)
from delvia_desktop.ui.access.forms.status_form import asset_status_form
from delvia_desktop.ui.access.grant_acts import chosen_deeds
from delvia_desktop.ui.access.ways_tab import WaysTab
from delvia_desktop.ui.forms.record_form import begin_with
from delvia_desktop.ui.lists import columns
from delvia_desktop.ui.lists.deed_row import DeedRow, selected_words
from delvia_desktop.ui.lists.list_look import remember_look
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.place.place import Deed, show_row
from delvia_desktop.ui.records.record_facts import excerpt, status_chip
from delvia_desktop.ui.records.record_place import SHARES_IN_HISTORY, RecordPlace
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.labels import IdLabel, chip

_SEVERAL = 2
"""Assets from which an act is one on several."""


class AssetsPage(RecordPlace[Asset]):
    """The assets beside the one that is chosen."""

    name = "assets"

    def __init__(self, session: Session) -> None:
        """Lay the place out."""
        super().__init__(session, Asset, "assets", record_columns.asset_columns())
        self.assets = self.list.table
        self.assets.select_many()
        self.assets.selected.connect(self.headline_changed)
        self.shares = ListTable(
            tr("Shares of the asset"),
            record_columns.shares_of_asset_columns(),
        )
        remember_look(self.shares, "shares of asset")
        self.shares.kind = "share"
        self.shares.chosen.connect(lambda _: self._offer())
        self.shares.select_many()
        self.shares.selected.connect(self._offer)
        self.shares.activated_row.connect(lambda _: self._show_partner())
        self.share_deeds = DeedRow()
        self.ways = WaysTab(session, "asset", tr("Other access to the asset"), self.open_form)
        self.ways.opened.connect(self._show_holder)
        self.claims = ClaimTab(session, self.open_form)
        shared = QWidget()
        column = QVBoxLayout(shared)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.shares, 1)
        column.addWidget(self.share_deeds)
        tabs = [
            (tr("Shared with"), shared),
            (tr("Other access"), self.ways),
            (tr("Claims"), self.claims),
        ]
        self.panes.empty.say(
            tr("No assets yet"),
            tr("Assets are ad accounts, TikTok accounts, pixels and so on."),
            [(tr("Add asset…"), self.record_asset), self.import_act()],
        )
        self.lay_out_tabs(tabs, (5, 6))

    @override
    def headline(self) -> tuple[str, str]:
        asset = self.record()
        return (asset.name, type_label(asset.asset_type)) if asset else (self.title(), "")

    @override
    def new_deed(self) -> Deed:
        can = self.session.can_act
        return Deed(tr("Add asset…"), self.record_asset, is_enabled=can, act="record-asset")

    @override
    def deeds(self) -> list[Deed]:
        can = self.session.can_act
        asset = self.record()
        if asset is None:
            return []
        return [
            merge_deed(self.session, asset, self.open_form, self.choose_made),
            Deed(tr("Delete asset"), self.delete_asset, is_enabled=can, is_folded=True),
            Deed(tr("Edit asset…"), self.change_asset, is_enabled=can, act="change"),
            *self._sharing(asset),
            self._print(tr("Print sheet…"), "asset"),
            self._led(tr("Start procedure…"), "procedure"),
            Deed(
                tr("Add login…"),
                self.record_login,
                is_enabled=can and self._has_login(),
                act="record-login",
            ),
            *self._status_deeds(asset),
            *likeliest_last(
                [
                    *self._claims(asset),
                    *claim_step_deeds(self.session, asset, self.open_form),
                    *self._own_and_give(asset),
                ]
            ),
            *self._several_deeds(),
        ]

    def _several_deeds(self) -> list[Deed]:
        """Return what can be done with the assets that are selected together."""
        keys = self.assets.selected_keys()
        if len(keys) < _SEVERAL:
            return []
        text = ntr("Hand over duties ({n} asset)…", "Hand over duties ({n} assets)…", len(keys))
        run = partial(self._hand_over, keys)
        return [Deed(text, run, is_primary=True, is_enabled=self.session.can_act)]

    def _hand_over(self, keys: Sequence[int]) -> None:
        held = [duties.duty_of_asset(key) for key in keys]
        self.open_form(hand_over_form(self.session, held))

    def _sharing(self, asset: Asset) -> list[Deed]:
        """Return what shares the asset, where there is somebody to share it with."""
        if not partnerships_for(self.session, asset):
            return []
        return [Deed(tr("Share asset…"), self.share, is_enabled=self.session.can_act)]

    def _claims(self, asset: Asset) -> list[Deed]:
        """Return what claims the asset, if it is not ours and not claimed yet."""
        is_ours = asset.owner_kind == OwnerKind.OURS
        if is_ours or claims_service.open_claim(self.session.live, asset) is not None:
            return []
        return [Deed(tr("Claim…"), self.claim_asset, is_enabled=self.session.can_act, act="claim")]

    def _own_and_give(self, asset: Asset) -> list[Deed]:
        """Return who is to own the asset and who is to have it, the likelier first."""
        can = self.session.can_act
        give = Deed(tr("Assign to person…"), self.give_to_person, is_enabled=can, act="give")
        own = Deed(tr("Record ownership…"), self.record_ownership, is_enabled=can, act="ownership")
        is_open = asset.ownership_confirmed_on is None
        if asset.owner_kind != OwnerKind.OURS:
            return [own, give] if is_open and asset.owner_kind == OwnerKind.UNKNOWN else [give, own]
        text, act = tr("Confirm ownership…"), "confirm-ownership"
        confirm = Deed(text, self.confirm_ownership, is_enabled=can, act=act)
        if is_open:
            return [confirm, give, own]
        was_today = asset.ownership_confirmed_on == self.session.live.today
        return [give, own] if was_today else [give, confirm, own]

    @override
    def forms(self) -> Mapping[str, Callable[[], object]]:
        asset = self.shown_record()
        return {
            f"asset/{asset}": self.change_asset,
            "asset/0": self.record_asset,
            f"ownership/{asset}": self.record_ownership,
            f"ownership-confirmed/{asset}": self.confirm_ownership,
            f"status/asset/{asset}": self.record_status,
            "claim/0": self.claim_asset,
            "login/0": self.record_login,
            "assignment/0": self.give_to_person,
            **self._share_forms(),
            **self.evidence.forms(),
        }

    def record_asset(self) -> None:
        """Open the form for a new asset; it is chosen once recorded."""
        self.add_by(asset_form(self.session), self.choose_made)

    def change_asset(self) -> None:
        """Open the form that changes the asset."""
        if (asset := self.record()) is not None:
            self.open_form(asset_form(self.session, asset))

    def record_ownership(self) -> None:
        """Open the form that records who owns the asset now."""
        if (asset := self.record()) is not None:
            self.open_form(ownership_form(self.session, asset))

    def confirm_ownership(self) -> None:
        """Open the form that records how our ownership was confirmed."""
        if (asset := self.record()) is not None:
            self.open_form(confirmation_form(self.session, asset))

    def record_status(self) -> None:
        """Open the form for the status that TikTok shows of the ad account."""
        if (asset := self.record()) is not None:
            self.open_form(asset_status_form(self.session, asset))

    def claim_asset(self) -> None:
        """Open the form that claims the asset for us."""
        if (asset := self.record()) is not None:
            self.open_form(claim_form(self.session, asset=asset.id))

    def record_login(self) -> None:
        """Open the form for how the account is signed in to."""
        if (asset := self.record()) is not None:
            self.open_form(login_form(self.session, asset=asset.id))

    def give_to_person(self) -> None:
        """Open the form that gives the asset to a person."""
        if (asset := self.record()) is not None:
            self.open_form(assignment_form(self.session, asset=asset.id))

    def share(self) -> None:
        """Open the form that shares the asset, after the question with whom if that is open."""
        if (asset := self.record()) is None:
            return
        found = partnerships_for(self.session, asset)
        if len(found) == 1:
            self._share_in(found[0])
        elif found:
            form = partner_choice_form(self.session, asset)
            self.open_form(form, lambda made: self._share_in(cast("Partnership", made)))

    def _share_in(self, period: Partnership) -> None:
        if (asset := self.record()) is not None:
            partner = self.session.live.records.get(Partner, period.partner)
            form = share_form(self.session, partner, period)
            begin_with(form.panel, {"asset": asset.id})
            self.open_form(form)

    def _share_forms(self) -> Mapping[str, Callable[[], object]]:
        asset = self.record()
        found = partnerships_for(self.session, asset) if asset is not None else []
        return {f"share/{period.id}/0": partial(self._share_in, period) for period in found}

    def delete_asset(self) -> None:
        """Delete an asset that nothing refers to."""
        if (asset := self.record()) is not None:
            self.session.attempt(assets.delete_asset, asset)

    @override
    def show_tabs(self, record: Asset) -> list[tuple[str, int]]:
        self._show_facts(record)
        wanted = Wanted(self.session.on, where={"asset": record.id}, order="partner_name")
        found = self.session.shown.rows(ShareRow, wanted)
        share = [deed.action for deed in self._sharing(record) if deed.is_enabled]
        self.shares.say_empty(tr("This asset is not shared with anyone."), share)
        self.shares.show_rows(found, self.shares.key())
        can = self.session.can_act
        begins = [(tr("Assign to person…"), self.give_to_person)] if can else []
        self.ways.show_subject(record.id, begins)
        claims = [deed.action for deed in self._claims(record) if deed.is_enabled]
        self.claims.show_asset(record.id, claims)
        self._offer()
        touching = [("share", key) for key in found.keys(0, SHARES_IN_HISTORY)]
        return [*touching, *self.ways.records(), *self.claims.records()]

    def _show_facts(self, asset: Asset) -> None:
        facts: list[tuple[str, str | QWidget]] = []
        if asset.asset_id or not asset.pixel_code:
            known = IdLabel(tr("Asset ID"), asset.asset_id) if asset.asset_id else ""
            facts.append((tr("Asset ID"), known))
        if asset.pixel_code:
            facts.append((tr("Pixel code"), IdLabel(tr("Pixel code"), asset.pixel_code)))
        if asset.shop_code:
            facts.append((tr("Shop code"), IdLabel(tr("Shop code"), asset.shop_code)))
        if shown := status_chip(asset, "account_status", self.session.on):
            facts.append((tr("Status in TikTok"), shown))
        owner = assets.owner_name(self.session.shown.records, asset)
        ours = asset.owner_kind == OwnerKind.OURS
        facts.append((tr("Owner"), chip(owner, "neutral" if ours else "critical")))
        facts.append((tr("Ownership confirmed"), _confirmation(asset)))
        facts += [
            (tr("Accountable"), asset.internal_owner),
            (tr("Last verified"), columns.day(asset.last_verified_on)),
            (tr("Evidence"), asset.evidence_ref),
            (tr("Note"), excerpt(asset.note)),
        ]
        self._facts.show_facts(facts)

    def _offer(self) -> None:
        keys = self.shares.selected_keys()
        open_form = partial(self.open_form, beside=self.shares)
        deeds = chosen_deeds(self.session, "share", keys, open_form)
        show_row(self.share_deeds, deeds, selected_words(len(keys)))

    def _show_partner(self) -> None:
        row = self.shares.current_row()
        if row is not None:
            self.go.emit("partners", row.partner)

    def _show_holder(self, way: AccessRoute | None) -> None:
        if way is not None and way.person is not None:
            self.go.emit("people", way.person)
        elif way is not None and way.partner is not None:
            self.go.emit("partners", way.partner)

    def _status_deeds(self, asset: Asset) -> list[Deed]:
        if "status" not in asset_type(asset.asset_type).has:
            return []
        can = self.session.can_act
        return [Deed(tr("Record status…"), self.record_status, is_enabled=can, act="status")]

    def _has_login(self) -> bool:
        asset = self.record()
        if asset is None or asset.asset_type not in credentialed():
            return False
        return self.session.shown.records.find(Login, asset=asset.id) is None


def _confirmation(asset: Asset) -> str:
    if asset.ownership_confirmed_on is None:
        return tr("Not yet")
    parts = (
        show_day(asset.ownership_confirmed_on),
        asset.ownership_confirmed_by,
        term("ownership_proof", asset.ownership_proof).label,
    )
    return " · ".join(filter(None, parts))
