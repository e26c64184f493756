"""The purpose of many shares in the window: one form, from wherever it is missed, and one undo."""

from __future__ import annotations

from delvia_desktop.domain.access.grant_steps import EXPLAINS, PurposeDraft
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.services.access import bulk
from delvia_desktop.services.access.bulk import ManyDraft
from delvia_desktop.services.access.bulk_words import PURPOSE
from delvia_desktop.ui.access.forms.bulk_form import many_form
from tests.ui.papers.test_papers_in_turn import preview
from tests.ui.story import Person


def unexplained(me: Person) -> list[Share]:
    live = me.window.session.live
    kite = live.records.find(Partner, name="Kite Studio")
    shared = live.picture().shares_of_partner[kite.id]
    return [share for share in shared if not share.purpose and not share.revoked_on]


def at_kite(me: Person):
    me.go("partners")
    kite = me.window.session.live.records.find(Partner, name="Kite Studio")
    me.window.place.show_record(kite.id)
    return me.window.place


def recorded(me: Person, lacking: list[Share]) -> None:
    """Record one purpose for all, see that all have it, and that one undo takes it back."""
    live = me.window.session.live
    me.type("purpose", "Spring launch")
    me.type("approved_by", "Mara")
    me.submit()
    told = [live.records.get(Share, share.id) for share in lacking]
    assert {(share.purpose, share.approved_by) for share in told} == {("Spring launch", "Mara")}
    me.window.session.undo()
    assert unexplained(me) == lacking


def test_the_overview_records_the_purposes_of_all_its_shares(me):
    """Found by a newcomer: each share without a purpose was a form of its own."""
    lacking = unexplained(me)
    assert len(lacking) > 1
    me.go("overview")
    shown = me.window.place.attention
    rows = [row.line.rule for row in shown.table.list_model.held()]
    shown.table.setCurrentIndex(shown.table.list_model.index(rows.index("SHR-05"), 0))
    me.click("Record purposes…", shown)
    assert me.window.place.name == "partners"
    recorded(me, lacking)


def test_shares_that_are_selected_take_one_purpose(me):
    lacking = unexplained(me)
    page = at_kite(me)
    page.shares.together.select([int(share.id) for share in lacking])
    me.do_row("Record purpose…", page.share_deeds)
    recorded(me, lacking)


def test_the_preview_of_a_document_records_all_purposes_that_it_would_be_signed_without(me):
    lacking = unexplained(me)
    at_kite(me)
    me.do("Print access record…")
    view = preview(me)
    steps = [step for notice in view.prepared.notices for step in notice.steps]
    assert [step.text for step in steps if step.act == Act.PURPOSE] == ["Record purposes…"]
    me.click("Record purposes…", view)
    me.window.paper_view = None
    me.type("purpose", "Spring launch")
    me.type("approved_by", "Mara")
    me.submit()
    assert unexplained(me) == []
    again = preview(me)
    assert len(lacking) > 1
    assert all(step.act != Act.PURPOSE for n in again.prepared.notices for step in n.steps)
    again.reject()


def test_what_stays_as_it_is_is_counted_apart_and_stands_last(me):
    """Found by a newcomer: “60 will change” stood over rows of which 57 said “nothing changes”."""
    live, lacking = me.window.session.live, unexplained(me)
    kite = live.records.find(Partner, name="Kite Studio")
    lasting = [share for share in live.picture().shares_of_partner[kite.id] if not share.revoked_on]
    whole = [share for share in lasting if share.purpose and share.approved_by]
    page = at_kite(me)
    page.shares.together.select([int(share.id) for share in (*whole[:1], *lacking)])
    me.do_row("Record purpose…", page.share_deeds)
    me.type("purpose", "Spring launch")
    me.type("approved_by", "Mara")
    shown = me.fields["preview"]
    assert shown.count.text() == f"{len(lacking)} will change · 1 stays as it is"
    signs = [shown.lines.item(row).text()[0] for row in range(shown.lines.count())]
    assert signs == ["✓"] * len(lacking) + ["–"]
    me.go("partners")
    me.window.place.close_form()
    dates = many_form(me.window.session, [("share", whole[0].id)], "dates")
    me.window.place.open_form(dates)
    me.type("approved_by", whole[0].approved_by)
    assert me.fields["preview"].count.text() == "0 will change · 1 stays as it is"


def test_only_what_is_missing_is_asked_for_and_what_is_required_is_marked(me):
    """Found by a newcomer: the approver had no star and was required; the purpose was ignored."""
    live, lacking = me.window.session.live, unexplained(me)

    def asked():
        names = [("share", share.id) for share in lacking]
        fields = many_form(me.window.session, names, Act.PURPOSE).panel.fields
        return {name: fields[name].is_required for name in EXPLAINS if name in fields}

    assert asked() == {"purpose": True, "approved_by": False}
    names = [("share", share.id) for share in lacking]
    draft = ManyDraft(PURPOSE, purpose=PurposeDraft("Spring launch"))
    live.perform(bulk.act_on_names, names, draft)
    assert asked() == {"approved_by": True}


def test_of_several_records_selected_nothing_is_shown_of_one(me):
    """Found by a newcomer: record and findings of one share stood under “2 selected”."""
    me.go("access")
    page = me.window.place
    lacking = [int(share.id) for share in unexplained(me)]
    me.window.show_record_of("share", lacking[0])
    assert page._about.isVisible()
    assert page._warning.count()
    page.current.table.together.select(lacking[:2])
    assert page._title.text() == "2 selected"
    assert not page._about.isVisible()
    assert not page._warning.count()
    page.current.table.select_one()
    assert page._about.isVisible()
