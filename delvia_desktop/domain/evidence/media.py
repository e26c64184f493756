"""What a file is by its content: kinds that can be kept and looked at, and why others cannot.

The name decides nothing in a file's favour. It only counts against a text: one that is named like a
script would be one again as soon as it is saved.
"""

from __future__ import annotations

import re
import unicodedata

from delvia_desktop.domain.evidence.encodings import decoded
from delvia_desktop.domain.evidence.file_names import is_joiner, whole_letters
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

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTLOOK = "__substg1.0_".encode("utf-16-le")
_BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": PNG,
    b"\xff\xd8\xff": JPEG,
    b"GIF87a": GIF,
    b"GIF89a": GIF,
    b"%PDF-": PDF,
}
_PDF_BEGINS, _PDF_BEGINS_BY = b"%PDF-", 1024 + 5
"""How a PDF begins, and by which byte readers expect that to have been."""

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
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
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
    """Return the media type of a file that can be kept, or an empty text."""
    for begin, kind in _BEGINNINGS.items():
        if content.startswith(begin):
            return kind
    if _is_pdf_after_all(content):
        return PDF
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return HEIC
    if content.startswith(_OLE):
        return MSG if _OUTLOOK in content else ""
    return _type_of_text(content)


def _is_pdf_after_all(content: bytes) -> bool:
    """Tell whether readers find a PDF a little way into a file.

    Before it may stand a mark, a blank line, or what tells a printer what comes.
    """
    place = content.find(_PDF_BEGINS, 0, _PDF_BEGINS_BY)
    before = content[: max(place, 0)]
    return (
        place > 0
        and not before.startswith((*_PROGRAMS, *_PACKED, _OLE))
        and not _MARKUP.match(before.decode("latin-1"))
        and b" obj" in content[place:]
    )


def _type_of_text(content: bytes) -> str:
    if content.startswith((*_PROGRAMS, *_PACKED)):
        return ""
    # The headers of an e-mail say in which encoding the rest is, each part in its own.
    plain = content.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    if not _CONTROLS.search(plain) and _is_mail(plain):
        return EML
    text = plain_text(content)
    if not text or _MARKUP.match(text) or text.startswith("{\\rtf"):
        return ""
    return EML if _is_mail(text) else TEXT


def media_problem(name: str, kind: str, content: bytes) -> str:
    """Say why a file of a media type cannot be kept, or return an empty text."""
    if kind == TEXT and _SCRIPTS.search(name):
        return tr("Its name suggests a script or web page. Attach an image or a PDF of it instead.")
    if kind:
        return "" if _is_whole(content, kind) else tr("The file is incomplete. Get it again.")
    if content.startswith(_PROGRAMS):
        return tr("This is a program or script, whatever its name suggests. It cannot be attached.")
    if content.startswith(_PACKED):
        return tr("This is an archive or Office file. Save its content as a PDF first.")
    text = plain_text(content[:_LOOK])
    if text and _MARKUP.match(text):
        return tr(
            "This web page or drawing can load other content. Attach an image or a PDF instead."
        )
    return accepted()


def media_label(kind: str) -> str:
    """Return the words for a media type."""
    words = {
        PDF: tr("PDF"),
        EML: tr("Email"),
        MSG: tr("Outlook email"),
        TEXT: tr("Text"),
    }
    if kind.startswith("image/"):
        return tr("Image ({kind})", kind=kind.removeprefix("image/").upper())
    return words.get(kind, kind)


def accepted() -> str:
    """Say which media types can be kept."""
    return tr(
        "Accepted: images (PNG, JPEG, GIF, WebP, HEIC), PDF files, emails (EML, MSG) and plain "
        "text."
    )


def plain_text(content: bytes) -> str:
    """Return the content of a file as text by its media type, empty if it is none."""
    text = decoded(content)
    return "" if text is None or _CONTROLS.search(text) else text


def clean_name(raw: str, kind: str) -> str:
    """Return a file's name as kept: no folder, nothing unseen, its media type's ending.

    A long name keeps its beginning and its ending.
    """
    base = re.split(r"[/\\]", raw)[-1]
    seen = "".join(c for c in unicodedata.normalize("NFC", base) if c.isprintable() or is_joiner(c))
    name = re.sub(r"\s+", " ", seen).strip(" .") or tr("Unnamed")
    endings = ENDINGS.get(kind, ("",))
    ending = next((e for e in endings if name.lower().endswith(e)), "")
    stem = name[: len(name) - len(ending)] if ending else name
    kept = name[len(stem) :] or endings[0]
    return whole_letters(stem, NAME_LIMIT - len(kept)).rstrip(" .") + kept


def _is_whole(content: bytes, kind: str) -> bool:
    """Tell whether a file has its end; what may follow that is no part of it for its readers."""
    if kind == PNG:
        return _png_ends(content)
    if kind == GIF:
        return _gif_ends(content)
    if kind == WEBP:
        return int.from_bytes(content[4:8], "little") + 8 <= len(content) + 1
    if kind == PDF:
        _, end, after = content.rpartition(b"%%EOF")
        return bool(end) and b" obj" not in after
    return True


def _png_ends(content: bytes) -> bool:
    place = 8
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4], "big")
        if content[place + 4 : place + 8] == b"IEND":
            return True
        place += length + 12
    return False


def _gif_ends(content: bytes) -> bool:
    def colours(flags: int) -> int:
        return 3 << ((flags & 7) + 1) if flags & 0x80 else 0

    place = 13 + (colours(content[10]) if len(content) > 13 else 0)  # noqa: PLR2004 - its head
    while place < len(content):
        if content[place] == ord(";"):
            return True
        if content[place] == ord(","):
            flags = content[place + 9 : place + 10]
            place += 11 + (colours(flags[0]) if flags else 0)
        elif content[place] == ord("!"):
            place += 2
        else:
            return content.rstrip(b"\x00").endswith(b";")  # broken, but not by being cut
        while place < len(content) and content[place]:
            place += content[place] + 1
        place += 1
    return False


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
