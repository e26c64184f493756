"""All lists, by their names and by their lines."""

from __future__ import annotations

from collections.abc import Mapping
from sqlite3 import Connection
from typing import Any, TypeVar

from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.storage.lists import (
    kept_queries,
    list_queries,
    partner_queries,
    people_queries,
    work_queries,
)
from delvia_desktop.storage.lists.listing import Listing, ListQuery

R = TypeVar("R")

LISTS: Mapping[str, ListQuery[Any]] = {
    query.name: query
    for query in (
        list_queries.BUSINESS_CENTERS,
        partner_queries.PARTNERS,
        partner_queries.PARTNERSHIPS,
        people_queries.PEOPLE,
        people_queries.SEATS,
        list_queries.ASSETS,
        list_queries.SHARES,
        people_queries.ASSIGNMENTS,
        people_queries.LOGINS,
        people_queries.SPARK_CODES,
        partner_queries.CLAIMS,
        people_queries.SHOP_PARTNERS,
        work_queries.REVIEWS,
        work_queries.REVIEW_LINES,
        work_queries.RUNS,
        work_queries.STEPS,
        work_queries.COMPARISONS,
        work_queries.COMPARISON_LINES,
        list_queries.ACCESS_RECORDS,
        kept_queries.ACKNOWLEDGEMENTS,
        kept_queries.EVIDENCE,
        kept_queries.NOTES,
        kept_queries.TEMPLATES,
        kept_queries.VIEWS,
        list_queries.REVISIONS,
    )
}

_OF_ROW: Mapping[type[Any], ListQuery[Any]] = {query.row: query for query in LISTS.values()}


def rows(connection: Connection, row: type[R], wanted: Wanted) -> Listing[R]:
    """Return which of all lists has lines of a class; nothing is read yet."""
    return Listing(connection, _OF_ROW[row], wanted)
