"""Signing a paper: its bytes stay as they are, and what makes the signature is added after them.

PAdES baseline B with SHA-256. The time is that of this computer's clock: no server is asked.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment as Align
from pyhanko.pdf_utils.layout import BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.stamp import StaticStampStyle
from typing_extensions import override

from delvia_desktop.domain.papers.sealing import unseal
from delvia_desktop.domain.papers.signatures import SignatureLook
from delvia_desktop.i18n import ENGLISH, speaking
from delvia_desktop.reports.signing.signature_look import drawn
from delvia_desktop.reports.signing.signature_places import place_for
from delvia_desktop.reports.signing.signing_keys import SigningKey


def sign(content: bytes, key: SigningKey, look: SignatureLook, moment: datetime) -> bytes:
    """Sign a paper: return a copy that begins with the very bytes of the paper.

    A visible signature stands at the first place to sign that is free, else under what the last
    page says; where that has no room it is invisible.
    """
    place = place_for(content, is_visible=look.is_visible)
    box = place.box
    about = PdfSignatureMetadata(
        field_name=place.field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=key.certificate.name,
        reason=look.reason or None,
        location=look.place or None,
    )
    style = None
    if box is not None:
        size = (box[2] - box[0], box[3] - box[1])
        with speaking(_language(content)):
            style = _style(drawn(size, key.certificate.name, moment, look))
    field = SigFieldSpec(place.field, on_page=-1, box=box) if place.is_new else None
    signer = _SignerAt(about, key.signer, stamp_style=style, new_field_spec=field)
    signer.moment = moment
    signed = signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)))
    return bytes(signed.getvalue())


def _language(content: bytes) -> str:
    """Return the language in which a paper speaks."""
    return str(unseal(content).data.get("edition", {}).get("language") or ENGLISH)


def _style(picture: bytes) -> StaticStampStyle:
    middle = SimpleBoxLayoutRule(Align.ALIGN_MID, Align.ALIGN_MID, Margins.uniform(0))
    return StaticStampStyle(border_width=0, background=_Picture(picture), background_layout=middle)


class _Picture(PdfContent):
    """The only page of another PDF, with its fonts."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._content = content

    @override
    def render(self) -> bytes:
        reader = PdfFileReader(io.BytesIO(self._content))
        page = self._ensure_writer.import_page_as_xobject(reader)
        self.resources.xobject["/Signature"] = page
        _, _, width, height = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=width, height=height)
        return b"/Signature Do"


class _SignerAt(PdfSigner):
    """A signer whose signature has the very moment that is drawn on the page."""

    moment: datetime

    @override
    def init_signing_session(self, *arguments: Any, **options: Any) -> Any:
        session = super().init_signing_session(*arguments, **options)
        session.system_time = self.moment
        return session
