"""Words for roles: understood as TikTok and as Delvia say them, never guessed."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.words.roles import Ambiguous, other_words, role_meant


@pytest.mark.parametrize(
    ("word", "layer", "code", "delegates"),
    [
        ("Admin", "BUSINESS_CENTER", "ADMIN", False),
        ("standard", "BUSINESS_CENTER", "STANDARD", False),
        ("Member", "", "STANDARD", False),
        ("Operator", "BUSINESS_CENTER", "STANDARD", True),
        ("operator", "ADVERTISER", "OPERATOR", False),
        ("Standard", "ADVERTISER", "OPERATOR", False),
        ("ANALYST", "", "ANALYST", False),
        ("finance manager", "", "MANAGER", False),
    ],
)
def test_a_word_is_understood_in_its_layer(word, layer, code, delegates):
    role = role_meant(word, layer)
    assert (role.code, role.may_delegate) == (code, delegates)


@pytest.mark.parametrize("word", ["Operator", "standard", "ADMIN"])
def test_a_word_that_means_two_things_is_told_with_both(word):
    with pytest.raises(Ambiguous) as told:
        role_meant(word)
    assert "Business Center" in str(told.value)
    assert "ad account" in str(told.value)


def test_an_unknown_word_means_nothing():
    assert role_meant("Boss") is None
    assert role_meant("Member", "ADVERTISER") is None


def test_the_words_of_others_stand_beside_those_of_tiktok():
    said = {role.word for role in other_words("BUSINESS_CENTER", "STANDARD")}
    assert said == {"Member", "Operator"}
