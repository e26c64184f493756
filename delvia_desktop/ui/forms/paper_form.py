"""The form that asks which paper is wanted."""

from __future__ import annotations

from collections.abc import Mapping

from delvia_desktop.i18n import tr
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.widgets.fields import ChoiceField, Field, Option
from delvia_desktop.ui.widgets.form_panel import FormPanel


def paper_form(kinds: Mapping[str, str]) -> Form:
    """Return the form that asks for one of some kinds, by code and words; it returns the code."""
    options = [Option(code, words) for code, words in kinds.items()]
    fields: dict[str, Field] = {"kind": ChoiceField(tr("Paper"), options)}
    panel = FormPanel(tr("Print another paper"), tr("Prepare"), fields)
    panel.explain(tr("It is prepared and shown first. Saving or printing gives it its number."))
    return Form("", panel, lambda values: values["kind"])
