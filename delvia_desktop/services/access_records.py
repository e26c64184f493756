"""The issued access records: listed and numbered, without the means to draw one."""

from __future__ import annotations

from delvia_desktop.domain.access_records import KIND_PARTNER, AccessRecord, number_of
from delvia_desktop.domain.partners import Partner
from delvia_desktop.domain.rows import AccessRecordRow, Wanted
from delvia_desktop.services.register import Register
from delvia_desktop.storage import lists
from delvia_desktop.storage.lists import Listing
from delvia_desktop.storage.records import Records


def list_access_records(register: Register, wanted: Wanted) -> Listing[AccessRecordRow]:
    """List the issued access records."""
    return lists.access_records(register.store.connection, wanted)


def newest_record(records: Records, partner: Partner) -> AccessRecord | None:
    """Return the newest access record of a partner, or None."""
    found = records.select(AccessRecord, partner=partner.id, kind=KIND_PARTNER)
    return found[-1] if found else None


def next_number(records: Records, year: int) -> str:
    """Return the number of the next paper of a year."""
    start = number_of(year, 0).rpartition("-")[0] + "-"
    taken = [r.number for r in records.select(AccessRecord) if r.number.startswith(start)]
    return number_of(year, max((int(n.rpartition("-")[2]) for n in taken), default=0) + 1)
