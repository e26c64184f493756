"""What strangers met with lists of their own, each kept as the right result."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.evidence.evidence import Subject
from delvia_desktop.domain.plans.plan import ItemState, Plan
from delvia_desktop.services.evidence.evidence import files_of
from delvia_desktop.services.plans.planning import apply_plan, make_plan
from delvia_desktop.services.plans.reading import read_files
from delvia_desktop.services.plans.source_bytes import SourceBytes
from delvia_desktop.services.register.register import Register
from tests.registers import Nova

HEAD = "Agency;BC ID of agency;What;Name of asset;ID;Rights;Given on;Ends\n"
KITE = "Kite Studio;7480118479546429457"


def planned(register: Register, rows: str, decisions: dict[str, str] | None = None) -> Plan:
    read = read_files([SourceBytes("list.csv", (HEAD + rows).encode())])
    return make_plan(register, read.lines, read.files, decisions).plan


def imported(register: Register) -> list[Share]:
    """Return the shares that came with the list."""
    _before, *new = register.records.select(Share)
    return new


def test_who_names_an_agency_without_its_id_does_not_mean_the_id_above(
    register: Register, nova: Nova
):
    plan = planned(
        register,
        f"{KITE};Ad account;Nova 1;7412345678901234561;Analyst;2026-02-03;\n"
        "Harbour & Finch;;Ad account;Nova 2;7412345678901234562;Analyst;2026-02-03;\n"
        "Harbour & Finch;;Ad account;Nova 3;7412345678901234563;Analyst;2026-02-03;\n",
    )
    assert not plan.questions
    assert [i.name for i in plan.items if i.kind == "partner"] == ["Kite Studio", "Harbour & Finch"]


def test_a_blank_below_an_agency_without_an_id_means_that_agency(register: Register, nova: Nova):
    rows = (
        f"{KITE};Ad account;Nova 1;7412345678901234561;Analyst;2026-02-03;\n"
        "Harbour & Finch;;Ad account;Nova 2;7412345678901234562;Analyst;2026-02-03;\n"
        ";;Ad account;Nova 3;7412345678901234563;Analyst;2026-02-03;\n"
    )
    (question,) = planned(register, rows).questions
    assert question.lines == 1
    plan = planned(register, rows, {question.key: "above"})
    assert set(plan.states) == {ItemState.NEW}
    apply_plan(register, plan)
    assert len(imported(register)) == 3
    assert len({share.partnership for share in imported(register)}) == 2


def test_an_asset_that_is_only_numbered_is_not_the_one_above(register: Register, nova: Nova):
    plan = planned(
        register,
        f"{KITE};Ad account;Nova 1;7412345678901234561;Analyst;2026-02-03;\n"
        f"{KITE};Ad account;;7412345678901234562;Analyst;2026-02-03;\n",
    )
    assert not plan.questions
    names = [item.name for item in plan.items if item.kind == "asset"]
    assert names == ["Nova 1", "7412345678901234562"]


@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_an_agency_that_is_only_numbered_has_the_name_that_stands_elsewhere(
    register: Register, nova: Nova, *, first: bool
):
    numbered = ";7480118479546429457;Ad account;Nova 1;7412345678901234561;Analyst;2026-02-03;\n"
    named = f"{KITE};Ad account;Nova 2;7412345678901234562;Analyst;2026-02-03;\n"
    plan = planned(register, numbered + named if first else named + numbered)
    assert [i.name for i in plan.items if i.kind == "partner"] == ["Kite Studio"]
    assert set(plan.states) == {ItemState.NEW}


def test_a_word_that_is_no_level_is_asked_once_for_its_type_of_asset(
    register: Register, nova: Nova
):
    rows = "".join(
        f"{KITE};Catalog;Catalog {n};741234567890123456{n};Manager;2026-02-03;31.12.2026\n"
        for n in range(3)
    )
    (question,) = planned(register, rows).questions
    assert question.text == "What does “Manager” mean for Catalog?"
    assert question.lines == 3
    answer = question.choices[0].code
    plan = planned(register, rows, {question.key: answer})
    apply_plan(register, plan)
    shares = imported(register)
    assert [share.level for share in shares] == [(answer,)] * 3
    assert {str(share.planned_end) for share in shares} == {"2026-12-31"}


def test_a_list_with_handles_is_kept_as_evidence(register: Register, nova: Nova):
    rows = f"{KITE};TikTok account;@nova.fr2;;Existing posts;2026-02-03;\n"
    plan = planned(register, rows)
    assert set(plan.states) == {ItemState.NEW}
    apply_plan(register, plan, keeps_source=True)
    (kept,) = files_of(register.records, Subject("business-center", nova.center.id))
    assert b"@nova.fr2" in register.content(kept.sha256)
