"""One act on many: what is shown before is what is done, as one act, all of it or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.grant_steps import DatesDraft, PurposeDraft
from delvia_desktop.domain.access.grants import GrantState, state_on
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.domain.access.seats import SeatDraft
from delvia_desktop.domain.access.share_steps import LevelDraft
from delvia_desktop.domain.access.shares import Share, ShareDraft
from delvia_desktop.domain.access.spark_codes import SparkCode
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.records.kinds import kind_named
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.domain.words.errors import DelviaError, Invalid
from delvia_desktop.domain.words.vocabulary import asset_type, level_label
from delvia_desktop.progress import Cancelled, progress_to
from delvia_desktop.services.access import bulk, grants, people, seats, shares
from delvia_desktop.services.access.bulk import ManyDraft
from delvia_desktop.services.access.bulk_words import (
    DATES,
    LOWER,
    PURPOSE,
    RAISE,
    act_words,
    recording_words,
)
from delvia_desktop.services.register.register import open_register
from delvia_desktop.services.register.words import called
from tests.figures import figure

STEPS = ["verify", "confirm", "revoke", "gone", "request", "grant"]
THEN = {"grant", "revoke"}
"""Those after which another step usually comes, that may be recorded with them."""

KINDS = ["share", "assignment", "spark-code", "shop-partner"]


@pytest.fixture
def opened(sample_file, tmp_path):
    path = tmp_path / "sample.delvia"
    path.write_bytes(sample_file.read_bytes())
    found = open_register(path, "Mara")
    yield found
    found.close()


def all_of(opened, kind):
    return opened.records.select(kind_named(kind).record)


def named(kind, keys):
    return [(kind, key) for key in keys]


def keys_of(opened, kind):
    return [int(record.id) for record in all_of(opened, kind)]


def step(opened) -> StepDraft:
    return StepDraft(on=opened.today.isoformat(), by="Tom", reason="Review")


def whole(opened) -> list[object]:
    return [all_of(opened, kind) for kind in KINDS]


def type_of(opened, share: Share):
    return asset_type(opened.records.get(Asset, share.asset).asset_type)


def new_made_alike(records) -> Counter[object]:
    """Return records without the numbers of those that an act made, which are given only once."""
    return Counter(replace(r, id=0) if isinstance(r, Share) and r.replaces else r for r in records)


def one_by_one(opened, kind: str, record, draft: ManyDraft) -> None:
    """Do the act on one record through the single act that the screens have for it."""
    if draft.act == DATES and kind == "share":
        dates = draft.dates
        before = typed(record, ShareDraft)
        change = replace(
            before,
            planned_end=dates.planned_end or before.planned_end,
            review_due=dates.review_due or before.review_due,
            approved_by=dates.approved_by or before.approved_by,
        )
        opened.perform(shares.change_share, record, change)
    elif draft.act == PURPOSE:
        change = replace(
            typed(record, ShareDraft),
            purpose=record.purpose or draft.purpose.purpose,
            approved_by=record.approved_by or draft.purpose.approved_by,
        )
        opened.perform(shares.change_share, record, change)
    elif draft.act in {RAISE, LOWER}:
        level = set(draft.levels[type_of(opened, record).code])
        if type_of(opened, record).choice == "set":
            level = level | set(record.level) if draft.act == RAISE else level & set(record.level)
        change = LevelDraft(tuple(level), draft.step.on, draft.shared_on, draft.step.reason)
        act = shares.raise_share if draft.act == RAISE else shares.lower_share
        opened.perform(act, record, change)
    else:
        is_seen = draft.then is not None and state_on(record, opened.today) == GrantState.REVOKED
        for name, taken in draft.steps[is_seen and draft.act == "revoke" :]:
            record = opened.perform(grants.take_step, record, name, taken)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("act", STEPS)
def test_acting_on_many_is_acting_on_each_and_one_undo_takes_it_back(opened, kind, act):
    draft = ManyDraft(act, step(opened))
    keys = keys_of(opened, kind)
    shown = bulk.preview_of(opened, named(kind, keys), draft)
    before = all_of(opened, kind)
    revision = opened.revision
    if len(shown.able) < len(keys):
        with pytest.raises(Invalid) as refused:
            opened.perform(bulk.act_on_names, named(kind, keys), draft)
        told = str(refused.value)
        assert all(line.name in told for line in shown.lines if line.problems)
        assert all_of(opened, kind) == before
    if not shown.able:
        return
    opened.perform(bulk.act_on_names, named(kind, shown.able), draft)
    together = all_of(opened, kind)
    assert opened.revision <= revision + 1
    if opened.revision > revision:
        opened.undo()
    assert all_of(opened, kind) == before
    for record in before:
        if record.id in shown.able:
            one_by_one(opened, kind, record, draft)
    assert all_of(opened, kind) == together


days = st.integers(-400, 500)


@st.composite
def acts(draw, opened) -> ManyDraft:
    """Return any act on shares, also with days and levels that some shares cannot take."""
    today = opened.today
    on = (today - timedelta(days=draw(st.integers(0, 60)))).isoformat()
    taken = StepDraft(on, "Tom", draw(st.sampled_from(["Review", ""])))
    act = draw(st.sampled_from([*STEPS, DATES, PURPOSE, RAISE, LOWER]))
    dates = DatesDraft(
        (today + timedelta(days=draw(days))).isoformat(),
        draw(st.sampled_from(["", "+30"])),
        draw(st.sampled_from(["", "Board"])),
    )
    purpose = PurposeDraft(draw(st.sampled_from(["", "Launch"])), dates.approved_by)
    levels = {}
    for code in sorted({type_of(opened, share).code for share in all_of(opened, "share")}):
        known = [level.code for level in asset_type(code).levels]
        one = asset_type(code).choice != "set"
        some = st.lists(st.sampled_from(known), unique=True, max_size=1 if one else 3)
        levels[code] = tuple(draw(some)) if known else ()
    shared_on = draw(st.sampled_from(["", today.isoformat()]))
    seen = (today - timedelta(days=draw(st.integers(0, 60)))).isoformat()
    then = draw(st.sampled_from([None, StepDraft(seen, "Ann")])) if act in THEN else None
    return ManyDraft(act, taken, dates, purpose, levels, shared_on, then)


@given(data=st.data())
@settings(max_examples=figure("acts on many"))
def test_any_act_on_any_shares_is_that_on_each_or_leaves_everything_as_it_was(opened, data):
    draft = data.draw(acts(opened))
    keys = data.draw(st.lists(st.sampled_from(keys_of(opened, "share")), unique=True, min_size=1))
    before, revision = whole(opened), opened.revision
    shown = bulk.preview_of(opened, named("share", keys), draft)
    assert whole(opened) == before  # looking changes nothing
    assert [line.key for line in shown.lines] == keys
    if shown.problems or len(shown.able) < len(keys):
        with pytest.raises(DelviaError):
            opened.perform(bulk.act_on_names, named("share", keys), draft)
        assert (whole(opened), opened.revision) == (before, revision)
    if shown.problems or not shown.able:
        return
    opened.perform(bulk.act_on_names, named("share", shown.able), draft)
    together = new_made_alike(all_of(opened, "share"))
    acted = opened.revision - revision
    assert acted <= 1
    assert bool(acted) == any(line.changes for line in shown.lines)
    if acted:
        opened.undo()
    assert whole(opened) == before
    start = opened.revision
    for key in shown.able:
        one_by_one(opened, "share", opened.records.get(Share, key), draft)
    assert new_made_alike(all_of(opened, "share")) == together
    for _ in range(opened.revision - start):
        opened.undo()
    assert whole(opened) == before


def test_what_was_not_typed_is_said_of_the_form_and_not_of_each_row(opened):
    keys = keys_of(opened, "share")
    shown = bulk.preview_of(
        opened, named("share", keys), ManyDraft("revoke", StepDraft("tomorrow"))
    )
    assert {problem.field for problem in shown.problems} == {"on", "reason"}
    ended = [line.problems or line.done for line in shown.lines if line.problems or line.done]
    assert set(ended) == {
        ("Only active access can be revoked.",),
        "The end is already recorded: nothing changes.",
    }
    assert 0 < len(ended) < len(keys)


def test_what_ended_and_was_seen_gone_is_one_act_and_each_date_has_its_own_problem(opened):
    able = bulk.able_to(opened, "revoke", named("share", keys_of(opened, "share")))
    ended, today = step(opened), opened.today
    early = StepDraft((today - timedelta(days=1)).isoformat())
    shown = bulk.preview_of(opened, able, ManyDraft("revoke", ended, then=early))
    assert [problem.field for problem in shown.problems] == ["gone.on"]
    both = ManyDraft("revoke", ended, then=StepDraft(ended.on))
    before, revision = whole(opened), opened.revision
    gone = opened.perform(bulk.act_on_names, able, both)
    assert {(share.revoked_on, share.verified_gone_on) for share in gone} == {(today, today)}
    act = f"Verified removal: {len(able)} shares (with the step before it)"
    assert opened.undo_title == act
    opened.undo()
    assert (whole(opened), opened.revision > revision) == (before, True)


def test_what_was_revoked_earlier_is_verified_with_what_is_revoked_now(nova):
    """Found by a newcomer: “Also: Verify removal” left out a share that had ended before."""
    register, today = nova.register, nova.register.today
    other = ShareDraft(nova.profile.id, nova.partnership.id, ("POST",), granted_on="2026-02-03")
    second = register.perform(shares.record_share, other)
    names = named("share", [nova.share.id, second.id])
    early = StepDraft((today - timedelta(days=2)).isoformat(), "Ann", "It ended")
    register.perform(bulk.act_on_names, names[:1], ManyDraft("revoke", early))
    now = StepDraft(today.isoformat(), "Bea", "All ends")
    alone = bulk.preview_of(register, names, ManyDraft("revoke", now))
    assert (alone.able, alone.unable) == ((second.id,), ())
    assert alone.lines[0].done == "The end is already recorded: nothing changes."
    both = ManyDraft("revoke", now, then=StepDraft(today.isoformat()))
    assert bulk.preview_of(register, names, both).able == (nova.share.id, second.id)
    first, last = register.perform(bulk.act_on_names, names, both)
    assert (first.revoked_by, first.revoked_on) == ("Ann", today - timedelta(days=2))
    assert (last.revoked_by, last.revoked_on) == ("Bea", today)
    assert first.verified_gone_on == last.verified_gone_on == today


def test_a_secret_is_refused_for_all_at_once_and_a_text_vouched_for_is_not(opened):
    keys = [share.id for share in all_of(opened, "share") if share.revoked_on is None][:5]
    text = "Password: Summer-2026-x!"
    draft = ManyDraft("request", replace(step(opened), reason=text))
    shown = bulk.preview_of(opened, named("share", keys), draft)
    assert [(problem.field, problem.doubted) for problem in shown.problems] == [("reason", text)]
    with pytest.raises(Invalid) as refused:
        opened.perform(bulk.act_on_names, named("share", keys), draft)
    assert refused.value.problems[0].doubted == text
    opened.vouch(text)
    copy = opened.copy()
    able = bulk.preview_of(copy, named("share", keys), draft)
    copy.close()
    assert not able.problems
    done = opened.perform(bulk.act_on_names, named("share", able.able), draft)
    assert {share.revoke_reason for share in done} == {text}


def test_dates_are_set_on_many_and_an_ended_one_says_why_it_cannot(opened):
    keys = keys_of(opened, "share")
    draft = ManyDraft(DATES, dates=DatesDraft("2027-06-30", approved_by="Board"))
    shown = bulk.preview_of(opened, named("share", keys), draft)
    ended = [line for line in shown.lines if line.problems]
    assert {line.problems for line in ended} == {("It has already ended.",)}
    going = next(line for line in shown.lines if not line.problems)
    assert any(change.startswith("Planned end: ") for change in going.changes)
    done = opened.perform(bulk.act_on_names, named("share", shown.able), draft)
    assert {share.planned_end.isoformat() for share in done} == {"2027-06-30"}
    assert "shares" in opened.undo_title
    with pytest.raises(Invalid) as nothing_typed:
        opened.perform(bulk.act_on_names, named("share", shown.able[:1]), ManyDraft(DATES))
    assert nothing_typed.value.problems[0].field == "planned_end"


def test_a_purpose_is_recorded_of_many_where_it_is_missing_and_one_undo_takes_it_back(opened):
    """Found by a newcomer: forty shares without a purpose were forty forms."""
    [none, half, whole_one, *_] = [
        share
        for share in all_of(opened, "share")
        if share.purpose and share.approved_by and not share.is_incoming and not share.revoked_on
    ]
    ended = next(share for share in all_of(opened, "share") if share.verified_gone_on)
    nothing = {"purpose": "", "approved_by": ""}
    for share, lost in ((none, nothing), (ended, nothing), (half, {"approved_by": ""})):
        opened.perform(shares.change_share, share, replace(typed(share, ShareDraft), **lost))
    before = all_of(opened, "share")
    names = named("share", [none.id, half.id, whole_one.id, ended.id])
    draft = ManyDraft(PURPOSE, purpose=PurposeDraft("Spring launch", "Mara"))
    told = {line.key: line for line in bulk.preview_of(opened, names, draft).lines}
    assert told[none.id].changes == (
        "Purpose: — → Spring launch",
        "Approved by: — → Mara",
    )
    assert told[half.id].changes == ("Approved by: — → Mara",)
    assert told[whole_one.id].done
    assert told[ended.id].problems == ("It has already ended.",)
    lacking = ManyDraft(PURPOSE, purpose=PurposeDraft("Spring launch"))
    assert bulk.preview_of(opened, names, lacking).able == (none.id,)
    able = bulk.preview_of(opened, names, draft).able
    done = opened.perform(bulk.act_on_names, named("share", able), draft)
    assert [(share.purpose, share.approved_by) for share in done] == [
        ("Spring launch", "Mara"),
        (half.purpose, "Mara"),
    ]
    opened.undo()
    assert all_of(opened, "share") == before


def test_a_code_that_ran_out_takes_no_step_and_its_end_follows_from_its_days(opened):
    keys = keys_of(opened, "spark-code")
    shown = bulk.preview_of(opened, named("spark-code", keys), ManyDraft("verify", step(opened)))
    words = {line.key: " ".join(line.problems) for line in shown.lines}
    over = [
        code.id
        for code in opened.records.select(SparkCode)
        if code.planned_end and code.planned_end < opened.today and code.revoked_on is None
    ]
    assert over
    assert all("It expired on " in words[key] for key in over)
    assert shown.able
    late = ManyDraft(DATES, dates=DatesDraft("2027-06-30"))
    for line in bulk.preview_of(opened, named("spark-code", shown.able), late).lines:
        assert "follows from its validity period" in line.problems[0]
    later = ManyDraft(DATES, dates=DatesDraft(review_due="2027-06-30"))
    assert bulk.preview_of(opened, named("spark-code", shown.able), later).able == shown.able


def test_each_row_keeps_the_rule_of_its_level(opened):
    """A pixel has none, a TikTok account gains to its set, an ad account goes up or stays."""
    keys = keys_of(opened, "share")
    levels = {"ADVERTISER": ("ADMIN",), "TT_ACCOUNT": ("LIVE",), "CATALOG": ("ADMIN",)}
    draft = ManyDraft(RAISE, step(opened), levels=levels)
    shown = bulk.preview_of(opened, named("share", keys), draft)
    by_type = {}
    for line in shown.lines:
        share = opened.records.get(Share, line.key)
        by_type.setdefault(type_of(opened, share).code, []).append((share, line))
    assert {"ADVERTISER", "TT_ACCOUNT", "PIXEL"} <= set(by_type)
    assert all("has no access levels" in " ".join(line.problems) for _, line in by_type["PIXEL"])
    done = {
        share.id: share
        for share in opened.perform(bulk.act_on_names, named("share", shown.able), draft)
    }
    assert {type_of(opened, share).code for share in done.values()} >= {"ADVERTISER", "TT_ACCOUNT"}
    for code, rows in by_type.items():
        for before, line in rows:
            if line.problems:
                continue
            after = done[before.id]
            wanted = {*before.level, "LIVE"} if code == "TT_ACCOUNT" else set(levels[code])
            assert set(after.level) == wanted
            assert any("→" in change for change in line.changes)


def test_many_are_lowered_in_two_steps_each(opened):
    keys = keys_of(opened, "share")
    draft = ManyDraft(LOWER, replace(step(opened), on=""), levels={"ADVERTISER": ("ANALYST",)})
    shown = bulk.preview_of(opened, named("share", keys), draft)
    assert shown.able
    going = next(line for line in shown.lines if not line.problems)
    assert "Then shared again at Analyst: not done yet" in going.changes
    made = opened.perform(bulk.act_on_names, named("share", shown.able), draft)
    old, new = made[0::2], made[1::2]
    assert [share.id for share in old] == [share.replaces for share in new]
    assert all(share.revoked_on is None and share.revoke_requested_on for share in old)
    assert {(share.level, share.granted_on) for share in new} == {(("ANALYST",), None)}


@pytest.mark.parametrize("act", ["revoke", "request", LOWER])
def test_what_stops_at_once_is_named_with_partner_asset_and_level(opened, act):
    keys = keys_of(opened, "share")
    draft = ManyDraft(act, step(opened), levels={"TT_ACCOUNT": ("POST",)})
    shown = bulk.preview_of(opened, named("share", keys), draft)
    going = [opened.records.get(Share, key) for key in shown.able]
    accounts = [share for share in going if type_of(opened, share).code == "TT_ACCOUNT"]
    assert accounts
    warned = "\n".join(shown.warnings)
    for share in accounts:
        asset = opened.records.get(Asset, share.asset)
        partnership = opened.records.get(Partnership, share.partnership)
        partner = opened.records.get(Partner, partnership.partner).name
        level = level_label("TT_ACCOUNT", share.level)
        assert any(partner in w and f"{asset.name} ({level})" in w for w in shown.warnings)
    assert warned.count(" (") == len(accounts)
    assert not bulk.preview_of(
        opened, named("share", keys), ManyDraft("verify", step(opened))
    ).warnings


def test_an_asset_is_never_open_twice_for_a_partner(nova):
    """Lowered twice while it was still open, it has two plans; only one can be given."""
    lower = LevelDraft(("ANALYST",))
    _, first = nova.register.perform(shares.lower_share, nova.share, lower)
    now = nova.register.records.get(Share, nova.share.id)
    _, second = nova.register.perform(shares.lower_share, now, lower)
    on = StepDraft("2026-11-20", reason="Lowered")
    with pytest.raises(Invalid, match="still shared with this partner"):
        nova.register.perform(shares.take_step, first, "grant", on)
    now = nova.register.records.get(Share, nova.share.id)
    nova.register.perform(shares.take_step, now, "revoke", on)
    both = ManyDraft("grant", on)
    shown = bulk.preview_of(nova.register, named("share", [first.id, second.id]), both)
    assert shown.able == (first.id,)
    with pytest.raises(Invalid, match="still shared with this partner"):
        nova.register.perform(bulk.act_on_names, named("share", [first.id, second.id]), both)
    nova.register.perform(bulk.act_on_names, named("share", shown.able), both)


def test_a_password_that_somebody_knows_cannot_be_taken_back(opened):
    """Found by a newcomer: revoked in a procedure, it was taken for changed."""
    keys = keys_of(opened, "assignment")
    shown = bulk.preview_of(opened, named("assignment", keys), ManyDraft("revoke", step(opened)))
    known = {a.id for a in opened.records.select(Assignment) if a.surface == "LOGIN"}
    assert known
    assert known.isdisjoint(shown.able)
    one = opened.records.get(Assignment, min(known))
    for act in ("revoke", "request"):
        with pytest.raises(Invalid, match="Change the password instead"):
            opened.perform(grants.take_step, one, act, StepDraft("today", reason="Left"))


def test_looking_tells_how_far_it_is_and_can_be_ended(opened):
    told = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled), progress_to(tell):
        bulk.preview_of(opened, named("share", keys_of(opened, "share")), ManyDraft("verify"))
    assert [done for done, _ in told] == [0, 1, 2, 3]


def test_sharing_several_tells_of_all_that_are_refused_and_shares_none(nova):
    before = nova.register.revision
    drafts = [
        ShareDraft(asset.id, nova.partnership.id, level, planned_end="2020-01-01", granted_on="+0")
        for asset, level in (
            (nova.ad_account, ("ANALYST",)),
            (nova.theirs, ("ANALYST",)),
            (nova.profile, ()),
        )
    ]
    with pytest.raises(Invalid) as refused:
        nova.register.perform(shares.record_shares, drafts)
    told = [(problem.field, problem.text) for problem in refused.value.problems]
    assert told[0] == ("planned_end", "Cannot be before the date it is shared.")
    words = "\n".join(text for _, text in told[1:])
    assert "Nova DE: Brightside already has this asset at Operator." in words
    assert "Launch: Brightside owns this." in words
    assert "@nova: Choose an access level." in words
    assert nova.register.revision == before


def test_what_was_seen_gone_already_is_passed_by_and_the_others_go_on(nova):
    register, today = nova.register, nova.register.today.isoformat()
    other = ShareDraft(nova.profile.id, nova.partnership.id, ("POST",), granted_on="2026-02-03")
    second = register.perform(shares.record_share, other)
    keys = [nova.share.id, second.id]
    ended = StepDraft(today, reason="It ended")
    register.perform(bulk.act_on_names, named("share", keys), ManyDraft("revoke", ended))
    register.perform(
        bulk.act_on_names, named("share", keys[:1]), ManyDraft("gone", StepDraft(today))
    )
    gone = ManyDraft("gone", StepDraft(today))
    seen = bulk.preview_of(register, named("share", keys), gone)
    assert (seen.able, seen.unable) == ((second.id,), ())
    assert "already" in seen.lines[0].done
    register.perform(bulk.act_on_names, named("share", seen.able), gone)
    with pytest.raises(Invalid, match="already verified"):
        register.perform(grants.take_step, register.records.get(Share, second.id), "gone", ended)


def test_seats_that_end_together_are_removed_and_not_revoked(nova):
    """Found by a newcomer: the button said removal, the form and the history “Revoke”."""
    assert act_words("revoke", {"seat"}) == "Remove"
    assert act_words("revoke", {"seat", "share"}) == "Revoke"
    assert recording_words("revoke", {"seat"}) == "Record removal"
    assert recording_words("revoke", {"seat", "share"}) == "Record revocation"
    assert recording_words("verify", {"share"}) == "Verify"
    names = []
    for name in ("Ann", "Bea"):
        person = nova.register.perform(people.record_person, PersonDraft(name))
        draft = SeatDraft(person.id, nova.center.id, accepted_on="2026-10-02")
        names.append(("seat", nova.register.perform(seats.record_seat, draft).id))
    nova.register.perform(
        bulk.act_on_names, names, ManyDraft("revoke", StepDraft("2026-11-01", reason="Left"))
    )
    assert nova.register.undo_title == "Removed: 2 seats"


def test_what_was_recorded_of_many_is_said_by_what_it_changed(opened):
    """Found by a newcomer: only approvers were recorded, and purposes were told of."""
    [both, half, whole_one, *_] = [
        share
        for share in all_of(opened, "share")
        if share.purpose and share.approved_by and not share.is_incoming and not share.revoked_on
    ]
    lost = (both, {"purpose": "", "approved_by": ""}), (half, {"approved_by": ""})
    for share, fields in lost:
        opened.perform(shares.change_share, share, replace(typed(share, ShareDraft), **fields))
    of_half = named("share", [half.id, whole_one.id])
    of_all = named("share", [both.id, half.id, whole_one.id])
    assert bulk.lacking(opened, of_half) == ("approved_by",)
    assert bulk.lacking(opened, of_all) == ("purpose", "approved_by")
    for names, purpose, told in (
        (of_half, PurposeDraft("", "Mara"), f"Recorded approver of {called(opened.records, half)}"),
        (of_all, PurposeDraft("Launch", "Mara"), "Recorded purpose and approver of 2 shares"),
        (of_all[:1], PurposeDraft("Launch"), f"Recorded purpose of {called(opened.records, both)}"),
    ):
        opened.perform(bulk.act_on_names, names, ManyDraft(PURPOSE, purpose=purpose))
        assert opened.undo_title == told
        opened.undo()
    same = ManyDraft(DATES, dates=DatesDraft("2027-07-01"))
    opened.perform(bulk.act_on_names, of_all[:1], same)
    opened.perform(bulk.act_on_names, of_all, same)
    assert opened.undo_title == "Set dates of 2 shares"
