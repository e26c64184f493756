"""The forms for records: nothing that has no field is lost, and what fits is what is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel

from delvia_desktop.domain.access.assets import Asset, AssetDraft, OwnershipDraft
from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterDraft
from delvia_desktop.domain.access.former_ids import FormerId
from delvia_desktop.domain.access.partners import Partner, PartnerDraft
from delvia_desktop.domain.access.shares import Share, ShareDraft
from delvia_desktop.domain.access.spark_codes import SparkCode
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.services.access import assets, business_centers, claims, partners, shares
from delvia_desktop.services.computer import person
from delvia_desktop.services.findings import findings
from delvia_desktop.ui.access import record_columns
from delvia_desktop.ui.access.claim_acts import claim_words
from delvia_desktop.ui.access.forms.asset_form import ownership_form
from delvia_desktop.ui.access.forms.bulk_form import many_form
from delvia_desktop.ui.access.forms.code_form import shop_partner_form, spark_code_form
from delvia_desktop.ui.access.forms.share_form import share_form
from delvia_desktop.ui.access.grant_acts import record_deeds
from delvia_desktop.ui.forms.more import More
from delvia_desktop.ui.frame.navigation import act_on
from delvia_desktop.ui.session import Session
from tests.services.access.test_claims import open_claim
from tests.ui.story import delete_now

NEW = "7575005779271614480"


@pytest.fixture
def at(window):
    """Return what shows a record in its place."""

    def shown(place: str, key: int):
        window.show_place(place)
        window.place.show_record(key)
        QApplication.processEvents()
        return window.place

    return shown


def press(qtbot, place) -> None:
    """Press the button that records."""
    button = place.form.panel.submit_button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    if place.form is not None and button.text() == "Record anyway":
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert place.form is None, "the form says what is wrong"


def type_into(qtbot, place, name: str, text: str) -> None:
    editor = place.form.panel.fields[name].editor
    editor.selectAll()
    qtbot.keyClicks(editor, text)


def fields_of(place) -> set[str]:
    """Return the fields of the form that a person can see."""
    return {name for name, f in place.form.panel.fields.items() if not f.isHidden()}


def shown_texts(place) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in place.findChildren(QLabel) if label.isVisible())


def test_a_received_share_of_an_account_group_is_corrected_in_its_form(qtbot, window, nova, at):
    """A21: the form said that an account group cannot be shared with a partner."""
    draft = AssetDraft(
        name="Their group", asset_type="ACCOUNT_GROUP", owner_kind="OWNER_PARTNER",
        owner_partner=nova.partner.id,
    )  # fmt: skip
    group = nova.register.perform(assets.record_asset, draft)
    draft = ShareDraft(
        group.id, nova.partnership.id, ("ANALYST",), is_incoming=True, granted_on="2026-03-01"
    )
    made = nova.register.perform(shares.record_share, draft)
    place = at("partners", nova.partner.id)
    deeds = record_deeds(window.session, "share", made.id, place.open_form)
    next(deed for deed in deeds if deed.act == "change").run()
    assert "giver" not in fields_of(place)
    type_into(qtbot, place, "purpose", "Reports")
    press(qtbot, place)
    changed = nova.register.records.get(Share, made.id)
    assert (changed.purpose, changed.is_incoming, changed.level) == ("Reports", True, ("ANALYST",))


def test_the_form_of_an_asset_shows_what_its_type_has(qtbot, nova, at):
    """C: status and day of an ad account, the code of a shop, and nothing of them elsewhere."""
    place = at("assets", nova.ad_account.id)
    place.change_asset()
    place.form.panel.findChild(More).click()
    some = {"pixel_code", "shop_code", "status", "status_on"}
    assert fields_of(place) & some == {"status", "status_on"}
    for kind, has in (
        ("PIXEL", {"pixel_code"}), ("TIKTOK_SHOP", {"shop_code"}), ("TT_ACCOUNT", set()),
    ):  # fmt: skip
        place.form.panel.fields["asset_type"].set_value(kind)
        place.form.panel.fields["asset_type"].edited.emit()
        assert fields_of(place) & some == has
    place.close_form()


def test_a_new_asset_is_of_the_type_that_its_name_tells_until_another_is_chosen(qtbot, nova, at):
    """Found by a newcomer: “@nova” and “Nova catalog” were ad accounts, each time to be changed."""
    place = at("assets", nova.ad_account.id)
    place.record_asset()
    kind = place.form.panel.fields["asset_type"]
    for name, told in (
        ("Nova catalog", "CATALOG"),
        ("@nova", "TT_ACCOUNT"),
        ("Nova", "ADVERTISER"),
    ):
        type_into(qtbot, place, "name", name)
        assert kind.value() == told
    kind.set_value("AUDIENCE")
    kind.edited.emit()
    type_into(qtbot, place, "name", "Nova catalog")
    assert kind.value() == "AUDIENCE"


def test_the_code_of_a_pixel_typed_as_its_id_goes_where_it_belongs(qtbot, nova, at):
    place = at("assets", nova.ad_account.id)
    place.record_asset()
    type_into(qtbot, place, "name", "Nova pixel")
    type_into(qtbot, place, "asset_id", "CELJF8BC77UD28TRFBF0")
    typed = place.form.panel.values()
    assert (typed["asset_id"], typed["pixel_code"]) == ("", "CELJF8BC77UD28TRFBF0")


def test_who_does_not_know_the_owner_of_an_asset_needs_no_id_until_the_owner_is_known(
    qtbot, window, nova, at
):
    """Found by a newcomer: an id had to be invented for a catalog of somebody else."""
    place = at("assets", nova.ad_account.id)
    place.record_asset()
    type_into(qtbot, place, "name", "Nova catalog")
    fields = place.form.panel.fields
    assert fields["asset_id"].is_required
    fields["owner_kind"].set_value("UNKNOWN")
    fields["owner_kind"].edited.emit()
    assert not fields["asset_id"].is_required
    press(qtbot, place)
    made = nova.register.records.find(Asset, name="Nova catalog")
    lacking = f"OWN-12/asset/{made.id}"
    assert lacking not in findings.find(nova.register).found
    draft = OwnershipDraft("OWNER_BC", owner_business_center=nova.center.id)
    nova.register.perform(assets.record_ownership, made, draft)
    step = findings.find(nova.register).found[lacking].next_step
    act_on(window, step.kind, step.id, step.act)
    type_into(qtbot, window.place, "asset_id", "7123998103425571842")
    press(qtbot, window.place)
    assert lacking not in findings.find(nova.register).found


def test_the_next_step_of_a_suspended_account_records_that_it_is_over(qtbot, window, nova, at):
    """C: by its form with what it proposes."""
    place = at("assets", nova.ad_account.id)
    place.record_status()
    assert place.form.panel.values()["status"] == "PUNISHED"
    press(qtbot, place)
    account = nova.register.records.get(Asset, nova.ad_account.id)
    assert (account.status, account.status_on) == ("PUNISHED", nova.register.today)
    assert "Suspended since 23 Nov 2026" in shown_texts(place)
    known = findings.find(nova.register).found
    step = known[f"OWN-10/asset/{account.id}"].next_step
    act_on(window, step.kind, step.id, step.act)
    press(qtbot, window.place)
    assert f"OWN-10/asset/{account.id}" not in findings.find(nova.register).found


def test_the_next_step_about_a_suspended_partner_does_too(qtbot, window, nova, at):
    """C: a partner's Business Center."""
    key = nova.partner.business_center
    place = at("business-centers", key)
    place.record_status()
    press(qtbot, place)
    assert nova.register.records.get(BusinessCenter, key).status == "PUNISH"
    assert "Suspended since 23 Nov 2026" in shown_texts(at("partners", nova.partner.id))
    step = findings.find(nova.register).found[f"PRT-11/partner/{nova.partner.id}"].next_step
    act_on(window, step.kind, step.id, step.act)
    press(qtbot, window.place)
    assert f"PRT-11/partner/{nova.partner.id}" not in findings.find(nova.register).found


def test_whose_a_business_center_is_has_one_word(nova, at):
    """“Partner” in the list stood beside “External” in the subtitle and the facts."""
    place = at("business-centers", nova.partner.business_center)
    assert record_columns.center_owner(place.home().current_row()) == "Partner"
    assert place.headline()[1] == "Partner"
    assert "External" not in shown_texts(place)


def test_an_agency_that_moves_keeps_its_former_id(qtbot, window, nova, at):
    """B12: typed under the ID, shown beside it, and the past day shows the past one."""
    place = at("partners", nova.partner.id)
    place.change_partner()
    type_into(qtbot, place, "bc_id", NEW)
    qtbot.waitUntil(lambda: "If 7504233300559872017 was correct" in shown_texts(place))
    type_into(qtbot, place, "former_ids", "7504 2333 0055 9872 017 until 30 Jun 2026")
    press(qtbot, place)
    center = nova.register.records.get(BusinessCenter, nova.partner.business_center)
    assert center.bc_id == NEW
    assert center.former_ids == (FormerId("7504233300559872017", date(2026, 6, 30)),)
    shown = shown_texts(place).replace("\u00a0", " ")
    assert "7504233300559872017 until 30 Jun 2026" in shown


def test_a_group_company_is_offered_as_giver_of_what_it_owns(qtbot, window, nova, at):
    """C: a group company's Business Center shares its asset straight with our agency."""
    company = nova.register.perform(
        partners.record_partner, PartnerDraft(name="Nova France", kind="SUBSIDIARY", bc_id=NEW)
    )
    draft = AssetDraft(
        name="Nova FR", asset_type="ADVERTISER", asset_id="7123998103425571999",
        owner_kind="OWNER_PARTNER", owner_partner=company.id,
    )  # fmt: skip
    asset = nova.register.perform(assets.record_asset, draft)
    place = at("partners", nova.partner.id)
    place.share_asset()
    form = place.form.panel
    assert "giver" not in fields_of(place)
    form.fields["asset"].set_value(asset.id)
    form.fields["asset"].edited.emit()
    assert "giver" in fields_of(place)
    press(qtbot, place)
    made = nova.register.records.find(Share, asset=asset.id)
    assert made.giver == company.business_center


def test_a_creators_code_for_us_asks_for_no_partner(qtbot, window, nova, at):
    """C: we ourselves use a creator's code."""
    place = at("partners", nova.partner.id)
    place.open_form(spark_code_form(window.session, partner=nova.partner.id))
    place.form.panel.findChild(More).click()
    assert {"partner", "asset"} <= fields_of(place)
    box = place.form.panel.fields["is_incoming"].editor
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert {"partner", "asset"} & fields_of(place) == set()
    type_into(qtbot, place, "post", "Glow tutorial")
    type_into(qtbot, place, "creator", "@mia")
    press(qtbot, place)
    code = nova.register.records.select(SparkCode)[0]
    assert (code.is_incoming, code.creator, code.partner) == (True, "@mia", None)


def test_confirming_ownership_as_proposed_leaves_the_owner(qtbot, nova, at):
    """A21, its sibling: of two Business Centers of ours the form proposed the first."""
    second = nova.register.perform(
        business_centers.record_business_center,
        BusinessCenterDraft(name="Nova Two", bc_id=NEW, is_own=True),
    )
    ours = OwnershipDraft(owner_business_center=second.id)
    asset = nova.register.perform(assets.record_ownership, nova.profile, ours)
    place = at("assets", asset.id)
    place.record_ownership()
    proof = place.form.panel.fields["ownership_proof"]
    type_into(qtbot, place, "ownership_confirmed_on", "today")
    qtbot.mouseClick(place.form.panel.submit_button, Qt.MouseButton.LeftButton)
    assert "If it was not, leave the date empty" in proof.problem()
    assert nova.register.records.get(Asset, asset.id).ownership_confirmed_on is None
    proof.set_value("LISTED_AS_OWNED")
    press(qtbot, place)
    confirmed = nova.register.records.get(Asset, asset.id)
    assert confirmed.owner_business_center == second.id
    assert confirmed.ownership_confirmed_on == nova.register.today


def test_who_did_it_is_filled_in_as_far_as_it_is_known(qtbot, qapp, nova):
    """What we do ourselves is ours, and who was asked before is who agrees."""
    person.remember_name("Mara Lindt")
    session = Session(nova.register)
    claim = open_claim(nova)
    assert claim_words(session, claim, "verify").did == "Mara Lindt"
    step = StepDraft("2026-11-20", by="Ann of Kite")
    claim = nova.register.perform(claims.take_step, claim, "ask", step)
    opened = []
    (deed, *_) = record_deeds(session, "claim", int(claim.id), opened.append)
    deed.run()
    qtbot.addWidget(opened[0].panel)
    assert opened[0].panel.fields["by"].value() == "Ann of Kite"
    revoke = many_form(session, [("share", int(nova.share.id))], "revoke")
    qtbot.addWidget(revoke.panel)
    assert revoke.panel.fields["by"].value() == "Mara Lindt"
    confirm = many_form(session, [("share", int(nova.share.id))], "confirm")
    qtbot.addWidget(confirm.panel)
    assert confirm.panel.fields["by"].value() == ""


def test_a_shop_partner_is_chosen_unless_one_was_led_from_a_partner(window):
    """Found by fresh eyes: the first by name stood there, and one click recorded it."""
    session = window.session
    session.live.perform(partners.record_partner, PartnerDraft(name="Kite Studio"))
    session.live.perform(partners.record_partner, PartnerDraft(name="Loop Social"))
    form = shop_partner_form(session).panel
    partner = form.fields["partner"]
    assert (partner.value(), partner.is_required) == (None, True)
    agency = session.live.records.find(Partner, name="Kite Studio")
    led = shop_partner_form(session, partner=agency.id)
    assert led.panel.fields["partner"].value() == agency.id
    delete_now([form, led.panel])


def test_the_end_of_a_shop_partner_is_said_to_be_that_of_seller_center(window):
    """Found by fresh eyes: “TikTok does not end access by itself” above “asks for a duration”."""
    end = shop_partner_form(window.session).panel.fields["planned_end"]
    assert end._hint.text() == "The end of the duration set in Seller Center"


def test_a_day_that_has_passed_is_not_offered_as_planned_end(window, nova):
    """Fresh eyes: a share of today was offered an end six months ago, with the partnership."""
    today = window.session.live.today
    for days in (-1, 0, 30):
        end = today + timedelta(days=days)
        period = replace(nova.partnership, engagement_end=end)
        form = share_form(window.session, nova.partner, period)
        assert form.panel.values()["planned_end"] == ("" if days < 0 else end.isoformat())
        delete_now([form.panel])


def test_who_owns_an_asset_now_begins_with_who_owned_it_unless_it_is_claimed(window, nova):
    """Found by a newcomer: one click would have recorded as ours what nobody knew the owner of."""
    session = window.session
    typed = AssetDraft("Nova leads", "LEAD", "7123998103425571842", owner_kind="UNKNOWN")
    for asset in (session.live.perform(assets.record_asset, typed), nova.theirs):
        form = ownership_form(session, asset).panel
        assert form.values()["owner_kind"] == asset.owner_kind
        delete_now([form])
    open_claim(nova)
    form = ownership_form(session, nova.theirs).panel
    assert form.values()["owner_kind"] == "OWNER_BC"
    delete_now([form])
