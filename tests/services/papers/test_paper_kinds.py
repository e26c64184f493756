"""Papers of every kind: made, issued, read back, checked against themselves and the register."""

from __future__ import annotations

import importlib.util
import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.people import Person, PersonDraft
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.papers.sealing import digest_of, unseal
from delvia_desktop.domain.records.comparisons import TikTokComparison
from delvia_desktop.domain.records.paper_requests import Edition, PaperRequest
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.records.reviews import Review
from delvia_desktop.domain.reviews.steps import DecisionDraft
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.services.access import people, shares
from delvia_desktop.services.papers import paper_checks, paper_making, papers
from delvia_desktop.services.reviews import reviews

ROOT = Path(__file__).parents[3]
FILE = ROOT / "packaging" / "verify_paper.py"


def _loaded():
    """Load the file as it is shipped: its folder has the name of a package of others."""
    spec = importlib.util.spec_from_file_location("verify_paper", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


verify_paper = _loaded()


def subjects(register) -> dict[str, int]:
    records = register.records
    return {
        "partner": records.find(Partner, name="Brightside Media").id,
        "review": records.select(Review, kind="QUARTERLY")[-1].id,
        "comparison": records.find(TikTokComparison, listed="share").id,
        "procedure": records.find(Run, procedure="ADD_AGENCY").id,
        "person": records.find(Person, name="Jonas Becker").id,
        "claim": records.find(Partner, name="Kite Studio").id,
        "onboarding": records.find(Partner, name="Agencja Świt i Współpracownicy").id,
        "offboarding": records.find(Partner, name="ブライト東京").id,
        "agency_change": records.find(Partner, name="Kite Studio").id,
        "partner_sheet": records.find(Partner, name="Kite Studio").id,
        "asset": records.find(Asset, name="Nova DE – Performance").id,
        "admin": records.find(Run, procedure="PERSON_LEAVES").id,
        "access": 1,
        "change_log": 1,
        "matrix": 1,
    }


def request_for(register, code: str, edition: Edition | None = None) -> PaperRequest:
    other = since = None
    if code == "agency_change":
        other = register.records.find(Partner, name="Brightside Media").id
    if code == "change_log":
        since = register.today - timedelta(days=60)
    return PaperRequest(code, subjects(register)[code], other, since, edition or Edition())


def made(register, code: str):
    return paper_making.prepare(register, register.picture(), request_for(register, code))


def text_of(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content), strict=True).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


EXPECTED = {
    "partner": ("Brightside Media", "Shared assets", "Acknowledgement"),
    "review": ("Full review: all access", "97 0 2", "Not covered: The finance",
               "K. Meyer", "To be revoked", "Exceptions", "Keep: 97 · Change: 0 · Revoke: 2",
               "Contents Counts page 1"),
    "comparison": ("Shared with Kite Studio", "2 differences", "Agree with the record: 11",
                   "Nova DE – Brand for Kite Studio", "Recorded, not in TikTok", "Revoked on",
                   "Access level Admin Operator The record stays"),
    "procedure": ("Add an agency: Agencja Świt", "Two Admins on our side", "7 are not done yet",
                  "Share the"),
    "person": ("Jonas Becker", "Left on", "Knows the password", "Ended access", "Duties",
               "Jonas Becker left", "Duties handed over"),
    "claim": ("Kite Studio", "Nova UK – Launch", "6954396919547027457", "refused"),
    "onboarding": ("Agencja Świt", "Agreed access", "No login was handed over", "Łukasz Żak"),
    "offboarding": ("No access is active", "Shared with the agency", "Recheck on",
                    "It kept no copy", "No entries", "Not returned"),
    "asset": ("Nova DE – Performance", "Owner", "Ended shares", "Brightside Media", "15 changes",
              "is Admin of", "Open findings"),
    "admin": ("Outgoing Admin Jonas Becker", "Incoming Admin not named",
              "Admins and finance roles", "Custody of logins", "Security settings",
               "Pending invitations", "Reviews due"),
    "access": ("Partners and their shares", "Account logins", "佐藤 恵", "active or planned"),
    "agency_change": ("From Kite Studio to Brightside Media", "7 assets are handed over",
                      "Handover by asset", "131 days", "Not granted",
                      "Owned by the outgoing agency", "Requested", "has none yet",
                      "pause immediately", "completed by hand", "Outgoing: for Kite Studio LLP",
                      "Incoming: for Brightside Media Ltd", "Brand: for Nova Cosmetics GmbH",
                      "Share not confirmed by the partner (5)"),
    "partner_sheet": ("Kite Studio", "Shared with us by the partner", "claims", "Priya Nair",
                      "Nova Cosmetics: Standard", "Spark Ads codes", "Issued documents", "History",
                      "Revoked access to Nova DE – Brand from Kite Studio",
                      "Reason for revocation: Summer is over"),
    "change_log": ("changes were recorded", "By person", "By kind of record", "Mara Lindt",
                   "Escalated: Claim to Nova UK – Launch", "Access level: Operator",
                   "Access level: Existing posts", "Step: Two Admins on our side"),
    "matrix": ("40 assets", "Access by asset", "Kite Studio · partner", "佐藤 恵", "Legend",
               "Op Operator"),
}  # fmt: skip


@pytest.mark.parametrize("code", EXPECTED)
def test_every_kind_is_drawn_whole_and_the_same_bytes_twice(sample, code):
    paper = made(sample, code)
    text = text_of(paper.content)
    for words in (*EXPECTED[code], paper.record.number, "no passwords", "Scope of this record"):
        assert words in text, words
    assert made(sample, code).content == paper.content
    reader = PdfReader(io.BytesIO(paper.content))
    assert len(reader.pages) == paper.pages
    assert paper.record.number in str(reader.metadata.title)
    attached = json.loads(reader.attachments[f"{paper.record.number}.json"][0])
    assert attached == unseal(paper.content).data
    assert attached["kind"] == code
    shown = paper_checks.check_paper(paper.content).code
    assert f"code {shown}" in text
    assert verify_paper.code_of(attached) == shown
    assert digest_of(attached)[:16] in text
    assert attached["register_state"] == sample.picture().register_state


@pytest.mark.parametrize("code", EXPECTED)
def test_qpdf_finds_nothing_wrong(sample, code):
    with pikepdf.open(io.BytesIO(made(sample, code).content)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_who_made_the_record_of_a_person_signs_it_where_no_line_manager_is_recorded(sample):
    """“No signer is recorded” was said to the one who was about to sign."""
    jonas = sample.records.find(Person, name="Jonas Becker")

    def signers(who: str) -> list[str]:
        sample.who = who
        said = unseal(made(sample, "person").content).data["declarations"]
        return list(said["names"])

    sample.perform(people.change_person, jonas, replace(typed(jonas, PersonDraft), line_manager=""))
    assert signers("mara lindt")[1] == "Mara Lindt"
    assert signers("Somebody else")[1] == ""
    assert signers("Jonas Becker")[1] == "", "nobody signs for both sides"


def test_a_paper_is_issued_under_its_number_and_printed_again_as_it_was(sample):
    first = made(sample, "person")
    record = sample.perform(papers.issue, first)
    assert (record.subject_kind, record.subject) == ("person", subjects(sample)["person"])
    again = made(sample, "person")
    assert again.is_issued
    assert again.content == first.content
    other = made(sample, "access")
    assert other.record.number > record.number
    share = next(s for s in sample.records.select(Share) if s.confirmed_on and not s.revoked_on)
    sample.perform(shares.take_step, share, "verify", StepDraft("today"))
    newer = made(sample, "person")
    assert not newer.is_issued
    assert newer.record.supersedes == record.id


def test_what_has_changed_since_a_paper_was_issued_is_told_line_by_line(sample):
    paper = made(sample, "partner")
    assert paper_checks.check_paper(paper.content, sample).record is None
    sample.perform(papers.issue, paper)
    verdict = paper_checks.check_paper(paper.content, sample)
    assert verdict.differences == ()
    assert paper_checks.told(verdict)[-1] == "It still matches the register."
    share = next(
        s
        for s in sample.picture().shares_of_partner[subjects(sample)["partner"]]
        if s.confirmed_on and not s.revoked_on
    )
    draft = StepDraft("today", reason="No longer needed")
    sample.perform(shares.take_step, share, "revoke", draft)
    verdict = paper_checks.check_paper(paper.content, sample)
    assert {each.section for each in verdict.differences} == {
        "Shared assets",
        "Ended shares",
    }
    assert verdict.is_unaltered
    review = made(sample, "review")
    sample.perform(papers.issue, review)
    opened = sample.records.find(Review, kind="AT_ONCE")
    lines = [line for line in reviews.lines_in(sample, opened) if not line.decision]
    sample.perform(reviews.decide, lines, DecisionDraft("KEPT"))
    assert paper_checks.check_paper(review.content, sample).differences == ()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"\x00" * 500, b"stream\n/EmbeddedFile" * 9])
def test_any_bytes_may_be_checked(content, nova):
    verdict = paper_checks.check_paper(content, nova.register)
    assert not verdict.is_unaltered
    assert paper_checks.told(verdict)[0].startswith("This is not a Delvia document")
    assert verify_paper.data_of(content) is None


def test_the_verifier_in_one_file_needs_nothing_but_python(sample, tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(made(sample, "access").content)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-I", "-S", str(FILE)]
        return subprocess.run([*command, *arguments], check=False, capture_output=True, text=True)

    done = run(str(file))
    assert done.returncode == 0
    assert "The document is unaltered." in done.stdout
    assert json.loads(run(str(file), "--json").stdout)["unaltered"] is True
    file.write_bytes(file.read_bytes().replace(b"<dc:title>", b"<dc:titel>", 1))
    done = run(str(file))
    assert (done.returncode, "altered" in done.stdout) == (1, True)
    assert run(str(tmp_path / "none.pdf")).returncode == 2
    assert run().returncode == 2


def test_an_empty_register_has_papers_too(register):
    paper = paper_making.prepare(register, register.picture(), PaperRequest("access", 1))
    assert "No access is recorded on this date." in text_of(paper.content)
