"""The signatures in a signed copy of a paper, checked by what stands in the file alone.

What may follow the issued paper are signatures, each over everything before it, and nothing else:
no page may look otherwise but for what the signatures themselves draw.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodeLimits, StreamDecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    CatalogModificationRule,
    DiffResult,
    FormUpdatingRule,
    ModificationLevel,
    StandardDiffPolicy,
)
from pyhanko.sign.diff_analysis.constants import (
    ACROFORM_EXEMPT_STRICT_COMPARISON,
    ROOT_EXEMPT_STRICT_COMPARISON,
)
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from delvia_desktop.domain.papers.signatures import Added, Addition, Signature
from delvia_desktop.reports.signing.certificates import told_of
from delvia_desktop.reports.signing.signature_form import has_right_form
from delvia_desktop.reports.signing.signature_places import pages_of_fields

_LARGEST = 32 * 1024 * 1024
"""Bytes that a stream may hold unpacked: what is packed to fill the memory is not read."""


def check_added(content: bytes, length: int) -> Added:
    """Check the signatures added after an issued paper; raises what the library raises."""
    limits = DecodeLimits(StreamDecodeLimits(max_output_size=_LARGEST))
    issued = PdfFileReader(io.BytesIO(content[:length]), decode_limits=limits)
    whole = PdfFileReader(io.BytesIO(content), decode_limits=limits)
    pages = pages_of_fields(content)
    signatures = tuple(_checked(content, each, pages) for each in whole.embedded_signatures)
    is_sound = (
        bool(signatures)
        and not whole.encrypted
        and all(each.is_intact for each in signatures)
        and any(each.covers_whole_file for each in signatures)
        and _only_signed(issued, whole)
    )
    return Added(Addition.SIGNATURES if is_sound else Addition.OTHER, signatures)


def _checked(content: bytes, embedded: EmbeddedPdfSignature, pages: Mapping[str, int]) -> Signature:
    """Return what is known of a signature; one that cannot be read is not intact."""
    page = pages.get(embedded.field_name, 0)
    found = Signature(None, None, is_intact=False, covers_whole_file=False, page=page)
    try:
        return _validated(content, embedded, found)
    except ImportError:
        raise  # says nothing of the signature
    except Exception:  # noqa: BLE001 - as above, but the others are told all the same
        return found


def _validated(content: bytes, embedded: EmbeddedPdfSignature, found: Signature) -> Signature:
    details = embedded.sig_object
    found = replace(
        found,
        certificate=told_of(embedded.signer_cert),
        signed_at=_moment(embedded),
        reason=str(details.get("/Reason", "")),
        place=str(details.get("/Location", "")),
    )
    embedded.compute_integrity_info()
    status = embedded.summarise_integrity_info()
    is_digest_right, is_genuine = validate_sig_integrity(
        embedded.signer_info, embedded.signer_cert, "data", embedded.compute_digest()
    )
    is_intact = (
        embedded.sig_object_type == "/Sig"
        and is_digest_right
        and is_genuine
        and bool(status["docmdp_ok"])
        and status["coverage"] >= SignatureCoverageLevel.ENTIRE_REVISION
        and has_right_form(content, embedded)
    )
    covers = status["coverage"] == SignatureCoverageLevel.ENTIRE_FILE
    return replace(found, is_intact=is_intact, covers_whole_file=covers)


def _moment(embedded: EmbeddedPdfSignature) -> datetime | None:
    """Return the aware moment that a signature tells, None if it tells none."""
    told = embedded.self_reported_timestamp
    return told if told is not None and told.tzinfo is not None else None


def _only_signed(issued: PdfFileReader, whole: PdfFileReader) -> bool:
    """Tell whether the whole goes on from what was issued, and changes nothing but signatures."""
    count = issued.xrefs.total_revisions
    sections = [reader.xrefs.get_xref_container_info for reader in (issued, whole)]
    if any(sections[0](number) != sections[1](number) for number in range(count)):
        return False
    before = whole.get_historical_resolver(count - 1)
    if "/AcroForm" not in before.root:
        # A paper without a place to sign: the first signature brings the form, an empty one here.
        form = generic.DictionaryObject({generic.pdf_name("/Fields"): generic.ArrayObject()})
        before.root[generic.pdf_name("/AcroForm")] = form
    found = _policy().review_file(whole, before)
    return isinstance(found, DiffResult) and found.modification_level in {
        ModificationLevel.LTA_UPDATES,
        ModificationLevel.FORM_FILLING,
    }


def _policy() -> StandardDiffPolicy:
    """Return what may change between the issued paper and a signed copy.

    As the library has it between two signatures; besides, the first signature says that there are
    some, and who certifies a document may say so.
    """
    usual = DEFAULT_DIFF_POLICY
    rules = usual.form_rule.field_rules if usual.form_rule is not None else []
    catalog = CatalogModificationRule(ROOT_EXEMPT_STRICT_COMPARISON | {"/Perms"})
    others = [rule for rule in usual.global_rules if not isinstance(rule, CatalogModificationRule)]
    fields = FormUpdatingRule(rules, ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"})
    return StandardDiffPolicy([catalog, *others], fields)
