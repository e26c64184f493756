"""What the field at the top offers: records of every kind, acts of every place, places, menus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from delvia_desktop.domain.text import folded, is_found
from delvia_desktop.i18n import tr
from delvia_desktop.services import search
from delvia_desktop.ui.leading import Guide
from delvia_desktop.ui.places import ENTRANCES
from delvia_desktop.ui.settings.sections import computer_titles, register_titles
from delvia_desktop.ui.widgets.command_field import Entry


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
        if is_found(text, title := entrance.page.title())
    ]
    acts = [entry for entry in _acts(guide) if is_found(text, entry.text)]
    # Acts whose name begins as typed are meant more often than names that contain it.
    first = [entry for entry in acts if folded(entry.text).startswith(sought)]
    rest = [entry for entry in acts if entry not in first]
    return [*first[:3], *hits, *first[3:], *rest, *go]


def _acts(guide: Guide) -> Iterator[Entry]:
    for action in guide.menu_acts():
        if action.isEnabled() and action.text():
            yield Entry(action.text().replace("&", ""), tr("Command"), action.trigger)
    for section, title in {**computer_titles(), **register_titles()}.items():
        yield Entry(title, tr("Settings"), partial(guide.show_settings, section))
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
