"""The SQL of the lists of what is kept with records and papers, of templates and saved views."""

from __future__ import annotations

from delvia_desktop.domain.lists.filters import Filterable
from delvia_desktop.storage.lists.filtering import Where, as_typed
from delvia_desktop.storage.lists.list_queries import ListQuery

EVIDENCE = ListQuery(
    keys="attachments f",
    key="f.id",
    rows="""SELECT f.id, f.subject_kind || '/' || f.subject, f.step, f.name, f.caption,
 f.media_type, f.size, f.sha256, f.added_at, f.added_by
 FROM attachments f WHERE f.id IN (:keys)""",
    orders={"id": "f.id {d}", "name": "f.name_key {d}, f.id"},
    conditions={},
    filters={
        Filterable("name", "text", "name"): Where("f.name_key"),
        Filterable("size", "number", "size"): Where("f.size"),
    },
    found="f.search LIKE :text ESCAPE '\\'",
)

NOTES = ListQuery(
    keys="notes n",
    key="n.id",
    rows="""SELECT n.id, n.subject_kind || '/' || n.subject, n.text, n.written_at, n.written_by
 FROM notes n WHERE n.id IN (:keys)""",
    orders={"id": "n.id {d}"},
    conditions={},
    filters={Filterable("who", "text", "written_by"): Where("searchable(n.written_by)")},
    found="n.search LIKE :text ESCAPE '\\'",
)

ACKNOWLEDGEMENTS = ListQuery(
    keys="acknowledgements k",
    key="k.id",
    rows="""SELECT k.id, r.number, r.title, k.who, k.role, k."on", k.how, k.reference,
 coalesce((SELECT f.name FROM attachments f WHERE f.id = k.attachment), ''), k.note
 FROM acknowledgements k JOIN access_records r ON r.id = k.access_record WHERE k.id IN (:keys)""",
    orders={"id": "k.id {d}", "on": 'k."on" {d}, k.id'},
    conditions={"access_record": "k.access_record = :value"},
    filters={
        Filterable("who", "text", "who"): as_typed("k.who", "k.search"),
        Filterable("how", "choice", "how", "acknowledged_how"): Where("k.how"),
        Filterable("on", "day", "on"): Where('k."on"'),
    },
    found="k.search LIKE :text ESCAPE '\\'",
)

TEMPLATES = ListQuery(
    keys="templates t",
    key="t.id",
    rows="""SELECT t.id, t.name, t.days, t.review_days, t.purpose,
 (SELECT json_group_array(json_extract(value, '$.asset_type')) FROM json_each(t.lines))
 FROM templates t WHERE t.id IN (:keys)""",
    orders={"name": "t.name_key {d}, t.id"},
    conditions={},
    filters={
        Filterable("name", "text", "name"): Where("t.name_key"),
        Filterable("days", "number", "days"): Where("t.days"),
    },
    found="t.search LIKE :text ESCAPE '\\'",
)

VIEWS = ListQuery(
    keys="views v",
    key="v.id",
    rows="""SELECT v.id, v.name, v.list_name, v."query", v."order", v.is_descending
 FROM views v WHERE v.id IN (:keys)""",
    orders={"name": "v.name_key {d}, v.id"},
    conditions={},
    filters={Filterable("name", "text", "name"): Where("v.name_key")},
    found="v.search LIKE :text ESCAPE '\\'",
)
