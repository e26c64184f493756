"""A file by name, or what was pasted, as its bytes: what is there before anything is read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from delvia_desktop.domain.plans.plan import SourceFile
from delvia_desktop.exchange.source_tables import harmless


@dataclass(frozen=True)
class SourceBytes:
    """A file by name, or what was pasted, as its bytes."""

    name: str
    content: bytes

    @property
    def file(self) -> SourceFile:
        """The name and the hash that a plan keeps of it."""
        return SourceFile(harmless(self.name), hashlib.sha256(self.content).hexdigest())
