"""The reviews and procedures of the sample, as acts of the sample's play."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from delvia_desktop import resources
from delvia_desktop.domain.access.partnerships import PartnershipKey
from delvia_desktop.domain.access.people import PersonKey
from delvia_desktop.domain.procedures.steps import FinishDraft, RunDraft, TakenDraft
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.records.reviews import Decision, Review, ReviewLine
from delvia_desktop.domain.reviews.lines import surfaces
from delvia_desktop.domain.reviews.steps import CloseDraft, DecisionDraft, ReviewDraft
from delvia_desktop.services.procedures import procedures
from delvia_desktop.services.reviews import reviews

_A_SITTING = 7
"""Lines decided together, so that the sample's history stays readable."""

_SKIP = "skip "
"""Before the code of a step that is skipped; its note is the reason."""


def plan_work(play: Any) -> None:  # noqa: ANN401 - the play of `sample`
    """Put the reviews and procedures on the days of the play."""
    data = json.loads(resources.text("sample", "work.json"))
    for entry in data["reviews"]:
        play.at(entry["day"], partial(_begin, play, entry))
        for _ in range(entry["sittings"]):
            play.at(entry["day"], partial(_decide, play, entry, _A_SITTING))
        if entry["close"] is not None:
            play.at(entry["close"], partial(_decide, play, entry, None))
            play.at(entry["close"], partial(_close, play, entry))
    for entry in data["runs"]:
        _plan_run(play, entry)


def _begin(play: Any, entry: dict[str, Any]) -> None:  # noqa: ANN401
    left = entry.get("left", [])
    partner, person = entry.get("partner"), entry.get("person")
    draft = ReviewDraft(
        entry["kind"],
        PartnershipKey(play.keys[f"with {partner}"]) if partner else None,
        PersonKey(play.keys[person]) if person else None,
        entry["reviewer"],
        entry.get("cause", ""),
        play.day(entry.get("due", entry["close"])),
        tuple(code for code in surfaces() if code not in left),
        entry.get("why", ""),
        entry.get("own", ""),
    )
    play.keys[entry["key"]] = play.register.perform(reviews.begin_review, draft).id


def _decide(play: Any, entry: dict[str, Any], most: int | None) -> None:  # noqa: ANN401
    """Decide on the next lines: those that the entry names one by one, the others together."""
    lines = play.register.records.select(ReviewLine, review=play.keys[entry["key"]], decision="")
    kept = []
    for line in lines[:most]:
        named = next(
            (d for d in entry["decisions"] if d["find"] in f"{line.what} {line.who}"), None
        )
        if named is None:
            kept.append(line)
            continue
        words = {name: named.get(name, "") for name in ("decision", "reason", "owner")}
        draft = DecisionDraft(**words, until=play.day(named.get("until")))
        play.register.perform(reviews.decide, [line], draft)
    if kept:
        play.register.perform(reviews.decide, kept, DecisionDraft(Decision.KEPT))


def _close(play: Any, entry: dict[str, Any]) -> None:  # noqa: ANN401
    before = play.get(Review, entry["key"])
    draft = CloseDraft(on=play.day(entry["close"]), next_on=play.day(entry["next"]))
    play.register.perform(reviews.close_review, before, draft)


def _plan_run(play: Any, entry: dict[str, Any]) -> None:  # noqa: ANN401
    name = f"{entry['procedure']} {entry.get('partner', entry.get('person'))}"
    play.at(entry["day"], partial(_start, play, entry, name))
    for day, code, note, evidence in entry["steps"]:
        draft = TakenDraft(on=play.day(day), by=entry["by"], note=note, evidence_ref=evidence)
        act = procedures.do_step
        if code.startswith(_SKIP):
            code, act = code.removeprefix(_SKIP), procedures.skip_step  # noqa: PLW2901
            draft = TakenDraft(on=play.day(day), by=entry["by"], reason=note)
        play.at(day, partial(_step, play, act, name, code, draft))
    if "finish" in entry:
        done = FinishDraft(play.day(entry["finish"]), play.day(entry["recheck"]))
        play.at(entry["finish"], partial(_finish, play, name, done))
        play.at(entry["rechecked"], partial(_recheck, play, name, play.day(entry["rechecked"])))


def _start(play: Any, entry: dict[str, Any], name: str) -> None:  # noqa: ANN401
    about = {field: play.keys[entry[field]] for field in ("partner", "person") if field in entry}
    target = play.day(entry["target"])
    draft = RunDraft(entry["procedure"], entry["by"], **about, target_on=target)
    play.keys[name] = play.register.perform(procedures.start_run, draft).id


def _step(play: Any, act: Any, name: str, code: str, draft: TakenDraft) -> None:  # noqa: ANN401
    play.register.perform(act, play.get(Run, name), code, draft)


def _finish(play: Any, name: str, draft: FinishDraft) -> None:  # noqa: ANN401
    play.register.perform(procedures.finish_run, play.get(Run, name), draft)


def _recheck(play: Any, name: str, on: str) -> None:  # noqa: ANN401
    play.register.perform(procedures.recheck_run, play.get(Run, name), on)
