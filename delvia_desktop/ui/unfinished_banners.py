"""What is offered over the content for each form that was left half filled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QDialog

from delvia_desktop.i18n import tr
from delvia_desktop.services import unfinished
from delvia_desktop.ui.pages.place import Place
from delvia_desktop.ui.places import Places
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.settings.page import SETTINGS
from delvia_desktop.ui.widgets.notes import Banner
from delvia_desktop.ui.widgets.toast import Toast


class Window(Protocol):
    """The window over whose places the forms are told."""

    places: Places
    session: Session
    toast: Toast

    @property
    def settings(self) -> QDialog | None:
        """The settings while they are open."""

    @property
    def place(self) -> Place:
        """The place that is shown."""

    def show_place(self, name: str) -> None:
        """Show a place."""

    def show_settings(self, section: str = "") -> None:
        """Open the settings, at a section if one is named."""


def unfinished_banners(window: Window, again: Callable[[], object]) -> list[Banner]:
    """Return a banner for each form left open in another place, or when the register was closed.

    `again` shows the banners anew, once one of them has been answered.
    """
    if not window.session.can_act:
        return []
    opened = [(place, form) for place in window.places.built() if (form := place.form) is not None]
    banners = []
    for place, form in opened:
        if place is not window.place and form.panel.is_changed:
            text = tr("You left “{title}” unfinished.", title=form.panel.title)
            banners.append(_banner(text, _back(window, place), _close(place, again)))
    keys = {form.key for _, form in opened}
    for kept in unfinished.kept_drafts(window.session.live):
        is_open = window.settings is not None and kept.place == SETTINGS
        if kept.key not in keys and not is_open:
            text = tr("You were typing “{title}” when the register was closed.", title=kept.title)
            banners.append(_banner(text, _open(window, kept, again), _drop(window, kept, again)))
    return banners


def _banner(text: str, go_on: Callable[[], object], drop: Callable[[], object]) -> Banner:
    return Banner(text, "info", [(tr("Continue"), go_on), (tr("Discard"), drop)])


def _back(window: Window, place: Place) -> Callable[[], object]:
    def go_back() -> None:
        window.show_place(place.name)
        place.take_focus()

    return go_back


def _close(place: Place, again: Callable[[], object]) -> Callable[[], object]:
    def close() -> None:
        place.close_form()
        again()

    return close


def _open(
    window: Window, kept: unfinished.Kept, again: Callable[[], object]
) -> Callable[[], object]:
    def resume() -> None:
        if kept.place == SETTINGS:
            window.show_settings(kept.key)  # a section has the name of its form
            again()
            return
        window.show_place(kept.place)
        if kept.record:
            window.place.show_record(kept.record)
        if not window.place.resume(kept.key):
            text = tr(
                "Open “{title}” again where you began it. What you typed is still there.",
                title=kept.title,
            )
            window.toast.say(text)
        again()

    return resume


def _drop(
    window: Window, kept: unfinished.Kept, again: Callable[[], object]
) -> Callable[[], object]:
    def drop() -> None:
        unfinished.drop_draft(window.session.live, kept.key)
        again()

    return drop
