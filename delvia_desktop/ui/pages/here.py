"""The next step of a finding, begun in the place where one is: its form opens beside the list."""

from __future__ import annotations

from delvia_desktop.domain.findings import NextStep
from delvia_desktop.ui.forms.asked import asking
from delvia_desktop.ui.pages.grant_acts import record_deeds
from delvia_desktop.ui.pages.place import Place


def begin_here(place: Place, step: NextStep) -> bool:
    """Begin a step at what gives access, without leaving a place; return whether that can be."""
    if step.also or not place.keeps_steps:
        return False
    deeds = record_deeds(place.session, step.kind, step.id, place.open_form)
    begin = next((deed.run for deed in deeds if deed.act == step.act and deed.is_enabled), None)
    if begin is None:
        return False

    def begin_asking() -> None:
        begin()
        if place.form is not None and (step.asks or step.preset):
            place.form = asking(place.session, place.form, step)

    place.leave_form(begin_asking)
    return True
