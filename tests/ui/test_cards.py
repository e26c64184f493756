"""The cards of the Overview: each number is that of the rows to which its card leads."""

from __future__ import annotations

import random
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from delvia_desktop.domain.access.assets import AssetDraft
from delvia_desktop.domain.access.partners import PartnerDraft
from delvia_desktop.domain.access.partnerships import PartnershipDraft
from delvia_desktop.domain.access.shares import ShareDraft
from delvia_desktop.domain.access.shop_partners import ShopPartnerDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.services.access import assets, partners, partnerships, shares, shop_partners
from delvia_desktop.services.register.register import new_register
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.facts import Facts
from tests.conftest import Clock
from tests.properties.acts import act

_PLACES = ("assets", "partners", "access", "removals")


def shown_rows(qtbot, window: MainWindow, number: int) -> tuple[str, int]:
    """Press a card; return its words, which begin with its number, and the rows that it shows."""
    window.show_place("overview")
    card = window.place._cards[number]
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Space)
    place = window.place
    assert place.name == _PLACES[number]
    table = place.table if place.name == "removals" else place.home()
    return card.accessibleName(), table.list_model.rowCount()


def opened(qtbot, register) -> MainWindow:
    made = MainWindow(Session(register))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize("seed", range(5))
def test_each_card_counts_the_rows_that_it_shows_in_any_register(qtbot, seed):
    """B5: “0 partners” led to an empty list beside “Partners 1” and “2 active shares”."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        made = new_register(Path(folder) / "any.delvia", BrandDraft("Nova"), "Mara", Clock())
        for _ in range(120):
            with suppress(DelviaError):
                act(made, rng)
        window = opened(qtbot, made)
        for number in range(len(_PLACES)):
            words, rows = shown_rows(qtbot, window, number)
            assert int(words.split()[0]) == rows, words
        window.close()


def seen(window: MainWindow) -> list[str]:
    """Return the words of the place that are seen."""
    QApplication.processEvents()  # what was laid out just now is shown by the next events
    words = [label.text() for label in window.place.findChildren(QLabel) if label.isVisible()]
    return [text for text in words if text]


def press(qtbot, window: MainWindow, words: str) -> None:
    found = [b for b in window.place.findChildren(QPushButton) if b.text() == words]
    qtbot.mouseClick(next(b for b in found if b.isVisible()), Qt.MouseButton.LeftButton)


def test_a_partner_that_has_access_counts_before_it_confirmed_anything(qtbot, nova):
    """B5: a request that is not confirmed yet hid a partner with active shares from the card."""
    asked = nova.register.perform(partners.record_partner, PartnerDraft(name="Kite Studio"))
    period = nova.register.perform(
        partnerships.record_partnership,
        asked,
        PartnershipDraft(business_center=nova.center.id, requested_on="2026-03-01"),
    )
    window = opened(qtbot, nova.register)
    assert shown_rows(qtbot, window, 1) == ("1 connected partner · 0 past their end date", 1)
    draft = ShareDraft(
        asset=nova.ad_account.id,
        partnership=period.id,
        level=("ADMIN",),
        granted_on="2026-03-02",
        purpose="Ads",
        approved_by="Ada",
    )
    window.session.perform(shares.record_share, draft)
    assert shown_rows(qtbot, window, 1) == ("2 connected partners · 1 unconfirmed", 2)
    window.show_record_of("partner", asked.id)
    assert "Requested, unconfirmed" in seen(window)
    # Found by a newcomer: one whose removal is recorded was current, and past its end date.
    period = window.session.perform(partnerships.take_step, period, "confirm", StepDraft("today"))
    draft = PartnershipDraft(period.business_center, engagement_end="2026-03-10")
    period = window.session.perform(partnerships.change_partnership, period, draft)
    assert shown_rows(qtbot, window, 1) == ("2 connected partners · 1 past its end date", 2)
    sold = window.session.perform(assets.record_asset, AssetDraft("Nova Shop", "TIKTOK_SHOP"))
    works = ShopPartnerDraft(sold.id, asked.id, "Orders", granted_on="2026-03-03")
    window.session.perform(shop_partners.record_shop_partner, works)
    window.session.perform(partnerships.take_step, period, "end", StepDraft("today"))
    assert shown_rows(qtbot, window, 1) == ("2 connected partners · 1 ended, still with access", 2)
    window.close()


def test_a_list_in_which_nothing_is_found_leaves_no_record_beside_it(qtbot, window):
    """B5: the agency stood in full at the right while the list said that nothing matches."""
    for name in ("partners", "assets", "access", "history"):
        window.show_place(name)
        place = window.place
        part = place.current if name == "access" else place.list
        assert place.shown_record()
        shown = seen(window)
        window.activateWindow()
        part.filter.setFocus()
        qtbot.keyClicks(part.filter, "nowhere")
        qtbot.waitUntil(lambda part=part: part.table.list_model.rowCount() == 0)
        assert "Nothing matches the filter. Press Esc in the filter field to clear it." in seen(
            window
        ), name
        detail = [
            f for f in place.findChildren(Facts) if f.isVisible() and not part.isAncestorOf(f)
        ]
        assert not detail, name
        press(qtbot, window, "Clear filter")
        assert part.filter.text() == ""
        assert place.shown_record()
        assert seen(window) == shown, name


def test_the_filter_of_a_card_goes_with_the_one_who_left(qtbot, window):
    """B5: the list stayed narrowed when one came later by the sidebar; what was typed stays."""
    shown_rows(qtbot, window, 1)
    field = window.places["partners"].list.filter
    assert field.text() == "connected:yes"
    go(qtbot, window, "assets")
    go(qtbot, window, "partners")
    assert field.text() == ""
    field.setFocus()
    qtbot.keyClicks(field, "bright")
    go(qtbot, window, "assets")
    go(qtbot, window, "partners")
    assert field.text() == "bright"


def go(qtbot, window: MainWindow, name: str) -> None:
    qtbot.mouseClick(window.sidebar.place_button(name), Qt.MouseButton.LeftButton)
