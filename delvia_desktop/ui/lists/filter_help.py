"""What the help of a filter says: the fields of a list, and what can be typed for each."""

from __future__ import annotations

from collections.abc import Sequence

from delvia_desktop.domain.lists.filters import Filterable, examples
from delvia_desktop.i18n import tr

_TOLD = 6
"""Values of a field that are told."""


def help_words(fields: Sequence[Filterable]) -> str:
    """Return the lines of a filter's help; fields that take the same share one."""
    names: dict[str, list[str]] = {}
    for field in fields:
        names.setdefault("   ".join(_few(examples(field))), []).append(f"{field.name}:")
    known = [field for field in fields if field.type == "choice"] or fields
    chosen = min(known, key=lambda field: len(examples(field)[0]))
    words = tr(
        "Words are searched for in all text. A minus reverses a condition: {example}",
        example=f"-{chosen.name}:{examples(chosen)[0]}",
    )
    lines = [f"{', '.join(those)}   {values}" for values, those in names.items()]
    return "\n".join([words, *lines])


def _few(words: Sequence[str]) -> Sequence[str]:
    """Return the first of what can be typed, and always the word for none."""
    return [word for place, word in enumerate(words) if place < _TOLD or word == "none"]
