"""The registers that were opened last on this computer, the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from delvia_desktop.services.computer.preferences import preferred, remember

MOST = 10
_RECENT = "recent"


@dataclass(frozen=True)
class Recent:
    """A register that was opened: where it lay, and the brand whose record it is."""

    path: Path
    brand: str

    @property
    def is_there(self) -> bool:
        """Whether there is still a file of that name."""
        return self.path.is_file()


def recent_registers() -> list[Recent]:
    """Return the recent registers, opened last on this computer, at most `MOST`."""
    kept = preferred(_RECENT).get("registers")
    found = [
        Recent(Path(entry["path"]), entry["brand"])
        for entry in (kept if isinstance(kept, list) else [])
        if isinstance(entry, dict)
        and isinstance(entry.get("path"), str)
        and isinstance(entry.get("brand"), str)
    ]
    return found[:MOST]


def remember_opened(path: Path, brand: str) -> None:
    """Put a register first among the recent ones of this computer."""
    opened = Recent(path.absolute(), brand)
    _keep([opened, *(other for other in recent_registers() if other.path != opened.path)])


def remember_brand(path: Path, brand: str) -> None:
    """Note a recent register's brand, if it is listed with another one."""
    listed = recent_registers()
    if any(each.path == path.absolute() and each.brand != brand for each in listed):
        remember_opened(path, brand)


def forget(path: Path) -> None:
    """Leave a register out of the recent ones; its file stays as it is."""
    _keep(other for other in recent_registers() if other.path != path)


def forget_all() -> None:
    """Leave out all recent registers; their files stay as they are."""
    _keep([])


def _keep(registers: Iterable[Recent]) -> None:
    entries = [{"path": str(each.path), "brand": each.brand} for each in registers]
    remember(_RECENT, {"registers": entries[:MOST]})
