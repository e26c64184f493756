"""What a step of a procedure counts as open is reached from that step, each record of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from delvia_desktop.domain.access.assets import OwnerKind
from delvia_desktop.domain.access.assignments import Surface
from delvia_desktop.domain.procedures.checks import missing
from delvia_desktop.domain.procedures.plans import Procedure, StepPlan, procedure, procedures
from delvia_desktop.domain.procedures.steps import begun_by, first_lacking, remedies
from delvia_desktop.domain.procedures.targets import Name, targets
from delvia_desktop.domain.records.kinds import kind_of
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.acts import Act
from tests.domain.sound import (
    ADS,
    CLAIM,
    CODE,
    DUTY,
    JO,
    KNOWS,
    LOGIN,
    MEMBER,
    PERIOD,
    PROFILE_SHARE,
    SHARE,
    SHOP_LOGIN,
    SHOP_PARTNER,
    STAFF,
    STARTED,
    TODAY,
    ago,
    situation,
)

TOM = replace(JO, id=4, name="Tom", employer="PARTNER", partner=1)
GONE = {"revoked_on": ago(5), "revoke_requested_on": ago(5), "verified_gone_on": ago(4)}
ENDED = [TOM, *(replace(each, **GONE) for each in (SHARE, PROFILE_SHARE, CODE, SHOP_PARTNER)),
         *(replace(each, **GONE) for each in (DUTY, STAFF, KNOWS)),
         replace(MEMBER, removed_on=ago(5), removal_verified_on=ago(4))]  # fmt: skip
"""Nobody but our two Admins has anything."""

FRESH = {"last_verified_on": None, "confirmed_on": None}
FOR_PARTNER = {
    "share": replace(SHARE, id=9, **FRESH),
    "incoming share": replace(SHARE, id=10, is_incoming=True, **FRESH),
    "shop partner": replace(SHOP_PARTNER, id=9, **FRESH),
    "code": replace(CODE, id=9),
}
THEIRS = replace(ADS, id=9, owner_kind=OwnerKind.PARTNER, owner_partner=1)


def for_person(key: int) -> dict[str, Any]:
    """Return one record of each kind that gives somebody access."""
    given = {
        f"assignment on {surface}": replace(
            DUTY, id=10 + number, person=key, surface=surface, asset=1, level=()
        )
        for number, surface in enumerate(Surface)
        if surface != Surface.LOGIN
    }
    return given | {
        "seat": replace(MEMBER, id=9, person=key),
        "Admin's seat": replace(MEMBER, id=10, person=key, role="ADMIN"),
        "invitation": replace(MEMBER, id=11, person=key, accepted_on=None, invited_on=ago(1)),
        "their code": replace(CODE, id=10, partner=None, person=key),
        "known login": replace(KNOWS, id=30, person=key),
        "known login that is not recorded": replace(KNOWS, id=31, person=key, asset=1),
        "mailbox": replace(LOGIN, mailbox_holder=key),
        "recovery": replace(SHOP_LOGIN, recovery_holder=key),
    }


CLAIMS = {
    "asset of the partner": THEIRS,
    "claim": replace(CLAIM, id=9, asset=1, partner=1),
    "claim asked for": replace(CLAIM, id=10, asset=1, partner=1, asked_on=ago(9)),
    "claim agreed": replace(CLAIM, id=11, asset=1, partner=1, asked_on=ago(9), agreed_on=ago(8)),
    "claim refused": replace(CLAIM, id=12, asset=1, partner=1, asked_on=ago(9), refused_on=ago(8)),
}
REVIEWS = {"review": replace(STARTED, id=9, kind="END", opened_on=ago(1), closed_on=None)}
OF_PARTNER = {**FOR_PARTNER, **for_person(4), **CLAIMS, **REVIEWS}


def runs_of(plan: Procedure) -> Iterator[tuple[Run, dict[str, Any]]]:
    """Yield the runs of a procedure with what may be open then."""
    run = Run(1, plan.code, plan.version, ago(3))
    if "asset" in plan.needs:
        run = replace(run, asset=1)
    if "partner" in {*plan.needs, *plan.one_of}:
        yield replace(run, partner=1), OF_PARTNER
    if "person" in {*plan.needs, *plan.one_of}:
        successor = 2 if "successor" in plan.needs else None
        yield replace(run, person=3, successor=successor), for_person(3)
    if not plan.needs and not plan.one_of:
        yield run, {**OF_PARTNER, **for_person(3)}


def leads(plan: StepPlan, name: str, here: Situation, run: Run) -> dict[Name, set[str]]:
    """Return the records to which a step leads while a check of it does not hold, by the acts."""
    lacks_first = name in first_lacking(plan, here, run)
    deeds = remedies(plan, here, run) if lacks_first else begun_by(plan, here, run)
    found: dict[Name, set[str]] = {}
    for deed in deeds:
        for target in targets(deed, here, run):
            found.setdefault(target, set()).add(deed.act)
    return found


WHOLE = {Act.SHOW, Act.REVIEW, Act.HAND_OVER}
"""Acts at a partner or a person that have all of its records before them."""


def reaches(found: dict[Name, set[str]], record: Any, here: Situation) -> bool:
    """Tell whether a record is led to: a known login at the login, where its password is."""
    if any(found.get(each, set()) & WHOLE for each in (("partner", 1), ("person", 3))):
        return True
    if getattr(record, "surface", "") == Surface.LOGIN:
        logins = here.of("login", "asset", record.asset)
        if logins:
            return Act.PASSWORD in found.get(("login", int(logins[0].id)), set())
    return (kind_of(record).name, int(record.id)) in found


CASES = [
    (plan.code, step.code, name)
    for plan in procedures().values()
    for step in plan.steps
    for name in dict.fromkeys(filter(None, (*step.guards, step.seen)))
]


@pytest.mark.parametrize(("code", "step", "name"), CASES)
def test_whatever_a_check_counts_is_reached_from_its_step(code: str, step: str, name: str):
    """Found by a newcomer: “2 ways in still work”, and nothing said which or led to them."""
    plan = procedure(code).step(step)
    for run, kinds in runs_of(procedure(code)):
        before = missing([name], situation(ENDED), run)
        counted = []
        for what, record in kinds.items():
            here = situation([*ENDED, record])
            if not before and missing([name], here, run):
                counted.append(record)
                assert reaches(leads(plan, name, here, run), record, here), what
        here = situation([*ENDED, *counted])
        found = leads(plan, name, here, run) if counted else {}
        assert all(reaches(found, record, here) for record in counted)


COUNTING = {
    "agency_people_gone": len(FOR_PARTNER) - 2 + len(for_person(4)) - 2,
    "removals_verified": len(FOR_PARTNER) + len(for_person(4)),
    "no_login": 2,
    "shares_taken_back": 1,
    "incoming_gone": 1,
    "shares_listed": 2,
}


@pytest.mark.parametrize(("name", "number"), COUNTING.items())
def test_a_check_counts_every_kind_of_record_that_is_open(name: str, number: int):
    run = Run(1, "END_PARTNERSHIP", 3, ago(3), partner=1)
    everything = {**FOR_PARTNER, **for_person(4)}.values()
    single = [r for r in everything if missing([name], situation([*ENDED, r]), run)]
    assert len(single) == number
    together = missing([name], situation([*ENDED, *everything]), run)[name]
    assert together.startswith(f"{number} ")


def test_an_agency_that_accepted_has_joined_though_it_has_not_confirmed_a_share():
    run = Run(1, "CANNOT_SEE", 2, ago(3), partner=1, asset=1)
    assert missing(["has_joined"], situation([replace(SHARE, **FRESH)]), run) == {}
    waiting = situation([replace(PERIOD, confirmed_on=None)])
    plan = procedure("CANNOT_SEE").step("INVITATION")
    assert missing(["has_joined"], waiting, run)
    assert leads(plan, "has_joined", waiting, run) == {("partner", 1): {Act.CONFIRM}}


def test_what_is_open_is_named_where_it_is_little():
    run = Run(1, "END_PARTNERSHIP", 3, ago(3), partner=1)
    two = [replace(MEMBER, id=9, person=4), replace(SHOP_PARTNER, id=9)]
    for name in ("agency_people_gone", "removals_verified"):
        assert missing([name], situation([*ENDED, *two]), run)[name] == (
            "2 access grants are still active (Tom in Nova, “Nova Shop” for Kite Studio). "
            "Revoke each where it was granted."
        )
    many = situation([*ENDED, *OF_PARTNER.values()])
    assert "(" not in missing(["agency_people_gone"], many, run)["agency_people_gone"]
    known = missing(["no_login"], situation([*ENDED, replace(KNOWS, id=9, person=4)]), run)
    assert known["no_login"].startswith("1 login is still known to them (“@nova” for Tom). ")


def test_revoking_moves_access_from_what_is_open_to_what_is_to_be_verified():
    """Found by a newcomer: 16 were left to verify, and 17 once the last active one was revoked."""
    run = Run(1, "END_PARTNERSHIP", 3, ago(3), partner=1)
    revoked = replace(CODE, id=9, revoked_on=ago(1), revoke_requested_on=ago(1))
    open_one = replace(SHOP_PARTNER, id=9)
    text = missing(["removals_verified"], situation([*ENDED, revoked, open_one]), run)
    assert text["removals_verified"] == (
        "1 access grant is still active (“Nova Shop” for Kite Studio). Revoke it where it was "
        "granted. The removal of 1 access grant is not verified yet (the code for “Glow”)."
    )
    ended = replace(open_one, revoked_on=TODAY, revoke_requested_on=TODAY)
    text = missing(["removals_verified"], situation([*ENDED, revoked, ended]), run)
    assert text["removals_verified"].startswith("The removal of 2 access grants is not verified")
