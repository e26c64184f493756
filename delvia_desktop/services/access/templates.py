"""Templates of engagements: proposed, recorded, changed, deleted, made from what is shared."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from delvia_desktop import resources
from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.grants import is_open
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.templates import (
    Template,
    TemplateDraft,
    TemplateKey,
    TemplateLine,
    check_template,
)
from delvia_desktop.domain.words.text import in_order
from delvia_desktop.domain.words.vocabulary import Level, asset_type
from delvia_desktop.i18n import tr
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.edit import Edit


def record_template(edit: Edit, draft: TemplateDraft) -> Template:
    """Record a template of engagements."""
    made = check_template(draft, TemplateKey(0), edit.records.select(Template), edit.reading())
    edit.name(tr("Added template {name}", name=made.name))
    return edit.add(made)


def change_template(edit: Edit, before: Template, draft: TemplateDraft) -> Template:
    """Correct a template on record."""
    made = check_template(draft, before.id, edit.records.select(Template), edit.reading())
    edit.name(tr("Edited template {name}", name=made.name))
    return edit.put(before, made)


def delete_template(edit: Edit, before: Template) -> None:
    """Delete a template from the register; what was shared by it stays."""
    edit.name(tr("Deleted template {name}", name=before.name))
    edit.remove(before)


def templates(register: Register) -> tuple[Template, ...]:
    """Return the templates on record, by name; the proposed ones if there are none yet."""
    kept = register.records.select(Template)
    found = kept or proposed(register)
    return tuple(sorted(found, key=lambda template: in_order(template.name)))


def proposed(register: Register) -> tuple[Template, ...]:
    """Return the templates that come with the program; none of them is on record."""
    data = json.loads(resources.text("templates.json"))["templates"]
    return tuple(
        check_template(
            TemplateDraft(**{**entry, "needs": tuple(entry["needs"])}),
            TemplateKey(0),
            (),
            register.reading(),
        )
        for entry in data
    )


def from_shares(register: Register, partnership: Partnership) -> Template:
    """Return a template made from the open shares of a partnership, without a name.

    A type has the level at which most of its assets are shared, of two as frequent the narrower;
    the days are those of the engagement.
    """
    shared: dict[str, list[Level]] = {}
    for share in register.records.select(Share, partnership=partnership.id):
        if is_open(share, register.today) and not share.is_incoming:
            asset = register.records.get(Asset, share.asset)
            shared.setdefault(asset.asset_type, []).append(share.level)
    lines = tuple(TemplateLine(code, _usual(code, levels)) for code, levels in shared.items())
    start, end = partnership.engagement_start, partnership.engagement_end
    days = (end - start).days if start is not None and end is not None else 0
    return Template(TemplateKey(0), "", lines, days)


def _usual(type_code: str, levels: Sequence[Level]) -> Level:
    kind = asset_type(type_code)

    def reach(level: Level) -> tuple[int, int]:
        terms = kind.terms(level)
        return max((term.sensitivity for term in terms), default=0), len(terms)

    often = Counter(levels)
    return min(often, key=lambda level: (-often[level], reach(level)))
