"""What people paste into a form is understood, and what is odd about it is said at the field."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication


def pasted(me, field: str, text: str) -> None:
    """Paste into a field with the keys, in place of what stands there."""
    QApplication.clipboard().setText(text)
    me.fields[field].editor.setFocus()
    me.press("Ctrl+A")
    me.press("Ctrl+V")


def test_a_pasted_partner_is_noticed_at_once_and_kept_clean(qtbot, me):
    """B9, B10, B15: a name without signs, an id with words and marks, an address with others."""
    me.go("partners")
    me.do("Add partner…")
    pasted(me, "contact_email", "d@a,b.example")
    pasted(me, "name", "Ur\u200b 𒀀")
    qtbot.waitUntil(lambda: "U+12000" in me.fields["name"]._notice.text())
    assert me.fields["name"]._notice.isVisible()
    me.submit()
    assert "not a valid email address" in me.fields["contact_email"].problem()
    pasted(me, "contact_email", "Lea <lea@ur.example>;")
    pasted(me, "bc_id", "\u200eID: 7480118479546429440\u200e")
    qtbot.waitUntil(lambda: "rounded" in me.fields["bc_id"]._notice.text())
    pasted(me, "bc_id", "https://business.tiktok.com/manage/overview?org_id=7480118479546429457")
    qtbot.waitUntil(lambda: not me.fields["bc_id"]._notice.isVisible())
    me.recorded()
    page = me.window.places["partners"]
    assert page.record().name == "Ur 𒀀"
    assert page.record().contact_email == "lea@ur.example"
    me.window.close()
