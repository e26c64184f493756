"""What a file says of itself for archives: its metadata, its colours, the files that belong to it.

This is what PDF/A-3 (ISO 19005-3) asks for as far as it can be made here. Nobody has checked papers
with a validator, so the file claims no conformance.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from delvia_desktop import resources
from delvia_desktop.reports.drawing.structure import set_more
from delvia_desktop.reports.typesetting.visible import harmless

_CREATOR = "Delvia Desktop"
_PRODUCER = "ReportLab PDF Library"
_VERSION = (1, 7)
"""Of the format: the newest that PDF/A-3 is about."""

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Keywords></pdf:Keywords>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True)
class Description:
    """What a file is: its title, what it is about, whose it is, its language and its moment."""

    title: str
    subject: str
    author: str
    language: str
    made_at: datetime


def describe(canvas: Canvas, about: Description) -> None:
    """Describe a PDF in itself for archives and readers: its metadata and its colours."""
    document: Any = vars(canvas)["_doc"]
    texts = {name: harmless(getattr(about, name)) for name in ("title", "subject", "author")}
    canvas.setTitle(texts["title"])
    canvas.setSubject(texts["subject"])
    canvas.setAuthor(texts["author"])
    canvas.setCreator(_CREATOR)
    canvas.setProducer(_PRODUCER)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    document._pdfVersion = _VERSION  # noqa: SLF001 - there is no call for it
    # ReportLab's own moment for files that are to be the same twice is the first of 2000.
    moment = about.made_at.astimezone(UTC)
    document._timeStamp.YMDhms = moment.timetuple()[:6]  # noqa: SLF001 - the same
    metadata = _XMP.format(
        **{name: escape(text) for name, text in texts.items()},
        language=about.language,
        creator=_CREATOR,
        producer=_PRODUCER,
        moment=moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    # Not compressed, so that it is found without reading the format.
    document.Catalog.Metadata = _stream(
        metadata.encode("utf-8"), Type=_name("Metadata"), Subtype=_name("XML")
    )
    _intend_colours(document)


def attach_json(canvas: Canvas, name: str, data: Mapping[str, Any], made_at: datetime) -> None:
    """Attach data to a PDF as an archive keeps it: a JSON file that says what it is.

    The relation is that of PDF/A-3 (`AFRelationship`); ReportLab has no call for attachments.
    """
    # In ASCII with escapes: a text may hold half a character, which has no bytes of its own.
    # Not laid out for people, which takes ten times as long; both verifiers do that.
    plain = json.dumps(data, sort_keys=True).encode("ascii")
    document: Any = vars(canvas)["_doc"]
    text = pdfdoc.PDFString
    moment = made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
    file = document.Reference(
        _stream(
            zlib.compress(plain, 9),
            Type=_name("EmbeddedFile"),
            Subtype="/application#2Fjson",  # a name that ReportLab would escape once more
            Filter=_name("FlateDecode"),
            Params=pdfdoc.PDFDictionary({"Size": len(plain), "ModDate": text(moment)}),
        )
    )
    described = document.Reference(
        pdfdoc.PDFDictionary(
            {
                "Type": _name("Filespec"),
                "F": text(name),
                "UF": text(name),
                "AFRelationship": _name("Data"),
                "Desc": text("The data of this paper"),
                "EF": pdfdoc.PDFDictionary({"F": file, "UF": file}),
            }
        )
    )
    document.Catalog.Names = pdfdoc.PDFDictionary(
        {"EmbeddedFiles": pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray([text(name), described])})}
    )
    set_more(document.Catalog, AF=pdfdoc.PDFArray([described]))


def _intend_colours(document: Any) -> None:  # noqa: ANN401 - ReportLab's
    """Name the profile that says what the numbers of the colours mean."""
    profile = zlib.compress(resources.path("colour", "sRGB.icc").read_bytes(), 9)
    named = pdfdoc.PDFString("sRGB IEC61966-2.1")
    intent = pdfdoc.PDFDictionary(
        {
            "Type": _name("OutputIntent"),
            "S": _name("GTS_PDFA1"),
            "OutputConditionIdentifier": named,
            "Info": named,
            "DestOutputProfile": document.Reference(
                _stream(profile, N=3, Filter=_name("FlateDecode"))
            ),
        }
    )
    set_more(document.Catalog, OutputIntents=pdfdoc.PDFArray([document.Reference(intent)]))


def _stream(content: bytes, **entries: Any) -> Any:  # noqa: ANN401 - ReportLab's
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), content, filters=[])


_name = pdfdoc.PDFName
