"""A newcomer's story, in a real window where there is one."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.ui.story import play


def papers_say_what_happened(folder: Path) -> None:
    first = " ".join(page.extract_text() for page in PdfReader(folder / "first.pdf").pages)
    second = " ".join(page.extract_text() for page in PdfReader(folder / "second.pdf").pages)
    assert "2 active shares" in first
    assert "Assets owned by the partner" in first
    assert "No asset was shared" in second
    assert "Assets owned by the partner" not in second


@pytest.mark.screen
def test_a_newcomer_records_follows_and_ends_an_agency(qtbot, program, tmp_path):
    play(qtbot, program, tmp_path)
    papers_say_what_happened(tmp_path)
