"""Words for roles: TikTok's and Delvia's, which use two of them for different layers.

TikTok calls Business Center roles Admin and Standard, ad account roles Admin, Operator and Analyst;
Delvia calls the former Admin, Operator and Member, the latter Admin, Standard and Analyst. Codes
are TikTok's; a word that could mean two things is told, never guessed.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass

from delvia_desktop import resources
from delvia_desktop.domain.words.text import folded
from delvia_desktop.i18n import tr


@dataclass(frozen=True)
class Role:
    """What a word means in one layer (`BUSINESS_CENTER`, `FINANCE` or `ADVERTISER`)."""

    word: str
    layer: str
    code: str
    said_by: str
    may_delegate: bool = False


class Ambiguous(ValueError):
    """A word that means different things in different layers; its text names them."""


@functools.cache
def roles() -> tuple[Role, ...]:
    """Return every known word for a role, TikTok's and ours."""
    data = json.loads(resources.text("vocabulary", "roles.json"))
    return tuple(Role(**entry) for entry in data["roles"])


def role_meant(word: str, layer: str = "") -> Role | None:
    """Return which role a word means, in one layer if that is known; None if unknown.

    Raises Ambiguous if the layer is not known and the layers differ.
    """
    fitting = [
        role for role in roles() if folded(role.word) == folded(word) and layer in {"", role.layer}
    ]
    if len({(role.layer, role.code) for role in fitting}) > 1:
        candidates = "; ".join(
            tr("{code} ({layer}, as used by {who})", code=r.code, layer=_layer(r), who=r.said_by)
            for r in fitting
        )
        raise Ambiguous(
            tr(
                "“{word}” can mean {candidates}. Specify which one.",
                word=word,
                candidates=candidates,
            )
        )
    return fitting[0] if fitting else None


def other_words(layer: str, code: str) -> tuple[Role, ...]:
    """Return the words that others than TikTok use for a role."""
    return tuple(
        role
        for role in roles()
        if role.layer == layer and role.code == code and role.said_by != "TikTok"
    )


def _layer(role: Role) -> str:
    names = {
        "BUSINESS_CENTER": tr("Business Center"),
        "FINANCE": tr("finance role"),
        "ADVERTISER": tr("ad account"),
    }
    return names[role.layer]
