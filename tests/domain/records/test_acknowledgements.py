"""Acknowledgements and the letterhead as they are typed: what is sound, and what is said else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from delvia_desktop.domain.evidence.evidence import FileDraft
from delvia_desktop.domain.lists.rows import AccessRecordRow
from delvia_desktop.domain.records.acknowledgements import (
    Acknowledgement,
    AcknowledgementDraft,
    Paper,
    Standing,
    check_acknowledgement,
    standing_of,
)
from delvia_desktop.domain.records.letterheads import (
    LARGEST_LOGO,
    Letterhead,
    LetterheadDraft,
    check_letterhead,
    colour,
)
from delvia_desktop.domain.words.contrast import contrast
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.errors import Invalid

TODAY = date(2026, 11, 23)
PAPER = Paper(1, date(2026, 11, 20))
PDF = FileDraft("signed.pdf", b"%PDF-1.4\n%%EOF\n")
PNG = FileDraft("signed.png", b"\x89PNG\r\n\x1a\n" + bytes(20) + b"IEND\xaeB`\x82")
MAIL = FileDraft("mail.eml", b"From: a@b.example\r\nTo: c@d.example\r\n\r\nYes.\r\n")
SCAN = AcknowledgementDraft("SCAN", "Tom Hale", "Brightside", "2026-11-21", file=PDF)
EMAIL = replace(SCAN, how="EMAIL", reference="<CA+8f3@mail.example>", file=None)


def problems(draft, before=None, paper=PAPER) -> dict[str, str]:
    try:
        check_acknowledgement(draft, before, paper, Reading(TODAY))
    except Invalid as error:
        return {problem.field: problem.text for problem in error.problems}
    return {}


@pytest.mark.parametrize(
    "draft",
    [
        SCAN,
        replace(SCAN, file=PNG),
        replace(SCAN, on="2026-11-20"),
        replace(SCAN, on="today"),
        replace(SCAN, role=""),
        replace(SCAN, how="DRAWN", file=PNG),
        replace(SCAN, how="DIGITAL"),
        EMAIL,
        replace(EMAIL, file=MAIL),
        replace(EMAIL, reference="Mail of 21 Nov from tom@brightside.example"),
    ],
)
def test_what_shows_that_somebody_agreed_is_taken(draft):
    assert problems(draft) == {}


@pytest.mark.parametrize(
    ("draft", "field", "said"),
    [
        (replace(SCAN, who="  "), "who", "Enter who agreed"),
        (replace(SCAN, on=""), "on", "Enter the date"),
        (replace(SCAN, on="soon"), "on", ""),
        (replace(SCAN, on="2026-11-19"), "on", "before 20 Nov 2026, when the document was issued"),
        (replace(SCAN, on="2026-11-24"), "on", "in the future"),
        (replace(SCAN, how=""), "how", "Choose how"),
        (replace(SCAN, how="FAX"), "how", "Choose how"),
        (replace(SCAN, file=None), "file", "Choose the signed scan"),
        (replace(SCAN, file=MAIL), "file", "a PDF or an image"),
        (
            replace(SCAN, how="DRAWN", file=None),
            "file",
            "Draw your signature in the white field first",
        ),
        (replace(SCAN, how="DRAWN", file=PDF), "file", "PNG"),
        (replace(SCAN, how="DIGITAL", file=None), "file", "digitally signed"),
        (replace(SCAN, how="DIGITAL", file=PNG), "file", "must be a PDF"),
        (replace(EMAIL, reference=""), "reference", "Message-ID"),
        (replace(SCAN, note="password: hunter2"), "note", "password"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(draft, field, said):
    found = problems(draft)
    assert list(found) == [field]
    assert said in found[field]


def test_all_problems_come_at_once():
    draft = AcknowledgementDraft("EMAIL")
    assert set(problems(draft)) == {"who", "on", "reference"}


def test_a_correction_keeps_how_and_the_file():
    before = Acknowledgement(3, 1, "SCAN", "Tm", date(2026, 11, 21), attachment=9)
    draft = AcknowledgementDraft("EMAIL", "Tom", "Lead", "2026-11-22", note="Typo")
    made = check_acknowledgement(draft, before, PAPER, Reading(TODAY))
    assert made == replace(before, who="Tom", role="Lead", on=date(2026, 11, 22), note="Typo")
    mail = replace(before, how="EMAIL", reference="M-1", attachment=None)
    assert "reference" in problems(draft, mail)


def test_who_signed_already_is_said_but_may_sign_again():
    reading = Reading(TODAY)
    paper = replace(PAPER, others=(Acknowledgement(1, 1, "SCAN", "tom hale", TODAY),))
    check_acknowledgement(SCAN, None, paper, reading)
    assert [notice.field for notice in reading.notices] == ["who"]


ROW = AccessRecordRow(
    1, "HR-2026-001", "partner", "Kite", 1, TODAY, datetime(2026, 11, 1, tzinfo=UTC),
    datetime(2026, 11, 16, 9, tzinfo=UTC), "Mara", 2, "0" * 64, "", "",
    acknowledged=False, signed_by="", signed_on=None, signed_how="", signatures=0, is_leavers=False,
)  # fmt: skip


@pytest.mark.parametrize(
    ("row", "standing"),
    [
        (ROW, Standing.WAITING),
        (ROW._replace(issued_at=datetime(2026, 11, 15, 9, tzinfo=UTC)), Standing.OVERDUE),
        (ROW._replace(acknowledged=True), Standing.KEPT),
        (ROW._replace(acknowledged=True, signed_by="Tom", signatures=1), Standing.SIGNED),
        (ROW._replace(superseded_by="HR-2026-002", signed_by="Tom"), Standing.REPLACED),
    ],
)
def test_a_paper_is_overdue_a_day_after_it_was_due(row, standing):
    assert standing_of(row, TODAY, 7) == standing
    waits = standing in {Standing.WAITING, Standing.OVERDUE}
    expected = Standing.CHANGED if waits else standing
    assert standing_of(row, TODAY, 7, has_changed=True) == expected


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("#0F6B66", "#0F6B66"), ("0f6b66", "#0F6B66"), (" #063 ", "#006633"), ("000", "#000000")],
)
def test_a_colour_is_taken_short_long_and_in_small_letters(typed, kept):
    made = check_letterhead(LetterheadDraft(typed), None, Reading(TODAY))
    assert made == Letterhead(0, kept)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("teal", "six digits or letters"),
        ("#12", "six digits or letters"),
        ("#1234567", "six digits or letters"),
        ("#٣٣٣", "six digits or letters"),
        ("#FFFFFF", "1.0:1"),
        ("#777777", "4.4:1; at least 4.5:1 is needed). Darken it by 1% to #757575"),
        ("#3FB6AD", "Darken it by 28% to #2D837C"),
    ],
)
def test_a_colour_that_cannot_be_read_says_by_how_much_to_darken_it(typed, said):
    with pytest.raises(Invalid) as error:
        check_letterhead(LetterheadDraft(typed), None, Reading(TODAY))
    [problem] = error.value.problems
    assert problem.field == "accent"
    assert said in problem.text


def test_every_colour_can_be_darkened_until_it_is_taken():
    for number in range(0, 0x1000000, 0x3F17):
        typed = f"#{number:06X}"
        try:
            check_letterhead(LetterheadDraft(typed), None, Reading(TODAY))
        except Invalid as error:
            darker = str(error).rsplit(" ", 1)[1].removesuffix(".")
            assert colour(darker) == darker
            assert contrast(darker, "#FFFFFF") >= 4.5 > contrast(typed, "#FFFFFF")
            check_letterhead(LetterheadDraft(darker), None, Reading(TODAY))


def test_page_language_and_size_of_the_logo_are_checked_together():
    logo = FileDraft("big.png", bytes(LARGEST_LOGO + 1))
    draft = LetterheadDraft("", "A5", "tlh", logo)
    with pytest.raises(Invalid) as error:
        check_letterhead(draft, None, Reading(TODAY))
    assert [problem.field for problem in error.value.problems] == ["page_size", "language", "logo"]


def test_a_paper_is_signed_once_every_side_has_signed_it():
    """Found by a newcomer: with the agency's signature alone the list said "Signed"."""
    one = ROW._replace(acknowledged=True, signed_by="Tom", signatures=1)
    assert standing_of(one, TODAY, 7, sides=2) == Standing.PARTLY
    assert standing_of(one._replace(signatures=2), TODAY, 7, sides=2) == Standing.SIGNED
