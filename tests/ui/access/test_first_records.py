"""A form that needs a record while there is none: it says so and offers to add the first."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.business_centers import BusinessCenterDraft
from delvia_desktop.domain.access.partners import PartnerDraft
from delvia_desktop.domain.access.partnerships import PartnershipDraft
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.services.access import business_centers, partners, partnerships
from delvia_desktop.services.register.register import new_register
from tests.ui.story import Person


@pytest.fixture
def fresh(qtbot, program, tmp_path):
    """A register with an agency and our Business Center, and nothing to share."""
    file = tmp_path / "first.delvia"
    live = new_register(file, BrandDraft("Nova"), "Mara")
    ours = live.perform(
        business_centers.record_business_center,
        BusinessCenterDraft("Nova Cosmetics", "7199964634222448643", is_own=True),
    )
    agency = live.perform(partners.record_partner, PartnerDraft("Kobo"))
    live.perform(partnerships.record_partnership, agency, PartnershipDraft(ours.id))
    live.close()
    program.open(str(file))
    made = Person(qtbot, program)
    qtbot.waitExposed(made.window)
    made.window.resize(1280, 800)
    yield made
    made.window.close()


def test_sharing_without_assets_leads_over_the_first_asset_and_back(fresh):
    """Found by a newcomer: the list of assets was empty, and no word said why."""
    fresh.go("partners")
    fresh.do("Share asset…")
    asset = fresh.fields["asset"]
    QApplication.processEvents()
    assert asset.is_required
    assert not asset.editor.isVisible()
    assert asset._hint.text() == "No asset that can be shared is recorded yet."
    assert QApplication.focusWidget() is asset.first
    assert not fresh.fields["level"].isVisible()
    fresh.type("purpose", "Campaigns")
    fresh.submit()
    assert asset.problem()
    fresh.click("Add asset…", asset)
    fresh.type("name", "Nova DE")
    fresh.type("asset_id", "7480118479546429457")
    fresh.submit()
    assert "asset" in fresh.fields, [field.problem() for field in fresh.fields.values()]
    assert asset.editor.isVisible()
    assert not asset.first.isVisible()
    assert fresh.fields["purpose"].value() == "Campaigns"
    assert fresh.fields["level"].isVisible()
    fresh.recorded()
    live = fresh.window.session.live
    (share,) = live.records.select(Share)
    assert live.records.get(Asset, share.asset).name == "Nova DE"


def test_an_asset_that_is_not_shared_offers_to_share_it(fresh):
    """Found by a newcomer: nothing on the page of the asset led to a share of it."""
    fresh.go("assets")
    fresh.do("Add asset…")
    fresh.type("name", "Nova DE")
    fresh.type("asset_id", "7480118479546429457")
    fresh.recorded()
    page = fresh.window.place
    fresh.click("Share asset…")
    live = fresh.window.session.live
    assert page.form.panel.title == "Share asset with Kobo"
    assert fresh.fields["asset"].value() == live.records.select(Asset)[0].id
    fresh.recorded()
    assert len(live.records.select(Share)) == 1
    assert page.shares.list_model.rowCount() == 1


def test_with_whom_an_asset_is_shared_is_asked_where_several_partners_are_there(me):
    me.go("assets")
    place = me.window.place
    live = me.window.session.live
    place.show_record(
        next(a.id for a in live.records.select(Asset) if a.asset_type == "ADVERTISER")
    )
    me.do("Share asset…")
    field = me.fields["partnership"]
    me.submit()
    assert "Choose the partner." in field.problem()
    chosen = field._options[-1]
    me.choose("partnership", chosen.value)
    me.submit()
    assert place.form.panel.title == f"Share asset with {chosen.text}"
    assert me.fields["asset"].value() == place.record().id
    place.close_form()
    me.window.close()
