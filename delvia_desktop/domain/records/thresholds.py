"""Thresholds: the numbers that findings go by, usual ones or the brand's own."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, NewType

from delvia_desktop import resources
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.field_types import Kept, Label, Searched
from delvia_desktop.i18n import show_number, tr

ThresholdKey = NewType("ThresholdKey", int)


@dataclass(frozen=True)
class Threshold:
    """A number that the brand set for itself; what has no record is as usual."""

    id: ThresholdKey
    code: Annotated[Searched[Kept[str]], Label("Threshold")]
    value: Annotated[int, Label("Set to")] = 0


@dataclass(frozen=True)
class Limit:
    """What can be set: what it is called, its usual value, and the bounds of a brand's own."""

    code: str
    label: str
    help: str
    usual: int
    least: int
    most: int


@functools.cache
def limits() -> tuple[Limit, ...]:
    """Return every threshold that can be set."""
    data = json.loads(resources.text("vocabulary", "thresholds.json"))
    return tuple(Limit(**entry) for entry in data["thresholds"])


def limit_named(code: str) -> Limit:
    """Return the threshold with a code; raises KeyError."""
    return {limit.code: limit for limit in limits()}[code]


def value_of(code: str, own: Iterable[Threshold]) -> int:
    """Return the number that counts for a threshold: the brand's own, or the usual one."""
    usual = limit_named(code).usual
    return next((threshold.value for threshold in own if threshold.code == code), usual)


def check_values(typed: Mapping[str, str], reading: Reading) -> dict[str, int]:
    """Check the thresholds that were typed and return them by code; raises Invalid."""
    values = {}
    for code, text in typed.items():
        limit = limit_named(code)
        value = int(text.strip()) if text.strip().isdecimal() else -1
        bounds = tr(
            "Enter a number from {least} to {most}.",
            least=show_number(limit.least),
            most=show_number(limit.most),
        )
        reading.check(limit.least <= value <= limit.most, code, bounds)
        values[code] = value
    reading.done()
    return values
