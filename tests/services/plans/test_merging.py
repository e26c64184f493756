"""Two copies of a register that went apart in a synced folder come together as one act."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from delvia_desktop.domain.access.assets import Asset, AssetDraft
from delvia_desktop.domain.access.partners import Partner, PartnerDraft
from delvia_desktop.domain.access.people import Person, PersonDraft
from delvia_desktop.domain.access.shares import Share, ShareDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.evidence.evidence import Attachment, FileDraft, Subject
from delvia_desktop.domain.plans.three_way import Side
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.words.errors import Conflict, Refused
from delvia_desktop.services.access import assets, partners, people, shares
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.papers import papers
from delvia_desktop.services.papers.paper_making import prepare
from delvia_desktop.services.plans.merge_planning import plan_merge
from delvia_desktop.services.plans.merge_words import merge_lines, merge_questions
from delvia_desktop.services.plans.merging import merge_copy, open_copy
from delvia_desktop.services.register.register import new_register, open_register

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def copy(register, nova, clock, tmp_path):
    """The same register, as somebody else has it."""
    path = shutil.copy(register.path, tmp_path / "nova (Lea).delvia")
    opened = open_register(path, "Lea", clock)
    yield opened
    opened.leave()


def copied_again(register, copy):
    """Return both copies, the same once more."""
    register.leave()
    copy.leave()
    shutil.copy(register.path, copy.path)
    return (open_register(each.path, each.who, each.clock) for each in (register, copy))


def merge(register, copy, side=None, decisions=None):
    copy.leave()
    other = open_copy(register, copy.path)
    plan = plan_merge(register, other, side, decisions)
    try:
        if plan.has_differences:
            register.perform(merge_copy, plan, other.content)
    finally:
        other.leave()
    return plan


def add_asset(opened, name, number):
    draft = AssetDraft(name, "ADVERTISER", number, owner_kind="UNKNOWN")
    return opened.perform(assets.record_asset, draft)


def rename(opened, asset, name):
    return opened.perform(lambda edit: edit.put(asset, replace(asset, name=name)))


def test_what_each_side_recorded_is_there_afterwards_and_one_undo_parts_them(register, nova, copy):
    ours = add_asset(register, "Ours", "7123998103425571011")
    theirs = add_asset(copy, "Theirs", "7123998103425571012")
    assert ours.id == theirs.id
    given = ShareDraft(theirs.id, nova.partnership.id, ("ANALYST",), granted_on="2026-11-01")
    share = copy.perform(shares.record_share, given)
    subject = Subject("share", share.id)
    copy.perform(evidence.attach, subject, [FileDraft("scan.pdf", PDF)])
    before = register.picture()
    merge(register, copy)
    assert register.undo_title == "Merged the copy “nova (Lea).delvia”"
    came = register.records.find(Asset, name="Theirs")
    assert register.records.get(Asset, ours.id).name == "Ours"
    (given,) = register.records.select(Share, asset=came.id)
    (kept,) = register.records.select(Attachment)
    assert (kept.subject_kind, kept.subject) == ("share", given.id)
    assert register.content(kept.sha256) == PDF
    assert not register.check()
    register.undo()
    assert register.picture().assets == before.assets
    assert register.picture().shares == before.shares


def test_a_copy_that_has_nothing_new_changes_nothing(register, nova, copy):
    add_asset(register, "Ours", "7123998103425571011")
    revision = register.revision
    assert not merge(register, copy).has_differences
    assert register.revision == revision


def test_a_copy_merged_again_has_nothing_more(register, nova, copy):
    add_asset(copy, "Theirs", "7123998103425571012")
    rename(copy, nova.ad_account, "Nova DE (old)")
    assert len(merge(register, copy).taken) == 2
    assert not merge(register, copy).has_differences


def test_one_field_changed_on_both_sides_is_named_and_a_side_decides(register, nova, copy):
    rename(register, nova.ad_account, "Nova here")
    copy.perform(
        lambda edit: edit.put(
            nova.ad_account, replace(nova.ad_account, name="Nova there", note="!")
        )
    )
    copy.leave()
    other = open_copy(register, copy.path)
    plan = plan_merge(register, other)
    (line,) = (line for line in merge_lines(register, plan) if line.what == "conflict")
    (field,) = line.fields
    assert (field.label, field.here, field.there) == ("Name", "Nova here", "Nova there")
    with pytest.raises(Refused):
        register.perform(merge_copy, plan, other.content)
    assert register.records.get(Asset, nova.ad_account.id).name == "Nova here"
    other.leave()
    for side, name in ((Side.OURS, "Nova here"), (Side.THEIRS, "Nova there")):
        merge(register, copy, side)
        asset = register.records.get(Asset, nova.ad_account.id)
        assert (asset.name, asset.note) == (name, "!")
        register.undo()


def test_what_one_side_deleted_and_the_other_changed_is_decided(register, nova, copy):
    person = register.perform(people.record_person, PersonDraft("Tom"))
    again, theirs = copied_again(register, copy)
    again.perform(people.delete_person, person)
    theirs.perform(people.record_leaving, person, StepDraft(on="2026-11-20"))
    with pytest.raises(Refused):
        merge(again, theirs)
    key = f"person/{person.id}"
    for side, decisions in ((None, {key: Side.THEIRS}), (Side.THEIRS, {})):
        plan = merge(again, theirs, side, decisions)
        assert [each.key for each in plan.conflicts] == [key]
        (back,) = again.records.select(Person)
        assert (back.name, str(back.left_on)) == ("Tom", "2026-11-20")
        again.undo()
    assert not merge(again, theirs, Side.OURS).taken
    assert again.records.select(Person) == ()
    again.leave()


def test_what_was_deleted_there_and_is_used_here_stays_or_is_refused(register, nova, copy):
    copy.perform(shares.delete_share, nova.share)
    copy.perform(assets.delete_asset, nova.ad_account)
    register.perform(shares.take_step, nova.share, "verify", StepDraft(on="2026-11-20"))
    with pytest.raises(Refused):
        merge(register, copy)
    merge(register, copy, Side.OURS)
    assert register.records.get(Share, nova.share.id).last_verified_on is not None
    assert register.records.get(Asset, nova.ad_account.id) == nova.ad_account


def asked(register, copy, decisions):
    """Return the keys of what is left to decide, and what stands against the merge then."""
    plan = plan_merge(register, copy, None, decisions)
    return [each.key for each in plan.undecided], list(plan.obstacles)


def test_each_conflict_is_decided_by_itself(register, nova, copy):
    for opened, name, note in ((register, "Nova here", "Ours"), (copy, "Nova there", "Theirs")):
        changed = replace(nova.ad_account, name=name, note=note)
        opened.perform(lambda edit, changed=changed: edit.put(nova.ad_account, changed))
    name, note = f"asset/{nova.ad_account.id}.name", f"asset/{nova.ad_account.id}.note"
    copy.leave()
    other = open_copy(register, copy.path)
    assert asked(register, other, {}) == ([name, note], [])
    assert asked(register, other, {name: Side.OURS}) == ([note], [])
    questions = {q.key: q for q in merge_questions(register, plan_merge(register, other))}
    assert questions[name].text == "Asset “Nova here”: Name"
    assert questions[name].examples == ("Before: Nova DE",)
    choices = [(each.code, each.label) for each in questions[name].choices]
    assert choices == [("ours", "Here: Nova here"), ("theirs", "In the copy: Nova there")]
    other.leave()
    merge(register, copy, None, {name: Side.OURS, note: Side.THEIRS})
    asset = register.records.get(Asset, nova.ad_account.id)
    assert (asset.name, asset.note) == ("Nova here", "Theirs")
    register.undo()
    assert register.records.get(Asset, nova.ad_account.id).note == "Ours"


def test_what_is_too_long_for_an_answer_stands_whole_above_the_answers(register, nova, copy):
    here, there = "Signed by both sides. " * 9, "Signed by nobody yet. " * 9
    for opened, note in ((register, here), (copy, there)):
        changed = replace(nova.ad_account, note=note)
        opened.perform(lambda edit, changed=changed: edit.put(nova.ad_account, changed))
    (question,) = merge_questions(register, plan_merge(register, copy))
    assert all(len(each.label) <= 60 for each in question.choices)
    assert question.examples == (f"Before: —\nHere: {here}\nIn the copy: {there}",)


def test_a_deletion_in_the_copy_of_what_is_used_here_is_decided_too(register, nova, copy):
    """The share was deleted there and verified here; its asset was deleted there."""
    copy.perform(shares.delete_share, nova.share)
    copy.perform(assets.delete_asset, nova.ad_account)
    register.perform(shares.take_step, nova.share, "verify", StepDraft(on="2026-11-20"))
    share, asset = f"share/{nova.share.id}", f"asset/{nova.ad_account.id}"
    copy.leave()
    other = open_copy(register, copy.path)
    assert asked(register, other, {}) == ([share, asset], [])
    assert asked(register, other, {share: Side.THEIRS}) == ([], [])
    said = ["Asset “Nova DE” was deleted in the copy, but is in use here."]
    assert asked(register, other, {share: Side.OURS, asset: Side.THEIRS}) == ([], said)
    # What was said to be kept is kept, also once nothing needs it.
    both = {share: Side.THEIRS, asset: Side.OURS}
    assert asked(register, other, both) == ([], [])
    other.leave()
    merge(register, copy, None, both)
    assert register.records.select(Share, id=nova.share.id) == ()
    assert register.records.get(Asset, nova.ad_account.id) == nova.ad_account


def test_what_the_copy_gave_to_somebody_deleted_here_waits_for_the_decision(register, nova, copy):
    spare = add_asset(register, "Spare", "7123998103425571019")
    again, theirs = copied_again(register, copy)
    again.perform(assets.delete_asset, spare)
    rename(theirs, spare, "Spare there")
    given = ShareDraft(spare.id, nova.partnership.id, ("ANALYST",), granted_on="2026-11-01")
    theirs.perform(shares.record_share, given)
    theirs.leave()
    other = open_copy(again, theirs.path)
    key = f"asset/{spare.id}"
    (question,) = merge_questions(again, plan_merge(again, other))
    assert question.examples == (
        "It was deleted here, but changed in the copy: Name: Spare → Spare there",
    )
    assert asked(again, other, {}) == ([key], [])
    undecided, (said,) = asked(again, other, {key: Side.OURS})
    assert not undecided
    assert "which was deleted here" in said
    other.leave()
    merge(again, theirs, None, {key: Side.THEIRS})
    back = again.records.find(Asset, name="Spare there")
    assert len(again.records.select(Share, asset=back.id)) == 1
    again.leave()


def test_a_register_is_not_merged_with_itself(register, nova):
    with pytest.raises(Refused, match="register itself"):
        open_copy(register, register.path)


def test_what_happens_to_the_copy_meanwhile_changes_nothing_of_the_merge(register, nova, copy):
    theirs = add_asset(copy, "Theirs", "7123998103425571012")
    copy.perform(evidence.attach, Subject("asset", theirs.id), [FileDraft("scan.pdf", PDF)])
    copy.leave()
    other = open_copy(register, copy.path)
    copy.path.write_bytes(b"not a register")
    register.perform(merge_copy, plan_merge(register, other), other.content)
    assert register.records.find(Asset, name="Theirs") is not None
    (kept,) = register.records.select(Attachment)
    assert register.content(kept.sha256) == PDF
    other.leave()


def test_the_same_typed_on_both_sides_comes_once(register, nova, copy):
    for opened, more in ((register, {"note": "Here"}), (copy, {"contact_name": "Tom"})):
        opened.perform(
            partners.record_partner, PartnerDraft("Kite", bc_id="7123998103425571777", **more)
        )
    merge(register, copy)
    (kite,) = (p for p in register.records.select(Partner) if p.name == "Kite")
    assert (kite.note, kite.contact_name) == ("Here", "Tom")


def test_what_cannot_both_be_true_is_refused_in_words(register, nova, copy):
    """The same asset was shared twice, once under a plan that both had and once as a new one."""
    draft = ShareDraft(nova.profile.id, nova.partnership.id, ("POST",))
    plan = register.perform(shares.record_share, draft)
    again, theirs = copied_again(register, copy)
    again.perform(shares.take_step, plan, "grant", StepDraft(on="2026-11-20"))
    theirs.perform(shares.delete_share, plan)
    theirs.perform(shares.record_share, replace(draft, granted_on="2026-11-21"))
    with pytest.raises(Refused):
        merge(again, theirs)
    again.leave()


def test_issued_documents_come_along_and_a_number_that_both_gave_is_marked(register, nova, copy):
    issued = []
    for opened in (register, copy):
        add_asset(opened, opened.who, "")
        prepared = prepare(opened, opened.picture(), PaperRequest("partner", int(nova.partner.id)))
        issued.append(opened.perform(papers.issue, prepared))
    content = copy.content(issued[1].sha256)
    assert issued[0].number == issued[1].number
    merge(register, copy)
    ours, theirs = register.records.select(AccessRecord)
    assert ours == issued[0]
    assert theirs.number == f"{issued[0].number} (nova (Lea))"
    assert register.content(theirs.sha256) == content
    assert not register.check()


def test_an_act_between_the_comparison_and_the_merge_asks_for_another_look(register, nova, copy):
    add_asset(copy, "Theirs", "7123998103425571012")
    copy.leave()
    other = open_copy(register, copy.path)
    plan = plan_merge(register, other)
    add_asset(register, "Ours", "7123998103425571011")
    with pytest.raises(Conflict):
        register.perform(merge_copy, plan, other.content)
    other.leave()


def test_a_copy_of_another_register_is_refused(register, nova, clock, tmp_path):
    path = tmp_path / "other.delvia"
    new_register(path, BrandDraft("Other"), "Mara", clock).leave()
    with pytest.raises(Refused, match="another register"):
        open_copy(register, path)


def test_what_the_copy_needs_and_was_deleted_here_is_named(register, nova, copy):
    spare = add_asset(register, "Spare", "7123998103425571019")
    again, theirs = copied_again(register, copy)
    again.perform(assets.delete_asset, spare)
    given = ShareDraft(spare.id, nova.partnership.id, ("ANALYST",), granted_on="2026-11-01")
    theirs.perform(shares.record_share, given)
    theirs.leave()
    other = open_copy(again, theirs.path)
    for side in (None, *Side):
        (said,) = plan_merge(again, other, side).obstacles
        assert said.startswith("Share “Spare for Brightside” of the copy needs “Spare”, which was")
    other.leave()
    again.undo()
    assert len(merge(again, theirs).taken) == 1
    again.leave()


def test_access_that_ended_there_makes_room_for_the_same_access_given_again(register, nova, copy):
    copy.perform(shares.take_step, nova.share, "revoke", StepDraft("2026-11-20", reason="OTHER"))
    given = ShareDraft(
        nova.share.asset, nova.partnership.id, nova.share.level, granted_on="2026-11-21"
    )
    copy.perform(shares.record_share, given)
    merge(register, copy)
    assert not register.check()
    assert [each.revoked_on is None for each in register.records.select(Share)] == [False, True]
