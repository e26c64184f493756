"""Findings mended one after the other: after each step the keys are at what comes next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox

from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.claims import Claim
from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.access.people import Person as Someone
from delvia_desktop.ui.forms.in_turn import ticked
from tests.ui.story import Person


def begin(me: Person, *words: str) -> None:
    """Begin the next step of a finding from the Overview, by its line."""
    attention = me.window.places["overview"].attention
    model = attention.table.list_model
    rows = [model.row(place).line.message for place in range(model.rowCount())]
    attention.table.setFocus()
    attention.table.selectRow(
        next(n for n, line in enumerate(rows) if all(word in line for word in words))
    )
    me.bot.keyClick(attention.table, Qt.Key.Key_Return)


def has_keys(me: Person, name: str) -> None:
    """Wait until a button has the keys; it is shown only with the next events."""

    def at_it() -> bool:
        QApplication.processEvents()
        focused = me.window.focusWidget()
        return focused is not None and focused.accessibleName() == name

    me.bot.waitUntil(at_it)


def tick(me: Person, field: str) -> None:
    box = me.fields[field].editor
    assert isinstance(box, QCheckBox)
    box.click()


def saves_and_goes_on(me: Person) -> None:
    me.bot.keyClick(
        me.window.focusWidget(),
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )


def test_after_a_step_the_keys_are_at_the_next_one_and_then_at_the_next_finding(me):
    """A19: a leaver is mended by Return alone, and the name of another holder."""
    begin(me, "Jonas Becker left on")
    me.recorded()
    has_keys(me, "Record password change…")
    me.bot.keyClick(me.window.focusWidget(), Qt.Key.Key_Space)
    me.recorded()
    has_keys(me, "Name another holder…")
    me.bot.keyClick(me.window.focusWidget(), Qt.Key.Key_Space)
    mara = me.window.session.live.records.find(Someone, name="Mara Lindt")
    me.choose("recovery_holder", mara.id)
    me.recorded()
    has_keys(me, "Next finding")
    me.bot.keyClick(me.window.focusWidget(), Qt.Key.Key_Space)
    has_keys(me, "Record end…")


def test_one_act_saves_and_begins_the_next_step(me):
    """A claim has five steps; each is stated in its own form, none is recorded unseen."""
    begin(me, "Kite Studio owns “Nova UK – Launch”")
    titles = []
    for _ in range(3):
        titles.append(me.window.place.form.panel.title)
        told = me.window.place.form.panel.foot._count.text()
        assert "Continues with the next step of this claim" in told
        before = me.window.session.live.revision
        me.click("Save and continue")
        assert me.window.session.live.revision == before + 1
        me.bot.waitUntil(lambda: me.window.place.form is not None)
    titles.append(me.window.place.form.panel.title)
    assert len(set(titles)) == 4
    assert "has started" in titles[-1]
    me.click("Save and continue")
    assert "understand that this cannot be undone" in me.fields["is_acknowledged"].problem()


def test_steps_of_a_claim_that_have_happened_are_recorded_in_one_form_and_undone_as_one(me):
    """Found by a newcomer: each step had a form of its own, 25 acts for three findings."""
    begin(me, "Kite Studio owns “Nova UK – Launch”")
    me.click("Save and continue")
    me.bot.waitUntil(lambda: me.window.place.form is not None)
    panel, live = me.window.place.form.panel, me.window.session.live
    before = live.revision
    assert not panel.fields["agree.on"].fits
    tick(me, "receive.also")
    taken = ("agree", "transfer", "receive")
    assert all(panel.fields[f"{name}.on"].value() == live.today.isoformat() for name in taken)
    assert panel.fields["agree.by"].value() == panel.fields["by"].value() == "Priya Nair"
    assert not panel.fields["verify.on"].fits
    assert panel.submit_button.text() == "Record 4 steps"
    assert "Continues with the next step of this claim" in panel.foot._count.text()
    me.click("Save and continue")
    assert "cannot be undone" in me.fields["transfer.is_acknowledged"].problem()
    assert live.revision == before
    tick(me, "transfer.is_acknowledged")
    me.click("Save and continue")
    assert live.revision == before + 1
    claim = next(c for c in live.records.select(Claim) if c.received_on == live.today)
    assert (claim.asked_on, claim.agreed_on, claim.transfer_on) == (live.today,) * 3
    me.bot.waitUntil(lambda: me.window.place.form is not None)
    last = me.window.place.form.panel  # found by a newcomer: it went to another claim
    assert "lists Nova UK – Launch as owned" in last.title
    assert "Once resolved, next:" in last.foot._count.text()
    me.press("Esc")
    live.undo()
    again = live.records.get(Claim, claim.id)
    assert (again.asked_on, again.received_on) == (None, None)


def test_a_step_stands_only_with_those_before_it(me):
    begin(me, "Kite Studio owns “Nova UK – Launch”")
    me.click("Save and continue")
    me.bot.waitUntil(lambda: me.window.place.form is not None)
    panel = me.window.place.form.panel
    tick(me, "verify.also")
    assert ticked(panel) == ["agree", "transfer", "receive", "verify"]
    tick(me, "transfer.also")
    assert ticked(panel) == ["agree"]
    assert panel.fields["agree.on"].fits
    assert not panel.fields["transfer.on"].fits
    tick(me, "agree.also")
    assert panel.submit_button.text() == "Record request"


def test_one_act_saves_and_leads_to_the_next_finding_once_it_is_settled(me):
    begin(me, "Several people share the login")
    foot = me.window.place.form.panel.foot
    then = "Once resolved, next: Asset owned by an agency"
    assert then in foot._count.text()
    assert foot.another_button.accessibleDescription().startswith(then)
    saves_and_goes_on(me)
    records = me.window.session.live.records
    login = next(each for each in records.select(Login) if each.password_last_changed_on)
    assert login is not None
    has_keys(me, "Claim…")
    assert me.window.place.form is None, "the next one begins by an act of its own"


def test_a_review_that_a_finding_begins_is_not_left_for_the_next_finding(me):
    begin(me, "Jonas Becker left on ", ", but no review followed")
    assert not me.window.place.form.panel.foot.another_button.isVisible()
    me.type("reviewer", "Nora Admin")
    me.recorded()
    assert me.window.place.name == "reviews"
    assert me.window.focusWidget() is me.window.place.lines.table


def test_what_cannot_be_revoked_is_named_for_what_it_is(me):
    """Found by a newcomer: a recovery holder was told of as a known password."""
    begin(me, "Jonas Becker left on ", " but still has access in 6 places")
    lead = me.window.place.form.panel._lead.text()
    assert "1 known password can only be changed." in lead
    assert "1 login needs another mailbox or recovery holder." in lead
    assert lead.endswith("The right step for each comes next.")
    known = me.window.session.live.records.select(Assignment, surface="LOGIN")
    assert known
