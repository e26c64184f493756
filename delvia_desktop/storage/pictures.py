"""A picture of the whole register, read at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from sqlite3 import Connection
from types import MappingProxyType
from typing import Any

from delvia_desktop.domain.brand import THE_BRAND, Brand
from delvia_desktop.domain.kinds import kind_named
from delvia_desktop.domain.moments import in_zone
from delvia_desktop.domain.picture import Picture
from delvia_desktop.storage import journal
from delvia_desktop.storage.failures import told
from delvia_desktop.storage.layout import table_name
from delvia_desktop.storage.records import fields_of, row_reader


def take_picture(connection: Connection, on: date) -> Picture:
    """Return everything recorded, to be asked about a day."""
    with told():
        last = journal.last_knowledge(connection)
        brand = _all(connection, "brand").get(1, Brand(THE_BRAND, ""))
        known = datetime.fromisoformat(last.at) if last.at else datetime.fromtimestamp(0, UTC)
        return Picture(
            on=on,
            as_of=in_zone(known, last.zone),
            revision=last.number,
            register_state=last.digest,
            brand=brand,
            business_centers=MappingProxyType(_all(connection, "business-center")),
            partners=MappingProxyType(_all(connection, "partner")),
            partnerships=MappingProxyType(_all(connection, "partnership")),
            people=MappingProxyType(_all(connection, "person")),
            seats=MappingProxyType(_all(connection, "seat")),
            assets=MappingProxyType(_all(connection, "asset")),
            shares=MappingProxyType(_all(connection, "share")),
            assignments=MappingProxyType(_all(connection, "assignment")),
            logins=MappingProxyType(_all(connection, "login")),
            spark_codes=MappingProxyType(_all(connection, "spark-code")),
            shop_partners=MappingProxyType(_all(connection, "shop-partner")),
            claims=MappingProxyType(_all(connection, "claim")),
            attachments=MappingProxyType(_all(connection, "attachment")),
            notes=MappingProxyType(_all(connection, "note")),
            access_records=MappingProxyType(_all(connection, "access-record")),
            thresholds=MappingProxyType(_all(connection, "threshold")),
            acceptances=MappingProxyType(_all(connection, "acceptance")),
            reviews=MappingProxyType(_all(connection, "review")),
            review_lines=MappingProxyType(_all(connection, "review-line")),
            runs=MappingProxyType(_all(connection, "run")),
            steps=MappingProxyType(_all(connection, "step")),
        )


def _all(connection: Connection, name: str) -> dict[Any, Any]:
    kind = kind_named(name)
    if kind is None:
        raise LookupError(name)
    read: Callable[[Any], Any] = row_reader(kind)
    rows = connection.execute(f"SELECT {fields_of(kind)} FROM {table_name(kind)} ORDER BY id")
    return {row[0]: read(row) for row in rows}
