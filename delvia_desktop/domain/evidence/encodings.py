"""The encoding of a text that does not name it: the one in which its characters are the likeliest.

Each encoding has characters that are usual in its languages. A text is taken for the encoding in
which it consists of them, even if it has only a few letters: as Shift_JIS a Japanese word is two
usual characters, as Windows-1252 four that hardly ever follow each other.
"""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Callable
from dataclasses import dataclass

_SAMPLE = 4_000
"""Characters by which an encoding is judged."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDER = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
}
"""What writers mean who name the first: the same with more characters."""

_PLAIN = math.log(1 / 60)
_OFTEN, _SOMETIMES, _SELDOM = math.log(1 / 20), math.log(1 / 60), math.log(1 / 300)
_HARDLY = math.log(1 / 1_000_000)

Likely = Callable[[str, str], float]
"""How likely a character is after another, as a logarithm."""


@dataclass(frozen=True)
class _Encoding:
    """An encoding, and how likely the characters of a text in it are.

    `is_apart` says that its letters and those of ASCII are never of one word.
    """

    name: str
    likely: Likely
    is_apart: bool = False


def decoded(content: bytes) -> str | None:
    """Return the text of some bytes in their likeliest encoding, None if none fits."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _strict(content, name)
    text = _strict(content, "utf-8")
    if text is not None:
        return text
    found = [(each, text) for each in _ENCODINGS if (text := _strict(content, each.name))]
    if not found:
        return None
    # The first of equals: the order is that of how often an encoding is met.
    return max(found, key=lambda pair: _likelihood(*pair))[1]


def in_charset(content: bytes, charset: str) -> str:
    """Return the text of some bytes whose encoding is named, rightly or not."""
    name = charset.strip().strip("\"'").lower()
    text = _strict(content, _WIDER.get(name, name)) if name else None
    if text is None:
        text = decoded(content)
    return text if text is not None else content.decode("utf-8", "replace")


def _strict(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _likelihood(encoding: _Encoding, text: str) -> float:
    sample = _sample(text)
    return sum(
        encoding.likely(before, character)
        if character > "\x7f"
        else _plain(encoding, before, character)
        for before, character in zip(" " + sample, sample, strict=False)
    )


def _plain(encoding: _Encoding, before: str, character: str) -> float:
    is_joined = character.isalpha() and before > "\x7f" and before.isalpha()
    return _HARDLY if is_joined and encoding.is_apart else _PLAIN


def _sample(text: str) -> str:
    """Return the beginning from the first character on that is not plain."""
    first = re.search(r"[^\x00-\x7f]", text)
    start = first.start() if first is not None else 0
    return text[start : start + _SAMPLE]


def _accented(usual: str) -> Likely:
    """Judge letters with accents, and signs: they stand between plain letters, hardly in rows."""

    def likely(before: str, character: str) -> float:
        if character not in usual:
            return _HARDLY
        return _SOMETIMES if before < "\x80" else _SELDOM + _SOMETIMES / 2

    return likely


def _cased(often: str, others: str) -> Likely:
    """Judge letters of an alphabet of its own: a large one begins a word, or all are large."""

    def likely(before: str, character: str) -> float:
        small = character.lower()
        is_joined = before < "\x80" and before.isalpha()
        if is_joined or (small not in often and small not in others):
            return _HARDLY
        if character == small:
            return _OFTEN if character in often else _SOMETIMES - 0.5
        if not before.isalpha():
            return _SOMETIMES
        return _SELDOM if before.isupper() else _HARDLY

    return likely


def _thai(before: str, character: str) -> float:
    """Judge Thai: what stands on a letter needs one below it."""
    if character in _ON_LETTERS:
        is_carried = "ก" <= before <= "ฮ" or before in _ON_LETTERS
        return _OFTEN if is_carried else _HARDLY
    if before < "\x80" and before.isalpha():
        return _HARDLY
    if character in _THAI_OFTEN:
        return _OFTEN
    return _SELDOM if character in _THAI_OTHERS else _HARDLY


def _by_rows(name: str, *regions: tuple[tuple[int, int], tuple[int, int], float]) -> Likely:
    """Judge characters of two bytes: lead bytes, last bytes, and the share of a text that they are.

    All characters of such a region are taken for equally likely.
    """

    def likely(_: str, character: str) -> float:
        code = character.encode(name)
        if len(code) != 2:  # noqa: PLR2004 - of one byte or of four: hardly met
            return _HARDLY
        for leads, lasts, share in regions:
            if leads[0] <= code[0] <= leads[1] and lasts[0] <= code[1] <= lasts[1]:
                count = (leads[1] - leads[0] + 1) * (lasts[1] - lasts[0] + 1)
                return math.log(share / count)
        return _HARDLY

    return likely


_SIGNS = "“”‘’„‚–—…€«»°§·©®"
_WESTERN = "äöüßÄÖÜéèêëàâáãåæçîïíìñôóòõøœûúùÉÈÀÇÅÆØÓÑÍÁÂ¿¡ºª£" + _SIGNS
_CENTRAL = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉŘŠÚŽőűŐŰäöüßôľĽăâîșțÄÖÜ" + _SIGNS
_ON_LETTERS = "".join(map(chr, (0xE31, *range(0xE34, 0xE3B), *range(0xE47, 0xE4F))))
_THAI_OFTEN = "กคงจดตทนบปพมยรลวสหอะาเแโไใ"
_THAI_OTHERS = "ขฉชซญฎฏฐณธผฝพภศษอฮำฯๆ฿๐๑๒๓๔๕๖๗๘๙"

_ENCODINGS = (
    _Encoding("cp1252", _accented(_WESTERN)),
    _Encoding("gb18030", _by_rows("gb18030", ((0xB0, 0xD7), (0xA1, 0xFE), 0.85),
                                  ((0xA1, 0xA3), (0xA1, 0xFE), 0.1),
                                  ((0xD8, 0xF7), (0xA1, 0xFE), 0.04),
                                  ((0x81, 0xA0), (0x40, 0xFE), 0.005))),
    _Encoding("cp932", _by_rows("cp932", ((0x82, 0x83), (0x40, 0xFC), 0.5),
                                ((0x88, 0x97), (0x40, 0xFC), 0.35),
                                ((0x81, 0x81), (0x40, 0xFC), 0.1),
                                ((0x98, 0xEA), (0x40, 0xFC), 0.03))),
    _Encoding("cp949", _by_rows("cp949", ((0xB0, 0xC8), (0xA1, 0xFE), 0.9),
                                ((0xA1, 0xA3), (0xA1, 0xFE), 0.05),
                                ((0x81, 0xC6), (0x41, 0xA0), 0.02),
                                ((0xCA, 0xFD), (0xA1, 0xFE), 0.02))),
    _Encoding("big5hkscs", _by_rows("big5hkscs", ((0xA4, 0xC6), (0x40, 0xFE), 0.85),
                                    ((0xA1, 0xA3), (0x40, 0xFE), 0.1),
                                    ((0xC9, 0xF9), (0x40, 0xFE), 0.04))),
    _Encoding("cp1251", _cased("оеаинтсрвлкмдпуі", "яьыгзбчйхжшюцщэфъёїєґў№"), is_apart=True),
    _Encoding("cp1250", _accented(_CENTRAL)),
    _Encoding("cp874", _thai, is_apart=True),
)  # fmt: skip
