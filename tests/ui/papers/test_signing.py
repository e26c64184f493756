"""A paper signed in the window: with a key from a file, doubted, refused, saved, checked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from delvia_desktop.domain.evidence.evidence import Attachment
from delvia_desktop.domain.records.acknowledgements import Acknowledgement
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.reports.signing import signing_tools
from delvia_desktop.services.papers import paper_checks, paper_making, papers, signing
from tests.keys import PASSPHRASE, START, key_file
from tests.ui.accessibility import unnamed, unreachable


@pytest.fixture
def page(window, nova):
    register = nova.register
    request = PaperRequest("partner", nova.partner.id)
    prepared = paper_making.prepare(register, register.picture(), request)
    record = register.perform(papers.issue, prepared)
    window.show_place("handovers")
    window.place.show_record(record.id)
    return window.place


def act(page, text):
    next(deed for deed in page.deeds() if deed.text == text).run()


@pytest.fixture
def dialog(page, qtbot):
    act(page, "Sign digitally…")
    qtbot.waitExposed(page.signing)
    yield page.signing
    page.signing.reject()


def typed(qtbot, field, text):
    field.editor.setFocus()
    qtbot.keyClick(field.editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field.editor, Qt.Key.Key_Delete)
    if text.isascii():
        qtbot.keyClicks(field.editor, text)
    else:  # the keyboard of the tests has no umlauts
        field.editor.insert(text)


def signs(qtbot, dialog):
    """Click the button and wait until the work beside the window has ended."""
    qtbot.mouseClick(dialog.sign_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.work is None, timeout=30_000)


@pytest.fixture
def key(tmp_path):
    path = tmp_path / "mara.p12"
    path.write_bytes(key_file())
    return path


def test_a_paper_is_signed_kept_saved_and_checked(page, dialog, key, qtbot, nova, tmp_path):
    assert unnamed(dialog) == []
    assert unreachable(dialog) == []
    typed(qtbot, dialog.file, str(key))
    typed(qtbot, dialog.passphrase, PASSPHRASE)
    typed(qtbot, dialog.reason, "Handover")
    signs(qtbot, dialog)
    assert dialog.sentence == "Signed as Mara Voss. The signed copy is stored with the document."
    assert dialog.passphrase.value() == ""
    assert not dialog.sign_button.isVisible()
    (made,) = nova.register.records.select(Acknowledgement)
    assert (made.who, made.how, made.note) == ("Mara Voss", "DIGITAL", "Handover")
    assert len(nova.register.records.select(Attachment)) == 1
    assert page.signed.table.current_row().who == "Mara Voss"
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    asked = dialog.findChild(QFileDialog)
    assert asked.isVisible()
    asked.reject()
    target = tmp_path / "signed.pdf"
    dialog.save_to(target)
    assert dialog.sentence == f"Saved as signed.pdf in {tmp_path.name}."
    dialog.save_to(tmp_path / "no folder" / "signed.pdf")
    assert dialog.sentence.startswith("The file could not be written")
    dialog.reject()
    page.check_file(target)
    check = page.check
    assert check.verdict.is_unaltered
    assert check.verdict.added.signatures[0].certificate.name == "Mara Voss"
    assert "Only signatures" in check.sentences[0]
    assert unnamed(check) == []
    check.accept()


@pytest.mark.parametrize(
    ("passphrase", "content", "words"),
    [
        ("not this one", key_file, "The passphrase is wrong."),
        (PASSPHRASE, lambda: b"nothing", "The file contains no key"),
    ],
)
def test_a_refusal_is_told_the_secret_is_cleared_and_the_rest_stays(
    dialog, key, qtbot, passphrase, content, words
):
    key.write_bytes(content())
    register = dialog._session.live
    before = register.revision
    typed(qtbot, dialog.file, str(key))
    typed(qtbot, dialog.passphrase, passphrase)
    signs(qtbot, dialog)
    assert dialog.sentence.startswith(words)
    assert dialog.passphrase.value() == ""
    assert dialog.passphrase.editor.hasFocus()
    assert dialog.file.value() == str(key)
    assert dialog.sign_button.isEnabled()
    assert register.revision == before


def test_nothing_chosen_is_told_at_once(dialog, qtbot):
    qtbot.keyClick(dialog.passphrase.editor, Qt.Key.Key_Return)  # it signs, as the button does
    assert dialog.sentence == "Choose the key file."
    assert dialog.file.editor.hasFocus()
    signs(qtbot, dialog)
    assert dialog.sentence == "Choose the key file."
    dialog.where.set_value("token")
    dialog.where.edited.emit()
    assert dialog.pin.isVisible()
    assert not dialog.passphrase.isVisible()
    assert unnamed(dialog) == []
    signs(qtbot, dialog)
    assert dialog.sentence == "Choose the token's PKCS#11 module."
    typed(qtbot, dialog.module, "gone.so")
    typed(qtbot, dialog.pin, "1234")
    signs(qtbot, dialog)
    assert "“gone.so” cannot be loaded" in dialog.sentence
    assert dialog.pin.value() == ""


def test_an_expired_certificate_is_used_only_when_asked_again(dialog, key, qtbot, nova):
    key.write_bytes(key_file(start=START.replace(year=2020), end=START.replace(year=2021)))
    typed(qtbot, dialog.file, str(key))
    typed(qtbot, dialog.passphrase, PASSPHRASE)
    signs(qtbot, dialog)
    assert "expired on 1 Jan 2021" in dialog.sentence
    assert dialog.sign_button.text() == "Sign anyway"
    assert nova.register.records.select(Acknowledgement) == ()
    typed(qtbot, dialog.file, str(key))
    assert dialog.sign_button.text() == "Sign"
    signs(qtbot, dialog)
    signs(qtbot, dialog)
    assert dialog.signed is not None
    assert paper_checks.check_paper(dialog.signed.content).is_unaltered


def test_what_was_typed_unseen_does_not_outlive_the_dialog(dialog, qtbot):
    typed(qtbot, dialog.passphrase, PASSPHRASE)
    assert dialog.passphrase.editor.displayText() != PASSPHRASE
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.passphrase.value() == ""
    assert not dialog.passphrase.editor.isUndoAvailable()


def test_it_can_be_closed_while_it_works(dialog, key, qtbot, nova):
    typed(qtbot, dialog.file, str(key))
    typed(qtbot, dialog.passphrase, PASSPHRASE)
    qtbot.mouseClick(dialog.sign_button, Qt.MouseButton.LeftButton)
    dialog.reject()
    qtbot.waitUntil(lambda: dialog.work is None, timeout=30_000)
    assert nova.register.records.select(Acknowledgement) == ()
    assert not dialog.isVisible()


def test_without_the_library_the_window_says_how_it_is_had(page, window, monkeypatch):
    monkeypatch.setattr(signing, "is_installed", lambda: False)
    assert signing_tools.is_installed()
    act(page, "Sign digitally…")
    assert "pip install delvia-desktop[sign]" in window.toast._label.text()


def test_the_verifier_is_saved_from_the_help_menu(qtbot, window, tmp_path):
    (action,) = [each for each in window.menu_acts() if "verifier" in each.text()]
    action.trigger()
    asked = window.findChild(QFileDialog)
    assert asked.isVisible()
    target = tmp_path / "verify_paper.py"
    asked.fileSelected.emit(str(target))
    asked.reject()
    qtbot.waitUntil(target.exists)
    assert target.read_text(encoding="utf-8").startswith("#!/usr/bin/env python3")
    assert (
        window.toast._label.text()
        == f"Saved the document verifier as verify_paper.py in {tmp_path.name}."
    )
