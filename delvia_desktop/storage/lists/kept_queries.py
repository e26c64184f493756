"""The lists of what is kept with records and papers, of templates and saved views."""

from __future__ import annotations

from delvia_desktop.domain.evidence.evidence import EvidenceRow, NoteRow
from delvia_desktop.domain.lists.filters import Filterable
from delvia_desktop.domain.lists.rows import TemplateRow, ViewRow
from delvia_desktop.domain.records.acknowledgements import AcknowledgementRow
from delvia_desktop.i18n import later
from delvia_desktop.storage.lists.filtering import Where
from delvia_desktop.storage.lists.listing import ListQuery

EVIDENCE = ListQuery(
    "evidence",
    EvidenceRow,
    "attachments f",
    columns={"record": "f.subject_kind || '/' || f.subject"},
    orders={"id": "f.id {d}", "name": "f.name_order {d}, f.id"},
    filters=(Filterable("name", "text", "name"), Filterable("size", "number", "size")),
    title=later("Evidence"),
    printed="id record name media_type size added_by",
)

NOTES = ListQuery(
    "notes",
    NoteRow,
    "notes n",
    columns={"record": "n.subject_kind || '/' || n.subject"},
    orders={"id": "n.id {d}"},
    filters=(Filterable("who", "text", "written_by"),),
    places={"written_by": Where("searchable(n.written_by)")},
    title=later("Notes"),
    printed="id record text written_by",
)

ACKNOWLEDGEMENTS = ListQuery(
    "acknowledgements",
    AcknowledgementRow,
    "acknowledgements k",
    joined="JOIN access_records r ON r.id = k.access_record",
    columns={
        "number": "r.number",
        "title": "r.title",
        "file": "coalesce((SELECT f.name FROM attachments f WHERE f.id = k.attachment), '')",
    },
    orders={"id": "k.id {d}"},
    conditions={"access_record": "k.access_record = :value"},
    filters=(
        Filterable("who", "text", "who"),
        Filterable("how", "choice", "how", "acknowledged_how"),
        Filterable("on", "day", "on"),
    ),
    title=later("Acknowledgements"),
    printed="id number who role on how reference file",
)

TEMPLATES = ListQuery(
    "templates",
    TemplateRow,
    "templates t",
    columns={
        "asset_types": "(SELECT json_group_array(json_extract(value, '$.asset_type')) "
        "FROM json_each(t.lines))"
    },
    orders={"name": "t.name_order {d}, t.id"},
    filters=(Filterable("name", "text", "name"), Filterable("days", "number", "days")),
    title=later("Templates"),
    printed="id name days review_days purpose",
)

VIEWS = ListQuery(
    "views",
    ViewRow,
    "views v",
    orders={"name": "v.name_order {d}, v.id"},
    filters=(Filterable("name", "text", "name"),),
    title=later("Saved views"),
    printed="id name list_name query",
)
