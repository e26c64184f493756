"""What a single value looks like: a password, a code, a key, or something ordinary."""

from __future__ import annotations

import functools
import itertools
import json
import re

from delvia_desktop import resources

_ORDINARY = re.compile(
    r"""
    (?:https?://|www\.)\S+                                   # a link
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}              # an e-mail address
    | [@\#][^\W\d_][\w.]*                                    # a handle or a hashtag
    | \d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?(?:T\S+)?            # a day of digits
    | \d{1,2}\.?-?[^\W\d_]{3,10}\.?-?(?:\d{2}|\d{4})         # 3Feb2026
    | \d{1,4}(?:[年月日回時分])\S*
    | (?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2]|Q[1-4])            # a month
    | (?:Q[1-4]|H[12]|KW|W|SS|AW|FS|HW)[-/_.]?\d{1,4}(?:[-/]\d{2,4})?
    | \d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:h|am|pm)?(?:[-–]\d{1,2}[:.]\d{2})?
    | [+-]?\d+(?:[.,'\u202f]\d+)*\s?(?:%|[kmg]b?|px|pt|ml|kg|[hsfx]|min|days?|er|th|st|nd|rd)?\+?
    | v?\d+(?:\.\d+)+[a-z]?                                  # a version, an address
    | [A-Z]{0,4}[$€£¥]\S*\d\S* | \d[\d.,]*[$€£¥]\S*          # a price
    | \d{13,20}                                              # an id of TikTok
    | [B-E][A-Z0-9]{19}                                      # a pixel code
    | (?i:[0-9a-f]{64}|[0-9a-f]{40})                         # a digest
    | (?i:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})       # a UUID
    | (?:GTM|G|AW|UA|DC)-[A-Z0-9-]+                          # tags of Google
    | [A-Z]{2}\d{2}(?:[A-Z0-9]{4}){2,7}[A-Z0-9]{0,3}         # an IBAN
    | \#[0-9A-Fa-f]{6}                                       # a colour
    | \(?[+0]?\d[\d()/.\s-]{5,}\d                            # a telephone number
    | \S+\.(?i:png|jpe?g|gif|webp|heic|pdf|eml|msg|txt|csv|xlsx?|docx?|pptx?)
    | \S+\.(?i:zip|mp4|mov|json|html?|delvia)
    | [a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|de|fr|pl|jp|io|example|app|co)(?:/\S*)?
    """,
    re.VERBOSE,
)
_NUMBERED = re.compile(
    r"[A-Z]{1,6}(?:[-_/.]?\d+)+(?:[-_/.]?[A-Z]{1,4})?|\d+(?:[/.-]\d+)+(?:[/.-][A-Z])?"
    r"|(?:[A-Z0-9]{1,8}[-_])+[A-Z0-9]{1,8}"
)
"""A contract, an order, a ticket, a product: capitals and digits in groups."""

_SPECIAL = frozenset("!@#$%^&*?~+=<>§€")
_STRANGE = frozenset("!$%^*?~")
"""What stands inside no ordinary word; the others join names and amounts."""

_DIGITS = re.compile(r"\d{3}[ -]?\d{3,5}|\d{2}(?:[ -]\d{2}){2,3}|\d{4}(?:[ -]\d{4})*|\d{4,10}")
_GROUPS = re.compile(r"(?=\S*\d)[A-Za-z0-9]{2,8}(?:-[A-Za-z0-9]{2,8}){1,7}|(?=\w*\d)[A-Z0-9]{8,12}")
_DIGIT = re.compile(r"\d")
_GOES_ON = re.compile(r"[A-Za-z0-9_/]|[ .,-]\d|[./]\w")
_YEAR = re.compile(r"(?:19|20)\d\d")
_KEY = re.compile(r"[\w+/=.:~-]{8,4096}")
_BASE32 = re.compile(r"[A-Z2-7]{16}|[A-Z2-7]{26}|[A-Z2-7]{32}|[A-Z2-7]{52}")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_HYPHENED = re.compile(r"[a-zà-ɏ0-9]{2,}(?:[-_.][a-zà-ɏ0-9]{2,}){2,}", re.IGNORECASE)


def is_ordinary(value: str) -> bool:
    """Tell whether a single value is ordinary, no secret: a day, an id, an address."""
    return _ORDINARY.fullmatch(value) is not None or value.casefold() in _listed("products")


def is_password(value: str, *, beside: bool = False) -> bool:
    """Tell whether a value after “password” is one: letters with digits or special signs.

    `beside`: nothing but a colon stands between, so digits alone and plainer mixtures count.
    """
    if not 4 <= len(value) <= 128 or is_ordinary(value):  # noqa: PLR2004
        return beside and re.fullmatch(r"\d{4,12}", value) is not None
    letters = sum(c.isalpha() for c in value)
    digits = sum(c.isdigit() for c in value)
    if _NUMBERED.fullmatch(value) and not (beside and value.isalnum()):
        return False
    if letters and digits:
        return len(value) >= 5 + (not beside)
    joins = _SPECIAL | {"_"} if beside else _SPECIAL
    special = any(c in joins for c in value[1:-1]) or value[-1:] in _STRANGE - {"?"}
    if letters and special and value.isascii():
        return beside or any(c in _SPECIAL for c in value[1:-1]) or _is_joined(value[:-1])
    return (beside and _is_joined(value)) or _HYPHENED.fullmatch(value) is not None


def _is_joined(value: str) -> bool:
    """Tell whether words were joined with capitals inside."""
    inner = any(a.islower() and b.isupper() for a, b in itertools.pairwise(value))
    return inner and value.isalpha()


def is_hidden_word(rest: str, value: str, *, quoted: bool) -> bool:
    """Tell whether a plain word as a value may be a password: “password: sunshine”.

    TikTok takes none like this, mailboxes do. A name has a capital, and what people write instead
    of a password is listed for the scripts that are looked at.
    """
    is_last = quoted or not rest[len(value) :].strip(_END)
    plain = _LISTED_SCRIPTS.fullmatch(value) is not None and len(value) >= 5  # noqa: PLR2004
    return is_last and plain and value not in _listed("instead") | _listed("small")


_LISTED_SCRIPTS = re.compile("[a-z]+|[а-яёєіїґў]+")
_END = " \t\r.,;:)\"'”’"


def is_phrase(rest: str, fewest: int = 4) -> bool:
    """Tell whether a value is a phrase of words without a sentence, so a pass phrase.

    Four words are the fewest that are advised.
    """
    words = rest.split("\n", 1)[0].strip(_END).split()
    if not fewest <= len(words) <= 24:  # noqa: PLR2004
        return False
    known = _listed("small") | _listed("instead")
    return all(_LISTED_SCRIPTS.fullmatch(word) and word not in known for word in words)


def is_long_number(rest: str) -> bool:
    """Tell whether a value is a number of many digits, as printed on routers."""
    return re.fullmatch(r"\d{8,63}", re.sub(r"[ -]", "", rest.strip(_END))) is not None


def is_code(rest: str, *, firmly: bool) -> bool:
    """Tell whether a value begins with a secret code; after words, four digits can be a year."""
    digits = _DIGITS.match(rest)
    if digits is not None and not _GOES_ON.match(rest, digits.end()):
        return firmly or _YEAR.fullmatch(digits[0]) is None
    groups = _GROUPS.match(rest)
    if groups is None or _GOES_ON.match(rest, groups.end()):
        return False
    return not is_ordinary(groups[0]) and re.fullmatch(r"[A-Z]+-\d{4}-\d+", groups[0]) is None


def is_key(value: str) -> bool:
    """Tell whether a value after “API key” or “token” is one."""
    bare = value.replace(" ", "")
    if _BASE32.fullmatch(bare.upper()):
        return True
    if re.fullmatch(r"(?i:[0-9a-f]{16,})", value) and not value.isdigit():
        return True
    if not _KEY.fullmatch(value) or is_ordinary(value) or _NUMBERED.fullmatch(value):
        return False
    return has_digit(value) and sum(c.isalpha() for c in value) >= 3  # noqa: PLR2004


def has_digit(text: str) -> bool:
    """Tell whether a value has a digit; most have none and need no closer look."""
    return _DIGIT.search(text) is not None


def is_mixed(value: str, *, beside: bool = False) -> bool:
    """Tell whether a value is a password by itself: small, capital, digit, special mixed.

    `beside`: it follows an address or a login, so that less is enough.
    """
    if value.isdigit() or not 8 <= len(value) <= 40 or not any(map(str.isdigit, value)):  # noqa: PLR2004
        return False
    small, large = any(map(str.islower, value)), any(map(str.isupper, value))
    strange = any(c in _STRANGE for c in value[1:-1])
    special = strange or any(c in _SPECIAL for c in value[1:-1])
    ends = value[-1] in _STRANGE
    if beside:
        enough = (special or ends) and (small or large)
        enough = enough or (small and large and value.isalnum())
        enough = enough and not {"/", "_"} & set(value)
    else:
        leet = _turns(value) >= (5 if special else 3)
        enough = small and large and (strange or (special and leet) or (leet and ends))
        enough = enough and not {"/", "=", "+"} & set(value)
    return enough and not is_ordinary(value) and _NUMBERED.fullmatch(value) is None


def is_random(value: str, least: int = 20) -> bool:
    """Tell whether a value has letters and digits in an order as in no word."""
    if value.isdigit() or not any(map(str.isdigit, value)):
        return False
    if len(value) < min(least, 16) or "://" in value:
        return False
    if _BASE32.fullmatch(value):
        return sum(map(str.isdigit, value)) >= 2 and _turns(value) >= 4  # noqa: PLR2004
    parts = re.split(r"[-_+/=.]", value)
    bare = "".join(parts)
    if least > 12 and max(map(len, parts)) < 12:  # noqa: PLR2004 - words of a name in a row
        return False
    if len(bare) < least or not bare.isascii() or not bare.isalnum():
        return False
    kinds = any(map(str.isupper, bare)) + any(map(str.islower, bare)) + 1
    enough = kinds >= 2 + (least > 12) and _turns(bare) >= len(bare) * 0.3  # noqa: PLR2004
    return enough and not is_ordinary(value)


def _turns(value: str) -> int:
    """Count where one sort of character follows another, but for capitals that begin words."""
    sorts = [
        "d" if c.isdigit() else "U" if c.isupper() else "l" if c.isalpha() else "s" for c in value
    ]
    return sum(a != b and a + b != "Ul" for a, b in itertools.pairwise(sorts))


@functools.cache
def _listed(name: str) -> frozenset[str]:
    data = json.loads(resources.text("vocabulary", "secrets.json"))
    return frozenset(data[name])
