"""A field for an id of TikTok, which says on leaving it what cannot be an id."""

from __future__ import annotations

from typing_extensions import override

from delvia_desktop.domain.words.ids import unread_id
from delvia_desktop.i18n import tr
from delvia_desktop.ui.fields.fields import LineField

_ODD_LINES = 2
"""Lines of what is said of an id that is probably damaged."""


class IdField(LineField):
    """A TikTok id; pasted ids may have blanks, quotes and an apostrophe."""

    def __init__(self, label: str, hint: str = "") -> None:
        """Begin empty; where nothing is said below it, that says how the id is got."""
        usual = tr("Paste the 19 digits from TikTok")
        super().__init__(label, hint or usual, usual if hint else "")
        self._line.editingFinished.connect(self.leave)
        self.keep_room_for_notice(_ODD_LINES)

    @override
    def unread(self) -> str:
        return unread_id(self.value())
