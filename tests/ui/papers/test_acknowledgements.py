"""Papers signed in the window: dropped, drawn, mailed, corrected, withdrawn; the letterhead."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from delvia_desktop.domain.evidence.evidence import Attachment, FileDraft
from delvia_desktop.domain.records.acknowledgements import Acknowledgement, AcknowledgementDraft
from delvia_desktop.domain.records.letterheads import Letterhead
from delvia_desktop.services.history.time_travel import Past
from delvia_desktop.services.papers import acknowledgements, letterheads
from delvia_desktop.services.register import form_drafts
from delvia_desktop.ui.papers.signature_pad import INK, SignaturePad
from delvia_desktop.ui.toolkit import theme
from tests.services.evidence.test_evidence import PDF, png
from tests.services.papers.test_acknowledgements import issued
from tests.ui.accessibility import unnamed, unreachable
from tests.ui.evidence.test_evidence import banners, drop, files, picture, push


@pytest.fixture
def paper(nova):
    return issued(nova.register, nova.partner.id)


@pytest.fixture
def place(window, paper):
    window.show_place("handovers")
    window.place.show_record(paper.id)
    return window.place


def signed(nova) -> tuple[Acknowledgement, ...]:
    return nova.register.records.select(Acknowledgement)


def standing(place) -> str:
    QApplication.processEvents()
    column = [column.title for column in place.papers.list_model.columns].index("Acknowledged")
    model = place.papers.list_model
    return model.index(0, column).data()


def scribble(qtbot, pad: QWidget, *points: tuple[int, int]) -> None:
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(pad, left, pos=QPoint(*points[0]))
    for point in points[1:]:
        qtbot.mouseMove(pad, QPoint(*point))
    qtbot.mouseRelease(pad, left, pos=QPoint(*points[-1]))


def test_what_records_a_signature_stands_once_on_the_screen_and_in_the_menus(window, place):
    """“Add signed scan…” stood in the head and again above the acknowledgements."""
    for deed in place.signed.acts():
        shown = [each for each in window.findChildren(QPushButton)
                 if each.isVisible() and each.text() == deed.text]  # fmt: skip
        assert len(shown) == 1, deed.text
        assert deed.text in [each.text for each in place.every_deed()]


def test_a_scan_dropped_on_the_detail_is_asked_about_and_recorded_as_signed(
    qtbot, window, nova, place, tmp_path
):
    assert standing(place) == "Waiting since 23 Nov 2026"
    scan = tmp_path / "signed.pdf"
    scan.write_bytes(PDF)
    detail = place.detail
    assert drop(detail, files(scan))
    assert "Is “signed.pdf” the signed document?" in banners(place)
    assert nova.register.records.select(Attachment) == ()
    push(qtbot, place, "Record as signed…")
    qtbot.waitUntil(lambda: place.form is not None)
    assert "the signed document?" not in banners(place)
    place.form.panel.fields["on"].set_value("2026-11-22")
    push(qtbot, place.form.panel, "Add scan")
    said = {name: f.problem() for name, f in place.form.panel.fields.items() if f.problem()}
    assert list(said) == ["who", "on"]
    assert "when the document was issued" in said["on"]
    place.form.panel.fields["on"].set_value("today")
    who = place.form.panel.fields["who"].editor
    qtbot.keyClicks(who, "Tom Hale")
    qtbot.keyClick(who, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert place.form is None
    [made] = signed(nova)
    [kept] = nova.register.records.select(Attachment)
    assert (made.who, made.attachment, kept.name) == ("Tom Hale", kept.id, "signed.pdf")
    assert standing(place) == "1 signature missing, signed by Tom Hale"
    assert place.signed.table.list_model.rowCount() == 1
    push(qtbot, window.toast, "Undo")
    assert (signed(nova), nova.register.records.select(Attachment)) == ((), ())
    assert standing(place) == "Waiting since 23 Nov 2026"


def test_what_is_dropped_can_stay_evidence_and_what_is_no_scan_is_evidence(
    qtbot, nova, place, tmp_path
):
    detail = place.detail
    assert drop(detail, files(picture(tmp_path / "signed.png")))
    push(qtbot, place, "Attach as evidence")
    qtbot.waitUntil(lambda: len(nova.register.records.select(Attachment)) == 1)
    (tmp_path / "mail.txt").write_text("We see it.")
    assert drop(detail, files(tmp_path / "mail.txt"))
    qtbot.waitUntil(lambda: len(nova.register.records.select(Attachment)) == 2)
    assert signed(nova) == ()
    assert standing(place) == "Stored as evidence"


def test_a_file_that_went_away_or_is_bad_is_said_and_nothing_is_lost(qtbot, nova, place, tmp_path):
    gone = tmp_path / "gone.pdf"
    assert drop(place.detail, files(gone))
    push(qtbot, place, "Record as signed…")
    toast = place.window().toast
    qtbot.waitUntil(toast.isVisible)
    assert "“gone.pdf” cannot be read" in toast._label.toolTip()
    place.signed.record_scan()
    field = place.form.panel.fields["file"]
    field.read(gone)
    qtbot.waitUntil(lambda: "cannot be read" in field.problem())
    bad = tmp_path / "scan.pdf"
    bad.write_bytes(b"%PDF-1.4\ncut")
    assert drop(field, files(bad))
    qtbot.waitUntil(lambda: field.value() is not None)
    place.form.panel.fields["who"].set_value("Tom")
    place.submit()
    assert "incomplete" in field.problem()
    assert place.form.panel.fields["who"].value() == "Tom"
    push(qtbot, field, "Choose file…")
    dialog = field.findChild(QFileDialog)
    good = picture(tmp_path / "scan.png")
    dialog.fileSelected.emit(str(good))
    dialog.close()
    qtbot.waitUntil(lambda: field.value().name == "scan.png")
    place.submit()
    assert [each.how for each in signed(nova)] == ["SCAN"]


@pytest.mark.parametrize("dark", [False, True])
def test_a_signature_is_drawn_and_kept_dark_on_white(qtbot, qapp, nova, place, dark):
    theme.apply(qapp, dark=dark)
    push(qtbot, place.signed, "Sign on screen…")
    dialog = place.signed.dialog
    assert unnamed(dialog) == unreachable(dialog) == []
    dialog.who.editor.clear()
    push(qtbot, dialog, "Save signature")
    assert "Enter who agreed" in dialog.who.problem()
    assert "Draw your signature in the white field first" in banners(dialog)
    qtbot.keyClicks(dialog.who.editor, "Jonas Becker")
    push(qtbot, dialog, "Save signature")
    assert signed(nova) == ()
    pad = dialog.pad
    scribble(qtbot, pad, (20, 40), (60, 90), (110, 30), (180, 80))
    scribble(qtbot, pad, (20, 100), (200, 100))
    scribble(qtbot, pad, (30, 20), (9000, -50))
    assert (pad.strokes, pad.accessibleDescription()) == (3, "3 strokes")
    qtbot.keyClick(pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pad.strokes == 2
    qtbot.keyClick(pad, Qt.Key.Key_Return)
    [made] = signed(nova)
    assert (made.how, made.who, made.on) == ("DRAWN", "Jonas Becker", nova.register.today)
    kept = nova.register.records.get(Attachment, made.attachment)
    assert kept.name == "Signature of Jonas Becker.png"
    seen = QImage.fromData(nova.register.content(kept.sha256))
    colours = {seen.pixelColor(x, y).name() for x in range(seen.width()) for y in (10, 180)}
    assert seen.pixelColor(0, 0) == QColor("white")
    assert QColor(INK).name() in colours
    assert seen.width() == 3 * (180 + 24)
    theme.apply(qapp, dark=False)


def test_who_signs_on_the_screen_says_for_which_side_and_that_is_recorded(qtbot, nova, place):
    """Found by a newcomer: two sides sign, and nothing asked for which one somebody signed."""
    push(qtbot, place.signed, "Sign on screen…")
    dialog = place.signed.dialog
    theirs, ours = dialog._sides
    assert (theirs, ours) == (nova.partner.name, "Nova GmbH")
    dialog.who.set_value("Lena Ott")
    dialog.side.set_value(ours)
    dialog.side.edited.emit()
    assert dialog.who.value() == "Lena Ott"  # a name that was typed stays
    dialog.role.set_value("Media lead")
    scribble(qtbot, dialog.pad, (20, 40), (60, 90), (110, 30), (180, 80))
    push(qtbot, dialog, "Save signature")
    [made] = signed(nova)
    assert (made.who, made.role) == ("Lena Ott", f"Media lead, {ours}")


def test_strokes_are_taken_back_one_by_one_or_all_and_a_slip_is_no_signature(qtbot):
    pad = SignaturePad()
    qtbot.addWidget(pad)
    pad.resize(400, 150)
    pad.show()
    scribble(qtbot, pad, (20, 20), (30, 20))
    assert not pad.is_signed
    scribble(qtbot, pad, (20, 20), (130, 60))
    assert pad.is_signed
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    assert (pad.strokes, pad.is_signed) == (1, False)
    scribble(qtbot, pad, (20, 20), (130, 60))
    qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert (pad.strokes, pad.accessibleDescription()) == (0, "Nothing drawn yet")
    pad.undo_stroke()
    qtbot.mouseMove(pad, QPoint(50, 50))
    qtbot.mouseClick(pad, Qt.MouseButton.RightButton, pos=QPoint(50, 50))
    assert pad.strokes == 0


def test_who_cannot_draw_is_led_to_the_email_with_the_name_that_was_typed(qtbot, nova, place):
    place.signed.sign()
    dialog = place.signed.dialog
    assert "A typed name is not a signature" in banners(dialog)
    dialog.who.set_value("Tom Hale")
    push(qtbot, dialog, "Add email instead…")
    assert place.form.panel.fields["who"].value() == "Tom Hale"
    push(qtbot, place.form.panel, "Add email")
    assert "Message-ID" in place.form.panel.fields["reference"].problem()
    reference = "<CAF+8xQ2=abc@mail.brightside.example>"
    place.form.panel.fields["reference"].set_value(reference)
    push(qtbot, place.form.panel, "Add email")
    [made] = signed(nova)
    assert (made.how, made.reference, made.attachment) == ("EMAIL", reference, None)
    row = place.signed.table.current_row()
    assert (row.who, row.reference) == ("Tom Hale", reference)


def test_what_was_just_recorded_is_shown_and_the_list_makes_room_until_the_form_is_closed(
    window, nova, place, paper
):
    window.resize(1000, 700)
    draft = AcknowledgementDraft("SCAN", "Ada Lin", on="today", file=FileDraft("a.png", png()))
    nova.register.perform(acknowledgements.acknowledge, paper, draft)
    place.signed.record_email("Tom Hale")
    assert not place.list.isVisible()
    nova.register.perform(acknowledgements.acknowledge, paper, replace(draft, who="Mia Berg"))
    assert not place.list.isVisible()
    place.form.panel.fields["reference"].set_value("23 Nov, Tom Hale")
    place.submit()
    assert place.list.isVisible()
    assert place.signed.table.current_row().who == "Tom Hale"


def test_where_nothing_was_issued_there_is_no_list(window):
    window.show_place("handovers")
    window.resize(1400, 800)
    assert not window.place.list.isVisible()


def test_an_acknowledgement_is_corrected_and_withdrawn_for_a_reason(qtbot, nova, place, paper):
    draft = AcknowledgementDraft("SCAN", "Tm", on="today", file=FileDraft("a.png", png()))
    nova.register.perform(acknowledgements.acknowledge, paper, draft)
    push(qtbot, place.signed, "Correct…")
    assert "file" not in place.form.panel.fields
    place.form.panel.fields["who"].set_value("Tom Hale")
    place.submit()
    assert [each.who for each in signed(nova)] == ["Tom Hale"]
    place.evidence._remove()
    assert "another record refers to it" in place.window().toast._label.toolTip()
    push(qtbot, place.signed, "Withdraw…")
    place.submit()
    assert "Enter why" in place.form.panel.fields["reason"].problem()
    place.form.panel.fields["reason"].set_value("Another document")
    place.submit()
    assert (signed(nova), nova.register.records.select(Attachment)) == ((), ())
    assert not place.signed.view.isVisible()


def test_the_finding_leads_to_the_form_and_goes_with_the_signature(
    qtbot, window, nova, place, paper, clock
):
    clock.pass_days(8)
    window.refresh()
    assert standing(place) == "Overdue since 30 Nov 2026"
    window.show_place("overview")
    window.act_on("access-record", paper.id, "acknowledge")
    assert window.place is place
    assert place.form.key == f"acknowledge/SCAN/{paper.id}"


def test_a_half_filled_form_is_kept_without_its_file(qtbot, window, nova, place, paper):
    place.signed.record_scan(FileDraft("a.png", png()))
    panel = place.form.panel
    qtbot.keyClicks(panel.fields["who"].editor, "Tom")
    panel.rest()
    key = f"acknowledge/SCAN/{paper.id}"
    kept = form_drafts.kept_draft(nova.register, key)
    assert kept["who"] == "Tom"
    assert "file" not in kept
    assert key in place.forms()


def test_in_the_past_and_for_reading_only_nothing_is_signed(qtbot, window, nova, place):
    revision = nova.register.revision
    window.session.show_past(
        Past(revision, nova.register.today, "then"), nova.register.as_of(revision)
    )
    assert [
        deed for deed in place.deeds() if deed.act in {"sign", "email"} and deed.is_enabled
    ] == []
    place.signed.sign()
    place.signed.record_scan()
    assert place.signed.dialog is None
    assert place.form is None
    assert not drop(place.detail, files(Path("signed.pdf")))
    window.session.show_now()


def test_every_control_of_handovers_has_a_name_and_a_key(qtbot, window, nova, place, paper):
    draft = AcknowledgementDraft("EMAIL", "Tom", on="today", reference="M-1")
    nova.register.perform(acknowledgements.acknowledge, paper, draft)
    assert unnamed(place) == unreachable(place) == []
    for opener in (place.signed.record_scan, place.signed.record_email):
        opener()
        assert unnamed(place.form.panel) == unreachable(place.form.panel) == []


def logo(kind: str = "PNG", size: tuple[int, int] = (60, 30)) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "#0F6B66").save(written, kind)
    return written.getvalue()


def test_the_letterhead_is_set_seen_and_its_logo_removed(qtbot, window, nova, place, tmp_path):
    window.show_settings("letterhead")
    page = window.settings.page
    fields = page.form.panel.fields
    (tmp_path / "logo.png").write_bytes(logo())
    assert drop(fields["logo"], files(tmp_path / "logo.png"))
    qtbot.waitUntil(lambda: fields["logo"].value() is not None)
    assert fields["logo"]._seen.pixmap().width() == 60
    qtbot.keyClicks(fields["accent"].editor, "#3fb6ad")
    assert fields["accent"]._patch.accessibleName() == "Preview of #3FB6AD"
    push(qtbot, page, "Save letterhead")
    assert "Darken it by 28% to #2D837C" in fields["accent"].problem()
    push(qtbot, fields["accent"], "Choose…")
    dialog = fields["accent"].dialog
    dialog.colorSelected.emit(QColor("#0f6b66"))
    dialog.close()
    fields["page_size"].set_value("LETTER")
    push(qtbot, page, "Save letterhead")
    [made] = nova.register.records.select(Letterhead)
    assert (made.accent, made.page_size, made.language) == ("#0F6B66", "LETTER", "en")
    assert letterheads.logo_of(nova.register) is not None
    fields = page.form.panel.fields
    assert (fields["accent"].value(), fields["page_size"].value()) == ("#0F6B66", "LETTER")
    assert fields["logo"]._seen.isVisible()
    push(qtbot, fields["logo"], "Remove logo")
    assert not fields["logo"]._seen.isVisible()
    push(qtbot, page, "Save letterhead")
    assert letterheads.logo_of(nova.register) is None
    push(qtbot, window.settings, "Undo")
    assert letterheads.logo_of(nova.register) is not None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "cannot be read"),
        (PDF, "cannot be read"),
        (logo("GIF"), "cannot be read"),
        (logo(size=(4001, 2)), "4001 × 2 pixels"),
        (bytes(2_000_001), "up to 2 MB"),
    ],
    ids=["empty", "pdf", "gif", "wide", "heavy"],
)
def test_a_bad_logo_is_said_at_once_and_the_old_one_stays(qtbot, window, place, content, said):
    window.show_settings("letterhead")
    field = window.settings.page.form.panel.fields["logo"]
    field.take(FileDraft("logo.png", logo()))
    before = field.value()
    field.take(FileDraft("other.png", content))
    assert said in field.problem()
    assert field.value() is before
