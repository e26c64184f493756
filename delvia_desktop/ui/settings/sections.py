"""The sections of the settings by their names, for whoever leads there."""

from __future__ import annotations

from delvia_desktop.i18n import tr


def computer_titles() -> dict[str, str]:
    """Return the titles of the sections for what this computer remembers."""
    return {
        "name": tr("Your name"),
        "appearance": tr("Appearance"),
        "notifications": tr("Notifications"),
        "folders": tr("Folders and recent files"),
    }


def register_titles() -> dict[str, str]:
    """Return the titles of the sections for what a register goes by; a form has the same name."""
    return {
        "brand": tr("Brand"),
        "thresholds": tr("Finding thresholds"),
        "letterhead": tr("Document letterhead"),
        "backups": tr("Backups"),
    }
