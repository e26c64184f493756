"""Declarations: their words change only with their version, and every kind of paper has some."""

from __future__ import annotations

import hashlib
import json
import string

import pytest

from delvia_desktop import resources
from delvia_desktop.domain.papers.declarations import declared

ENTRIES = json.loads(resources.text("papers", "declarations.json"))["declarations"]
NAMES = ("brand", "partner", "outgoing", "incoming", "person")

# The first eight digits of the SHA-256 of the words, by kind and version. A text that changes
# must come with a raised version and a line of its own here; no line is ever altered.
DIGESTS = {
    ("partner", 1): "b405dadb",
    ("partner", 2): "a12cfd79",
    ("partner", 3): "8d3cdd51",
    ("partner", 4): "e5fc3b28",
    ("partner_without_shares", 1): "d30f9e74",
    ("partner_without_shares", 2): "7321765a",
    ("partner_without_shares", 3): "3beed3a8",
    ("partner_without_shares", 4): "3e0d9ff6",
    ("onboarding", 1): "1c299335",
    ("onboarding", 2): "2bb320d1",
    ("onboarding", 3): "7c0e3bb9",
    ("onboarding", 4): "a3a6fb42",
    ("offboarding", 1): "2f531186",
    ("offboarding", 2): "0ab370dd",
    ("offboarding", 3): "6a64bc4c",
    ("offboarding_ended", 1): "3da188ee",
    ("agency_change", 1): "16bedb17",
    ("agency_change", 2): "635add60",
    ("agency_change", 3): "0768186f",
    ("claim", 1): "c3820579",
    ("claim", 2): "d2b845c7",
    ("claim", 3): "ee6bde54",
    ("claim", 4): "8a2769e8",
    ("claim_settled", 1): "f6044615",
    ("partner_sheet", 1): "4377e13c",
    ("partner_sheet", 2): "cbb8bea8",
    ("admin", 1): "3a274b96",
    ("admin", 2): "f121abc9",
    ("procedure", 1): "dfb0ea00",
    ("procedure", 2): "741d7d0e",
    ("review", 1): "968d65e2",
    ("review", 2): "0616636e",
    ("review", 3): "92f9de61",
    ("review", 4): "63c5151b",
    ("review", 5): "fd624104",
    ("person", 1): "dae5bf91",
    ("person", 2): "529e3ef0",
    ("person", 3): "db0cf156",
    ("person", 4): "97002bc8",
    ("leaver", 1): "3859e489",
    ("leaver", 2): "ee9ac195",
    ("leaver", 3): "48025cea",
    ("leaver_ended", 1): "f22f06b9",
    ("leaver", 4): "f48d5ed9",
    ("asset", 1): "03b37950",
    ("asset", 2): "2ef7c74e",
    ("access", 1): "7cb48e8a",
    ("access", 2): "99f9cc23",
    ("matrix", 1): "7cb48e8a",
    ("matrix", 2): "99f9cc23",
    ("comparison", 1): "0d38f0c5",
    ("change_log", 1): "4f56fdfe",
    ("change_log", 2): "d13b1674",
}


def digest(entry: dict) -> str:
    words = [entry["as_of"], entry["opening"], *entry["confirms"], "", *entry["signers"]]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:8]


@pytest.mark.parametrize("code", ENTRIES)
def test_words_that_change_come_with_a_raised_version(code):
    entry = ENTRIES[code]
    assert (code, digest(entry)) == (code, DIGESTS[code, entry["version"]])
    assert entry["version"] == max(version for kind, version in DIGESTS if kind == code)


def test_a_changed_word_has_another_digest():
    entry = ENTRIES["claim"]
    changed = {**entry, "confirms": [*entry["confirms"][:-1], "It may change things."]}
    assert digest(changed) != digest(entry)
    assert digest({**entry, "as_of": "2026-11-25"}) != digest(entry)


@pytest.mark.parametrize("code", ENTRIES)
def test_names_are_filled_in_and_are_only_names(code):
    hostile = "{brand} {0} %s <b>"
    said = declared(code, **dict.fromkeys(NAMES, hostile))
    used = {
        name
        for text in (*ENTRIES[code]["confirms"], *ENTRIES[code]["signers"])
        for _, name, _, _ in string.Formatter().parse(text)
        if name is not None
    }
    assert used <= set(NAMES)
    assert any(hostile in text for text in (*said.confirms, *said.signers)) == bool(used)
    assert len(said.signers) == 3
    words = f"{said.dated.day} {said.dated:%b} {said.dated.year}"
    assert (
        said.edition == f"The text under “Acknowledgement” is version {said.version}, dated {words}"
    )
