"""`delvia paper` and `delvia papers`: papers issued, listed, checked on the command line."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

from delvia_desktop.cli.main import delvia, main
from delvia_desktop.domain.access.partners import Partner, PartnerDraft
from delvia_desktop.services.access import partners
from delvia_desktop.services.computer.login_name import login_name
from delvia_desktop.services.computer.person import remember_name
from delvia_desktop.services.register.register import open_register


@pytest.fixture
def file(sample_file, tmp_path):
    copy = tmp_path / "nova.delvia"
    shutil.copy(sample_file, copy)
    return copy


def run(*arguments, code=0):
    result = CliRunner().invoke(delvia, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result.output


@pytest.mark.parametrize(
    ("kind", "about", "title"),
    [
        ("review", ["10"], "Full review"),
        ("procedure", ["1"], "End a partnership"),
        ("person", ["10"], "Jonas Becker"),
        ("claim", ["2"], "Kite Studio"),
        ("access", [], "Access on"),
        ("agency_change", ["2", "--to", "3"], "From Kite Studio to Brightside Media"),
        ("partner_sheet", ["2"], "Kite Studio"),
        ("change_log", ["--since", "2026-10-01"], "Changes from 1 Oct 2026 to "),
        ("matrix", [], "Access matrix on"),
        ("partner", ["--partner", "Kite Studio"], "Kite Studio"),
    ],
)
def test_each_kind_is_issued_listed_and_found_sound(file, tmp_path, kind, about, title):
    target = tmp_path / "paper.pdf"
    assert "Issued HR-" in run("paper", kind, file, *about, "-o", target)
    again = run("paper", kind, file, *about, "-o", target, "--replace")
    assert "Nothing has changed since" in again
    listed = json.loads(run("papers", file, "--json"))
    assert len(listed) == 1
    assert listed[0]["title"].startswith(title)
    said = json.loads(run("paper", "verify", target, "--register", file, "--json"))
    assert (said["unaltered"], said["issued_here"], said["changed_since"]) == (True, True, [])
    assert said["number"] == listed[0]["number"]
    told = run("paper", "verify", target, "--register", file)
    assert told.splitlines() == [
        "The document is unaltered.",
        f"The code at the end of its last page must be {said['code']}.",
        f"This register issued it as {said['number']}.",
        "It still matches the register.",
    ]


def test_a_paper_is_issued_in_another_language_and_one_that_nobody_speaks_is_refused(
    file, tmp_path, capsys
):
    target = tmp_path / "paper.pdf"
    german = ("--language", "de", "-o", target)
    assert "Issued HR-" in run("paper", "access", file, *german)
    assert "Nothing has changed since" in run("paper", "access", file, *german, "--replace")
    assert "Issued HR-" in run("paper", "access", file, "-o", tmp_path / "english.pdf")
    titles = [each["title"].split()[0] for each in json.loads(run("papers", file, "--json"))]
    assert sorted(titles) == ["Access", "Zugriff"]
    told = run("paper", "verify", target, "--register", file)
    assert told.splitlines()[-1] == "It still matches the register."
    with pytest.raises(SystemExit) as ended:
        main(
            ["paper", "person", str(file), "10", "--language", "xx", "-o", str(tmp_path / "xx.pdf")]
        )
    assert ended.value.code == 1
    told = capsys.readouterr().err
    assert told == "Documents are not available in “xx”. Available languages: English, Deutsch.\n"


def test_a_paper_is_acknowledged_with_a_scan_or_by_email_and_listed_so(file, tmp_path):
    run("paper", "access", file, "-o", tmp_path / "paper.pdf")
    [paper] = json.loads(run("papers", file, "--json"))
    assert (paper["acknowledged"], paper["signed_by"], paper["signed_on"]) == (False, "", None)
    scan = tmp_path / "signed.pdf"
    scan.write_bytes(b"%PDF-1.4\n%%EOF\n")
    act = ("paper", "acknowledge", file, paper["number"].lower(), "--on", "today")
    assert "--scan FILE or" in run(*act, "--who", "Tom", code=2)
    assert "--scan FILE or" in run(*act, "--who", "Tom", "--scan", scan, "--email", "M-1", code=2)
    said = run(*act, "--who", "Tom Hale", "--role", "Brightside", "--scan", scan)
    assert said == f"Recorded that Tom Hale acknowledged {paper['number']}.\n"
    run(*act, "--who", "Mara Lindt", "--email", "Mail of today from mara@nova.example")
    [paper] = json.loads(run("papers", file, "--json"))
    assert (paper["signed_by"], paper["signed_how"]) == ("Tom Hale, Mara Lindt", "SCAN")
    assert paper["acknowledged"] is True
    assert paper["signed_on"]
    listed = json.loads(run("list", "acknowledgements", file, "--filter", "how:email", "--json"))
    assert [row["who"] for row in listed] == ["Mara Lindt"]
    table = run("list", "acknowledgements", file)
    assert "Signed on paper" in table
    assert "signed.pdf" in table


@pytest.mark.parametrize(
    ("number", "more", "said"),
    [
        ("HR-1999-001", ["--email", "M-1"], "No document was issued as HR-1999-001"),
        ("", ["--email", "M-1", "--on", "2020-01-01"], "when the document was issued"),
        ("", ["--email", "M-1", "--on", "+1"], "in the future"),
        ("", ["--email", " "], "Message-ID"),
        ("", ["--scan", "gone.pdf"], "cannot be read"),
    ],
)
def test_what_is_no_acknowledgement_is_refused_and_nothing_is_recorded(
    file, tmp_path, number, more, said
):
    run("paper", "access", file, "-o", tmp_path / "paper.pdf")
    [paper] = json.loads(run("papers", file, "--json"))
    act = ("paper", "acknowledge", file, number or paper["number"], "--who", "Tom", "--on", "today")
    result = CliRunner().invoke(delvia, [*map(str, act), *more])
    assert result.exit_code == 1
    assert said in str(result.exception or "") + result.output
    assert json.loads(run("papers", file, "--json")) == [paper]


def test_an_altered_paper_and_a_foreign_one_exit_with_one(file, tmp_path):
    target = tmp_path / "paper.pdf"
    run("paper", "access", file, "-o", target)
    other = tmp_path / "other.delvia"
    run("new", other)
    assert "did not issue it" in run("paper", "verify", target, "--register", other, code=1)
    run("paper", "access", other, "-o", tmp_path / "theirs.pdf")
    theirs = ("paper", "verify", tmp_path / "theirs.pdf", "--register", file)
    said = json.loads(run(*theirs, "--json", code=1))
    assert (said["unaltered"], said["issued_here"], said["changed_since"]) == (True, False, None)
    assert said["number_is_of_another"] is True
    assert {"before", "after", "section"} == set(said["differs_from_issued"][0])
    told = run(*theirs, code=1)
    assert f"it issued a different document as {said['number']}." in told
    assert "The issued document and this file differ:" in told
    content = bytearray(target.read_bytes())
    content[200] ^= 1
    target.write_bytes(bytes(content))
    assert "was altered" in run("paper", "verify", target, code=1)
    assert json.loads(run("paper", "verify", target, "--json", code=1))["issued_here"] is None


def test_what_is_not_there_is_said(file, tmp_path):
    target = tmp_path / "none.pdf"
    result = CliRunner().invoke(delvia, ["paper", "verify", str(target)])
    assert result.exit_code == 1
    assert "“none.pdf” cannot be read" in str(result.exception)
    result = CliRunner().invoke(delvia, ["paper", "person", str(file), "999", "-o", str(target)])
    assert result.exit_code == 1
    assert not target.exists()


@pytest.mark.parametrize(
    ("asked", "code", "told"),
    [
        (["agency_change", "2", "--to", "2"], 1, "An agency cannot take over from itself."),
        (["agency_change", "2", "--to", "99"], 1, "The incoming agency is not in the"),
        (["agency_change", "99", "--to", "2"], 1, "Partner 99 is not in the register."),
        (["agency_change", "2"], 2, "--to"),
        (["admin", "1"], 1, "No one hands over the Admin role in “End a partnership”."),
        (["admin", "99"], 1, "Procedure 99 is not in the register."),
        (["change_log", "--since", "2030-01-01"], 1, "cannot start on 1 Jan 2030"),
        (["change_log", "--since", "02/03/26"], 2, "This date is ambiguous."),
        (["change_log"], 2, "--since"),
    ],
)
def test_a_paper_that_cannot_be_is_refused_with_a_sentence(
    file, tmp_path, capsys, asked, code, told
):
    target = tmp_path / "none.pdf"
    kind, *rest = asked
    with pytest.raises(SystemExit) as ended:
        main(["paper", kind, str(file), *rest, "-o", str(target)])
    assert (ended.value.code, told in capsys.readouterr().err) == (code, True)
    assert not target.exists()
    assert json.loads(run("papers", file, "--json")) == []


def test_a_redacted_paper_is_one_of_its_own(file, tmp_path):
    full, redacted = tmp_path / "full.pdf", tmp_path / "redacted.pdf"
    for kind, about in {
        "person": ["10"],
        "access": [],
        "partner": ["--partner", "Kite Studio"],
    }.items():
        run("paper", kind, file, *about, "-o", full, "--replace")
        masked = ("paper", kind, file, *about, "--redacted", "--replace", "-o", redacted)
        assert "Issued HR-" in run(*masked)
        again = run(*masked)
        assert "Nothing has changed since" in again
        said = json.loads(run("paper", "verify", redacted, "--register", file, "--json"))
        assert (said["issued_here"], said["changed_since"]) == (True, [])
        assert b"Jonas" not in redacted.read_bytes()
    titles = [each["title"] for each in json.loads(run("papers", file, "--json"))]
    assert "Person 10" in titles
    assert "Jonas Becker" in titles


def test_a_draft_is_written_without_a_number_and_known_as_one(file, tmp_path):
    target = tmp_path / "draft.pdf"
    said = run("paper", "access", file, "--draft", "-o", target)
    assert said.endswith(f"Wrote a draft to {target}; it has no number.\n")
    assert json.loads(run("papers", file, "--json")) == []
    told = run("paper", "verify", target, "--register", file, code=1)
    assert told.splitlines() == [
        "The document is unaltered.",
        "It is a draft: it has no number and was never issued.",
        "This register did not issue it.",
    ]
    verifier = tmp_path / "verify_paper.py"
    run("paper", "verifier", "-o", verifier)
    command = [sys.executable, "-I", "-S", str(verifier), str(target)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0
    assert "This is a draft" in done.stdout
    assert "must be" not in done.stdout


def test_two_partners_of_one_name_are_told_apart_by_their_number(file, tmp_path, capsys):
    """C: the refusal says name and number of each, and either number is taken."""
    opened = open_register(file, "Mara")
    first = opened.records.find(Partner, name="Kite Studio")
    second = opened.perform(partners.record_partner, PartnerDraft(name="Kite Studio"))
    opened.close()
    target = str(tmp_path / "paper.pdf")
    with pytest.raises(SystemExit) as left:
        main(["paper", "partner", str(file), "--partner", "Kite Studio", "-o", target])
    assert left.value.code == 1
    said = capsys.readouterr().err
    assert "“Kite Studio” matches several partners." in said
    assert f"{first.id} Kite Studio, {second.id} Kite Studio" in said
    for word in (str(second.id), f"partner/{second.id}", str(first.id)):
        run("paper", "partner", file, "--partner", word, "-o", target, "--draft", "--replace")


@pytest.mark.parametrize(
    ("kind", "options", "is_told"),
    [
        (["review"], [], True),
        (["review"], ["--draft"], True),
        (["review"], ["--redacted"], False),
        (["onboarding"], [], False),
    ],
)
def test_a_document_that_names_the_account_as_its_maker_says_so_in_one_line(
    file, tmp_path, kind, options, is_told
):
    remember_name("")
    said = run("paper", *kind, file, "5", *options, "-o", tmp_path / "paper.pdf").splitlines()
    told = f"Under “Prepared by”, this document shows “{login_name()}”, your account name"
    assert [line.startswith(told) for line in said].count(True) == is_told
    remember_name("Nora Admin")
    said = run("paper", *kind, file, "4", *options, "-o", tmp_path / "other.pdf")
    assert "your account name" not in said
