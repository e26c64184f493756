"""`delvia merge`: two copies of one register, and what a job learns from the exit code."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest
from click.testing import CliRunner

from delvia_desktop.cli import main as cli
from delvia_desktop.domain.access.people import Person, PersonDraft
from delvia_desktop.services.access import people
from delvia_desktop.services.register.register import open_register


def run(*words: object, code: int) -> str:
    result = CliRunner().invoke(cli.delvia, ["merge", *map(str, words)])
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture
def two(register, tmp_path):
    """The files of a register and of a copy, of which the copy has one person more."""
    person = register.perform(people.record_person, PersonDraft("Tom"))
    register.leave()
    copy = shutil.copy(register.path, tmp_path / "copy.delvia")
    changed(copy, lambda edit: edit.put(person, replace(person, job="Ads")))
    changed(copy, people.record_person, PersonDraft("Ann"))
    return register.path, copy


def changed(path, use_case, *words) -> None:
    opened = open_register(path, "Lea")
    opened.perform(use_case, *words)
    opened.leave()


def names(path) -> list[str]:
    opened = open_register(path, "Mara")
    found = [person.name for person in opened.records.select(Person)]
    opened.leave()
    return found


def test_a_merge_says_what_came_and_merged_again_that_nothing_does(two):
    told = run(*two, code=0)
    assert "Added    Person             Ann" in told
    assert "Job: — → Ads" in told
    assert names(two[0]) == ["Tom", "Ann"]
    assert "nothing" in run(*two, code=0)


def test_with_an_output_the_plan_is_written_and_nothing_is_changed(two, tmp_path):
    target = tmp_path / "plan.json"
    run(*two, "-o", target, code=4)
    plan = json.loads(target.read_text(encoding="utf-8"))
    assert [(line["what"], line["name"]) for line in plan["changes"]] == [
        ("changed", "Tom"),
        ("added", "Ann"),
    ]
    assert plan["conflicts"] == []
    assert names(two[0]) == ["Tom"]
    run(*two, code=0)
    run(*two, "-o", target, "--replace", code=0)


def test_what_both_changed_is_refused_until_a_side_is_chosen(two):
    opened = open_register(two[0], "Mara")
    tom = opened.records.find(Person, name="Tom")
    opened.perform(lambda edit: edit.put(tom, replace(tom, job="Shop")))
    opened.leave()
    result = CliRunner().invoke(cli.delvia, ["merge", *map(str, two)])
    assert isinstance(result.exception, Exception)
    assert "Job: here Shop, in the copy Ads" in str(result.exception)
    assert names(two[0]) == ["Tom"]
    run(*two, "--theirs", code=0)
    assert names(two[0]) == ["Tom", "Ann"]


def test_each_conflict_is_decided_by_a_file(two, tmp_path):
    """The keys are those that the plan and the refusal name; what is no conflict is refused."""
    opened = open_register(two[0], "Mara")
    tom = opened.records.find(Person, name="Tom")
    opened.perform(lambda edit: edit.put(tom, replace(tom, job="Shop", note="Here")))
    opened.leave()
    key = f"person/{tom.id}.job"
    answers, plan = tmp_path / "answers.json", tmp_path / "plan.json"
    run(*two, "-o", plan, code=4)
    (conflict,) = json.loads(plan.read_text(encoding="utf-8"))["conflicts"]
    assert (conflict["key"], conflict["decision"]) == (key, None)
    for wrong, said in (
        ({key: "mine"}, f"“mine” does not decide {key}"),
        ({key: "ours", "person/99.job": "ours"}, "person/99.job is not a conflict"),
        ({}, key),
        ([key], "one JSON object"),
    ):
        answers.write_text(json.dumps(wrong), encoding="utf-8")
        refused = CliRunner().invoke(cli.delvia, ["merge", *map(str, two), "--decide", answers])
        assert said in str(refused.exception)
        assert names(two[0]) == ["Tom"]
    answers.write_text(json.dumps({key: "theirs"}), encoding="utf-8")
    run(*two, "--decide", answers, "-o", plan, "--replace", code=4)
    (conflict,) = json.loads(plan.read_text(encoding="utf-8"))["conflicts"]
    assert conflict["decision"] == "theirs"
    told = run(*two, "--ours", "--decide", answers, code=0)
    assert "Job: Shop → Ads" in told
    assert "Conflict" not in told
    opened = open_register(two[0], "Mara")
    tom = opened.records.get(Person, tom.id)
    assert (tom.job, tom.note) == ("Ads", "Here")
    opened.leave()
