"""`delvia duplicates`: what is likely recorded twice."""

from __future__ import annotations

import json

from click.testing import CliRunner

from delvia_desktop.cli import main as cli
from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.services.access import people
from delvia_desktop.services.register.register import Register


def run(*words: object) -> str:
    result = CliRunner().invoke(cli.delvia, ["duplicates", *map(str, words)])
    assert result.exit_code == 0, result.output
    return result.output


def test_pairs_are_listed_with_their_numbers_and_the_reason(register: Register):
    first, second = (
        register.perform(people.record_person, PersonDraft(name, email="lea@nova.example"))
        for name in ("Lea Vogt", "L. Vogt")
    )
    register.close()
    line = f"person/{first.id} Lea Vogt   person/{second.id} L. Vogt   Same email address"
    assert run(register.path).strip() == line
    (told,) = json.loads(run(register.path, "--json"))
    assert told == {
        "records": [f"person/{first.id}", f"person/{second.id}"],
        "why": "Same email address",
    }


def test_a_register_without_any_says_so(register: Register):
    register.close()
    assert run(register.path) == "No two records look the same.\n"
