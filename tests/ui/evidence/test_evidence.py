"""Evidence in the window: dropped, pasted, looked at, described, removed; vouching for a text."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from reportlab.pdfgen import canvas

from delvia_desktop.domain.evidence.evidence import Attachment, FileDraft, Note, Subject
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.history.time_travel import Past
from delvia_desktop.services.register import form_drafts
from delvia_desktop.ui.evidence.evidence_panel import EvidencePanel
from delvia_desktop.ui.toolkit.drawing import PAGES, decode_picture, draw_pages
from tests.ui.accessibility import unnamed, unreachable

MAIL = (
    b"From: Tom Hale <tom@brightside.example>\r\nTo: mara@nova.example\r\nSubject: Access\r\n"
    b"Content-Type: text/html\r\n\r\n<img src='https://x.example/pixel.gif'><p>We see it.</p>"
)


@pytest.fixture
def panel(window) -> EvidencePanel:
    window.show_place("partners")
    place = window.place
    place._tabs.setCurrentWidget(place.evidence)
    return place.evidence


def test_a_record_without_evidence_asks_for_no_room_for_its_list(panel):
    """The pane scrolled over nothing: the list that was not seen asked for its height."""
    assert panel._empty.isVisible()
    empty = panel.minimumSizeHint().height()
    assert empty < panel._filled.minimumSizeHint().height()


def picture(path: Path, width: int = 40) -> Path:
    made = QImage(width, 30, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.darkCyan)
    assert made.save(str(path))
    return path


DRAWN = 120_000
"""Milliseconds: another process draws, which takes its time on a busy machine."""


def pdf(path: Path, pages: int, size: tuple[float, float] = (595, 842)) -> Path:
    drawing = canvas.Canvas(str(path), pagesize=size)
    for number in range(pages):
        drawing.drawString(72, 72, f"Page {number + 1}")
        drawing.showPage()
    drawing.save()
    return path


def drop(target: QWidget, data: QMimeData) -> bool:
    """Drop something as the system would: it enters, then it is let go."""
    keys, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, keys, none)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(
        target, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, keys, none)
    )
    return True


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def kept(nova, kind=Attachment):
    return nova.register.records.select(kind)


def banners(panel) -> str:
    QApplication.processEvents()
    return " ".join(b.text() for b in panel.findChildren(QLabel) if b.isVisible())


def push(qtbot, inside: QWidget, text: str) -> None:
    QApplication.processEvents()
    found = [b for b in inside.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    assert found, text
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_files_are_dropped_anywhere_on_the_detail_and_one_undo_takes_them_back(
    qtbot, window, nova, panel, tmp_path
):
    place = window.place
    place._tabs.setCurrentIndex(0)
    detail = place.detail
    bad = tmp_path / "screen.png"
    bad.write_bytes(b"MZ\x90\x00" + bytes(99))
    (tmp_path / "mail.eml").write_bytes(MAIL)
    shot = picture(tmp_path / "Screenshot 2026-11-03 at 14.22.10.png")
    assert drop(detail, files(shot, bad, tmp_path / "mail.eml", tmp_path, tmp_path / "gone.png"))
    qtbot.waitUntil(lambda: len(kept(nova)) == 2)
    assert place._tabs.currentWidget() is panel
    said = banners(panel)
    assert "“screen.png”: This is a program" in said
    assert "is not a file" in said
    assert "“gone.png” cannot be read" in said
    assert [row.kept.name for row in (panel.table.list_model.row(n) for n in (0, 1))] == [
        "mail.eml",
        shot.name,
    ]
    assert "(2)" in place._tabs.tabText(place._tabs.indexOf(panel))
    push(qtbot, window.toast, "Undo")
    assert kept(nova) == ()
    assert "No evidence or notes yet" in banners(panel)


def test_a_picture_and_a_text_are_pasted_with_the_keys(qtbot, window, nova, panel):
    clipboard = QGuiApplication.clipboard()
    made = QImage(20, 10, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.red)
    clipboard.setImage(made)
    panel._empty.findChild(QPushButton).setFocus()
    qtbot.keyClick(panel, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    [shot] = kept(nova)
    assert shot.name.startswith("Pasted 2026-11-23 ")
    assert shot.media_type == "image/png"
    clipboard.setText("Called Tom on 3 Feb 2026.")
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    [note] = kept(nova, Note)
    assert note.text == "Called Tom on 3 Feb 2026."
    assert panel.view.preview.shown_text() == note.text
    qtbot.keyClick(panel.table, Qt.Key.Key_Delete)
    assert kept(nova, Note) == ()
    assert window.toast.isVisible()


def test_a_pasted_secret_becomes_no_note_until_the_person_says_that_it_is_none(
    qtbot, window, nova, panel
):
    text = "PIN 4821 is the number of our room"
    QGuiApplication.clipboard().setText(text)
    panel.paste()
    form = window.place.form
    field = form.panel.fields["text"]
    assert kept(nova, Note) == ()
    assert "a sign-in code" in field.problem()
    assert "4821" not in field.problem()
    form.panel.draft_changed.emit()
    assert "text" not in form_drafts.kept_draft(nova.register, form.key)
    QApplication.processEvents()  # what was laid out just now is shown by the next events
    vouch = field.doubt.button
    assert vouch.accessibleName() == "Note: this is not a secret"
    assert unnamed(form.panel) == unreachable(form.panel) == []
    field.editor.setFocus()
    qtbot.keyClick(field.editor, Qt.Key.Key_Tab)
    assert window.focusWidget() is vouch
    qtbot.keyClick(vouch, Qt.Key.Key_Space)
    assert field.problem() == ""
    assert field.doubt.button is None
    assert form_drafts.kept_draft(nova.register, form.key) == {"text": text}
    qtbot.mouseClick(form.panel.submit_button, Qt.MouseButton.LeftButton)
    assert [note.text for note in kept(nova, Note)] == [text]
    panel._change()
    window.place.submit()  # what is recorded already is not asked about again
    assert window.place.form is None


def test_a_text_file_with_a_secret_is_kept_when_the_person_vouches_for_it(
    qtbot, nova, panel, tmp_path
):
    path = tmp_path / "room.txt"
    path.write_text("The room.\nPIN: 4821\n", encoding="utf-8")
    panel.add_files([path])
    qtbot.waitUntil(lambda: "a sign-in code" in banners(panel))
    assert kept(nova) == ()
    push(qtbot, panel, "This is not a secret")
    assert [file.name for file in kept(nova)] == ["room.txt"]
    assert "The room." in panel.view.preview.shown_text()


def test_what_is_kept_is_looked_at_described_and_saved(qtbot, window, nova, panel, tmp_path):
    paths = [
        picture(tmp_path / "wide.png", 3000),
        pdf(tmp_path / "contract.pdf", PAGES + 2),
        tmp_path / "mail.eml",
        tmp_path / "outlook.msg",
    ]
    paths[2].write_bytes(MAIL)
    paths[3].write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64) + "__substg1.0_".encode("utf-16-le")
    )
    panel.add_files(paths)
    qtbot.waitUntil(lambda: len(kept(nova)) == 4)
    preview = panel.view.preview

    def choose(name: str) -> None:
        for place in range(panel.table.list_model.rowCount()):
            if panel.table.list_model.row(place).kept.name == name:
                panel.table.selectRow(place)

    choose("wide.png")
    qtbot.waitUntil(lambda: len(preview._pages._labels) == 1, timeout=DRAWN)
    [seen] = [picture for _, picture in preview._pages._labels]
    assert seen.width() <= 1600
    choose("contract.pdf")
    qtbot.waitUntil(lambda: len(preview._pages._labels) == PAGES, timeout=DRAWN)
    assert "2 more pages" in banners(preview)
    choose("mail.eml")
    assert preview.shown_text().splitlines()[0] == "From: Tom Hale <tom@brightside.example>"
    assert "We see it." in preview.shown_text()
    choose("outlook.msg")
    assert "open it in Outlook" in preview.shown_text()
    choose("wide.png")
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    fields = window.place.form.panel.fields
    fields["caption"].set_value("The list of partners")
    window.place.submit()
    assert "The list of partners" in banners(panel)
    push(qtbot, panel, "Save a copy…")
    dialog = panel.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "copy.png"))
    dialog.close()
    qtbot.waitUntil((tmp_path / "copy.png").exists)
    assert (tmp_path / "copy.png").read_bytes() == paths[0].read_bytes()
    panel.save_to(panel._chosen(), tmp_path / "nowhere" / "copy.png")
    assert window.toast.isVisible()
    assert unnamed(panel) == unreachable(panel) == []


def test_in_the_past_evidence_is_seen_but_nothing_is_taken(qtbot, window, nova, panel, tmp_path):
    panel.add_files([picture(tmp_path / "a.png")])
    qtbot.waitUntil(lambda: len(kept(nova)) == 1)
    revision, on = nova.register.revision, nova.register.today
    nova.register.perform(evidence.remove_file, kept(nova)[0])
    then = Past(revision, on, "then")
    window.session.show_past(then, nova.register.as_of(revision))
    assert panel.table.list_model.rowCount() == 1
    qtbot.waitUntil(lambda: len(panel.view.preview._pages._labels) == 1, timeout=DRAWN)
    assert not panel.add_button.isVisible()
    assert not drop(panel, files(tmp_path / "a.png"))
    panel.paste()
    panel._remove()
    window.session.show_now()
    assert kept(nova) == ()


@pytest.mark.parametrize("place", ["assets", "business-centers"])
def test_every_detail_has_its_evidence(qtbot, window, nova, tmp_path, place):
    window.show_place(place)
    evidence_panel = window.place.evidence
    evidence_panel.add_files([picture(tmp_path / "a.png")])
    qtbot.waitUntil(lambda: len(kept(nova)) == 1)
    [file] = kept(nova)
    kind = {"assets": "asset", "business-centers": "business-center"}[place]
    assert Subject(file.subject_kind, file.subject) == Subject(kind, window.place.shown_record())
    resumed = window.place.resume(f"note/{kind}/{file.subject}/0")
    assert resumed
    window.place.close_form()


def test_broken_and_monstrous_pictures_and_papers_are_said_to_be_unreadable(qtbot, nova, panel):
    png = b"\x89PNG\r\n\x1a\n" + bytes(40) + b"IEND\xaeB`\x82"
    drafts = [
        FileDraft("broken.png", png),
        FileDraft("broken.pdf", b"%PDF-1.7\nnonsense\n%%EOF"),
        FileDraft("broken.gif", b"GIF89a\xff\xff\xff\xff" + bytes(9) + b";"),
    ]
    nova.register.perform(evidence.attach, Subject("partner", nova.partner.id), drafts)
    for place in range(3):
        panel.table.selectRow(place)
        qtbot.waitUntil(
            lambda: "cannot be shown here" in panel.view.preview.shown_text(), timeout=DRAWN
        )
        panel.view.preview.show_words("")


def test_a_page_as_tall_as_a_house_is_drawn_small(qtbot, tmp_path):
    pages, count = draw_pages(pdf(tmp_path / "tall.pdf", 1, (10, 14_000)).read_bytes())
    assert count == 1
    assert pages[0].height() <= 4 * pages[0].width()


def test_a_picture_of_a_billion_dots_is_not_decoded(qtbot):
    head = b"\x00\x00\x00\rIHDR" + (40_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    assert decode_picture(b"\x89PNG\r\n\x1a\n" + head + bytes(30)).isNull()
