"""The order in which a line is read: Unicode's bidirectional algorithm for one paragraph.

Characters that order a direction are shown as marks before a text comes here, so the rules for
embeddings and isolates (X1 to X8) are not needed. The names of the rules are those of UAX 9.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BRACKETS = (
    "()[]{}⁅⁆⁽⁾₍₎⌈⌉⌊⌋❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦅⦆〈〉《》「」『』【】"
    "〔〕〖〗〘〙〚〛（）［］｛｝｟｠｢｣"
)
_CLOSING = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True))
_OPEN_LIMIT = 63
"""Brackets that the algorithm keeps in mind at once (BD16)."""
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_STRONG = frozenset({"L", "R", "AL"})
_AS_RIGHT = frozenset({"R", "EN", "AN"})


def levels(text: str) -> bytes:
    """Return each character's level of direction: even from the left, odd from the right.

    The result is empty if the whole text runs from the left.
    """
    if _RIGHT_TO_LEFT.search(text) is None:
        return b""
    kinds = [unicodedata.bidirectional(character) or "L" for character in text]
    base = next((int(kind != "L") for kind in kinds if kind in _STRONG), 0)
    # What joins letters has no direction of its own and goes with what it follows (X9).
    places = [place for place, kind in enumerate(kinds) if kind != "BN"]
    seen = _resolved([kinds[place] for place in places], [text[place] for place in places], base)
    found = dict(zip(places, seen, strict=True))
    result = bytearray()
    for place in range(len(text)):
        result.append(found.get(place, result[-1] if result else base))
    _settle_end(result, kinds, base)
    return bytes(result)


def left_to_right(found: bytes) -> list[tuple[int, int, int]]:
    """Return a line's runs of one direction from the left: level, first place, end (L2)."""
    runs: list[tuple[int, int, int]] = []
    start = 0
    for level, group in groupby(found):
        end = start + len(list(group))
        runs.append((level, start, end))
        start = end
    for level in range(max(found, default=0), 0, -1):
        ordered: list[tuple[int, int, int]] = []
        for is_deep, members in groupby(runs, key=lambda run, level=level: run[0] >= level):  # type: ignore[misc] # mypy does not infer the default
            part = list(members)
            ordered.extend(reversed(part) if is_deep else part)
        runs = ordered
    return runs


def _resolved(kinds: list[str], characters: list[str], base: int) -> list[int]:
    edge = "R" if base else "L"
    before = list(kinds)
    _weak_after_strong(kinds, edge)
    _weak_between_numbers(kinds)
    _numbers_after_letters(kinds, edge)
    _brackets(kinds, before, characters, edge)
    _neutrals(kinds, edge)
    return [_level(kind, base) for kind in kinds]


def _weak_after_strong(kinds: list[str], edge: str) -> None:
    """Marks take the kind of their letter (W1), numbers after Arabic are Arabic (W2, W3)."""
    strong = previous = edge
    for place, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[place] = previous
        elif kind == "EN" and strong == "AL":
            kinds[place] = "AN"
        previous = kinds[place]
        if previous in _STRONG:
            strong = previous
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]


def _weak_between_numbers(kinds: list[str]) -> None:
    """Separators and signs join their numbers (W4, W5); elsewhere they are neutral (W6)."""
    for place in range(1, len(kinds) - 1):
        kind, previous, following = kinds[place], kinds[place - 1], kinds[place + 1]
        if previous == following and (
            (previous == "EN" and kind in {"ES", "CS"}) or (previous == "AN" and kind == "CS")
        ):
            kinds[place] = previous
    start = 0
    for kind, group in groupby(list(kinds)):
        end = start + len(list(group))
        if kind == "ET" and "EN" in (kinds[start - 1] if start else "", *kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
        start = end
    kinds[:] = ["ON" if kind in {"ES", "ET", "CS"} else kind for kind in kinds]


def _numbers_after_letters(kinds: list[str], edge: str) -> None:
    """Read numbers after letters from the left as such letters (W7)."""
    strong = edge
    for place, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"


def _brackets(kinds: list[str], before: list[str], characters: list[str], edge: str) -> None:
    """Let both brackets of a pair go the way of what they hold (N0)."""
    for opening, closing in _pairs(kinds, characters):
        held = {_side(kind) for kind in kinds[opening + 1 : closing]} - {""}
        if not held:
            continue
        kind = edge
        if edge not in held:
            earlier = (_side(kinds[place]) for place in range(opening - 1, -1, -1))
            context = next((side for side in earlier if side), edge)
            kind = context if context in held else edge
        for place in (opening, closing):
            kinds[place] = kind
            following = place + 1
            while following < len(kinds) and before[following] == "NSM":
                kinds[following] = kind
                following += 1


def _pairs(kinds: list[str], characters: list[str]) -> list[tuple[int, int]]:
    """Return the places of the brackets that belong together, in the order of their opening."""
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for place, character in enumerate(characters):
        if kinds[place] != "ON":
            continue
        if character in _CLOSING:
            if len(waiting) == _OPEN_LIMIT:
                return []
            waiting.append((_CLOSING[character], place))
            continue
        depth = next(
            (d for d in range(len(waiting) - 1, -1, -1) if waiting[d][0] == character), None
        )
        if depth is not None:
            pairs.append((waiting[depth][1], place))
            del waiting[depth:]
    return sorted(pairs)


def _neutrals(kinds: list[str], edge: str) -> None:
    """Let neutral characters go the way of both their neighbours, or of the paragraph (N1, N2)."""
    start = 0
    for is_neutral, group in groupby([kind in _NEUTRAL for kind in kinds]):
        end = start + len(list(group))
        if is_neutral:
            left = _side(kinds[start - 1]) if start else edge
            right = _side(kinds[end]) if end < len(kinds) else edge
            kinds[start:end] = [left if left == right else edge] * (end - start)
        start = end


def _side(kind: str) -> str:
    if kind == "L":
        return "L"
    return "R" if kind in _AS_RIGHT else ""


def _level(kind: str, base: int) -> int:
    """Return the level of a resolved kind (I1, I2)."""
    if base:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)


def _settle_end(result: bytearray, kinds: list[str], base: int) -> None:
    """Let blanks at the end go the way of the paragraph (L1)."""
    place = len(result)
    while place and kinds[place - 1] in {"WS", "S", "B", "BN"}:
        place -= 1
        result[place] = base
