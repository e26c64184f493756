"""Next steps lead on: doing one as it is offered ends its finding or changes what comes next."""

from __future__ import annotations

import ast
import random
import tempfile
import types
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

import delvia_desktop
from delvia_desktop.domain.access.business_centers import BusinessCenterDraft
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.people import Person as PersonRecord
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.findings.attention import look
from delvia_desktop.domain.procedures.plans import procedures
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.services.access import business_centers
from delvia_desktop.services.findings import overview
from delvia_desktop.services.register import form_drafts
from delvia_desktop.services.register.register import new_register
from delvia_desktop.ui.place.place import Deed
from tests.domain.findings.test_rules import CASES, Case
from tests.domain.sound import JO, MEMBER, PERIOD, SECOND, ago, picture
from tests.figures import figure, spread
from tests.properties.acts import act
from tests.registers import noon
from tests.ui.following import Follower, begin, register_of
from tests.ui.story import Person


def seen_in(case: Case) -> Picture:
    """Return the register of a case."""
    again = {(type(record), record.id) for record in case.inside}
    without = [record for record in case.without if (type(record), record.id) not in again]
    return picture(case.inside, without)


def leads_to(numbered: tuple[int, Case]) -> tuple[object, ...]:
    """Return the rule of a case, and the acts to which its findings lead."""
    rule = numbered[1].rule
    found = [f for f in look(seen_in(numbered[1])).found.values() if f.rule == rule]
    return rule, *sorted({(f.next_step.act, f.next_step.kind) for f in found})


TAKEN = spread(
    "rules whose next step is the same",
    spread("registers of a rule whose next step is the same", enumerate(CASES), leads_to),
    lambda numbered: leads_to(numbered)[1:],
)


@pytest.mark.parametrize(
    "case", [case for _, case in TAKEN], ids=[f"{number}-{case.rule}" for number, case in TAKEN]
)
def test_the_step_of_every_rule_ends_its_finding_or_changes_its_next_step(
    qtbot, qapp, tmp_path, case: Case
):
    """A8: each rule's own register, the real button, the form as it opens."""
    seen = seen_in(case)
    made, numbers = register_of(seen, tmp_path / "case.delvia")
    me = begin(qtbot, made)
    wanted = [
        f"{f.rule}/{f.kind}/{numbers[f.kind, f.record]}"
        for f in look(seen).found.values()
        if f.rule == case.rule
    ]
    for name in wanted:
        steps = []
        while name in me.open():
            finding = me.open()[name]
            step = finding.next_step
            assert step not in steps, steps
            steps.append(step)
            me.follow(finding)
    me.window.close()


def test_every_step_in_the_sample_leads_on(qtbot, qapp, noon_sample):
    """A8: each step that the sample offers for a rule, from the state in which it is found."""
    me = begin(qtbot, noon_sample)
    lead_on(me)
    me.window.close()


@given(seed=st.integers(0, 10**6))
@settings(max_examples=figure("next steps in any register"))
def test_every_step_in_any_register_leads_on(qtbot, qapp, seed):
    """A8: registers as people make them, whatever they recorded before."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        made = new_register(Path(folder) / "random.delvia", BrandDraft("Nova"), "Mara", noon)
        for _ in range(70):
            with suppress(DelviaError):
                act(made, rng)
        me = begin(qtbot, made)
        lead_on(me)
        me.window.close()


def lead_on(me: Follower) -> None:
    """Do each kind of next step from the same state: its finding ends or has another next step."""
    session = me.window.session
    kinds = {}
    for name, finding in me.open().items():
        step = finding.next_step
        kinds.setdefault((finding.rule, step.text, step.kind, step.asks), (name, finding))
    for name, finding in spread(
        "findings whose step is the same act",
        kinds.values(),
        lambda named: (named[1].next_step.act, named[1].next_step.kind),
    ):
        step = finding.next_step
        before = session.live.revision
        me.follow(finding)
        assert session.live.revision > before, finding
        now = me.open().get(name)
        assert now is None or now.next_step != step, finding
        session.undo()


def test_every_name_of_an_act_that_leads_anywhere_is_one_of_the_window(qtbot, qapp, tmp_path):
    """A7: rules, procedures and buttons share one enumeration; each of its acts is offered."""
    source = Path(delvia_desktop.__file__).parent
    steps = ("domain/access/*_steps.py", "domain/*/steps.py")
    files = [file for kind in ("ui/**/*.py", *steps) for file in source.glob(kind)]
    offered = "".join(file.read_text() for file in files)
    named = {act for act in Act if f'"{act}"' in offered or f"Act.{act.name}" in offered}
    assert set(Act) - named == set()
    for rule in (source / "domain" / "findings" / "rules").glob("*.py"):
        for node in ast.walk(ast.parse(rule.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "NextStep":
                assert not isinstance(node.args[-1], ast.Constant), (rule, node.lineno)
                assert len(node.args) > 3 or isinstance(node.args[1], ast.Starred), rule
    steps = [step for plan in procedures().values() for step in plan.steps if step.record]
    assert all(isinstance(step.record.act, Act) for step in steps)
    with pytest.raises(ValueError, match="no-act"):
        Deed("Do", list, act="no-act")


def test_a_step_that_fits_no_more_is_said_in_a_sentence(qtbot, qapp, tmp_path):
    """A7: nothing is silent: what cannot begin is said."""
    made, _ = register_of(picture(), tmp_path / "sound.delvia")
    me = begin(qtbot, made)
    assert not me.window.act_on("share", 1, "gone")
    assert "no longer possible" in me.window.toast._label.text()
    me.window.close()


def test_a_banner_on_the_page_of_a_leaver_ends_the_very_access(qtbot, qapp, tmp_path):
    """A7: “End the access” opened nothing; now all is ended on the very page, then verified."""
    gone = replace(JO, left_on=ago(3))
    made, numbers = register_of(picture([gone]), tmp_path / "left.delvia")
    me = begin(qtbot, made)
    key = numbers["person", 3]
    person = Person(qtbot, types.SimpleNamespace(window=me.window))
    ended = []
    while f"PPL-01/person/{key}" in me.open():
        me.window.show_record_of("person", key)
        step = me.open()[f"PPL-01/person/{key}"].next_step
        person.click(step.text, me.window.place)
        assert me.window.place.name == "people"
        assert me.window.place.form is not None
        me.finish(step)
        ended.append(step.text)
    assert ended == [
        "Revoke access…",
        "Record password change…",
    ]
    finding = me.open()[f"PPL-10/person/{key}"]
    assert finding.message == "Jo left, but 3 removals are not yet verified in TikTok."
    me.window.show_record_of("person", key)
    person.click("Verify removals…", me.window.place)
    me.finish(finding.next_step)
    assert f"PPL-10/person/{key}" not in me.open()
    assert me.window.place.name == "people"
    me.window.close()


def test_a_colleague_who_is_seated_already_becomes_the_second_admin(qtbot, qapp, tmp_path):
    """“This person has a seat there already” was a dead end: choosing one changes that seat."""
    manager = replace(MEMBER, finance_role="MANAGER")
    made, numbers = register_of(picture([manager], [SECOND]), tmp_path / "one.delvia")
    me = begin(qtbot, made)
    name = f"ADM-02/business-center/{numbers['business-center', 1]}"
    me.press(me.open()[name])
    panel = me.window.place.form.panel
    fields = panel.fields
    assert not panel.is_changed  # what a step fills in is not typed by anyone
    words = [option.text for option in fields["person"]._options]
    assert "Jo (has a seat: Standard)" in words
    assert "Mara (has a seat: Admin)" in words
    me.window.activateWindow()
    Person(qtbot, types.SimpleNamespace(window=me.window)).type("person", "Jo (has", fields=fields)
    fields["person"].settle()  # as one leaves it
    qtbot.waitUntil(lambda: panel.submit_button.text() == "Save role")
    qtbot.waitUntil(lambda: "already has a seat" in fields["person"]._notice.text())
    assert (fields["role"].value(), fields["finance_role"].value()) == ("ADMIN", "MANAGER")
    assert fields["changed_on"].isVisible()
    assert not fields["invited_on"].isVisible()
    me.finish(me.open()[name].next_step)
    assert name not in me.open()
    seats = {seat.person: seat for seat in made.records.select(Seat)}
    assert seats[numbers["person", 3]].role == "ADMIN"
    assert len(seats) == len(made.records.select(Seat))
    me.window.close()


def test_an_agency_person_is_proposed_last_as_admin_and_a_notice_says_what_speaks_against(
    qtbot, qapp, tmp_path
):
    """Found by a newcomer: somebody of the agency became the second Admin without a word."""
    theirs = replace(JO, name="Ada", employer="PARTNER", partner=1)
    made, numbers = register_of(picture([theirs, MEMBER], [SECOND]), tmp_path / "one.delvia")
    me = begin(qtbot, made)
    me.press(me.open()[f"ADM-02/business-center/{numbers['business-center', 1]}"])
    fields = me.window.place.form.panel.fields
    named = [option.text for option in fields["person"]._options if option.value]
    assert named[0].startswith("Lea")
    assert named[-1] == "Ada (has a seat: Standard)"
    fields["person"].set_value(numbers["person", 3])
    fields["person"].edited.emit()
    qtbot.waitUntil(lambda: "Ada does not work for your company." in fields["role"]._notice.text())
    me.window.close()


def test_a_form_that_only_the_program_filled_in_goes_away_silently(qtbot, qapp, tmp_path):
    """Escape said “not recorded yet” of a form in which no one had typed."""
    made, _ = register_of(picture([], [SECOND]), tmp_path / "one.delvia")
    me = begin(qtbot, made)
    (finding,) = (each for each in me.open().values() if each.rule == "ADM-02")
    me.press(finding)
    place = me.window.place
    assert place.form.panel.fields["role"].value() == "ADMIN"
    Person(qtbot, types.SimpleNamespace(window=me.window)).press("Esc")
    assert place.form is None
    assert not form_drafts.kept_drafts(made)
    me.window.close()


def test_what_is_left_of_a_partner_comes_first_then_closing_then_its_paper(qtbot, qapp, tmp_path):
    """When all was verified, the way to close hid under More."""
    removed = replace(PERIOD, ending_on=ago(5), removed_on=ago(5))
    made, numbers = register_of(picture([removed]), tmp_path / "removed.delvia")
    me = begin(qtbot, made)
    seen = []
    for _ in range(4):
        me.window.show_record_of("partner", numbers["partner", 1])
        deed = next(deed for deed in me.window.place.deeds() if deed.is_primary)
        seen.append(deed.text)
        if deed.act == "print":
            break
        Person(qtbot, types.SimpleNamespace(window=me.window)).click(deed.text, me.window.header)
        me.finish(NextStep(deed.text, "partner", 1))
    assert seen == [
        "Revoke access…",
        "Verify removals…",
        "Close partnership…",
        "Print offboarding document…",
    ]
    me.window.close()


def test_all_findings_of_a_record_are_one_press_away(qtbot, qapp, noon_sample):
    """“And 10 more on the Overview.” was dead text."""
    me = begin(qtbot, noon_sample)
    kite = next(each for each in noon_sample.records.select(Partner) if each.name == "Kite Studio")
    me.window.show_record_of("partner", kite.id)
    person = Person(qtbot, types.SimpleNamespace(window=me.window))
    person.click("Show all", me.window.place)
    assert me.window.place.name == "overview"
    listed = me.window.place.attention
    rows = [row.line.findings[0] for row in listed.table.list_model.held()]
    wanted = me.window.session.watch.attention.touching(("partner", kite.id))
    assert rows == list(wanted)
    assert listed._title.text() == "Findings of Kite Studio"
    person.click("Back to all findings", me.window.place)
    assert listed._title.text() == "Needs attention"
    me.window.close()


def test_every_tile_leads_to_what_it_counts(qtbot, qapp, noon_sample):
    """A tile looked like a button and did nothing; one counted only shares."""
    me = begin(qtbot, noon_sample)
    gone = next(p for p in noon_sample.records.select(PersonRecord) if p.name == "Jonas Becker")
    (finding,) = (f for f in me.open().values() if (f.rule, f.record) == ("PPL-01", gone.id))
    me.follow(finding)
    counts = overview.counts_on(noon_sample, me.window.session.on)
    revoked = counts.revoked_not_gone
    assert revoked > len(
        [s for s in noon_sample.records.select(Share) if s.revoked_on and not s.verified_gone_on]
    )
    numbers = [counts.assets, counts.partners, counts.open_shares, revoked]
    places = ["assets", "partners", "access", "removals"]
    for at, (number, name) in enumerate(zip(numbers, places, strict=True)):
        me.window.show_place("overview")
        card = me.window.place._cards[at]
        card.setFocus()
        qtbot.keyClick(card, Qt.Key.Key_Space)
        place = me.window.place
        assert place.name == name
        table = place.table if name == "removals" else place.home()
        assert table.list_model.rowCount() == number
    person = Person(qtbot, types.SimpleNamespace(window=me.window))
    person.click("Verify removals…", me.window.header)
    me.finish(NextStep("Verify removals…", "brand", 1))
    assert overview.counts_on(noon_sample, me.window.session.on).revoked_not_gone == 0
    me.window.close()


def test_an_admin_who_is_not_recorded_yet_is_added_with_the_seat(qtbot, qapp, tmp_path):
    """A8: “Add Admin…” opens with the role, for today, and has room for somebody new."""
    made = new_register(tmp_path / "new.delvia", BrandDraft("Nova"), "Mara", noon)
    made.perform(
        business_centers.record_business_center,
        BusinessCenterDraft(name="Nova", bc_id="6954233089097562118", is_own=True),
    )
    me = begin(qtbot, made)
    me.press(me.open()["ADM-01/business-center/1"])
    fields = me.window.place.form.panel.fields
    assert fields["role"].value() == "ADMIN"
    assert fields["person"].value() is None
    fields["name"].set_value("Ada King")
    fields["email"].set_value("ada@nova.example")
    me.finish(me.open()["ADM-01/business-center/1"].next_step)
    assert [person.name for person in made.records.select(PersonRecord)] == ["Ada King"]
    me.window.show_record_of("person", 1)
    ways = me.window.place.ways
    assert ways.table.list_model.rowCount() == 1
    assert ways._summary.text() == "1 active"
    assert "ADM-01/business-center/1" not in me.open()
    me.window.close()
