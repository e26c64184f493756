"""The end of an agency: what is asked is needed, what is known already stands there."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.assets import Asset
from delvia_desktop.domain.claims import Claim
from delvia_desktop.domain.partners import Partner
from tests.ui.story import Person


@pytest.fixture
def me(me):
    yield me
    me.window.close()


def at(me: Person, name: str):
    me.go("partners")
    partner = me.window.session.live.records.find(Partner, name=name)
    me.window.place.show_record(partner.id)
    return partner


def test_a_reason_for_assets_of_the_agency_is_asked_only_where_it_owns_one(me):
    """Found by a newcomer: the reason was asked of an agency that owns nothing."""
    records = me.window.session.live.records
    owning = {asset.owner_partner for asset in records.select(Asset)}
    for partner in records.select(Partner):
        at(me, partner.name)
        if any(deed.text == "End partnership…" for deed in me.window.place.deeds()):
            me.do("End partnership…")
            assert ("reason" in me.fields) == (partner.id in owning), partner.name
            me.press("Esc")


def test_once_an_agency_is_removed_the_reason_of_each_revocation_is_known(me):
    """Found by a newcomer: “Why *” was empty although the partnership had just ended."""
    at(me, "Brightside Media")
    me.do("End partnership…")
    if "reason" in me.fields:
        me.type("reason", "Stays with the agency")
    me.recorded()
    me.click("Revoke access…", me.window.header)
    assert me.fields["reason"].value().startswith("The partnership with Brightside Media ended on ")


def test_the_button_of_a_claim_names_its_asset(me):
    """Found by a newcomer: of several claims nobody knew whose step the button was."""
    partner = at(me, "Kite Studio")
    records = me.window.session.live.records
    claims = records.select(Claim, partner=partner.id)
    by_name = {records.get(Asset, claim.asset).name: claim for claim in claims}
    texts = [deed.text for deed in me.window.place.deeds()]
    named = [(t, name) for t in texts for name in by_name if t.endswith(f": {name}…")]
    assert len(named) == 1, texts


def test_who_is_asked_for_an_asset_is_the_contact_of_the_agency(me):
    """Found by a newcomer: “Person asked” was empty although the contact is recorded."""
    records = me.window.session.live.records
    asset = records.find(Asset, name="Nova UK – Launch")
    me.go("assets")
    me.window.place.show_record(asset.id)
    me.do("Claim…")
    me.recorded()
    found = me.window.session.watch.attention.found[f"OWN-01/asset/{asset.id}"]
    assert found.next_step.text == "Record request…"
    me.window.take_step(found.next_step)
    contact = records.get(Partner, asset.owner_partner).contact_name
    assert contact
    assert me.fields["by"].value() == contact
