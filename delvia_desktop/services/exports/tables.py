"""What goes out as tables: a sheet a list, and in a workbook what it says about itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from delvia_desktop.domain.papers.redacted_edition import notice
from delvia_desktop.domain.plans.columns import column_label, columns, line
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.exchange import outgoing
from delvia_desktop.exchange.outgoing import Cut, OutTable
from delvia_desktop.i18n import show_day, show_moment, tr
from delvia_desktop.progress import progress
from delvia_desktop.services.exports.gathered import FORMAT, KINDS_OF_LISTS, VERSION, Gathered
from delvia_desktop.services.register.words import list_title

ABOUT = "About"


def tables_of(out: Gathered) -> tuple[OutTable, ...]:
    """Return each list that goes out as a table of its canonical columns."""
    tables = []
    for name, records in out.records.items():
        kind = KINDS_OF_LISTS[name]
        every = columns(kind.name)
        rows = []
        for record in records:
            progress()
            texts = line(record, out.known.of_kind)
            rows.append(tuple(texts[column.name] for column in every))
        tables.append(OutTable(name, every, tuple(rows)))
    return tuple(tables)


def csv_of(out: Gathered) -> bytes:
    """Return the list that goes out as CSV; raises Refused where there are several."""
    if not out.scope.list_name:
        raise Refused(
            tr("A CSV file holds one list. Choose a list, or export everything as XLSX or JSON.")
        )
    (table,) = tables_of(out)
    return outgoing.csv_of(table)


def workbook_of(out: Gathered) -> tuple[bytes, tuple[Cut, ...]]:
    """Return the lists that go out as a workbook, and what was cut; raises Refused.

    Of everything, lists without records are left out.
    """
    fitted = [
        outgoing.fitting(table) for table in tables_of(out) if table.rows or out.scope.list_name
    ]
    tables = [table for table, _ in fitted]
    cut = tuple(each for _, some in fitted for each in some)
    facts = [*_facts(out), *_counts(tables), *map(_cut, cut), *_meanings(tables)]
    return outgoing.workbook_of(tables, ABOUT, facts, out.head.as_of), cut


def cut_words(cut: Cut) -> str:
    """Return in words that a text of a record went out cut."""
    return tr(
        "{record}, {column}: a cell of a workbook holds 32,767 characters; the rest was left out.",
        record=cut.record,
        column=cut.column,
    )


def scope_words(out: Gathered) -> str:
    """Return in words which records went out."""
    if not out.scope.list_name:
        return tr("The whole register")
    title = list_title(out.scope.list_name)
    if not out.scope.typed:
        return title
    return tr("{list}, filtered by “{filter}”", list=title, filter=out.scope.typed)


def _facts(out: Gathered) -> Iterator[Sequence[str]]:
    """Yield what a workbook says about itself: a name for programs, the value, words for people."""
    redacted = notice() if out.scope.is_redacted else ""
    yield "format", FORMAT, tr("Written by Delvia Desktop")
    yield "version", str(VERSION)
    yield "register", out.brand
    yield "register_id", out.register_id
    yield "revision", str(out.head.revision), tr("The last change that is in it")
    yield "register_state", out.head.register_state
    yield "as_of", out.head.as_of.isoformat(), show_moment(out.head.as_of)
    yield "on", out.on.isoformat(), show_day(out.on)
    yield "list", out.scope.list_name, scope_words(out)
    yield "filter", out.scope.typed
    yield "redacted", "yes" if out.scope.is_redacted else "no", redacted
    yield ()


def _counts(tables: Sequence[OutTable]) -> Iterator[Sequence[str]]:
    yield "sheet", "records", tr("List")
    for table in tables:
        yield table.name, str(len(table.rows)), list_title(table.name)
    yield ()


def _cut(cut: Cut) -> Sequence[str]:
    return "cut", cut.table, cut_words(cut)


def _meanings(tables: Sequence[OutTable]) -> Iterator[Sequence[str]]:
    yield "sheet", "column", tr("Meaning"), "holds"
    for table in tables:
        for column in table.columns:
            yield table.name, column.name, column_label(column), str(column.holds)
