"""Add an agency: four steps from owning the assets to the agency's confirmation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.domain.assets import Asset, OwnerKind
from delvia_desktop.domain.errors import DelviaError, Invalid, Notice
from delvia_desktop.domain.partners import Partner
from delvia_desktop.domain.partnerships import Partnership
from delvia_desktop.domain.shares import Share
from delvia_desktop.domain.vocabulary import asset_type
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services import business_centers, onboarding, shares
from delvia_desktop.ui.forms.agency_form import USUAL, agency_fields, typed_agency
from delvia_desktop.ui.forms.asset_form import asset_form
from delvia_desktop.ui.forms.business_center_form import business_center_form
from delvia_desktop.ui.pages.agency_assets import AgencyAssets
from delvia_desktop.ui.pages.agency_confirmation import AgencyConfirmation
from delvia_desktop.ui.pages.agency_steps import step_page, step_titles
from delvia_desktop.ui.pages.place import Deed, Place
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.enter import submits
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.form_panel import FormPanel
from delvia_desktop.ui.widgets.labels import button, chip, set_tone, status_label, text_label
from delvia_desktop.ui.widgets.reading_order import stops

OWN, PARTNER, ASSETS, CONFIRM = range(4)


class AddAgencyPage(Place):
    """The guided path; what each step records can be undone as one act."""

    name = "add-agency"

    def __init__(self, session: Session) -> None:
        """Begin with the first step."""
        super().__init__(session)
        self._partner: Partner | None = None
        self._partnership: Partnership | None = None
        self._shares: tuple[Share, ...] = ()
        self._kept: dict[int, Mapping[str, Any]] = {}
        self._recorded: Mapping[str, Any] = {}
        self._first: QWidget | None = None
        self._stood = (0, 0)
        self.step = OWN
        self._chips = [chip(text, "neutral") for text in step_titles()]
        steps = QWidget()
        chips = Flow(steps)
        for each in self._chips:
            chips.addWidget(each)
        self._problem = status_label(role="problem")
        self._body = QStackedWidget()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(steps)
        column.addWidget(self._problem)
        column.addWidget(self._body, 1)
        self.panes.lay_out([(whole, 1)])

    @staticmethod
    @override
    def title() -> str:
        return tr("Add an agency")

    @override
    def headline(self) -> tuple[str, str]:
        name = self._partner.name if self._partner else tr("Give access without sharing a login")
        return self.title(), name

    @override
    def deeds(self) -> list[Deed]:
        deeds = [Deed(tr("Start over"), self._ask_to_start_over)]
        if self.step > OWN:
            deeds.append(Deed(tr("Back"), self.go_back))
        text = tr("Finish") if self.step == CONFIRM else tr("Continue")
        go_on = Deed(text, self.go_on, is_primary=True, is_enabled=self.session.can_act)
        return [*deeds, go_on]

    @override
    def refresh(self) -> None:
        """Follow what the register says now: what was undone is asked for again, as typed."""
        (agency, shared), (was_agency, was_shared) = self._standing(), self._stood
        step = self.step
        if agency < was_agency:
            step = min(step, PARTNER)
        elif shared < was_shared:
            step = min(step, ASSETS)
        elif (agency > was_agency and step == PARTNER) or (shared > was_shared and step == ASSETS):
            step += 1
        if step != PARTNER or self.step != PARTNER:
            self._show_step(step)
        self._stood = (agency, shared)

    def _standing(self) -> tuple[int, int]:
        """Return how many partnerships and shares of those recorded here the register has now."""
        records = self.session.live.records
        engagement = self._partnership
        found = engagement and records.find(Partnership, id=engagement.id)
        return int(found is not None), len(self._shares_now())

    def _shares_now(self) -> tuple[Share, ...]:
        """Return the shares recorded here as they are now; those that were undone are not there."""
        records = self.session.live.records
        found = (records.find(Share, id=share.id) for share in self._shares)
        return tuple(share for share in found if share is not None)

    @override
    def take_focus(self) -> None:
        if self.form is not None:
            super().take_focus()
            return
        shown = self._body.currentWidget()
        first = self._first or (next(stops(shown), None) if shown else None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def show_touched(self) -> None:
        """Keep the keys where they are typed; a step that came anew took them already."""
        focused = self.window().focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self.take_focus()

    def start_over(self) -> None:
        """Begin again; what was recorded stays until it is undone."""
        self._partner = self._partnership = None
        self._shares = ()
        self._show_step(OWN)
        self._kept.clear()
        self.take_focus()

    def go_back(self) -> None:
        """Show the step before; what was typed and recorded stays."""
        self._enter(self.step - 1)

    def go_on(self) -> None:
        """Go on as Enter does: in a form, once its notices were seen."""
        if self.step == PARTNER:
            self._form.submit()
        else:
            self.proceed()

    def _enter(self, step: int) -> None:
        self._show_step(step)
        self.take_focus()

    def _ask_to_start_over(self) -> None:
        if self.step == PARTNER:
            self._form.leave(self.start_over)
        else:
            self.start_over()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.session.can_act and submits(event, self):
            self.go_on()
        else:
            super().keyPressEvent(event)

    def proceed(self) -> None:
        """Record what the step asks for and go on; a problem keeps the step."""
        self._say("")
        try:
            {
                OWN: self._check_own,
                PARTNER: self._record_partner,
                ASSETS: self._record_shares,
                CONFIRM: self._confirm,
            }[self.step]()
        except DelviaError as error:
            self._say(str(error))

    def _keep(self) -> None:
        """Remember what is typed in the step that is shown."""
        if self.step == PARTNER:
            self._kept[PARTNER] = self._form.values()
        elif self.step == ASSETS:
            self._kept[ASSETS] = self.assets.values()
        elif self.step == CONFIRM:
            self._kept[CONFIRM] = self.confirmation.values()

    def _show_step(self, step: int) -> None:
        if self._body.count():
            self._keep()
            self._rest_form()
        focused = self.window().focusWidget()
        had_keys = focused is not None and self._body.isAncestorOf(focused)
        self.step = step
        self._first = None
        self._stood = self._standing()
        while self._body.count():
            old = self._body.currentWidget()
            if old is not None:
                old.hide()
                self._body.removeWidget(old)
                old.deleteLater()
        self._body.addWidget(
            (self._own_step, self._partner_step, self._assets_step, self._confirm_step)[step]()
        )
        for number, each in enumerate(self._chips):
            words = each.text().removeprefix("✓ ")
            each.setText(f"✓ {words}" if number < step else words)
            set_tone(each, "good" if number < step else "info" if number == step else "neutral")
        self._say("")
        self.headline_changed.emit()
        if had_keys and self.form is None:
            self.take_focus()

    def _rest_form(self) -> None:
        if self.step == PARTNER:
            self._form.rest()

    @override
    def rest(self) -> None:
        self._rest_form()
        super().rest()

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    # Step 1

    def _own_step(self) -> QWidget:
        ours = business_centers.own_business_centers(self.session.live)
        owned = self._own_assets()
        text = tr(
            "You can share only from your own Business Center. Add it and the assets it owns "
            "first. If an agency owns an asset, claim it before you share it."
        )
        lines = [tr("Our Business Centers: {names}", names=", ".join(c.name for c in ours) or "—")]
        lines.append(ntr("We own {n} asset.", "We own {n} assets.", len(owned)))
        unconfirmed = sum(asset.ownership_confirmed_on is None for asset in owned)
        if unconfirmed:
            lines.append(
                ntr(
                    "The ownership of {n} has never been confirmed.",
                    "The ownership of {n} has never been confirmed.",
                    unconfirmed,
                )
            )
        page, column = step_page(tr("Own the assets first"), text)
        for line in lines:
            column.addWidget(text_label(line))
        row = QHBoxLayout()
        center = button(tr("Add our Business Center…"))
        center.clicked.connect(lambda: self.open_form(business_center_form(self.session)))
        asset = button(tr("Add asset…"))
        asset.clicked.connect(lambda: self.open_form(asset_form(self.session)))
        row.addWidget(center)
        row.addWidget(asset)
        go_on = button(tr("Continue"))
        go_on.clicked.connect(self.go_on)
        if not (ours and owned and self.session.can_act):
            go_on.hide()
        row.addWidget(go_on)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self._first = center if not ours else go_on if owned else asset
        return page

    def _check_own(self) -> None:
        if not business_centers.own_business_centers(self.session.live):
            self._say(tr("Add your own Business Center first."))
        elif not self._own_assets():
            self._say(tr("Add at least one asset that your Business Center owns."))
        else:
            self._enter(PARTNER)

    # Step 2

    def _partner_step(self) -> QWidget:
        fields = agency_fields(self.session)
        self._form = FormPanel(
            tr("Add the agency by its Business Center ID"),
            tr("Continue"),
            fields,
            look=self._odd,
            rows=(("engagement_start", "engagement_end"), ("contract_ref", "internal_owner")),
            usual=USUAL,
        )
        today = self.session.live.today.isoformat()
        self._form.set_values({"requested_on": today, "engagement_start": today})
        self._form.mark_start()
        self._form.set_values(self._kept.get(PARTNER, {}))
        self._first = next(iter(fields.values()))
        self._form.submitted.connect(self.proceed)
        self._form.vouched.connect(self.session.live.vouch)
        self._form.cancelled.connect(self.start_over)
        return self._form

    def _odd(self, values: Mapping[str, Any]) -> Sequence[Notice]:
        before = self._partner if self._standing()[0] else None
        return onboarding.notices(self.session.live, *typed_agency(values), before)

    def _record_partner(self) -> None:
        values = self._form.values()
        typed = typed_agency(values)
        try:
            if not self._standing()[0]:
                made = self.session.perform(onboarding.add_agency, *typed)
                self._partner, self._partnership = made
            elif values != self._recorded and self._partnership is not None:
                self._partner, self._partnership = self.session.perform(
                    onboarding.change_agency, self._partnership.id, *typed
                )
        except Invalid as error:
            self._form.show_problems(error)
            return
        self._recorded = values
        self._enter(ASSETS)

    # Step 3

    def _assets_step(self) -> QWidget:
        text = tr(
            "Select only what the agency needs. If it is ever compromised, the damage is "
            "limited to what you shared. The lowest level is preselected; you can raise it "
            "later in one step."
        )
        page, column = step_page(tr("Choose only the assets needed"), text)
        shared = {share.asset: share.level for share in self._shares_now()}
        self.assets = AgencyAssets(self.session, self._own_assets(), self._partnership, shared)
        self.assets.set_values(self._kept.get(ASSETS, {}))
        self.assets.edited.connect(lambda: self._say(""))
        column.addWidget(self.assets, 1)
        return page

    def _record_shares(self) -> None:
        drafts = self.assets.drafts()
        before = self._shares_now()
        if not drafts and not before:
            self._say(tr("Select at least one asset."))
            return
        if drafts:
            try:
                made = self.session.perform(shares.record_shares, drafts)
            except Invalid as error:
                self.assets.show_problems(error)
                raise
            self._shares = (*before, *made)
        self._enter(CONFIRM)

    # Step 4

    def _confirm_step(self) -> QWidget:
        text = tr(
            "Ask the agency to accept the request and check from its side. Select what it can "
            "see; anything else can be confirmed later."
        )
        page, column = step_page(tr("The agency confirms what it can see"), text)
        self.confirmation = AgencyConfirmation(self.session, self._shares_now())
        self.confirmation.set_values(self._kept.get(CONFIRM, {}))
        self.confirmation.edited.connect(lambda: self._say(""))
        column.addWidget(self.confirmation, 1)
        return page

    def _confirm(self) -> None:
        seen = self.confirmation.shares()
        if seen and self._partnership is not None:
            partnership = self.session.live.records.get(Partnership, self._partnership.id)
            try:
                typed = self.confirmation.draft()
                self.session.perform(onboarding.confirm_agency, partnership, seen, typed)
            except Invalid as error:
                self.confirmation.show_problems(error)
                raise
        partner = self._partner
        self.start_over()
        if partner is not None:
            self.go.emit("partners", partner.id)

    def _own_assets(self) -> list[Asset]:
        return sorted(
            (
                asset
                for asset in self.session.live.records.select(
                    Asset, owner_kind=OwnerKind.OURS.value
                )
                if asset_type(asset.asset_type).shareable
            ),
            key=lambda asset: asset.name.casefold(),
        )
