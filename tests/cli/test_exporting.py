"""`delvia export`: everything or a list, in each format, whole or redacted."""

from __future__ import annotations

import csv

import pytest
from click.testing import CliRunner

from delvia_desktop.cli.main import delvia
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.plans.columns import LISTED
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.domain.words.ids import clean_id, id_problem
from delvia_desktop.exchange.delimited import read_delimited, text_of
from delvia_desktop.exchange.workbooks import read_workbook
from delvia_desktop.services.exports.gathered import KINDS_OF_LISTS
from delvia_desktop.services.register.register import open_register


def run(*words: object, code: int = 0):
    result = CliRunner().invoke(delvia, ["export", *map(str, words)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result


@pytest.fixture(scope="module")
def sample(sample_file):
    opened = open_register(sample_file, "Mara")
    yield opened
    opened.leave()


def about(content: bytes) -> dict[str, str]:
    *_, last = read_workbook(content)
    assert last.name == "About"
    return {row.text(0): row.text(1) for row in last.rows if row.text(0) not in {"sheet", "shares"}}


def test_everything_goes_out_a_sheet_a_list_with_a_row_a_record(sample_file, sample, tmp_path):
    target = tmp_path / "all.xlsx"
    run(sample_file, "-o", target)
    sheets = {each.name: len(each.rows) - 1 for each in read_workbook(target.read_bytes())}
    counts = sample.store.counts()
    held = {name: counts[kind.name] for name, kind in KINDS_OF_LISTS.items()}
    apart = {"templates", "views"}  # how the program is used, not what is recorded
    assert {n: sheets[n] for n in sheets if n != "About"} == {
        name: n for name, n in held.items() if n and name not in apart
    }
    assert {KINDS_OF_LISTS[name].name for name in sheets if name != "About"} >= set(LISTED)
    told = about(target.read_bytes())
    assert told["revision"] == str(sample.revision)
    assert told["register_state"] == sample.register_state
    assert (told["list"], told["redacted"]) == ("", "no")


def test_a_list_goes_out_filtered_as_it_is_listed(sample_file, sample, tmp_path):
    typed = "partner:kite state:confirmed"
    found = CliRunner().invoke(delvia, ["list", "shares", str(sample_file), "--filter", typed])
    keys = [f"share {line.split()[0]}" for line in found.stdout.splitlines()[1:]]
    assert 0 < len(keys) < sample.store.counts()["share"]
    target = tmp_path / "shares.csv"
    run(sample_file, "--list", "shares", "--filter", typed, "-o", target)
    _, *rows = read_delimited(text_of(target.read_bytes()).text, "Back").rows
    assert [row.text(0) for row in rows] == keys
    book = tmp_path / "shares.xlsx"
    run(sample_file, "--list", "shares", "--filter", typed, "-o", book)
    told = about(book.read_bytes())
    assert (told["list"], told["filter"]) == ("shares", typed)


def test_every_list_goes_out_as_csv(sample_file, sample, tmp_path):
    counts = sample.store.counts()
    for name, kind in KINDS_OF_LISTS.items():
        target = tmp_path / f"{name}.csv"
        run(sample_file, "--list", name, "-o", target)
        rows = read_delimited(text_of(target.read_bytes()).text, name, ",").rows
        # A register keeps more of some kinds than their list shows, such as what stands for a team.
        assert 0 <= len(rows) - 1 <= counts[kind.name], name


def test_a_redacted_export_names_nobody_and_says_so(sample_file, sample, tmp_path):
    target = tmp_path / "all.xlsx"
    run(sample_file, "--redacted", "-o", target)
    texts = {
        cell.text
        for sheet in read_workbook(target.read_bytes())
        for row in sheet.rows
        for cell in row.cells.values()
    }
    people = sample.records.select(Person)
    assert {each.name for each in people} & texts == set()
    assert {each.email for each in people if each.email} & texts == set()
    assert {f"Person {each.id}" for each in people} <= texts
    assert {each.purpose for each in sample.records.select(Share)} & texts
    assert about(target.read_bytes())["redacted"] == "yes"


def test_a_redacted_export_does_not_tell_the_filter_as_it_may_name_somebody(sample_file, tmp_path):
    for form in ("xlsx", "json", "html"):
        target = tmp_path / f"shares.{form}"
        run(sample_file, "--redacted", "--list", "shares", "--filter", "mara", "-o", target)
        if form == "xlsx":
            assert about(target.read_bytes())["filter"] == "[filter withheld]"
        else:
            text = target.read_text(encoding="utf-8")
            assert "[filter withheld]" in text
            assert "mara" not in text.casefold()


def test_what_a_format_cannot_hold_is_refused_with_the_way_out(sample_file, tmp_path):
    with pytest.raises(Refused, match="A CSV file holds one list"):
        run(sample_file, "-o", tmp_path / "all.csv")
    assert "must end in" in run(sample_file, "-o", tmp_path / "all.pdf", code=2).output
    filtered = run(sample_file, "--filter", "x", "-o", tmp_path / "all.xlsx", code=2)
    assert "--list NAME" in filtered.output
    assert list(tmp_path.iterdir()) == []


def planned(register: object, *sources: object) -> str:
    result = CliRunner().invoke(delvia, ["import", "plan", str(register), *map(str, sources)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_workbook_of_everything_comes_back_without_differences(sample_file, tmp_path):
    target = tmp_path / "all.xlsx"
    run(sample_file, "-o", target)
    told = planned(sample_file, target)
    assert told.startswith("No differences.")
    left_out = [line for line in told.splitlines() if line.startswith("left_out")]
    assert all("Records of this kind are not read from tables." in line for line in left_out)
    came = {line.rpartition("  ")[2].partition(",")[0] for line in left_out}
    sheets = {each.name for each in read_workbook(target.read_bytes())} - {"About"}
    assert sheets - came == {name for name in sheets if KINDS_OF_LISTS[name].name in LISTED}


def test_everything_as_json_comes_back_without_differences(sample_file, tmp_path):
    target = tmp_path / "all.json"
    run(sample_file, "-o", target)
    assert planned(sample_file, target).startswith("No differences.\nread 214, same 214")


@pytest.mark.parametrize("name", ["all.xlsx", "all.json"])
def test_an_export_in_which_people_are_numbers_does_not_come_back(sample_file, tmp_path, name):
    run(sample_file, "--redacted", "-o", tmp_path / name)
    result = CliRunner().invoke(delvia, ["import", "plan", str(sample_file), str(tmp_path / name)])
    assert isinstance(result.exception, Refused)
    assert "shown by number" in str(result.exception)


def as_a_spreadsheet_saves_it(text: str) -> str:
    """Return what a spreadsheet makes of a cell of CSV: a long ID becomes 7.48011847954643E+018."""
    is_long = text.isdigit() and len(text) > 15 and not id_problem(clean_id(text))
    return f"{float(text):.14E}".replace("E+", "E+0") if is_long else text


@pytest.mark.parametrize("is_damaged", [False, True], ids=["as written", "saved by a spreadsheet"])
def test_lists_as_csv_come_back_without_differences(sample_file, tmp_path, is_damaged):
    files = []
    for name in (name for name, kind in KINDS_OF_LISTS.items() if kind.name in LISTED):
        files.append(tmp_path / f"{name}.csv")
        run(sample_file, "--list", name, "-o", files[-1])
        if is_damaged:
            with files[-1].open(encoding="utf-8-sig", newline="") as opened:
                rows = [list(map(as_a_spreadsheet_saves_it, row)) for row in csv.reader(opened)]
            with files[-1].open("w", encoding="utf-8", newline="") as opened:
                csv.writer(opened, delimiter=";").writerows(rows)
            assert name != "assets" or "E+018" in files[-1].read_text(encoding="utf-8")
    for file in files:
        assert planned(sample_file, file).startswith("No differences."), file.name
