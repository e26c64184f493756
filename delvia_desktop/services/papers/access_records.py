"""The issued access records: found and numbered, without the means to draw one."""

from __future__ import annotations

from datetime import date

from delvia_desktop.domain.access.people import Person, has_gone
from delvia_desktop.domain.lists.rows import AccessRecordRow
from delvia_desktop.domain.papers import sealing
from delvia_desktop.domain.records.access_records import AccessRecord, number_of
from delvia_desktop.domain.records.paper_requests import Edition, PaperRequest
from delvia_desktop.domain.words.errors import Missing
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import tr
from delvia_desktop.services.papers.letterheads import letterhead_of
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.tables.records import Records


def stamp_of(register: Register, sha256: str) -> tuple[str, str]:
    """Return code and digest of the data on an issued access record, by its file."""
    return sealing.stamp_of(register.content(sha256))


def paper_numbered(records: Records, number: str) -> AccessRecord:
    """Return the access record with a number such as HR-2026-001; raises Missing."""
    wanted = number.strip().upper()
    found = records.find(AccessRecord, number=wanted)
    if found is None:
        raise Missing(tr("No document was issued as {number}.", number=wanted))
    return found


def usual_edition(register: Register) -> Edition:
    """Return the edition of access records unless another is asked for."""
    letterhead = letterhead_of(register.records)
    return Edition(letterhead.language, letterhead.page_size)


def newest_paper(records: Records, request: PaperRequest) -> AccessRecord | None:
    """Return the newest access record issued for such a request, or None."""
    found = records.select(AccessRecord, kind=request.code)
    return next((each for each in reversed(found) if request_for(each) == request), None)


def paper_since(records: Records, code: str, key: int, since: date | None) -> AccessRecord | None:
    """Return the newest access record of a kind that tells of a day or later."""
    if since is None:
        return None
    found = records.select(AccessRecord, kind=code)
    told = (each for each in reversed(found) if each.on >= since)
    return next((each for each in told if request_for(each).key == key), None)


def request_for(record: AccessRecord) -> PaperRequest:
    """Return the request for which an access record was issued."""
    key = record.subject if record.subject is not None else int(record.partner or 0)
    return PaperRequest(record.kind, key, record.other, record.since, record.edition)


def next_number(records: Records, year: int) -> str:
    """Return the number of the next access record of a year."""
    start = number_of(year, 0).rpartition("-")[0] + "-"
    taken = [r.number for r in records.select(AccessRecord) if r.number.startswith(start)]
    return number_of(year, max((int(n.rpartition("-")[2]) for n in taken), default=0) + 1)


def kind_words(row: AccessRecordRow) -> str:
    """Return which kind an access record is; that of a leaver has a name of its own."""
    return _kind_words(row.kind, is_leavers=row.is_leavers)


def kind_of(records: Records, record: AccessRecord) -> str:
    """Return which kind an access record, in no list, is in words, issued or not."""
    person = records.find(Person, id=record.subject) if record.subject_kind == "person" else None
    is_leavers = person is not None and has_gone(person, record.on)
    return _kind_words(record.kind, is_leavers=is_leavers)


def _kind_words(kind: str, *, is_leavers: bool) -> str:
    return tr("Leaver's document") if is_leavers else tr(term("paper_kind", kind).label)
