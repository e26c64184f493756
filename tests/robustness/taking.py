"""What the program does with a file that comes in, from its bytes to the plan that is done.

Run by itself it says what came of many spoilt files of a format, and which took longest:
`.venv/bin/python -m tests.robustness.taking workbook 0 10000`.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from delvia_desktop.domain.plans.plan import Plan
from delvia_desktop.domain.words.errors import DelviaError, Refused
from delvia_desktop.services.exports.exports import Format, written
from delvia_desktop.services.exports.gathered import KINDS_OF_LISTS, ExportScope, gathered
from delvia_desktop.services.plans.plan_file import plan_json, read_decisions, read_plan
from delvia_desktop.services.plans.planning import apply_plan, make_plan
from delvia_desktop.services.plans.reading import (
    ReadSource,
    mappings_json,
    read_files,
    read_mappings,
    scope_of,
    text_in,
)
from delvia_desktop.services.plans.source_bytes import SourceBytes
from delvia_desktop.services.register.register import Register, open_register
from delvia_desktop.services.sample.sample import new_sample
from tests.properties.acts import state_of
from tests.registers import Clock, make_nova, noon
from tests.robustness.spoiling import SPOIL
from tests.robustness.spoilt_copies import copy_apart, spoilt_copy, take_copy

FOLDER = Path(__file__).parents[1] / "data" / "import"
EXCEL = (
    '<table x:str><tr><td>Account ID</td><td>Agency</td></tr><tr><td x:num="7.48E+18">7.48E+18</td>'
    "<td>Kite Studio</td></tr></table>"
)
GOOGLE = (
    '<table><tr><td data-sheets-value=\'{"1":3,"3":7480118479546429457}\'>7480118479546429457</td>'
    '<td rowspan=2><a href="https://ads.tiktok.com/?aadvid=7480118479546429457">Nova DE</a></td>'
    "</tr><tr><td colspan=2>Admin<br>ID: 7326118133326376961</td></tr></table>"
)
OFFICE = '<table><tr><td sdval="7480118479546429457">1</td><td>Kite &amp; Co</td></tr></table>'
CLIPBOARD = (EXCEL, GOOGLE, OFFICE)
"""Tables as spreadsheets and pages give them to the clipboard."""


@dataclass(frozen=True)
class Seed:
    """A sound file by its name, and what else is given with it: its source where it is none."""

    name: str
    content: bytes
    source: SourceBytes | None = None


def seeds_of(register: Register) -> dict[str, list[Seed]]:
    """Return sound files of each format: those that people have, and what the program writes."""
    ours = [Seed(path.name, path.read_bytes()) for path in sorted(FOLDER.iterdir())]
    found = {
        "text": [each for each in ours if each.name.endswith((".csv", ".txt"))],
        "workbook": [each for each in ours if each.name.endswith(".xlsx")],
        "answer": [each for each in ours if each.name[:2] == "30"],
        "page": [Seed("Pasted", html.encode()) for html in CLIPBOARD],
        "export": [],
    }
    tables = [*found["text"], *found["workbook"]]
    for name in KINDS_OF_LISTS:
        out = gathered(register, register.today, ExportScope(name))
        for of, form in (("text", Format.CSV), ("workbook", Format.XLSX), ("export", Format.JSON)):
            found[of].append(Seed(f"{name}.{form}", written(out, form).content))
    whole = gathered(register, register.today, ExportScope())
    found["workbook"].append(Seed("all.xlsx", written(whole, Format.XLSX).content))
    found["export"].append(Seed("all.json", written(whole, Format.JSON).content))
    found["page"].append(Seed("all.html", written(whole, Format.HTML).content))
    found["page"] += [Seed("Pasted", _as_html(each.content)) for each in found["text"][::3]]
    found |= {"plan": [], "decisions": [], "mapping": []}
    for each in [*tables, *found["answer"]]:
        source = SourceBytes(each.name, each.content)
        try:
            read = read_files([source])
        except Refused:
            continue
        plan = make_plan(register, read.lines, read.files).plan
        answers = {q.key: q.choices[0].code for q in plan.questions if q.choices}
        decided = make_plan(register, read.lines, read.files, answers).plan
        found["plan"] += [Seed(each.name, plan_json(one).encode()) for one in (plan, decided)]
        if answers:
            found["decisions"].append(Seed(each.name, json.dumps(answers).encode(), source))
        if read.mappings:
            mapping = mappings_json(read.mappings).encode()
            found["mapping"].append(Seed(each.name, mapping, source))
    return found


def _as_html(text: bytes) -> bytes:
    lines = text.decode("utf-8", "replace").splitlines()
    rows = "".join(f"<tr><td>{'</td><td>'.join(line.split(';'))}</td></tr>" for line in lines)
    return f"<table>{rows}</table>".encode()


class Taker:
    """A register, and what it is given; it stands as it stood after each file."""

    def __init__(self, register: Register, seeds: Mapping[str, Sequence[Seed]]) -> None:
        self.register = register
        self._seeds = seeds
        self._state = state_of(register)

    def spoilt(self, of: str, number: int) -> tuple[Seed, bytes, Random]:
        """Return the spoilt file of a format by its number, of what it was made, and its chance."""
        rng = Random(f"{of} {number}")
        seed = rng.choice(self._seeds[of])
        return seed, _SPOIL[of](seed.content, rng), rng

    def take(self, of: str, number: int) -> str:
        """Take a spoilt file; return what came of it: the words of a refusal, or "read".

        What was done is undone. Raises AssertionError if anything else is written.
        """
        seed, content, rng = self.spoilt(of, number)
        before = self.register.revision
        beside = sorted(self.register.path.parent.iterdir())
        done, told = False, "read"
        try:
            done = TAKE[of](self.register, seed, content, rng)
        except DelviaError as error:
            told = str(error)
        assert told.strip(), "it is refused without a word"
        assert sorted(self.register.path.parent.iterdir()) == beside
        if not done:
            assert self.register.revision == before
            return told
        assert not self.register.check()
        assert self.register.revision == before + 1
        self.register.undo()
        assert state_of(self.register) == self._state
        return "done and undone"


def _source(register: Register, seed: Seed, content: bytes, rng: Random) -> bool:
    source = SourceBytes(seed.name, content)
    read = read_files([source])
    mapped = read_mappings(mappings_json(read.mappings))
    assert mapped == read.mappings
    return _planned(register, read, {}, rng)


def _planned(register: Register, read: ReadSource, answers: Mapping[str, str], rng: Random) -> bool:
    """Plan what was read, decide what is asked by chance, and do it now and then."""
    scope = scope_of(read, None) if rng.random() < 0.1 else None
    plan = make_plan(register, read.lines, read.files, answers, scope).plan
    _expect_whole(plan)
    for _ in range(2):
        chosen = {q.key: rng.choice(q.choices).code for q in plan.open_questions if q.choices}
        if not chosen:
            break
        decided = {**plan.decisions, **chosen}
        plan = make_plan(register, read.lines, read.files, decided, scope).plan
        _expect_whole(plan)
    kept = read_plan(plan_json(plan).encode().decode())
    assert kept == plan
    return _applied(register, kept) if rng.random() < 0.05 else False


def _applied(register: Register, plan: Plan, decisions: Mapping[str, str] | None = None) -> bool:
    before = register.revision
    apply_plan(register, plan, decisions)
    return register.revision != before


def _expect_whole(plan: Plan) -> None:
    """Expect that every line of a plan came to something."""
    counts = dict(plan.counts)
    assert counts.pop("missing") >= 0
    assert counts.pop("read") == sum(counts.values())


def _plan(register: Register, seed: Seed, content: bytes, rng: Random) -> bool:
    return _applied(register, read_plan(text_in(SourceBytes(seed.name, content))))


def _decisions(register: Register, seed: Seed, content: bytes, rng: Random) -> bool:
    answers = read_decisions(text_in(SourceBytes(seed.name, content)))
    assert seed.source is not None
    return _planned(register, read_files([seed.source]), answers, rng)


def _copy(register: Register, seed: Seed, content: bytes, rng: Random) -> bool:
    return take_copy(register, content, rng)


def _mapping(register: Register, seed: Seed, content: bytes, rng: Random) -> bool:
    mappings = read_mappings(text_in(SourceBytes(seed.name, content)))
    assert seed.source is not None
    return _planned(register, read_files([seed.source], mappings=mappings), {}, rng)


_SPOIL = {**SPOIL, "copy": spoilt_copy}

Take = Callable[[Register, Seed, bytes, Random], bool]
TAKE: Mapping[str, Take] = {
    **dict.fromkeys(("text", "workbook", "page", "answer", "export"), _source),
    "plan": _plan,
    "decisions": _decisions,
    "mapping": _mapping,
    "copy": _copy,
}
"""What is done with a file of each format; whether that became an act."""


def importer(folder: Path) -> Taker:
    """Return the sample register, which takes what can be imported."""
    path = _made(folder / "register") / "nova.delvia"
    new_sample(path, "Mara", noon).leave()
    register = open_register(path, "Mara", noon)
    return Taker(register, seeds_of(register))


def merger(folder: Path) -> Taker:
    """Return a small register, which takes copies of itself that went apart."""
    made = make_nova(_made(folder / "made"))
    register = made.open_copy(_made(folder / "register") / "nova.delvia", Clock())
    return Taker(register, {"copy": [Seed("copy", copy_apart(register, _made(folder / "apart")))]})


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def main(words: Sequence[str]) -> None:
    """Take spoilt files of a format by number, and print what came of them."""
    of, first, last = words[0], int(words[1]), int(words[2])
    came: Counter[str] = Counter()
    slowest: list[tuple[float, int]] = []
    with tempfile.TemporaryDirectory() as folder:
        taker = merger(Path(folder)) if of == "copy" else importer(Path(folder))
        for number in range(first, last):
            began = time.process_time()
            try:
                told = taker.take(of, number)
            except Exception as error:  # noqa: BLE001 - each is a fault to be told
                told = f"FAULT {type(error).__name__}: {error}"[:300]
                print(f"{of} {number}: {told!r}", flush=True)
            slowest.append((time.process_time() - began, number))
            came[_without_values(told)] += 1
    print(f"== {of} {first} to {last}: {sum(came.values())} files")
    for told, count in came.most_common():
        print(f"{count:6} {told!r}")
    for seconds, number in sorted(slowest)[-5:]:
        print(f"{seconds:6.2f} s  {of} {number}")


def _without_values(told: str) -> str:
    first = told.splitlines()[0].removeprefix("“copy.delvia” cannot be merged: ").partition(": ")[0]
    return " ".join("…" if any(map(str.isdigit, word)) else word for word in first.split())[:120]


if __name__ == "__main__":
    main(sys.argv[1:])
