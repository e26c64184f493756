"""What is said under an id takes no room from the fields below it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from delvia_desktop.ui.fields.fields import LineField
from delvia_desktop.ui.fields.id_field import IdField
from delvia_desktop.ui.forms.form_panel import FormPanel


def test_what_looks_odd_about_an_id_moves_nothing_below_it(qtbot):
    """Found by a newcomer: two lines came up under the id, and the next field went down."""
    for hint in ("", "Under the partner's name"):
        fields = {"bc_id": IdField("Business Center ID", hint), "name": LineField("Name")}
        panel = FormPanel("Partner", "Add", fields)
        qtbot.addWidget(panel)
        panel.resize(420, 600)
        panel.show()
        QApplication.processEvents()
        before = fields["name"].y()
        fields["bc_id"].set_notice("This ID ends in zeros, as a spreadsheet leaves it. Paste it.")
        QApplication.processEvents()
        assert fields["name"].y() == before
        fields["bc_id"].set_notice("")
        QApplication.processEvents()
        assert fields["name"].y() == before


def test_no_line_is_left_empty_between_what_an_id_is_and_what_is_wrong_with_it(qtbot):
    panel = FormPanel("Partner", "Add", {"bc_id": IdField("ID", "Provided in writing")})
    qtbot.addWidget(panel)
    panel.resize(420, 600)
    panel.show()
    field = panel.fields["bc_id"]
    field.set_problem("Enter the ID.")
    QApplication.processEvents()
    gap = field.problem_label.y() - field._hint.geometry().bottom()
    assert gap < field.fontMetrics().height()
    assert field._hint.height() < 2 * field.fontMetrics().height()


def test_below_an_id_stands_how_it_is_got_where_nothing_else_is_said(qtbot):
    field = IdField("Asset ID")
    qtbot.addWidget(field)
    assert field._hint.text() == "Paste the 19 digits from TikTok"
