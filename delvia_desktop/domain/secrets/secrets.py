"""Text that looks like a secret: which sort, and where, so that it is refused and never repeated.

The record keeps dates and holders, never a password or a code (domain rule CRD-03). What gives a
secret away is its own form (`_FORMS`), a word beside it (`vocabulary/secrets.json`), a column of
passwords, a list of codes alike, or letters too mixed for a word. A text is read from left to right
a bounded number of times, so that a long one costs no more than its length.
"""

from __future__ import annotations

import functools
import itertools
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from delvia_desktop import resources
from delvia_desktop.domain.secrets.columns import column_of_passwords
from delvia_desktop.domain.secrets.looked_at import looked_at_once
from delvia_desktop.domain.secrets.values import (
    has_digit,
    is_code,
    is_hidden_word,
    is_key,
    is_long_number,
    is_mixed,
    is_ordinary,
    is_password,
    is_phrase,
    is_random,
)
from delvia_desktop.i18n import tr


class Sort(StrEnum):
    """What a text can look like."""

    PASSWORD = "password"  # noqa: S105 - a name
    CODE = "code"
    CODES = "codes"
    KEY = "key"
    SETUP = "setup"
    TOKEN = "token"  # noqa: S105 - a name
    SPARK = "spark"
    PRIVATE = "private"
    CONNECTION = "connection"
    LINK = "link"


@dataclass(frozen=True)
class Sighting:
    """Something that looks like a secret: its sort, its line from 1 on, the word beside it."""

    sort: Sort
    line: int
    cue: str = ""


_FORMS = re.compile(
    r"(?P<private>-----BEGIN [A-Z ]{0,40}PRIVATE KEY|PuTTY-User-Key-File)"
    r"|(?P<setup>otpauth://)"
    r"|(?P<password>\bWIFI:(?=[^\n]{0,120}[:;]P:[^;\n]{4}))"
    r"|(?P<connection>\b[a-z][a-z0-9+.]{1,20}://[^\s/:@]{0,80}:[^\s/@]{2,80}@)"
    r"|(?P<link>[?&#;](?:access_?|refresh_?|id_?|auth_?|login_?|reset_?|session_?)?(?:token|otp|sig"
    r"|signature|passw(?:or)?d|pwd|secret|api_?key|magic|x-amz-signature)=[^\s&]{8,})"
    r"|(?P<spark>(?<![\w/&])#(?=[A-Za-z0-9+/_-]{0,60}\d)[A-Za-z0-9+/_-]{24,4096}={0,3})"
    r"|(?P<token>\beyJ[\w-]{8,4096}\.[\w-]{6,4096}\.[\w-]{6,4096}"
    r"|\bA(?:KIA|SIA)[A-Z0-9]{16}\b"
    r"|\b(?:sk|pk|rk|gh[opsu]|github_pat|glpat|xox[abprs]|npm|hf|whsec|act|rft|ya29)"
    r"[-_.](?=[\w.-]{0,60}\d)[\w.-]{18,4096})",
    re.IGNORECASE,
)
"""Forms that are secret wherever they stand."""

_MARKS = re.compile(r"-----|PuTTY|://|[#&?]|WIFI:|\S{20}")
"""Without one of these a text has none of the forms."""

_REACH, _NEAR = 160, 60
"""Characters after a word such as “password” in which its value is looked for, a strong one
without a colon."""

_HARD = re.compile(r"[\"'”’)\]*_ \t]{0,4}(?::=|=>|->|[:=：＝→➜»>|]|[-–—] )[ \t]*")
_LATER = re.compile(r"[^:=：＝→\n;|]{0,60}?(?:[:=：＝]|->|→)[ \t]*")
_QUOTES = "\"'`“”„«»‘’「」『』<([{*_"
_SCHEME = re.compile(r"^(?:basic|bearer) ", re.IGNORECASE)
_VALUE = re.compile(r"[!-~\u00a1-\u024f]+|\S+")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{2,24}){1,4}|(?<![\w@])@[\w.]{2,30}")
_PAIR = re.compile(r"[ \t]*[\t/|;,: ][ \t]*")
_FIRST = re.compile(r"(?<!\S)(?:\d{3} \d{3}|\S{4,40})(?!\S)")
_CODE_FIRST = re.compile(r"(?:[A-Z]-)?(?:\d{3}[ -]?\d{3}|\d{4,8})")
_TO_USE = re.compile(
    r"\b(?:use|enter|type) (?:[A-Z]-)?(?:\d{3}[ -]?\d{3}|\d{4,8}) (?:to|as)\b", re.IGNORECASE
)
_ALIKE = re.compile(
    r"(?<![\w/.+-])(?:[a-z0-9]{4,6}(?:-[a-z0-9]{4,6}){1,3}|[A-Z0-9]{4,6}(?:-[A-Z0-9]{4,6}){1,3}"
    r"|\d{4} \d{4}|\d{8}|[a-z0-9]{8,12})(?![\w/+-])"
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_TOKEN = re.compile(r"[!-~\u00a1-\u024f\u0400-\u04ff]{8,}")
_FEWEST_CODES = 4
_FEWEST_LETTERS = 9 * _FEWEST_CODES - 1


@looked_at_once
def find_secret(text: str) -> Sighting | None:
    """Return the first secret that a text seems to hold, or None."""
    plain = text if text.isascii() else _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    for look in (_by_form, _by_word, _by_column, _beside_a_name, _list_of_codes, _alone):
        found = look(plain)
        if found is not None:
            sort, place, cue = found
            return Sighting(sort, plain.count("\n", 0, place) + 1, cue)
    return None


def secret_problem(text: str) -> str:
    """Say what secret a text seems to hold and what to record instead, or nothing."""
    seen = find_secret(text)
    if seen is None:
        return ""
    what = _sorts()[seen.sort]
    if "\n" in text.strip():
        where = tr("Line {n} appears to contain {what}.", n=seen.line, what=what)
    elif seen.cue:
        where = tr("The text next to “{cue}” looks like {what}.", cue=seen.cue, what=what)
    else:
        where = tr("This appears to contain {what}.", what=what)
    return tr(
        "{where} The register never stores secrets. Record who holds it and when it was last "
        "changed.",
        where=where,
    )


def _sorts() -> dict[Sort, str]:
    return {
        Sort.PASSWORD: tr("a password"),
        Sort.CODE: tr("a sign-in code"),
        Sort.CODES: tr("backup or recovery codes"),
        Sort.KEY: tr("an API key or token"),
        Sort.SETUP: tr("the key of an authenticator app"),
        Sort.TOKEN: tr("an access token"),
        Sort.SPARK: tr("a Spark Ads code"),
        Sort.PRIVATE: tr("a private key"),
        Sort.CONNECTION: tr("a web address that includes a password"),
        Sort.LINK: tr("a link that signs anyone in"),
    }


_Found = tuple[Sort, int, str] | None


@dataclass(frozen=True)
class _Words:
    """The words of the vocabulary, ready to look for in a text of small letters."""

    cue: re.Pattern[str]
    sorts: Mapping[str, Sort]
    inside: frozenset[str]
    joined: frozenset[str]
    phrases: frozenset[str]
    is_word: re.Pattern[str]
    says: re.Pattern[str]
    login: re.Pattern[str]
    bare: re.Pattern[str]


@functools.cache
def _words() -> _Words:
    data = json.loads(resources.text("vocabulary", "secrets.json"))
    sorts: dict[str, Sort] = {}
    inside: set[str] = set()
    joined: set[str] = set()
    for sort in (Sort.PASSWORD, Sort.KEY, Sort.CODE, Sort.CODES, Sort.SETUP):
        words = data[sort]
        phrases = set(data["phrases"]) if sort is Sort.PASSWORD else set()
        compound = {word + end for word in words["inside"] for end in ("", "s", "e", "n", "en")}
        alone = {word + end for word in words["alone"] for end in ("", "s")}
        sorts |= dict.fromkeys([*compound, *alone, *phrases, *words["joined"]], sort)
        inside |= compound
        joined |= set(words["joined"])
    glued = _any_of(data["is_joined"])
    said = rf"(?<!\w){_any_of(data['is'])}(?: now)?\s+|{glued}\s*"
    return _Words(
        re.compile(_any_of(sorts)),
        sorts,
        frozenset(inside),
        frozenset(joined),
        frozenset(data["phrases"]),
        re.compile(rf"[^:=\n;|]{{0,60}}?(?:{said})", re.IGNORECASE),
        re.compile(rf"\s*(?:{said})", re.IGNORECASE),
        re.compile(rf"(?<!\w){_any_of(data['login'])}[ \t:=]{{1,4}}[^\s/|]{{2,40}}(?=[ \t]*[/|])"),
        re.compile(
            rf"(?:^|[.,;(!?–—] |(?<!\w){_any_of(data['before_code'])} ){_any_of(data['bare_code'])}"
            rf"(?:[ \t]*[:=][ \t]*|[ \t]+(?:{said})?)(?=\d)",
            re.IGNORECASE | re.MULTILINE,
        ),
    )


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for the longest of some words, in which each letter is looked at once."""
    heads: dict[str, set[str]] = {}
    for word in words:
        heads.setdefault(word[:1], set()).add(word[1:])
    ends = "" in heads
    parts = [
        re.escape(head) + (_any_of(tails) if tails != {""} else "")
        for head, tails in sorted(heads.items())
        if head
    ]
    return f"(?:{'|'.join(parts)}){'?' if ends else ''}"


def _cues(text: str) -> Iterator[tuple[int, int, Sort]]:
    """Yield where words such as “password” stand in a text of small letters, and their sort.

    A long word may be the end of a compound (“Zugangspasswort”); a short one stands by itself.
    """
    words = _words()
    place = 0
    while (match := words.cue.search(text, place)) is not None:
        word, start, end = match[0], match.start(), match.end()
        before, after = text[start - 1 : start], text[end : end + 1]
        whole = not after.isalpha() and (word in words.inside or not before.isalnum())
        if whole or word in words.joined:
            yield start, end, words.sorts[word]
            place = end
        else:
            place = start + 1


def _by_form(text: str) -> _Found:
    if (used := _TO_USE.search(text)) is not None:
        return Sort.CODE, used.start(), ""
    for bare in _words().bare.finditer(text) if has_digit(text) else ():
        digits = _CODE_FIRST.match(text, bare.end())
        if digits is not None and is_code(text[bare.end() : digits.end() + 3], firmly=False):
            return Sort.CODE, bare.start(), ""
    if _MARKS.search(text) is None:
        return None
    for match in _FORMS.finditer(text):
        sort = Sort(match.lastgroup or "")
        if sort is Sort.SPARK and not is_random(match[0][1:]):
            continue
        return sort, match.start(), ""
    return None


def _by_word(text: str) -> _Found:
    for start, end, sort in _cues(_small(text)):
        if _has_value(text, start, end, sort) or _stands_before(text, start, sort):
            return sort, start, text[start:end]
    return None


def _small(text: str) -> str:
    small = text.lower()
    return small if len(small) == len(text) else text  # a few letters have no single small one


def _has_value(text: str, start: int, end: int, sort: Sort) -> bool:  # noqa: PLR0911 - one way a time
    """Tell whether a secret follows a word such as “password”, on its line or on the next."""
    if text[start:end].lower() in _words().phrases and _has_phrase(text, end):
        return True
    stop = text.find("\n", end, end + _REACH)
    rest = text[end : stop if stop >= 0 else end + _REACH]
    if not rest.strip(" \t:=：-"):
        following = text[end + len(rest) : end + 2 * _REACH].lstrip().split("\n", 1)[0]
        return _is_secret(following, sort, is_beside=True)
    hard = _HARD.match(rest)
    if hard is not None:
        if _is_secret(rest[hard.end() :], sort, is_beside=True):
            return True
    elif rest[:1] in " \t\"'" and _is_secret(rest.strip(), sort, is_beside=False):
        return True
    for way in (_LATER, _words().is_word):
        later = way.match(rest)
        if later is not None and _is_secret(rest[later.end() :], sort, is_beside=False, loose=True):
            return True
    if sort is not Sort.PASSWORD or not has_digit(rest[:_NEAR]):
        return False
    near = re.split(r"[.;:!?] ", rest[:_NEAR], maxsplit=1)[0].split()
    return any(is_mixed(_bare(word), beside=True) for word in near)


def _has_phrase(text: str, end: int) -> bool:
    """Tell whether a few words or many digits follow, as “Wi-Fi passphrase” asks for them."""
    stop = text.find("\n", end, end + _REACH)
    rest = text[end : stop if stop >= 0 else end + _REACH]
    for way in (_HARD, _LATER, _words().is_word):
        found = way.match(rest)
        if found is not None:
            value = rest[found.end() :].lstrip(_QUOTES)
            return is_phrase(value, fewest=3) or is_long_number(value)
    return False


def _bare(word: str) -> str:
    return word.strip(_QUOTES + ".,;:)]}>")


def _is_secret(rest: str, sort: Sort, *, is_beside: bool, loose: bool = False) -> bool:
    """Tell whether a text begins with the value of a secret.

    `is_beside`: only a colon or the like stands between the word and the value, so that a plain
    word can be one; `loose`: other words stand between, so that a contract number is none.
    """
    quoted = rest[:1] in _QUOTES
    rest = _SCHEME.sub("", rest.lstrip(_QUOTES + " \t"), count=1)
    found = _VALUE.match(rest)
    if found is None:
        return False
    value = _bare(found[0].split("|")[0])
    after = rest[found.end() : found.end() + 1]
    if value.isdigit() and after and after in "年月日回":
        return False
    if sort in {Sort.CODE, Sort.CODES}:
        firmly = is_beside or loose
        return is_code(rest, firmly=firmly) or (sort is Sort.CODES and is_password(value))
    if sort in {Sort.KEY, Sort.SETUP}:
        return is_key(value) or (sort is Sort.SETUP and (is_phrase(rest) or is_key(_joined(rest))))
    may_be_word = is_beside or (loose and quoted)
    return (
        is_password(value, beside=is_beside)
        or (may_be_word and is_hidden_word(rest, value, quoted=quoted))
        or (is_beside and is_phrase(rest))
    )


def _joined(rest: str) -> str:
    """Return a key that is printed in groups of four as one."""
    groups = itertools.takewhile(lambda part: len(part) == 4 and part.isalnum(), rest.split())  # noqa: PLR2004
    return "".join(groups)


def _stands_before(text: str, start: int, sort: Sort) -> bool:
    """Tell whether a secret stands before its word: “482913 is your verification code”."""
    before = text[max(0, start - _NEAR) : start].rsplit("\n", 1)[-1]
    for match in _FIRST.finditer(before):
        says = _words().says.match(before, match.end())
        if says is None:
            continue
        if _CODE_FIRST.fullmatch(match[0]) or (sort is Sort.PASSWORD and is_password(match[0])):
            return True
    return False


def _by_column(text: str) -> _Found:
    found = column_of_passwords(text, _words().sorts.keys())
    return (Sort.PASSWORD, *found) if found is not None else None


def _beside_a_name(text: str) -> _Found:
    """Look for an address, a handle or a login with a password after it."""
    named = _words().login.finditer(_small(text)) if "/" in text or "|" in text else ()
    for match in itertools.chain(_MAIL.finditer(text) if "@" in text else (), named):
        between = _PAIR.match(text, match.end())
        value = _VALUE.match(text, between.end()) if between is not None else None
        if between is None or value is None:
            continue
        word = _bare(value[0])
        if is_mixed(word, beside=True) or (between[0] == ":" and is_password(word)):
            return Sort.PASSWORD, value.start(), ""
    return None


def _list_of_codes(text: str) -> _Found:
    """Look for several random codes of one form, as backup codes are printed."""
    if len(text) < _FEWEST_LETTERS:
        return None
    kinds: dict[tuple[int, ...], list[re.Match[str]]] = {}
    for match in _ALIKE.finditer(text):
        if not any(c.isdigit() for c in match[0]) or is_ordinary(match[0]):
            continue
        form = tuple(len(part) for part in re.split("[ -]", match[0]))
        kinds.setdefault((*form, match[0].isdigit()), []).append(match)
    for found in kinds.values():
        words = [match[0] for match in found]
        differ = len({word[:3] for word in words}) == len(words)
        mixed = sum(is_random(word, least=6) for word in words)
        digits = all(word.replace(" ", "").isdigit() for word in words)
        if len(words) >= _FEWEST_CODES and differ and (digits or mixed * 2 >= len(words)):
            return Sort.CODES, found[0].start(), ""
    return None


def _alone(text: str) -> _Found:
    """Look for a single token too mixed to be a word, a name, an id or a link."""
    for match in _TOKEN.finditer(text) if has_digit(text) else ():
        value = match[0][:400].strip(_QUOTES + ".,;:)]}>")
        if is_mixed(value):
            return Sort.PASSWORD, match.start(), ""
        if is_random(value):
            return Sort.TOKEN, match.start(), ""
    return None
