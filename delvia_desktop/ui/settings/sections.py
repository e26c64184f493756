"""The sections of the settings by their names, for whoever leads there."""

from __future__ import annotations

from delvia_desktop.i18n import tr


def computer_titles() -> dict[str, str]:
    """Return the titles of the settings' sections for this computer."""
    return {
        "name": tr("Your name"),
        "appearance": tr("Appearance"),
        "notifications": tr("Notifications"),
        "folders": tr("Folders and recent files"),
    }


def register_titles() -> dict[str, str]:
    """Return the titles of the settings' sections for a register, as their forms have."""
    return {
        "brand": tr("Brand"),
        "thresholds": tr("Thresholds for findings"),
        "letterhead": tr("Document letterhead"),
        "backups": tr("Backups"),
    }
