"""The preview of a paper: its edition, its pages, issuing, saving, drafts, printing, mailing."""

from __future__ import annotations

import email
import email.policy
import io
import os
import stat
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray, QModelIndex, QSize, Qt
from PySide6.QtGui import QDesktopServices, QPageRanges, QPageSize, qGray
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.papers.sealing import unseal
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.paper_requests import Edition, PaperRequest
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.exchange.mail_file import Letter, unsent
from delvia_desktop.progress import Cancelled, progress_to
from delvia_desktop.services.computer import preferences
from delvia_desktop.services.papers import paper_making, papers, sending
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.papers.paper_view import PaperView
from delvia_desktop.ui.toolkit.printing import _on_white, print_pages, wanted_pages
from delvia_desktop.ui.widgets.items_layout import widget_at
from tests.ui.accessibility import unnamed, unreachable
from tests.ui.dialogs import name_file
from tests.ui.frame.test_help import Folders

BRIGHTSIDE = 3


def paper_of(qtbot, window: MainWindow, code: str = "partner", key: int = BRIGHTSIDE) -> PaperView:
    """Ask for a paper and wait until it is shown."""
    before = window.paper_view
    window.show_paper(PaperRequest(code, key))
    qtbot.waitUntil(lambda: window.paper_view is not before, timeout=30_000)
    view = window.paper_view
    qtbot.waitUntil(lambda: view.pages.document.pageCount() > 0)
    return view


@pytest.fixture
def view(qtbot, sample) -> PaperView:
    return paper_of(qtbot, sample)


def rested(qtbot, view: PaperView) -> None:
    qtbot.waitUntil(lambda: view._work is None, timeout=30_000)


def issued(view: PaperView) -> list[AccessRecord]:
    return list(view._desk.session.live.records.select(AccessRecord))


def click(qtbot, button) -> None:
    assert button.isVisible(), button.text()
    assert button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_enter_presses_the_button_that_has_the_keys_and_no_other(qtbot, window, nova, tmp_path):
    """Found by a newcomer: Enter on “Issue and save…” pressed “Record ID…” of a notice."""
    view = paper_of(qtbot, window, key=nova.partner.id)
    assert view._banners.count() > 0
    view.pages.sought.setFocus()
    qtbot.keyClicks(view.pages.sought, "Nova")
    qtbot.keyClick(view.pages.sought, Qt.Key.Key_Return)
    assert view.isVisible()
    assert issued(view) == []
    view.save_button.setFocus()
    qtbot.keyClick(view.save_button, Qt.Key.Key_Return)
    name_file(qtbot, view, tmp_path / "paper.pdf")
    qtbot.waitUntil(lambda: len(issued(view)) == 1)
    rested(qtbot, view)


# What it lacks


def test_who_is_to_sign_is_recorded_from_the_preview_which_comes_back(qtbot, window, nova):
    """O2: “No signer is recorded” offered no way to mend it."""
    view = paper_of(qtbot, window, key=nova.partner.id)
    banners = [widget_at(view._banners, n) for n in range(view._banners.count())]
    (lacks,) = (each for each in banners if "No signer is recorded for" in each.label.text())
    words = [each.text() for each in lacks.findChildren(QPushButton)]
    assert words == ["Record accountable person…", "Record partner contact…"]
    for words, field, name in (
        ("Record accountable person…", "internal_owner", "Ada King"),
        ("Record partner contact…", "contact_name", "Tom Hale"),
    ):
        click(qtbot, next(b for b in view.findChildren(QPushButton) if b.text() == words))
        panel = window.place.form.panel
        qtbot.keyClicks(panel.fields[field].editor, name)
        qtbot.mouseClick(panel.submit_button, Qt.MouseButton.LeftButton)
        assert window.place.form is None
        before = view
        qtbot.waitUntil(lambda before=before: window.paper_view not in (None, before))
        view = window.paper_view
        qtbot.waitUntil(lambda view=view: view.pages.document.pageCount() > 0)
    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(view.prepared.content)).pages
    )
    assert "Ada King" in text
    assert "Tom Hale" in text
    assert not view.prepared.notices
    view.reject()


def test_a_form_that_is_given_up_brings_no_paper_back(qtbot, window, nova):
    view = paper_of(qtbot, window, key=nova.partner.id)
    words = "Record partner contact…"
    click(qtbot, next(b for b in view.findChildren(QPushButton) if b.text() == words))
    qtbot.mouseClick(window.place.form.panel.cancel_button, Qt.MouseButton.LeftButton)
    assert window.place.form is None
    assert window.place._return is None


# How large it is shown


def test_a_page_is_shown_whole_only_where_it_can_be_read_so(qtbot, sample):
    """O6: at 1366x768 one saw the top third of page 1, or a page too small to be read."""
    modes = QPdfView.ZoomMode
    sample.resize(1300, 560)
    low = paper_of(qtbot, sample)
    view = low.pages.view
    qtbot.waitUntil(lambda: view.zoomMode() == modes.Custom)
    words = low.pages.fontInfo().pixelSize()
    shown = 8 * view.zoomFactor() * view.screen().logicalDotsPerInch() / 72
    assert 0.6 * words < shown < words
    low.resize(480, 560)
    qtbot.waitUntil(lambda: view.zoomMode() == modes.FitToWidth)
    low.resize(1300, 2400)
    qtbot.waitUntil(lambda: view.zoomMode() == modes.FitInView)
    sought = low.pages.sought
    room = sought.fontMetrics().horizontalAdvance(sought.placeholderText())
    assert sought.width() > room + 30
    click(qtbot, next(b for b in low.findChildren(QPushButton) if b.text() == "Fit width"))
    assert low.pages.view.zoomMode() == modes.FitToWidth
    low.reject()
    again = paper_of(qtbot, sample)
    qtbot.wait(50)
    assert again.pages.view.zoomMode() == modes.FitToWidth
    again.reject()


# The edition


def test_what_it_goes_without_is_told_before_it_is_issued_and_not_after(qtbot, view, tmp_path):
    """“ID not recorded” stands on a paper to be signed: the preview says so first."""
    said = [each.text() for each in view.findChildren(QLabel) if each.isVisible()]
    told = "3 records have no ID: Lookalike buyers EU, Retention audience Q3, Spring film"
    assert [words for words in said if words.startswith(told)]
    assert view.save_to(tmp_path / "paper.pdf")
    qtbot.waitUntil(lambda: not [each for each in view.findChildren(QLabel)
                                 if each.isVisible() and each.text().startswith(told)])  # fmt: skip


def test_the_folder_of_what_was_saved_is_opened_beside_the_news_of_it(qtbot, view, tmp_path):
    """Found by a newcomer: the file was saved, and had to be looked for."""
    folders = Folders()
    QDesktopServices.setUrlHandler("file", folders, "show")
    try:
        assert not view.folder_button.isVisible()
        assert view.save_to(tmp_path / "paper.pdf")
        view.folder_button.setFocus()
        qtbot.keyClick(view.folder_button, Qt.Key.Key_Space)
        assert folders.opened == [str(tmp_path)]
        assert not view.save_to(tmp_path / "none" / "paper.pdf")
        assert not view.folder_button.isVisible()
    finally:
        QDesktopServices.unsetUrlHandler("file")


def test_it_is_unmistakable_that_a_paper_is_not_issued(view):
    assert view._words.text().startswith("Not issued yet.")
    buttons = (view.save_button, view.print_button, view.draft_button, view.mail_button)
    assert [each.text() for each in buttons] == [
        "Issue and save…", "Issue and print…", "Save draft…", "Issue and email…"
    ]  # fmt: skip
    assert unnamed(view) == []
    assert unreachable(view) == []
    assert issued(view) == []


def test_another_page_is_prepared_beside_the_window_and_shown_at_the_same_place(qtbot, sample):
    view = paper_of(qtbot, sample, "access", 1)
    view.pages.turn_to(2)
    before = view.prepared.content
    view.choice.page_size.setCurrentIndex(view.choice.page_size.findData("LETTER"))
    view.choice.page_size.activated.emit(1)
    assert not view.save_button.isEnabled()
    rested(qtbot, view)
    assert view.prepared.request.edition == Edition(page_size="LETTER")
    assert view.prepared.record.page_size == "LETTER"
    assert view.save_button.isEnabled()
    qtbot.waitUntil(lambda: view.pages.page == 2)
    assert view.pages.number.text() == f"Page 3 of {view.pages.document.pageCount()}"
    assert before != b""
    assert issued(view) == []


def test_a_choice_that_is_cancelled_leaves_the_paper_as_it_is_shown(qtbot, view):
    before = view.prepared
    click(qtbot, view.choice.redacted)
    view._work._dialog.canceled.emit()
    rested(qtbot, view)
    assert view.prepared is before
    assert view.choice.edition == Edition()
    assert view.save_button.isEnabled()


def test_the_last_of_two_choices_counts(qtbot, view):
    click(qtbot, view.choice.redacted)
    click(qtbot, view.choice.draft)
    rested(qtbot, view)
    assert view.prepared.request.edition == Edition(is_redacted=True, is_draft=True)


def test_what_cannot_be_prepared_is_said_and_the_former_paper_stays(qtbot, view):
    before = view.prepared
    view._like = replace(before.record, revision=0)
    click(qtbot, view.choice.redacted)
    rested(qtbot, view)
    assert "is not in the register" in view._problem.text()
    assert view.prepared is before
    assert not view.choice.redacted.isChecked()


def test_an_issued_paper_shows_its_edition_and_leads_to_another(qtbot, sample, tmp_path):
    view = paper_of(qtbot, sample)
    assert view.save_to(tmp_path / "1.pdf")
    assert not view.choice.isVisible()
    assert view._edition.text() == "Edition: English · A4"
    first = view.prepared.record
    view.close()
    sample.show_place("handovers")
    sample.place._open()
    view = sample.paper_view
    assert "is issued" in view._words.text()
    assert not view.choice.isVisible()
    click(qtbot, view.other_button)
    assert view.choice.isVisible()
    click(qtbot, view.choice.redacted)
    rested(qtbot, view)
    assert view._words.text().startswith("Not issued yet.")
    other = view.prepared.record
    assert other.is_redacted
    assert (other.on, other.revision, other.register_state) == (
        first.on, first.revision, first.register_state
    )  # fmt: skip
    assert other.supersedes is None
    click(qtbot, view.choice.redacted)
    rested(qtbot, view)
    assert view.prepared.record == first
    assert view.choice.isVisible()


# Drafts


def test_a_draft_is_saved_without_a_number_and_never_issued(qtbot, view, tmp_path):
    click(qtbot, view.draft_button)
    qtbot.waitUntil(lambda: view.findChild(QFileDialog) is not None, timeout=30_000)
    dialog = view.findChild(QFileDialog)
    assert view.choice.draft.isChecked()
    assert view._words.text().startswith("Draft:")
    assert view.prepared.file_name.startswith("Draft ")
    dialog.fileSelected.emit(str(tmp_path / "下書き.pdf"))
    dialog.close()
    qtbot.waitUntil((tmp_path / "下書き.pdf").exists)
    rested(qtbot, view)
    assert (tmp_path / "下書き.pdf").read_bytes() == view.prepared.content
    assert view.save_button.text() == "Save draft…"
    assert not view.draft_button.isVisible()
    assert issued(view) == []
    live = view._desk.session.live
    with pytest.raises(Refused, match="draft cannot be issued"):
        live.perform(papers.issue, view.prepared)
    assert issued(view) == []


def test_a_draft_can_be_saved_from_a_register_that_is_only_read(qtbot, view, tmp_path):
    view._desk.session.live.store.read_only = "no"
    assert not view.save_to(tmp_path / "x.pdf")
    assert view._problem.text() == "⚠ no"
    assert not (tmp_path / "x.pdf").exists()
    click(qtbot, view.choice.redacted)
    rested(qtbot, view)
    assert "cannot be issued now. You can save a draft." in view._words.text()
    assert not view.save_button.isEnabled()
    qtbot.keyClick(view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert view.findChild(QFileDialog) is None
    click(qtbot, view.choice.draft)
    rested(qtbot, view)
    assert view.save_button.isEnabled()
    assert view.save_to(tmp_path / "x.pdf")
    view._desk.session.live.store.read_only = ""


# Saving


def test_where_it_cannot_be_saved_it_is_said_and_the_paper_stays(view, tmp_path):
    assert not view.save_to(tmp_path / "none" / "x.pdf")
    assert "could not be written" in view._problem.text()
    (tmp_path / "taken.pdf").mkdir()
    assert not view.save_to(tmp_path / "taken.pdf")
    assert view.save_to(tmp_path / "Übergabe – передача.pdf")
    assert view._said.text() == f"Saved as Übergabe – передача.pdf in {tmp_path.name}."
    assert not view._problem.isVisible()
    assert len(issued(view)) == 1


def test_a_long_name_in_any_script_still_fits_a_file_system(tmp_path):
    name = papers.file_name_of("HR-2026-001", "東" * 200)
    (tmp_path / f".{name}.12345678.part").write_bytes(b"x")
    assert name.endswith("東.pdf")
    assert papers.file_name_of("HR-2026-001", 'a/b\\c:"d"\ud800') == "HR-2026-001 a_b_c__d__.pdf"


def test_a_number_that_was_taken_meanwhile_is_no_dead_end(qtbot, view, tmp_path):
    live = view._desk.session.live
    other = paper_making.prepare(live, live.picture(), PaperRequest("access", 1))
    live.perform(papers.issue, other)
    assert not view.save_to(tmp_path / "x.pdf")
    rested(qtbot, view)
    assert "Another document was issued in the meantime" in view._problem.text()
    assert view.prepared.number == "HR-2026-002"
    assert len(issued(view)) == 1
    assert view.save_to(tmp_path / "x.pdf")
    assert [record.number for record in issued(view)] == ["HR-2026-001", "HR-2026-002"]


def test_preparing_can_be_cancelled_at_every_step_and_leaves_nothing(sample):
    live = sample.session.live
    steps = 0
    limit = 10_000

    def told(*_: int) -> None:
        nonlocal steps
        steps += 1
        if steps > limit:
            raise Cancelled

    def prepare() -> None:
        with progress_to(told):
            paper_making.prepare(live, live.picture(), PaperRequest("access", 1))

    prepare()
    assert steps > 100
    for limit in range(0, steps, 10):  # noqa: B007 - the next step at which it is enough
        steps = 0
        with pytest.raises(Cancelled):
            prepare()
    assert live.store.counts()["access-record"] == 0


# Finding one's way


def test_pages_are_turned_by_keys_and_by_number(qtbot, sample):
    view = paper_of(qtbot, sample, "access", 1)
    pages = view.pages
    last = pages.document.pageCount()
    qtbot.keyClick(view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert pages.number.text() == f"Page 2 of {last}"
    pages.number.setFocus()
    pages.number.selectAll()
    qtbot.keyClicks(pages.number, "4")
    qtbot.keyClick(pages.number, Qt.Key.Key_Return)
    assert pages.page == 3
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert pages.page == last - 1
    qtbot.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert pages.page == 0
    bar = pages.view.verticalScrollBar()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert bar.value() == 0
    assert view.isVisible()


def test_the_page_is_enlarged_and_fitted(qtbot, view):
    pages, modes = view.pages, QPdfView.ZoomMode
    wide = pages._scale()
    qtbot.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert pages.view.zoomMode() == modes.Custom
    assert pages._scale() == pytest.approx(wide / 1.25, rel=0.02)
    for _ in range(20):
        qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert pages._scale() == pytest.approx(6.0)
    qtbot.keyClick(view, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert pages.view.zoomMode() == modes.FitInView
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert pages.view.zoomMode() == modes.FitToWidth


def test_words_are_found_in_the_paper(qtbot, sample):
    view = paper_of(qtbot, sample, "access", 1)
    pages = view.pages
    qtbot.keyClick(view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert pages.sought.hasFocus()
    qtbot.keyClicks(pages.sought, "witness, if any")
    qtbot.waitUntil(lambda: pages.tally.text() == "1 match", timeout=10_000)
    qtbot.keyClick(pages.sought, Qt.Key.Key_Return)
    assert pages.tally.text() == "1 of 1"
    assert pages.page >= pages.document.pageCount() - 2
    qtbot.keyClicks(pages.sought, "zzz")
    qtbot.waitUntil(lambda: pages.tally.text() == "0 matches")
    qtbot.keyClick(pages.sought, Qt.Key.Key_Return)
    assert view.isVisible()


def test_the_contents_lead_to_their_page(qtbot, sample):
    view = paper_of(qtbot, sample, "access", 1)
    pages = view.pages
    click(qtbot, pages.contents)
    assert pages.bookmarks.isVisible()
    model = pages.bookmarks.model()
    last = model.index(model.rowCount(QModelIndex()) - 1, 0)
    assert last.data() is not None
    pages.bookmarks.setFocus()
    pages.bookmarks.setCurrentIndex(last)
    pages.bookmarks.activated.emit(last)
    assert pages.page >= pages.document.pageCount() - 2


@pytest.mark.parametrize("size", [(900, 700), (1280, 800)])
def test_everything_is_seen_in_a_small_window(qtbot, sample, size):
    sample.resize(*size)
    view = paper_of(qtbot, sample)
    assert view.width() <= size[0]
    assert view.height() <= size[1]
    for made in (view.save_button, view.print_button, view.draft_button, view.mail_button):
        corner = made.mapTo(view, made.rect().bottomRight())
        assert view.rect().contains(corner)
    assert view.pages.view.height() > view.height() // 2


# Mailing


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """Programs of the system that write down what they are asked, and nothing else on the path."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    # However long a busy machine needs, what ends is not taken for what stays open.
    monkeypatch.setattr(sending, "_PATIENCE", 240)

    def install(name: str, code: int = 0, before: str = "") -> Path:
        told = tmp_path / f"{name}.told"
        script = folder / name
        lines = [
            "#!/bin/sh",
            before,
            f': > "{told}"',
            f'for each in "$@"; do printf \'%s\\0\' "$each" >> "{told}"; done',
            f"exit {code}",
        ]
        script.write_text("\n".join(lines))
        script.chmod(0o755)
        return told

    return install


def arguments(told: Path) -> list[str]:
    return told.read_bytes().decode().split("\0")[:-1]


@pytest.fixture
def linux(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.mark.usefixtures("linux")
def test_the_mail_program_is_opened_with_the_issued_paper_attached(qtbot, view, programs):
    told = programs("xdg-email")
    click(qtbot, view.mail_button)
    rested(qtbot, view)
    assert len(issued(view)) == 1
    number = issued(view)[0].number
    said = arguments(told)
    attached = Path(said[said.index("--attach") + 1])
    assert attached.read_bytes() == view.prepared.content
    assert attached.name == view.prepared.file_name
    assert stat.S_IMODE(attached.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(attached.stat().st_mode) == 0o600
    body = said[said.index("--body") + 1]
    assert number in body
    assert issued(view)[0].sha256 in body
    assert number in said[said.index("--subject") + 1]
    partner = view._desk.session.live.records.get(Partner, BRIGHTSIDE)
    assert said[-1] == partner.contact_email
    assert "Your email program is opening a message" in view._said.text()


@pytest.mark.usefixtures("linux")
@pytest.mark.parametrize("fails", [False, True])
def test_without_a_mail_program_the_folder_is_opened(qtbot, view, programs, fails):
    if fails:
        programs("xdg-email", code=3)
    told = programs("xdg-open")
    click(qtbot, view.mail_button)
    rested(qtbot, view)
    (folder,) = arguments(told)
    file = Path(folder) / view.prepared.file_name
    assert file.read_bytes() == view.prepared.content
    assert str(file) in view._said.text()
    assert "yourself" in view._said.text()


@pytest.mark.usefixtures("linux", "programs")
def test_where_nothing_can_be_opened_it_is_said_where_the_file_is(qtbot, view):
    click(qtbot, view.mail_button)
    rested(qtbot, view)
    assert "Neither" in view._said.text()
    assert Path(view._said.text().rpartition(": ")[2]).exists()


@pytest.mark.usefixtures("linux")
def test_a_mail_program_that_stays_open_is_not_waited_for(view, programs, monkeypatch):
    monkeypatch.setattr(sending, "_PATIENCE", 0.2)
    programs("xdg-email", before="exec /bin/sleep 600")
    letter = Letter("", "Subject", "Text", "x.pdf", b"%PDF")
    assert sending.open_letter(letter).opened == sending.Opened.MAIL
    sending._started[-1].kill()
    sending._started[-1].wait()


def test_elsewhere_a_letter_that_is_not_sent_yet_is_opened(view, programs, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    told = programs("open")
    view._issue_now()
    letter = sending.letter_with(view._desk.session.live, view.prepared)
    outcome = sending.open_letter(replace(letter, name="передача 東.pdf"))
    (file,) = arguments(told)
    message = email.message_from_bytes(Path(file).read_bytes(), policy=email.policy.default)
    assert message["X-Unsent"] == "1"
    assert message["To"] == letter.to
    assert message["Subject"] == letter.subject
    (attached,) = message.iter_attachments()
    assert attached.get_content() == view.prepared.content
    assert attached.get_filename() == "передача 東.pdf"
    assert view.prepared.number in message.get_body().get_content()
    assert outcome.file.read_bytes() == view.prepared.content


def test_a_letter_takes_no_head_and_no_half_character_from_a_name():
    letter = Letter(
        "a@b.example\nBcc: x@y.example", "Nova\nBcc: x@y.example", "\ud800", "a\nb", b""
    )
    message = email.message_from_bytes(unsent(letter), policy=email.policy.default)
    assert message["Bcc"] is None
    assert message["Subject"] == "Nova Bcc: x@y.example"


def test_only_an_issued_paper_or_a_marked_draft_is_mailed(qtbot, view):
    live = view._desk.session.live
    with pytest.raises(Refused, match="Issue the document first"):
        sending.letter_with(live, view.prepared)
    click(qtbot, view.choice.draft)
    rested(qtbot, view)
    letter = sending.letter_with(live, view.prepared)
    assert "for information only" in letter.text
    assert letter.name.startswith("Draft ")


def test_attachments_of_former_letters_go_when_a_window_closes_after_a_day(window, programs):
    letter = Letter("", "Subject", "Text", "x.pdf", b"%PDF")
    first = sending.open_letter(letter).file
    second = sending.open_letter(letter).file
    assert first.exists()
    old = time.time() - 90_000
    os.utime(first.parent, (old, old))
    window.close()
    assert not first.parent.exists()
    assert second.exists()


# Printing


def to_file(target: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return printer


def printed(target: Path) -> PdfReader:
    return PdfReader(target, strict=True)


def pictures(content: bytes, dots: int = 40):
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    made = []
    for page in range(document.pageCount()):
        size = (document.pagePointSize(page) * dots / 72).toSize()
        made.append(_on_white(document.render(page, size)))
    document.close()
    return made


def unlike(one, other) -> float:
    """Return how far two pictures are apart from afar: 0 for the same, 255 for black and white."""
    afar = QSize(60, 60)
    smooth = Qt.TransformationMode.SmoothTransformation
    ratio = Qt.AspectRatioMode.IgnoreAspectRatio
    one, other = (picture.scaled(afar, ratio, smooth) for picture in (one, other))
    pixels = [(x, y) for x in range(60) for y in range(60)]

    def grey(picture, at) -> int:
        return qGray(picture.pixel(*at))

    return sum(abs(grey(one, at) - grey(other, at)) for at in pixels) / len(pixels)


def test_what_is_printed_looks_like_what_is_shown_and_is_issued(qtbot, view, tmp_path):
    view.print_on(to_file(tmp_path / "printed.pdf"))
    rested(qtbot, view)
    assert len(issued(view)) == 1
    assert view._said.text() == f"Sent {view.prepared.pages} pages to the printer."
    shown = pictures(view.prepared.content)
    paper = pictures((tmp_path / "printed.pdf").read_bytes())
    assert len(shown) == len(paper) == view.prepared.pages
    assert max(map(unlike, shown, paper)) < 3
    assert unlike(shown[0], paper[1]) > 3


def mixed() -> bytes:
    """Three pages with a mark at a corner: upright, across, and of another size."""
    from reportlab.lib.pagesizes import A4, LETTER, landscape
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target)
    for size in (A4, landscape(A4), LETTER):
        canvas.setPageSize(size)
        canvas.rect(50, size[1] - 150, 100, 100, fill=1)
        canvas.rect(20, 20, size[0] - 40, size[1] - 40)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def test_pages_are_chosen_copied_and_ordered_as_asked(tmp_path):
    printer = to_file(tmp_path / "x.pdf")
    assert wanted_pages(printer, 3, 1) == [0, 1, 2]
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert wanted_pages(printer, 3, 1) == [1]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    ranges = QPageRanges()
    ranges.addPage(1)
    ranges.addRange(3, 9)
    printer.setPageRanges(ranges)
    assert wanted_pages(printer, 4, 0) == [0, 2, 3]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert wanted_pages(printer, 4, 0) == [3, 2, 0]
    if not printer.supportsMultipleCopies():
        printer.setCopyCount(2)
        printer.setCollateCopies(True)
        assert wanted_pages(printer, 3, 0) == [2, 0, 2, 0]
        printer.setCollateCopies(False)
        assert wanted_pages(printer, 3, 0) == [2, 2, 0, 0]


def test_only_the_chosen_pages_are_printed_and_none_is_said(qtbot, view, tmp_path):
    printer = to_file(tmp_path / "printed.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    view.print_on(printer)
    rested(qtbot, view)
    assert len(printed(tmp_path / "printed.pdf").pages) == 1
    assert unlike(
        pictures(view.prepared.content)[1], pictures((tmp_path / "printed.pdf").read_bytes())[0]
    ) < 3  # fmt: skip
    printer = to_file(tmp_path / "none.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(50, 60)
    view.print_on(printer)
    rested(qtbot, view)
    assert "no such page" in view._problem.text()


def test_a_page_that_lies_turns_the_sheet_and_another_size_is_fitted(qapp, tmp_path):
    assert print_pages(mixed(), to_file(tmp_path / "x.pdf"), 0) == 3
    sizes = [tuple(map(round, page.mediabox[2:])) for page in printed(tmp_path / "x.pdf").pages]
    assert sizes == [(595, 842), (842, 595), (595, 842)]
    shown = pictures(mixed())
    paper = pictures((tmp_path / "x.pdf").read_bytes())
    assert unlike(shown[0], paper[0]) < 5
    assert unlike(shown[1], paper[1]) < 5
    letter = paper[2]
    # The page is 0.97 as large and stands in the middle; what was square is square.
    left = next(x for x in range(letter.width()) if _dark(letter, x, letter.height() // 2))
    top = next(y for y in range(letter.height()) if _dark(letter, letter.width() // 2, y))
    assert left == pytest.approx(20 * 0.972 * 40 / 72, abs=2)
    assert top == pytest.approx((842 - 792 * 0.972) / 2 * 40 / 72 + 20 * 0.972 * 40 / 72, abs=2)


def _dark(picture, x: int, y: int) -> bool:
    return picture.pixelColor(x, y).lightness() < 200


def test_a_place_that_nothing_can_be_printed_to_costs_no_number(qtbot, view, tmp_path):
    view.print_on(to_file(tmp_path / "no folder" / "x.pdf"))
    rested(qtbot, view)
    assert "there is no folder" in view._problem.text()
    assert not view.prepared.is_issued
    assert view.print_button.isEnabled()


def test_printing_stops_when_it_is_cancelled(view, tmp_path):
    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise Cancelled

    printer = to_file(tmp_path / "x.pdf")
    with pytest.raises(Cancelled), progress_to(stop):
        print_pages(view.prepared.content, printer, 0)
    assert printer.printerState() in {QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Idle}


def test_the_systems_dialog_asks_before_anything_is_issued(qtbot, view):
    view._print()
    dialog = view.findChild(QPrintDialog)
    assert dialog is not None
    assert (dialog.minPage(), dialog.maxPage()) == (1, view.pages.document.pageCount())
    dialog.reject()
    assert issued(view) == []


def test_a_document_asks_for_the_persons_name_in_its_preview_before_it_is_issued(qtbot, sample):
    """Found by a newcomer: a report said "Prepared by root" with the strip closed."""
    preferences.remember("person", {})
    sample.nameless._close()
    view = paper_of(qtbot, sample, "review", 1)
    account = view.prepared.record.issued_by
    assert view.maker.isVisible()
    assert view.focusWidget() is view.maker.editor
    for each in (view.save_button, view.print_button, view.mail_button, view.draft_button):
        qtbot.mouseClick(each, Qt.MouseButton.LeftButton)
        assert "Enter your name." in view.maker.problem()
    assert (issued(view), view.findChildren(QFileDialog)) == ([], [])
    qtbot.keyClicks(view.maker.editor, "Nora Admin")
    qtbot.keyClick(view.maker.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.prepared.record.issued_by != account, timeout=30_000)
    assert view.prepared.record.issued_by == "Nora Admin"
    assert unseal(view.prepared.content).data["prepared_by"] == "Nora Admin"
    assert not view.maker.isVisible()
    qtbot.waitUntil(lambda: view.focusWidget() is view.save_button)
    assert preferences.preferred("person") == {"name": "Nora Admin"}
    assert sample.session.live.who == "Nora Admin"


def test_pressing_issue_with_the_name_typed_prepares_the_document_with_it_and_goes_on(
    qtbot, sample, tmp_path
):
    preferences.remember("person", {})
    view = paper_of(qtbot, sample, "review", 1)
    qtbot.keyClicks(view.maker.editor, "Nora Admin")
    qtbot.mouseClick(view.save_button, Qt.MouseButton.LeftButton)
    name_file(qtbot, view, tmp_path / "report.pdf")
    qtbot.waitUntil(lambda: len(issued(view)) == 1, timeout=30_000)
    assert issued(view)[0].issued_by == "Nora Admin"
    written = unseal((tmp_path / "report.pdf").read_bytes()).data
    assert written["prepared_by"] == "Nora Admin"


def test_what_goes_to_a_partner_says_nothing_of_who_made_it(qtbot, sample):
    preferences.remember("person", {})
    view = paper_of(qtbot, sample)
    assert not view.maker.isVisible()
