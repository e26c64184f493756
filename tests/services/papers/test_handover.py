"""The papers of one handover: which belong together, what is said of them, how they are saved."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.evidence.evidence import FileDraft, Subject
from delvia_desktop.domain.records.paper_requests import Edition, PaperRequest
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.records.reviews import Review
from delvia_desktop.domain.words.errors import DiskTrouble, Missing, Refused
from delvia_desktop.progress import Cancelled, progress_to
from delvia_desktop.services.access import shares
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.papers import (
    access_records,
    handover,
    paper_checks,
    paper_making,
    papers,
)
from delvia_desktop.services.papers.handover_saving import files_of, gathered, save_in_folder, taken
from delvia_desktop.services.register.register import Register


def issue(register: Register, code: str, key: int, edition: Edition | None = None):
    request = PaperRequest(code, int(key), edition=edition or Edition())
    return register.perform(
        papers.issue, paper_making.prepare(register, register.picture(), request)
    )


def brightside(register: Register) -> Partner:
    return register.records.find(Partner, name="Brightside Media")


@pytest.fixture
def issued(sample):
    """Papers about one partner, its review and procedure, another partner and a person."""
    records = sample.records
    tokyo = records.find(Partner, name="ブライト東京")
    run = records.find(Run, procedure="END_PARTNERSHIP")
    about = {
        "offboarding": tokyo.id,
        "partner": tokyo.id,
        "partner_sheet": tokyo.id,
        "person": records.find(Person, name="Jonas Becker").id,
        "procedure": run.id,
    }
    made = {code: issue(sample, code, key) for code, key in about.items()}
    made["other"] = issue(sample, "partner", brightside(sample).id)
    assert run.partner == tokyo.id
    return made


def numbers(found) -> list[str]:
    return [member.record.number for member in found.members]


@pytest.mark.parametrize("asked", ["offboarding", "partner", "partner_sheet", "procedure"])
def test_papers_about_a_partner_and_its_procedures_belong_together(sample, issued, asked):
    found = handover.look_at(sample, issued[asked])
    together = ("partner", "procedure", "offboarding", "partner_sheet")
    assert numbers(found) == [issued[code].number for code in together]
    assert found.missing == ("Agency onboarding",) or asked == "procedure"
    assert all(member.is_proposed and member.changes == 0 for member in found.members)
    assert "up to date · not signed · English · A4" in found.members[0].standing


def test_a_person_is_a_handover_of_its_own_and_the_whole_another(sample, issued):
    assert numbers(handover.look_at(sample, issued["person"])) == [issued["person"].number]
    whole = issue(sample, "access", 1)
    review = sample.records.select(Review, kind="QUARTERLY")[-1]
    report = issue(sample, "review", review.id)
    assert numbers(handover.look_at(sample, report)) == [report.number, whole.number]


def test_only_the_newest_in_force_counts_and_what_is_untrue_by_now_is_said(sample, issued):
    share = next(
        s for s in sample.records.select(Share)
        if s.revoked_on is None and s.granted_on and sample.records.find(
            Partner, id=_partner_of(sample, s)).name == "Brightside Media"
    )  # fmt: skip
    sample.perform(
        shares.take_step, share, "revoke", StepDraft(on="2026-11-20", by="Mara", reason="Over")
    )
    stale = handover.look_at(sample, issued["other"]).members
    assert [member.changes > 0 for member in stale] == [True]
    assert "not true any more" in stale[0].standing
    again = issue(sample, "partner", brightside(sample).id)
    assert numbers(handover.look_at(sample, issued["other"])) == [again.number]


def _partner_of(register: Register, share: Share) -> int:
    from delvia_desktop.domain.access.partnerships import Partnership

    return register.records.get(Partnership, share.partnership).partner


def test_names_are_never_proposed_beside_masked_ones(sample, issued):
    key = issued["partner"].partner
    letter = issue(sample, "partner", key, Edition(page_size="LETTER"))
    masked = issue(sample, "partner", key, Edition(is_redacted=True))
    found = {m.record.number: m.is_proposed for m in handover.look_at(sample, masked).members}
    assert [number for number, proposed in found.items() if proposed] == [masked.number]
    assert len(found) == 6
    usual = {m.record.number: m.is_proposed for m in handover.look_at(sample, letter).members}
    assert usual[letter.number]
    assert not usual[masked.number]
    assert not usual[issued["partner"].number]
    assert usual[issued["partner_sheet"].number]


def test_looking_can_be_cancelled(sample, issued):
    def stop(done: int, total: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled), progress_to(stop):
        handover.look_at(sample, issued["partner"])


def test_a_number_that_is_none_is_said(sample):
    with pytest.raises(Missing, match="No document was issued as HR-1"):
        access_records.paper_numbered(sample.records, "HR-1")


def chosen(issued):
    return [issued["partner"], issued["partner_sheet"], issued["offboarding"]]


def test_a_folder_gets_each_paper_unaltered_under_its_own_name(sample, issued, tmp_path):
    scan = FileDraft("unterschrieben 署名.pdf", sample.content(issued["partner_sheet"].sha256))
    more = FileDraft("unterschrieben 署名.pdf", sample.content(issued["person"].sha256))
    subject = Subject("access-record", issued["partner"].id)
    sample.perform(evidence.attach, subject, [scan])
    sample.perform(evidence.attach, subject, [more])
    wanted = files_of(sample, chosen(issued), with_signed=True)
    first = issued["partner"].number
    assert list(wanted)[:3] == [
        f"{first} Access record ブライト東京.pdf",
        f"{first} unterschrieben 署名.pdf",
        f"{first} unterschrieben 署名 (2).pdf",
    ]
    assert len(wanted) == 5
    assert len(files_of(sample, chosen(issued), with_signed=False)) == 3
    folder = tmp_path / "Übergabe 引き継ぎ"
    folder.mkdir()
    assert taken(folder, wanted) == []
    save_in_folder(folder, wanted)
    for record in chosen(issued):
        content = (folder / papers.issued_paper(sample, record.id).file_name).read_bytes()
        assert paper_checks.check_paper(content, sample).record == record
    assert taken(folder, wanted) == []
    (folder / f"{first} Access record ブライト東京.pdf").write_bytes(b"somebody else's")
    assert taken(folder, wanted) == [f"{first} Access record ブライト東京.pdf"]


def test_a_disk_that_fails_half_way_says_what_was_saved(sample, issued, tmp_path, monkeypatch):
    wanted = files_of(sample, chosen(issued), with_signed=False)
    (tmp_path / "out").mkdir()
    real, count = tempfile.mkstemp, iter(range(3))

    def full_at_the_third(**arguments):
        if next(count) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(**arguments)

    with monkeypatch.context() as patched:
        patched.setattr(tempfile, "mkstemp", full_at_the_third)
        with pytest.raises(DiskTrouble) as failed:
            save_in_folder(tmp_path / "out", wanted)
    assert f"Saved before that: {', '.join(list(wanted)[:2])}." in str(failed.value)
    names = {path.name for path in (tmp_path / "out").iterdir() if path.is_file()}
    assert names == set(list(wanted)[:2])
    with pytest.raises(DiskTrouble) as failed:
        save_in_folder(tmp_path / "none", wanted)
    assert "Saved before that" not in str(failed.value)


def test_what_is_no_folder_is_said(sample, issued, tmp_path):
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(DiskTrouble, match="could not be written"):
        save_in_folder(tmp_path / "file", files_of(sample, chosen(issued), with_signed=False))


def one(sample, issued) -> PdfReader:
    return PdfReader(io.BytesIO(gathered(sample, chosen(issued), with_signed=False)), strict=True)


def test_one_file_has_every_page_a_bookmark_for_each_paper_and_its_own_below(sample, issued):
    reader = one(sample, issued)
    assert len(reader.pages) == sum(record.pages for record in chosen(issued))
    start = 0
    tops = [item for item in reader.outline if isinstance(item, Destination)]
    below = [item for item in reader.outline if isinstance(item, list)]
    assert len(tops) == len(below) == 3
    for record, top, inner in zip(chosen(issued), tops, below, strict=True):
        assert top.title.startswith(f"{record.number} · ")
        assert reader.get_destination_page_number(top) == start
        own = PdfReader(io.BytesIO(sample.content(record.sha256)))
        assert [item.title for item in inner] == [item.title for item in own.outline]
        for mine, its in zip(inner, own.outline, strict=True):
            page = own.get_destination_page_number(its)
            assert reader.get_destination_page_number(mine) == start + page
            assert mine.top == its.top
        for place, page in enumerate(own.pages):
            assert reader.pages[start + place].extract_text() == page.extract_text()
        start += record.pages
    assert reader.metadata.title.startswith("Handover documents of Nova")
    assert reader.root_object["/Lang"] == "en"


def test_one_file_holds_the_originals_so_that_each_can_still_be_checked(sample, issued):
    reader = one(sample, issued)
    assert len(reader.attachments) == 3
    for record in chosen(issued):
        name = papers.issued_paper(sample, record.id).file_name
        content = reader.attachments[name][0]
        assert hashlib.sha256(content).hexdigest() == record.sha256
        assert paper_checks.check_paper(content, sample).record == record


def test_the_same_papers_give_the_same_file_and_it_is_no_paper_itself(sample, issued):
    content = gathered(sample, chosen(issued), with_signed=False)
    assert gathered(sample, chosen(issued), with_signed=False) == content
    verdict = paper_checks.check_paper(content, sample)
    assert (verdict.is_sealed, verdict.record, verdict.number) == (False, None, "")
    with pytest.raises(Refused, match="at least one"):
        gathered(sample, [], with_signed=False)


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not here")
def test_another_program_finds_one_file_sound(sample, issued, tmp_path: Path):
    target = tmp_path / "all.pdf"
    target.write_bytes(gathered(sample, chosen(issued), with_signed=False))
    said = subprocess.run(["qpdf", "--check", target], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
