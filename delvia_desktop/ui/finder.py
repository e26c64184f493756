"""What the field at the top offers: records of every kind, acts of every place, places, menus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Protocol

from PySide6.QtGui import QAction

from delvia_desktop.domain.kinds import kind_named, references
from delvia_desktop.domain.rows import Hit
from delvia_desktop.domain.text import folded
from delvia_desktop.i18n import tr
from delvia_desktop.services import search
from delvia_desktop.services.register import Register
from delvia_desktop.ui.places import ENTRANCES, PLACE_OF_KIND, Places
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.command_field import Entry


class Guide(Protocol):
    """What leads from one place to another."""

    places: Places
    session: Session

    def show_place(self, name: str) -> None:
        """Show a place."""

    def show_record_of(self, kind: str, key: int) -> None:
        """Show a record in the place where it belongs."""

    def menu_acts(self) -> list[QAction]:
        """Return the acts of the menus."""


def offer(guide: Guide, text: str) -> list[Entry]:
    """Return what fits a typed text: records first, then acts, then places."""
    sought = folded(text)
    hits = [
        Entry(hit.name, hit.detail, partial(guide.show_record_of, hit.kind, hit.id))
        for hit in search.find(guide.session.shown, text)
    ]
    go = [
        Entry(tr("Go to {place}", place=title), "", partial(guide.show_place, entrance.name))
        for entrance in ENTRANCES
        if sought in folded(title := entrance.page.title())
    ]
    acts = [entry for entry in _acts(guide) if sought in folded(entry.text)]
    # Acts whose name begins as typed are meant more often than names that contain it.
    first = [entry for entry in acts if folded(entry.text).startswith(sought)]
    rest = [entry for entry in acts if entry not in first]
    return [*first[:3], *hits, *first[3:], *rest, *go]


def _acts(guide: Guide) -> Iterator[Entry]:
    for action in guide.menu_acts():
        if action.isEnabled() and action.text():
            yield Entry(action.text().replace("&", ""), tr("Command"), action.trigger)
    for name, place in guide.places.items():
        title, _ = place.headline()
        where = tr("Command in {place}", place=place.title())
        if title != place.title():
            where = tr("Command for {record}", record=title)
        for deed in place.deeds():
            if deed.is_enabled:
                yield Entry(deed.text, where, partial(_run_in, guide, name, deed.run))


def _run_in(guide: Guide, name: str, act: Callable[[], object]) -> None:
    guide.show_place(name)
    act()


def belongs_to(register: Register, hit: Hit) -> Hit:
    """Return the record in whose place a record without a place of its own is shown."""
    kind = kind_named(hit.kind)
    record = register.records.find(kind.record, id=hit.id) if kind is not None else None
    if record is None or kind is None:
        return hit
    subject = getattr(record, "subject_kind", "")
    if subject:
        return hit._replace(kind=subject, id=record.subject)
    for field, target in references(kind).items():
        key = getattr(record, field)
        if key is not None and target.name in PLACE_OF_KIND:
            return hit._replace(kind=target.name, id=key)
    return hit
