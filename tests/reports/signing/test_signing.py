"""Signed copies: the issued bytes first, then signatures and nothing else; both verifiers agree."""

from __future__ import annotations

import importlib.util
import io
import random
import re
import shutil
import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pypdf import PdfReader

from delvia_desktop.domain.papers.sealing import seal
from delvia_desktop.domain.papers.signatures import Addition, KeyFile, SignatureLook
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.reports.signing import signatures
from delvia_desktop.reports.signing.signing import sign
from delvia_desktop.reports.signing.signing_keys import doubt_of, opened_key
from delvia_desktop.services.papers import paper_checks
from tests.figures import figure
from tests.keys import END, PASSPHRASE, START, authority, certificate, key_file
from tests.reports.example import ASSET, PARTNER, SHARE, content, draw, drawn, picture

FILE = Path(__file__).parents[3] / "packaging" / "verify_paper.py"
spec = importlib.util.spec_from_file_location("verify_paper", FILE)
verify_paper = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verify_paper)

MOMENT = START + timedelta(days=326, hours=13, minutes=5)
SEEN, UNSEEN = (
    SignatureLook(reason="Handover of the ad accounts", place="Köln"),
    SignatureLook(is_visible=False),
)


@pytest.fixture(scope="module")
def paper() -> bytes:
    return seal(drawn()[0])


def bare(sections: int, **records) -> bytes:
    """A paper that nobody is to sign, so that it has no fields for signatures."""
    made = content(picture(**records))
    return seal(draw(replace(made, declarations=None, sections=made.sections[:sections]))[0])


def signed(content: bytes, look: SignatureLook = SEEN, **key: object) -> bytes:
    with opened_key(KeyFile(key_file(**key), PASSPHRASE)) as opened:
        return sign(content, opened, look, MOMENT)


def signed_elsewhere(content: bytes, common="Tom Reed", box=None, spoil=None) -> bytes:
    """Sign as a partner would with another program; `spoil` changes the file before that."""
    signer = SimpleSigner.load_pkcs12_data(key_file(common, "ec"), [], PASSPHRASE.encode())
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    if spoil is not None:
        spoil(writer)
    about = PdfSignatureMetadata(
        "Reviewer", md_algorithm="sha512", subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED
    )
    field = SigFieldSpec("Reviewer", on_page=0, box=box)
    return PdfSigner(about, signer, new_field_spec=field).sign_pdf(writer).getvalue()


def verdicts(content: bytes) -> tuple[bool, bool | None]:
    """What Delvia and the verifier in one file say of a file; the latter judges no signatures."""
    return (
        paper_checks.check_paper(content).is_unaltered,
        verify_paper.report(content)["unaltered"],
    )


@pytest.mark.parametrize("kind", ["rsa", "ec"])
@pytest.mark.parametrize("look", [SEEN, UNSEEN])
def test_a_signed_copy_begins_with_the_paper_and_is_accepted_by_both_verifiers(paper, kind, look):
    copy = signed(paper, look, kind=kind)
    assert copy.startswith(paper)
    assert len(copy) > len(paper)
    assert verdicts(copy) == (True, None)
    verdict = paper_checks.check_paper(copy)
    (found,) = verdict.added.signatures
    assert (found.certificate.name, found.signed_at) == ("Mara Voss", MOMENT)
    assert (found.is_intact, found.covers_whole_file) == (True, True)
    assert (found.reason, found.place) == (look.reason, look.place)
    assert found.page == (2 if look.is_visible else 0)
    assert verify_paper.report(copy)["signatures"][0]["signer"] == "Mara Voss"
    assert paper_checks.check_paper(paper).added.what == Addition.NOTHING


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_other_readers_find_the_signed_copy_sound(paper, kind, tmp_path):
    copy = signed_elsewhere(signed(paper, kind=kind))
    file = tmp_path / "signed.pdf"
    file.write_bytes(copy)
    with pikepdf.open(file) as pdf:
        assert pdf.check_pdf_syntax() == []
    assert len(PdfReader(io.BytesIO(copy), strict=True).pages) == 2
    if shutil.which("pdfsig") is None:
        pytest.skip("pdfsig of poppler is not there")
    done = subprocess.run(["pdfsig", "-nocert", file], check=False, capture_output=True, text=True)
    assert done.stdout.count("Signature is Valid.") == 2
    assert done.stdout.count("Total document signed") == 1
    assert "Signer Certificate Common Name: Mara Voss" in done.stdout


@pytest.mark.parametrize("look", [SEEN, UNSEEN])
@pytest.mark.parametrize("box", [None, (300, 60, 500, 110)])
def test_who_signs_with_another_program_is_recognised_the_same_way(paper, look, box):
    copy = signed_elsewhere(signed(paper, look), box=box)
    assert verdicts(copy) == (True, None)
    first, second = paper_checks.check_paper(copy).added.signatures
    assert (first.certificate.name, first.covers_whole_file) == ("Mara Voss", False)
    assert (second.certificate.name, second.covers_whole_file) == ("Tom Reed", True)
    assert verdicts(signed_elsewhere(paper, box=box)) == (True, None)
    names = [each["signer"] for each in verify_paper.report(copy)["signatures"]]
    assert names == ["Mara Voss", "Tom Reed"]


def test_the_first_free_place_to_sign_is_taken_and_an_unseen_signature_takes_none(paper):
    one = signed(paper, SEEN)
    two = signed(one, UNSEEN, common="Ada Rue")
    three = signed(two, SEEN, common="Tom Reed", kind="ec")
    four = signed(three, SEEN, common="Eve Orr")
    five = signed(four, SEEN, common="Ben Ito")
    assert verdicts(five) == (True, None)
    fields = PdfReader(io.BytesIO(five)).get_fields()
    assert {name: field["/V"]["/Name"] for name, field in fields.items()} == {
        "Signature 1": "Mara Voss",
        "Signature 2": "Tom Reed",
        "Signature 3": "Eve Orr",
        "Delvia 1": "Ada Rue",
        "Delvia 2": "Ben Ito",
    }


def test_a_signature_without_a_place_stands_where_nothing_is_drawn():
    copy = bare(1)
    for number in range(4):
        copy = signed(copy, SEEN, common=f"Signer {number}")
    page = PdfReader(io.BytesIO(copy)).pages[-1]
    boxes = [tuple(map(float, each.get_object()["/Rect"])) for each in page["/Annots"]]
    assert len(boxes) == 4
    lowest = 66
    assert all(box[1] >= lowest for box in boxes)
    for one in boxes:
        for other in boxes:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1]
            assert one == other or apart or other[3] <= one[1]
    heights: list[float] = []
    page.extract_text(visitor_text=lambda text, _cm, tm, *_: text and heights.append(tm[5]))
    assert max(box[3] for box in boxes) < min(y for y in heights if y > lowest)


def test_where_the_last_page_has_no_room_the_signature_is_invisible():
    for rows in range(1, 60):
        assets = [replace(ASSET, id=n, name=f"Asset {n}") for n in range(1, rows + 1)]
        shares = [replace(SHARE, id=each.id, asset=each.id) for each in assets]
        copy = signed(bare(2, assets=assets, shares=shares), SEEN)
        (found,) = paper_checks.check_paper(copy).added.signatures
        if not found.page:
            break
    assert not found.page
    assert verdicts(copy) == (True, None)
    assert "The signature is not visible on any page." in paper_checks.told_of_signature(found)


NAMES = [
    "Żaneta Łukasik",
    "Ελένη Ωμέγα",
    "Жанна Ёлкина",
    "東京 太郎",
    "नोवा क्षत्रिय",
    "محمد علي",
    "โนวา กรุงเทพ",
    "cuneiform \U00012000",
    "GROẞ ₿",
    "x" * 60,
]


def normal(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(text.split()))


@pytest.mark.parametrize("name", NAMES)
def test_names_of_every_script_are_drawn_with_an_embedded_font(paper, name, tmp_path):
    from delvia_desktop.reports.signing.signature_look import drawn

    picture = drawn((240, 54), name, MOMENT, SEEN)
    reader = PdfReader(io.BytesIO(picture), strict=True)
    shown = name.replace("\U00012000", "‹U+12000›")
    assert normal(shown) in normal(reader.pages[0].extract_text())
    for font in reader.pages[0]["/Resources"]["/Font"].values():
        file = font.get_object().get("/FontDescriptor", {}).get("/FontFile2")
        assert file is not None
    copy = signed(paper, SEEN, common=name)
    assert verdicts(copy) == (True, None)
    assert paper_checks.check_paper(copy).added.signatures[0].certificate.name == name
    assert verify_paper.report(copy)["signatures"][0]["signer"] == name


def hidden_parts(content: bytes) -> list[tuple[int, int]]:
    """Where the signatures themselves stand, which they cannot cover."""
    ranges = re.finditer(rb"/ByteRange \[0 (\d+) (\d+)", content)
    return [(int(match[1]), int(match[2])) for match in ranges]


def test_every_altered_copy_is_refused(paper):
    copy = signed_elsewhere(signed(paper, kind="ec"))
    hidden = hidden_parts(copy)
    rng = random.Random(11)
    for number in range(figure("forged signed copies")):
        altered = bytearray(copy)
        where = rng.choice(hidden) if number % 3 == 0 else (0, len(copy))
        place = rng.randrange(*where)
        how = rng.random()
        if how < 0.8:
            altered[place] ^= 1 << rng.randrange(8)
        elif how < 0.9:
            del altered[place : place + rng.randint(1, 40)]
        else:
            altered[place:place] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 9)))
        for_delvia, alone = verdicts(bytes(altered))
        assert not for_delvia, (number, place)
        in_last = hidden[-1][0] <= place < hidden[-1][1]
        assert alone is False or (in_last and len(altered) == len(copy)), (number, place)


def test_every_digit_of_a_signature_counts(paper):
    copy = signed(paper, UNSEEN, kind="ec")
    first, second = hidden_parts(copy)[0]
    rng = random.Random(12)
    end = first + 1 + len(copy[first + 1 : second - 1].rstrip(b"0")) + 6
    for place in rng.sample(range(first, end), 250):
        altered = bytearray(copy)
        digits = [each for each in b"0123456789abcdefABCDEF" if each != altered[place]]
        altered[place] = rng.choice(digits)
        assert not paper_checks.check_paper(bytes(altered)).is_unaltered, place


def test_what_stands_beside_a_signature_unproven_is_not_told(paper):
    copy = signed(paper, UNSEEN, kind="ec", issued=True)
    before = paper_checks.check_paper(copy)
    beside = authority().public_bytes(Encoding.DER).hex().encode()
    start = copy.lower().index(beside)
    rng = random.Random(14)
    for place in rng.sample(range(start, start + len(beside)), 120):
        altered = bytearray(copy)
        altered[place] = rng.choice(
            [each for each in b"0123456789ABCDEF" if each != altered[place]]
        )
        verdict = paper_checks.check_paper(bytes(altered))
        assert not verdict.is_unaltered or verdict == before, place


def swap_content(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    stream = page["/Contents"]
    stream._data = b"BT ET"
    stream._encoded_data = None
    writer.mark_update(page.raw_get("/Contents"))


def add_link(writer: IncrementalPdfFileWriter) -> None:
    from pyhanko.pdf_utils import generic

    page = writer.root["/Pages"]["/Kids"][0].get_object()
    link = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(
                map(generic.NumberObject, (0, 0, 90, 9))
            ),
        }
    )
    annotations = page.get("/Annots", generic.ArrayObject())
    annotations.append(writer.add_object(link))
    page[generic.pdf_name("/Annots")] = annotations
    writer.update_container(page)


def open_with_action(writer: IncrementalPdfFileWriter) -> None:
    from pyhanko.pdf_utils import generic

    writer.root[generic.pdf_name("/OpenAction")] = generic.ArrayObject()
    writer.update_root()


@pytest.mark.parametrize("spoil", [swap_content, add_link, open_with_action])
def test_who_signs_cannot_change_the_paper_on_the_way(paper, spoil):
    copy = signed_elsewhere(paper, spoil=spoil)
    assert copy.startswith(paper)
    verdict = paper_checks.check_paper(copy)
    assert [each.is_intact for each in verdict.added.signatures] == [True]
    assert not verdict.is_unaltered
    assert verdict.is_issued_part_unaltered
    assert "other than valid signatures" in paper_checks.told(verdict)[0]


def other_document(paper: bytes) -> bytes:
    """Another document behind the paper, which a reader of PDF would show instead."""
    packed = drawn(partners=[replace(PARTNER, name="Somebody else")])[0]
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(packed)) as made:  # its table of objects as plain text
        made.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
    other = target.getvalue()
    start = int(re.findall(rb"startxref\s+(\d+)", other)[-1])
    moved = re.sub(
        rb"(?m)^(\d{10}) 00000 n",
        lambda match: b"%010d 00000 n" % (int(match[1]) + len(paper)),
        other,
    )
    return paper + moved.replace(b"startxref\n%d" % start, b"startxref\n%d" % (start + len(paper)))


@pytest.mark.parametrize(
    "add",
    [
        lambda paper: paper + b"\n",
        lambda paper: paper + b"% a comment\n",
        lambda paper: paper + paper,
        lambda paper: seal(paper + b"% more\n"),
        other_document,
        lambda paper: signed(paper) + b"\n",
        lambda paper: signed(paper) + b"%%EOF",
        lambda paper: signed(paper)[:-7],
        lambda paper: signed_elsewhere(other_document(paper)),
        lambda paper: paper + signed(paper)[len(paper) - 200 :],
        lambda paper: paper + b"/ByteRange [0 9 9 9]",
        lambda paper: paper + b"/ByteRange [0 %d %d 0]" % (len(paper) + 2, 10**11),
    ],
)
def test_what_is_added_and_is_no_signature_is_altering(paper, add):
    content = add(paper)
    verdict = paper_checks.check_paper(content)
    assert verdict.is_issued_part_unaltered
    assert not verdict.is_unaltered
    told = verify_paper.report(content)
    # Signed by whom ever, it may show something else: that cannot be said without the library.
    is_signed = b"Somebody else" in content and b"/ByteRange" in content
    assert told["unaltered"] is (None if is_signed else False)
    assert told["issued_part_unaltered"]


def test_an_authority_is_named_and_one_who_signs_alone_is_told_so(paper):
    copy = signed(paper, kind="ec", issued=True)
    (found,) = paper_checks.check_paper(copy).added.signatures
    assert (found.certificate.issuer, found.certificate.is_self_signed) == ("Authority", False)
    words = " ".join(paper_checks.told_of_signature(found))
    assert "According to the certificate, Authority issued it." in words
    assert "according to the signer's computer" in words
    assert "not checked against a list of trusted issuers" in words
    assert found.certificate.fingerprint in words.replace(" ", "")  # in groups, so that it wraps
    (alone,) = paper_checks.check_paper(signed(paper)).added.signatures
    assert "no one else vouches" in " ".join(paper_checks.told_of_signature(alone))


def test_without_the_library_only_the_paper_is_judged(paper, monkeypatch):
    copy = signed(paper)
    monkeypatch.setattr(signatures, "is_installed", lambda: False)
    verdict = paper_checks.check_paper(copy)
    assert (verdict.is_unaltered, verdict.is_unknown) == (False, True)
    told = paper_checks.told(verdict)
    assert told[0] == "The document in this file is unaltered."
    assert "cannot be checked here" in told[1]
    assert "pip install delvia-desktop[sign]" in told[2]
    assert paper_checks.check_paper(paper).is_unaltered
    junk = paper_checks.check_paper(paper + b"junk")
    assert (junk.is_unaltered, junk.is_unknown) == (False, False)


def test_the_library_is_not_loaded_unless_something_was_signed(paper, tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(paper)
    code = (
        "import sys, pathlib; from delvia_desktop.services.papers import paper_checks, signing;"
        f"paper_checks.check_paper(pathlib.Path({str(file)!r}).read_bytes());"
        "print([name for name in sys.modules if name.startswith(('pyhanko', 'pkcs11'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


LATE, EARLY = START - timedelta(days=20), END + timedelta(days=20)


def without_key() -> bytes:
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

    return pkcs12.serialize_key_and_certificates(
        b"x", None, certificate("x", "ec"), None, BestAvailableEncryption(PASSPHRASE.encode())
    )


@pytest.mark.parametrize(
    ("content", "passphrase", "words"),
    [
        (key_file, "wrong words", "passphrase is wrong"),
        (key_file, "", "passphrase is wrong"),
        (lambda: b"", PASSPHRASE, "PKCS#12 file"),
        (lambda: b"-----BEGIN CERTIFICATE-----", PASSPHRASE, "PKCS#12 file"),
        (lambda: key_file()[:300], PASSPHRASE, "PKCS#12 file"),
        (lambda: b"\x30\x03\x02\x01\x03", PASSPHRASE, "PKCS#12 file"),
        (without_key, PASSPHRASE, "not contain a private key"),
        (lambda: key_file("x", "weak"), PASSPHRASE, "1024 bits; the minimum is 2048"),
        (lambda: key_file("x", "weak ec"), PASSPHRASE, "224 bits; the minimum is 256"),
        (lambda: key_file("x", "ed25519"), PASSPHRASE, "RSA and elliptic-curve keys"),
    ],
)
def test_a_key_that_cannot_be_used_is_refused_with_a_sentence(content, passphrase, words, caplog):
    with pytest.raises(Refused, match=words) as refused:
        opened_key(KeyFile(content(), passphrase)).__enter__()
    told = f"{refused.value} {refused.value.__cause__!r} {caplog.text}"
    assert PASSPHRASE not in told
    assert "wrong words" not in told
    assert PASSPHRASE not in repr(KeyFile(b"", PASSPHRASE))


def test_a_certificate_out_of_its_time_is_told():
    held = paper_checks.Certificate("Mara", "Mara", START, END, "", is_self_signed=True)
    assert doubt_of(held, LATE) == "The certificate of Mara is not valid before 1 Jan 2026."
    assert doubt_of(held, EARLY) == "The certificate of Mara expired on 1 Jan 2029."
    assert doubt_of(held, MOMENT) == ""


def test_any_bytes_may_follow_the_seal(paper):
    copy = signed(paper, UNSEEN, kind="ec")
    rest = copy[len(paper) :]
    rng = random.Random(13)
    for _ in range(figure("bytes behind a seal")):
        spoilt = bytearray(rest)
        for _ in range(rng.randint(1, 30)):
            spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
        cut = rng.randrange(len(spoilt))
        for any_bytes in (paper + bytes(spoilt), paper + bytes(spoilt[:cut]), bytes(spoilt)):
            assert verdicts(any_bytes) == (False, False)
    nested = b"30" + b"80" * 5000
    spoilt = rest.replace(rest[rest.index(b"<30") + 1 :][:5000], nested[:5000])
    assert verdicts(paper + spoilt) == (False, False)


def test_the_name_of_the_certificate_is_compared_to_the_letter(paper):
    copy = signed(paper, UNSEEN, kind="ec")
    first, second = hidden_parts(copy)[0]
    name = b"Mara Voss".hex().encode()
    held = copy[first:second].lower()
    for place in (held.index(name), held.rindex(name)):
        other = b"MARA Voss".hex().encode()
        altered = held[:place] + other + held[place + len(name) :]
        assert verdicts(copy[:first] + altered + copy[second:])[0] is False
