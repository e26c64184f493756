"""Packing: the objects of a file put together and compressed (ISO 32000-1, 7.5.7 and 7.5.8).

ReportLab writes each object by itself. A tagged paper has one for each cell of a table: nine tenths
of the file. This takes the place of the last step in which ReportLab makes the file.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from functools import partial
from itertools import accumulate, pairwise
from typing import Any

from reportlab.pdfbase import pdfdoc

from delvia_desktop.progress import progress

_MOST = 100
"""Objects that are compressed together: a reader may go through all of them to read one.

So the check of a signature takes a quarter of the time that it takes with 500; files grow by 1 %.
"""
_APART, _TOGETHER, _FREE = 1, 2, (0, 0, 0)
"""How the table of objects says where one is: by itself, with others, nowhere."""
_STREAM_END = b"endstream\nendobj\n"
"""What holds a stream stands by itself."""


def pack(document: Any, elements: tuple[int, Sequence[bytes]]) -> None:  # noqa: ANN401 - ReportLab's
    """Pack a PDF's objects when it is saved, also those that ReportLab does not know.

    `elements` are the number of the first and their bytes.
    """
    document.format = partial(_packed, document, elements)


def reserve(document: Any, count: int) -> int:  # noqa: ANN401 - ReportLab's
    """Reserve numbers in a PDF to pack objects unknown to ReportLab; return the first."""
    first: int = document.objectcounter + 1
    document.objectcounter += count
    return first


def _packed(
    document: Any,  # noqa: ANN401 - ReportLab's
    elements: tuple[int, Sequence[bytes]],
) -> bytes:
    file = pdfdoc.PDFFile(document._pdfVersion)  # noqa: SLF001 - there is no call for it
    places: dict[int, tuple[int, int, int]] = {}
    """Of each object: whether it stands by itself or with others, and where."""
    together: list[tuple[int, bytes]] = []
    catalog, info = (document.Reference(each) for each in (document.Catalog, document.info))
    number = 0
    # Fonts make more objects while they are written.
    while (number := number + 1) <= document.objectcounter:
        if (name := document.numberToId.get(number)) is None:
            continue
        content = pdfdoc.PDFIndirectObject(name, document.idToObject[name]).format(document)
        if content.endswith(_STREAM_END):
            places[number] = (_APART, file.add(content), 0)
        else:
            plain = content.partition(b" obj\n")[2].removesuffix(b"endobj\n")
            together.append((number, plain.rstrip()))
    together += enumerate(elements[1], elements[0])
    for start in range(0, len(together), _MOST):
        progress()
        some = together[start : start + _MOST]
        places.update((each, (_TOGETHER, number, place)) for place, (each, _) in enumerate(some))
        places[number] = (_APART, file.add(_object_stream(number, some)), 0)
        number += 1
    references = (catalog.format(document), info.format(document), document.ID().split(b"\n")[1])
    start = file.offset
    places[number] = (_APART, start, 0)
    entries = b"/Type /XRef /Size %d /W [1 4 2] /Root %s /Info %s /ID %s"
    entries += b" /DecodeParms <</Predictor 12 /Columns 7>>"
    table = [struct.pack(">BIH", *places.get(each, _FREE)) for each in range(number + 1)]
    file.add(_stream(number, entries % (number + 1, *references), _differences(table)))
    file.add(b"startxref\n%d\n%%%%EOF\n" % start)
    return file.format(document)


def _differences(rows: Sequence[bytes]) -> bytes:
    """Return rows of bytes as what each has more than the one above it (predictor 12, `Up`)."""
    pairs = pairwise([bytes(len(rows[0])), *rows])
    return b"".join(
        b"\2" + bytes((this - above) % 256 for above, this in zip(before, row, strict=True))
        for before, row in pairs
    )


def _object_stream(number: int, objects: Sequence[tuple[int, bytes]]) -> bytes:
    starts = accumulate((len(content) + 1 for _, content in objects), initial=0)
    pairs = zip((each for each, _ in objects), starts, strict=False)
    head = b" ".join(b"%d %d" % pair for pair in pairs) + b"\n"
    body = b"\n".join(content for _, content in objects)
    entries = b"/Type /ObjStm /N %d /First %d" % (len(objects), len(head))
    return _stream(number, entries, head + body)


def _stream(number: int, entries: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    start = b"%d 0 obj\n<<%s /Filter /FlateDecode /Length %d>>\nstream\n" % (
        number,
        entries,
        len(packed),
    )
    return b"%s%s\n%s" % (start, packed, _STREAM_END)
