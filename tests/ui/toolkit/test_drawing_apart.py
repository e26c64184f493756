"""Foreign files are drawn by another process, which is ended when it takes too much."""

from __future__ import annotations

import io
import os
import random
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from reportlab.pdfgen.canvas import Canvas

from delvia_desktop.domain.evidence.evidence import FileDraft, Subject
from delvia_desktop.domain.evidence.media import PDF, PNG
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.progress import Cancelled, progress_to
from delvia_desktop.services.evidence import evidence
from delvia_desktop.ui.toolkit import drawing_apart
from delvia_desktop.ui.toolkit.drawing import PAGES, draw_pages
from delvia_desktop.ui.toolkit.drawing_apart import draw_apart
from delvia_desktop.ui.toolkit.drawing_entry import DRAW

ENDLESS_LEVELS = 12


def pdf(objects: list[bytes]) -> bytes:
    """Return a PDF of numbered objects, the first of them its catalog."""
    made, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        made
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, len(made))
    )


def endless() -> bytes:
    """Return a small PDF whose forms draw each other ten times on each level: 10 ** 12 strokes."""
    first = 4
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    objects = [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        page + b" /Resources <</XObject <</X 5 0 R>>>>>>",
        b"<</Length 4>>\nstream\n/X Do\nendstream",
    ]
    for level in range(ENDLESS_LEVELS):
        below = b"<</XObject <</X %d 0 R>>>>" % (first + level + 2)
        drawn = b"/X Do " * 10
        if level == ENDLESS_LEVELS - 1:
            below, drawn = b"<<>>", b"9 w 0 0 m 100 900 300 -900 500 800 c S " * 10
        head = b"<</Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources %s /Length %d>>"
        objects.append(head % (below, len(drawn)) + b"\nstream\n%s\nendstream" % drawn)
    return pdf(objects)


def contract(pages: int) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target)
    for number in range(pages):
        canvas.drawString(72, 72, f"Page {number + 1}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def picture(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    return saved(image)


def saved(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def test_what_another_process_draws_is_what_we_would_draw(qapp):
    content = contract(PAGES + 2)
    apart, count = draw_apart(PDF, content)
    here, same = draw_pages(content)
    form = QImage.Format.Format_ARGB32
    assert count == same == PAGES + 2
    assert [each.convertToFormat(form) for each in here] == apart
    (seen,), count = draw_apart(PNG, picture(3200, 100))
    assert (seen.width(), seen.height(), count) == (1600, 50, 1)
    assert seen.pixelColor(3, 3).name() == "#336699"


def test_a_file_that_a_pipe_does_not_hold_is_drawn(qapp):
    """A kept document of more than 64 KB was refused after 48 seconds: "too much time"."""
    dots = random.Random(1).randbytes(200 * 200 * 4)
    noise = QImage(dots, 200, 200, QImage.Format.Format_RGB32)
    content = saved(noise)
    assert len(content) > 100_000
    ((seen,), _) = draw_apart(PNG, content)
    assert (seen.width(), seen.height()) == (200, 200)


def test_a_file_that_draws_for_ever_is_given_up(qapp):
    """B18: a PDF of a few kilobytes with nested strokes froze the window for 22 seconds."""
    assert len(endless()) < 5_000
    with pytest.raises(Refused, match="too much time or memory"):
        draw_apart(PDF, endless(), seconds=1)


def test_a_file_that_asks_for_all_memory_is_not_shown(qapp, monkeypatch):
    """B18: with less memory than a page needs nothing is drawn, and nothing breaks."""
    if not sys.platform.startswith("linux"):
        pytest.skip("this system knows no limit of data")
    code = (
        "import sys; from delvia_desktop.ui.toolkit import drawing_apart as d;"
        "d._MEMORY = 24_000_000; d.main(sys.argv[2], 8)"
    )
    monkeypatch.setattr(drawing_apart, "_ourselves", lambda: [sys.executable, "-c", code])
    assert draw_apart(PNG, picture(1600, 9000))[0] == []


def test_what_is_not_wanted_any_more_ends_at_once(qapp):
    told: list[int] = []

    def no_more(*_: int) -> None:
        told.append(1)
        if len(told) > 2:
            raise Cancelled

    with pytest.raises(Cancelled), progress_to(no_more):
        draw_apart(PDF, endless(), seconds=1000)
    assert len(told) == 3


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"no",
        b'{"pages": 1, "sizes": [[9, 9]]}\n\x00',
        b'{"pages": 1, "sizes": [[99999, 1]]}\n' + bytes(400_000),
        b'{"pages": 1, "sizes": [[-1, -1]]}\n\x00\x00\x00\x00',
        b"[1]\n",
    ],
)
def test_the_other_process_is_not_believed(answer: bytes):
    assert drawing_apart._pictures(answer) == ([], 0)


def test_a_folder_in_which_a_person_is_lends_no_code(qapp, tmp_path: Path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit(1)")
    (tmp_path / "delvia_desktop").mkdir()
    (tmp_path / "delvia_desktop" / "__main__.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    assert draw_apart(PNG, picture(10, 10))[1] == 1


def test_a_frozen_program_starts_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert drawing_apart._ourselves() == [sys.executable]


def test_the_window_goes_on_while_a_file_is_drawn_and_closing_does_not_wait(qtbot, window, nova):
    """B18: closing waits for no drawing."""
    window.show_place("partners")
    panel = window.place.evidence
    draft = FileDraft("endless.pdf", endless())
    nova.register.perform(evidence.attach, Subject("partner", nova.partner.id), [draft])
    panel.table.selectRow(0)
    view = panel.view
    qtbot.waitUntil(lambda: view._work is not None and view._work.isRunning())
    assert "endless.pdf" in view.preview.shown_text()
    work = view._work
    window.close()
    assert work.isFinished()
    assert not alive()


def alive() -> list[str]:
    """Return the processes of this one that draw."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            words = (folder / "cmdline").read_text()
        except OSError:
            continue
        if parent == str(os.getpid()) and DRAW in words:
            found.append(words)
    return found
