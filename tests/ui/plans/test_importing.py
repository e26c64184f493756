"""Lists are brought in by the window: four steps, one change, one undo."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import QMimeData, QSize, Qt, QUrl
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import Person as Human
from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.plans.compared import outcome_words
from delvia_desktop.domain.records.comparisons import ComparisonLine, Drift, DriftOutcome
from delvia_desktop.i18n import show_day
from delvia_desktop.services.access.people import record_person
from delvia_desktop.services.register.register import open_register
from delvia_desktop.ui.toolkit import theme
from tests.ui.accessibility import unnamed, unreachable
from tests.ui.dialogs import name_file
from tests.ui.plans.conftest import MESSY, Importer, copy, drop, press
from tests.ui.sizes import out_of_reach


def test_a_messy_sheet_fills_an_empty_register_and_is_taken_back_by_one_undo(fresh, tmp_path):
    fresh.imports_the_messy_sheet(tmp_path)
    records = fresh.register.records
    assert sorted(each.name for each in records.select(Asset)) == ["Nova DE", "Nova FR", "Nova UK"]
    assert sorted(each.name for each in records.select(Partner)) == ["Kite Media", "Loop"]
    assert len(records.select(Share)) == 3
    fresh.presses("Undo")
    fresh.waits_for("Undone: Imported 3 lines from messy.csv")
    assert records.select(Asset) == () == records.select(Partner)


def test_a_long_import_is_taken_back_and_done_again_beside_the_window(fresh, tmp_path, monkeypatch):
    monkeypatch.setattr("delvia_desktop.ui.session._LONG", 1)
    fresh.imports_the_messy_sheet(tmp_path)
    fresh.presses("Close")
    session = fresh.main.session
    fresh.person.press("Ctrl+Z")
    fresh.bot.waitUntil(lambda: session.live.redo_title.startswith("Imported"))
    fresh.bot.waitUntil(lambda: "Undone: Imported" in fresh.main.toast.accessibleName())
    assert session.live.records.select(Asset) == ()
    fresh.person.press("Ctrl+Y")
    fresh.bot.waitUntil(lambda: session.live.undo_title.startswith("Imported"))
    assert len(session.live.records.select(Asset)) == 3


def test_who_leaves_while_an_import_is_recorded_loses_nothing(fresh, tmp_path):
    fresh.goes_on_with_the_messy_sheet(tmp_path)
    path = fresh.register.path
    fresh.presses("Import 3 lines")
    fresh.main.close()
    opened = open_register(path, "Mara")
    assert len(opened.records.select(Share)) == 3
    opened.leave()


def test_the_numbers_of_the_differences_add_up_to_what_was_read(fresh, tmp_path):
    file = tmp_path / "messy.csv"
    file.write_text(MESSY, encoding="utf-8")
    fresh.begins()
    fresh.fills("Our Business Center", "Nova Cosmetics")
    fresh.fills("Our Business Center ID", "6954233089097562118")
    fresh.chooses_file(file)
    fresh.goes_on_to("Columns")
    fresh.goes_on_to("Differences")
    assert fresh.counts() == {"Read": 4, "New": 2, "Left out": 1, "Undecided": 1}
    fresh.presses("Undecided")
    assert [row[0] for row in fresh.rows()] == ["? Undecided"]
    fresh.presses("Left out")
    assert [row[4] for row in fresh.rows()] == ["It is a total."]
    fresh.shows_tab("To decide")
    fresh.answers("The same as above")
    fresh.bot.waitUntil(lambda: "Import 3 lines" in fresh.enabled())
    assert fresh.counts() == {"Read": 4, "New": 3, "Left out": 1}


def test_a_column_of_passwords_is_told_and_can_not_be_chosen(fresh, tmp_path):
    file = tmp_path / "messy.csv"
    file.write_text(MESSY, encoding="utf-8")
    fresh.begins()
    fresh.chooses_file(file)
    assert "1 password or code was not read." in fresh.words()
    assert any("4 rows" in words for words in fresh.words())  # the headings are none
    fresh.goes_on_to("Columns")
    assert "messy.csv · 4 rows" in fresh.words()
    assert "Not read, as they hold passwords or codes: E · Login / PW" in fresh.words()
    named = [box.accessibleName() for box in fresh.window.findChildren(QComboBox)]
    assert "A · Agency" in named
    assert not any("Login" in name for name in named)
    assert not any("Summer24!" in words for words in fresh.words())


def test_what_columns_mean_is_remembered_for_tables_with_the_same_headings(fresh, tmp_path):
    fresh.begins()
    copy("Who\tCode\nKite\t7480118479546429457\nLoop\t7326118133326376961")
    fresh.presses("Paste copied table")
    fresh.goes_on_to("Columns")
    fresh.chooses("Row of headings", "Row 1: Who · Code")
    fresh.chooses("A · Who", "Partner")
    fresh.chooses("B · Code", "Partner's Business Center ID")
    fresh.goes_on_to("Differences")
    fresh.presses("Import 2 lines")
    fresh.waits_for("2 lines imported")
    fresh.presses("Close")
    fresh.begins()
    copy("Code\tWho\n7504233300559872017\tBrightside")
    fresh.presses("Paste copied table")
    fresh.goes_on_to("Columns")
    fresh.chooses("Row of headings", "Row 1: Code · Who")
    assert fresh.box("A · Code").currentText() == "Partner's Business Center ID"
    assert fresh.box("B · Who").currentText() == "Partner"


def partners_answer(importer: Importer, name: str) -> tuple[list[dict[str, str]], Asset]:
    """Return TikTok's answer on the ad accounts of a partner, and the first that is left out."""
    records = importer.register.records
    partner = records.find(Partner, name=name)
    periods = {each.id for each in records.select(Partnership, partner=partner.id)}
    shares = [each for each in records.select(Share) if each.partnership in periods]
    working = [each for each in shares if each.granted_on and not each.revoked_on]
    pairs = [(records.get(Asset, each.asset), each) for each in working]
    first, *others = [pair for pair in pairs if pair[0].asset_type == "ADVERTISER"]
    rows = [
        {
            "asset_id": asset.asset_id,
            "asset_name": asset.name,
            "asset_type": "ADVERTISER",
            "advertiser_role": share.level[0],
        }
        for asset, share in others
    ]
    return rows, first[0]


def write_answer(file: Path, rows: list[dict[str, str]]) -> None:
    page = {"page": 1, "page_size": 50, "total_number": len(rows), "total_page": 1}
    file.write_text(json.dumps({"code": 0, "data": {"list": rows, "page_info": page}}))


def paper(importer: Importer) -> str:
    """Return what the document is called that opens, once it is drawn."""
    importer.bot.waitUntil(lambda: importer.main.paper_view is not None)
    view = importer.main.paper_view
    title = view.windowTitle()
    view.close()
    return title


def compares(importer: Importer, file: Path, rows: list[dict[str, str]]) -> None:
    """Compare what TikTok answers on Brightside Media, up to the differences."""
    write_answer(file, rows)
    importer.begins("Compare with TikTok…")
    importer.says_whose("Assets shared with a partner", "Brightside Media")
    importer.chooses_file(file)
    importer.goes_on_to("Differences")


def test_a_complete_list_from_tiktok_tells_what_is_on_record_and_not_in_it(sample, tmp_path):
    rows, left = partners_answer(sample, "Brightside Media")
    compares(sample, tmp_path / "partner.json", rows)
    assert sample.counts() == {"Read": len(rows), "Same": len(rows), "Not in the list": 1}
    assert "Record comparison" in sample.enabled()
    sample.presses("Not in the list")
    (row,) = sample.rows()
    assert row[:2] == ["∅ Not in the list", "Share"]
    assert left.name in row[2]
    press(sample.bot, sample.table, "Down")
    press(sample.bot, sample.table, "Return")
    assert not sample.is_open
    assert sample.main.place.name == "access"
    assert sample.main.place.headline()[0].startswith(left.name) or left.name in row[2]
    sample.person.click("Back to import")
    assert sample.is_open
    sample.presses("Record comparison")
    sample.waits_for("Comparison recorded")
    (line,) = sample.register.records.select(ComparisonLine, comparison=3)
    assert (line.difference, line.outcome) == (Drift.NOT_LISTED, DriftOutcome.OPEN)
    assert left.name in line.what
    sample.presses("Issue document…")
    assert not sample.is_open
    assert "Shared with Brightside Media" in paper(sample)


def test_what_is_not_in_the_list_is_recorded_from_its_line_and_told_on_the_document(
    sample, tmp_path
):
    """Found by a newcomer: recorded before the comparison, its document said that nothing was."""
    rows, left = partners_answer(sample, "Brightside Media")
    compares(sample, tmp_path / "partner.json", rows)
    sample.presses("Not in the list")
    assert "Record revocation…" not in sample.enabled()
    sample.presses("Record comparison")
    sample.presses("Record revocation…")
    assert not sample.is_open
    assert sample.person.fields["reason"].value().startswith("Not in TikTok's list of ")
    sample.person.submit()
    sample.bot.waitUntil(lambda: sample.is_open and "Verify removal…" in sample.enabled())
    (line,) = sample.register.records.select(ComparisonLine, comparison=3)
    today = show_day(sample.register.today)
    assert line.subject in {
        each.id for each in sample.register.records.select(Share, asset=left.id)
    }
    assert outcome_words(sample.register.situation(), line) == (f"Revoked on {today}",)
    sample.presses("Issue document…")
    assert not sample.is_open
    assert "Shared with Brightside Media" in paper(sample)
    sample.person.click("Back to import")
    assert "Verify removal…" in sample.enabled()


def test_an_earlier_comparison_is_printed_from_where_lists_are_compared(sample):
    sample.begins("Compare with TikTok…")
    assert "Earlier comparisons" in sample.words()
    button = next(b for b in sample.window.findChildren(QPushButton)
                  if b.accessibleName() == "Issue document: Shared with Kite Studio")  # fmt: skip
    sample.bot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not sample.is_open
    assert "Shared with Kite Studio" in paper(sample)


def test_a_list_that_says_what_the_record_says_has_no_differences(sample, tmp_path):
    rows, _ = partners_answer(sample, "Brightside Media")
    file = tmp_path / "partner.json"
    write_answer(file, rows)
    sample.begins()
    sample.says_whose("Assets shared with a partner", "Brightside Media")
    sample.chooses_file(file)
    sample.goes_on_to("Differences")
    assert "No differences" in sample.words()
    sample.presses("Close")
    assert not sample.is_open


def test_whose_list_it_is_must_be_said_before_it_is_compared(sample, tmp_path):
    rows, _ = partners_answer(sample, "Brightside Media")
    file = tmp_path / "partner.json"
    write_answer(file, rows)
    sample.begins("Compare with TikTok…")
    assert sample.box("What the list shows").hasFocus()
    sample.chooses_file(file)
    assert "Continue" not in sample.enabled()
    sample.says_whose("Assets shared with a partner")
    assert "Continue" not in sample.enabled()
    sample.chooses("Partner", "Brightside Media")
    assert "Continue" in sample.enabled()


def test_several_tables_have_a_tab_each_and_are_brought_in_together(fresh, tmp_path):
    file, other = tmp_path / "agencies.csv", tmp_path / "people.csv"
    file.write_text("Partner,Partner ID\nKite,7480118479546429457\n", encoding="utf-8")
    other.write_text("Name,Email\nAda Nova,ada.nova@example.com\n", encoding="utf-8")
    fresh.begins()
    fresh.chooses_file(file)
    fresh.chooses_file(other)
    fresh.goes_on_to("Columns")
    assert fresh.box("A · Partner").currentText() == "Partner"
    fresh.shows_tab("people.csv")
    assert fresh.box("B · Email").currentText() == "Email"
    fresh.chooses("A · Name", "Person")
    fresh.goes_on_to("Differences")
    fresh.presses("Import 2 lines")
    fresh.waits_for("2 lines imported")
    assert [each.name for each in fresh.register.records.select(Partner)] == ["Kite"]
    assert [each.name for each in fresh.register.records.select(Human)] == ["Ada Nova"]


def test_a_source_that_is_removed_is_not_brought_in(fresh, tmp_path):
    file = tmp_path / "agencies.csv"
    file.write_text("Partner,Partner ID\nKite,7480118479546429457\n", encoding="utf-8")
    fresh.begins()
    fresh.chooses_file(file)
    fresh.presses("Remove")
    fresh.bot.waitUntil(lambda: "Continue" not in fresh.enabled())
    fresh.bot.waitUntil(lambda: "agencies.csv" not in fresh.words())


def test_the_list_of_a_partner_is_compared_from_its_own_page(sample):
    sample.person.go("partners")
    partner = sample.register.records.find(Partner, name="Brightside Media")
    sample.main.place.show_record(partner.id)
    sample.person.do("Compare with TikTok's list…")
    sample.bot.waitUntil(lambda: sample.is_open)
    assert sample.box("What the list shows").currentText() == "Assets shared with a partner"
    assert sample.box("Partner").currentText() == "Brightside Media"


def test_a_table_that_is_pasted_onto_a_list_is_brought_in(sample):
    copy("Partner\tPartner ID\nZephyr Ads\t7504233300559872999")
    sample.person.go("partners")
    table = sample.main.place.worked_list()
    table.setFocus()
    press(sample.bot, table, "Ctrl+V")
    sample.bot.waitUntil(lambda: sample.is_open)
    sample.waits_for("Pasted")
    sample.goes_on_to("Columns")
    assert sample.box("A · Partner").currentText() == "Partner"


def test_a_word_that_is_pasted_onto_a_list_is_no_table(sample):
    copy("Zephyr Ads")
    sample.person.go("partners")
    table = sample.main.place.worked_list()
    table.setFocus()
    press(sample.bot, table, "Ctrl+V")
    assert not sample.is_open


def test_a_table_is_pasted_as_a_page_has_it_with_what_its_cells_span(fresh):
    cells = "<tr><td>Kite</td><td>7480118479546429457</td></tr>"
    html = (
        f"<style>td {{}}</style><table><tr><th>Partner</th><th>Partner ID</th></tr>{cells}</table>"
    )
    copy("Partner Partner ID Kite", html)
    fresh.begins()
    fresh.presses("Paste copied table")
    fresh.goes_on_to("Columns")
    assert fresh.box("B · Partner ID").currentText() == "Partner's Business Center ID"


def test_a_table_that_is_dropped_on_the_window_is_brought_in(sample, tmp_path):
    file = tmp_path / "messy.csv"
    file.write_text(MESSY, encoding="utf-8")
    data, other = QMimeData(), QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    other.setUrls([QUrl.fromLocalFile(str(tmp_path / "photo.png"))])
    assert not drop(sample.main, other)
    assert drop(sample.main, data)
    sample.bot.waitUntil(lambda: sample.is_open)
    sample.waits_for("messy.csv")


def test_a_file_that_is_no_table_is_refused_and_leaves_what_was_read(fresh, tmp_path):
    file, photo = tmp_path / "messy.csv", tmp_path / "photo.png"
    file.write_text(MESSY, encoding="utf-8")
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    fresh.begins()
    fresh.chooses_file(file)
    fresh.presses("Choose files…")
    name_file(fresh.bot, fresh.window, photo)
    fresh.waits_for("⚠ ")
    assert "messy.csv" in fresh.words()
    assert "Continue" in fresh.enabled()


def test_esc_asks_only_if_something_would_be_lost(fresh, tmp_path):
    press(fresh.bot, fresh.begins(), "Esc")
    assert not fresh.is_open
    file = tmp_path / "messy.csv"
    file.write_text(MESSY, encoding="utf-8")
    fresh.begins()
    fresh.chooses_file(file)
    press(fresh.bot, fresh.window, "Esc")
    assert "Nothing was imported yet." in fresh.words()
    press(fresh.bot, fresh.window, "Esc")
    assert "Nothing was imported yet." not in fresh.words()
    press(fresh.bot, fresh.window, "Esc")
    fresh.presses("Close import")
    assert not fresh.is_open
    assert fresh.register.records.select(Asset) == ()


def test_what_was_not_imported_is_told_and_can_be_kept_as_text(fresh, tmp_path):
    fresh.imports_the_messy_sheet(tmp_path)
    assert [row[4] for row in fresh.rows()] == ["“ongoing” is not a date.", "It is a total."]
    fresh.presses("Save what was not recorded…")
    kept = tmp_path / "left.txt"
    name_file(fresh.bot, fresh.window, kept)
    fresh.waits_for("Saved as left.txt")
    lines = kept.read_text(encoding="utf-8").splitlines()
    assert lines[0] == (
        "row 4 · Left out · Share · Nova DE · Planned end: ongoing · “ongoing” is not a date."
    )
    assert len(lines) == 2


def test_the_list_of_what_was_imported_is_one_press_away(fresh, tmp_path):
    fresh.imports_the_messy_sheet(tmp_path)
    fresh.presses("Show list")
    assert not fresh.is_open
    assert fresh.main.place.name == "assets"


def test_what_is_recorded_meanwhile_is_compared_too(sample, tmp_path):
    sample.begins()
    copy("Name\tEmail\nAda Nova\tada.nova@example.com\nZoe Nova\tzoe.nova@example.com")
    sample.presses("Paste copied table")
    sample.goes_on_to("Columns")
    sample.goes_on_to("Differences")
    assert "Import 2 lines" in sample.enabled()
    draft = PersonDraft(name="Ada Nova", email="ada.nova@example.com")
    sample.main.session.perform(record_person, draft)
    sample.bot.waitUntil(lambda: "Import 1 line" in sample.enabled())
    assert sample.counts() == {"Read": 2, "Same": 1, "New": 1}


def test_nothing_is_brought_in_while_a_past_date_is_shown(sample):
    sample.person.go("history")
    sample.person.do("View register at that time")
    sample.person.press("Ctrl+Shift+I")
    assert not sample.is_open


def test_an_encoding_that_nothing_says_is_asked_for_with_a_line_to_read(fresh, tmp_path):
    file = tmp_path / "old.csv"
    file.write_bytes("Partner;Partner ID\nKäthe Müller;7480118479546429457\n".encode("cp1252"))
    fresh.begins()
    fresh.chooses_file(file)
    assert fresh.box("Encoding").currentText() == "cp1252: Käthe Müller;7480118479546429457"
    fresh.box("Encoding").setFocus()
    press(fresh.bot, fresh.box("Encoding"), "Down")
    fresh.bot.waitUntil(lambda: "Reading…" not in fresh.words() and "Continue" in fresh.enabled())
    fresh.bot.waitUntil(lambda: fresh.box("Encoding").currentText().startswith("mac_roman"))
    assert fresh.box("Encoding").hasFocus()
    fresh.goes_on_to("Columns")
    assert "K‰the M¸ller" in fresh.words()


SIZES = {"small": (QSize(900, 600), 1), "large text": (QSize(1364, 728), 2)}


@pytest.mark.parametrize("name", SIZES)
def test_each_step_fits_the_smallest_window_and_large_text(qapp, name, request, tmp_path):
    size, factor = SIZES[name]
    before = QFont(qapp.font())
    qapp.setFont(theme.scaled(before, factor))
    theme.apply(qapp, dark=False)
    fresh = request.getfixturevalue("fresh")

    def look() -> None:
        fresh.window.resize(size)
        for _ in range(5):
            QApplication.processEvents()
        assert fresh.window.size() == size
        assert out_of_reach(fresh.window) == []
        assert unnamed(fresh.window) == []
        assert unreachable(fresh.window) == []

    try:
        file = tmp_path / "messy.csv"
        file.write_text(MESSY, encoding="utf-8")
        fresh.begins()
        fresh.fills("Our Business Center", "Nova Cosmetics")
        fresh.fills("Our Business Center ID", "6954233089097562118")
        fresh.chooses_file(file)
        look()
        fresh.goes_on_to("Columns")
        look()
        fresh.goes_on_to("Differences")
        look()
        fresh.shows_tab("Lines")
        look()
        fresh.presses("Import 2 lines")
        fresh.waits_for("2 lines imported")
        look()
    finally:
        qapp.setFont(before)
        theme.apply(qapp, dark=False)


def test_the_steps_are_gone_through_by_keys_alone(fresh, tmp_path):
    """Enter goes on where nothing is to be said; on an answer it must not import."""
    copy("Partner\tPartner ID\nKite\t7480118479546429457")
    press(fresh.bot, fresh.begins(), "Ctrl+V")
    fresh.waits_for("Pasted")
    fresh.bot.waitUntil(lambda: fresh.button("Continue").hasFocus())
    for step in ("Columns", "Differences"):
        press(fresh.bot, QApplication.focusWidget(), "Return")
        fresh.bot.waitUntil(lambda s=step: fresh.window.bar.accessibleName().endswith(s))
    focused = QApplication.focusWidget()
    press(fresh.bot, focused, "Return")
    assert fresh.register.records.select(Partner) == ()
    while not (isinstance(focused, type(fresh.button("Back"))) and "Import" in focused.text()):
        press(fresh.bot, focused, "Tab")
        focused = QApplication.focusWidget()
    press(fresh.bot, focused, "Return")
    fresh.waits_for("1 line imported")
    assert [each.name for each in fresh.register.records.select(Partner)] == ["Kite"]


def test_a_sheet_of_a_workbook_can_be_left_out(fresh, tmp_path):
    """Each sheet is one more table; those that are no lists of access are not brought in."""
    file = tmp_path / "lists.xlsx"
    with xlsxwriter.Workbook(file) as book:
        for title, name in (("Agencies", "Kite"), ("Old agencies", "Loop")):
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, ("Partner", "Partner's Business Center ID"))
            sheet.write_row(1, 0, (name, "7504233300559872017"))
    fresh.begins()
    fresh.chooses_file(file)
    fresh.goes_on_to("Columns")
    fresh.shows_tab("Old agencies")
    press(fresh.bot, fresh.button("Import this table"), "Space")
    assert not fresh.box("Kind of record").isEnabled()
    fresh.goes_on_to("Differences")
    fresh.presses("Import 1 line")
    fresh.waits_for("1 line imported")
    assert [each.name for each in fresh.register.records.select(Partner)] == ["Kite"]
