"""The places of the window: their names and counts at once, each built when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from itertools import groupby
from typing import TYPE_CHECKING, cast

from typing_extensions import override

from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.lists.lists import LISTS
from delvia_desktop.ui.access.access_parts import PARTS
from delvia_desktop.ui.frame.sidebar import Group
from delvia_desktop.ui.place.entrances import ENTRANCES, Entrance, entrance
from delvia_desktop.ui.place.place import Place
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.notes import Banner

if TYPE_CHECKING:
    from delvia_desktop.ui.access.access_page import AccessPage
    from delvia_desktop.ui.findings.overview_page import OverviewPage
    from delvia_desktop.ui.history.differences_page import DifferencesPage
    from delvia_desktop.ui.procedures.procedures_page import ProceduresPage
    from delvia_desktop.ui.reviews.reviews_page import ReviewsPage


def page_of(entrance: Entrance) -> type[Place]:
    """Return the page of a place by its entrance; its modules are loaded for that."""
    module, _, name = entrance.page.partition(":")
    page: type[Place] = getattr(import_module(f"delvia_desktop.ui.{module}"), name)
    return page


def groups() -> list[Group]:
    """Return the places listed in the window's side, in groups in their order."""
    listed = [entrance for entrance in ENTRANCES if entrance.is_listed]
    return [
        Group(tr(heading) if heading else "", [(each.name, each.title) for each in places])
        for heading, places in groupby(listed, key=lambda entrance: entrance.group)
    ]


ACCESS_KINDS = frozenset(part.kind for part in PARTS)
"""The kinds that are shown in the place of all access."""


def urgent(session: Session, entrance: Entrance) -> int:
    """Return how many findings about records of a place need attention soon."""
    attention = session.watch.attention
    if attention is None or not entrance.is_listed:
        return 0
    if entrance.name == "overview":
        return attention.urgent_findings
    kinds = ACCESS_KINDS if entrance.name == "access" else {entrance.kind}
    if entrance.kind == "review":
        kinds = {*kinds, "review-line"}  # an item is shown in its review
    return sum(attention.urgent[kind] for kind in kinds)


def count(session: Session, entrance: Entrance) -> str:
    """Return the count behind the title of a place, empty if it has none."""
    if not entrance.list_name:
        return ""
    where = {"is_open": 1} if entrance.is_work else {}
    row = LISTS[entrance.list_name].row
    found = session.shown.rows(row, Wanted(session.on, where=where)).count()
    if entrance.is_work:
        return ntr("{n} open", "{n} open", found) if found else ""
    return str(found) if found else ""


def counts(session: Session) -> Iterator[tuple[str, str, int]]:
    """Yield each listed place with the count behind its title, and how much is urgent."""
    for each in ENTRANCES:
        if each.is_listed:
            yield each.name, count(session, each), urgent(session, each)


class Places(Mapping[str, Place]):
    """The places by name; asking for one builds it."""

    def __init__(self, session: Session, added: Callable[[Place], object]) -> None:
        """Begin with none built; `added` is told of each that is."""
        self._session = session
        self._added = added
        self._built: dict[str, Place] = {}

    @override
    def __getitem__(self, name: str) -> Place:
        if name not in self._built:
            place = page_of(entrance(name))(self._session)
            self._built[name] = place
            self._added(place)
        return self._built[name]

    @override
    def __iter__(self) -> Iterator[str]:
        return (each.name for each in ENTRANCES)

    @override
    def __len__(self) -> int:
        return len(ENTRANCES)

    def overview(self) -> OverviewPage:
        """Return the overview."""
        return cast("OverviewPage", self["overview"])

    def access(self) -> AccessPage:
        """Return the place of all access."""
        return cast("AccessPage", self["access"])

    def differences(self) -> DifferencesPage:
        """Return the place of what changed since a moment."""
        return cast("DifferencesPage", self["differences"])

    def reviews(self) -> ReviewsPage:
        """Return the place of the reviews."""
        return cast("ReviewsPage", self["reviews"])

    def procedures(self) -> ProceduresPage:
        """Return the place of the procedures."""
        return cast("ProceduresPage", self["procedures"])

    def built(self) -> dict[str, Place]:
        """Return the places that stand so far, by name and in their order."""
        return {name: self._built[name] for name in self if name in self._built}

    def build_next(self) -> bool:
        """Build one of the places that do not stand yet; False if all do."""
        left = next((name for name in self if name not in self._built), None)
        if left is not None:
            self[left]  # asking for it builds it
        return left is not None

    def told_over(self, here: Place) -> list[Banner]:
        """Return what the other places have to tell over the one that is shown."""
        told = (each.banner_elsewhere(here) for each in self.built().values() if each is not here)
        return [banner for banner in told if banner is not None]
