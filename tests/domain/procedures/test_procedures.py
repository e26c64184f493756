"""Procedures: their steps are sound data, and each check speaks just inside its condition."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest

from delvia_desktop.domain.access.assets import OwnerKind
from delvia_desktop.domain.access.assignments import Surface
from delvia_desktop.domain.procedures.acts import begins_at
from delvia_desktop.domain.procedures.checks import (
    CHECKS,
    LOOKED_FOR,
    REMEDIES,
    SHOWN,
    WAIVABLE,
    is_unrecorded,
    missing,
    shown,
)
from delvia_desktop.domain.procedures.plans import (
    Guided,
    StepStanding,
    followers,
    guided_procedure,
    paragraphs,
    procedure,
    procedure_of,
    procedures,
    shipped_words,
    stands_of,
    waits_words,
)
from delvia_desktop.domain.procedures.steps import (
    Course,
    FinishDraft,
    RunDraft,
    TakenDraft,
    begun,
    begun_by,
    cannot_reopen,
    done,
    finished,
    is_seen,
    ready_as_seen,
    rechecked,
    shown_at_end,
    skipped,
    stands_in,
    stopped,
)
from delvia_desktop.domain.procedures.targets import asked_for, targets
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.acknowledgements import Acknowledgement
from delvia_desktop.domain.records.kinds import KINDS
from delvia_desktop.domain.records.procedures import Run, Step
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.i18n import show_day
from tests.domain.sound import (
    ADMIN,
    ADS,
    CENTER,
    CLAIM,
    CODE,
    DUTY,
    JO,
    KITE,
    KNOWS,
    LEA,
    LOGIN,
    MARA,
    MEMBER,
    PERIOD,
    PROFILE,
    PROFILE_SHARE,
    SECOND,
    SHARE,
    SHOP_PARTNER,
    STAFF,
    STARTED,
    TODAY,
    WHOLE,
    ago,
    ahead,
    situation,
)  # fmt: skip

PARTNER = Run(1, "END_PARTNERSHIP", 1, ago(3), partner=1)
PERSON = Run(1, "PERSON_LEAVES", 1, ago(3), person=3)
HANDOVER = Run(1, "ADMIN_HANDOVER", 1, ago(3), person=1, successor=3)
SEES = Run(1, "CANNOT_SEE", 1, ago(3), person=3, asset=1)
GONE = {"revoked_on": ago(5), "revoke_requested_on": ago(5)}
SEEN = {**GONE, "verified_gone_on": ago(1)}
THEIRS = {"owner_kind": OwnerKind.PARTNER, "owner_partner": 1}
REMOVED = replace(PERIOD, removed_on=ago(2), ending_on=ago(2))
TOM = replace(JO, id=4, name="Tom", employer="PARTNER", partner=1)
PAPER = AccessRecord(
    1, "HR-1", "offboarding", "Kite", TODAY, datetime(2026, 11, 22, tzinfo=UTC), 1, "", "",
    datetime(2026, 11, 22, tzinfo=UTC), "Mara", partner=1,
)  # fmt: skip
SIGNED = Acknowledgement(1, 1, "SCAN", "Tom", TODAY)
BOTH = [SIGNED, replace(SIGNED, id=2, who="Mara Lindt")]
LEAVER = replace(PAPER, kind="person", partner=None, subject_kind="person", subject=3)
ALL_SEEN = [replace(r, **SEEN) for r in (SHARE, PROFILE_SHARE, SHOP_PARTNER, CODE)]
RAISED = replace(MEMBER, role="ADMIN", last_role_change_on=ago(1), last_verified_on=TODAY)
UNTOLD = replace(SHARE, approved_by="")
JUST = replace(STARTED, id=9, opened_on=ago(1))


class Case(NamedTuple):
    """A check, a run, what leaves something to be done, and what does not."""

    check: str
    run: Run
    lacking: Any
    well: Any = ()
    without: Any = ()


CASES = [
    Case("own_center", PARTNER, [replace(CENTER, is_own=False)]),
    Case("two_own_admins", PARTNER, [], [SECOND], without=[SECOND]),
    Case("partner_id", PARTNER, [replace(KITE, business_center=None)]),
    Case("scope_written", PARTNER, [UNTOLD], [UNTOLD, replace(PERIOD, scope_agreed="Ads")]),
    Case("no_login", PARTNER, [TOM, replace(KNOWS, id=9, person=4)], [TOM, KNOWS]),
    Case("requested", PARTNER, [replace(PERIOD, requested_on=None, confirmed_on=None)]),
    Case("shares_given", PARTNER, [replace(SHARE, **GONE), replace(PROFILE_SHARE, **GONE)],
         [replace(SHARE, **GONE)]),
    Case("shares_verified", PARTNER, [replace(SHARE, last_verified_on=None)]),
    Case("partnership_confirmed", PARTNER, [replace(PERIOD, confirmed_on=None)]),
    Case("dates_set", PARTNER, [], [replace(PERIOD, engagement_mid=TODAY)]),
    Case("record_signed", PARTNER, [replace(PAPER, issued_at=datetime(2026, 11, 1, tzinfo=UTC))],
         [PAPER, *BOTH]),
    Case("record_signed", PARTNER, [PAPER], [PAPER, *BOTH]),
    Case("record_signed", PARTNER, [PAPER, SIGNED], [PAPER, *BOTH]),
    Case("record_signed", PARTNER, [PAPER, *BOTH, replace(PAPER, id=2, supersedes=1)],
         [PAPER, replace(PAPER, id=2, supersedes=1),
          *(replace(each, access_record=2) for each in BOTH)]),
    Case("record_signed", PARTNER, [replace(PAPER, kind="partner"), *BOTH], [PAPER, *BOTH]),
    Case("record_signed", PERSON,
         [replace(LEAVER, subject=2), *BOTH, replace(LEAVER, id=2, kind="admin")],
         [LEAVER, *BOTH]),
    Case("end_dated", PARTNER, [replace(PERIOD, engagement_end=None, ending_on=TODAY)],
         [replace(PERIOD, engagement_end=None, removed_on=TODAY)]),
    Case("shares_listed", PARTNER,
         [replace(SHARE, last_verified_on=TODAY), replace(PROFILE_SHARE, last_verified_on=ago(4))],
         [replace(s, last_verified_on=TODAY) for s in (SHARE, PROFILE_SHARE)]),
    Case("shares_listed", PARTNER,
         [*(replace(s, last_verified_on=TODAY) for s in (SHARE, PROFILE_SHARE)),
          replace(SHARE, id=9, is_incoming=True, last_verified_on=None)],
         [replace(s, last_verified_on=TODAY) for s in (SHARE, PROFILE_SHARE)]),
    Case("transfer_first", PARTNER, [replace(ADS, **THEIRS)],
         [replace(ADS, **THEIRS), replace(PERIOD, waiver="Refused for good")]),
    Case("nothing_owned", PARTNER, [replace(ADS, **THEIRS)]),
    Case("shares_taken_back", PARTNER, [replace(PROFILE_SHARE, **GONE)],
         [replace(PROFILE_SHARE, **GONE), replace(SHARE, **GONE)]),
    Case("partner_removed", PARTNER, [replace(REMOVED, removed_on=ahead(1))], [REMOVED]),
    Case("incoming_gone", PARTNER, [replace(SHARE, id=9, is_incoming=True)],
         [replace(SHARE, id=9, is_incoming=True, **GONE)]),
    Case("agency_people_gone", PARTNER, [replace(SHOP_PARTNER, **GONE)],
         [replace(SHOP_PARTNER, **GONE), replace(CODE, **GONE)]),
    Case("agency_people_gone", PARTNER,
         [replace(SHOP_PARTNER, **GONE), replace(CODE, **GONE), TOM, replace(MEMBER, person=4)],
         [replace(SHOP_PARTNER, **GONE), replace(CODE, **GONE), TOM]),
    Case("removals_verified", PARTNER, [*ALL_SEEN, replace(SHARE, **GONE)], ALL_SEEN),
    Case("removals_verified", PARTNER, [*ALL_SEEN, replace(CODE, **GONE)], ALL_SEEN),
    Case("partnership_closed", PARTNER, [REMOVED], [replace(REMOVED, closed_on=TODAY)]),
    Case("still_connected", PARTNER, [REMOVED]),
    Case("something_claimed", PARTNER, [], [replace(CLAIM, asset=1, partner=1)]),
    Case("claims_opened", PARTNER, [replace(ADS, **THEIRS)],
         [replace(ADS, **THEIRS), replace(CLAIM, asset=1, partner=1)]),
    Case("claims_asked", PARTNER, [replace(ADS, **THEIRS), replace(CLAIM, asset=1, partner=1)],
         [replace(ADS, **THEIRS), replace(CLAIM, asset=1, partner=1, asked_on=ago(1))]),
    Case("claims_settled", PARTNER, [replace(CLAIM, asset=1, partner=1, asked_on=ago(1))],
         [replace(CLAIM, asset=1, partner=1, asked_on=ago(1), dropped_on=TODAY)]),
    Case("review_begun", PARTNER, [], [JUST]),
    Case("review_begun", replace(PARTNER, partner=None), [], [replace(WHOLE, opened_on=ago(3))]),
    Case("review_closed", PARTNER, [replace(JUST, closed_on=None)], [JUST]),
    Case("end_reviewed", PARTNER, [JUST], [replace(JUST, kind="END")]),
    Case("end_reviewed", PARTNER, [replace(JUST, kind="END", closed_on=None)],
         [replace(JUST, kind="END")]),
    Case("end_reviewed", PARTNER, [*ALL_SEEN, replace(CODE, **GONE)], ALL_SEEN),
    Case("last_day_known", PERSON, [], [replace(JO, planned_end=ahead(4))]),
    Case("not_sole_admin", HANDOVER, [], [SECOND], without=[SECOND]),
    Case("seats_removed", PERSON, [], [replace(MEMBER, removed_on=TODAY)]),
    Case("assets_gone", PERSON, [], [replace(DUTY, **GONE)]),
    Case("assets_gone", PERSON, [replace(DUTY, surface="ACCOUNT_GROUP")],
         [replace(DUTY, surface="ACCOUNT_GROUP", **GONE)]),
    Case("direct_gone", PERSON, [replace(DUTY, surface="ADS_MANAGER")],
         [replace(DUTY, surface="ADS_MANAGER", **GONE)]),
    Case("shop_gone", PERSON, [], [replace(STAFF, **GONE)]),
    Case("codes_gone", PERSON, [replace(CODE, partner=None, person=3)],
         [replace(CODE, partner=None, person=3, **GONE)]),
    Case("person_knows_none", PERSON, [], [replace(KNOWS, **GONE)]),
    Case("duties_handed_over", PERSON, [replace(ADS, internal_owner=JO.name)]),
    Case("removals_verified", PERSON,
         [replace(MEMBER, removed_on=ago(1)), *(replace(d, **SEEN) for d in (DUTY, STAFF, KNOWS))],
         [replace(MEMBER, removed_on=ago(1), removal_verified_on=TODAY),
          *(replace(d, **SEEN) for d in (DUTY, STAFF, KNOWS))]),
    Case("successor_joined", HANDOVER, [replace(MEMBER, accepted_on=None, invited_on=ago(1))]),
    Case("successor_admin", HANDOVER, [], [RAISED]),
    Case("successor_seen", HANDOVER, [replace(RAISED, last_verified_on=ago(2))], [RAISED]),
    Case("two_admins_after", HANDOVER, [], [RAISED]),
    Case("old_admin_lowered", HANDOVER, [], [replace(ADMIN, role="STANDARD")]),
    Case("holds_no_login", HANDOVER, [], [LOGIN], without=[]),
    Case("has_joined", SEES, [replace(MEMBER, accepted_on=None, invited_on=ago(1))]),
    Case("asset_given", SEES, [replace(DUTY, **GONE)]),
    Case("asset_ours", SEES, [replace(ADS, **THEIRS)]),
    Case("role_not_raised", SEES, [RAISED], [replace(RAISED, last_role_change_on=ago(4))]),
]  # fmt: skip


def lacks(case: Case, changes: Any) -> str:
    again = {(type(record), record.id) for record in changes}
    without = [record for record in case.without if (type(record), record.id) not in again]
    return missing([case.check], situation(changes, without), case.run).get(case.check, "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.check)
def test_a_check_speaks_just_inside_its_condition_and_not_just_outside(case):
    text = lacks(case, case.lacking)
    assert text.endswith(".")
    assert "{" not in text
    well = case.well
    if case.check == "holds_no_login":
        well = [replace(LOGIN, mailbox_holder=2)]
        without = replace(LOGIN, id=2, asset=3, mailbox_holder=2)
        well.append(without)
    assert lacks(case, well) == ""


def test_a_step_that_ends_with_signatures_is_not_done_by_printing_alone():
    """Found by a newcomer: “Print and sign” was “Shown in the register” though no one signed."""
    plan = procedure("END_PARTNERSHIP").step("PRINT")
    for paper, last, sentence, at in (
        ([], {}, "has not been issued", (KITE, Act.PRINT)),
        ([PAPER], {}, "HR-1 is issued but not signed yet.", (PAPER, Act.ACKNOWLEDGE)),
        ([PAPER], {("share", 1): 2}, "Print a new version.", (PAPER, Act.RENEW)),
        ([PAPER, SIGNED], {}, "1 more signature is not recorded", (PAPER, Act.ACKNOWLEDGE)),
        ([PAPER, *BOTH], {("share", 1): 2}, "", (KITE, Act.PRINT)),
    ):
        here = situation(paper, last_changes=last)
        assert is_seen(plan, here, PARTNER) is (not sentence)
        assert sentence in missing([plan.seen], here, PARTNER).get(plan.seen, "")
        assert begins_at(here, PARTNER, KITE, Act.PRINT) == at


def test_every_check_has_its_table_and_is_named_by_a_step():
    named = {
        name
        for plan in procedures().values()
        for step in plan.steps
        for name in (*step.guards, step.seen)
        if name
    }
    assert named == set(CHECKS) == {case.check for case in CASES}
    assert named >= WAIVABLE | set(SHOWN)


def test_the_seven_procedures_are_whole_and_their_steps_stand_in_order():
    assert len(procedures()) == 7
    kinds = {kind.name for kind in KINDS}
    for plan in procedures().values():
        codes = [step.code for step in plan.steps]
        assert len(set(codes)) == len(codes)
        assert plan.title
        assert plan.purpose.endswith(".")
        assert bool(plan.recheck_days) == bool(plan.recheck_for)
        for number, step in enumerate(plan.steps):
            assert set(step.after) <= set(codes[:number]), step.code
            assert step.changed_in <= plan.version
            for words in (step.title, step.why, step.where, step.confirm, step.source):
                assert words, (plan.code, step.code)
            if step.record is not None:
                assert {step.record.kind, step.record.writes} <= kinds
            assert "Why" in shipped_words(step)
            assert len(paragraphs(step)) >= 3


_PATH = {
    "own": ["OWN_CENTER", "ADMINS"],
    "partner": ["PARTNER_ID", "SCOPE", "ADD_PARTNER"],
    "assets": ["SHARE"],
    "confirm": ["CONFIRMED"],
}
PATHS = dict.fromkeys((3, 4, 5, 6, 7, 8, 9), _PATH)
"""The steps that the guided path does, by the version that declares them; none is ever altered."""


def test_what_the_guided_path_does_changes_only_with_the_version_of_its_procedure():
    plan = guided_procedure()
    assert [each.code for each in procedures().values() if each.is_guided] == [plan.code]
    declared = {step: [each.code for each in plan.steps if each.guided == step] for step in Guided}
    assert declared == PATHS[plan.version]
    assert plan.version == max(PATHS)
    # The register itself must show what the path did: nothing is taken on trust.
    assert all(each.seen for each in plan.steps if each.guided)


def test_every_step_knows_the_records_that_it_is_about():
    here = situation([replace(ADS, **THEIRS), replace(CLAIM, asset=1, partner=1)])
    known = {
        "END_PARTNERSHIP": {
            "END_DATE": {("partner", 1)}, "LIST_ALL": {("partner", 1)},
            "OWNERS": {("asset", 1)}, "REVOKE_SHARES": {("share", 1), ("share", 2)},
            "INCOMING": set(), "SWEEP": set(), "LOGINS": set(), "SEE_GONE": set(),
        },
        "AGENCY_OWNS": {"ASK": {("claim", 1)}, "SHARE_BACK": {("partner", 1)}},
        "REVIEW": {"MEMBERS": {("seat", 1), ("seat", 2), ("seat", 3)}},
    }  # fmt: skip
    for code, steps in known.items():
        run = replace(PARTNER, procedure=code, partner=None if code == "REVIEW" else 1)
        for step, names in steps.items():
            assert set(targets(procedure(code).step(step).record, here, run)) == names, step
    leaves = procedure("PERSON_LEAVES")
    assert targets(leaves.step("SHOP").record, situation(), PERSON) == [("assignment", 2)]
    assert targets(leaves.step("LOGINS").record, situation(), PERSON) == [("login", 1)]
    lower = procedure("ADMIN_HANDOVER")
    assert targets(lower.step("LOWER").record, situation(), HANDOVER) == [("seat", 1)]
    assert targets(lower.step("RAISE").record, situation(), HANDOVER) == [("seat", 3)]


DOCUMENTS = {
    "ADD_AGENCY": "partner",
    "END_PARTNERSHIP": "offboarding",
    "AGENCY_OWNS": "claim",
    "PERSON_LEAVES": "person",
    "ADMIN_HANDOVER": "admin",
    "REVIEW": "review",
    "CANNOT_SEE": "",
}
"""What each procedure leaves behind on paper; one that only finds a cause leaves nothing."""


def test_a_procedure_ends_with_the_document_that_fits_it():
    """A1: the last step of the end of a partnership printed the agency's plain access record."""
    for plan in procedures().values():
        printing = [s for s in plan.steps if s.record is not None and s.record.paper]
        assert [s.record.paper for s in printing] == list(filter(None, [DOCUMENTS[plan.code]]))
        for step in printing:
            assert step == plan.steps[-1]
            assert (step.record.act, step.seen) == ("print", "record_signed")
            document = step.record.button.removeprefix("Print ").removesuffix("…")
            assert document in step.title, "one name for the document, on the step and its button"
            assert document in step.where


def test_only_its_own_document_issued_since_it_began_ends_a_procedure():
    """A1: the step counted as done by whatever document of the partner was issued."""
    lacking = "This document has not been issued since the procedure started."
    for paper in (
        replace(PAPER, kind="partner"),
        replace(PAPER, partner=2),
        replace(PAPER, issued_at=datetime(2026, 11, 1, tzinfo=UTC)),
    ):
        here = situation([paper, *BOTH])
        assert missing(["record_signed"], here, PARTNER)["record_signed"] == lacking
    here = situation([PAPER, *BOTH])
    assert missing(["record_signed"], here, PARTNER) == {}
    assert shown("record_signed", here, PARTNER) == (
        "The register shows HR-1, issued on 22 Nov 2026."
    )


def test_the_step_of_the_last_day_says_which_day_is_recorded():
    """A5: “The register shows that this is done” did not say which day it shows."""
    told = shown("end_dated", situation([replace(PERIOD, engagement_end=ahead(40))]), PARTNER)
    assert show_day(ahead(40)) in told
    told = shown("end_dated", situation([replace(REMOVED, engagement_end=ahead(40))]), PARTNER)
    assert show_day(ago(2)) in told
    assert show_day(ahead(40)) not in told
    deed = procedure("END_PARTNERSHIP").step("END_DATE").record
    assert (deed.act, deed.shows, deed.button) == (
        "change-partnership",
        ("engagement_end",),
        "Record last day…",
    )


def test_a_claim_that_is_under_way_is_waited_for_and_not_asked_for_again():
    """C22: “Claim it first” was said of an asset whose claim was requested already."""
    claim = replace(CLAIM, asset=1, partner=1, asked_on=ago(1))
    owned = [replace(ADS, **THEIRS), replace(PROFILE, **THEIRS)]
    both = missing(["transfer_first"], situation([*owned, claim]), PARTNER)["transfer_first"]
    assert both.startswith(f"The partner still owns “{PROFILE.name}”. If you remove")
    assert both.endswith(
        f"The partner still owns “{ADS.name}” (Requested), which is claimed. "
        "Wait until you have received it before you remove the partner."
    )
    alone = missing(["transfer_first"], situation([owned[0], claim]), PARTNER)["transfer_first"]
    assert "Claim it first" not in alone


def test_the_final_review_comes_before_the_removals_are_verified():
    """A6: the final review was always empty, as every removal had to be verified before it."""
    plan = procedure("END_PARTNERSHIP")
    assert "END_REVIEW" in plan.step("SEE_GONE").after
    assert "SEE_GONE" not in plan.step("END_REVIEW").after
    assert plan.step("CLOSE").after == ("SEE_GONE",)
    assert plan.step("PRINT").after == ("CLOSE",)


def test_no_final_review_is_asked_for_where_nothing_is_left_to_review():
    """A6: a review that would be empty is not asked for."""
    here = situation(ALL_SEEN)
    assert missing(["end_reviewed"], here, PARTNER) == {}
    assert shown("end_reviewed", here, PARTNER) == (
        "Every removal is already verified, so there is nothing left to review."
    )
    begun_one = situation([*ALL_SEEN, replace(JUST, kind="END", closed_on=None)])
    assert missing(["end_reviewed"], begun_one, PARTNER) == {
        "end_reviewed": "The final review is not closed yet."
    }


def test_a_final_review_that_nobody_started_is_told_with_what_makes_it_needless():
    """Found by a newcomer: it “has not been started yet”, and its button verified removals."""
    gone = situation([*ALL_SEEN, replace(CODE, **GONE)])
    assert missing(["end_reviewed"], gone, PARTNER)["end_reviewed"] == (
        f"{missing(['removals_verified'], gone, PARTNER)['removals_verified']} "
        "Once every removal is verified, no final review is needed."
    )


def test_a_step_tells_all_that_its_button_ends():
    """Found by a newcomer: “2 seats are still active” beside “Record revocation for all 7…”."""
    assert missing(["seats_removed"], situation(), PERSON)["seats_removed"] == (
        "1 seat is still active. Record it as removed first. "
        "2 other access grants can be recorded as revoked in this step."
    )


def test_the_lists_of_assets_are_swept_by_themselves():
    """Found by a newcomer: “1 access grant is still active” beside “… for all 3…”."""
    places = ("BUSINESS_CENTER", "ACCOUNT_GROUP", "ADS_MANAGER", "SELLER_CENTER")
    given = [replace(DUTY, id=n, surface=each) for n, each in enumerate(places, start=21)]
    here, plan = (
        situation([*given, replace(DUTY, **GONE)]),
        procedure("PERSON_LEAVES").step("ASSETS"),
    )
    (told,) = missing(["assets_gone"], here, PERSON).values()
    assert told.startswith("2 access grants are still active")
    (deed,) = begun_by(plan, here, PERSON)
    assert targets(deed, here, PERSON) == [("assignment", 21), ("assignment", 22)]


def test_the_steps_that_come_first_are_told_in_their_order():
    assert waits_words((7, 5)) == "Complete steps 5, 7 first."


def test_a_procedure_that_has_ended_keeps_the_steps_it_had():
    """A step that a later version adds is none of a procedure that ended before it."""
    ended = replace(PARTNER, version=2, finished_on=ago(1))
    codes = {step.code for step in procedure_of(ended).steps}
    assert "CLOSE" not in codes
    assert "PRINT" in codes
    going = procedure_of(replace(PARTNER, version=2))
    assert going == procedure("END_PARTNERSHIP")


# A run


def course(*codes: str, run: Run = PARTNER, state: str = "DONE") -> Course:
    taken = tuple(Step(n, 1, code, state, ago(2)) for n, code in enumerate(codes, start=1))
    return Course(run, procedure(run.procedure), taken)


def problems(act) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        act()
    return {problem.field: problem.text for problem in refused.value.problems}


def test_the_first_step_that_waits_for_nothing_is_the_next_one():
    stands = {s.plan.code: s for s in stands_of(procedure("END_PARTNERSHIP"), ())}
    assert stands["END_DATE"].standing == StepStanding.NEXT
    assert stands["LIST_ALL"].standing == StepStanding.OPEN
    assert stands["OWNERS"].standing == StepStanding.WAITS
    assert stands["CUT_OVER"].waits == (1, 2)
    taken = course("END_DATE", "LIST_ALL", "LONG_GONE").taken
    stands = {s.plan.code: s for s in stands_of(procedure("END_PARTNERSHIP"), taken)}
    assert stands["OWNERS"].standing == StepStanding.NEXT
    assert stands["LONG_GONE"].standing == StepStanding.DONE


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (RunDraft("NO_SUCH"), "procedure"),
        (RunDraft("END_PARTNERSHIP"), "partner"),
        (RunDraft("END_PARTNERSHIP", partner=1, person=3), "person"),
        (RunDraft("ADMIN_HANDOVER", person=1), "successor"),
        (RunDraft("ADMIN_HANDOVER", person=1, successor=1), "successor"),
        (RunDraft("CANNOT_SEE", asset=1), "person"),
        (RunDraft("CANNOT_SEE", asset=1, person=1, partner=1), "person"),
        (RunDraft("CANNOT_SEE", person=1), "asset"),
        (RunDraft("REVIEW", target_on="-1"), "target_on"),
        (RunDraft("END_PARTNERSHIP", partner=1), ""),
    ],
)
def test_a_procedure_begins_for_whom_it_is_and_once_only(draft, problem):
    others = [PARTNER] if not problem else []
    known = problems(lambda: begun(draft, procedure(draft.procedure), others, Reading(TODAY)))
    assert problem in known
    over = replace(PARTNER, finished_on=ago(1))
    run = begun(RunDraft("END_PARTNERSHIP", partner=1), procedure("END_PARTNERSHIP"), [over],
                Reading(TODAY))  # fmt: skip
    assert (run.version, run.started_on) == (procedure("END_PARTNERSHIP").version, TODAY)


def test_transfer_comes_before_removal_and_only_a_reason_overrules_it():
    here = situation([replace(ADS, **THEIRS)])
    at = course("END_DATE", "LIST_ALL")
    draft = TakenDraft(on="today")
    known = problems(lambda: done(at, "OWNERS", draft, here, Reading(TODAY)))
    assert "Nova DE" in known["reason"]
    reasoned = replace(draft, reason="Refused in writing")
    assert done(at, "OWNERS", reasoned, here, Reading(TODAY)).reason == "Refused in writing"
    known = problems(lambda: done(at, "REMOVE_PARTNER", draft, here, Reading(TODAY)))
    assert known[""] == "Complete step 6 first."


def test_the_successor_is_verified_before_the_old_admin_is_lowered():
    at = course("JOINED", "RAISE", "PROVE", "TWO_ADMINS", run=HANDOVER)
    draft = TakenDraft(on="today", reason="It must be")
    known = problems(lambda: done(at, "LOWER", draft, situation(), Reading(TODAY)))
    assert known[""] == "The successor is not recorded as Admin yet."
    here = situation([RAISED, replace(ADMIN, role="STANDARD")])
    assert done(at, "LOWER", draft, here, Reading(TODAY)).code == "LOWER"
    alone = situation([RAISED, replace(ADMIN, role="STANDARD")], [SECOND])
    known = problems(lambda: done(at, "LOWER", draft, alone, Reading(TODAY)))
    assert "has fewer than two Admins" in known[""]


def test_a_step_is_skipped_only_with_a_reason_and_recorded_once():
    at = course("END_DATE")
    assert "reason" in problems(lambda: skipped(at, "CUT_OVER", TakenDraft("today"),
                                                Reading(TODAY)))  # fmt: skip
    step = skipped(at, "CUT_OVER", TakenDraft("today", reason="Nothing runs"), Reading(TODAY))
    assert step.state == "SKIPPED"
    known = problems(lambda: done(at, "END_DATE", TakenDraft("today"), situation(), Reading(TODAY)))
    assert known[""] == "This step is already recorded."
    over = course(run=replace(PARTNER, stopped_on=ago(1)))
    known = problems(lambda: done(over, "END_DATE", TakenDraft("today"), situation(),
                                  Reading(TODAY)))  # fmt: skip
    assert known[""] == "This procedure has ended."


def test_a_step_opens_again_only_after_those_that_came_after_it():
    at = course("END_DATE", "LIST_ALL", "OWNERS")
    assert [each.code for each in followers(at.procedure, "LIST_ALL", at.taken)] == ["OWNERS"]
    assert "“Check the owner of each asset”" in cannot_reopen(at, at.taken[1])
    assert cannot_reopen(at, at.taken[2]) == ""
    assert cannot_reopen(replace(at, run=replace(PARTNER, finished_on=TODAY)), at.taken[2])


def test_what_the_register_shows_needs_no_act_and_goes_with_what_shows_it():
    """A step is marked by nobody where the register shows it; what follows it is open at once."""
    gone = [replace(SHARE, **GONE), replace(PROFILE_SHARE, **GONE)]
    stated = course("END_DATE", "LIST_ALL", "HANDED_OVER", "CUT_OVER").taken

    def standing(*changes, taken=stated, run=PARTNER):
        return {s.plan.code: s for s in stands_in(situation(list(changes)), run, taken)}

    shown = standing(*gone)
    assert shown["OWNERS"].standing == StepStanding.SHOWN
    assert shown["OWNERS"].step is None
    assert shown["REVOKE_SHARES"].is_taken
    assert shown["REMOVE_PARTNER"].standing == StepStanding.NEXT
    again = standing(replace(SHARE, **GONE))  # one of them is open again
    assert again["REVOKE_SHARES"].standing == StepStanding.NEXT
    assert again["REMOVE_PARTNER"].standing == StepStanding.WAITS
    ended = standing(*gone, run=replace(PARTNER, finished_on=TODAY))
    assert not ended["REVOKE_SHARES"].is_taken


def test_a_step_that_is_stated_waits_for_somebody_to_say_so():
    """A last day that is on record does not show that both sides agreed on it."""
    stands = {s.plan.code: s for s in stands_in(situation(), PARTNER, ())}
    assert stands["END_DATE"].standing == StepStanding.NEXT
    assert "END_DATE" in {plan.code for plan in ready_as_seen(course(), situation())}
    assert stands["LOGINS"].standing == StepStanding.WAITS  # what it waits for is not said


def test_where_nothing_is_recorded_somebody_says_that_they_looked():
    """Found by a newcomer: “Logins the agency knew” was done, and nobody had looked."""
    taken = course("END_DATE", "LIST_ALL").taken
    words = "No such access is recorded. Only TikTok's own lists show whether there is any."
    nothing = situation(without=[SHARE, PROFILE_SHARE])
    assert shown("shares_taken_back", nothing, PARTNER) == words
    none, known = situation(), situation([TOM, replace(KNOWS, id=9, person=4, **GONE)])
    for here, standing in ((none, StepStanding.OPEN), (known, StepStanding.SHOWN)):
        stands = {each.plan.code: each for each in stands_in(here, PARTNER, taken)}
        assert stands["LOGINS"].standing == standing
        is_asked = standing == StepStanding.OPEN
        stated = {plan.code for plan in ready_as_seen(course("END_DATE", "LIST_ALL"), here)}
        assert ("LOGINS" in stated) == is_asked


@pytest.mark.parametrize("check", LOOKED_FOR)
def test_access_that_ended_shows_by_itself_that_nothing_is_left(check):
    """Each check that holds where nothing is recorded tells that from what was recorded to end."""
    is_incoming = replace(SHARE, is_incoming=True, **GONE)
    theirs = [
        TOM, replace(SHARE, id=9, **GONE), replace(is_incoming, id=10), replace(CODE, **GONE),
        *(
            replace(KNOWS, id=20 + n, person=person, surface=surface, **GONE)
            for n, (person, surface) in enumerate((p, s) for p in (3, 4) for s in Surface)
        ),
    ]  # fmt: skip
    person = replace(CODE, id=9, partner=None, person=3)
    seat = replace(MEMBER, id=9, person=3, removed_on=ago(1))
    of = PARTNER if LOOKED_FOR[check](situation(theirs), PARTNER) else PERSON
    assert not is_unrecorded(check, situation([*theirs, person, seat]), of)
    nobody = replace(of, partner=99) if of.partner else replace(of, person=99)
    assert is_unrecorded(check, situation([*theirs, person, seat]), nobody)


def test_what_only_the_register_shows_is_kept_as_a_run_ends():
    at = course("END_DATE", "LIST_ALL")
    here = situation([replace(KNOWS, **GONE)])  # of nobody at the agency
    kept = {step.code: step for step in shown_at_end(at, "today", here, Reading(TODAY))}
    assert kept.keys() == {"OWNERS"}
    assert (kept["OWNERS"].on, kept["OWNERS"].by) == (TODAY, "")


def test_a_document_of_two_sides_carries_two_signatures():
    """Found by a newcomer: one signature counted as both sides' signatures."""
    paper = replace(PAPER, kind="partner")
    run = replace(PARTNER, procedure="ADD_AGENCY")
    one = missing(["record_signed"], situation([paper, SIGNED]), run)["record_signed"]
    assert one == (
        f"{paper.number} is signed by {SIGNED.who}. 1 more signature is not recorded yet."
    )
    again = replace(SIGNED, id=2, who=SIGNED.who.upper())  # the same person once more
    assert missing(["record_signed"], situation([paper, SIGNED, again]), run)
    assert missing(["record_signed"], situation([paper, *BOTH]), run) == {}
    of, act = begins_at(situation([paper, SIGNED]), run, KITE, Act.PRINT)
    assert (of, act) == (paper, Act.ACKNOWLEDGE)


def test_the_end_asks_for_a_day_to_look_again():
    codes = [step.code for step in procedure("END_PARTNERSHIP").steps]
    whole = course(*codes)
    known = problems(lambda: finished(course("END_DATE"), FinishDraft("today", "+7"),
                                      situation(), Reading(TODAY)))  # fmt: skip
    assert "steps are not done yet" in known[""]
    for draft, problem in (
        (FinishDraft("today"), "recheck_on"),
        (FinishDraft("today", "-1"), "recheck_on"),
        (FinishDraft("+1", "+7"), "on"),
        (FinishDraft("-9", "+7"), "on"),
    ):
        assert problem in problems(lambda d=draft: finished(whole, d, situation(), Reading(TODAY)))
    run = finished(whole, FinishDraft("today", "+7"), situation(), Reading(TODAY))
    assert run.recheck_on == ahead(7)
    assert rechecked(run, "today", Reading(TODAY)).rechecked_on == TODAY
    assert "" in problems(lambda: rechecked(PARTNER, "today", Reading(TODAY)))
    assert "reason" in problems(lambda: stopped(PARTNER, "today", "", Reading(TODAY)))
    assert (
        stopped(PARTNER, "today", "Their seats stay", Reading(TODAY)).stop_reason
        == "Their seats stay"
    )
    assert "" in problems(lambda: stopped(run, "today", "Why", Reading(TODAY)))


def test_people_are_named_in_what_is_lacking():
    text = missing(["two_admins_after"], situation(), HANDOVER)["two_admins_after"]
    assert MARA.name in text
    assert LEA.name not in text


def test_what_keeps_a_step_waiting_is_begun_from_it():
    """Found by a newcomer: “dates are not set yet” led nowhere; one had to guess where."""
    for plan in procedures().values():
        own = {step.seen: step.record for step in plan.steps}
        for each in plan.steps:
            for guard in each.guards:
                ways = (*REMEDIES.get(guard, ()), own.get(guard), each.record)
                assert guard == "still_connected" or any(ways), (plan.code, guard)


def test_an_agency_has_confirmed_when_it_has_confirmed_what_it_can_see():
    """Found by a newcomer: “The register shows that this is done”, with two shares unconfirmed."""
    confirmed = replace(PERIOD, confirmed_by="Tom")
    seen = [replace(s, confirmed_on=TODAY) for s in (SHARE, PROFILE_SHARE)]
    unseen = [replace(s, confirmed_on=None) for s in (SHARE, PROFILE_SHARE)]
    step = procedure("ADD_AGENCY").step("CONFIRMED")
    run = replace(PARTNER, procedure="ADD_AGENCY")
    told = missing([step.seen], situation([confirmed, *unseen]), run)
    assert told == {step.seen: "The partner has not confirmed 2 shares yet."}
    here = situation([confirmed, *unseen])
    begun = [name for deeds in begun_by(step, here, run) for name in targets(deeds, here, run)]
    assert begun == [("share", 1), ("share", 2)]
    assert missing([step.seen], situation([confirmed, *seen]), run) == {}
    assert shown(step.seen, situation([confirmed, *seen]), run).startswith(
        "The register shows that Tom confirmed on "
    )


@pytest.mark.parametrize(
    ("dates", "text"),
    [
        (
            {"engagement_end": None},
            "The mid-point and end dates of the engagement are not set yet.",
        ),
        ({}, "The mid-point date of the engagement is not set yet."),
        (
            {"engagement_mid": TODAY, "engagement_end": None},
            "The end date of the engagement is not set yet.",
        ),
    ],
)
def test_only_the_date_that_is_missing_is_asked_for(dates: dict[str, Any], text: str):
    here = situation([replace(PERIOD, **dates)])
    assert missing(["dates_set"], here, PARTNER) == {"dates_set": text}


def test_a_last_day_that_is_not_the_one_for_which_a_procedure_began_is_told():
    """Found by a newcomer: ended for today, the procedure took a last day in January for done."""
    here = situation(
        [replace(PERIOD, engagement_end=ahead(30)), replace(JO, planned_end=ahead(30))]
    )
    for check, run in (("end_dated", PARTNER), ("last_day_known", PERSON)):
        assert missing([check], here, replace(run, target_on=ahead(30))) == {}
        assert missing([check], here, run) == {}
        told = missing([check], here, replace(run, target_on=TODAY))[check]
        assert told.startswith("The register shows ")
        assert "this procedure was started for" in told
    left = situation([replace(JO, left_on=ago(1))])
    assert missing(["last_day_known"], left, replace(PERSON, target_on=TODAY)) == {}


def test_the_step_about_devices_begins_with_what_the_person_holds():
    """Found by a newcomer: "Edit…" led to a login of somebody else, and not to the one held."""
    plan = procedure("PERSON_LEAVES").step("DEVICES")
    held = situation([replace(LOGIN, id=9, asset=99, recovery_holder=3)])
    first, *_ = begun_by(plan, held, PERSON)
    assert first.button == "Name another holder…"
    assert targets(first, held, PERSON) == [("login", 9)]
    assert asked_for(first, held, PERSON, held.of("login", "asset", 99)[0]) == ("recovery_holder",)
    assert plan.record.shows == ("sessions_ended_on",)
    assert ("login", 9) not in targets(plan.record, held, PERSON)


def test_who_signs_for_us_is_asked_for_before_the_document_is_printed():
    """Found by a newcomer: that nobody signs for the brand came up in the last window only."""
    plan = procedure("PERSON_LEAVES").step("PRINT")
    asked = [deed for deed in begun_by(plan, situation(), PERSON) if deed.of == "unmanaged"]
    assert (
        "No line manager is recorded"
        in missing(["record_signed"], situation(), PERSON)["record_signed"]
    )
    assert targets(asked[0], situation(), PERSON) == [("person", 3)]
    known = situation([replace(JO, line_manager="Mara Lindt")])
    assert "line manager" not in missing(["record_signed"], known, PERSON)["record_signed"]
    assert targets(asked[0], known, PERSON) == []
