"""The menu Edit: what can be taken back, what cannot be and why, and the keys for it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from delvia_desktop.domain.paper_requests import PaperRequest
from delvia_desktop.domain.partners import Partner, PartnerDraft
from delvia_desktop.services import paper_making, papers, partners
from tests.ui.stories import begin
from tests.ui.story import Person


@pytest.fixture
def me(qtbot, program, tmp_path) -> Person:
    return begin(qtbot, program, tmp_path)


def edit_menu(me: Person) -> dict[str, bool]:
    """Return what the menu offers, and whether it can be chosen."""
    QApplication.processEvents()
    menu = next(a.menu() for a in me.window.menuBar().actions() if a.text() == "&Edit")
    return {a.text(): a.isEnabled() for a in menu.actions() if a.isVisible() and a.text()}


def test_where_a_document_keeps_an_act_from_being_undone_the_menu_and_the_keys_say_which(me):
    live = me.window.session.live
    kite = live.perform(partners.record_partner, PartnerDraft(name="Kite"))
    assert edit_menu(me)["Undo “Added partner Kite”"]
    assert not any("was issued" in text for text in edit_menu(me))
    request = PaperRequest("partner", kite.id)
    issued = live.perform(papers.issue, paper_making.prepare(live, live.picture(), request))
    shown = edit_menu(me)
    assert not shown["Undo “Added partner Kite”"]
    assert shown[f"Document {issued.number} was issued about “Kite”"]
    me.press("Ctrl+Z")
    assert (
        f"{issued.number} was issued about “Kite”. An issued document is never undone"
        in me.window.toast._label.text()
    )
    assert live.records.find(Partner, id=kite.id) == kite


@pytest.mark.parametrize("keys", ["Ctrl+Shift+Z", "Ctrl+Y"])
def test_both_usual_keys_redo(me, keys):
    live = me.window.session.live
    live.perform(partners.record_partner, PartnerDraft(name="Kite"))
    me.press("Ctrl+Z")
    assert live.records.find(Partner, name="Kite") is None
    me.press(keys)
    assert live.records.find(Partner, name="Kite") is not None
