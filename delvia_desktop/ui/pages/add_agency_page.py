"""Add an agency: four steps from owning the assets to the agency's confirmation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.domain.assets import Asset, OwnerKind
from delvia_desktop.domain.errors import DelviaError, Invalid
from delvia_desktop.domain.grant_steps import StepDraft
from delvia_desktop.domain.partners import Partner, PartnerDraft
from delvia_desktop.domain.partnerships import Partnership, PartnershipDraft
from delvia_desktop.domain.shares import Share
from delvia_desktop.domain.vocabulary import asset_type
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services import business_centers, onboarding, shares
from delvia_desktop.ui.forms.asset_form import asset_form
from delvia_desktop.ui.forms.business_center_form import business_center_form
from delvia_desktop.ui.forms.form import day_field, draft
from delvia_desktop.ui.pages.agency_assets import AgencyAssets
from delvia_desktop.ui.pages.place import Deed, Place
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.enter import submits
from delvia_desktop.ui.widgets.fields import ChoiceField, Field, IdField, LineField, Option
from delvia_desktop.ui.widgets.form_panel import FormPanel
from delvia_desktop.ui.widgets.labels import button, chip, set_tone, text_label

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
        self.step = OWN
        self._chips = [
            chip(text, "neutral")
            for text in (
                tr("1 We own the assets"),
                tr("2 Partner by its ID"),
                tr("3 Choose assets and levels"),
                tr("4 Partner confirms"),
            )
        ]
        chips = QHBoxLayout()
        for each in self._chips:
            chips.addWidget(each)
        chips.addStretch(1)
        self._problem = text_label("")
        self._problem.setProperty("role", "problem")
        self._body = QStackedWidget()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(chips)
        column.addWidget(self._problem)
        column.addWidget(self._body, 1)
        self.lay_out([(whole, 1)])

    @staticmethod
    @override
    def title() -> str:
        return tr("Add an agency")

    @override
    def headline(self) -> tuple[str, str]:
        name = self._partner.name if self._partner else tr("Give access without giving a login")
        return self.title(), name

    @override
    def deeds(self) -> list[Deed]:
        start = Deed(tr("Start over"), self._ask_to_start_over)
        text = tr("Finish") if self.step == CONFIRM else tr("Continue")
        return [start, Deed(text, self.proceed, is_primary=True, is_enabled=self.session.can_act)]

    @override
    def refresh(self) -> None:
        if self.step == OWN:
            self._show_step(OWN)

    def start_over(self) -> None:
        """Begin again; what was recorded stays until it is undone."""
        self._partner = self._partnership = None
        self._shares = ()
        self._show_step(OWN)

    def _ask_to_start_over(self) -> None:
        if self.step == PARTNER:
            self._form.leave(self.start_over)
        else:
            self.start_over()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.session.can_act and submits(event, self):
            self.proceed()
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

    def _show_step(self, step: int) -> None:
        self.step = step
        while self._body.count():
            old = self._body.currentWidget()
            if old is not None:
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

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    # Step 1

    def _own_step(self) -> QWidget:
        ours = business_centers.own_business_centers(self.session.live)
        owned = self._own_assets()
        text = tr(
            "Partner sharing works from your own Business Center outward. Record it and the "
            "assets that it owns first. If an agency owns an asset, claim it back before you "
            "share it."
        )
        lines = [tr("Our Business Centers: {names}", names=", ".join(c.name for c in ours) or "—")]
        lines.append(ntr("{n} asset is owned by us.", "{n} assets are owned by us.", len(owned)))
        unconfirmed = sum(asset.ownership_confirmed_on is None for asset in owned)
        if unconfirmed:
            lines.append(
                ntr(
                    "Of these, the ownership of {n} was never confirmed.",
                    "Of these, the ownership of {n} was never confirmed.",
                    unconfirmed,
                )
            )
        page, column = _page(tr("Own the assets first"), text)
        for line in lines:
            column.addWidget(text_label(line))
        row = QHBoxLayout()
        center = button(tr("Record our Business Center…"))
        center.clicked.connect(lambda: self.open_form(business_center_form(self.session)))
        asset = button(tr("Record asset…"))
        asset.clicked.connect(lambda: self.open_form(asset_form(self.session)))
        row.addWidget(center)
        row.addWidget(asset)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return page

    def _check_own(self) -> None:
        if not business_centers.own_business_centers(self.session.live):
            self._say(tr("Record your own Business Center first."))
        elif not self._own_assets():
            self._say(tr("Record at least one asset that your Business Center owns."))
        else:
            self._show_step(PARTNER)

    # Step 2

    def _partner_step(self) -> QWidget:
        ours = business_centers.own_business_centers(self.session.live)
        day = self.session.understood
        fields: dict[str, Field] = {
            "name": LineField(tr("Name of the agency")),
            "bc_id": IdField(
                tr("Business Center ID of the agency"), tr("The agency tells it, in writing")
            ),
            "legal_name": LineField(tr("Legal name")),
            "contact_name": LineField(tr("Contact")),
            "business_center": ChoiceField(
                tr("Our Business Center"), [Option(center.id, center.name) for center in ours]
            ),
            "requested_on": day_field(tr("Added in TikTok under Partners on"), day),
            "engagement_start": day_field(tr("Engagement starts"), day),
            "engagement_end": day_field(tr("Engagement ends"), day, tr("The last day that counts")),
            "contract_ref": LineField(tr("Contract")),
            "internal_owner": LineField(tr("Accountable on our side")),
        }
        self._form = FormPanel(
            tr("Add the agency by its Business Center ID"),
            tr("Continue"),
            fields,
            rows=(("engagement_start", "engagement_end"), ("contract_ref", "internal_owner")),
        )
        today = self.session.live.today.isoformat()
        self._form.set_values({"requested_on": today, "engagement_start": today})
        self._form.submitted.connect(self.proceed)
        self._form.vouched.connect(self.session.live.vouch)
        self._form.cancelled.connect(self.start_over)
        return self._form

    def _record_partner(self) -> None:
        values: Mapping[str, Any] = self._form.values()
        partner_fields = ("name", "bc_id", "legal_name", "contact_name")
        about = {name: values[name] for name in partner_fields}
        rest = {name: value for name, value in values.items() if name not in partner_fields}
        try:
            self._partner, self._partnership = self.session.perform(
                onboarding.add_agency, draft(PartnerDraft, about), draft(PartnershipDraft, rest)
            )
        except Invalid as error:
            self._form.show_problems(error)
            return
        self._show_step(ASSETS)

    # Step 3

    def _assets_step(self) -> QWidget:
        text = tr(
            "Tick only what the agency needs. If it is ever compromised, the harm stops at what "
            "you shared. The narrowest level is chosen first; you can add more later in one step."
        )
        page, column = _page(tr("Choose only the assets needed"), text)
        self.assets = AgencyAssets(self.session, self._own_assets(), self._partnership)
        column.addWidget(self.assets, 1)
        return page

    def _record_shares(self) -> None:
        drafts = self.assets.drafts()
        if not drafts:
            self._say(tr("Tick at least one asset."))
            return
        try:
            self._shares = self.session.perform(shares.record_shares, drafts)
        except Invalid as error:
            self.assets.show_problems(error)
            raise
        self._show_step(CONFIRM)

    # Step 4

    def _confirm_step(self) -> QWidget:
        text = tr(
            "Ask the agency to accept the request and to look from its side. Tick what it sees. "
            "What it does not see yet can be confirmed later."
        )
        page, column = _page(tr("The agency confirms what it sees"), text)
        self.seen: list[tuple[Share, QCheckBox]] = []
        for share in self._shares:
            asset = self.session.live.records.get(Asset, share.asset)
            tick = QCheckBox(tr("The agency sees {asset}", asset=asset.name))
            tick.setAccessibleName(tick.text())
            tick.setEnabled(share.granted_on is not None)
            column.addWidget(tick)
            self.seen.append((share, tick))
        self._confirmation: dict[str, Field] = {
            "on": day_field(tr("Confirmed on"), self.session.understood),
            "by": LineField(tr("Who confirmed it on the agency's side")),
        }
        self._confirmation["on"].set_value(self.session.live.today.isoformat())
        row = QHBoxLayout()
        for field in self._confirmation.values():
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addStretch(1)
        return page

    def _confirm(self) -> None:
        seen = [share for share, tick in self.seen if tick.isChecked()]
        if seen and self._partnership is not None:
            typed = draft(
                StepDraft, {name: field.value() for name, field in self._confirmation.items()}
            )
            try:
                self.session.perform(onboarding.confirm_agency, self._partnership, seen, typed)
            except Invalid as error:
                for problem in error.problems:
                    if problem.field in self._confirmation:
                        self._confirmation[problem.field].set_problem(problem.text)
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


def _page(title: str, text: str) -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(text_label(title, size=1.3, bold=True))
    column.addWidget(text_label(text, muted=True))
    return page, column
