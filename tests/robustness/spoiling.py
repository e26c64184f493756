"""Files that come in, spoilt as a bad disk, a bad program or an attacker spoils them.

What comes of a file depends on its format, its number and nothing else.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from random import Random
from typing import Any
from xml.sax.saxutils import escape

Spoil = Callable[[bytes, Random], bytes]

HOSTILE = (
    "\x00", '"', "'", "\n\n\n", "\r", "\r\n", ";" * 3000, "\t" * 3000, "\u202e\u0000٤", "[" * 5000,
    '{"data":', "1e400", "=1+1", "@SUM(1)", "<table><tr><td rowspan=99999999>", "7" * 400, "\ufeff",
    "<!--", "<![CDATA[", "]]>", "&#x110000;", "&#55296;", "&lol;", "<" * 2000, "</td>" * 500,
    "sep=", "\x1a", "\u2028", "../../etc/passwd", "file:///etc/passwd", "_xD800_", "%s%n",
    "\ud800", "1904", "2026-02-30", "0000-00-00", "9999-12-31", "99.99.9999", "🧴" * 50,
)  # fmt: skip
"""Texts that are put in anywhere; the lone surrogate is no UTF-8."""

NUMBERS = (
    "0", "-1", "1", "65536", "1048576", "1048577", "2147483648", "9223372036854775807",
    "18446744073709551616", "1e308", "-1e400", "NaN", "9" * 30, "9" * 5000, "0.1", "٤٢", "",
)  # fmt: skip
"""What takes the place of a number: each an end of what some type holds."""

_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**31, 2**63, 2**64, 10**300, 1e308, float("nan"), float("inf"), 0.5,
    "", " ", [], {}, [[]], {"": ""}, "\ud800", "\x00", "\u202e", "9" * 400, "x" * 70_000, "=1+1",
    "../../etc/passwd", ["a", 1, None], {"id": {"id": []}}, "share 1", "share -1", "2026-02-30",
    "NEW_ROLE", "ADMIN", "SAME", "new", "same", "changed", "share", "brand",
)  # fmt: skip

_NUMBER = re.compile(rb"\d+")
_QUOTED = re.compile(rb'"[^"\n]{0,80}"')
_ENDS = (b"\n", b"\r\n", b"\r", b"\n\n", b"\x0b", b"\x1e", "\u2028".encode())


def spoilt_bytes(content: bytes, rng: Random) -> bytes:
    """Return bytes with some of them changed, left out, repeated, or from another place."""
    data = bytearray(content)
    for _ in range(rng.randint(1, 6)):
        rng.choice(_WAYS)(data, rng)
    return bytes(data)


def _flip(data: bytearray, rng: Random) -> None:
    if data:
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _leave_out(data: bytearray, rng: Random) -> None:
    at = rng.randrange(len(data) + 1)
    del data[at : at + rng.choice((1, 2, 40, 4000))]


def _double(data: bytearray, rng: Random) -> None:
    at, other = rng.randrange(len(data) + 1), rng.randrange(len(data) + 1)
    data[other:other] = data[at : at + rng.choice((1, 20, 200, 20_000))]


def _swap(data: bytearray, rng: Random) -> None:
    length = rng.choice((1, 8, 100, 1000))
    one, other = (rng.randrange(len(data) + 1) for _ in range(2))
    first, second = data[one : one + length], data[other : other + length]
    data[one : one + len(first)] = second
    data[other : other + len(second)] = first


def _put_in(data: bytearray, rng: Random) -> None:
    at = rng.randrange(len(data) + 1)
    data[at:at] = rng.choice(HOSTILE).encode("utf-8", "surrogatepass")


def _cut(data: bytearray, rng: Random) -> None:
    del data[rng.randrange(len(data) + 1) :]


def _other_number(data: bytearray, rng: Random) -> None:
    _replace(data, _NUMBER, rng.choice(NUMBERS).encode(), rng)


def _other_text(data: bytearray, rng: Random) -> None:
    _replace(data, _QUOTED, rng.choice(HOSTILE).encode("utf-8", "surrogatepass"), rng)


def _replace(data: bytearray, mark: re.Pattern[bytes], by: bytes, rng: Random) -> None:
    found = [each.span() for each in mark.finditer(data)]
    if found:
        start, end = rng.choice(found)
        data[start:end] = by


def _mix_line_ends(data: bytearray, rng: Random) -> None:
    lines = bytes(data).split(b"\n")
    data[:] = b"".join(line + rng.choice(_ENDS) for line in lines)


def _zeros(data: bytearray, rng: Random) -> None:
    at = rng.randrange(len(data) + 1)
    data[at : at + rng.choice((0, 4, 512))] = bytes(rng.choice((1, 64, 4096)))


_WAYS = (
    _flip, _flip, _leave_out, _double, _swap, _put_in, _put_in, _cut, _other_number, _other_text,
    _mix_line_ends, _zeros,
)  # fmt: skip


def spoilt_text(content: bytes, rng: Random) -> bytes:
    """Return the bytes of a text spoilt, now and then in another encoding or with many lines."""
    way = rng.randrange(12)
    if way == 0:
        text = content.decode("utf-8", "replace")
        encoding = rng.choice(("utf-16", "utf-16-be", "utf-8-sig", "cp1252", "gb18030", "utf-32"))
        content = text.encode(encoding, "replace")
    elif way == 1:
        lines = content.split(b"\n")
        content += b"\n" + b"\n".join(rng.choices(lines, k=rng.choice((10, 100, 400))))
    elif way == 2:
        lines = content.split(b"\n")
        wide = rng.choice((b";", b",", b"\t", b"|")) * rng.choice((200, 3000))
        content = b"\n".join(line + wide for line in lines)
    return spoilt_bytes(content, rng) if way or rng.random() < 0.5 else content


def spoilt_html(content: bytes, rng: Random) -> bytes:
    """Return HTML spoilt: by its attributes, its tags, or its bytes."""
    text = content.decode("utf-8", "replace")
    way = rng.randrange(6)
    if way == 0:
        span = f'<td {rng.choice(("rowspan", "colspan"))}="{rng.choice(NUMBERS)}"'
        text = text.replace("<td", span, rng.choice((1, 5, 10_000)))
    elif way == 1:
        text = rng.choice(("<table>", "<table><tr><td>", "<div>", "<a href='x'>")) * 3000 + text
    elif way == 2:
        text = text.replace(rng.choice(("</td>", "</tr>", "</table>", ">", "<tr")), "")
    elif way == 3:
        again = rng.choice(("<!", "<!--", "</", "<a ", "<a b='", "&#", "<![", "<?", "<style>", "<"))
        at = rng.randrange(len(text) + 1)
        text = text[:at] + again * rng.choice((1, 100, 20_000)) + text[at:]
    elif way == 4:
        text = text.replace("<td", f"<td data-sheets-value='{'[' * rng.choice((1, 50_000))}'", 2)
    whole = text.encode("utf-8", "replace")
    return spoilt_bytes(whole, rng) if rng.random() < 0.6 else whole


def spoilt_json(content: bytes, rng: Random) -> bytes:
    """Return JSON with other values at some of its places, or spoilt as a text."""
    if rng.random() < 0.25:
        return spoilt_bytes(content, rng)
    value = json.loads(content.decode("utf-8-sig"))
    for _ in range(rng.randint(1, 4)):
        value = _value_spoilt(value, rng)
    if rng.random() < 0.1:
        value = [value, value]
    text = json.dumps(value, ensure_ascii=rng.random() < 0.5)
    if rng.random() < 0.1:
        deep = rng.choice((50, 900, 100_000))
        text = text.replace("null", "[" * deep + "]" * deep, 1)
    return text.encode("utf-8", "surrogatepass")


def _value_spoilt(value: Any, rng: Random) -> Any:
    """Change something at a random place of a value, and return the value."""
    places = list(_places(value)) if isinstance(value, dict | list) else []
    if not places:
        return deepcopy(rng.choice(_VALUES))
    within, key = rng.choice(places)
    way = rng.randrange(9)
    if way <= 3:
        within[key] = deepcopy(rng.choice(_VALUES))
    elif way == 4:
        del within[key]
    elif way <= 7:
        other, name = rng.choice(places)
        within[key] = json.loads(json.dumps(other[name]))
    elif isinstance(within, dict):
        within[rng.choice(("", "id", "name", "\ud800", "x" * 500, "record_key"))] = within.pop(key)
    else:
        within[key:key] = [within[key]] * rng.choice((2, 300))
    return value


def _places(value: Any) -> Any:
    """Yield every place within a value: what holds it and under which key or number."""
    every = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in list(every):
        yield value, key
        if isinstance(each, dict | list):
            yield from _places(each)


def spoilt_workbook(content: bytes, rng: Random) -> bytes:
    """Return a workbook spoilt: its archive, the names in it, its parts, or its bytes."""
    if rng.random() < 0.15:
        return spoilt_bytes(content, rng)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(parts))
        name, part = parts[at]
        if rng.random() < 0.2:
            parts[at] = rng.choice(PATHS) + rng.choice(("", name)), part
        elif rng.random() < 0.1:
            parts.insert(rng.randrange(len(parts)), parts[at])
        else:
            parts[at] = name, rng.choice(_PARTS)(part, rng)
    whole = bytearray(packed(parts, rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))))
    if rng.random() < 0.25:
        _spoil_archive(whole, rng)
    return bytes(whole)


PATHS = ("../", "../../../../etc/passwd", "/", "/etc/passwd", "C:\\", "..\\", "\x00", "a/../../",
         "file:///etc/", "xl/", "x" * 60_000)  # fmt: skip


def packed(parts: Sequence[tuple[str, bytes]], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return parts as an archive, those of one name twice too."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", way) as archive:
        names = []
        for name, part in parts:
            # The library would warn of a name that is there already: it gets it afterwards.
            info = zipfile.ZipInfo(name.replace("\x00", "?"))
            info.compress_type = way
            if info.filename in names:
                archive.NameToInfo.pop(info.filename)
            names.append(info.filename)
            archive.writestr(info, part)
    return stream.getvalue()


_HEADERS = {
    b"PK\x03\x04": (4, 6, 8, 14, 18, 22, 26, 28),
    b"PK\x01\x02": (6, 8, 10, 16, 20, 24, 28, 30, 42),
    b"PK\x05\x06": (4, 8, 10, 12, 16, 20),
}
"""What an archive says of itself: flags, method, sums, sizes, lengths, offsets."""


def _spoil_archive(whole: bytearray, rng: Random) -> None:
    for _ in range(rng.randint(1, 3)):
        mark = rng.choice(list(_HEADERS))
        starts = [found.start() for found in re.finditer(re.escape(mark), whole)]
        if not starts:
            return
        at = rng.choice(starts) + rng.choice(_HEADERS[mark])
        value = rng.choice(
            (b"\x01\x00", b"\xff\xff", b"\x00\x00", b"\x63\x00", b"\xff\xff\xff\x7f")
        )
        whole[at : at + len(value)] = value


def _declared(part: bytes, rng: Random) -> bytes:
    """Put in the declaration of entities: many, each of ten before; itself; or of a file."""
    lines = [b'<!ENTITY a0 "lol">']
    lines += [b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)]
    entities = rng.choice((
        b"".join(lines), b'<!ENTITY a9 "&a9;">', b'<!ENTITY a9 SYSTEM "file:///etc/passwd">',
        b'<!ENTITY % a9 SYSTEM "http://127.0.0.1/x"> %a9;',
    ))  # fmt: skip
    head, mark, rest = part.partition(b"?>")
    doctype = b"<!DOCTYPE x [" + entities + b"]>"
    return head + mark + doctype + rest.replace(b"</t>", b"&a9;</t>").replace(b"</v>", b"&a9;</v>")


_INSIDE = (
    b'<dimension ref="A1:XFD1048576"/>', b"<row/>" * 20_000, b'<row r="1048576"/>',
    b'<row r="2"><c r="XFD2"><v>1</v></c></row>', b"<c/>" * 20_000, b"<r>" * 20_000,
    b'<cols><col min="1" max="16384" hidden="1"/></cols>', b'<mergeCell ref="A1:XFD1048576"/>',
    b"<mergeCells>" + b'<mergeCell ref="A1:A1048576"/>' * 2000 + b"</mergeCells>",
    b'<c r="A1" t="s"><v>-1</v></c>', b'<c t="d"><v>2026-13-45</v></c>', b"<v>1</v>" * 500,
    b"<si><t>" + b"x" * 200_000 + b"</t></si>", b'<xf numFmtId="14"/>' * 5000,
    b'<Relationship Id="rId1" Type="x/worksheet" Target="../../../../etc/passwd"/>',
    b'<Relationship Id="rId1" Type="x/worksheet" Target="sheet1.xml"/>',
    b'<hyperlink ref="A1" location="x"/>' * 3000, b'<sheet name="" r:id="rId1" id="rId1"/>' * 40,
    b"<!-- " + b"-" * 5000, b"<![CDATA[" + b"x" * 5000, b"\xff\xfe", b"&#0;", b"&#xD800;",
)  # fmt: skip


def _put_inside(part: bytes, rng: Random) -> bytes:
    """Put elements of workbooks in between others."""
    ends = [found.end() for found in re.finditer(b">", part)] or [0]
    at = rng.choice(ends)
    return part[:at] + rng.choice(_INSIDE) + part[at:]


def _other_value(part: bytes, rng: Random) -> bytes:
    """Put another text or number where an element or an attribute has one."""
    found = [each.span(1) for each in re.finditer(rb'[">]([^<>"]{1,400})["<]', part)]
    for start, end in sorted(rng.sample(found, min(len(found), rng.randint(1, 4))), reverse=True):
        text = rng.choice((*HOSTILE, *NUMBERS)).encode("utf-8", "replace")
        part = part[:start] + escape(text.decode()).encode() + part[end:]
    return part


def _nested(part: bytes, rng: Random) -> bytes:
    deep = rng.choice((100, 5000, 200_000))
    return part.replace(b"<sheetData>", b"<a>" * deep + b"<sheetData>", 1)


def _other_encoding(part: bytes, rng: Random) -> bytes:
    text = part.decode("utf-8", "replace")
    return text.encode(rng.choice(("utf-16", "utf-32", "latin-1")), "replace")


def _bomb(part: bytes, rng: Random) -> bytes:
    """Return a part of some megabytes that packs to some kilobytes."""
    filling = rng.choice((b" ", b"<row/>", b'<c r="A1"><v>1</v></c>', b"<!-- -->"))
    return part.replace(b"</sheetData>", filling * rng.choice((1000, 200_000)) + b"</sheetData>", 1)


_PARTS: tuple[Spoil, ...] = (
    spoilt_bytes, _other_value, _other_value, _other_value, _other_value, _other_value, _declared,
    _put_inside, _put_inside, _nested, _other_encoding, _bomb,
)  # fmt: skip


SPOIL: Mapping[str, Spoil] = {
    "text": spoilt_text,
    "workbook": spoilt_workbook,
    "page": spoilt_html,
    "answer": spoilt_json,
    "export": spoilt_json,
    "plan": spoilt_json,
    "decisions": spoilt_json,
    "mapping": spoilt_json,
}
"""How files of each format are spoilt; a copy of a register is in `spoilt_copies`."""
