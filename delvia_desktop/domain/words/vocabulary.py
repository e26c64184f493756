"""TikTok's words as dated data: asset types, access levels, states and their labels.

TikTok renames things; a new name is a change in `resources/vocabulary/`, never in code. A code that
the data does not know is kept and shown as it is.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import Any, Literal, get_args

from delvia_desktop import resources
from delvia_desktop.domain.words.text import folded
from delvia_desktop.i18n import tr

Level = tuple[str, ...]
"""What a share allows: one code, a set of codes in the order of the vocabulary, or nothing."""

Choice = Literal["one", "set", "none"]
IdRule = Literal["required", "optional", "pixel"]


@dataclass(frozen=True)
class LevelTerm:
    """One access level: TikTok's code, its label, and what it allows in plain words.

    `excludes` are the codes that TikTok never gives together with it.
    """

    code: str
    label: str
    plain: str
    short: str
    tone: str
    sensitivity: int
    aliases: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True)
class AssetType:
    """One type of asset and the levels it can be shared at, the narrowest first.

    `has` names the fields that only some types have, such as the code of a pixel; `reviewed_as` is
    the part of a review that shares of it are looked at in.
    """

    code: str
    label: str
    plain: str
    choice: Choice
    id_rule: IdRule
    shareable: bool
    levels: tuple[LevelTerm, ...] = ()
    use: LevelTerm | None = None
    aliases: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    reviewed_as: str = "PARTNERS"

    def term(self, code: str) -> LevelTerm:
        """Return the level with the code; an unknown one comes back under its own code."""
        for level in self.levels:
            if level.code == code:
                return level
        text = tr("Unknown term; check it in TikTok.")
        return LevelTerm(code, code, text, text, "high", 4)

    def terms(self, level: Level) -> tuple[LevelTerm, ...]:
        """Return what a level consists of; a type without levels allows its plain use."""
        if not level:
            return (self.use,) if self.use else ()
        return tuple(self.term(code) for code in level)

    def sorted_level(self, codes: tuple[str, ...]) -> Level:
        """Return the codes once each, in the order of the vocabulary, unknown ones last."""
        order = {level.code: index for index, level in enumerate(self.levels)}
        return tuple(sorted(set(codes), key=lambda code: (order.get(code, len(order)), code)))

    def is_wider(self, new: Level, old: Level) -> bool:
        """Tell whether the new level allows everything that the old one does, and more."""
        if self.choice == "set":
            return set(new) > set(old)
        order = [level.code for level in self.levels]
        if not new or not old or new[0] not in order or old[0] not in order:
            return False
        return order.index(new[0]) > order.index(old[0])


@dataclass(frozen=True)
class Term:
    """A code with the word that people read for it; `aliases` are other codes and words for it."""

    code: str
    label: str
    tone: str = "neutral"
    aliases: tuple[str, ...] = ()


@functools.cache
def asset_types() -> dict[str, AssetType]:
    """Return the vocabulary's asset types by code, in the order people meet them."""
    data = json.loads(resources.text("vocabulary", "assets.json"))
    return {entry["code"]: _asset_type(entry) for entry in data["types"]}


def type_named(name: str) -> str:
    """Return the code of the one type of asset that a name tells, as `@nova` or “Nova catalog” do.

    Nothing where it tells none or several.
    """
    if name.lstrip().startswith("@"):
        return "TT_ACCOUNT"
    words = f" {folded(name)} "
    if _first_of_types().isdisjoint(words.split()):
        return ""
    told = [code for code, said in _said_of_types() if any(each in words for each in said)]
    return told[0] if len(told) == 1 else ""


@functools.cache
def _first_of_types() -> frozenset[str]:
    """Return the words of which every name that tells a type has one."""
    return frozenset(each.split()[0] for _, said in _said_of_types() for each in said)


@functools.cache
def _said_of_types() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (kind.code, tuple(f" {folded(each)} " for each in (kind.label, *kind.aliases)))
        for kind in asset_types().values()
    )


@dataclass(frozen=True)
class SurfaceTerm:
    """A place where a person can be given an asset of some types; `levels` are its own, if any.

    `reviewed_as` is the part of a review that looks at it.
    """

    code: str
    label: str
    plain: str
    types: tuple[str, ...]
    levels: AssetType | None = None
    reviewed_as: str = "ASSIGNED"


@functools.cache
def surfaces() -> dict[str, SurfaceTerm]:
    """Return the vocabulary's surfaces by code, in the order people meet them."""
    data = json.loads(resources.text("vocabulary", "surfaces.json"))
    return {entry["code"]: _surface(entry) for entry in data["surfaces"]}


def surface(code: str) -> SurfaceTerm:
    """Return a surface of the vocabulary by its code; an unknown one under its own code."""
    return surfaces().get(code) or SurfaceTerm(code, code, "", tuple(asset_types()))


def level_type(type_code: str, surface_code: str) -> AssetType:
    """Return whose levels count on a surface of the vocabulary: its own or the type's."""
    return surface(surface_code).levels or asset_type(type_code)


def asset_type(code: str) -> AssetType:
    """Return an asset type of the vocabulary by its code; an unknown one under its code.

    A surface with levels of its own is found under its code too.
    """
    known = asset_types().get(code)
    if known is None and code in surfaces():
        known = surfaces()[code].levels
    return known or AssetType(code, code, "", "set", "optional", shareable=True)


@functools.cache
def terms(group: str) -> dict[str, Term]:
    """Return the vocabulary's terms of a group (`bc_status`, `partner_kind`, ...) by code."""
    data = json.loads(resources.text("vocabulary", "terms.json"))["terms"][group]
    return {
        entry["code"]: Term(
            entry["code"],
            entry["label"],
            entry.get("tone", "neutral"),
            tuple(entry.get("aliases", ())),
        )
        for entry in data
    }


def term(group: str, code: str) -> Term:
    """Return a term of the vocabulary; an unknown code as it is, no code as nothing."""
    known = terms(group).get(code)
    return Term(known.code, tr(known.label), known.tone) if known else Term(code, code)


def type_label(code: str) -> str:
    """Return the vocabulary's words for an asset type."""
    return tr(asset_type(code).label)


def level_label(type_code: str, level: Level) -> str:
    """Return the vocabulary's words for a level, such as `Operator`."""
    return " · ".join(tr(term.label) for term in asset_type(type_code).terms(level))


def level_meaning(type_code: str, level: Level) -> str:
    """Return what the vocabulary says that a level allows, in a few plain words."""
    return "; ".join(tr(term.short) for term in asset_type(type_code).terms(level))


def level_tone(type_code: str, level: Level) -> str:
    """Return the vocabulary's tone of the most sensitive part of a level."""
    parts = asset_type(type_code).terms(level)
    return max(parts, key=lambda part: part.sensitivity).tone if parts else "neutral"


def _surface(entry: dict[str, Any]) -> SurfaceTerm:
    levels = None
    if "levels" in entry:
        levels = _asset_type({"id": "optional", "shareable": False, "aliases": [], **entry})
    part = entry.get("reviewed_as", "ASSIGNED")
    types = tuple(entry["types"])
    return SurfaceTerm(entry["code"], entry["label"], entry["plain"], types, levels, part)


def _asset_type(entry: dict[str, Any]) -> AssetType:
    choice, id_rule = entry["choice"], entry["id"]
    if choice not in get_args(Choice) or id_rule not in get_args(IdRule):
        raise ValueError(entry["code"])
    use = entry.get("use")
    return AssetType(
        entry["code"],
        entry["label"],
        entry["plain"],
        choice,
        id_rule,
        entry["shareable"],
        tuple(_level(level) for level in entry["levels"]),
        _level({"code": "", "aliases": [], **use}) if use else None,
        tuple(entry["aliases"]),
        tuple(entry.get("has", ())),
        entry.get("reviewed_as", "PARTNERS"),
    )


def _level(entry: dict[str, Any]) -> LevelTerm:
    lists = {name: tuple(entry.get(name, ())) for name in ("aliases", "excludes")}
    return LevelTerm(**{**entry, **lists})
