"""All papers of a handover, from the place where they are kept to the folder or the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.evidence.evidence import FileDraft, Subject
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.papers import paper_making, papers
from delvia_desktop.services.register.register import open_register
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.papers.handover_dialog import HandoverDialog
from delvia_desktop.ui.place.place import Deed
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit import theme
from delvia_desktop.ui.toolkit.work import Work
from delvia_desktop.ui.widgets.items_layout import widget_at
from tests.ui.accessibility import unnamed, unreachable


@pytest.fixture
def sample(qtbot, qapp, sample_file, tmp_path) -> MainWindow:
    copy = tmp_path / "sample.delvia"
    copy.write_bytes(sample_file.read_bytes())
    theme.apply(qapp, dark=False)
    window = MainWindow(Session(open_register(copy, "Mara")))
    qtbot.addWidget(window)
    window.show()
    live = window.session.live
    tokyo = live.records.find(Partner, name="ブライト東京").id
    for code in ("offboarding", "partner", "partner_sheet"):
        request = PaperRequest(code, int(tokyo))
        live.perform(papers.issue, paper_making.prepare(live, live.picture(), request))
    return window


@pytest.fixture
def dialog(qtbot, sample) -> HandoverDialog:
    deed = gathering(sample)
    deed.run()
    deed.run()  # asked for twice, it comes once
    qtbot.waitUntil(lambda: sample.place.findChild(HandoverDialog) is not None, timeout=30_000)
    assert len(sample.place.findChildren(HandoverDialog)) == 1
    return sample.place.findChild(HandoverDialog)


def gathering(window: MainWindow) -> Deed:
    """Return the act of the documents' place that gathers those of one handover."""
    window.show_place("handovers")
    found = (each for each in window.place.deeds() if each.text.startswith("Save all handover"))
    return next(found)


def test_other_work_does_not_keep_the_papers_from_being_gathered(qtbot, sample):
    """While a kept file was being opened, "Save all handover documents…" did nothing."""
    deed, done = gathering(sample), Event()
    other = Work(None, "Opening a file…", done.wait)
    other.setParent(sample.place)
    other.start()
    try:
        deed.run()
        qtbot.waitUntil(lambda: sample.place.findChild(HandoverDialog) is not None, timeout=30_000)
    finally:
        done.set()
        other.wait()


def test_a_paper_that_cannot_be_read_is_said_when_all_are_gathered(qtbot, sample):
    """What refused the gathering was told to nobody."""
    deed = gathering(sample)
    said: list[str] = []
    sample.place.said.connect(said.append)
    with closing(sqlite3.connect(sample.session.live.store.path)) as file, file:
        for (name,) in file.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            file.execute(f'DROP TRIGGER "{name}"')
        file.execute("DELETE FROM contents")
    deed.run()
    qtbot.waitUntil(lambda: bool(said), timeout=30_000)


def click(qtbot, button) -> None:
    qtbot.waitUntil(button.isVisible)
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_enter_asks_where_to_save(qtbot, dialog):
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.isVisible()
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    asked.reject()


def said(dialog: HandoverDialog) -> str:
    banner = widget_at(dialog._banners, 0)
    return banner.label.text() if banner is not None else ""


def choose(qtbot, dialog: HandoverDialog, target: Path) -> None:
    """Press Save, name the target, and wait until it is written or refused."""
    click(qtbot, dialog.save_button)
    asked = dialog.findChild(QFileDialog)
    asked.fileSelected.emit(str(target))
    asked.close()
    before = said(dialog)
    qtbot.waitUntil(lambda: said(dialog) != before and dialog._work is None)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_dialog_lists_the_papers_with_what_is_known_of_them(dialog):
    lines = [dialog.list.item(place).text() for place in range(dialog.list.count())]
    assert [line.split(" ")[0] for line in lines] == ["HR-2026-002", "HR-2026-001", "HR-2026-003"]
    assert all("up to date · not signed" in line for line in lines)
    assert unnamed(dialog) == []
    assert unreachable(dialog) == []


def test_the_ticked_papers_are_saved_each_under_its_name(qtbot, dialog, tmp_path):
    dialog.list.setFocus()
    dialog.list.setCurrentRow(2)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    folder = tmp_path / "引き継ぎ"
    folder.mkdir()
    choose(qtbot, dialog, folder)
    assert names(folder) == [
        "HR-2026-001 Offboarding document ブライト東京.pdf",
        "HR-2026-002 Access record ブライト東京.pdf",
    ]
    assert said(dialog) == "Saved 2 files in 引き継ぎ."


def test_nothing_is_written_over_unless_the_person_says_so(qtbot, dialog, tmp_path):
    taken = tmp_path / "HR-2026-003 Partner sheet ブライト東京.pdf"
    taken.write_bytes(b"mine")
    before = names(tmp_path)
    choose(qtbot, dialog, tmp_path)
    assert "Nothing was written" in said(dialog)
    assert names(tmp_path) == before
    over = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Overwrite")
    click(qtbot, over)
    qtbot.waitUntil(lambda: dialog._work is None, timeout=30_000)
    assert taken.read_bytes().startswith(b"%PDF")
    assert said(dialog).startswith("Saved 3 files")


def test_a_folder_that_cannot_be_written_is_said(qtbot, dialog, tmp_path):
    choose(qtbot, dialog, tmp_path / "none")
    assert "could not be written" in said(dialog)
    assert dialog.save_button.isEnabled()


def test_one_file_holds_the_papers_and_their_signed_copies(qtbot, sample, dialog, tmp_path):
    live = sample.session.live
    scan = FileDraft("署名.pdf", live.content(live.records.select(papers.AccessRecord)[0].sha256))
    live.perform(evidence.attach, Subject("access-record", 2), [scan])
    click(qtbot, dialog.one)
    assert dialog._note.isVisible()
    qtbot.keyClick(dialog.signed, Qt.Key.Key_Space)
    choose(qtbot, dialog, tmp_path / "all.pdf")
    assert said(dialog) == f"Saved as all.pdf in {tmp_path.name}."
    reader = PdfReader(tmp_path / "all.pdf", strict=True)
    assert "HR-2026-002 署名.pdf" in reader.attachments
    assert len(reader.attachments) == 4
    choose(qtbot, dialog, tmp_path / "none" / "all.pdf")
    assert "could not be written" in said(dialog)


def test_without_a_tick_there_is_nothing_to_save(qtbot, dialog):
    for place in range(dialog.list.count()):
        dialog.list.item(place).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.save_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
