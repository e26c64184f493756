"""Templates: what an engagement of a sort usually needs, by asset type and level."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, NewType

from delvia_desktop.domain.words.drafts import Reading, typed
from delvia_desktop.domain.words.field_types import Label, Searched
from delvia_desktop.domain.words.text import folded
from delvia_desktop.domain.words.vocabulary import Level, asset_type
from delvia_desktop.i18n import tr

TemplateKey = NewType("TemplateKey", int)


@dataclass(frozen=True)
class TemplateLine:
    """One asset type and the level at which an engagement of this sort needs it."""

    asset_type: str
    level: Level = ()


@dataclass(frozen=True)
class Template:
    """A named set of asset types, levels and dates; `days` and `review_days` count from its start.

    A number of days that is 0 is not set.
    """

    id: TemplateKey
    name: Annotated[Searched[str], Label("Template")]
    lines: Annotated[tuple[TemplateLine, ...], Label("Required access")] = ()
    days: Annotated[int, Label("Duration in days")] = 0
    review_days: Annotated[int, Label("Days to first review")] = 0
    purpose: Searched[str] = ""
    note: Searched[str] = ""


@dataclass(frozen=True)
class TemplateDraft:
    """A template as typed; `needs` are `type/level` pairs, the level empty where there is none."""

    name: str = ""
    needs: tuple[str, ...] = ()
    days: str = ""
    review_days: str = ""
    purpose: str = ""
    note: str = ""


def check_template(
    draft: TemplateDraft, key: TemplateKey, others: Iterable[Template], reading: Reading
) -> Template:
    """Check the draft of a template and return the template; raises Invalid."""
    name = reading.name("name", draft.name, tr("Enter a template name."))
    taken = any(folded(o.name) == folded(name) for o in others if o.id != key)
    reading.check(not taken, "name", tr("A template with this name already exists."))
    reading.check(bool(draft.needs), "needs", tr("Select at least one asset type or level."))
    levels: dict[str, list[str]] = {}
    for need in draft.needs:
        type_code, _, level = need.partition("/")
        levels.setdefault(type_code, []).extend([level] if level else [])
    for code, chosen in levels.items():
        reading.check(
            asset_type(code).choice == "set" or len(chosen) <= 1,
            "needs",
            tr("Select only one level for {type}.", type=tr(asset_type(code).label)),
        )
    made = Template(
        key,
        name,
        tuple(
            TemplateLine(code, asset_type(code).sorted_level(tuple(chosen)))
            for code, chosen in levels.items()
        ),
        _days("days", draft.days, reading),
        _days("review_days", draft.review_days, reading),
        reading.line("purpose", draft.purpose),
        reading.note("note", draft.note),
    )
    reading.done()
    return made


def draft_of(template: Template) -> TemplateDraft:
    """Return a template as a draft again, from which its change starts."""
    needs = [f"{line.asset_type}/{code}" for line in template.lines for code in line.level or ("",)]
    return typed(
        template,
        TemplateDraft,
        needs=tuple(needs),
        days=str(template.days or ""),
        review_days=str(template.review_days or ""),
    )


def level_for(template: Template, type_code: str) -> Level | None:
    """Return the level at which a template needs a type of asset; None if it needs none."""
    return next((line.level for line in template.lines if line.asset_type == type_code), None)


def _days(field: str, raw: str, reading: Reading) -> int:
    text = raw.strip()
    sound = not text or (text.isdecimal() and 0 < int(text) <= _LONGEST)
    reading.check(sound, field, tr("Enter a number of days, up to {most}.", most=_LONGEST))
    return int(text) if text and sound else 0


_LONGEST = 3650
"""Days: ten years; longer engagements are renewed."""
