"""What the field at the top offers: records of every kind, acts of every place, places, menus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from delvia_desktop.domain.procedures.plans import procedures
from delvia_desktop.domain.records.kinds import kind_named
from delvia_desktop.domain.words.text import folded, is_found
from delvia_desktop.i18n import tr
from delvia_desktop.services.register import search
from delvia_desktop.services.register.words import called
from delvia_desktop.ui.frame.command_field import Entry
from delvia_desktop.ui.frame.navigation import Guide, take_step
from delvia_desktop.ui.lists.deed_row import DeedRow
from delvia_desktop.ui.place.entrances import ENTRANCES, Entrance
from delvia_desktop.ui.settings.sections import computer_titles, register_titles
from delvia_desktop.ui.toolkit.command import without_mnemonic


def offer(guide: Guide, text: str) -> list[Entry]:
    """Return what the command search offers for a typed text: places, records, acts.

    Of the acts of a place those are known that stands already (`Places.build_next`). A place is
    meant before all else where a word of its name begins as typed, and an act whose name
    begins so before a record that merely holds the text.
    """
    sought = folded(text)
    hits = [
        Entry(hit.name, hit.detail, partial(guide.show_record_of, hit.kind, hit.id))
        for hit in search.find(guide.session.shown, text)
    ]
    places = [entrance for entrance in ENTRANCES if _has_each(text, entrance.title)]
    meant = [place for place in places if _begins(sought, place.title)]
    named = {(entry.text, entry.second): entry for entry in _every_act(guide)}
    acts = [entry for entry in named.values() if _has_each(text, entry.text)]
    first = [entry for entry in acts if folded(entry.text).startswith(sought)]
    rest = [entry for entry in acts if entry not in first]
    others = [place for place in places if place not in meant]
    before, after = ([_to(guide, place) for place in each] for each in (meant, others))
    return [*before, *first[:3], *hits, *first[3:], *rest, *after]


def _has_each(text: str, told: str) -> bool:
    """Tell whether each word of a text is found, as in “end partnership”."""
    return all(is_found(word, told) for word in text.split())


def _begins(sought: str, title: str) -> bool:
    words = folded(title).split()
    return any(" ".join(words[place:]).startswith(sought) for place in range(len(words)))


def _to(guide: Guide, entrance: Entrance) -> Entry:
    words = tr("Go to {place}", place=entrance.title)
    return Entry(words, "", partial(guide.enter, entrance.name))


def _every_act(guide: Guide) -> Iterator[Entry]:
    """Return what can be done: with what is selected, in every place, and about each finding."""
    for row in guide.place.findChildren(DeedRow):
        for text, run in row.every_act() if row.isVisible() else ():
            yield Entry(text, tr("Command for selection"), run)
    yield from _acts(guide)
    if (attention := guide.session.watch.attention) is None or not guide.session.can_act:
        return
    for line in attention.lines:
        for step in line.together or (line.step,) * (len(line.findings) == 1):
            hit = kind_named(step.kind)
            record = hit and guide.session.shown.records.find(hit.record, id=step.id)
            name = called(guide.session.shown.records, record) if record else ""
            where = tr("Command for {record}", record=name) if name else tr("Command")
            yield Entry(step.text, where, partial(take_step, guide, step))


def _acts(guide: Guide) -> Iterator[Entry]:
    for action in guide.menu_acts():
        if action.isEnabled() and action.text():
            yield Entry(without_mnemonic(action.text()), tr("Command"), action.trigger)
    for section, title in {**computer_titles(), **register_titles()}.items():
        yield Entry(title, tr("Settings"), partial(guide.show_settings, section))
    if guide.session.can_act:
        for plan in procedures().values():
            words = tr("Start procedure: {title}", title=tr(plan.title))
            yield Entry(words, tr("Command"), partial(_begin_procedure, guide, plan.code))
    for name, place in guide.places.built().items():
        title, _ = place.headline()
        here = of_record = tr("Command in {place}", place=place.title())
        if title != place.title():
            of_record = tr("Command for {record}", record=title)
        new = place.new_deed()
        told = [(new, here)] if new is not None else []  # it begins something of its own
        for deed, where in (*told, *((deed, of_record) for deed in place.deeds())):
            if deed.is_enabled:
                yield Entry(deed.text, where, partial(_run_in, guide, name, deed.run))


def _begin_procedure(guide: Guide, code: str) -> None:
    guide.show_place("procedures")
    guide.places.procedures().begin_from(code)


def _run_in(guide: Guide, name: str, act: Callable[[], object]) -> None:
    guide.show_place(name)
    act()
