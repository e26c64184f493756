"""TikTok ids: text of digits that spreadsheets like to damage.

The formats come from public samples of TikTok's Business API: 19 digits that start with 6 or 7 for
Business Centers and most assets, 20 capital letters and digits that start with C for a pixel code.
TikTok promises only that they are text, so a strange length is a notice and never an error.
"""

from __future__ import annotations

import re

from delvia_desktop.i18n import tr

_USUAL_LENGTH = 19
_WRAPPING = " \t\r\n\u00a0\u2007\u202f\ufeff\u200b\"'`\u2018\u2019\u201c\u201d"
_GAPS = re.compile(r"(?<=\d)[ \u00a0\u2007\u202f\u2009\t](?=\d)")
# Spreadsheets keep 15 digits, programs that read ids as floating numbers 16 or 17.
_ROUNDED = re.compile(r"0{3,}$")
_SCIENTIFIC = re.compile(r"^\d([.,]\d+)?[eE]\+?\d+$")
_PIXEL_CODE = re.compile(r"^C[A-Z0-9]{19}$")


def clean_id(raw: str) -> str:
    """Return a pasted id without quotes, a leading apostrophe and the blanks that group digits."""
    return _GAPS.sub("", raw.strip(_WRAPPING))


def id_problem(text: str) -> str:
    """Say what is wrong with a cleaned numeric id, or return an empty text."""
    if not text:
        return tr("Type the id. It is a number of about 19 digits.")
    if _SCIENTIFIC.match(text):
        return tr(
            "This looks like a number shortened by a spreadsheet: {text}. The last digits are "
            "lost. Copy the id again from TikTok, or format the column as text first.",
            text=text,
        )
    if re.fullmatch(r"\d+[.,]\d*", text):
        return tr("An id has no decimal point. Copy it again from TikTok.")
    if re.search(r"\s", text):
        return tr("There is a blank inside. Type or paste one id only.")
    if not text.isascii() or not text.isdigit():
        return tr("An id is made of digits only. Copy it again from TikTok.")
    return ""


def id_notice(text: str) -> str:
    """Say what looks odd about a sound numeric id, or return an empty text."""
    if _ROUNDED.search(text):
        return tr(
            "The last digits are all zero. This looks like a number rounded by a spreadsheet: "
            "compare it with TikTok digit by digit."
        )
    if len(text) != _USUAL_LENGTH:
        return tr(
            "TikTok ids usually have 19 digits; this one has {count}. Compare it with TikTok.",
            count=len(text),
        )
    if text[0] not in "67":
        return tr("TikTok ids usually start with 6 or 7. Compare it with TikTok.")
    return ""


def pixel_code_problem(text: str) -> str:
    """Say what is wrong with a cleaned pixel code, or return an empty text."""
    if re.search(r"\s", text):
        return tr("There is a blank inside. Type or paste one code only.")
    if not text.isascii() or not text.isalnum():
        return tr("A pixel code is made of capital letters and digits. Copy it again from TikTok.")
    return ""


def pixel_code_notice(text: str) -> str:
    """Say what looks odd about a sound pixel code, or return an empty text."""
    if _PIXEL_CODE.match(text):
        return ""
    return tr(
        "A pixel code usually has 20 capital letters and digits and starts with C. "
        "Compare it with TikTok."
    )


def shop_code_problem(text: str) -> str:
    """Say what is wrong with the cleaned code of a shop, or return an empty text."""
    if text and not (text.isascii() and text.isalnum()):
        return tr("A shop code is made of capital letters and digits. Copy it again from TikTok.")
    return ""
