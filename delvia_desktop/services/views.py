"""Saved views of lists: recorded, deleted, listed."""

from __future__ import annotations

from delvia_desktop.domain.filters import parse
from delvia_desktop.domain.rows import Wanted
from delvia_desktop.domain.views import View, ViewDraft, check_view
from delvia_desktop.i18n import tr
from delvia_desktop.services.lists import LISTS
from delvia_desktop.services.register import Register
from delvia_desktop.storage.edit import Edit


def save_view(edit: Edit, draft: ViewDraft) -> View:
    """Keep a view of a list under a name."""
    others = edit.records.select(View, list_name=draft.list_name)
    view = check_view(draft, others, edit.reading())
    edit.name(tr("Save the view {name}", name=view.name))
    return edit.add(view)


def delete_view(edit: Edit, before: View) -> None:
    """Delete a saved view."""
    edit.name(tr("Delete the view {name}", name=before.name))
    edit.remove(before)


def views_of(register: Register, list_name: str) -> tuple[View, ...]:
    """Return the saved views of a list, by name."""
    found = register.records.select(View, list_name=list_name)
    return tuple(sorted(found, key=lambda view: view.name.casefold()))


def count_of(register: Register, view: View) -> int:
    """Return how many lines a view shows today; raises Invalid if it is not understood any more."""
    listed, on = LISTS[view.list_name], register.today
    found = parse(view.query, listed(register, Wanted(on)).fields, on)
    wanted = Wanted(on, text=found.words, conditions=found.conditions)
    return int(listed(register, wanted).count())
