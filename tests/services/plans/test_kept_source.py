"""What was read of a list is kept as evidence if wanted, and no secret with it."""

from __future__ import annotations

import csv
import io

import pytest

from delvia_desktop.domain.evidence.evidence import LONGEST, Attachment, Subject
from delvia_desktop.domain.plans.lines import SourceLine, SourcePlace
from delvia_desktop.domain.plans.plan import SourceFile
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.services.evidence.evidence import files_of
from delvia_desktop.services.plans.planning import apply_plan, make_plan
from delvia_desktop.services.plans.reading import read_files, scope_of
from delvia_desktop.services.plans.source_bytes import SourceBytes
from delvia_desktop.services.register.register import Register
from tests.registers import Nova

LIST = (
    "Name;Type;Account ID;Password;Notes\n"
    "Nova FR;Ad account;7326118133326376961;hunter2!Xy;the key is AKIAIOSFODNN7EXAMPLE\n"
    "=1+1;Ad account;7480118479546429441;;plain\n"
    "Total;2\n"
)


def rows_of(register: Register, kept: Attachment) -> list[dict[str, str]]:
    text = register.content(kept.sha256).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_list_is_kept_with_our_business_center_without_its_secrets(
    register: Register, nova: Nova
):
    given = SourceBytes("accounts.csv", LIST.encode())
    read = read_files([given])
    apply_plan(register, make_plan(register, read.lines, read.files).plan, keeps_source=True)
    (kept,) = files_of(register.records, Subject("business-center", nova.center.id))
    assert kept.name == "accounts.csv, as read.csv"
    assert given.file.sha256 in kept.caption
    rows = rows_of(register, kept)
    assert [row["row"] for row in rows] == ["2", "3", "4"]
    assert rows[0]["asset_id"] == "7326118133326376961"
    assert "'=1+1" in rows[1].values()
    assert rows[2]["left_out"]
    content = register.content(kept.sha256).decode()
    assert "hunter2" not in content
    assert "AKIAIOSFODNN7EXAMPLE" not in content
    assert not register.check()
    register.undo()
    assert not files_of(register.records, Subject("business-center", nova.center.id))


def test_a_partners_complete_list_is_kept_with_the_partner_and_the_same_list_once(
    register: Register, nova: Nova
):
    text = "Ad account;Account ID;Access\nNova DE;7123998103425571842;Operator\n"
    read = read_files(
        [SourceBytes("theirs.csv", text.encode())],
        kind="share",
        constants={"partner": nova.partner.name},
    )
    scope = scope_of(read, nova.partner.id)
    for _ in range(2):
        plan = make_plan(register, read.lines, read.files, scope=scope).plan
        apply_plan(register, plan, keeps_source=True)
    (kept,) = files_of(register.records, Subject("partner", nova.partner.id))
    assert kept.name == "theirs.csv, as read.csv"


def test_a_list_too_long_to_be_looked_through_is_kept_in_parts(register: Register, nova: Nova):
    lines = [
        SourceLine(SourcePlace("long.csv", n), {"person": f"Person {n}", "notes": "word " * 300})
        for n in range(1, 1501)
    ]
    made = make_plan(register, lines, [SourceFile("long.csv", "")]).plan
    apply_plan(register, made, keeps_source=True)
    kept = files_of(register.records, Subject("business-center", nova.center.id))
    assert [each.name for each in kept] == [f"long.csv {n}, as read.csv" for n in range(1, 5)]
    assert all(each.size < LONGEST for each in kept)
    rows = [row["row"] for each in kept for row in rows_of(register, each)]
    assert rows == [str(n) for n in range(1, 1501)]


def test_without_our_business_center_nothing_keeps_the_list_and_nothing_is_recorded(
    register: Register,
):
    read = read_files([SourceBytes("people.csv", b"Name;Email\nAna Lind;ana@kite.example\n")])
    plan = make_plan(register, read.lines, read.files).plan
    before = register.register_state
    with pytest.raises(Refused, match="your own Business Center"):
        apply_plan(register, plan, keeps_source=True)
    assert register.register_state == before
    apply_plan(register, plan)
    assert register.register_state != before
