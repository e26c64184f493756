"""Papers that ask for more than a record: the agency that takes over, the first day of a log."""

from __future__ import annotations

from datetime import timedelta

from delvia_desktop.domain.access.partners import Partner
from tests.ui.accessibility import unnamed
from tests.ui.stories import lines


def choose_partner(me, name: str) -> None:
    me.go("partners")
    table = me.window.place.list.table
    table.selectRow(lines(table, "Partner").index(name))


def shown(me):
    me.bot.waitUntil(lambda: me.window.paper_view is not None, timeout=30_000)
    prepared = me.window.paper_view.prepared
    me.window.paper_view.close()
    return prepared


def test_the_agency_that_takes_over_is_asked_for_only_where_it_is_needed(me):
    choose_partner(me, "Kite Studio")
    me.do("Print other documents…")
    assert not me.fields["other"].isVisible()
    me.choose("kind", "agency_change")
    assert me.fields["other"].isVisible()
    assert unnamed(me.window.place.form.panel) == []
    names = [option.text for option in me.fields["other"]._options]
    assert "Brightside Media" in names
    assert "Kite Studio" not in names
    me.submit()
    assert me.window.paper_view is None
    assert "Choose the incoming agency." in me.fields["other"].problem()
    brightside = me.window.session.live.records.find(Partner, name="Brightside Media")
    me.choose("other", brightside.id)
    me.submit()
    record = shown(me).record
    assert (record.kind, record.other) == ("agency_change", brightside.id)
    assert record.title == "From Kite Studio to Brightside Media"


def test_a_claim_where_nothing_is_claimed_is_refused_in_the_window(me):
    choose_partner(me, "Brightside Media")
    me.do("Print other documents…")
    me.choose("kind", "claim")
    me.submit()
    toast = me.window.toast
    me.bot.waitUntil(lambda: "Nothing is claimed from Brightside Media" in toast._label.text())
    assert me.window.paper_view is None


def test_the_sheet_of_a_partner_is_one_of_its_papers(me):
    choose_partner(me, "Kite Studio")
    me.do("Print other documents…")
    me.choose("kind", "partner_sheet")
    me.submit()
    assert shown(me).record.kind == "partner_sheet"


def test_the_change_log_is_printed_from_the_history(me):
    me.go("history")
    me.do("Print change log…")
    session = me.window.session
    month = session.on - timedelta(days=30)
    assert me.fields["since"].value() == month.isoformat()
    assert unnamed(me.window.place.form.panel) == []
    for typed, told in (
        ("", "Enter the first day."),
        ("02/03/26", "This date is ambiguous."),
        ((session.on + timedelta(days=2)).isoformat(), "Cannot be after the last day of the log."),
    ):
        me.type("since", typed)
        me.submit()
        assert told in me.fields["since"].problem()
        assert me.window.paper_view is None
    me.type("since", "2026-10-01")
    me.submit()
    record = shown(me).record
    assert (record.kind, record.since.isoformat()) == ("change_log", "2026-10-01")
    assert record.title.startswith("Changes from 1 Oct 2026 to ")
