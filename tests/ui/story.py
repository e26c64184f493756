"""The newcomer's story, played with mouse and keys; it runs offscreen and on a real screen."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.forms.more import More
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.papers.paper_view import PaperView
from delvia_desktop.ui.program import Program
from delvia_desktop.ui.toolkit.command import without_mnemonic
from tests.ui.dialogs import name_file


def delete_now(widgets: Iterable[QWidget]) -> None:
    """Delete widgets before anything else happens: what is left is styled by all that follows."""
    for each in widgets:
        each.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Person:
    """Somebody at the window: clicks, types, and looks."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        self.bot = qtbot
        self.program = program

    @property
    def window(self) -> MainWindow:
        window = self.program.window
        assert isinstance(window, MainWindow)
        return window

    @property
    def fields(self) -> dict[str, Field]:
        form = self.window.place.form
        assert form is not None, "no form is open"
        return form.panel.fields

    def button(self, text: str, inside: QWidget | None = None) -> QPushButton:
        """Find a button that can be seen, by its words."""
        QApplication.processEvents()  # what was laid out just now is shown by the next events
        for found in (inside or self.window).findChildren(QPushButton):
            is_it = text in {found.text().replace("&", ""), found.accessibleName()}
            if is_it and found.isVisible():
                return found
        shown = [b.text() for b in self.window.findChildren(QPushButton) if b.isVisible()]
        raise AssertionError(f"no button {text!r} among {shown}")

    def click(self, text: str, inside: QWidget | None = None) -> None:
        found = self.button(text, inside)
        assert found.isEnabled(), text
        self.bot.mouseClick(found, Qt.MouseButton.LeftButton)

    def do(self, text: str) -> None:
        """Run an act of the place from the menu Actions."""
        for action in self.window.menus._of_place.actions():
            if without_mnemonic(action.text()) == text:
                assert action.isEnabled(), text
                action.trigger()
                return
        known = [action.text() for action in self.window.menus._of_place.actions()]
        raise AssertionError(f"no act {text!r} among {known}")

    def do_row(self, text: str, row: QWidget) -> None:
        """Run an act of a row of acts, by its button or from its menu."""
        QApplication.processEvents()
        for found in row.findChildren(QPushButton):
            if not found.isVisible():
                continue
            if text in (found.text(), found.accessibleName()):
                self.bot.mouseClick(found, Qt.MouseButton.LeftButton)
                return
            menu = found.menu()
            for action in menu.actions() if menu is not None else ():
                if action.text() == text:
                    action.trigger()
                    return
        raise AssertionError(text)

    def press(self, keys: str) -> None:
        """Press keys wherever the focus is."""
        combination = QKeySequence(keys)[0]
        self._take_keys_back()
        self.bot.waitUntil(self.window.isActiveWindow)
        focused = self.window.focusWidget() or self.window
        self.bot.keyClick(focused, combination.key(), combination.keyboardModifiers())

    def _take_keys_back(self) -> None:
        """Make the window active: without a screen Qt activates a list that was closed by then."""
        QApplication.processEvents()
        active = QApplication.activeWindow()
        if active is not None and not active.isVisible():
            self.window.activateWindow()
            self.bot.waitUntil(self.window.isActiveWindow)

    def go(self, place: str) -> None:
        button = self.window.sidebar.place_button(place)
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def type(self, field: str, text: str, *, fields: dict[str, Field] | None = None) -> None:
        """Type into a field in place of what stands there."""
        editor = (fields or self.fields)[field].editor
        self.reveal((fields or self.fields)[field])
        editor.setFocus()
        self.bot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.bot.keyClick(editor, Qt.Key.Key_Delete)
        self.bot.keyClicks(editor, text)
        # Whoever goes on closes what is offered below a half-typed name.
        if (offered := QApplication.activePopupWidget()) is not None:
            offered.hide()
        self._take_keys_back()

    def reveal(self, field: Field) -> None:
        """Open “More” where a field of the form is folded away."""
        if field.fits and field.isHidden():
            more = self.window.place.form.panel.findChild(More)
            self.bot.mouseClick(more, Qt.MouseButton.LeftButton)

    def choose(self, field: str, value: object) -> None:
        self.fields[field].set_value(value)
        self.fields[field].edited.emit()

    def submit(self) -> None:
        """Record with the button at the end of the form."""
        form = self.window.place.form
        assert form is not None
        self.bot.mouseClick(form.panel.submit_button, Qt.MouseButton.LeftButton)

    def discard(self) -> None:
        """Leave a form with Esc, and what was changed in it."""
        self.press("Esc")
        self.click("Discard")

    def recorded(self) -> None:
        """Record, also what looks odd and is shown first, and see that the form went away."""
        self.submit()
        form = self.window.place.form
        if form is not None and form.panel.submit_button.text() == "Record anyway":
            self.submit()
            form = self.window.place.form
        shown = {name: field.problem() for name, field in form.panel.fields.items()} if form else {}
        assert form is None, shown


def play(qtbot: QtBot, program: Program, folder: Path) -> None:  # noqa: PLR0915 - one story
    """Play the story from the empty start to the second paper."""
    file = folder / "nova.delvia"
    start = program.show_start()
    qtbot.waitExposed(start)
    qtbot.mouseClick(start.new_button, Qt.MouseButton.LeftButton)
    assert "brand name" in start.fields.brand.problem()
    qtbot.keyClicks(start.fields.brand.editor, "Nova")
    qtbot.keyClick(start.fields.brand.editor, Qt.Key.Key_Return)
    name_file(qtbot, start, file)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))
    me = Person(qtbot, program)

    # Our Business Center
    me.click("Add our Business Center…")
    me.type("name", "Nova Cosmetics")
    me.type("bc_id", "6954 2330 8909 7562 118")
    me.recorded()

    # An agency, its id as a spreadsheet damaged it and then right
    me.go("partners")
    me.click("Add partner…")
    me.type("name", "Brightside Media")
    me.type("bc_id", "7.50423E+18")
    me.submit()
    assert "spreadsheet has shortened" in me.fields["bc_id"].problem()
    me.type("bc_id", "7504233300559872000")
    qtbot.waitUntil(lambda: "rounded" in me.fields["bc_id"]._notice.text())
    me.type("bc_id", "'7504233300559872017")
    me.recorded()
    me.do("Add partnership…")
    me.type("engagement_start", "3 Feb 2026")
    me.type("engagement_end", "31 Jan 2099")
    me.recorded()
    me.do("Confirm partnership…")
    me.type("on", "3 Feb 2026")
    me.type("by", "Tom Hale")
    me.recorded()

    # Three assets, one of them the agency's
    me.go("assets")
    for name, kind, number in (
        ("Nova DE", "ADVERTISER", "7123998103425571842"),
        ("@nova", "TT_ACCOUNT", "6911003477854431206"),
        ("Launch", "ADVERTISER", "7123998103425571843"),
    ):
        me.do("Add asset…")
        me.choose("asset_type", kind)
        me.type("name", name)
        me.type("asset_id", number)
        if name == "Launch":
            me.choose("owner_kind", "OWNER_PARTNER")
        me.recorded()

    # Share two of them
    me.go("partners")
    for name in ("Nova DE", "@nova"):
        me.click("Share asset…")
        asset = me.fields["asset"]
        for option in asset._options:
            if option.text == name:
                me.choose("asset", option.value)
        me.type("purpose", "Campaigns")
        me.type("granted_on", "4 Feb 2026")
        me.press("Ctrl+Return")
        assert me.window.place.form is None
    page = me.window.places["partners"]
    assert page.shares.list_model.rowCount() == 2
    assert page.shares.list_model.row(1).level == ("ANALYST",)

    # The partner confirms one
    assert me.window.focusWidget() is page.shares  # on the share that was just recorded
    me.click("Confirm…")
    me.type("on", "5 Feb 2026")
    me.recorded()
    assert page.shares.list_model.row(0).state == "confirmed"

    # Print
    me.click("Print access record…")
    qtbot.waitUntil(lambda: me.window.paper_view is not None, timeout=20_000)
    view = me.window.paper_view
    assert isinstance(view, PaperView)
    qtbot.waitUntil(lambda: view.pages.document.pageCount() > 0)
    first = folder / "first.pdf"
    assert view.save_to(first)
    assert first.read_bytes() == view.prepared.content
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not view.isVisible()

    # Undo, redo
    assert "Confirmed access to @nova" in me.window.menus._undo.text()
    me.press("Ctrl+Z")
    assert page.shares.list_model.row(0).state == "granted"
    me.press("Ctrl+Shift+Z")
    assert page.shares.list_model.row(0).state == "confirmed"

    # Close, reopen
    me.window.close()
    program.open(str(file))
    me.go("partners")
    page = me.window.places["partners"]
    assert page.shares.list_model.rowCount() == 2

    # As of yesterday
    me.click("As of today ▾")
    panel = me.window.as_of_panel
    me.type("moment", "yesterday", fields={"moment": panel.moment})
    me.click("Show", panel)
    assert me.window.session.is_past
    assert page.partners.list_model.rowCount() == 0
    with pytest.raises(AssertionError, match="no button"):  # the past is not added to
        me.button("Add partner…")
    me.click("Back to today")
    assert page.partners.list_model.rowCount() == 1

    # The end is blocked while the agency owns an asset
    me.do("Record end…")
    me.submit()
    assert "Launch" in me.fields["reason"].problem()
    me.press("Esc")
    assert me.window.place.form is None

    # The finding leads to the claim; it was given back at once, so only the owner is recorded
    me.click("Claim…")
    assert me.window.place.name == "assets"
    assert me.window.place.form.panel.title.startswith("Claim")
    me.press("Esc")
    me.do("Record ownership…")
    me.choose("owner_kind", "OWNER_BC")
    me.choose("ownership_proof", "TRANSFER")
    me.recorded()

    # End, print again
    me.go("partners")
    me.do("Record end…")
    me.recorded()
    rows = page.shares.list_model
    assert {rows.row(place).state for place in range(rows.rowCount())} == {"revoked"}
    me.do("Print access record…")
    qtbot.waitUntil(lambda: me.window.paper_view is not None, timeout=20_000)
    second = folder / "second.pdf"
    assert me.window.paper_view.save_to(second)
    assert me.window.paper_view.prepared.record.number.endswith("-002")
    me.window.paper_view.close()
    me.go("handovers")
    assert me.window.places["handovers"].papers.list_model.rowCount() == 2
    me.window.close()
