"""Saved views: a filter of a list under a name, with its columns and its order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, NewType

from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.field_types import Label, Searched
from delvia_desktop.domain.words.text import folded
from delvia_desktop.i18n import tr

ViewKey = NewType("ViewKey", int)


@dataclass(frozen=True)
class View:
    """A list as somebody likes to look at it; no `columns` means the usual ones."""

    id: ViewKey
    name: Annotated[Searched[str], Label("View")]
    list_name: Annotated[str, Label("List")]
    query: Annotated[Searched[str], Label("Filter")] = ""
    order: str = ""
    is_descending: Annotated[bool, Label("Descending")] = False
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class ViewDraft:
    """A view as typed; all but the name is what the list shows."""

    name: str = ""
    list_name: str = ""
    query: str = ""
    order: str = ""
    is_descending: bool = False
    columns: tuple[str, ...] = ()


def check_view(draft: ViewDraft, others: Iterable[View], reading: Reading) -> View:
    """Check the draft of a saved view among `others` of its list; raises Invalid."""
    name = reading.name("name", draft.name, tr("Enter a view name."))
    taken = any(folded(other.name) == folded(name) for other in others)
    reading.check(not taken, "name", tr("A view with this name already exists."))
    values = reading.values(draft, View)
    reading.done()
    return View(id=ViewKey(0), **values)
