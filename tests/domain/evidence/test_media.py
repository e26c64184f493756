"""What a file is by its content: what the programs that read it take it for."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from delvia_desktop.domain.evidence.media import GIF, PDF, PNG, TEXT, media_problem, media_type


def picture(kind: str, **more: object) -> bytes:
    target = io.BytesIO()
    Image.effect_noise((40, 40), 60).save(target, kind, **more)
    return target.getvalue()


def scan() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.drawString(72, 72, "Signed. password: Sommer2026!x")
    canvas.showPage()
    canvas.save()
    return target.getvalue()


MOVING = {"save_all": True, "append_images": [Image.effect_noise((40, 40), 9)], "duration": 80}
PJL = b'\x1b%-12345X@PJL JOB NAME="scan"\r\n@PJL ENTER LANGUAGE=PDF\r\n'
PJL_END = b"\x1b%-12345X@PJL EOJ\r\n\x1b%-12345X"
LATER = b"\n9 0 obj\n<</Type /Catalog>>\nendobj\nstartxref\n0\n%%EOF\n"

WHOLE = {
    "pdf": (PDF, scan()),
    "pdf after a mark": (PDF, b"\xef\xbb\xbf" + scan()),
    "pdf after a blank line": (PDF, b"\r\n\r\n" + scan()),
    "pdf after noughts": (PDF, bytes(100) + scan()),
    "pdf for a printer": (PDF, PJL + scan() + PJL_END),
    "pdf with noughts at its end": (PDF, scan() + bytes(9000)),
    "pdf with a long tail": (PDF, scan() + b"\r\n<!-- scanned -->" * 500),
    "pdf that was signed": (PDF, scan() + LATER),
    "png": (PNG, picture("PNG")),
    "png with a tail": (PNG, picture("PNG") + b"tail" * 400),
    "gif": (GIF, picture("GIF")),
    "gif that moves": (GIF, picture("GIF", **MOVING)),
    "gif with a tail": (GIF, picture("GIF") + b"tail" * 400),
    "gif with noughts": (GIF, picture("GIF") + bytes(40)),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_is_what_its_readers_take_it_for(name: str):
    """B16: such scans and pictures were kept as text, held a password, or were cut short."""
    kind, content = WHOLE[name]
    assert media_type(content) == kind
    assert media_problem("scan", kind, content) == ""


@pytest.mark.parametrize("kind", ["PNG", "GIF"])
def test_a_picture_without_its_end_is_cut_short_wherever_it_is_cut(kind: str):
    content = picture(kind)
    for end in range(20, len(content), 97):
        found = media_type(content[:end])
        assert "incomplete" in media_problem("a", found, content[:end]), end


@pytest.mark.parametrize(
    "content", [scan()[:-30], scan()[:200], scan() + LATER[:-20], b"%PDF-1.7\n1 0 obj\n"]
)
def test_a_pdf_without_its_end_is_cut_short(content: bytes):
    assert "incomplete" in media_problem("a.pdf", media_type(content), content)


@pytest.mark.parametrize(
    ("begin", "kind"),
    [
        (b"MZ" + bytes(60), ""),
        (b"#!/bin/sh\n", ""),
        (b"PK\x03\x04" + bytes(40), ""),
        (b"<html><script>x</script>\n", ""),
        (b"  <!doctype html>\n", ""),
    ],
)
def test_what_only_holds_a_pdf_stays_what_it_is(begin: bytes, kind: str):
    assert media_type(begin + scan()) == kind


def test_a_note_about_a_pdf_is_a_text():
    assert media_type(b"It begins with %PDF-1.7 and was sent by e-mail.") == TEXT
