"""The form for the person's own name, which is kept on this computer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from delvia_desktop.i18n import tr
from delvia_desktop.services.computer import person
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.new_register import OwnNameField, new_reading
from delvia_desktop.ui.session import Session


def name_form(session: Session | None) -> Form:
    """Return the settings' form for the person's own name; a register gets it at once."""
    panel = FormPanel(tr("Your name"), tr("Save name"), {"who": OwnNameField()})
    panel.explain(tr("Earlier changes and documents keep the former name."))

    def record(values: Mapping[str, Any]) -> None:
        reading = new_reading()
        name = person.read_name(reading, values["who"])
        reading.done()
        person.remember_name(name)
        if session is not None:
            session.be_known_as(name)

    return Form("", panel, record)
