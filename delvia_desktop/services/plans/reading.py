"""Files as lines of a plan: read by what they hold, with what was not read told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from delvia_desktop.domain.plans.cells import type_meant
from delvia_desktop.domain.plans.lines import SourceLine, SourceScope
from delvia_desktop.domain.plans.plan import SourceFile
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.exchange.delimited import text_of
from delvia_desktop.exchange.mapping_file import mappings_json, read_mappings
from delvia_desktop.exchange.own_json import is_own_json, redacted_words
from delvia_desktop.exchange.source_tables import LARGEST_FILE, SourceTable, harmless
from delvia_desktop.exchange.sources import ABOUT, SourceContent, read_source
from delvia_desktop.exchange.table_lines import (
    ReadTable,
    TableMapping,
    lines_of,
    proposed_mapping,
)
from delvia_desktop.exchange.tiktok_lines import lines_of_answer
from delvia_desktop.garbage import undisturbed
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.plans.source_bytes import SourceBytes
from delvia_desktop.storage.file import files

__all__ = ["mappings_json", "read_mappings"]


def source_file(path: Path) -> SourceBytes:
    """Read a file that was named, chosen or dropped; raises Refused, never hangs."""
    return SourceBytes(path.name, files.read_file(path, LARGEST_FILE, _too_large))


def text_in(file: SourceBytes) -> str:
    """Return the text of a file in whatever encoding it shows; raises Refused for what is none."""
    return text_of(file.content).text


def _too_large(size: int) -> str:
    too_large = tr("This file is too large: {n} MB.", n=size >> 20)
    return too_large if size > LARGEST_FILE else ""


@dataclass
class ReadSource:
    """What was read of files: lines, how each table was mapped, and sentences on what was not.

    `is_whole` is False where a source itself says that it has more than was read.
    """

    files: tuple[SourceFile, ...]
    lines: list[SourceLine] = field(default_factory=list)
    mappings: dict[str, TableMapping] = field(default_factory=dict)
    tables: dict[str, SourceTable] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    guessed: dict[str, str] = field(default_factory=dict)
    """Encodings that nothing says for sure, by the file."""
    is_whole: bool = True


def read_files(
    given: Sequence[SourceBytes],
    *,
    kind: str = "",
    constants: Mapping[str, str] | None = None,
    mappings: Mapping[str, TableMapping] | None = None,
    encoding: str = "",
) -> ReadSource:
    """Return the lines of files; several files of TikTok's answers are pages of one.

    `kind` is the kind of record of every line, `constants` count for all of them, `mappings` say by
    the name of a table how it is read. Raises Refused for what cannot be read.
    """
    with undisturbed():
        return _read(_told_apart(given), kind, dict(constants or {}), mappings or {}, encoding)


def _read(
    given: Sequence[SourceBytes],
    kind: str,
    always: Mapping[str, str],
    mappings: Mapping[str, TableMapping],
    encoding: str,
) -> ReadSource:
    read = ReadSource(tuple(each.file for each in given))
    if len(given) > 1 and all(is_answer(each.content) for each in given):
        whole = read_source(given[0].name, [each.content for each in given], encoding)
        _take_answer(read, whole, given[0].name, always)
        return read
    for each in given:
        content = read_source(each.name, [each.content], encoding)
        if content.answer is not None:
            _take_answer(read, content, each.name, always)
            continue
        read.lines += content.lines
        if not content.is_certain:
            read.guessed[each.name] = content.encoding
            read.notes.append(
                tr("{file} was read as {encoding}.", file=each.name, encoding=content.encoding)
            )
        _take_tables(read, content, each.name, kind, always, mappings)
    if not read.lines:
        raise Refused(tr("There are no rows in it."))
    return read


def _told_apart(given: Sequence[SourceBytes]) -> list[SourceBytes]:
    """Return files so that no two have one name, and none that is a secret.

    What is asked of one is not asked of another.
    """
    found: list[SourceBytes] = []
    of_one_name: Counter[str] = Counter()
    for each in given:
        name = harmless(each.name)
        of_one_name[name] += 1
        number = of_one_name[name]
        found.append(replace(each, name=f"{name} ({number})" if number > 1 else name))
    return found


def joined(reads: Sequence[ReadSource]) -> ReadSource:
    """Return what was read of several sources as one; its tables stay with each of them."""
    return ReadSource(
        tuple(file for read in reads for file in read.files),
        [line for read in reads for line in read.lines],
        notes=[note for read in reads for note in read.notes],
        is_whole=all(read.is_whole for read in reads),
    )


def scope_of(read: ReadSource, partner: int | None) -> SourceScope:
    """Return the scope of a source that is said to be complete; raises Refused if it cannot be."""
    kinds = {line.kind for line in read.lines if line.kind and not line.left_out}
    if len(kinds) != 1:
        raise Refused(tr("Only one kind of record can be complete. Say which with its name."))
    if not read.is_whole:
        raise Refused(
            tr("The source says that it has more than was read, so nothing can be missing from it.")
        )
    said = {line.texts.get("asset_type", "") for line in read.lines if not line.left_out}
    told = (type_meant(text) for text in said)
    ways = {line.texts.get("is_incoming", "") for line in read.lines if not line.left_out}
    is_incoming = bool(ways) and ways <= {"yes", "SHARED"}
    return SourceScope(kinds.pop(), partner, frozenset(filter(None, told)), is_incoming)


def _take_answer(
    read: ReadSource, content: SourceContent, name: str, constants: Mapping[str, str]
) -> None:
    answer = content.answer
    if answer is None:
        return
    read.lines += lines_of_answer(answer, constants, name)
    _tell_secrets(read, answer.secrets)
    if answer.repeated:
        read.notes.append(
            ntr("{n} repeated record was dropped.", "{n} repeated records were dropped.",
                answer.repeated)
        )  # fmt: skip
    if answer.expected is not None and not answer.is_complete:
        read.is_whole = False
        read.notes.append(
            tr("Only {n} of {all} records are in the source.",
               n=len(answer.records), all=answer.expected)
        )  # fmt: skip


def _take_tables(
    read: ReadSource,
    content: SourceContent,
    name: str,
    kind: str,
    constants: Mapping[str, str],
    mappings: Mapping[str, TableMapping],
) -> None:
    for table in content.tables:
        if table.name.casefold() == ABOUT:
            _refuse_redacted(table)
        if table.name.casefold() == ABOUT or (table.is_hidden and table.name not in mappings):
            if table.name.casefold() != ABOUT:
                read.notes.append(tr("The hidden sheet “{name}” was not read.", name=table.name))
            continue
        key = table.name if table.name not in read.mappings else f"{name} / {table.name}"
        mapping = mappings.get(key) or proposed_mapping(table)
        if kind or constants:
            own = {**mapping.constants, **constants}
            mapping = replace(mapping, constants=own, kind=kind or mapping.kind)
        read.tables[key], read.mappings[key] = table, mapping
        if mapping.is_left_out:
            read.notes.append(tr("The table “{name}” is left out.", name=table.name))
            continue
        found = lines_of(table, mapping, name)
        read.lines += found.lines
        _tell_secrets(read, found.secrets)
        _tell_total(read, found)


def _refuse_redacted(about: SourceTable) -> None:
    """Refuse our own workbook in which people are numbers: they would come in as names."""
    facts = {row.text(0): row.text(1) for row in about.rows}
    if facts.get("redacted") == "yes":
        raise Refused(redacted_words())


def _tell_secrets(read: ReadSource, count: int) -> None:
    if count:
        read.notes.append(
            ntr("{n} password or code was not read.", "{n} passwords or codes were not read.",
                count)
        )  # fmt: skip


def _tell_total(read: ReadSource, found: ReadTable) -> None:
    rows = sum(not line.left_out for line in found.lines)
    if found.stated is not None and found.stated > rows:
        read.is_whole = False
        read.notes.append(
            tr("Only {n} of {all} records are in the source.", n=rows, all=found.stated)
        )


def is_answer(content: bytes) -> bool:
    """Tell whether a file holds JSON, as TikTok answers, and is no export of ours."""
    begins = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return begins in {b"{", b"["} and not is_own_json(content.decode(errors="replace"))
