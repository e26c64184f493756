"""Texts as they are pasted, kept, compared and found."""

from __future__ import annotations

from datetime import date

import pytest

from delvia_desktop.domain.access.business_centers import BusinessCenterDraft, check_business_center
from delvia_desktop.domain.words.addresses import address_problem, clean_address, is_same_mailbox
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.domain.words.letters import BARE
from delvia_desktop.domain.words.text import (
    alike,
    clean_line,
    clean_note,
    folded,
    is_found,
    is_same,
    searchable,
    spellings,
)

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Lea\u200b Brandt", "Lea Brandt"),
        ("\u200eLea Brandt\u200f", "Lea Brandt"),
        ("\u202aLea\u202c", "Lea"),
        ("\u2066Lea\u2069\ufeff", "Lea"),
        ("Le\u00ada\u2060 B", "Lea B"),
        ("Lea\u200d Brandt\u200c", "Lea Brandt"),
        ("Le\u0301a", "Léa"),
        # what means something stays
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d💻 Lea", "👩\u200d💻 Lea"),
        ("क्\u200dष", "क्\u200dष"),
    ],
)
def test_marks_of_width_and_direction_are_cleaned_on_entry(typed, kept):
    """B9: what is pasted with unseen marks is the same text as without them."""
    assert clean_line(typed) == kept
    assert clean_note(f"{typed}\nx") == f"{kept}\nx".strip("\n")


@pytest.mark.parametrize(
    "typed",
    [
        "\ufa19田",
        "\uf900",
        "\U0002f800",
        "葛\U000e0100城",
        "葛\ufe00城",
        "\u2f1d",
        "⻑",
        "①",
        "ﬁ",
        "㈱",
    ],
)
def test_a_character_is_kept_as_it_was_typed(typed):
    """B14: U+FA19 is no U+795E; variants, radicals and signs are folded for searching only."""
    assert clean_line(typed) == typed
    assert clean_note(typed) == typed


def test_letters_around_an_ideograph_are_composed_all_the_same():
    """B14: only the ideograph is left alone."""
    assert clean_line("Le\u0301a \ufa19 Zoe\u0308") == "Léa \ufa19 Zoë"


FOUND = [
    ("L'Oréal", "L’Oréal"),
    ("loreal", "L’Oréal"),
    ("L\u02bcOreal", "L'Oréal"),
    ("Coca-Cola", "Coca\u2011Cola"),
    ("Coca\u2010Cola", "Coca-Cola"),
    ("2024-2026", "2024–2026"),
    ("Dang Thi", "Đặng Thị Hà"),
    ("isik yildiz", "Işık Yıldız"),
    ("IŞIK", "ışık"),
    ("Bjoern Mueller", "Björn Müller"),
    ("bjorn muller", "Björn Müller"),
    ("Björn Müller", "Bjoern Mueller"),
    ("Björn Müller", "Bjorn Muller"),
    ("aegir thorsson", "Ægir Þórsson"),
    ("Aase", "Åse"),
    ("Åse", "Aase"),
    ("Groß", "GROSS"),
    ("lodz", "ŁÓDŹ"),
    ("Lea Brandt", "Le\u200ba Bra\u00adndt"),
    ("Le\u200ba", "Lea"),
    ("神田", "\ufa19田"),
    ("口座", "\u2f1d座"),
    ("長野", "⻑野"),
    ("葛城", "葛\U000e0100城"),
    ("علی", "علي"),
    ("Ａｃｍｅ", "Acme"),
]


@pytest.mark.parametrize(("sought", "text"), FOUND)
def test_a_text_is_found_in_every_usual_spelling(sought, text):
    """B9: apostrophes, hyphens, plain letters and unseen marks do not hide what is sought."""
    assert is_found(sought, f"With {text}, as agreed")


@pytest.mark.parametrize(
    ("sought", "text"), [("Joe", "Jo Meyer"), ("due", "product"), ("Moe", "Mo")]
)
def test_two_letters_are_not_taken_for_one_where_none_has_two_spellings(sought, text):
    """B9: “oe” is another spelling of ö, not of o."""
    assert not is_found(sought, text)
    assert is_found("oe", "Björn")


def test_folding_is_the_same_for_all_spellings_and_does_nothing_twice():
    """B9: folded text stays as it is when it is folded again, so it can be kept and compared."""
    letters = "".join(map(chr, [*BARE, *range(0x20, 0x250), *range(0x1E00, 0x1F00)]))
    for spelled in (*spellings("Björn"), folded(letters), *(text for _, text in FOUND)):
        assert folded(folded(spelled)) == folded(spelled)
    assert searchable("Björn Müller") == "bjorn muller\nbjoern mueller"
    assert searchable("Bjorn") == "bjorn"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Mueller"),
        ("L’Oréal", "LOreal"),
        ("Coca\u2011Cola", "Coca Cola"),
        ("Nova\u200b", "Nova"),
        ("Đặng", "Dang"),
        ("Işık", "ISIK"),
    ],
)
def test_names_in_two_spellings_are_told_as_the_same(one, other):
    """B9: a second record of the same name is told, however it is spelled."""
    assert alike(one, other)


def test_who_answers_for_something_is_the_same_person_in_another_spelling():
    """B8: a sibling: duties and reviews compare names as they are typed."""
    assert is_same("Bjoern Mueller", "Björn Müller")
    assert is_same("Björn Müller", "Bjorn Muller")
    assert not is_same("Bjoern Mueller", "Bjorn Muller")
    assert not is_same("Lea", "Lea Brandt")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("lea@nova.example", "lea@nova.example"),
        ("mailto:lea@nova.example", "lea@nova.example"),
        ("MAILTO:lea@nova.example?subject=Hello", "lea@nova.example"),
        ("Lea <lea@nova.example>", "lea@nova.example"),
        ('"Brandt, Lea" <lea@nova.example>', "lea@nova.example"),
        ("lea@nova.example;", "lea@nova.example"),
        ("Lea <lea@nova.example>;", "lea@nova.example"),
        ("(lea@nova.example).", "lea@nova.example"),
        ("lea\u200b@nova.example", "lea@nova.example"),
        ("\u202alea@nova.example\u202c", "lea@nova.example"),
        ("lea＠nova.example", "lea@nova.example"),
        ("o'brien+ads@sub.nova.example", "o'brien+ads@sub.nova.example"),
        ("jörg@müller.example", "jörg@müller.example"),
        ("अ@उदाहरण.भारत", "अ@उदाहरण.भारत"),
        ("a@xn--p1ai.xn--p1ai", "a@xn--p1ai.xn--p1ai"),
    ],
)
def test_an_address_is_cleaned_of_what_mail_programs_put_around(typed, kept):
    """B9: what is pasted around an address is not kept with it."""
    assert clean_address(typed) == kept
    assert not address_problem(kept)


@pytest.mark.parametrize(
    "typed",
    [
        "mailto:b@x", "c@x;", "d@a,b.example", "e@x", "f@g@x.example", "g h@x.example",
        "i..j@x.example", "k@-x.example", "l@x..example", "m@1.2.3.4", "n@x.example/o", "@x.e",
        "p@", "q", f"{'r' * 65}@x.example", f"s@{'t.' * 130}example",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed):
    """B9: `mailto:b@x`, `c@x;` and `d@a,b.example` are not kept as addresses."""
    assert "not a valid email address" in address_problem(clean_address(typed))


def test_several_addresses_in_one_field_are_told():
    """B9: one field holds one address."""
    assert "several" in address_problem(clean_address("a@x.example; b@y.example"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lea@Nova.example", "lea@nova.example", True),
        ("lea\u200b@nova.example", "lea@nova.example", True),
        ("obrien@x.example", "o'brien@x.example", False),
        ("müller@x.example", "muller@x.example", False),
    ],
)
def test_a_mailbox_is_compared_as_mail_servers_do(one, other, same):
    """B9: a duplicate mailbox is told, also beside one that an older program kept with a mark."""
    assert is_same_mailbox(one, other) == same


def test_what_documents_cannot_draw_is_noticed_even_while_something_else_is_wrong():
    """B14, B15: the notice stands at the field at once, also while another field has a problem."""
    reading = Reading(TODAY, undrawn=lambda text: "".join(c for c in text if c == "☃"))
    draft = BusinessCenterDraft(name="Nova ☃", note="☃☃")
    with pytest.raises(Invalid) as caught:
        check_business_center(draft, 1, (), reading)
    assert [problem.field for problem in caught.value.problems] == ["bc_id"]
    assert [notice.field for notice in caught.value.notices] == ["name", "note"]
    assert "☃ (U+2603)" in caught.value.notices[0].text
