"""Saved views of lists: recorded, renamed, deleted, counted."""

from __future__ import annotations

from dataclasses import replace

from delvia_desktop.domain.lists.filters import parse
from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.domain.records.views import View, ViewDraft, check_view
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.domain.words.text import in_order
from delvia_desktop.i18n import tr
from delvia_desktop.services.lists.lists import LISTS
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.edit import Edit


def save_view(edit: Edit, draft: ViewDraft) -> View:
    """Record a view of a list under a name."""
    others = edit.records.select(View, list_name=draft.list_name)
    view = check_view(draft, others, edit.reading())
    edit.name(tr("Saved view {name}", name=view.name))
    return edit.add(view)


def rename_view(edit: Edit, before: View, name: str) -> View:
    """Give a saved view another name, as one act."""
    draft = replace(typed(before, ViewDraft), name=name)
    others = [v for v in edit.records.select(View, list_name=before.list_name) if v != before]
    view = replace(check_view(draft, others, edit.reading()), id=before.id)
    edit.name(tr("Renamed view {old} to {name}", old=before.name, name=view.name))
    edit.put(before, view)
    return view


def delete_view(edit: Edit, before: View) -> None:
    """Delete a saved view from the register."""
    edit.name(tr("Deleted view {name}", name=before.name))
    edit.remove(before)


def views_of(register: Register, list_name: str) -> tuple[View, ...]:
    """Return the saved views of a list in a register, by name."""
    found = register.records.select(View, list_name=list_name)
    return tuple(sorted(found, key=lambda view: in_order(view.name)))


def count_of(register: Register, view: View, within: Wanted) -> int:
    """Return how many lines a saved view shows on a day, within what a place is about.

    Raises Invalid if the view is not understood any more.
    """
    listed = LISTS[view.list_name]
    found = parse(view.query, listed.filters, within.on)
    wanted = replace(within, text=found.words, conditions=found.conditions)
    return register.rows(listed.row, wanted).count()
