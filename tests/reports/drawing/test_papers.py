"""The papers: read back, the same bytes twice, every script, no markup, no gaps."""

from __future__ import annotations

import io
import random
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from delvia_desktop.domain.access.assets import OwnershipDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.lists.rows import AccessRecordRow
from delvia_desktop.domain.records.acceptances import AcceptanceDraft
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.words.errors import Conflict
from delvia_desktop.progress import Cancelled, progress_to
from delvia_desktop.reports.typesetting.direction import left_to_right, levels
from delvia_desktop.reports.typesetting.shaping import GlyphRun, Style, one_line
from delvia_desktop.reports.typesetting.typefaces import typeface
from delvia_desktop.reports.typesetting.visible import visible
from delvia_desktop.reports.typesetting.wrapping import wrap
from delvia_desktop.services.access import assets, shares
from delvia_desktop.services.findings import findings
from delvia_desktop.services.papers import paper_making, papers
from tests.figures import figure
from tests.reports.example import (
    ASSET,
    ENDED,
    HEAD,
    LAUNCH,
    OURS,
    PARTNER,
    PERIOD,
    PLANNED,
    SHARE,
    content,
    draw,
    drawn,
    many_assets,
    many_shares,
    picture,
)

FULL = {
    "assets": (ASSET, LAUNCH),
    "shares": (
        replace(SHARE, level=("ADMIN",)),
        *many_shares(1, 2, **ENDED),
        *many_shares(1, 3, **PLANNED, planned_end=None),
    ),
}


def named(name: str, **changes: str) -> dict[str, object]:
    """Return all records with another name of the partner."""
    return {**FULL, "partners": [replace(PARTNER, name=name, **changes)]}


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content), strict=True)


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(content).pages)


def test_the_paper_says_all_that_it_must():
    content, pages = drawn(**FULL)
    text = text_of(content)
    assert len(read(content).pages) == pages
    for words in (
        "Brightside Media",
        "HR-2026-014 replaces HR-2026-009",
        "6954233089097562118",
        "7504233300559872017",
        "7123998103425571842",
        "3 Feb 2026 – 31 Jan 2027",
        "Access on",
        "23 Nov 2026, 14:05 CET",
        "As of 23 Nov 2026, 14:05 CET · check code",
        f"Page 1 of {pages}",
        "This document contains no passwords",
        "Ended shares",
        "Planned, not shared yet",
        "Assets owned by the partner",
        "Handed over on behalf of Nova Cosmetics GmbH",
        "Received on behalf of Brightside Media Ltd",
        "Scope of this record",
    ):
        assert words in " ".join(text.split()), words


def test_the_file_describes_itself_and_has_bookmarks():
    reader = read(drawn(**FULL)[0])
    assert "HR-2026-014" in reader.metadata.title
    assert reader.root_object["/Lang"] == "en"
    assert "Acknowledgement" in [entry.title for entry in reader.outline]


def test_the_same_content_gives_the_same_bytes_whatever_came_before():
    first = drawn(**FULL)[0]
    drawn(**named("नोवा क्षत्रिय लि."))
    drawn(**named("श्री ज्ञ"))
    again = drawn(**named("नोवा क्षत्रिय लि."))[0]
    assert again == drawn(**named("नोवा क्षत्रिय लि."))[0]
    assert drawn(**FULL)[0] == first
    assert drawn(replace(HEAD, revision=215), **FULL)[0] != first


def test_nothing_to_show_is_said():
    bare = replace(
        PERIOD,
        engagement_start=None,
        engagement_end=None,
        scope_agreed="",
        removed_on=date(2026, 11, 1),
    )
    head = replace(HEAD, supersedes="", legal_entity="")
    paper, _ = drawn(
        head,
        assets=(),
        shares=(),
        partnerships=[bare],
        business_centers=[replace(OURS, bc_id="")],
        partners=[replace(PARTNER, business_center=None)],
    )
    text = " ".join(text_of(paper).split())
    assert "No asset was shared" in text
    assert "no dates recorded" in text
    assert "Removed on 1 Nov 2026" in text
    assert "ID not recorded" in text
    for heading in ("Agreed scope", "that the partner owns", "Planned,", "Ended", "with us by"):
        assert heading not in text
    alone, _ = drawn(assets=(), shares=(), partnerships=())
    assert "No partnership recorded" in text_of(alone)
    unverified = replace(SHARE, last_verified_on=None)
    paper, _ = drawn(shares=[unverified], assets=[replace(ASSET, asset_id="")])
    text = " ".join(text_of(paper).split())
    assert "Not yet verified in TikTok by Nova Cosmetics." in text
    assert "not recorded" in text


def test_a_long_paper_repeats_the_head_on_every_page_and_can_be_cancelled():
    made = content(picture(assets=many_assets(5000), shares=many_shares(5000)))
    seen = []
    with progress_to(lambda *now: seen.append(now)):
        paper, pages = draw(made)
    assert seen[0] == (0, made.rows)
    assert seen[-1] == (made.rows, made.rows)
    reader = read(paper)
    assert len(reader.pages) == pages > 250
    for number in (3, 100, 200):
        text = reader.pages[number].extract_text()
        assert "Access level" in text
        assert "712399810342500" in text

    def stop(done: int, total: int) -> None:
        if done > 1000:
            raise Cancelled

    with pytest.raises(Cancelled), progress_to(stop):
        draw(made)


NAMES = [
    "Zażółć gęślą jaźń",
    "Ελληνικά Ωμέγα",
    "Кириллица Ёж",
    "ノヴァ化粧品 東京",
    "โนวา คอสเมติกส์ กรุงเทพฯ",
    "नोवा क्षत्रिय",
    "노바 화장품 똠양꿍",
    "Nova 👩🏽\u200d💻 🇰🇷 ❤\ufe0f",
    "R&D <5 “x”",
]


def normal(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(text.split()))


def spoken(run: GlyphRun) -> str:
    """Say what a reader of the file is told about a run: the whole, or each glyph by itself."""
    font = typeface(run.font).font
    return run.spoken or "".join(font._texts.get(ord(c), c) for c in run.characters)


@pytest.mark.parametrize("name", NAMES)
def test_names_in_every_script_of_the_sample_are_drawn(name):
    paper, _ = drawn(**named(name, contact_name=name))
    assert b"ActualText" not in paper[:10]
    assert normal(name) in normal(text_of(paper))
    assert "".join(spoken(run) for run in one_line(name, Style(9, "bold")).runs) == name


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("abc", ["abc"]),
        ("نوفا 2026", ["2026", "نوفا "]),
        ("a (نوفا) b", ["a (", "نوفا", ") b"]),
        ("نوفا (x) لل", [" لل", "x", "نوفا ("]),
    ],
)
def test_runs_stand_in_the_order_of_the_bidirectional_algorithm(text, order):
    found = levels(text) or bytes(len(text))
    shown = [text[start:end] for _, start, end in left_to_right(found)]
    if text == "نوفا (x) لل":
        assert shown[1] == "x"
        assert shown[0].strip(") ") == "لل"
    else:
        assert shown == order


def test_brackets_between_right_to_left_words_are_mirrored():
    line = one_line("نوفا (دبي)", Style(9))
    from_left = sorted(line.runs, key=lambda run: run.x)
    glyphs = typeface("NotoSans-Regular").font.face.charToGlyph
    drawn = [glyphs[ord(c)] for run in from_left for c in run.characters if spoken(run) in "()"]
    assert drawn == [glyphs[ord("(")], glyphs[ord(")")]]
    assert not any(run.spoken for run in line.runs)


def test_a_name_that_no_font_can_draw_stands_as_its_code_with_a_legend(words_of):
    """B14: a character without a glyph never stops a document."""
    paper, _ = drawn(**named("Nova \U00012000"))
    words = words_of(paper)
    assert "Nova ‹U+12000›" in words
    assert "These are shown as their Unicode numbers: ‹U+12000› CUNEIFORM SIGN A." in words
    plain, _ = drawn(**named("Nova"))
    assert "Unicode number" not in words_of(plain)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\u202eb", "a‹U+202E›b"),
        ("a\u200fb", "a‹U+200F›b"),
        ("a\x00b", "a‹U+0000›b"),
        ("a\ud800b", "a‹U+D800›b"),
        ("क्\u200dष", "क्\u200dष"),
    ],
)
def test_what_would_act_is_shown_instead(typed, shown):
    assert visible(typed) == shown


HOSTILE = [
    "<b>bold</b>",
    "<img src='/etc/hostname'/>",
    "<a href='x'>link</a>",
    "<font color='white' size='1'>x</font>",
    "&amp; & &lt;",
    "<para><onDraw name='x'/></para>",
    "{{x}} %s {0}",
    "(x) Tj ET Q",
    "\\) \\(",
    "]]>",
    "<!-- -->",
]


def test_text_can_never_act_as_markup():
    rng = random.Random(5)
    for _ in range(figure("papers with markup")):
        name = " ".join(rng.choice(HOSTILE) for _ in range(3))
        paper, _ = drawn(**named(name), partnerships=[replace(PERIOD, scope_agreed=name)])
        reader = read(paper)
        assert normal(name) in normal(text_of(paper))
        for page in reader.pages:
            assert not list(page.images)
            for each in page.get("/Annots", []):  # places to sign, and nothing that acts
                field = each.get_object()
                assert (field["/Subtype"], field["/FT"]) == ("/Widget", "/Sig")
                assert not {"/A", "/AA", "/Dest"} & field.keys()


def test_a_word_of_a_megabyte_and_a_note_of_twenty_thousand_lines_are_bounded():
    word = "x" * 1_000_000
    lines = wrap(word, Style(9), 400.0)
    assert "".join(line.runs[0].characters for line in lines) == word
    note = "\n".join(f"line {n}" for n in range(20_000))
    text = text_of(drawn(partnerships=[replace(PERIOD, scope_agreed=note)])[0])
    assert "19 800" in text.replace("\u202f", " ")
    paper, pages = drawn(assets=[replace(ASSET, name="x" * 20_000)])
    assert pages > 3
    assert text_of(paper).count("x" * 5) > 1000


def test_thai_and_japanese_break_without_blanks():
    for text in ("ノヴァ化粧品東京キャンペーン" * 5, "โนวาคอสเมติกส์กรุงเทพ" * 5):
        lines = wrap(text, Style(9), 120.0)
        assert len(lines) > 2
        assert "".join(spoken(run) for line in lines for run in line.runs) == text


def test_a_paper_is_issued_once_and_superseded_by_the_next(nova, clock):
    register = nova.register
    prepared = paper_making.prepare(
        register, register.picture(), PaperRequest("partner", nova.partner.id)
    )
    assert not prepared.is_issued
    record = register.perform(papers.issue, prepared)
    assert record.number == "HR-2026-001"
    assert register.content(record.sha256) == prepared.content
    assert register.undo_title.startswith("Shared Nova DE")
    again = paper_making.prepare(
        register, register.picture(), PaperRequest("partner", nova.partner.id)
    )
    assert again.is_issued
    assert again.content == prepared.content
    assert register.perform(papers.issue, again) == record
    with pytest.raises(Conflict):
        register.perform(papers.issue, prepared)
    register.perform(shares.take_step, nova.share, "confirm", StepDraft(on="2026-02-05"))
    second = paper_making.prepare(
        register, register.picture(), PaperRequest("partner", nova.partner.id)
    )
    newer = register.perform(papers.issue, second)
    assert (newer.number, newer.supersedes) == ("HR-2026-002", record.id)
    from delvia_desktop.domain.lists.rows import Wanted

    rows = register.rows(AccessRecordRow, Wanted(register.today)).page()
    assert [row.superseded_by for row in rows] == ["HR-2026-002", ""]
    assert papers.issued_paper(register, record.id).content == prepared.content
    assert not register.check()


@pytest.mark.parametrize("goes_out", [True, False])
def test_what_is_accepted_stands_on_the_paper_and_with_its_reason_if_it_stays_here(nova, goes_out):
    register = nova.register
    rule = "SHR-07" if goes_out else "OWN-01"
    finding = next(f for f in findings.find(register).open if f.rule == rule)
    draft = AcceptanceDraft("+30", "The contract says so", "Mara")
    register.perform(findings.accept_finding, finding, draft)
    wanted = ("partner", nova.partner.id) if goes_out else ("asset", nova.theirs.id)
    paper = paper_making.prepare(register, register.picture(), PaperRequest(*wanted))
    flat = " ".join(text_of(paper.content).split())
    if goes_out:
        assert "Brightside has not confirmed that it can see “Nova DE”" in flat
        assert "The brand accepts this until 23 Dec 2026." in flat
        assert "The contract says so" not in flat
        return
    assert "Critical Brightside owns" not in flat
    accepted = flat.split("Accepted for a limited time")[1]
    assert f"Brightside owns “{nova.theirs.name}”" in accepted
    assert "The contract says so Mara 23 Dec 2026" in accepted


def test_the_paper_of_a_partner_lists_what_is_open_ended_planned_and_owned(nova, tmp_path):
    register = nova.register
    text = text_of(
        paper_making.prepare(
            register, register.picture(), PaperRequest("partner", nova.partner.id)
        ).content
    )
    flat = " ".join(text.split())
    assert "Assets owned by the partner Used for the brand but owned by the partner" in flat
    assert f"{nova.theirs.name} {nova.theirs.asset_id}" in flat
    assert "☐ Brightside has not confirmed" in flat
    register.perform(assets.record_ownership, nova.theirs, OwnershipDraft(owner_kind="UNKNOWN"))
    register.perform(
        shares.change_share,
        nova.share,
        shares.ShareDraft(
            asset=nova.share.asset,
            partnership=nova.share.partnership,
            level=("ADMIN",),
            granted_on="2026-02-03",
            planned_end="2026-03-03",
        ),
    )
    prepared = paper_making.prepare(
        register, register.picture(), PaperRequest("partner", nova.partner.id)
    )
    flat = " ".join(text_of(prepared.content).split())
    assert "ended on 3 Mar 2026" in flat
    assert "Brightside is Admin of" not in flat
    papers.save_paper(prepared, tmp_path / "x.pdf")
    assert (tmp_path / "x.pdf").read_bytes() == prepared.content
    early = paper_making.prepare(
        register, register.picture(date(2026, 1, 1)), PaperRequest("partner", nova.partner.id)
    )
    assert "Planned, not shared yet" in text_of(early.content)
