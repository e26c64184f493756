"""Headings: what people call the columns of their tables, in their languages."""

from __future__ import annotations

import pytest

from delvia_desktop.exchange.headings import SECRET, meaning_of, meanings


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Agency", "partner"),
        ("AGENTUR:", "partner"),
        ("Who has access?", "partner"),
        ("Agency ID", "partner_id"),
        ("BC ID (partner)", "partner_id"),
        ("Ad account", "asset"),
        ("Ad account ID", "asset_id"),
        ("Advertiser_ID", "asset_id"),
        ("ID", "asset_id"),
        ("Platform/Account", "asset"),
        ("Account type", "asset_type"),
        ("Niveau d’accès", "level"),
        ("Rôle", "level"),
        ("権限", "level"),
        ("広告アカウント ID", "asset_id"),
        ("Login e-mail", "person_email"),
        ("Start date", "granted_on"),
        ("Gültig bis", "planned_end"),
        ("Valid until (date)", "planned_end"),
        ("Approved by", "approved_by"),
        ("Besitzer / Eigentümer", "owner"),
        ("Comments", "note"),
        ("Colour", ""),
        ("Photo", ""),
        ("2026", ""),
        ("", ""),
        (" – ", ""),
    ],
)
def test_a_heading_is_known_by_what_people_call_it(heading, code):
    assert meaning_of(heading) == code


@pytest.mark.parametrize(
    "heading",
    ["Password", "PW", "Login / Passwort", "2FA backup codes", "Mot de passe", "Contraseña",
     "パスワード", "ログインパスワード", "密码", "Account password", "Spark code"],
)  # fmt: skip
def test_a_column_of_secrets_is_known_whatever_else_its_heading_says(heading):
    assert meaning_of(heading) == SECRET


def test_of_a_long_text_the_beginning_is_looked_at():
    """Looking took the square of the length: a minute for the longest cell of a table."""
    rest = " and so on" * 20_000
    assert (meaning_of(f"Password{rest}"), meaning_of(f"Agency{rest}")) == (SECRET, "partner")
    assert meaning_of(f"{rest} agency") == ""


def test_every_alias_means_what_it_is_an_alias_of():
    wrong = {
        (alias, meaning.code, meaning_of(alias))
        for meaning in meanings().values()
        for alias in meaning.aliases
        if meaning_of(alias) != meaning.code
    }
    assert wrong == set()
