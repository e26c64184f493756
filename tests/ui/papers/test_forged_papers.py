"""A forged paper checked in the window: what it says otherwise than the issued one stands there."""

from __future__ import annotations

import json
import shutil
import zlib

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from delvia_desktop.domain.papers.sealing import seal, unseal
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.services.papers import paper_checks, paper_making, papers
from delvia_desktop.services.register.register import open_register
from delvia_desktop.ui.papers.paper_check import PaperCheck
from tests.ui.accessibility import unnamed


def test_what_a_forged_paper_says_otherwise_stands_beside_what_was_issued(
    qtbot, sample_file, tmp_path
):
    shutil.copy(sample_file, tmp_path / "sample.delvia")
    register = open_register(tmp_path / "sample.delvia", "Mara")
    made = paper_making.prepare(register, register.picture(), PaperRequest("access", 1))
    register.perform(papers.issue, made)
    plain = json.dumps(unseal(made.content).data).replace("Operator", "Analyst").encode()
    forged = seal(b"9 0 obj <</Type /EmbeddedFile>> stream\n" + zlib.compress(plain))
    verdict = paper_checks.check_paper(forged, register)
    register.close()
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = PaperCheck(parent, "forged.pdf", verdict)
    assert "did not issue it" in dialog.sentences[2]
    assert dialog.table.accessibleName() == "Differences from the issued document"
    model = dialog.table.model()
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Issued document"
    cells = [model.index(n, 1).data() + model.index(n, 2).data() for n in range(model.rowCount())]
    assert any("Operator" in each for each in cells)
    assert any("Analyst" in each for each in cells)
    assert unnamed(dialog) == []
