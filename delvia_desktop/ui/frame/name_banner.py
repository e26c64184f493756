"""The banner that says under which name changes are recorded while none was entered."""

from __future__ import annotations

from collections.abc import Callable

from delvia_desktop.i18n import tr
from delvia_desktop.services.computer import person
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.notes import Banner


class NameBanner:
    """Says it until a name was entered, or the banner was closed for this time."""

    def __init__(
        self, session: Session, ask: Callable[[], object], closed: Callable[[], object]
    ) -> None:
        """Know what asks for the name, and who is told that the banner was closed."""
        self._session, self._ask, self._closed = session, ask, closed
        self._is_closed = False

    def banner(self) -> Banner | None:
        """Return the banner, None if there is nothing to say."""
        if self._is_closed or not self._session.can_act or person.known_name():
            return None
        who = self._session.live.who
        text = tr("Your changes are recorded under the name “{name}”.", name=who)
        acts = [(tr("Enter your name…"), self._ask), (tr("Close"), self._close)]
        return Banner(text, "info", acts)

    def _close(self) -> None:
        self._is_closed = True
        self._closed()
