"""The text of a cell as what its column holds: read to the very text that a record has there."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from delvia_desktop.domain.plans.columns import ASSET_TYPE, BETWEEN, Holds, LineColumn
from delvia_desktop.domain.plans.foreign_days import DayOrder, foreign_day
from delvia_desktop.domain.words.addresses import clean_address
from delvia_desktop.domain.words.ids import (
    BUSINESS_CENTER,
    clean_code,
    clean_id,
    id_problem,
    is_rounded,
    is_shortened,
    is_whole_pixel_code,
)
from delvia_desktop.domain.words.text import LINE_LIMIT, clean_line, clean_note, folded
from delvia_desktop.domain.words.vocabulary import (
    AssetType,
    Term,
    asset_types,
    level_type,
    surfaces,
    terms,
)
from delvia_desktop.i18n import said_once, tr

_CODE_LIKE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)+")
"""How TikTok writes its codes; one that the vocabulary does not know is kept."""

_REMEMBERED = 4096
"""Days and IDs of which the reading is kept: those of a table come again and again."""

_ERROR = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
_MARK = re.compile(r"[✓✔☑x×●•]", re.IGNORECASE)
_AROUND_WORDS = re.compile(r"^[^\w(]+|[^\w)]+$")
YES = frozenset({
    "yes", "y", "true", "1", "ja", "j", "oui", "o", "sí", "si", "sim", "tak", "evet", "да",
    "はい", "是", "有", "wahr", "vrai", "verdadero",
})  # fmt: skip
NO = frozenset({
    "no", "n", "false", "0", "nein", "non", "não", "nao", "nie", "hayır", "нет", "いいえ", "否",
    "falsch", "faux", "falso", "nee",
})  # fmt: skip
"""Words for yes and no in spreadsheets of many languages."""


@dataclass
class ReadCells:
    """The cells of a line as they were read: texts as records have them, by column.

    `damaged` are ids that a program has rounded: they may find a record and are never written.
    `unread` says of the others why they cannot be read; a line can go on without `omitted`.
    """

    texts: dict[str, str] = field(default_factory=dict)
    damaged: dict[str, str] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    omitted: dict[str, str] = field(default_factory=dict)


class NotRead(ValueError):
    """A cell cannot be read; the text is a sentence for people."""


@dataclass(frozen=True)
class Ways:
    """How a source is to be read: the order in dates by column."""

    today: date
    orders: Mapping[str, DayOrder | None]


def read_cells(
    columns: Mapping[str, LineColumn], texts: Mapping[str, str], ways: Ways
) -> ReadCells:
    """Read the texts of a line by its columns; what is said of a type of asset comes first."""
    cells = ReadCells()
    for name in sorted(texts, key=lambda name: columns[name].holds is not Holds.CODE):
        column, raw = columns[name], texts[name]
        if not raw.strip():
            continue
        try:
            if column.holds is Holds.ID:
                _read_id(column, raw, cells)
            elif column.holds is Holds.DAY:
                cells.texts[name] = _day(raw, ways.orders.get(name), ways.today)
            else:
                read = _READERS.get(column.holds, _text)
                cells.texts[name] = read(column, raw, cells)
        except NotRead as error:
            cells.unread[name] = str(error)
        except ValueError as error:
            cells.omitted[name] = str(error)
    return cells


@functools.lru_cache(_REMEMBERED)
def _day(text: str, order: DayOrder | None, today: date) -> str:
    return foreign_day(text, order, today).isoformat()


@said_once
def code_meant(group: str, text: str) -> str:
    """Return the code of a group of the vocabulary that a word means, or nothing."""
    return _codes(group).get(_plain(text), "") or _codes(group).get(folded(text), "")


def type_meant(text: str) -> str:
    """Return the type of asset that a word means, or nothing."""
    return code_meant(ASSET_TYPE, text)


def level_meant(kind: AssetType, text: str) -> tuple[str, ...] | None:
    """Return the level of a type of asset that words mean, None if they mean none.

    A mark means that access is there, which says the level only where there is one.
    """
    if _MARK.fullmatch(text.strip()) or _plain(text) in YES | {"use", "access"}:
        return () if kind.choice == "none" else None
    if kind.choice == "none" and _plain(text) in _all_levels():
        return ()  # a pixel has no levels, whatever the row says of the assets beside it
    known = _levels(kind)
    whole = known.get(_plain(text))
    if whole is not None:
        return (whole,) if whole else ()
    found = [known.get(_plain(part)) for part in re.split(r"[;,/+|·\n]| & | and ", text)]
    if _CODE_LIKE.fullmatch(text.strip()):
        return (text.strip(),)  # TikTok's code for a level that is newer than the vocabulary
    codes = tuple(code for code in found if code)
    if not codes or None in found or (kind.choice == "one" and len(set(codes)) > 1):
        return None
    return kind.sorted_level(codes)


def is_error(text: str) -> bool:
    """Tell whether a cell holds an error that a spreadsheet shows in place of a value."""
    return "#" in text and _ERROR.fullmatch(text.strip()) is not None


@said_once
def level_text(raw: str, type_code: str, surface_code: str) -> str | None:
    """Return the text that a record has for the level that words mean; None if they mean none."""
    level = level_meant(level_type(type_code, surface_code), raw)
    return None if level is None else BETWEEN.join(level)


def no_level(raw: str, type_code: str, surface_code: str) -> str:
    """Say that words mean no level of a type of asset, and which there are."""
    kind = level_type(type_code, surface_code)
    known = ", ".join(tr(term.label) for term in kind.levels) or tr("use")
    return tr(
        "“{text}” is no access level of {type}: {known}.",
        text=clean_line(raw), type=tr(kind.label), known=known,
    )  # fmt: skip


def is_yes(text: str) -> bool | None:
    """Tell whether a word says yes or no, None if it says neither."""
    word = _plain(text)
    if word in YES or _MARK.fullmatch(text.strip()):
        return True
    return False if word in NO else None


def _read_id(column: LineColumn, raw: str, cells: ReadCells) -> None:
    """Read an id or a code; what a spreadsheet has rounded is damaged."""
    name = column.name
    if name.endswith("pixel_code"):
        code = clean_code(raw)
        if code.isdigit():  # the numeric id stands in the column of the code
            cells.texts.setdefault(name.replace("pixel_code", "id"), code)
        elif is_whole_pixel_code(code) or code.isalnum():
            cells.texts[name] = code
        else:
            raise NotRead(tr("“{text}” is not a pixel code.", text=clean_line(raw)))
        return
    is_asset = name in {"asset_id", "via_id"}
    text, is_sound = _id(raw, cells.texts.get("asset_type", "") if is_asset else BUSINESS_CENTER)
    if is_sound:
        cells.texts[name] = text
    elif is_whole_pixel_code(text.upper()) and is_asset:
        cells.texts.setdefault(name.replace("_id", "_pixel_code"), text.upper())
    elif not is_shortened(text) and (problem := id_problem(text)):
        raise NotRead(problem)
    else:
        cells.damaged[name] = text


@functools.lru_cache(_REMEMBERED)
def _id(raw: str, kind: str) -> tuple[str, bool]:
    """Return a cleaned id, and whether it is one as TikTok shows it."""
    text = clean_id(raw, kind)
    is_code = is_whole_pixel_code(text.upper())
    return text, not (is_code or is_shortened(text) or id_problem(text) or is_rounded(text))


def _code(column: LineColumn, raw: str, _cells: ReadCells) -> str:
    code = code_meant(column.group, raw)
    if code:
        return code
    text = clean_line(raw)
    if _CODE_LIKE.fullmatch(text):
        return text
    known = ", ".join(dict.fromkeys(_labels(column.group)))
    raise NotRead(tr("“{text}” is none of: {known}.", text=text, known=known))


def _yes_no(column: LineColumn, raw: str, _cells: ReadCells) -> str:
    if column.name == "is_incoming" and raw.strip().upper() in {"SHARED", "SHARING"}:
        return "yes" if raw.strip().upper() == "SHARED" else "no"
    answer = is_yes(raw)
    if answer is None:
        raise NotRead(tr("“{text}” is neither yes nor no.", text=clean_line(raw)))
    return "yes" if answer else "no"


def _number(_column: LineColumn, raw: str, _cells: ReadCells) -> str:
    match = re.fullmatch(r"(\d{1,4})(\s*[^\W\d_]+)?", clean_line(raw))
    if match is None:
        raise NotRead(tr("“{text}” is not a number.", text=clean_line(raw)))
    return str(int(match[1]))


def _text(column: LineColumn, raw: str, _cells: ReadCells) -> str:
    if column.name == "note":
        return clean_note(raw)
    if column.name.endswith("_email") or column.name in {"mailbox", "recovery"}:
        return clean_address(raw) if "@" in raw else clean_line(raw)
    if column.name == "surface":
        return _surfaces().get(folded(raw), clean_line(raw))
    return clean_line(raw)


_READERS: Mapping[Holds, Callable[[LineColumn, str, ReadCells], str]] = {
    Holds.CODE: _code,
    Holds.YES_NO: _yes_no,
    Holds.NUMBER: _number,
}


def _plain(text: str) -> str:
    """Return a word without marks around it, as `🟢 Active` has; of a long text the beginning.

    Taking marks off takes the square of their number.
    """
    return _AROUND_WORDS.sub("", folded(text[:LINE_LIMIT]))


@said_once
def _codes(group: str) -> Mapping[str, str]:
    known: Mapping[str, AssetType | Term] = asset_types() if group == ASSET_TYPE else terms(group)
    return _of_one((c, w) for c, t in known.items() for w in (c, t.label, tr(t.label), *t.aliases))


@said_once
def _levels(kind: AssetType) -> Mapping[str, str]:
    return _of_one(
        (t.code, w) for t in kind.levels for w in (t.code, t.label, tr(t.label), *t.aliases)
    )


@said_once
def _all_levels() -> frozenset[str]:
    return frozenset(word for kind in asset_types().values() for word in _levels(kind))


@said_once
def _surfaces() -> Mapping[str, str]:
    return _of_one((c, w) for c, s in surfaces().items() for w in (c, s.label, tr(s.label)))


def _labels(group: str) -> list[str]:
    if group == ASSET_TYPE:
        return [tr(each.label) for each in asset_types().values()]
    return [tr(each.label) for each in terms(group).values()]


def _of_one(words: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return the codes by their words, folded; a word of two codes means none."""
    found: dict[str, set[str]] = {}
    for code, word in words:
        found.setdefault(folded(word), set()).add(code)
    return {word: codes.pop() for word, codes in found.items() if len(codes) == 1}
