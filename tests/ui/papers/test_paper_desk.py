"""Papers are prepared beside the window: one wish at a time, cancelled, shown, saved."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog

from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.papers.paper_view import PaperView


def paper_of(qtbot, window: MainWindow, partner: int) -> PaperView:
    """Ask for a paper and wait until it is drawn."""
    before = window.paper_view
    window.show_paper(PaperRequest("partner", partner))
    qtbot.waitUntil(lambda: window.paper_view is not before, timeout=20_000)
    return window.paper_view


def test_the_next_wish_for_a_paper_is_never_swallowed(qtbot, sample):
    sample.show_paper(PaperRequest("access", 1))
    first = sample.work
    sample.show_paper(PaperRequest("access", 1))
    assert sample.work is first  # the same wish once more
    sample.show_paper(PaperRequest("partner", 3))
    assert sample.work is not first
    assert first.is_cancelled
    assert "” for the new command." in sample.toast._label.text()
    qtbot.waitUntil(lambda: sample.paper_view is not None, timeout=30_000)
    assert sample.paper_view.prepared.record.kind == "partner"
    sample.paper_view.close()


def test_what_is_cancelled_is_gone_at_once_and_asked_for_again_it_comes(qtbot, sample):
    sample.show_paper(PaperRequest("access", 1))
    work = sample.work
    qtbot.waitUntil(work.isRunning)
    work._dialog.canceled.emit()
    assert work.is_cancelled
    assert not work._dialog.isVisible()
    sample.show_paper(PaperRequest("access", 1))
    assert sample.work is not work
    qtbot.waitUntil(lambda: sample.paper_view is not None, timeout=30_000)
    sample.paper_view.close()


def test_closing_the_window_ends_what_is_drawn(qtbot, sample):
    sample.show_paper(PaperRequest("access", 1))
    sample.show_paper(PaperRequest("partner", 3))
    work = sample.work
    sample.close()
    assert work.isFinished()


def test_a_paper_is_shown_saved_and_found_again(qtbot, sample, tmp_path):
    view = paper_of(qtbot, sample, 3)
    assert "Not issued yet" in view._words.text()
    assert not view.save_to(tmp_path / "none" / "x.pdf")
    assert view._problem.isVisible()
    assert view.save_to(tmp_path / "x.pdf")
    view.close()
    sample.show_place("handovers")
    assert sample.place.headline()[0].startswith("HR-")
    sample.place._open()
    assert "is issued" in sample.paper_view._words.text()
    assert sample.paper_view.prepared.content == (tmp_path / "x.pdf").read_bytes()
    sample.paper_view.close()
    assert paper_of(qtbot, sample, 3).prepared.is_issued
    sample.paper_view.close()
    sample.show_place("partners")
    sample.place._papers.show_rows(None)
    sample.session.live.store.read_only = "no"
    paper_of(qtbot, sample, 4)
    assert not sample.paper_view.save_to(tmp_path / "y.pdf")
    assert sample.paper_view._problem.text() == "⚠ no"
    sample.paper_view.close()
    sample.show_paper(PaperRequest("partner", 99))
    qtbot.waitUntil(lambda: "not in the register" in sample.toast._label.text())
    sample.session.live.store.read_only = ""


def test_save_dialogs_ask_where(qtbot, sample, tmp_path):
    sample.saving.ask_copy()
    dialog = sample.findChild(QFileDialog)
    assert dialog is not None
    dialog.close()
    sample.saving.save_copy(tmp_path / "copy.delvia")
    assert (tmp_path / "copy.delvia").exists()
    sample.saving.save_copy(sample.session.path)
    assert "itself" in sample.toast._label.text()
    paper_of(qtbot, sample, 3)._save()
    dialog = sample.paper_view.findChild(QFileDialog)
    assert dialog is not None
    dialog.close()
    sample.paper_view.close()
