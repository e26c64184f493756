"""Somebody leaves: what is due is recorded form after form, each by an act of its own."""

from __future__ import annotations

from delvia_desktop.domain.access.people import Person as Human


def test_each_step_of_a_leaver_follows_the_one_before_it_without_leaving_the_forms(me):
    """Found by a newcomer: each step was looked for at the head of the page, 26 acts in all."""
    me.go("people")
    page, live = me.window.place, me.window.session.live
    page.show_record(live.records.find(Human, name="Mia Okafor").id)
    me.do("Mark as left…")
    titles = []
    while page.form is not None:
        titles.append(page.form.panel.title)
        before = live.revision
        assert "Continues with the next step for Mia Okafor" in page.form.panel.foot._count.text()
        me.click("Save and continue")
        assert live.revision == before + 1, "each is an act of its own"
    assert titles[0] == "Mia Okafor left"
    assert titles[1].startswith("Record revocation: 3 assignments")
    assert "@novacosmetics" in titles[2]
    assert titles[3].startswith("Verify removal: 3")
    me.bot.waitUntil(lambda: me.window.paper_view is not None, timeout=60_000)
    me.window.paper_view.close()
