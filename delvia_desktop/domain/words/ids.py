"""TikTok ids: text of digits that spreadsheets and programs like to damage.

The formats come from public samples of TikTok's Business API, where ids of Business Centers and ad
accounts begin with the second in which they were made and end in small numbers. TikTok promises
only that they are text, so what looks strange is a notice and never an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

from delvia_desktop.domain.words.text import clean_line
from delvia_desktop.i18n import show_day, tr

BUSINESS_CENTER = "BUSINESS_CENTER"
"""The kind of a Business Center's id; those of assets are the codes of their types."""

_USUAL_LENGTH = 19
_MOST_DIGITS = 100
"""Characters beyond which no typing slip goes."""
_FEWEST_DIGITS = 13
"""Digits of the shortest id that stands beside another one; fewer are a group of one id."""

_WRAPPING = " \t\r\n\"'`\u2018\u2019\u201c\u201d=#_*,;.|()[]<>"
_GAPS = re.compile(r"(?<=\d)\s+(?=\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?:([,.'\u2019_])\d{3})(?:\1\d{3}){2,}")
_SEVERAL = re.compile(rf"\d{{{_FEWEST_DIGITS},}}(?:[\s,;|/+&]+(?:\d{{{_FEWEST_DIGITS},}}))+")
_LABEL = re.compile(
    r"[^\d/?&]{0,60}?(?<![a-z_])ids?(?:\s?(?:number|no\.?|nummer|nr\.?))?\s*[:=#\uff1a.\u2013-]*\s*(?=\d)",
    re.IGNORECASE,
)
_NAMED_ID = re.compile(r"(?<!\w)(\w+)[\"']?\s*[=:]\s*[\"']?(\d+)")
_IS_ADDRESS = re.compile(r"[a-z]+://|(?:[\w-]+\.)*tiktok\w*\.com/|\S*\?\w+=", re.IGNORECASE)
_NAMED_IN_ADDRESSES = {
    BUSINESS_CENTER: ("org_id", "bc_id"),
    "ADVERTISER": ("aadvid", "advertiser_id", "adv_id"),
    "CATALOG": ("catalog_id",),
    "PIXEL": ("pixel_id",),
    "TIKTOK_SHOP": ("shop_id", "store_id", "seller_id"),
}
"""What the addresses of TikTok's pages, and its programs, call an id of a kind."""
_NAMES = frozenset(name for names in _NAMED_IN_ADDRESSES.values() for name in names)

_SCIENTIFIC = re.compile(r"\d([.,]\d{1,30})?[eE]\+?\d{1,3}")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)

_MADE_BY_CLOCK = frozenset({BUSINESS_CENTER, "ADVERTISER", "PIXEL"})
"""Kinds whose ids are a second of creation, shifted by 32 bits, and small numbers at the end."""
_ENDS_IN, _LARGEST_END = 4096, 31
_FEWEST_ROUNDED = 10**18
"""From here on programs that read an id as a floating number lose its last digits."""

_PIXEL_CODE = re.compile(r"[BCDE][0-9A-V]{18}[0G]")
_LIKE_A_PIXEL_CODE = re.compile(r"[BCDE][0-9A-Z]{19}")
_IN_SNIPPET = re.compile(
    r"(?:ttq\.load\(\s*['\"]|[?&]sdkid=|\bpixel ?(?:code|id)\s*[:=\uff1a]\s*['\"]?)([0-9a-z]{8,})",
    re.IGNORECASE,
)


def clean_id(raw: str, kind: str = "") -> str:
    """Return the TikTok id in what was pasted, for a Business Center or a type of asset.

    Understood are ids in quotes or with a formula around them, after “ID:”, in an address of
    TikTok, and with blanks or separators between groups of digits. Two ids stay two.
    """
    if _is_bare(raw):
        return raw
    text = clean_line(unicodedata.normalize("NFKC", raw))
    if _has_name(text):
        return _named(text, kind) or text
    text = _LABEL.sub("", text, count=1) if _LABEL.match(text) else text
    text = text.strip(_WRAPPING)
    if _SEVERAL.fullmatch(text):
        each = set(re.findall(r"\d+", text))
        return each.pop() if len(each) == 1 else text
    if _THOUSANDS.fullmatch(text):
        return re.sub(r"\D", "", text)
    return _GAPS.sub("", text)


def _is_bare(text: str) -> bool:
    """Tell whether a text is nothing but digits, as most ids come."""
    return text.isascii() and text.isdigit()


def clean_code(raw: str) -> str:
    """Return the id code in what was pasted, in capitals; of a pixel's snippet its code."""
    text = clean_line(raw)
    found = _IN_SNIPPET.search(text)
    text = found[1] if found else _GAPS.sub("", text.strip(_WRAPPING))
    return text.upper()


def _has_name(text: str) -> bool:
    """Tell whether a text is an address, or says of which kind its ids are."""
    if _IS_ADDRESS.match(text):
        return True
    return any(name.lower() in _NAMES for name, _ in _NAMED_ID.findall(text))


def _named(text: str, kind: str) -> str:
    """Return the one id of a kind that a text names, or nothing."""
    wanted = _NAMED_IN_ADDRESSES.get(kind) or _NAMES
    found = {value for name, value in _NAMED_ID.findall(text) if name.lower() in wanted}
    return found.pop() if len(found) == 1 else ""


def id_problem(text: str) -> str:  # noqa: PLR0911 - one sentence a case
    """Say what is wrong with a cleaned numeric id, or return an empty text."""
    if not text:
        return tr("Enter the ID. It usually has 19 digits; paste it from TikTok.")
    if _is_bare(text):
        return _digits_problem(text)
    if _SCIENTIFIC.fullmatch(text):
        return tr(
            "A spreadsheet has shortened this number to {text}, and the last digits are lost. "
            "Copy the ID from TikTok again, or format the column as text first.",
            text=text,
        )
    if _has_name(text):
        return tr("This does not contain the ID that is needed here. Copy the ID itself.")
    if _UUID.fullmatch(text):
        return tr("This is an identity ID. Enter the numeric ID that TikTok shows.")
    if _SEVERAL.fullmatch(text):
        return tr("These are {count} IDs. Enter one.", count=len(re.findall(r"\d+", text)))
    if re.fullmatch(r"\d+[.,]\d*", text):
        return tr("An ID has no decimal point. Copy it from TikTok again.")
    if re.search(r"\s", text):
        return tr("The ID contains a space. Enter a single ID.")
    if is_whole_pixel_code(text):
        return tr("This looks like a pixel's code, not an ID. Enter it as the pixel code.")
    return _digits_problem(text)


def _digits_problem(text: str) -> str:
    """Say that an id is no number of digits, or that it is one beyond any slip; or nothing."""
    if len(text) > _MOST_DIGITS:
        return tr("This is too long to be an ID: {count} characters.", count=len(text))
    if not _is_bare(text):
        odd = next(each for each in text if not (each.isascii() and each.isdigit()))
        return tr(
            "An ID contains only digits, but this one contains “{character}”. Copy it from TikTok "
            "again.",
            character=odd,
        )
    return ""


def unread_id(raw: str) -> str:
    """Say why what was typed cannot be a TikTok id of any kind; nothing while it may be."""
    text = clean_id(raw)
    return "" if not text or _has_name(text) else id_problem(text)


def id_damage(text: str, kind: str = "", today: date = date.max) -> str:  # noqa: PLR0911 - one sentence a case
    """Say why a sound numeric id of a kind is probably damaged, or return nothing.

    It may be right all the same: TikTok promises no length.
    """
    number = int(text)
    if _ends_in_zeros(text):
        return tr(
            "The last digits are all zeros, as if a spreadsheet had rounded the number. "
            "Compare it with TikTok digit by digit."
        )
    if is_rounded(text):
        return _looks_rounded()
    if kind == "ADVERTISER" and re.fullmatch(r"1[678]\d{14}", text):
        if text[1] == "6":  # ad accounts of 2018 to 2021
            return ""
        return tr("This looks like the ID of a campaign, ad group or ad, not of an ad account.")
    if len(text) != _USUAL_LENGTH:
        return tr(
            "TikTok IDs usually have 19 digits; this one has {count}. Compare it with TikTok.",
            count=len(text),
        )
    if text[0] not in ("678" if kind == "TIKTOK_SHOP" else "67"):
        return tr("TikTok IDs usually start with 6 or 7. Compare it with TikTok.")
    if not _is_by_clock(text, kind):
        return ""
    made = datetime.fromtimestamp(number >> 32, UTC).date()
    if made > today:
        return tr(
            "According to its digits, this ID was created on {day}, which is in the "
            "future. Compare it with "
            "TikTok digit by digit.",
            day=show_day(made),
        )
    return _looks_rounded() if number % _ENDS_IN == 0 else ""


def is_rounded(text: str) -> bool:
    """Tell whether a sound numeric id is what a program makes of another one by rounding it."""
    number = int(text)
    if _ends_in_zeros(text):
        return True
    # Of so many digits a decimal number keeps 17 at the most, a binary one its own.
    may_be = number % 100 == 0 or int(float(number)) == number
    return number >= _FEWEST_ROUNDED and may_be and number in _rounded(number)


def rounds_to(whole: str, damaged: str) -> bool:
    """Tell whether an id becomes a damaged one, such as `7.48012E+18`, once it is rounded."""
    if _SCIENTIFIC.fullmatch(damaged):
        shown = Decimal(damaged.replace(",", "."))
        return Decimal(format(Decimal(whole), f".{len(shown.as_tuple().digits)}g")) == shown
    cut = (whole[:digits].ljust(len(whole), "0") for digits in (15, 16, 17))
    return len(whole) == len(damaged) and (int(damaged) in _rounded(int(whole)) or damaged in cut)


def is_shortened(text: str) -> bool:
    """Tell whether a spreadsheet shows an id by its first digits and their power of ten."""
    return _SCIENTIFIC.fullmatch(text) is not None


def _ends_in_zeros(text: str) -> bool:
    return text.endswith("000")


def id_doubt(text: str, kind: str = "") -> str:
    """Say what is unusual about a numeric id of a kind and may well be right, or nothing."""
    if _is_by_clock(text, kind) and int(text) % _ENDS_IN > _LARGEST_END:
        return tr(
            "The last digits are unusual for TikTok. A digit may be mistyped or rounded. "
            "Compare it with TikTok digit by digit."
        )
    return ""


def _is_by_clock(text: str, kind: str) -> bool:
    """Tell whether an id is of the usual form and says when it was made."""
    return kind in _MADE_BY_CLOCK and len(text) == _USUAL_LENGTH and text[0] in "67"


def _looks_rounded() -> str:
    return tr(
        "This looks like a number rounded by a spreadsheet or a program. Compare the last "
        "digits with TikTok."
    )


def _rounded(number: int) -> Iterator[int]:
    """Yield what programs make of an id that they read as a floating number and write again."""
    near = float(number)
    yield int(near)
    yield int(Decimal(repr(near)))
    for digits in (15, 16, 17):
        yield int(Decimal(format(near, f".{digits}g")))


def pixel_code_problem(text: str) -> str:
    """Say what is wrong with the code that is a pixel's id, or nothing."""
    if re.search(r"\s", text):
        return tr("The code contains a space. Enter a single code.")
    if not text.isascii() or not text.isalnum():
        return tr(
            "A pixel code contains only capital letters and digits. Copy it from TikTok again."
        )
    return ""


def pixel_code_notice(text: str) -> str:
    """Say what looks odd about the sound code that is a pixel's id, or nothing."""
    if _PIXEL_CODE.fullmatch(text):
        return ""
    if text.isdigit():
        return tr("This looks like the pixel's numeric ID, not its code. Enter it as the ID.")
    return tr(
        "A pixel code usually has 20 characters. It starts with C, D or E, continues with "
        "digits and letters A to V, and ends with 0 or G. Compare it with TikTok."
    )


def is_whole_pixel_code(text: str) -> bool:
    """Tell whether a pixel's id code has the length and the beginning of one."""
    return _LIKE_A_PIXEL_CODE.fullmatch(text) is not None


def shop_code_problem(text: str) -> str:
    """Say what is wrong with the code that is a shop's id, or nothing."""
    if text and not (text.isascii() and text.isalnum()):
        return tr(
            "A shop code contains only capital letters and digits. Copy it from TikTok again."
        )
    return ""
