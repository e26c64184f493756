"""The formats in which a register goes out, and the file that is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from delvia_desktop.services.exports import tables
from delvia_desktop.services.exports.gathered import Gathered
from delvia_desktop.services.exports.json_text import json_of
from delvia_desktop.services.exports.reading_page import page_of
from delvia_desktop.services.register import outputs
from delvia_desktop.services.register.outputs import Replacing


class Format(StrEnum):
    """A format of what goes out, by the ending of its files."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    HTML = "html"


@dataclass(frozen=True)
class Written:
    """The content of a file that goes out, and what could not go out with it, in words."""

    content: bytes
    left_out: tuple[str, ...] = ()


def written(out: Gathered, form: Format) -> Written:
    """Return what goes out in a format; raises Refused for what it cannot hold."""
    match form:
        case Format.XLSX:
            content, cut = tables.workbook_of(out)
            return Written(content, tuple(map(tables.cut_words, cut)))
        case Format.CSV:
            return Written(tables.csv_of(out))
        case Format.JSON:
            return Written(json_of(out))
        case Format.HTML:
            return Written(page_of(out))


def save(target: Path, made: Written, replacing: Replacing = Replacing.NOTHING) -> None:
    """Write what goes out to a file; raises Refused or DiskTrouble."""
    outputs.save(target, made.content, replacing)
