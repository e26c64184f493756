"""A19: back and forward as in a browser, and from one finding to the next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from delvia_desktop.domain.access.partners import PartnerDraft
from delvia_desktop.domain.records.acceptances import AcceptanceDraft
from delvia_desktop.domain.records.findings import rule_text
from delvia_desktop.services.access import partners
from delvia_desktop.services.findings import findings
from delvia_desktop.ui.frame.way_back import Stop, Trail
from delvia_desktop.ui.widgets.notes import Banner
from tests.domain.findings.test_rules import CASES, Case
from tests.domain.sound import picture
from tests.ui.following import begin as sit_down
from tests.ui.following import register_of
from tests.ui.stories import find
from tests.ui.story import Person


def click(me: Person, button) -> None:
    me.bot.mouseClick(button, Qt.MouseButton.LeftButton)


def with_keys(me: Person) -> str:
    """Return the name of what has the keys."""
    focused = me.window.focusWidget()
    return focused.accessibleName() if focused is not None else ""


def settled(me: Person) -> str:
    """Return what the window says over its content of a finding that is settled."""
    QApplication.processEvents()  # what was put there just now is shown by the next events
    shown = [banner for banner in me.window.findChildren(Banner) if banner.isVisible()]
    words = [b.label.text() for b in shown if b.label.text().startswith(("Resolved", "Accepted"))]
    return " ".join(words)


@given(st.lists(st.integers(0, 4), max_size=200))
def test_back_and_forward_lead_through_what_was_seen_in_its_order(places):
    """However one went, back undoes the steps one by one, and forward does them again."""
    trail, here, seen = Trail(), Stop("0", "", 0, 0), []
    for each in places:
        trail.leave(here)
        there = Stop(str(each), "", 0, 0)
        if not there.is_where(here):
            seen.append(here)
        here = there
    last, back = here, []
    while (stop := trail.step(here, back=True)) is not None:
        here = stop
        back.append(stop)
    assert back == seen[::-1][:50]
    while (stop := trail.step(here, back=False)) is not None:
        here = stop
    assert here == last


def test_back_returns_from_a_finding_to_the_line_of_the_overview(me):
    """A19: Alt+Left and the button lead back from where a finding is mended."""
    overview = me.window.place
    table = overview.attention.table
    assert not me.window.way_buttons.back.isEnabled()
    table.setFocus()
    for _ in range(3):
        me.bot.keyClick(table, Qt.Key.Key_Down)
    chosen = table.current_row().line.message
    me.bot.keyClick(table, Qt.Key.Key_Return)
    assert me.window.place is not overview
    left = me.window.place.name
    me.press("Esc")
    me.press("Alt+Left")
    assert me.window.place is overview
    assert table.current_row().line.message == chosen
    assert table.hasFocus()
    assert me.window.way_buttons.back.accessibleName() == "Back"
    assert not me.window.way_buttons.back.isEnabled()
    click(me, me.window.way_buttons.forward)
    assert me.window.place.name == left
    click(me, me.window.way_buttons.back)
    assert me.window.place is overview


def test_back_returns_to_the_record_and_how_far_its_list_was_scrolled(me):
    me.go("assets")
    page = me.window.place
    table = page.list.table
    table.setFocus()
    me.bot.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    me.bot.keyClick(table, Qt.Key.Key_Up)
    record, bar = page.shown_record(), table.verticalScrollBar()
    scrolled = bar.value()
    assert scrolled > 0
    find(me, "Nova Beauty Lab")
    assert me.window.place is page
    other = page.shown_record()
    assert other != record
    me.press("Alt+Left")
    assert (page.shown_record(), bar.value()) == (record, scrolled)
    me.press("Alt+Right")
    assert page.shown_record() == other


def test_back_returns_to_the_kind_of_access_that_was_shown(me):
    me.go("access")
    me.window.place.bar.setCurrentIndex(3)
    me.bot.keyClick(me.window.place.home(), Qt.Key.Key_Down)
    seen = (me.window.place.part.kind, me.window.place.shown_record())
    me.window.show_record_of("share", 5)
    me.press("Alt+Left")
    assert (me.window.place.part.kind, me.window.place.shown_record()) == seen


def test_a_half_filled_form_asks_before_back_takes_it_away(me):
    me.go("partners")
    page = me.window.place
    first = page.shown_record()
    find(me, "Loop Social")
    me.do("Edit partner…")
    me.type("name", "Half a na")
    me.press("Alt+Left")
    assert page.form is not None
    assert page.form.panel.is_asking
    me.click("Keep editing")
    assert page.shown_record() != first
    me.press("Alt+Left")
    me.click("Discard")
    assert page.form is None
    assert page.shown_record() == first


def test_next_finding_goes_through_the_list_of_the_overview_in_its_order(me):
    """A19: F8 shows one finding after the other, told at its record or in the list."""
    attention = me.window.session.watch.attention
    wanted = [f for line in attention.lines for f in line.findings]
    for finding in wanted[:12]:
        me.press("F8")
        assert me.window.session.in_hand == (finding.id,)
        told(me, finding)


def told(me: Person, finding) -> None:
    """See that a finding is told where one is, first and with its step at the keys."""
    banners = [b for b in me.window.place.findChildren(Banner) if b.about == finding.id]
    if banners:
        assert finding.message in banners[0].label.text()
        step = finding.next_step.text
        me.bot.waitUntil(lambda: with_keys(me) == step)
    else:
        assert me.window.place.name == "overview"
        row = me.window.place.attention.table.current_row()
        assert [each.id for each in row.line.findings] == [finding.id]


@pytest.mark.parametrize(
    "case", CASES[::6], ids=[f"{case.rule}-{number}" for number, case in enumerate(CASES[::6])]
)
def test_next_finding_leads_to_findings_of_every_kind(qtbot, qapp, tmp_path, case: Case):
    again = {(type(record), record.id) for record in case.inside}
    without = [record for record in case.without if (type(record), record.id) not in again]
    made, _ = register_of(picture(case.inside, without), tmp_path / "case.delvia")
    me = sit_down(qtbot, made)
    me.window.activateWindow()
    count = len(me.window.session.watch.attention.open)
    seen = set()
    for _ in range(count):
        me.window.round.go_on()
        seen.add(me.window.session.in_hand)
    assert len(seen) == count
    me.window.close()


def test_a_finding_that_was_mended_offers_the_next_one(me):
    """A19: a plain sentence with a button, until something else is recorded; undo takes it back."""
    me.press("F8")
    first = me.window.session.in_hand
    me.bot.waitUntil(lambda: with_keys(me) == "Record password change…")
    me.press("Return")
    assert settled(me) == ""
    me.submit()
    assert me.window.place.form is None
    urgent = me.window.session.watch.attention.urgent_findings
    remain = f"{urgent} critical or high findings remain open."
    assert settled(me) == f"Resolved: Login shared by several people. {remain}"
    assert f"{urgent} critical or high" in me.window.sidebar.place_button("overview").toolTip()
    me.press("Ctrl+Z")
    assert settled(me) == ""
    me.press("Ctrl+Y")
    assert settled(me).startswith("Resolved")
    me.click("Next finding")
    assert settled(me) == ""
    following = me.window.session.watch.attention.lines[0].findings[0]
    assert me.window.session.in_hand == (following.id,)
    assert me.window.session.in_hand != first
    told(me, following)


def test_the_sentence_of_a_mended_finding_can_be_closed_and_goes_with_the_next_change(me):
    for is_closed in (True, False):
        me.press("F8")
        me.bot.waitUntil(lambda: with_keys(me).endswith("…"))
        me.press("Tab")
        assert with_keys(me) == "Accept finding…"
        me.press("Return")  # the second of what can be done
        me.type("reason", "Known and agreed")
        me.type("until", "31 Dec 2099")
        me.type("accepted_by", "Mara")
        me.recorded()
        assert settled(me).startswith("Accepted: ")
        if is_closed:
            me.click("Close")
        else:
            me.window.session.perform(partners.record_partner, PartnerDraft(name="Kite"))
        assert settled(me) == ""


def test_where_one_step_mends_several_the_sentence_names_the_one_that_was_shown(me):
    """A new password ends what is shared and what a leaver knows; the round goes on behind it."""
    attention = me.window.session.watch.attention
    wanted = [f for line in attention.lines for f in line.findings]
    knows = next(f for f in wanted if "still knows the password" in f.message)
    same = (knows.next_step.kind, knows.next_step.id, knows.next_step.act)
    before = next(
        f
        for f in wanted
        if f.next_step and same == (f.next_step.kind, f.next_step.id, f.next_step.act)
    )
    assert before != knows
    for _ in range(wanted.index(knows) + 1):
        me.press("F8")
    me.bot.waitUntil(lambda: with_keys(me) == knows.next_step.text)
    me.press("Return")
    me.submit()
    still = me.window.session.watch.attention.found
    assert knows.id not in still
    assert before.id not in still
    assert settled(me).startswith(f"Resolved: {rule_text(knows.rule).title}.")
    me.click("Next finding")
    assert me.window.session.in_hand == (wanted[wanted.index(knows) + 1].id,)


def test_without_findings_the_command_says_so(qtbot, window):
    """The small register of the tests, with all that is open in it accepted."""
    live = window.session.live
    for finding in window.session.watch.attention.open:
        draft = AcceptanceDraft("31 Dec 2099", "Known", "Mara")
        live.perform(findings.accept_finding, finding, draft)
    window.activateWindow()
    assert window.round.why_not() == "no open findings"
    window.menus.look()
    assert not window.menus._next.isEnabled()
    assert "(no open findings)" in window.menus._next.text()
