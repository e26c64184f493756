"""The verifier of papers, which whoever gets a paper can run with nothing but Python."""

from __future__ import annotations

from pathlib import Path

from delvia_desktop import resources
from delvia_desktop.services.register import outputs
from delvia_desktop.services.register.outputs import Replacing

FILE_NAME = "verify_paper.py"


def save_verifier(target: Path, replacing: Replacing = Replacing.NOTHING) -> None:
    """Write the verifier of papers to a file; raises Refused or DiskTrouble."""
    outputs.save(target, resources.verifier(), replacing)
