"""A brand that has a messy sheet and nothing else: it becomes the record within minutes."""

from __future__ import annotations

from tests.hands.steps import begins_a_register

SHEET = """TikTok access – Q3;;;;;;
;;;;;;
Agency;Ad account;Account ID;Access;Login / PW;since;Until
Kite Media;Nova DE;7480118479546429457;Admin;Summer24!;02.03.2026;ongoing
;Nova FR;7326118133326376961;Analyst;;11.04.2026;
Loop;Nova UK;7,480,118,479,546,429,425;Standard;;2-Mar-26;31 Dec 2026
Total: 3;;;;;;
"""


def test_a_messy_sheet_becomes_the_record_of_an_empty_register(me):
    """Title, blanks that mean “as above”, a password, a total: read, asked about, recorded."""
    sheet = me.home / "who has access.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    begins_a_register(me)
    me.presses("Import list…", "push button")
    me.fills("Our Business Center", "Nova Cosmetics")
    me.fills("Our Business Center ID", "6954233089097562118")
    me.presses("Choose files…", "push button")
    me.fills("File name:", str(sheet))
    me.keys("Return")
    me.reads("1 password or code was not read.")
    me.presses("Continue", "push button")
    me.reads("Not read, as they hold passwords or codes: E · Login / PW")
    me.presses("Continue", "push button")
    me.reads("2 lines to import · 1 question to decide")
    me.presses("The same as above", "radio button")
    me.presses("Import 3 lines", "push button")
    me.reads("3 lines imported", "It is a total.")
    me.presses("Show list", "push button")
    for name in ("Nova DE", "Nova FR", "Nova UK"):
        me.sees(f"Asset: {name}", "cell")
    me.closes()

    # The same sheet once more says nothing new.
    me.starts()
    me.presses("Open Nova", "push button")
    me.presses("File", "menu item")
    me.presses("Import…", "menu item")
    me.presses("Choose files…", "push button")
    me.fills("File name:", str(sheet))
    me.keys("Return")
    me.presses("Continue", "push button")
    me.presses("Continue", "push button")
    me.presses("The same as above", "radio button")
    me.reads("No differences")
    me.presses("Close", "push button")
    me.closes()
    assert b"Summer24" not in b"".join(
        f.read_bytes() for f in me.home.rglob("*") if f.is_file() and f != sheet
    )
