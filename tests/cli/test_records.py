"""The commands about one record, any record, and what changed."""

from __future__ import annotations

import json

import pytest

from delvia_desktop.cli.main import main
from delvia_desktop.domain.records.kinds import KINDS
from delvia_desktop.services.lists.lists import LISTS
from delvia_desktop.services.register.register import open_register


def run(capsys, *arguments) -> str:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert left.value.code == 0
    return capsys.readouterr().out


def refused(capsys, *arguments) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return left.value.code, capsys.readouterr().err


@pytest.mark.parametrize("what", sorted(LISTS))
def test_every_list_prints_as_a_table_and_as_json(sample_file, capsys, what):
    rows = json.loads(run(capsys, "list", what, sample_file, "--json"))
    assert isinstance(rows, list)
    assert len(run(capsys, "list", what, sample_file).splitlines()) == len(rows) + 1


@pytest.mark.parametrize(
    ("what", "field", "code", "word"),
    [
        ("business-centers", "verification_status", "VERIFIED", "Verified"),
        ("people", "employer", "FREELANCER", "Freelancer"),
        ("seats", "role", "STANDARD", "Standard"),
        ("seats", "finance_role", "MANAGER", "Finance Manager"),
        ("assignments", "surface", "SELLER_CENTER", "Seller Center"),
        ("logins", "two_step", "ON", "On"),
        ("logins", "is_shared", "YES", "Yes"),
    ],
)
def test_a_table_has_words_where_json_has_codes(sample_file, capsys, what, field, code, word):
    rows = json.loads(run(capsys, "list", what, sample_file, "--json"))
    table = run(capsys, "list", what, sample_file)
    assert code in {row[field] for row in rows}
    assert word in table
    assert code not in table.split()


def test_lists_are_filtered_and_a_bad_filter_is_a_usage_error(sample_file, capsys):
    rows = json.loads(
        run(capsys, "list", "shares", sample_file, "--filter", "level:admin -state:seen", "--json")
    )
    assert rows
    assert all("ADMIN" in row["level"] for row in rows)
    code, said = refused(capsys, "list", "shares", sample_file, "--filter", "lvel:admin")
    assert code == 2
    assert "Did you mean “level:”?" in said


def test_records_of_every_kind_are_shown_with_references_and_history(sample_file, capsys):
    opened = open_register(sample_file, "Mara")
    known = {kind.name: [int(r.id) for r in opened.records.select(kind.record)] for kind in KINDS}
    opened.close()
    for name, keys in known.items():
        for key in keys[:1]:
            shown = json.loads(run(capsys, "show", sample_file, f"{name}/{key}", "--json"))
            assert shown["record"] == f"{name}/{key}"
            assert shown["history"][0]["revision"]
            assert run(capsys, "show", sample_file, f"{name}/{key}").startswith("What")
    share = json.loads(run(capsys, "show", sample_file, "share/1", "--json"))
    assert share["state"]
    assert share["fields"]["asset"]["record"].startswith("asset/")


def test_what_is_not_there_is_said(sample_file, capsys):
    assert refused(capsys, "show", sample_file, "share/99999")[0] == 1
    code, said = refused(capsys, "show", sample_file, "thing/1")
    assert code == 2
    assert "spark-code" in said


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("7504 2333 0055 9872 017", "partner"),
        ("jonas.becker@nova", "person"),
        ("佐藤", "person"),
        ("نوفا", "asset"),
        ("glow routine", "spark-code"),
        ("Swit", "partner"),
    ],
)
def test_anything_is_found_by_its_text_or_id(sample_file, capsys, text, record):
    hits = json.loads(run(capsys, "search", sample_file, text, "--json"))
    assert record == hits[0]["kind"]
    assert run(capsys, "search", sample_file, text)


def test_what_changed_between_two_moments_is_told_both_ways(sample_file, capsys):
    def diff(first: str, last: str) -> list[dict]:
        return json.loads(run(capsys, "diff", sample_file, "--from", first, "--to", last, "--json"))

    there, back = diff("#100", "#300"), diff("#300", "#100")
    turned = {"added": "gone", "gone": "added", "changed": "changed"}
    assert [turned[each["what"]] for each in there] == [each["what"] for each in back]
    assert {each["what"] for each in there} == {"added", "changed"}
    changed = next(each for each in there if each["what"] == "changed")
    assert changed["fields"][0]["label"]
    assert 100 < changed["revisions"][0] <= 300
    assert diff("#200", "#200") == []
    assert run(capsys, "diff", sample_file, "--from", "#300")
    code, said = refused(capsys, "diff", sample_file, "--from", "#99999")
    assert code == 2
    assert "There is no revision 99999." in said
    assert refused(capsys, "diff", sample_file, "--from", "HR-2020-001")[0] == 2


def test_lists_are_shown_as_of_a_revision(sample_file, capsys):
    then = json.loads(run(capsys, "list", "people", sample_file, "--as-of", "#30", "--json"))
    now = json.loads(run(capsys, "list", "people", sample_file, "--json"))
    assert len(then) < len(now)
