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
