"""The way back: where one was before, as in a browser."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple, Protocol

from delvia_desktop.ui.place.place import Place

_MOST = 50
"""Stops that are kept in each direction."""


class Stop(NamedTuple):
    """A place, which part of it and which record were seen, and how far it was scrolled."""

    place: str
    part: str
    record: int
    scrolled: int

    def is_where(self, other: Stop) -> bool:
        """Tell whether the same is seen at another stop, wherever it is scrolled to."""
        return self[:-1] == other[:-1]


class Trail:
    """The stops behind the one where one is and, once one went back, those ahead of it."""

    def __init__(self) -> None:
        """Begin where nobody was before."""
        self._behind: list[Stop] = []
        self._ahead: list[Stop] = []

    def leave(self, here: Stop) -> None:
        """Remember a stop that is about to be left for another one."""
        _put(self._behind, here)
        self._ahead.clear()

    def next(self, here: Stop, *, back: bool) -> Stop | None:
        """Return the stop to which one step leads; None where there is none."""
        stops = self._behind if back else self._ahead
        return next((stop for stop in reversed(stops) if not stop.is_where(here)), None)

    def step(self, here: Stop, *, back: bool) -> Stop | None:
        """Go one step and return the stop there; None where there is none."""
        came, goes = (self._behind, self._ahead) if back else (self._ahead, self._behind)
        # A jump that led nowhere has left its own start behind.
        while came and came[-1].is_where(here):
            came.pop()
        if not came:
            return None
        _put(goes, here)
        return came.pop()


def _put(stops: list[Stop], stop: Stop) -> None:
    if stops and stops[-1].is_where(stop):
        stops.pop()
    stops.append(stop)
    del stops[:-_MOST]


class Window(Protocol):
    """The window whose places are left and found again."""

    @property
    def place(self) -> Place:
        """The place that is shown."""

    def return_to(self, name: str) -> None:
        """Show a place without leaving a stop behind."""

    def take_focus(self) -> None:
        """Let the place that is shown take the keys."""


class WayBack:
    """Goes back and forward in a window."""

    def __init__(self, window: Window) -> None:
        """Begin where nobody was before."""
        self._window = window
        self._trail = Trail()

    def leave(self) -> None:
        """Remember what is seen now, as something else is about to be shown."""
        self._trail.leave(self.here())

    def leads(self, *, back: bool) -> bool:
        """Tell whether there is anywhere to go in a direction."""
        return self._trail.next(self.here(), back=back) is not None

    def go(self, *, back: bool) -> None:
        """Go one step, once a changed form that would be lost lets go."""
        stop = self._trail.next(self.here(), back=back)
        place = self._window.place
        if stop is not None and stop.place == place.name:
            place.leave_form(partial(self._go, back=back))
        else:
            self._go(back=back)

    def _go(self, *, back: bool) -> None:
        stop = self._trail.step(self.here(), back=back)
        if stop is None:
            return
        self._window.return_to(stop.place)
        if stop.is_where(self.here()):
            self._stand(stop)
        else:
            self._window.place.leave_form(partial(self._stand, stop))
        self._window.take_focus()

    def stand_at(self, stop: Stop) -> None:
        """Show again what was seen at a stop, as if one had not gone elsewhere."""
        self._window.return_to(stop.place)
        self._stand(stop)

    def _stand(self, stop: Stop) -> None:
        """Show what was seen at a stop, in its place."""
        place = self._window.place
        place.show_part(stop.part)
        if stop.record:
            place.choose_record(stop.record)
        if (table := place.home()) is not None:
            table.verticalScrollBar().setValue(stop.scrolled)

    def here(self) -> Stop:
        """Return the stop where one is."""
        place = self._window.place
        table = place.home()
        scrolled = table.verticalScrollBar().value() if table is not None else 0
        return Stop(place.name, place.shown_part(), place.shown_record(), scrolled)
