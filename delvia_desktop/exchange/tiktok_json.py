"""TikTok's own answers (Business API v1.3) as JSON: pages joined, errors refused, digits whole.

Read are an answer, its `data`, a bare list of records, several of them in one file, and what
wrappers around the API make of them. Which list it is is said by the fields that its records have.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.domain.words.text import LINE_LIMIT
from delvia_desktop.exchange.delimited import text_of
from delvia_desktop.exchange.foreign_json import expect_whole_text
from delvia_desktop.i18n import tr

_LISTS = (
    "list", "pixels", "asset_groups", "asset_group", "changelog_list", "identity_list",
    "store_list", "stores", "results", "items", "data",
)  # fmt: skip
"""The names under which answers and wrappers keep their records."""

_NESTED = ("bc_info", "bc_detail")
"""Objects in a record whose fields are its own; an older answer has them flat."""

_SECRET = frozenset({"auth_code", "access_token", "refresh_token", "secret", "password"})
"""Fields that are dropped while they are read."""

_IDS = (
    "asset_id", "bc_id", "user_id", "advertiser_id", "pixel_id", "pixel_code", "catalog_id",
    "store_id", "identity_id", "asset_group_id",
)  # fmt: skip
_NAMES = (
    "asset_name", "bc_name", "name", "user_email", "user_name", "advertiser_name", "pixel_name",
    "catalog_name", "store_name", "display_name",
)  # fmt: skip

_MOST_RECORDS = 200_000
_COUNT = re.compile(r"\d{1,9}")


@dataclass(frozen=True)
class Answer:
    """The records of TikTok's answers, joined; each is by the names that TikTok has for its fields.

    `expected` is how many there are by TikTok's own count, None if it was not said. What was left
    out because it is a secret is counted.
    """

    records: tuple[Mapping[str, Any], ...]
    expected: int | None
    repeated: int = 0
    secrets: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether as many records were read as TikTok says that there are."""
        return self.expected is not None and len(self.records) >= self.expected


def read_answers(contents: Iterable[bytes]) -> Answer:
    """Return the records of one or several files; raises Refused for what is no answer.

    A file with an error is refused with its message: it must never read as an empty list.
    """
    pages: list[Any] = []
    for content in contents:
        pages += _values(text_of(content).text)
    records: list[Mapping[str, Any]] = []
    seen: set[str] = set()
    expected: int | None = None
    repeated = secrets = 0
    for page in pages:
        found, total = _records(page)
        if total is not None:
            expected = max(expected or 0, total)
        for each in found:
            clean = {name: value for name, value in _flat(each).items() if name not in _SECRET}
            secrets += sum(name in _SECRET and bool(value) for name, value in _flat(each).items())
            mark = json.dumps(clean, sort_keys=True)
            if mark in seen:
                repeated += 1
                continue
            seen.add(mark)
            records.append(clean)
            if len(records) > _MOST_RECORDS:
                raise Refused(tr("This file has more than {n} records.", n=_MOST_RECORDS))
    told = [each for each in records if any(each.get(name) for name in (*_IDS, *_NAMES))]
    if records and not told:
        words = tr(
            "{n} records were read, and none has an ID, a name or an address.",
            n=len(records) + repeated,
        )
        raise Refused(words)
    return Answer(tuple(records), expected, repeated, secrets)


def _values(text: str) -> list[Any]:
    """Return the values of a text: one, or one a line; numbers keep their digits, as text."""
    decoder = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
    found: list[Any] = []
    place = 0
    try:
        while place < len(text):
            if text[place] in " \t\n\r,\ufeff":
                place += 1
                continue
            value, place = decoder.raw_decode(text, place)
            expect_whole_text(value)
            found.append(value)
    except (ValueError, RecursionError) as error:
        words = tr("This is not JSON from line {n} on.", n=text.count("\n", 0, place) + 1)
        raise Refused(words) from error
    if not found:
        raise Refused(tr("This file is empty."))
    return found


def _records(page: Any) -> tuple[Sequence[Mapping[str, Any]], int | None]:  # noqa: ANN401 - any JSON
    """Return the records of an answer, and of how many it is a part; raises Refused."""
    if isinstance(page, list):
        if page and all(isinstance(each, Mapping) and _is_envelope(each) for each in page):
            parts = [_records(each) for each in page]
            totals = [total for _, total in parts if total is not None]
            return [each for found, _ in parts for each in found], max(totals, default=None)
        return [each for each in page if isinstance(each, Mapping)], None
    if not isinstance(page, Mapping):
        raise Refused(tr("This is JSON, but not an answer from TikTok."))
    _refuse_error(page)
    data = page.get("data", page) if _is_envelope(page) else page
    if isinstance(data, list):
        return _records(data)
    if not isinstance(data, Mapping):
        raise Refused(tr("This is JSON, but not an answer from TikTok."))
    total = _total(data)
    for name in _LISTS:
        held = data.get(name)
        if isinstance(held, Mapping) and name != "asset_group":
            found, inner = _records(held)
            return found, total if total is not None else inner
        if isinstance(held, list):
            return [each for each in held if isinstance(each, Mapping)], total
    if any(data.get(name) for name in (*_IDS, *_NESTED)):
        return [data], total  # a single record
    raise Refused(tr("This is JSON, but holds no list that TikTok gives."))


def _refuse_error(answer: Mapping[str, Any]) -> None:
    """Refuse an answer that says why there is none; raises Refused."""
    code = str(answer.get("code", "0"))
    if code != "0":
        message = " ".join(str(answer.get("message", "")).split()) or "—"
        words = tr(
            "TikTok answered with error {code}: {message}",
            code=code[:LINE_LIMIT],
            message=message[:LINE_LIMIT],
        )
        raise Refused(words)


def _is_envelope(value: Mapping[str, Any]) -> bool:
    return "data" in value or ("code" in value and "message" in value)


def _total(data: Mapping[str, Any]) -> int | None:
    info = data.get("page_info")
    number = str(info.get("total_number", "")) if isinstance(info, Mapping) else ""
    return int(number) if _COUNT.fullmatch(number) else None


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with the fields of its nested object beside its own."""
    return dict(_fields(record))


def _fields(record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in record.items():
        if name in _NESTED and isinstance(value, Mapping):
            yield from value.items()
        else:
            yield name, value
