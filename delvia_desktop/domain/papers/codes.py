"""Short codes for the words of a dense table: each is told by its first letters, none twice."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator

_WORDS = re.compile(r"\d+|[^\W\d_]+")
_SIGNS = re.compile(r"^[^\w\s]+")
_FEW, _LONGEST = 3, 4
"""Letters of a code of several words: so many if that tells it from others, else one more."""


def codes_for(texts: Iterable[str]) -> dict[str, str]:
    """Return a short code for each word of a dense table, the most frequent the shortest."""
    counts = Counter(texts)
    codes: dict[str, str] = {}
    for text in sorted(counts, key=lambda each: (-counts[each], each)):
        taken = set(codes.values())
        codes[text] = next(code for code in _candidates(text) if code not in taken)
    return codes


def _candidates(text: str) -> Iterator[str]:
    """Yield codes for a text, the best first; a sign before it, such as that of a change, stays."""
    sign = match[0] if (match := _SIGNS.match(text)) else ""
    found = _WORDS.findall(text) or [text[:1] or "?"]
    first = found[0]
    if len(found) > 1:
        initials = "".join(w if w.isdigit() else w[0] for w in found)
        yield from (sign + initials[:length] for length in (_FEW, _LONGEST))
        yield sign + initials[: _FEW - 1] + found[-1][:2]
    for length in range(2, min(len(first), _LONGEST) + 1):
        yield sign + first[:length]
    for number in itertools.count(2):
        yield f"{sign}{first[:2]}{number}"
