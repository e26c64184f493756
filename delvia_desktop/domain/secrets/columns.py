"""Tables as they are pasted, with a column whose head says that it holds secrets."""

from __future__ import annotations

from collections.abc import Collection

from delvia_desktop.domain.secrets.values import is_password

_ROWS = 400
"""Lines below the head of a column of passwords that are looked at."""

_WIDEST = 2000
"""Characters of a line that are looked at."""

_MARKS = "\t|;,"
"""What stands between the cells of a row."""


def column_of_passwords(text: str, heads: Collection[str]) -> tuple[int, str] | None:
    """Return where a column of a pasted table holds passwords, and its head.

    Each line is split once for each mark, however many heads stand above it.
    """
    if "\n" not in text:
        return None
    known: dict[str, dict[int, tuple[int, int, str]]] = {}
    place = 0
    for number, line in enumerate(text.split("\n")):
        row = line[:_WIDEST]
        for mark, columns in known.items():
            for column, cell in enumerate(row.split(mark)):
                last, head, cue = columns.get(column, (-1, 0, ""))
                if number <= last and is_password(cell.strip(' "')):
                    return head, cue
        mark = next((mark for mark in _MARKS if mark in line), "")
        for column, cell in enumerate(row.split(mark) if mark else ()):
            word = cell.strip(' "*').lower()
            if word in heads:
                columns = known.setdefault(mark, {})
                last, head, cue = columns.get(column, (-1, 0, ""))
                begun = (head, cue) if number <= last else (place, word)
                columns[column] = number + _ROWS, *begun
        place += len(line) + 1
    return None
