"""Files inside a paper: its own data as JSON, in the names and in the catalog of the PDF."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas


def attach_json(canvas: Canvas, name: str, data: Mapping[str, Any]) -> None:
    """Attach data as a JSON file that says of itself that it is the data of the paper.

    The relation is that of PDF/A-3 (`AFRelationship`); ReportLab has no call for attachments.
    """
    # In ASCII with escapes: a text may hold half a character, which has no bytes of its own.
    plain = json.dumps(data, sort_keys=True, indent=1).encode("ascii")
    document: Any = vars(canvas)["_doc"]
    text, names = pdfdoc.PDFString, pdfdoc.PDFName
    stream = pdfdoc.PDFStream(
        pdfdoc.PDFDictionary(
            {
                "Type": names("EmbeddedFile"),
                "Subtype": names("application#2Fjson"),
                "Filter": names("FlateDecode"),
                "Params": pdfdoc.PDFDictionary({"Size": len(plain)}),
            }
        ),
        zlib.compress(plain, 9),
        filters=[],
    )
    file = document.Reference(stream)
    described = document.Reference(
        pdfdoc.PDFDictionary(
            {
                "Type": names("Filespec"),
                "F": text(name),
                "UF": text(name),
                "AFRelationship": names("Data"),
                "Desc": text("The data of this paper"),
                "EF": pdfdoc.PDFDictionary({"F": file, "UF": file}),
            }
        )
    )
    catalog = document.Catalog
    catalog.Names = pdfdoc.PDFDictionary(
        {"EmbeddedFiles": pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray([text(name), described])})}
    )
    catalog.AF = pdfdoc.PDFArray([described])
    # The catalog writes out what it knows by name; associated files came with PDF 2.0 and PDF/A-3.
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]
