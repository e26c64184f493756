"""A document in its turn: after what it tells of, signed as it is, printed again once it is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.shares import Share, ShareDraft
from delvia_desktop.domain.procedures.plans import procedure
from delvia_desktop.domain.procedures.steps import TakenDraft
from delvia_desktop.domain.records.acknowledgements import Acknowledgement
from delvia_desktop.domain.records.procedures import Run, Step
from delvia_desktop.services.access import shares
from delvia_desktop.services.papers import access_records
from delvia_desktop.services.procedures import procedures
from delvia_desktop.ui.widgets.items_layout import widget_at
from tests.ui.dialogs import name_file
from tests.ui.story import Person


def change(me: Person, cls, key: int, **fields) -> None:
    def use_case(edit):
        edit.name("Change")
        before = edit.records.get(cls, key)
        return edit.put(before, replace(before, **fields))

    me.window.session.live.perform(use_case)


def preview(me: Person):
    me.bot.waitUntil(lambda: me.window.paper_view is not None)
    view = me.window.paper_view
    me.bot.waitUntil(lambda: view.pages.document.pageCount() > 0)
    return view


def issue(me: Person, view, folder) -> None:
    me.click("Issue and save…", view)
    name_file(me.bot, view, folder / "paper.pdf")
    me.bot.waitUntil(lambda: view.prepared.is_issued)


def primary(view) -> list[str]:
    found = [b for b in view.findChildren(QPushButton) if b.isVisible()]
    return [b.text() for b in found if b.property("kind") == "primary"]


def acts(page) -> list[str]:
    QApplication.processEvents()
    return [b.accessibleName() or b.text() for b in page.steps.deeds._buttons if b.isVisible()]


@pytest.fixture
def page(me):
    """The procedure that adds an agency, before its last step."""
    live = me.window.session.live
    run = live.records.find(Run, procedure="ADD_AGENCY")
    [period] = live.records.select(Partnership, partner=run.partner)
    asset = next(each for each in live.records.select(Asset) if each.asset_type == "ADVERTISER")
    given = ShareDraft(asset.id, period.id, ("OPERATOR",), granted_on="today")
    live.perform(shares.record_share, given)
    taken = {step.code for step in live.records.select(Step, run=run.id)}
    draft = TakenDraft(live.today.isoformat(), "Mara", "Not asked for here")
    for plan in procedure(run.procedure).steps:
        if plan.code not in {*taken, "PRINT"}:
            live.perform(procedures.skip_step, run, plan.code, draft)
    me.go("procedures")
    me.window.place.show_record(run.id)
    return me.window.place


def test_the_step_that_ends_with_signatures_goes_on_at_its_document(me, page, tmp_path):
    """Found by a newcomer: after issuing one stood elsewhere, and “Print…” was offered again."""
    live = me.window.session.live
    assert acts(page)[0] == "Print access record…"
    me.do_row("Print access record…", page.steps.deeds)
    view = preview(me)
    assert me.window.place.name == "procedures"
    issue(me, view, tmp_path)
    assert primary(view) == ["Close"]
    assert view.focusWidget() is view.close_button
    me.bot.keyClick(view.focusWidget(), Qt.Key.Key_Return)
    me.bot.waitUntil(lambda: me.window.place is page)
    record = view.prepared.record
    row = page.steps.table.current_row()
    assert row.stand.plan.code == "PRINT"
    assert not row.seen
    assert acts(page)[:2] == ["Add signed scan…", "Sign on screen…"]
    told = [widget_at(page.steps._state, n) for n in range(page.steps._state.count())]
    assert [each.label.text() for each in told] == [
        f"{record.number} is issued but not signed yet."
    ]

    period = live.records.select(Partnership, partner=record.partner)[-1]
    change(me, Partnership, period.id, scope_agreed="The spring launch")
    me.bot.waitUntil(lambda: acts(page)[0] == "Print new version…")
    assert "Choose another way to sign" not in acts(page)
    me.window.paper_view = None
    me.do_row("Print new version…", page.steps.deeds)
    newer = preview(me)
    assert me.window.place.name == "handovers"
    assert newer.prepared.record.supersedes == record.id
    newer.reject()


def test_a_changed_document_says_so_wherever_its_signature_is_asked_for(me, page, tmp_path):
    me.do_row("Print access record…", page.steps.deeds)
    view = preview(me)
    issue(me, view, tmp_path)
    me.click("Close", view)
    record = view.prepared.record
    live = me.window.session.live
    period = live.records.select(Partnership, partner=record.partner)[-1]
    change(me, Partnership, period.id, scope_agreed="The spring launch")
    me.go("handovers")
    place = me.window.place
    place.show_record(record.id)
    titles = [column.title for column in place.papers.list_model.columns]
    row = place.papers.currentIndex().row()
    shown = place.papers.list_model.index(row, titles.index("Acknowledged")).data()
    assert shown == "No longer matches the register"
    banners = [widget_at(place._banners, n) for n in range(place._banners.count())]
    [told] = [each for each in banners if "no longer matches the register" in each.label.text()]
    me.window.paper_view = None
    me.click("Print new version…", told)
    newer = preview(me)
    assert newer.prepared.record.supersedes == record.id
    newer.reject()
    me.do("Check this document")
    assert [each.after for each in place.check.verdict.differences] == ["The spring launch"]
    place.check.reject()


def test_a_document_is_found_by_the_code_that_stands_on_it(me, page, tmp_path):
    """Found by a newcomer: the filter and Ctrl+K knew nothing of the printed code."""
    me.do_row("Print access record…", page.steps.deeds)
    view = preview(me)
    issue(me, view, tmp_path)
    me.click("Close", view)
    live = me.window.session.live
    record = view.prepared.record
    sha256 = live.records.get(type(record), record.id).sha256
    code, digest = access_records.stamp_of(live, sha256)
    me.press("Ctrl+K")
    field = QApplication.focusWidget()
    me.bot.keyClicks(field, code)
    me.press("Return")
    me.bot.waitUntil(lambda: me.window.place.name == "handovers")
    assert me.window.place.shown_record() == record.id
    facts = {name.text(): value.text() for name, value in me.window.place._facts._cells}
    assert facts["Check code"] == code
    assert facts["Check code in full"].replace(" ", "") == digest
    assert facts["SHA-256 of its file"].replace(" ", "") == sha256


def test_who_signs_in_another_way_comes_back_to_the_step_that_led_there(me, page, tmp_path):
    """Found by a newcomer: after Add email one stayed in Handovers, far from the procedure."""
    run = page.record()
    me.do_row("Print access record…", page.steps.deeds)
    view = preview(me)
    issue(me, view, tmp_path)
    me.bot.keyClick(view.focusWidget(), Qt.Key.Key_Return)
    me.bot.waitUntil(lambda: me.window.place is page)
    me.do_row("Choose another way to sign", page.steps.deeds)
    assert me.window.place.name == "handovers"
    me.click("Add email…", me.window.place)
    me.type("reference", "Mail of today")
    me.type("who", "Tom Reed")
    me.submit()
    me.bot.waitUntil(lambda: me.window.place is page)
    assert page.record() == run
    [made] = me.window.session.live.records.select(Acknowledgement, how="EMAIL", who="Tom Reed")
    me.window.session.undo()
    assert me.window.place is page
    assert not me.window.session.live.records.find(Acknowledgement, id=made.id)


def test_a_step_leads_to_signing_its_document_on_the_screen(me, page, tmp_path):
    """Found by a newcomer: it stood one page further, behind another way to sign."""
    me.do_row("Print access record…", page.steps.deeds)
    view = preview(me)
    issue(me, view, tmp_path)
    me.bot.keyClick(view.focusWidget(), Qt.Key.Key_Return)
    me.bot.waitUntil(lambda: me.window.place is page)
    me.do_row("Sign on screen…", page.steps.deeds)
    dialog = me.window.place.signed.dialog
    assert dialog.isVisible()
    assert dialog.who.value()
    assert dialog.who.editor.selectedText() == dialog.who.value()
    dialog.reject()


def test_whoever_cancels_what_the_preview_led_to_is_back_at_the_preview(me):
    """Found by a newcomer: Esc left them under All access, without a word about the document."""
    live = me.window.session.live
    partner = live.records.find(Partner, name="Brightside Media")
    share = next(
        each for each in live.picture().shares_of_partner[partner.id] if not each.revoked_on
    )
    change(me, Share, share.id, purpose="")
    me.go("partners")
    me.window.place.show_record(partner.id)
    me.do("Print access record…")
    me.click("Record purpose…", preview(me))
    assert me.window.place.form is not None
    me.window.paper_view = None
    me.press("Esc")
    again = preview(me)
    assert me.window.place.name == "partners"
    assert me.window.place.form is None
    again.reject()


def test_the_preview_leads_to_what_both_sides_would_sign_without_and_comes_back(me):
    """Found by a newcomer: a missing scope, purpose or ID was told late, or led nowhere."""
    live = me.window.session.live
    partner = live.records.find(Partner, name="Brightside Media")
    [period] = live.records.select(Partnership, partner=partner.id)
    share = next(
        each for each in live.picture().shares_of_partner[partner.id] if not each.revoked_on
    )
    change(me, Partnership, period.id, scope_agreed="")
    change(me, Share, share.id, purpose="", approved_by="")
    change(me, Asset, share.asset, asset_id="", pixel_code="")
    me.go("partners")
    me.window.place.show_record(partner.id)
    me.do("Print access record…")
    for words, typed in (
        ("Record agreed scope…", {"scope_agreed": "The spring launch"}),
        ("Record purpose…", {"purpose": "Spring launch", "approved_by": "Mara"}),
        ("Record ID…", {"asset_id": "7123998103425579999"}),
    ):
        view = preview(me)
        steps = (step for notice in view.prepared.notices for step in notice.steps)
        first = next(step.id for step in steps if step.text == words)
        me.click(words, view)
        for field, text in typed.items():
            me.type(field, text)
        me.window.paper_view = None
        me.recorded()
        again = preview(me)
        assert me.window.place.name == "partners"
        if words != "Record ID…":  # others have none either
            assert words not in [b.text() for b in again.findChildren(QPushButton)]
    again.reject()
    assert live.records.get(Asset, first).asset_id == "7123998103425579999"
