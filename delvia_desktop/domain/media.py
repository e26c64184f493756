"""What a file is by its content: kinds that can be kept and looked at, and why others cannot.

The name decides nothing in a file's favour. It only counts against a text: one that is named like a
script would be one again as soon as it is saved.
"""

from __future__ import annotations

import re
import unicodedata

from delvia_desktop.domain.file_names import is_joiner, whole_letters
from delvia_desktop.i18n import tr

PNG, JPEG, GIF, WEBP = "image/png", "image/jpeg", "image/gif", "image/webp"
HEIC = "image/heic"
PDF = "application/pdf"
EML = "message/rfc822"
MSG = "application/vnd.ms-outlook"
TEXT = "text/plain"

ENDINGS = {
    PNG: (".png",),
    JPEG: (".jpg", ".jpeg"),
    GIF: (".gif",),
    WEBP: (".webp",),
    HEIC: (".heic", ".heif"),
    PDF: (".pdf",),
    EML: (".eml",),
    MSG: (".msg",),
    TEXT: (".txt", ".csv", ".log", ".md"),
}
"""How files of a type are named; the first is added to a name that has none of them."""

NAME_LIMIT = 120
"""Characters of a file's name that are kept."""

_LOOK = 4096
"""Bytes at the start in which a text shows what it is."""

_TAIL = 2048
"""Bytes at the end in which a PDF must end."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTLOOK = "__substg1.0_".encode("utf-16-le")
_BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": PNG,
    b"\xff\xd8\xff": JPEG,
    b"GIF87a": GIF,
    b"GIF89a": GIF,
    b"%PDF-": PDF,
}
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"L\x00\x00\x00\x01\x14\x02\x00",
    b"\x00asm",
    b"#!",
)
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_MARKUP = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype|html|head|body|script|svg|\?xml|\?php|iframe|hta:)",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?\S?")
_MAIL_HEADERS = frozenset(
    {"from", "to", "subject", "date", "message-id", "received", "mime-version"}
)
_SCRIPTS = re.compile(
    r"\.(?:exe|com|scr|bat|cmd|ps1|psm1|vbs|vbe|js|jse|mjs|wsf|wsh|hta|sh|bash|zsh|command|py|pyw|rb"
    r"|pl|php|jar|msi|reg|lnk|url|desktop|applescript|html?|xhtml|svg|xml)$",
    re.IGNORECASE,
)


def media_type(content: bytes) -> str:
    """Return the type of a file that can be kept, or an empty text."""
    for begin, kind in _BEGINNINGS.items():
        if content.startswith(begin):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return HEIC
    if content.startswith(_OLE):
        return MSG if _OUTLOOK in content else ""
    return _type_of_text(content)


def _type_of_text(content: bytes) -> str:
    text = "" if content.startswith((*_PROGRAMS, *_PACKED)) else plain_text(content)
    if not text or _MARKUP.match(text) or text.startswith("{\\rtf"):
        return ""
    return EML if _is_mail(text) else TEXT


def media_problem(name: str, kind: str, content: bytes) -> str:
    """Say why a file of a type cannot be kept, or return an empty text."""
    if kind == TEXT and _SCRIPTS.search(name):
        return tr("This is a script or a web page by its name. Keep a picture or a PDF of it.")
    if kind:
        return "" if _is_whole(content, kind) else tr("The file is cut short. Get it once more.")
    if content.startswith(_PROGRAMS):
        return tr("This is a program or a script, whatever its name says. It is not kept.")
    if content.startswith(_PACKED):
        return tr("This is an archive or an Office file. Save what it shows as a PDF first.")
    text = plain_text(content[:_LOOK])
    if text and _MARKUP.match(text):
        return tr("This is a web page or a drawing that can load more. Keep a picture or a PDF.")
    return accepted()


def media_label(kind: str) -> str:
    """Return the words for a type of file."""
    words = {
        PDF: tr("PDF"),
        EML: tr("E-mail"),
        MSG: tr("Outlook e-mail"),
        TEXT: tr("Text"),
    }
    if kind.startswith("image/"):
        return tr("Picture ({kind})", kind=kind.removeprefix("image/").upper())
    return words.get(kind, kind)


def accepted() -> str:
    """Say what can be kept."""
    return tr(
        "Kept are pictures (PNG, JPEG, GIF, WebP, HEIC), PDF files, e-mails (EML, MSG) and "
        "plain text."
    )


def plain_text(content: bytes) -> str:
    """Return the content as text, or an empty text if it is none."""
    encodings = ["utf-8-sig", "cp1252"]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = re.search("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]", text)
        return "" if controls else text
    return ""


def clean_name(raw: str, kind: str) -> str:
    """Return a file's name as it is kept: no folder, nothing invisible, the ending of its type.

    A long name keeps its beginning and its ending.
    """
    base = re.split(r"[/\\]", raw)[-1]
    seen = "".join(c for c in unicodedata.normalize("NFC", base) if c.isprintable() or is_joiner(c))
    name = re.sub(r"\s+", " ", seen).strip(" .") or tr("Without a name")
    endings = ENDINGS.get(kind, ("",))
    ending = next((e for e in endings if name.lower().endswith(e)), "")
    stem = name[: len(name) - len(ending)] if ending else name
    kept = name[len(stem) :] or endings[0]
    return whole_letters(stem, NAME_LIMIT - len(kept)).rstrip(" .") + kept


def _is_whole(content: bytes, kind: str) -> bool:
    """Tell whether a file has its end; a JPEG may be followed by what a camera adds."""
    if kind == PNG:
        return b"IEND" in content[-64:]
    if kind == GIF:
        return content.rstrip(b"\x00").endswith(b";")
    if kind == WEBP:
        return int.from_bytes(content[4:8], "little") + 8 <= len(content) + 1
    if kind == PDF:
        return b"%%EOF" in content[-_TAIL:]
    return True


def _is_mail(text: str) -> bool:
    """Tell whether a text begins with the headers of an e-mail."""
    found: set[str] = set()
    for line in text[:_LOOK].splitlines():
        if line[:1] in " \t" and found:
            continue
        header = _HEADER.match(line)
        if header is None:
            break
        found.add(header["name"].lower())
    return len(found & _MAIL_HEADERS) >= 2 and bool(found & {"from", "received"})  # noqa: PLR2004
