"""The verifier of papers, which whoever gets a paper can run with nothing but Python."""

from __future__ import annotations

from pathlib import Path

from delvia_desktop import resources
from delvia_desktop.storage import files

FILE_NAME = "verify_paper.py"


def save_verifier(target: Path) -> None:
    """Write the verifier of papers to a file; raises DiskTrouble."""
    files.write_file(target, resources.verifier())
