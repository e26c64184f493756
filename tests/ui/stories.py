"""Stories of the whole record, played with mouse and keys, offscreen and on a real screen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.spark_codes import SparkCode
from delvia_desktop.services.history.time_travel import Past
from delvia_desktop.ui.widgets.items_layout import widget_at
from tests.ui.story import Person


def find(me: Person, text: str) -> None:
    """Find something with Ctrl+K and go to the first that is offered."""
    me.press("Ctrl+K")
    me.bot.keyClicks(me.window.header.field, text)
    me.bot.keyClick(me.window.header.field, Qt.Key.Key_Return)


def show_tab(me: Person, name: str) -> None:
    """Click a tab of the place."""
    for tabs in me.window.place.findChildren(QTabWidget):
        for place in range(tabs.count()):
            if tabs.tabText(place) == name:
                at = tabs.tabBar().tabRect(place).center()
                me.bot.mouseClick(tabs.tabBar(), Qt.MouseButton.LeftButton, pos=at)
                return
    raise AssertionError(name)


def decides_the_last_and_closes(me: Person) -> None:
    """Record the last decision of a review, and close it in the form to which that leads."""
    me.submit()
    assert "Close review" in me.window.place.form.panel.title
    me.choose("report", value=False)
    me.recorded()


def lines(table, column: str) -> list[str]:
    """Return what a table shows in a column."""
    model = table.list_model
    shown = next(each for each in model.columns if each.title == column)
    return [shown.text(model.row(place)) for place in range(model.rowCount())]


def a_person_leaves(me: Person, folder: Path) -> None:
    """A person leaves, and is found on five surfaces; each is ended where it was given."""
    find(me, "mia okafor")
    page = me.window.places["people"]
    assert me.window.place is page
    me.do("Mark as left…")
    me.recorded()
    find(me, "jonas.becker@nova")
    assert page.headline()[0] == "Jonas Becker"
    surfaces = set(lines(page.ways.table, "Granted in"))
    assert surfaces == {
        "Account group: EU ad accounts",
        "Account login",
        "Ad account's own list",
        "Seller Center",
        "Spark Ads code",
    }
    banner = widget_at(page._warning, 0)
    assert "but still has access in 6 places" in banner.label.text()
    # Ended one by one, with mouse and keys
    for way in ("Nova DE – Retention", "Nova FR – Performance", "Nova Shop DE"):
        place = lines(page.ways.table, "What").index(way)
        page.ways.table.setFocus()
        page.ways.table.selectRow(place)
        me.do_row("Revoke…", page.ways.deeds)
        me.type("reason", "Left the company")
        me.recorded()
    states = dict(zip(lines(page.ways.table, "What"), lines(page.ways.table, "State"), strict=True))
    assert states["Nova Shop DE"] == "Revoked, unverified"
    # The password is changed in the login; whoever knew it counts as ended
    held = lines(page.ways.table, "Access level")
    place = next(n for n, text in enumerate(held) if text.endswith("shared login"))
    page.ways.table.selectRow(place)
    me.click("Record password change…")
    me.recorded()
    assert "Knows the password" not in lines(page.ways.table, "Access level")
    assert "Password changed" in me.window.menus._undo.text()
    me.press("Ctrl+Z")
    assert "Knows the password" in lines(page.ways.table, "Access level")
    me.window.close()


def a_spark_code_runs_out(me: Person, folder: Path) -> None:
    """A Spark code is recorded, is in use, and runs out by itself."""
    me.go("access")
    page = me.window.places.access()
    page.bar.setFocus()
    page.bar.setCurrentIndex(4)
    me.click("Add Spark Ads code…")
    me.type("post", "Evening routine")
    me.submit()
    assert "Choose who may advertise" in me.fields["partner"].problem()
    me.choose("partner", 3)
    me.choose("days", 7)
    me.recorded()
    table = page.current.table
    assert "Evening routine" in lines(table, "Post")
    place = lines(table, "Post").index("Evening routine")
    assert lines(table, "State")[place] == "Not used yet"
    # A filter shows what runs out within ten days
    me.press("Ctrl+F")
    me.bot.keyClicks(page.current.filter, "ends:<10d")
    me.bot.waitUntil(lambda: "Evening routine" in lines(table, "Post"))
    me.bot.waitUntil(lambda: table.list_model.rowCount() < 7)
    page.current.filter.clear()
    me.bot.keyClick(page.current.filter, Qt.Key.Key_Return)
    # Eight days later it has run out, although nobody did anything
    live = me.window.session.live
    later = live.today + timedelta(days=8)
    me.window.travel(Past(live.revision, later, "in eight days"))
    place = lines(table, "Post").index("Evening routine")
    assert lines(table, "State")[place] == "Expired"
    me.click("Back to today")
    assert live.records.find(SparkCode, post="Evening routine") is not None
    me.window.close()


def two_people_have_the_same_name(me: Person, folder: Path) -> None:
    """Two people have the same name and are never taken for each other."""
    me.go("people")
    page = me.window.places["people"]
    names = [name for name in lines(page.people, "Person") if name.startswith("Lea Brandt")]
    assert names == ["Lea Brandt · lea.brandt@nova.example", "Lea Brandt · hello@leabrandt.example"]
    me.do("Add person…")
    me.type("name", "lea brandt")
    me.bot.waitUntil(lambda: "is already recorded" in me.fields["name"]._notice.text())
    me.type("email", "LEA.BRANDT@nova.example")
    me.bot.waitUntil(lambda: "has this address too" in me.fields["email"]._notice.text())
    me.discard()
    # Both are found, and each has what is its own
    found = {}
    for address in ("lea.brandt@nova", "hello@leabrandt"):
        find(me, address)
        found[address] = lines(page.ways.table, "What")
    assert "Nova Shop DE" in found["lea.brandt@nova"]
    assert "Spring film cut-downs" in found["hello@leabrandt"]
    assert "Nova Shop DE" not in found["hello@leabrandt"]
    # In the form that gives an asset the two are told apart by words
    me.do("Assign asset…")
    box = me.fields["person"].editor
    offered = [box.itemText(place) for place in range(box.count())]
    twice = [text for text in offered if text.startswith("Lea Brandt")]
    assert len(set(twice)) == 2
    assert any("Freelancer" in text for text in twice)
    me.press("Esc")
    me.window.close()


def an_asset_moves_to_us(me: Person, folder: Path) -> None:
    """An asset moves from an agency to us in four dated steps, and is then verified."""
    live = me.window.session.live
    find(me, "6954396919547027457")
    page = me.window.places["assets"]
    assert page.headline()[0] == "Nova UK – Launch"
    key = page.shown_record()

    def owner() -> str:
        return live.records.get(Asset, key).owner_kind

    # The end of the partnership is blocked while the agency owns it
    me.go("partners")
    kite = next(r for r in live.records.select(Asset) if r.id == key).owner_partner
    me.window.place.show_record(kite)
    me.do("Record end…")
    me.submit()
    assert "Nova UK – Launch" in me.fields["reason"].problem()
    me.press("Esc")
    me.go("assets")
    me.do("Claim…")
    me.recorded()
    show_tab(me, "Claims")
    for step, who in (("Record request…", "Priya Nair"), ("Record agreement…", "Priya Nair")):
        me.click(step)
        me.type("by", who)
        me.recorded()
        assert owner() == "OWNER_PARTNER"
    me.click("Record start of transfer…")
    assert "cannot be undone" in me.window.place.form.panel._caution.text()
    me.submit()
    assert "Confirm that you understand" in me.fields["is_acknowledged"].problem()
    me.choose("is_acknowledged", value=True)
    me.recorded()
    assert owner() == "OWNER_PARTNER"
    me.click("Record receipt…")
    me.recorded()
    assert owner() == "OWNER_BC"
    me.press("Ctrl+Z")
    assert owner() == "OWNER_PARTNER"
    me.press("Ctrl+Shift+Z")
    assert owner() == "OWNER_BC"
    me.click("Verify receipt…")
    me.type("by", "Mara Lindt")
    me.recorded()
    asset = live.records.get(Asset, key)
    assert asset.ownership_confirmed_by == "Mara Lindt"
    assert lines(page.claims.table, "State")[0] == "Ours, verified"
    course = page.claims._course.text()
    assert [
        word for word in ("requested", "agreed", "in transfer", "received") if word in course
    ] == [
        "requested",
        "agreed",
        "in transfer",
        "received",
    ]
    show_tab(me, "History")
    me.window.close()


STORIES = (
    a_person_leaves,
    a_spark_code_runs_out,
    two_people_have_the_same_name,
    an_asset_moves_to_us,
)
