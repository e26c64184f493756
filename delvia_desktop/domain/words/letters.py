"""Letters and signs that stand for others: what searching and comparing take each of them for.

The spellings of letters are those of machine-readable passports (ICAO Doc 9303, part 3, section 6)
and, where those differ from the usual ones, the usual ones too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_BARE = {
    # Letters that Unicode does not take apart into a letter and its accent.
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h",
    "ŋ": "n", "ı": "i", "ȷ": "j", "ĸ": "q", "ŧ": "t", "ƒ": "f", "ƶ": "z", "ǥ": "g", "ɨ": "i",
    "ʉ": "u", "ɵ": "o", "ɔ": "o", "ɛ": "e", "ǝ": "e", "ə": "a", "ɓ": "b", "ɗ": "d", "ɖ": "d",
    "ƙ": "k", "ƴ": "y", "ɲ": "n", "ɣ": "g", "ƀ": "b", "ƚ": "l", "ɫ": "l", "ⱡ": "l", "ɍ": "r",
    "ɉ": "j", "ɇ": "e", "ɏ": "y", "ȼ": "c", "ⱥ": "a", "ⱦ": "t", "ʋ": "v", "ƥ": "p", "ƭ": "t",
    "ʈ": "t", "ƈ": "c", "ɠ": "g", "ʒ": "z",
    # The same letter on the keyboards of neighbouring languages: Arabic and Persian.
    "ک": "ك", "ی": "ي", "ى": "ي", "ە": "ه", "ہ": "ه", "ة": "ه",
}  # fmt: skip

_SPELLED = {
    "ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "đ": "dj", "ŋ": "ng", "ə": "e",
}  # fmt: skip

_RADICALS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月"
    "⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂"
    "⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏"
    "⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜"
    "⻲亀⻳龟"
)
"""Radicals of Unicode's supplement, as texts from PDF files have them, each with its ideograph."""

APOSTROPHES = "'`´‘’‚‛′‵＇ʹʻʼʽˈˊˋ՚׳ꞌ"
"""Signs that people and programs write for an apostrophe."""

_HYPHENS = "‐‑‒–—―−⁃﹘﹣－゠"
_QUOTES = "“”„‟″〝〞〟＂"

UNSEEN = (
    "\u00ad\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What is not seen by itself or only lengthens a word, as ranges: marks of width and direction,
selectors of variants, fillers, the Arabic tatweel."""


class _Bare(dict[int, str | None]):
    """What becomes of each character of a decomposed text; what is asked once is remembered."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        found = None if unicodedata.combining(character) else character
        self[code] = found
        return found


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    return zip(text[::2], text[1::2], strict=True)


def _unseen() -> list[int]:
    codes: list[int] = []
    for place, character in enumerate(UNSEEN):
        if character == "-":
            codes.extend(range(ord(UNSEEN[place - 1]), ord(UNSEEN[place + 1])))
        else:
            codes.append(ord(character))
    return codes


BARE = _Bare(
    {
        **{ord(letter): bare for letter, bare in _BARE.items()},
        **{ord(radical): whole for radical, whole in _pairs(_RADICALS)},
        **{ord(sign): None for sign in APOSTROPHES},
        **{ord(sign): "-" for sign in _HYPHENS},
        **{ord(sign): '"' for sign in _QUOTES},
        **dict.fromkeys(_unseen()),
    }
)
"""For `str.translate`: letters without accents, one hyphen, no apostrophes, nothing unseen."""

SPELLED = str.maketrans(_SPELLED)
"""For `str.translate`: small letters as they are spelled where a keyboard lacks them."""

SPELLED_TWICE = re.compile(f"([{''.join(_SPELLED)}])")
"""A small letter that people also spell with two letters."""
