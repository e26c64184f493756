"""The story of the mission: an agency comes by the procedure, drifts, is found, and goes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt

from delvia_desktop.domain.access.assets import Asset, AssetDraft
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.records.procedures import Run, Step
from delvia_desktop.domain.records.reviews import Review
from delvia_desktop.services.access import assets
from delvia_desktop.ui.widgets.items_layout import widget_at
from tests.ui.stories import find, lines, show_tab
from tests.ui.story import Person

_OF_STEP = frozenset(("Mark as done", "Mark as done…", "Mark with evidence…", "Skip…", "Reword…"))
"""What is done with a step itself."""


class Mission(Person):
    """Somebody who goes through a procedure step by step."""

    def step(self, code: str) -> None:
        """Choose a step of the procedure that is shown."""
        model = self.window.place.steps.table.list_model
        codes = [model.row(n).stand.plan.code for n in range(model.rowCount())]
        self.window.place.steps.table.selectRow(codes.index(code))

    def done(self, code: str, **typed: str) -> None:
        """Record a step as done."""
        self.step(code)
        offered = [text for text, _ in self.window.place.steps._acts]
        text = next(text for text in offered if text in {"Mark as done…", "Mark with evidence…"})
        self.do_row(text, self.window.place.steps.deeds)
        if "is_done_anyway" in self.fields:
            self.choose("is_done_anyway", value=True)
        for field, text in typed.items():
            self.type(field, text)
        self.recorded()

    def skip(self, code: str, reason: str) -> None:
        self.step(code)
        self.do_row("Skip…", self.window.place.steps.deeds)
        self.type("reason", reason)
        self.recorded()

    def lead(self, code: str, what: str = "") -> None:
        """Go from a step to where it is recorded."""
        self.step(code)
        deeds = self.window.place.steps._acts
        words = [text for text, _ in deeds if text not in _OF_STEP and what in text]
        self.do_row(words[0], self.window.place.steps.deeds)

    def back(self) -> None:
        """Be at the procedure again, where what the register shows needs no act."""
        if self.window.place.name != "procedures":
            self.click("Back to procedure")
        assert self.window.place.name == "procedures"

    def says_so(self, code: str) -> None:
        """State a step that the register shows in part."""
        self.step(code)
        self.click("Mark as done", self.window.place.steps)

    def paper(self, folder: Path, name: str) -> None:
        """Keep the paper that is drawn beside the window."""
        self.bot.waitUntil(lambda: self.window.paper_view is not None, timeout=30_000)
        view = self.window.paper_view
        assert view.save_to(folder / name)
        view.close()
        self.window.paper_view = None
        self.window.activateWindow()

    def closes_review(self, keys: dict[int, str], next_on: str) -> None:
        """Decide on every line, keeping those that are not named, and close."""
        table = self.window.place.lines.table
        table.setFocus()
        for place in range(table.list_model.rowCount()):
            table.selectRow(place)
            self.bot.keyClick(table, keys.get(place, "k"))
            form = self.window.place.form
            if form is not None and form.is_small:
                self.type("reason", "Needed until the pitch is over")
                if "until" in self.fields:
                    self.type("until", "+30")
                self.submit()
        if self.window.place.form is None:  # the last decision leads there, where there was any
            self.click("Close review…")
        self.choose("report", value=False)
        assert ("next_on" in self.fields) == bool(next_on)  # none follows for whom is gone
        if next_on:
            self.type("next_on", next_on)
        self.recorded()


def an_agency_comes_drifts_and_goes(visitor: Person, folder: Path) -> None:  # noqa: PLR0915
    """Added by the procedure, found drifting, reviewed, ended with its asset claimed back first."""
    me = Mission(visitor.bot, visitor.program)
    live = me.window.session.live

    def ago(days: int) -> str:
        return (live.today - timedelta(days=days)).isoformat()

    # The agency comes: the partner, then the procedure
    me.go("partners")
    me.do("Add partner…")
    me.type("name", "Halo Agency")
    me.type("bc_id", "7504233300559872999")
    me.recorded()
    halo = live.records.find(Partner, name="Halo Agency")
    me.do("Add partnership…")
    for field, text in (
        ("engagement_start", ago(200)),
        ("engagement_mid", ago(100)),
        ("engagement_end", "+20"),
        ("contract_ref", "SOW-2026-90"),
        ("internal_owner", "Mara Lindt"),
    ):
        me.type(field, text)
    me.recorded()
    me.do("Start procedure…")
    me.choose("procedure", "ADD_AGENCY")
    me.submit()
    me.type("started_by", "Mara Lindt")
    me.recorded()
    for code in ("OWN_CENTER", "ADMINS", "PARTNER_ID"):
        me.done(code)
    me.lead("SCOPE")
    me.type("scope_agreed", "Performance campaigns in Germany")
    me.recorded()
    me.back()
    me.done("TOGETHER")
    me.done("NO_LOGIN")
    me.lead("ADD_PARTNER")
    me.type("on", ago(199))
    me.recorded()
    me.back()
    me.lead("SHARE")
    performance = live.records.find(Asset, name="Nova DE – Performance")
    me.choose("asset", performance.id)
    me.choose("level", ("ADMIN",))  # more than was agreed
    for field, text in (
        ("purpose", "Campaigns"),
        ("approved_by", "Mara Lindt"),
        ("granted_on", ago(198)),
        ("planned_end", ago(3)),  # and nobody thinks of its end
    ):
        me.type(field, text)
    me.recorded()
    me.back()
    me.says_so("SHARE")
    me.lead("SEE_SHARES")
    me.recorded()
    me.back()
    me.lead("CONFIRMED")
    me.type("on", ago(197))
    me.type("by", "Ann Halo")
    me.recorded()
    me.back()
    me.skip("SHOP", "No shop")
    me.skip("SPARK", "No codes")
    me.lead("START_REVIEW")
    me.choose("kind", "START")
    me.type("reviewer", "Oliver Grant")
    me.recorded()
    me.closes_review({}, "+30")
    me.back()
    me.lead("PRINT")
    me.paper(folder, "added.pdf")
    me.done("PRINT")
    me.click("Finish…")
    me.recorded()
    run = live.records.find(Run, partner=halo.id, procedure="ADD_AGENCY")
    assert run.finished_on == live.today
    assert run.recheck_on == live.today + timedelta(days=30)
    made = {step.code: step.made for step in live.records.select(Step, run=run.id)}
    assert made["SHARE"] > 0
    assert made["PRINT"] > 0
    # It has drifted, and that is found
    told = {
        f.rule: f.message for f in me.window.session.watch.attention.open if "Halo" in f.message
    }
    assert "Admin" in told["SHR-01"]
    assert "ended" in told["SHR-03"]
    assert "at its mid-point" in told["PRT-10"]
    # The review at mid-point sees it
    me.go("overview")
    attention = me.window.place.attention
    place = next(
        n
        for n, line in enumerate(lines(attention.table, "Finding"))
        if "Halo Agency was not reviewed at its mid-point" in line
    )
    attention.table.setFocus()
    attention.table.selectRow(place)
    me.bot.keyClick(attention.table, Qt.Key.Key_Return)
    assert me.window.place.name == "reviews"
    me.type("reviewer", "Oliver Grant")
    me.recorded()
    me.closes_review({0: "r"}, "+60")
    reviewed = live.records.select(Review, reviewer="Oliver Grant", kind="MIDDLE")[-1]
    assert reviewed.closed_on == live.today
    assert lines(me.window.place.list.table, "State")[0] == "Follow-up open"
    # An asset turns out to belong to the agency
    draft = AssetDraft("Halo pixel for Nova", "PIXEL", owner_kind="OWNER_PARTNER",
                       owner_partner=halo.id, pixel_code="C9ABCDEFGHIJKLMNOPQR")  # fmt: skip
    pixel = live.perform(assets.record_asset, draft)
    # It goes, by the procedure; removal is blocked until the asset is ours
    me.go("partners")
    me.window.place.show_record(halo.id)
    me.do("Start procedure…")
    me.choose("procedure", "END_PARTNERSHIP")
    me.submit()
    me.recorded()
    me.done("END_DATE", evidence_ref="Letter to Ann Halo")
    me.done("LIST_ALL", evidence_ref="Screenshots in the drive")
    me.step("OWNERS")
    assert "Halo pixel for Nova" in widget_at(me.window.place.steps._state, 0).label.text()
    me.click("Mark as done…", me.window.place.steps)
    me.submit()
    assert "anyway" in me.fields["reason"].problem()
    me.press("Esc")
    me.do("Start procedure…")
    me.choose("procedure", "AGENCY_OWNS")
    me.submit()
    me.choose("partner", halo.id)
    me.recorded()
    me.done("PROVE", evidence_ref="Screenshot of its Business Center")
    me.lead("OPEN_CLAIMS")
    assert me.window.place.form.panel.title.startswith("Claim")
    me.recorded()
    me.back()
    me.go("assets")
    me.window.place.show_record(pixel.id)
    show_tab(me, "Claims")
    for act, who in (("Record request…", "Ann Halo"), ("Record agreement…", "Ann Halo")):
        me.click(act)
        me.type("by", who)
        me.recorded()
    me.click("Record start of transfer…")
    if "is_acknowledged" in me.fields:
        me.choose("is_acknowledged", value=True)
    me.recorded()
    me.click("Record receipt…")
    me.recorded()
    me.click("Verify receipt…")
    me.type("by", "Mara Lindt")
    me.recorded()
    assert live.records.get(Asset, pixel.id).owner_kind == "OWNER_BC"
    me.go("procedures")
    me.window.place.list.table.selectRow(
        lines(me.window.place.list.table, "Procedure").index("End a partnership")
    )
    for code in ("OWNERS", "HANDED_OVER", "CUT_OVER"):
        me.done(code)
    me.lead("REVOKE_SHARES")
    me.type("reason", "The engagement is over")
    me.recorded()
    me.back()
    me.lead("REMOVE_PARTNER")
    me.recorded()
    me.back()
    for code in ("INCOMING", "SWEEP", "LOGINS", "FINANCE"):
        me.done(code)
    me.lead("END_REVIEW", "review")
    me.type("reviewer", "Oliver Grant")
    me.choose("kind", "END")
    me.recorded()
    lines_left = me.window.place.lines.table.list_model.rowCount()
    assert lines_left  # what was revoked and is not verified yet
    me.closes_review(dict.fromkeys(range(lines_left), "r"), "")
    me.back()
    me.lead("SEE_GONE")
    me.recorded()
    me.back()
    share = live.records.find(Share, asset=performance.id, purpose="Campaigns")
    assert share.verified_gone_on == live.today
    me.lead("CLOSE")
    me.recorded()
    me.back()
    me.lead("PRINT")
    me.paper(folder, "ended.pdf")
    me.done("PRINT")
    me.click("Finish…")
    me.recorded()
    me.do("Print procedure…")
    me.paper(folder, "procedure.pdf")
    left = {f.rule for f in me.window.session.watch.attention.open if "Halo" in f.message}
    assert not left & {"SHR-01", "SHR-03", "PRT-04", "PRT-10", "REV-04", "REV-08", "OWN-01"}
    assert (folder / "added.pdf").stat().st_size > 1000
    steps = " ".join(page.extract_text() for page in PdfReader(folder / "procedure.pdf").pages)
    assert "Print the offboarding document" in " ".join(steps.split())
    assert "is not done yet" not in steps
    assert "Halo Agency" in steps
    assert (folder / "ended.pdf").stat().st_size > 1000
    find(me, "halo agency")
    show_tab(me, "History")
    me.window.close()
