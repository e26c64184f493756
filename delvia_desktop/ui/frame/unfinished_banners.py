"""What is offered over the content for each form that was left half filled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QDialog

from delvia_desktop.i18n import tr
from delvia_desktop.services.register import form_drafts
from delvia_desktop.ui.frame.places import Places, page_of
from delvia_desktop.ui.place.entrances import ENTRANCES
from delvia_desktop.ui.place.place import Place
from delvia_desktop.ui.place.place_forms import Left
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.settings.page import SETTINGS
from delvia_desktop.ui.widgets.notes import Banner
from delvia_desktop.ui.widgets.toast import Toast


class BannerWindow(Protocol):
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


def unfinished_banners(window: BannerWindow, again: Callable[[], object]) -> list[Banner]:
    """Return a banner for each unfinished form, left in another place or when closed.

    `again` shows the banners anew, once one of them has been answered.
    """
    if not window.session.can_act:
        return []
    banners, keys = [], set()
    for place in window.places.built().values():
        if place.form is not None:
            keys.add(place.form.key)
        for left in place.left_open():
            keys.add(left.kept.key)
            if place is not window.place:
                text = tr("You left “{title}” unfinished.", title=left.kept.title)
                acts = _back(window, place), _drop_there(left, again)
                banners.append(_banner(text, place.name, *acts))
    for kept in form_drafts.kept_drafts(window.session.live):
        is_open = window.settings is not None and kept.place == SETTINGS
        if kept.key not in keys and not is_open:
            text = tr("“{title}” was unfinished when the register was closed.", title=kept.title)
            acts = _open(window, kept, again), _drop(window, kept, again)
            banners.append(_banner(text, kept.place, *acts))
    return banners


def _banner(
    text: str, place: str, go_on: Callable[[], object], drop: Callable[[], object]
) -> Banner:
    page = next((page_of(each) for each in ENTRANCES if each.name == place), Place)
    return Banner(text, "info", [(page.way_on(), go_on), (tr("Discard"), drop)])


def _back(window: BannerWindow, place: Place) -> Callable[[], object]:
    def go_back() -> None:
        window.show_place(place.name)
        place.take_focus()

    return go_back


def _drop_there(left: Left, again: Callable[[], object]) -> Callable[[], object]:
    def drop() -> None:
        left.drop()
        again()

    return drop


def _open(
    window: BannerWindow, kept: form_drafts.Kept, again: Callable[[], object]
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
    window: BannerWindow, kept: form_drafts.Kept, again: Callable[[], object]
) -> Callable[[], object]:
    def drop() -> None:
        form_drafts.drop_draft(window.session.live, kept.key)
        again()

    return drop
