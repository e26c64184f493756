"""What a forger may try: altered copies are refused, and what is sealed anew is known as not ours.

A seal shows that nothing was altered since; who sealed, it cannot show. So what is made on purpose
and sealed anew must be told apart by the register, and the verifiers must not say more than they
know.
"""

from __future__ import annotations

import importlib.util
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader, PdfWriter

from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.papers.content import as_json
from delvia_desktop.domain.papers.sealing import seal, unseal
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.reports.drawing import content_paper
from delvia_desktop.reports.drawing.appearance import Look
from delvia_desktop.services.papers import paper_checks, paper_making, papers
from delvia_desktop.services.register.register import Register, open_register
from tests.figures import figure
from tests.reports.drawing.test_content_paper import HEAD, SCRIPTS, paper, row

FILE = Path(__file__).parents[3] / "packaging" / "verify_paper.py"
SEAL = re.compile(rb"%Delvia-SHA-256 [0-9a-f]{64}\n")
ATTACHED = re.compile(rb"/EmbeddedFile.*?stream\r?\n", re.DOTALL)


def _loaded():
    """Load the file as it is shipped: its folder has the name of a package of others."""
    spec = importlib.util.spec_from_file_location("verify_paper", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


verify_paper = _loaded()


def alone(content: bytes) -> dict:
    """What the verifier in one file knows of a file."""
    return verify_paper.report(content)


def both(content: bytes, register: Register | None = None) -> tuple[bool, bool]:
    return (
        paper_checks.check_paper(content, register).is_unaltered,
        alone(content)["unaltered"],
    )


@pytest.fixture(scope="module")
def sample(sample_file, tmp_path_factory):
    copy = tmp_path_factory.mktemp("forged") / "sample.delvia"
    shutil.copy(sample_file, copy)
    opened = open_register(copy, "Mara")
    yield opened
    opened.close()


def prepared(register: Register, code: str = "partner", name: str = "Kite Studio"):
    key = int(register.records.find(Partner, name=name).id)
    return paper_making.prepare(register, register.picture(), PaperRequest(code, key))


@pytest.fixture(scope="module")
def issued(sample) -> bytes:
    """The partner's copy of its access record."""
    made = prepared(sample)
    sample.perform(papers.issue, made)
    return made.content


@pytest.fixture(scope="module")
def another(sample, issued) -> bytes:
    made = prepared(sample, "claim")
    sample.perform(papers.issue, made)
    return made.content


def unsealed(content: bytes) -> bytes:
    return SEAL.sub(b"", content)


def true_paper(number: int, rng: random.Random) -> bytes:
    """A paper with contents of its own, drawn as every paper is."""
    names = [f"{rng.choice(SCRIPTS)} {rng.randrange(10**6)}" for _ in range(rng.randint(0, 4))]
    head = replace(
        HEAD,
        number=f"HR-{rng.randint(1970, 9999)}-{number + 1:03d}",
        brand=rng.choice(SCRIPTS),
        on=date.fromordinal(rng.randint(1, date.max.toordinal())),
        revision=number,
        register_state=rng.randbytes(32).hex(),
    )
    content = replace(
        paper([row(name, place) for place, name in enumerate(names)], texts=tuple(names)),
        title=f"{rng.choice(SCRIPTS)} {number}",
        sections=paper([row(name) for name in names]).sections[: rng.randint(0, 2)],
    )
    data = as_json(content, head, "brand", PaperRequest("access", rng.randrange(10**9)))
    return seal(content_paper.render(content, head, data, Look())[0])


def altered(content: bytes, rng: random.Random) -> bytes:
    changed = bytearray(content)
    place, how = rng.randrange(len(changed)), rng.random()
    if how < 0.5:
        changed[place] ^= 1 << rng.randrange(8)
    elif how < 0.7:
        del changed[place : place + rng.randint(1, 50)]
    elif how < 0.85:
        changed[place:place] = rng.randbytes(rng.randint(1, 50))
    else:
        changed += rng.randbytes(rng.randint(1, 9))
    return bytes(changed)


def test_papers_are_accepted_and_as_many_altered_ones_refused_by_both():
    rng = random.Random(7)
    for number in range(figure("forged papers")):
        true = true_paper(number, rng)
        verdict, known = paper_checks.check_paper(true), alone(true)
        assert (verdict.is_unaltered, known["unaltered"]) == (True, True)
        assert verdict.number.endswith(f"-{number + 1:03d}")
        assert known["data"] == unseal(true).data
        assert verdict.code == verify_paper.code_of(known["data"])
        spoilt = altered(true, rng)
        assert both(spoilt) == (False, False), number
        # What was only added to leaves the paper that was issued in the file, and known.
        verdict, known = paper_checks.check_paper(spoilt), alone(spoilt)
        assert verdict.is_issued_part_unaltered == spoilt.startswith(true)
        assert known["issued_part_unaltered"] == spoilt.startswith(true)


def with_data(content: bytes, *texts: bytes) -> bytes:
    """Another text in place of the attached data, with the lengths and places put right."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (file,) = (each for each in pdf.objects if _is_attached(each))
        file.write(texts[0])
        target = io.BytesIO()
        pdf.save(target, static_id=True)
    return target.getvalue()


def _is_attached(found: object) -> bool:
    return isinstance(found, pikepdf.Stream) and found.get("/Type") == "/EmbeddedFile"


def another_level(content: bytes) -> bytes:
    plain = json.dumps(unseal(content).data, sort_keys=True, indent=1)
    assert "Operator" in plain
    return with_data(content, plain.replace("Operator", "Analyst").encode())


def other_page(content: bytes) -> bytes:
    """The same data, but another word drawn on the first page."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(b"0 0 0 rg 0 0 300 300 re f\n" + page.Contents.read_bytes())
        target = io.BytesIO()
        pdf.save(target, static_id=True)
    return target.getvalue()


def added_later(content: bytes) -> bytes:
    """An incremental update with a catalog of its own, whose pages are others."""
    blank = PdfWriter(io.BytesIO(unsealed(content)), incremental=True)
    blank.add_blank_page(200, 200)
    target = io.BytesIO()
    blank.write(target)
    return target.getvalue()


FORGED = {
    "data of another level": another_level,
    "another page": other_page,
    "another catalog": added_later,
    "another sentence in the metadata": lambda c: unsealed(c).replace(b"Kite", b"Kita", 1),
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_what_is_forged_is_refused_whatever_true_seal_stands_on_it(sample, issued, another, forge):
    forged = forge(issued)
    seals = [SEAL.search(content)[0] for content in (issued, another)]
    for content in (forged, *(unsealed(forged) + each for each in seals), *(
        each + unsealed(forged) for each in seals
    )):  # fmt: skip
        assert both(content, sample) == (False, False)
        assert paper_checks.check_paper(content, sample).record is None


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_what_is_forged_and_sealed_anew_is_known_to_be_no_paper_of_the_register(
    sample, issued, forge
):
    forged = seal(unsealed(forge(issued)))
    verdict = paper_checks.check_paper(forged, sample)
    assert (verdict.is_unaltered, verdict.record) == (True, None)
    assert verdict.namesake.number == verdict.number
    words = paper_checks.told(verdict)
    assert (
        f"This register did not issue it; it issued a different document as {verdict.number}."
        in words
    )
    if forge is another_level:
        assert any("Operator" in each.before for each in verdict.differences)
        assert any("Analyst" in each.after for each in verdict.differences)
        assert words[-1] == "The issued document and this file differ:"
        assert verdict.code != paper_checks.check_paper(issued).code
    else:
        assert verdict.differences == ()
        assert words[-1].endswith("What its pages show may differ.")


def test_who_has_a_register_of_their_own_cannot_pass_its_paper_off_as_ours(
    sample, issued, sample_file, tmp_path
):
    copy = tmp_path / "theirs.delvia"
    shutil.copy(sample_file, copy)
    theirs = open_register(copy, "Tom")
    partner = theirs.records.find(Partner, name="Kite Studio")
    share = next(
        each for each in theirs.picture().shares_of_partner[partner.id] if not each.revoked_on
    )

    def raise_level(edit):
        edit.name("Raise")
        return edit.put(theirs.records.get(Share, share.id), replace(share, level=("ANALYST",)))

    theirs.perform(raise_level)
    made = prepared(theirs)
    theirs.perform(papers.issue, made)
    theirs.close()
    verdict = paper_checks.check_paper(made.content, sample)
    assert (verdict.is_unaltered, verdict.record) == (True, None)
    assert verdict.namesake.sha256 == sample.records.get(type(verdict.namesake), 1).sha256
    assert verdict.differences
    assert verdict.code != paper_checks.check_paper(issued).code


def test_parts_of_two_papers_do_not_make_a_third(sample, issued, another):
    rng = random.Random(3)
    for _ in range(figure("papers mixed")):
        cut, other = rng.randrange(9, len(issued)), rng.randrange(9, len(another))
        for mixed in (issued[:cut] + another[other:], another[:other] + issued[cut:]):
            assert both(mixed, sample) == (False, False)
    first = ATTACHED.search(issued).start()
    second = ATTACHED.search(another).start()
    mixed = seal(unsealed(issued[:first] + another[second:]))
    assert paper_checks.check_paper(mixed, sample).record is None
    # One paper behind another: the first is whole, and what follows is no signature.
    assert both(issued + another, sample) == (False, False)
    assert paper_checks.check_paper(issued + another, sample).is_issued_part_unaltered


@pytest.mark.parametrize("is_forged_first", [True, False])
def test_of_two_sets_of_data_none_is_believed(sample, issued, is_forged_first):
    plain = json.dumps({**unseal(issued).data, "title": "Forged"}).encode()
    forged = b"9999 0 obj\n<</Type /EmbeddedFile>>\nstream\n" + zlib.compress(plain)
    forged += b"\nendstream\nendobj\n"
    start = issued.index(b"\n") + 1
    parts = (issued[:start], forged, issued[start:])
    content = b"".join(parts) if is_forged_first else unsealed(issued) + forged
    content = seal(unsealed(content))
    verdict = paper_checks.check_paper(content, sample)
    assert (verdict.is_unaltered, verdict.number, verdict.code) == (False, "", "")
    assert paper_checks.told(verdict)[0].startswith("This is not a Delvia document")
    assert (alone(content)["unaltered"], alone(content)["data"]) == (False, None)


def test_what_is_sealed_but_has_no_data_is_no_paper(sample):
    for content in (seal(b"junk"), seal(b"%PDF-1.7\n"), seal(b"")):
        assert both(content, sample) == (False, False)
        assert paper_checks.told(paper_checks.check_paper(content))[0].startswith(
            "This is not a Delvia document"
        )


def data_file(plain: bytes) -> bytes:
    """A sealed file whose attached data are some bytes."""
    return seal(b"9 0 obj <</Type /EmbeddedFile>> stream\n" + zlib.compress(plain, 9))


ODD = (
    b'{"format":"delvia-paper"}',
    b'{"format":"delvia-paper","number":{"a":[]},"title":[1,null],"sections":7,"facts":{}}',
    b'{"format":"delvia-paper","number":"%s","sections":[{"title":1,"rows":[[1]]}],"facts":[[1]]}',
    b'{"format":"delvia-paper","number":"%s","title":"\\ud800\\u202e\\u001b[2J","facts":[]}',
    b'{"format":"delvia-paper","number":"%s","sections":[5],"facts":"ab","title":NaN}',
)


@pytest.mark.parametrize("plain", ODD)
def test_data_of_any_form_are_told_without_a_crash(sample, issued, plain, tmp_path):
    content = data_file(plain.replace(b"%s", unseal(issued).data["number"].encode()))
    verdict = paper_checks.check_paper(content, sample)
    shown = [verdict.number, verdict.title, *paper_checks.told(verdict)]
    assert all(words.isprintable() for words in shown)
    assert verdict.record is None
    file = tmp_path / "odd.pdf"
    file.write_bytes(content)
    for more in ([], ["--json"]):
        command = [sys.executable, "-I", "-S", str(FILE), str(file), *more]
        environment = {"PYTHONIOENCODING": "ascii"}
        done = subprocess.run(command, check=False, capture_output=True, env=environment)
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"\x1b" not in done.stdout


BOMBS = {
    "dots": b"0" * 150_000_000,
    "values": b'{"format":"delvia-paper","a":[' + b"[]," * 30_000_000 + b"1]}",
    "depth": b"[" * 5_000_000,
    "digits": b'{"format":"delvia-paper","number":' + b"9" * 5000 + b"}",
    "letters beyond ASCII": '{"format":"delvia-paper","number":"É"}'.encode(),
    "cut": b'{"format":"delvia-paper"',
}


@pytest.mark.parametrize("plain", BOMBS.values(), ids=BOMBS)
def test_data_that_are_packed_to_fill_the_memory_are_not_believed(plain):
    assert both(data_file(plain)) == (False, False)


def revisions(start: int, *trailers: bytes) -> bytes:
    """Empty revisions, one after the other, each with a place before it."""
    added = b""
    for trailer in trailers:
        place = start + len(added)
        added += b"xref\n0 0\ntrailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, place)
    return added


def follow(start: int, what: str) -> bytes:
    """What may follow a paper to make a reader of PDF run in circles or fill the memory."""
    ends = b"startxref\n%d\n%%%%EOF\n" % start
    packed = zlib.compress(bytes(150_000_000), 9)
    return {
        "itself before it": revisions(start, b"/Size 1/Root 1 0 R/Prev %d" % start),
        "many before it": revisions(start, *[b"/Size 9/Prev %d" % start] * 2_000),
        "a packed table": b"1 0 obj\n<</Type/XRef/Size 9000000/W[1 4 2]/Root 1 0 R/Filter"
        b"/FlateDecode/Length %d>>stream\n%s\nendstream\nendobj\n%s" % (len(packed), packed, ends),
        "a table without end": b"xref\n0 99999999\n" + b"0000000000 65535 f \n" * 50_000 + ends,
        "brackets": b"1 0 obj\n" + b"[" * 100_000 + ends,
        "ranges": b"/ByteRange [0 1 2 3]" * 50_000,
        "nothing, and much of it": bytes(30_000_000),
    }[what]


@pytest.mark.parametrize("what", [
    "itself before it", "many before it", "a packed table", "a table without end", "brackets",
    "ranges", "nothing, and much of it",
])  # fmt: skip
def test_what_follows_a_paper_to_stop_its_reader_is_altering(issued, what):
    content = issued + follow(len(issued), what) + b"/ByteRange [0 1 2 3]"
    assert both(content) == (False, False)
    assert paper_checks.check_paper(content).is_issued_part_unaltered


def test_what_is_no_file_or_far_too_large_is_not_read(tmp_path):
    with pytest.raises(Refused, match="is not a file"):
        paper_checks.read_paper(tmp_path)
    with pytest.raises(Refused, match=r"“gone\.pdf” cannot be read"):
        paper_checks.read_paper(tmp_path / "gone.pdf")
    large = tmp_path / "large.pdf"
    with large.open("wb") as opened:
        opened.truncate(3_000_000_000)
    with pytest.raises(Refused, match="No Delvia document is that large"):
        paper_checks.read_paper(large)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.pdf")
        with pytest.raises(Refused, match="is not a file"):
            paper_checks.read_paper(tmp_path / "pipe.pdf")


def test_the_verifiers_say_what_they_cannot_prove(issued, tmp_path):
    words = paper_checks.told(paper_checks.check_paper(issued), asked_register=False)
    assert words == [
        "The document is unaltered.",
        f"The code at the end of its last page must be {paper_checks.check_paper(issued).code}.",
        "Anyone can seal a document. Only its register can tell whether it was issued.",
    ]
    file = tmp_path / "paper.pdf"
    file.write_bytes(issued)
    command = [sys.executable, "-I", "-S", str(FILE), str(file)]
    said = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    assert "Anyone can make and seal such a document." in said
    assert f"must be {paper_checks.check_paper(issued).code}" in said
    assert alone(issued)["issued_by_register"] is None
    text = PdfReader(io.BytesIO(issued)).pages[-1].extract_text()
    assert paper_checks.check_paper(issued).code in text


def test_a_paper_that_the_register_issued_without_a_seal_is_known_by_its_bytes(sample, issued):
    older = unsealed(issued)
    made = replace(prepared(sample, "offboarding"), content=older)
    record = sample.perform(papers.issue, made)
    verdict = paper_checks.check_paper(older, sample)
    assert (verdict.is_unaltered, verdict.record) == (True, record)
    assert paper_checks.told(verdict)[0] == "The document is unaltered."
