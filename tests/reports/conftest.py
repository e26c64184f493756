"""An access record to vary, and the ways in which the tests read papers back."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pytest

from delvia_desktop.reports.partner_record import PaperShare, PartnerRecord
from tests.reports.example import RECORD, SHARE


@pytest.fixture
def share() -> PaperShare:
    return SHARE


@pytest.fixture
def shares() -> Callable[[int], tuple[PaperShare, ...]]:
    def made(count: int) -> tuple[PaperShare, ...]:
        return tuple(
            replace(SHARE, asset_name=f"Asset {n}", asset_id=str(7123998103425000000 + n))
            for n in range(count)
        )

    return made


@pytest.fixture
def record() -> PartnerRecord:
    return RECORD


@pytest.fixture
def pages_of() -> Callable[[bytes], list[str]]:
    """Read the text of each page with pypdf, which is always there; it is strict about faults."""

    def read(content: bytes) -> list[str]:
        return [
            page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content), strict=True).pages
        ]

    return read


@pytest.fixture
def words_of(pages_of: Callable[[bytes], list[str]]) -> Callable[[bytes], str]:
    """Read the whole text with single blanks, so that line breaks do not matter."""
    return lambda content: " ".join(" ".join(pages_of(content)).split())
