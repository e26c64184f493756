"""What the journal adds up to, in plain SQL: the state of every record after a revision."""

from __future__ import annotations

from delvia_desktop.domain.records.kinds import Kind, searched
from delvia_desktop.storage.tables.layout import StoredColumn, layout_of


def state_query(kind: Kind) -> str:
    """Return the SQL that projects the journal on a kind's rows after revision `:upto`.

    Older shapes pass through `upcast`.
    """
    listed = ", ".join(
        f'{_expression(kind, column)} AS "{column.name}"' for column in layout_of(kind).columns
    )
    latest = (
        f"SELECT record, shape, after, max(revision) FROM changes "
        f"WHERE kind = '{kind.name}' AND revision <= :upto GROUP BY record"
    )
    current = (
        f"CASE shape WHEN {kind.shape} THEN after ELSE upcast('{kind.name}', shape, after) END"
    )
    # Without MATERIALIZED the old shape is brought up to date again for each column.
    return (
        f"WITH current AS MATERIALIZED (SELECT record, {current} AS data FROM ({latest}) "
        f"WHERE after IS NOT NULL) SELECT {listed} FROM current"
    )


def _expression(kind: Kind, column: StoredColumn) -> str:
    name = column.name
    if name == "id":
        return "record"
    if name == "name_key":
        return "searchable(coalesce(json_extract(data, '$.name'), ''))"
    if name == "name_order":
        return "in_order(coalesce(json_extract(data, '$.name'), ''))"
    if name == "search":
        parts = (f"coalesce(json_extract(data, '$.{part}'), '')" for part in searched(kind))
        return f"searchable({' || char(32) || '.join(parts)})"
    extracted = f"json_extract(data, '$.{name}')"
    if column.empty is None:
        return extracted
    return (
        f"coalesce({extracted}, '{column.empty}')"
        if isinstance(column.empty, str)
        else (f"coalesce({extracted}, {column.empty})")
    )
