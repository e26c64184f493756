"""The places of the window: their names and counts at once, each built when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from typing_extensions import override

from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.i18n import later, ntr, tr
from delvia_desktop.services.lists.lists import LISTS
from delvia_desktop.ui.access.access_page import AccessPage
from delvia_desktop.ui.access.access_parts import PARTS
from delvia_desktop.ui.access.assets_page import AssetsPage
from delvia_desktop.ui.access.business_centers_page import BusinessCentersPage
from delvia_desktop.ui.access.partners_page import PartnersPage
from delvia_desktop.ui.access.people_page import PeoplePage
from delvia_desktop.ui.access.removals_page import RemovalsPage
from delvia_desktop.ui.access.templates_page import TemplatesPage
from delvia_desktop.ui.findings.overview_page import OverviewPage
from delvia_desktop.ui.frame.sidebar import Group
from delvia_desktop.ui.history.differences_page import DifferencesPage
from delvia_desktop.ui.history.history_page import HistoryPage
from delvia_desktop.ui.matrix.matrix_page import MatrixPage
from delvia_desktop.ui.papers.handovers_page import HandoversPage
from delvia_desktop.ui.place.place import Place
from delvia_desktop.ui.procedures.add_agency_page import AddAgencyPage
from delvia_desktop.ui.procedures.procedures_page import ProceduresPage
from delvia_desktop.ui.reviews.reviews_page import ReviewsPage
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.notes import Banner

P = TypeVar("P", bound=Place)


@dataclass(frozen=True)
class Entrance:
    """What the window knows of a place before it is built.

    `list_name` is the list whose length stands behind the title, `kind` the kind of record that is
    shown there. Of `is_work` only what is open is counted. A place that is not `is_listed` is
    reached by an act. `group` is the heading under which it is listed.
    """

    page: type[Place]
    list_name: str = ""
    kind: str = ""
    is_work: bool = False
    is_listed: bool = True
    group: str = ""

    @property
    def name(self) -> str:
        """The name of the place."""
        return self.page.name


_RECORD, _WORK, _DOCUMENTS = later("The record"), later("Work"), later("Documents")

ENTRANCES = (
    Entrance(OverviewPage),
    Entrance(PartnersPage, "partners", "partner", group=_RECORD),
    Entrance(AssetsPage, "assets", "asset", group=_RECORD),
    Entrance(PeoplePage, "people", "person", group=_RECORD),
    Entrance(AccessPage, group=_RECORD),
    Entrance(BusinessCentersPage, "business-centers", "business-center", group=_RECORD),
    Entrance(MatrixPage, group=_RECORD),
    Entrance(ReviewsPage, "reviews", "review", is_work=True, group=_WORK),
    Entrance(ProceduresPage, "runs", "run", is_work=True, group=_WORK),
    Entrance(HandoversPage, "access-records", "access-record", group=_DOCUMENTS),
    Entrance(HistoryPage, group=_DOCUMENTS),
    Entrance(AddAgencyPage, is_listed=False),
    Entrance(DifferencesPage, is_listed=False),
    Entrance(TemplatesPage, kind="template", is_listed=False),
    Entrance(RemovalsPage, is_listed=False),
)


def groups() -> list[Group]:
    """Return the places that are listed, in groups in their order."""
    listed = [entrance for entrance in ENTRANCES if entrance.is_listed]
    return [
        Group(tr(heading) if heading else "", [(each.name, each.page.title()) for each in places])
        for heading, places in groupby(listed, key=lambda entrance: entrance.group)
    ]


PLACE_OF_KIND: Mapping[str, str] = {entry.kind: entry.name for entry in ENTRANCES if entry.kind}
"""The place in which a record of a kind is shown."""


ACCESS_KINDS = frozenset(part.kind for part in PARTS)
"""The kinds that are shown in the place of all access."""


def urgent(session: Session, entrance: Entrance) -> int:
    """Return how many findings about records of a place need attention soon."""
    attention = session.watch.attention
    if attention is None or not entrance.is_listed:
        return 0
    if entrance.page is OverviewPage:
        return attention.urgent_findings
    kinds = ACCESS_KINDS if entrance.page is AccessPage else {entrance.kind}
    if entrance.kind == "review":
        kinds = {*kinds, "review-line"}  # an item is shown in its review
    return sum(attention.urgent[kind] for kind in kinds)


def count(session: Session, entrance: Entrance) -> str:
    """Return what stands behind the title of a place, empty if nothing does."""
    if not entrance.list_name:
        return ""
    where = {"is_open": 1} if entrance.is_work else {}
    row = LISTS[entrance.list_name].row
    found = session.shown.rows(row, Wanted(session.on, where=where)).count()
    if entrance.is_work:
        return ntr("{n} open", "{n} open", found) if found else ""
    return str(found) if found else ""


class Places(Mapping[str, Place]):
    """The places by name; asking for one builds it."""

    def __init__(self, session: Session, added: Callable[[Place], object]) -> None:
        """Begin with none built; `added` is told of each that is."""
        self._session = session
        self._added = added
        self._pages = {entrance.name: entrance.page for entrance in ENTRANCES}
        self._built: dict[str, Place] = {}

    @override
    def __getitem__(self, name: str) -> Place:
        if name not in self._built:
            place = self._pages[name](self._session)
            self._built[name] = place
            self._added(place)
        return self._built[name]

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    @override
    def __len__(self) -> int:
        return len(self._pages)

    def overview(self) -> OverviewPage:
        """Return the overview."""
        return self._of(OverviewPage)

    def access(self) -> AccessPage:
        """Return the place of all access."""
        return self._of(AccessPage)

    def differences(self) -> DifferencesPage:
        """Return the place of what changed since a moment."""
        return self._of(DifferencesPage)

    def reviews(self) -> ReviewsPage:
        """Return the place of the reviews."""
        return self._of(ReviewsPage)

    def procedures(self) -> ProceduresPage:
        """Return the place of the procedures."""
        return self._of(ProceduresPage)

    def _of(self, cls: type[P]) -> P:
        place = self[cls.name]
        if not isinstance(place, cls):
            raise TypeError(place)
        return place

    def built(self) -> list[Place]:
        """Return the places that were shown so far."""
        return list(self._built.values())

    def told_over(self, here: Place) -> list[Banner]:
        """Return what the other places have to tell over the one that is shown."""
        told = (each.banner_elsewhere(here) for each in self.built() if each is not here)
        return [banner for banner in told if banner is not None]
