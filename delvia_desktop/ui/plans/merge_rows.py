"""What a merge changes, as the rows of a table: one for each record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from delvia_desktop.domain.plans.columns import LISTED
from delvia_desktop.domain.records.kinds import KINDS, kind_words
from delvia_desktop.i18n import later, ntr, tr
from delvia_desktop.services.plans.merge_words import MergeLine
from delvia_desktop.ui.lists.list_model import Column
from delvia_desktop.ui.lists.rows import HeldRows
from delvia_desktop.ui.plans.plan_rows import StateLook
from delvia_desktop.ui.plans.plan_table import CountButtons, PlanTable

_LOOKS = {
    "added": StateLook("+", later("Added"), "good"),
    "changed": StateLook("≠", later("Changed"), "info"),
    "gone": StateLook("–", later("Deleted"), "high"),
}


@dataclass(frozen=True)
class MergeRow:
    """A record that a merge changes; `record` is its key if it can be looked at, else 0."""

    id: int
    what: str
    kind: str
    record: int
    name: str
    change: str

    def words(self) -> str:
        """Return the row as a line of text."""
        parts = (tr(_LOOKS[self.what].words), kind_words(self.kind), self.name, self.change)
        return " · ".join(filter(None, parts))


def merge_rows(lines: Sequence[MergeLine], kind: str, *, is_done: bool = False) -> HeldRows:
    """Return the rows of a kind, of all if it is empty; `is_done` once they are merged."""
    missing = "gone" if is_done else "added"
    rows = []
    for number, line in enumerate(lines, start=1):
        name, _, key = line.record.partition("/")
        leads = line.what != missing and name in LISTED
        changes = (
            tr("{field}: {before} → {after}", field=f.label, before=f.here, after=f.there)
            for f in line.fields
        )
        if kind in {"", name}:
            record = int(key) if leads else 0
            rows.append(MergeRow(number, line.what, name, record, line.name, "; ".join(changes)))
    return HeldRows(rows)


def merge_counts(lines: Sequence[MergeLine]) -> Mapping[str, int]:
    """Return how many records of each kind a merge changes, all under an empty name."""
    return {"": len(lines), **Counter(line.record.partition("/")[0] for line in lines)}


def changes_words(lines: Sequence[MergeLine]) -> str:
    """Return how many records are added, changed and deleted."""
    counts = Counter(line.what for line in lines)
    words = {
        "added": ntr("{n} added", "{n} added", counts["added"]),
        "changed": ntr("{n} changed", "{n} changed", counts["changed"]),
        "gone": ntr("{n} deleted", "{n} deleted", counts["gone"]),
    }
    return " · ".join(text for what, text in words.items() if counts[what])


def kind_buttons() -> CountButtons:
    """Return the buttons that count the records of each kind."""
    return CountButtons({"": tr("All"), **{kind.name: kind.label() for kind in KINDS}})


def merge_table(name: str) -> PlanTable:
    """Return an empty table of what a merge changes."""

    def state(row: MergeRow) -> str:
        return f"{_LOOKS[row.what].sign} {tr(_LOOKS[row.what].words)}"

    columns = [
        Column(
            "what", tr("State"), state, 12, lambda row: _LOOKS[row.what].tone,
            sortable=False, whole=True,
        ),
        Column("kind", tr("Kind"), lambda row: kind_words(row.kind), 14, sortable=False),
        Column("name", tr("Record"), lambda row: row.name, 30, sortable=False),
        Column(
            "change", tr("Change"), lambda row: row.change or "—", 40,
            sortable=False, is_sentence=True,
        ),
    ]  # fmt: skip
    return PlanTable(name, columns)
