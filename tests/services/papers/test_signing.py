"""An issued paper signed: kept as evidence and as an acknowledgement in one act."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import traceback
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from operator import itemgetter
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from delvia_desktop.domain.evidence.evidence import Attachment, FileDraft, Subject
from delvia_desktop.domain.papers.signatures import KeyFile, SignatureLook
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.acknowledgements import Acknowledgement
from delvia_desktop.domain.records.paper_requests import Edition, PaperRequest
from delvia_desktop.domain.words.errors import Missing, Refused
from delvia_desktop.reports.signing import signing_tools
from delvia_desktop.reports.signing.signing_tools import NotInstalled
from delvia_desktop.services.computer.troubles import report_of
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.papers import (
    access_records,
    paper_checks,
    paper_making,
    papers,
    signing,
)
from delvia_desktop.services.papers.signing import Order, SigningDoubt
from tests.figures import spread
from tests.keys import PASSPHRASE, key_file

ROOT = Path(__file__).parents[3]


@pytest.fixture
def record(nova) -> AccessRecord:
    register = nova.register
    request = PaperRequest("partner", nova.partner.id)
    prepared = paper_making.prepare(register, register.picture(), request)
    return register.perform(papers.issue, prepared)


def order(register, record, *, passphrase=PASSPHRASE, look=None, **key) -> Order:
    content = signing.content_to_sign(register, record)
    source = KeyFile(key_file(**key), passphrase)
    return Order(
        record, content, source, look or SignatureLook(reason="Handover"), register.clock()
    )


def test_the_signed_copy_is_kept_with_the_paper_as_one_act(nova, record):
    register = nova.register
    before = register.revision
    signed = signing.sign(order(register, record))
    made = register.perform(signing.keep_signed, signed)
    assert register.revision == before + 1
    assert (made.how, made.who, made.on) == ("DIGITAL", "Mara Voss", register.today)
    assert (made.access_record, made.note) == (record.id, "Handover")
    file = register.records.get(Attachment, made.attachment)
    assert (file.subject_kind, file.subject) == ("access-record", record.id)
    assert (file.name, file.media_type) == ("HR-2026-001 signed.pdf", "application/pdf")
    assert register.content(file.sha256) == signed.content
    assert register.undo_title == "Signed HR-2026-001 digitally as Mara Voss"
    register.undo()
    assert register.records.find(Acknowledgement, id=made.id) is None
    assert register.records.find(Attachment, id=file.id) is None
    register.redo()
    assert register.records.get(Acknowledgement, made.id) == made
    assert not register.check()


def test_the_paper_itself_stays_and_its_register_knows_the_signed_copy(nova, record):
    register = nova.register
    issued = register.content(record.sha256)
    signed = signing.sign(order(register, record))
    register.perform(signing.keep_signed, signed)
    assert register.content(record.sha256) == issued
    assert hashlib.sha256(issued).hexdigest() == record.sha256
    verdict = paper_checks.check_paper(signed.content, register)
    assert (verdict.is_unaltered, verdict.record) == (True, record)
    assert verdict.differences == ()
    told = paper_checks.told(verdict)
    assert told[0] == "The document is unaltered. Only signatures were added to it."
    assert "This register issued it as HR-2026-001." in told


def test_the_next_signature_is_added_to_the_newest_sound_copy(nova, record):
    register = nova.register
    issued = register.content(record.sha256)
    first = signing.sign(order(register, record))
    register.perform(signing.keep_signed, first)
    second = signing.sign(order(register, record, common="Tom Reed", kind="ec"))
    assert second.content.startswith(first.content)
    register.perform(signing.keep_signed, second)
    spoilt = FileDraft("back.pdf", second.content[:-300] + b"\n%%EOF\n")
    others = FileDraft("scan.pdf", b"%PDF-1.4\n%%EOF\n" + b"%" * len(issued) + b"\n%%EOF\n")
    subject = Subject("access-record", record.id)
    register.perform(evidence.attach, subject, [spoilt, others])
    assert signing.content_to_sign(register, record) == second.content
    verdict = paper_checks.check_paper(second.content, register)
    names = [each.certificate.name for each in verdict.added.signatures]
    assert names == ["Mara Voss", "Tom Reed"]


def test_only_a_paper_that_was_issued_and_is_whole_can_be_signed(nova, record):
    register = nova.register
    request = PaperRequest("access", 1)
    draft = paper_making.prepare(register, register.picture(), request).record
    with pytest.raises(Refused, match="Only an issued document"):
        signing.content_to_sign(register, draft)
    with pytest.raises(Missing, match="as HR-2031-001"):
        access_records.paper_numbered(register.records, "HR-2031-001")
    draft = FileDraft("other.pdf", b"%PDF-1.4\n%%EOF\n")
    (other,) = register.perform(evidence.attach, Subject("access-record", record.id), [draft])
    with pytest.raises(Refused, match="has been altered and was not signed"):
        signing.content_to_sign(register, replace(record, sha256=other.sha256))


def test_a_certificate_out_of_its_time_is_asked_about_and_may_be_used(nova, record):
    start, end = datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)
    wanted = order(nova.register, record, start=start, end=end)
    doubt = signing.sign(wanted)
    assert doubt == SigningDoubt("The certificate of Mara Voss expired on 1 Jan 2025.")
    signed = signing.sign(wanted, despite_doubt=True)
    assert paper_checks.check_paper(signed.content).is_unaltered


def test_the_passphrase_is_nowhere_afterwards(nova, record, caplog):
    register = nova.register
    wanted = order(register, record)
    register.perform(signing.keep_signed, signing.sign(wanted))
    assert PASSPHRASE not in repr(wanted)
    secret = PASSPHRASE.encode()
    for file in register.path.parent.iterdir():
        if file.is_file():
            assert secret not in file.read_bytes(), file
    wrong = "".join(reversed(PASSPHRASE))
    refused = order(register, record, passphrase=wrong)
    with pytest.raises(Refused) as error:
        signing.sign(refused)
    told = report_of(error.type, error.tb) + "".join(traceback.format_exception(error.value))
    assert wrong not in told + caplog.text


def test_without_the_library_it_is_said_how_it_is_had(nova, record, monkeypatch):
    assert signing.missing() == ""
    monkeypatch.setattr(signing_tools.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(NotInstalled, match=r"pip install delvia-desktop\[sign\]"):
        signing.content_to_sign(nova.register, record)


WITHOUT = """
import importlib.abc, importlib.machinery, pathlib, sys
from datetime import UTC, date, datetime

hidden, is_broken = sys.argv[1], sys.argv[2] == "broken"

class Hide(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path, target=None):
        if name == hidden and is_broken:
            return importlib.machinery.ModuleSpec(name, self)
        if name.partition(".")[0] == hidden.partition(".")[0] and not is_broken:
            raise ModuleNotFoundError(name, name=name)
        return None

    def exec_module(self, module):
        raise ImportError("not for this computer", name=module.__name__)

sys.meta_path.insert(0, Hide())
from delvia_desktop.domain.records.access_records import AccessRecord, AccessRecordKey
from delvia_desktop.domain.papers.signatures import KeyFile, SignatureLook
from delvia_desktop.services.papers import paper_checks, signing

moment = datetime(2026, 11, 20, 12, tzinfo=UTC)
record = AccessRecord(AccessRecordKey(1), "HR-2026-001", "partner", "", date(2026, 11, 20), moment,
                      1, "", "", moment, "Mara")
paper, key, signed = (pathlib.Path(name).read_bytes() for name in sys.argv[3:6])
order = signing.Order(record, paper, KeyFile(key, sys.argv[6]), SignatureLook(), moment)
try:
    signing.sign(order)
except Exception as error:
    print(type(error).__name__, error)
print(*paper_checks.told(paper_checks.check_paper(signed)))
"""


@pytest.mark.parametrize(
    ("part", "state"),
    spread(
        "parts of an extra that are missing or broken",
        product(["lxml", "aiohttp", "cryptography", "uritools", "certifi"], ["missing", "broken"]),
        itemgetter(0),
    ),
)
def test_a_part_of_the_extra_that_is_missing_is_named(part, state, nova, record, tmp_path):
    """A6: without lxml or aiohttp it was said that key and certificate do not belong together."""
    signed = signing.sign(order(nova.register, record)).content
    files = [tmp_path / name for name in ("paper.pdf", "key.p12", "signed.pdf")]
    paper = nova.register.content(record.sha256)
    for file, content in zip(files, (paper, key_file(), signed), strict=True):
        file.write_bytes(content)
    command = [sys.executable, "-c", WITHOUT, part, state, *map(str, files), PASSPHRASE]
    found = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert found.stderr == ""
    refused, checked = found.stdout.splitlines()
    assert refused.startswith("NotInstalled Digital signatures need a component")
    assert f"Missing: {part}." in refused
    assert "cannot be checked here" in checked


@pytest.mark.parametrize("name", ["none.p12", "."])
def test_a_key_file_that_cannot_be_read_is_told(name, tmp_path):
    with pytest.raises(Refused, match="cannot be read"):
        signing.read_key_file(tmp_path / name)


def test_a_signature_is_drawn_in_the_language_of_the_paper(nova):
    register = nova.register
    request = PaperRequest("asset", nova.ad_account.id, edition=Edition("de"))
    prepared = paper_making.prepare(register, register.picture(), request)
    record = register.perform(papers.issue, prepared)
    signed = signing.sign(order(register, record))
    document = pikepdf.open(io.BytesIO(signed.content))
    with document as pdf:
        (widget,) = [
            each
            for page in pdf.pages
            for each in page.get("/Annots", [])
            if each.get("/T") == "Signature 1"
        ]
        boxed = pikepdf.new()
        page = boxed.add_blank_page(page_size=(300, 100))
        page.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(Box=boxed.copy_foreign(widget.AP.N))
        )
        page.Contents = boxed.make_stream(b"/Box Do")
        target = io.BytesIO()
        boxed.save(target)
    text = PdfReader(target).pages[0].extract_text()
    assert "Mara Voss" in text
    assert "Digital unterschrieben von" in text
