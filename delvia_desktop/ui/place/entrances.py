"""The entrances to the places: all that is known of a place before its page is loaded."""

from __future__ import annotations

from dataclasses import dataclass

from delvia_desktop.i18n import later, tr


@dataclass(frozen=True)
class Entrance:
    """What the window knows of a place before it is built.

    `page` is the module of `ui` and the class there that is loaded when it is first shown. `words`
    are its title, marked by `later`. `list_name` is the list whose length stands behind the title,
    `kind` the kind of record that is shown there. Of `is_work` only what is open is counted. A
    place that is not `is_listed` is reached by an act. `group` is the heading under which it is
    listed.
    """

    name: str
    words: str
    page: str
    list_name: str = ""
    kind: str = ""
    is_work: bool = False
    is_listed: bool = True
    group: str = ""

    @property
    def title(self) -> str:
        """The words for the place at the left."""
        return tr(self.words)


_RECORD, _WORK, _DOCUMENTS = later("The record"), later("Work"), later("Documents")

ENTRANCES = (
    Entrance("overview", later("Overview"), "findings.overview_page:OverviewPage"),
    Entrance(
        "partners",
        later("Partners"),
        "access.partners_page:PartnersPage",
        "partners",
        "partner",
        group=_RECORD,
    ),
    Entrance(
        "assets", later("Assets"), "access.assets_page:AssetsPage", "assets", "asset", group=_RECORD
    ),
    Entrance(
        "people",
        later("People"),
        "access.people_page:PeoplePage",
        "people",
        "person",
        group=_RECORD,
    ),
    Entrance("access", later("All access"), "access.access_page:AccessPage", group=_RECORD),
    Entrance(
        "business-centers",
        later("Business Centers"),
        "access.business_centers_page:BusinessCentersPage",
        "business-centers",
        "business-center",
        group=_RECORD,
    ),
    Entrance("matrix", later("Access matrix"), "matrix.matrix_page:MatrixPage", group=_RECORD),
    Entrance(
        "reviews",
        later("Reviews"),
        "reviews.reviews_page:ReviewsPage",
        "reviews",
        "review",
        is_work=True,
        group=_WORK,
    ),
    Entrance(
        "procedures",
        later("Procedures"),
        "procedures.procedures_page:ProceduresPage",
        "runs",
        "run",
        is_work=True,
        group=_WORK,
    ),
    Entrance(
        "handovers",
        later("Handovers"),
        "papers.handovers_page:HandoversPage",
        "access-records",
        "access-record",
        group=_DOCUMENTS,
    ),
    Entrance("history", later("History"), "history.history_page:HistoryPage", group=_DOCUMENTS),
    Entrance(
        "add-agency",
        later("Add an agency"),
        "procedures.add_agency_page:AddAgencyPage",
        is_listed=False,
    ),
    Entrance(
        "differences",
        later("What changed"),
        "history.differences_page:DifferencesPage",
        is_listed=False,
    ),
    Entrance(
        "templates",
        later("Templates"),
        "access.templates_page:TemplatesPage",
        kind="template",
        is_listed=False,
    ),
    Entrance(
        "removals",
        later("Removals to verify"),
        "access.removals_page:RemovalsPage",
        is_listed=False,
    ),
)

PLACE_OF_KIND = {each.kind: each.name for each in ENTRANCES if each.kind}
"""The place in which a record of a kind is shown."""

_BY_NAME = {each.name: each for each in ENTRANCES}


def entrance(name: str) -> Entrance:
    """Return the entrance to a place; KeyError for a name that none has."""
    return _BY_NAME[name]
