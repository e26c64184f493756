"""Papers saved where there is trouble: a sentence, nothing half-written, and no number is lost."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from delvia_desktop.domain.evidence.evidence import FileDraft, Subject
from delvia_desktop.domain.evidence.media import NAME_LIMIT
from delvia_desktop.domain.papers.sealing import unseal
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.words.errors import DelviaError, DiskTrouble
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.papers import paper_making, papers
from delvia_desktop.services.papers.handover_saving import (
    files_of,
    gathered,
    make_folder,
    save_in_folder,
)
from delvia_desktop.services.register.outputs import Replacing
from delvia_desktop.services.register.register import open_register
from delvia_desktop.storage.file import files, scratch

ROOT = Path(__file__).parents[3]


def prepared(register):
    return paper_making.prepare(register, register.picture(), PaperRequest("access", 1))


def full(_: Path) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def full_disk(monkeypatch, target: Path) -> Path:
    monkeypatch.setattr(files, "_flush", full)
    return target / "paper.pdf"


def open_elsewhere(monkeypatch, target: Path) -> Path:
    """As Windows does while another program shows the file."""

    def replace(self, _other):
        raise PermissionError(errno.EACCES, "being used by another process")

    monkeypatch.setattr(Path, "replace", replace)
    return target / "paper.pdf"


def folder_in_its_place(_monkeypatch, target: Path) -> Path:
    (target / "paper.pdf" / "inside").mkdir(parents=True)
    return target / "paper.pdf"


def no_folder(_monkeypatch, target: Path) -> Path:
    return target / "gone" / "paper.pdf"


def file_for_a_folder(_monkeypatch, target: Path) -> Path:
    (target / "paper").write_bytes(b"x")
    return target / "paper" / "paper.pdf"


def name_too_long(_monkeypatch, target: Path) -> Path:
    return target / f"{'n' * 300}.pdf"


def no_rights(monkeypatch, target: Path) -> Path:
    def refused(**_arguments):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(scratch.tempfile, "mkstemp", refused)
    return target / "paper.pdf"


TROUBLE = [
    full_disk,
    open_elsewhere,
    folder_in_its_place,
    no_folder,
    file_for_a_folder,
    name_too_long,
    no_rights,
]


@pytest.mark.parametrize("trouble", TROUBLE)
def test_a_paper_that_cannot_be_written_stays_issued_and_is_saved_again(
    sample, tmp_path, monkeypatch, trouble
):
    folder = tmp_path / "out"
    folder.mkdir()
    paper = prepared(sample)
    record = sample.perform(papers.issue, paper)
    with monkeypatch.context() as patched:
        target = trouble(patched, folder)
        before = sorted(folder.rglob("*"))
        with pytest.raises(DelviaError, match=r"could not be written|is a folder"):
            papers.save_paper(paper, target, Replacing.ANY_FILE)
        assert sorted(folder.rglob("*")) == before
    assert sample.check() == []
    again = prepared(sample)
    assert (again.record, again.content) == (record, paper.content)
    papers.save_paper(again, tmp_path / "at last.pdf")
    assert (tmp_path / "at last.pdf").read_bytes() == paper.content


def test_what_was_there_stays_when_a_paper_cannot_take_its_place(sample, tmp_path, monkeypatch):
    target = tmp_path / "paper.pdf"
    target.write_bytes(b"the older one")
    for trouble in (full_disk, open_elsewhere, no_rights):
        with monkeypatch.context() as patched:
            trouble(patched, tmp_path)
            with pytest.raises(DiskTrouble):
                papers.save_paper(prepared(sample), target, Replacing.ANY_FILE)
        assert target.read_bytes() == b"the older one"
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_a_disk_that_is_full_before_a_paper_is_issued_takes_no_number(sample):
    paper = prepared(sample)
    driver = sample.store.connection
    pages = driver.execute("PRAGMA page_count").fetchone()[0]
    driver.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskTrouble, match="Nothing was changed"):
        sample.perform(papers.issue, paper)
    driver.execute("PRAGMA max_page_count = 1000000")
    assert sample.records.select(AccessRecord) == ()
    assert sample.check() == []
    assert sample.perform(papers.issue, paper).number == paper.record.number


def test_the_command_says_under_which_number_a_paper_that_was_not_written_is_kept(
    sample, tmp_path, capsys, monkeypatch
):
    from delvia_desktop.cli.main import main

    sample.close()
    missing = tmp_path / "gone" / "paper.pdf"
    with pytest.raises(SystemExit):
        main(["paper", "access", str(sample.path), "-o", str(missing)])
    said = capsys.readouterr().err
    assert "could not be written" in said
    assert "is issued" not in said, "a file that has no place costs no number"
    target = tmp_path / "paper.pdf"
    real = scratch.tempfile.mkstemp

    def full_for_papers(**arguments):
        if arguments["dir"] == target.parent:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(**arguments)

    monkeypatch.setattr(scratch.tempfile, "mkstemp", full_for_papers)
    with pytest.raises(SystemExit) as ended:
        main(["paper", "access", str(sample.path), "-o", str(target)])
    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert "could not be written" in said
    assert "-001 is issued and stored in the register." in said
    with pytest.raises(SystemExit):
        main(["paper", "access", str(sample.path), "--draft", "-o", str(target)])
    assert "stored in the register" not in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are Unix's")
def test_a_command_that_may_write_no_more_leaves_the_register_whole(sample, tmp_path):
    path, target = sample.path, tmp_path / "paper.pdf"
    sample.close()
    size = path.stat().st_size
    code = (
        "import resource, sys; from delvia_desktop.cli.main import main;"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}));"
        f"main(['paper', 'access', {str(path)!r}, '-o', {str(target)!r}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, encoding="utf-8", cwd=ROOT
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Nothing was changed" in done.stderr
    assert not target.exists()
    opened = open_register(path, "Mara")
    assert opened.check() == []
    assert opened.records.select(AccessRecord) == ()
    opened.close()


def test_kept_files_with_the_longest_names_are_saved_beside_their_paper(sample, tmp_path):
    record = sample.perform(papers.issue, prepared(sample))
    subject = Subject("access-record", record.id)
    names = ["署" * NAME_LIMIT, "署" * NAME_LIMIT, 'a:b*c?"<>|.pdf', "CON", "…" * 90, "😀" * 90]
    for number, name in enumerate(names):
        draft = FileDraft(name, sample.content(record.sha256) + b"%%%d\n%%%%EOF" % number)
        sample.perform(evidence.attach, subject, [draft])
    wanted = files_of(sample, [record], with_signed=True)
    assert len(wanted) == 7
    folder = tmp_path / "out"
    make_folder(folder)
    save_in_folder(folder, wanted)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == wanted
    for name in wanted:
        assert name.startswith(record.number)
        assert name.endswith(".pdf")
        assert not set('<>:"/\\|?*').intersection(name)
    one = gathered(sample, [record], with_signed=True)
    assert unseal(one).data == {}


def test_a_kept_file_never_takes_the_place_of_its_paper_or_of_another(sample):
    record = sample.perform(papers.issue, prepared(sample))
    subject = Subject("access-record", record.id)
    contents = {sample.content(record.sha256)}
    for number, name in enumerate((record.title, record.title.upper(), "Scan.pdf", "sCAN.pdf")):
        content = sample.content(record.sha256) + b"%%%d\n%%%%EOF" % number
        contents.add(content)
        sample.perform(evidence.attach, subject, [FileDraft(f"{name}.pdf", content)])
    wanted = files_of(sample, [record], with_signed=True)
    assert set(wanted.values()) == contents
    assert len({name.casefold() for name in wanted}) == 5
    inside = PdfReader(io.BytesIO(gathered(sample, [record], with_signed=True))).attachments
    assert {each for found in inside.values() for each in found} == contents


@pytest.mark.parametrize(
    "title",
    [
        "CON",
        "a/b\\c:d*e?f",
        "..",
        "…",
        "\ud800half",
        "\x00\n\t",
        "署" * 500,
        "",
        " . ",
        "\u202eabc",
    ],
)
def test_a_paper_is_saved_under_a_name_that_every_system_takes(tmp_path, title):
    name = papers.file_name_of("HR-2026-001", title)
    assert name.startswith("HR-2026-001")
    assert len(name.encode()) < 200
    assert not set('<>:"/\\|?*\x00\n\u202e').intersection(name)
    files.write_file(tmp_path / name, b"x")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_evidence_that_names_itself_oddly_never_leaves_the_folder(sample, tmp_path):
    record = sample.perform(papers.issue, prepared(sample))
    subject = Subject("access-record", record.id)
    for number, name in enumerate(("../../up.pdf", "/etc/x.pdf", "C:\\x.pdf", "..", ".hidden.pdf")):
        draft = FileDraft(name, sample.content(record.sha256) + b"%%%d\n%%%%EOF" % number)
        try:
            sample.perform(evidence.attach, subject, [draft])
        except DelviaError:
            continue
    kept = evidence.files_of(sample.records, subject)
    assert kept
    folder = tmp_path / "in" / "out"
    folder.mkdir(parents=True)
    save_in_folder(folder, files_of(sample, [record], with_signed=True))
    assert len(list(folder.iterdir())) == len(kept) + 1
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["out"]
