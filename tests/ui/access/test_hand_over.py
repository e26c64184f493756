"""Duties go over many at once, as one act: from the leaver, the Overview, the list of assets."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import Person as Human
from delvia_desktop.domain.findings.duties import held_by, to_hand_over
from delvia_desktop.domain.records.procedures import Run
from tests.ui.story import Person


@pytest.fixture
def me(me):
    me.go("people")
    me.window.place.show_record(human(me, "Mara Lindt").id)
    me.do("Mark as left…")
    me.bot.mouseClick(me.fields["confirmed"].editor, Qt.MouseButton.LeftButton)
    me.recorded()
    yield me
    me.window.close()


def human(me: Person, name: str) -> Human:
    return me.window.session.live.records.find(Human, name=name)


def left_over(me: Person) -> list:
    """Return the findings that say that somebody who left is still accountable."""
    return list(me.window.session.watch.attention.of_rule("PPL-12"))


def held(me: Person, name: str) -> list:
    return to_hand_over(me.window.session.live.picture(), human(me, name))


def hand_over(me: Person, name: str) -> None:
    me.choose("successor", human(me, name).id)
    me.recorded()


def test_all_duties_of_a_leaver_go_to_a_successor_in_one_act_that_is_undone_at_once(me):
    """Found by a newcomer: 33 findings, and each opened the whole form of one asset."""
    before = held(me, "Mara Lindt")
    assert len(before) > 20
    assert {each.kind for each in before} >= {"asset", "partnership"}
    asked = len(left_over(me))
    assert asked > 20
    me.do("Hand over duties…")
    assert len(me.fields["duties"].value()) == len(before)
    hand_over(me, "Mia Okafor")
    assert left_over(me) == []
    assert held(me, "Mara Lindt") == []
    owners = {each.internal_owner for each in me.window.session.live.records.select(Asset)}
    assert "Mara Lindt" not in owners
    me.press("Ctrl+Z")
    assert len(left_over(me)) == asked
    assert held(me, "Mara Lindt") == before


def test_a_mailbox_does_not_change_hands_by_handing_duties_over(me):
    """Found by a newcomer: it was ticked, far down, and nobody had asked the mail provider."""

    def keys() -> list:
        every = held_by(me.window.session.live.picture(), human(me, "Mara Lindt"))
        return [each for each in every if each.kind == "login"]

    before = keys()
    assert before
    me.do("Hand over duties…")
    hand_over(me, "Mia Okafor")
    assert keys() == before


def test_somebody_who_is_not_recorded_yet_takes_over_and_is_added_in_the_same_act(me):
    """Found by a newcomer: her own name was not in the list, and nothing said how to add it."""
    every = len(held(me, "Mara Lindt"))
    me.do("Hand over duties…")
    assert "Choose “New person”" in me.fields["successor"].editor.accessibleDescription()
    assert not me.fields["name"].isVisible()
    me.choose("successor", 0)
    assert me.fields["name"].isVisible()
    me.type("name", "Anna Berg")
    me.recorded()
    assert len(held(me, "Anna Berg")) == every
    me.press("Ctrl+Z")
    assert human(me, "Anna Berg") is None
    assert len(held(me, "Mara Lindt")) == every


def test_a_duty_that_cannot_go_to_the_successor_is_told_before_and_after(me):
    """“39 selected” became “Handed over 38 duties”, without a word why one had stayed."""
    said = []
    me.window.session.acted.connect(said.append)
    every = len(held(me, "Mara Lindt"))
    me.do("Hand over duties…")
    mine = next(each for each in held(me, "Mara Lindt") if each.kind == "person")
    me.choose("successor", mine.id)
    me.submit()
    name = me.window.session.live.records.get(Human, mine.id).name
    told = me.fields["duties"]._notice.text()
    assert f"{every - 1} of {every} duties go to {name}." in told
    assert f"line manager of {name}" in told
    assert said == []
    me.recorded()
    why = "1 duty was not handed over, because no one can be their own line manager"
    assert said[-1].endswith(f"{why}: {name} (Line manager)")
    assert [each.id for each in held(me, "Mara Lindt")] == [mine.id]


def test_what_is_not_ticked_stays_and_one_who_has_left_cannot_take_over(me):
    me.do("Hand over duties…")
    me.choose("successor", human(me, "Jonas Becker").id)
    if human(me, "Jonas Becker").left_on is not None:
        me.submit()
        assert "Choose someone who has not left." in me.fields["successor"].problem()
    assert "Mara Lindt" not in " ".join(o.text for o in me.fields["successor"]._options)
    ticks = me.fields["duties"].list
    rest = ticks.item(0).text()
    said = []
    me.window.session.acted.connect(said.append)
    box = ticks.visualItemRect(ticks.item(0))
    ticks.setCurrentRow(0)
    assert box.isValid()
    me.bot.keyClick(ticks, Qt.Key.Key_Space)
    hand_over(me, "Mia Okafor")
    [still] = held(me, "Mara Lindt")
    name = me.window.session.live.records.get(Asset, still.id).name
    assert name in rest
    assert "1 duty was not handed over, because it was not selected: " in said[-1]
    assert said[-1].endswith(f"{name} (Accountable for the asset)")


def test_without_a_successor_the_form_says_whom_it_needs(me):
    me.do("Hand over duties…")
    me.submit()
    assert "Choose who takes over." in me.fields["successor"].problem()


def test_the_many_findings_are_one_line_that_hands_over(me):
    """Found by a newcomer: 33 times one sentence, and each button did one of them."""
    me.go("overview")
    found = me.window.place.attention
    rules = [row.line.rule for row in found.table.list_model.held()]
    found.table.selectRow(rules.index("PPL-12"))
    me.do_row("Hand over duties…", found.deeds)
    assert me.window.place.name == "people"
    hand_over(me, "Mia Okafor")
    assert left_over(me) == []
    assert me.window.round.banner() is not None


def test_several_assets_that_are_selected_get_another_person_accountable(me):
    me.go("assets")
    me.window.place.assets.take_focus()
    me.press("Ctrl+A")
    count = len(me.window.place.assets.selected_keys())
    assert count > 2
    me.do(f"Hand over duties ({count} assets)…")
    hand_over(me, "Mia Okafor")
    assets = me.window.session.live.records.select(Asset)
    assert {each.internal_owner for each in assets} == {"Mia Okafor"}
    assert any(
        each.internal_owner == "Mara Lindt"
        for each in me.window.session.live.records.select(Partnership)
    )


def test_the_step_of_the_procedure_leads_to_it_and_is_seen_as_done(me):
    me.go("people")
    me.do("Start procedure…")
    me.choose("procedure", "PERSON_LEAVES")
    me.submit()
    me.recorded()
    page = me.window.place
    run = me.window.session.live.records.select(Run)[-1]
    assert run.procedure == "PERSON_LEAVES"
    steps = page.steps.table
    codes = [row.stand.plan.code for row in steps.list_model.held()]
    me.do_row("Mark with evidence…", page.steps.deeds)  # the last day, for which the duties wait
    me.recorded()
    steps.selectRow(codes.index("DUTIES"))
    me.do_row("Hand over duties…", page.steps.deeds)
    assert me.window.place.name == "people"
    hand_over(me, "Mia Okafor")
    me.go("procedures")
    steps.selectRow(codes.index("DUTIES"))
    assert steps.current_row().seen
