"""Do the tests bite? Single changes of the domain, drawn at random: how many do they notice?

python -m tests.mutants [--seed N] [--count N] [--seconds N] [--keep-map]

The changes are those of mutmut: comparisons, boolean operators, `not`, numbers, True and False. For
each of them only the tests run that reach the changed lines, the fastest first, until one fails.
Which tests those are is measured once (`tests/reach.py`) and stands in build/mutants.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import os
import queue
import random
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import coverage
import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation import mutators

from tests.figures import ALL
from tests.reach import DOMAIN, FIXTURE, INTO, ONLY

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "mutants"
MAP = FOLDER / "map"
COUNT, WANTED = 100, 0.9
WORKERS = 2
SECONDS = 20.0
"""How long the tests are that a change is given, as they were measured; slower ones are left."""
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "build", "dist", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info"
)

CHANGES: tuple[tuple[object, Callable[[cst.CSTNode], Iterable[cst.CSTNode]]], ...] = (
    (cst.BaseCompOp, mutators.operator_keywords),  # is and is not, in and not in
    (cst.ComparisonTarget | cst.BooleanOperation, mutators.operator_swap_op),
    (cst.UnaryOperation, mutators.operator_remove_unary_ops),
    (cst.BaseNumber, mutators.operator_number),
    (cst.Name, mutators.operator_name),  # True and False
)


@dataclass(frozen=True)
class Mutant:
    """One change: where it is, how the line was and is then, and the whole module with it."""

    file: str
    line: int
    before: str
    after: str
    code: str


class _Changes(cst.CSTVisitor):
    """Gathers every change of a module that is no declaration and no check of the types."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, cst.CSTNode, cst.CSTNode]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.Decorator | cst.Annotation):
            return False
        if is_for_the_types(node) or is_width_of_a_text(node):
            return False
        for kinds, changed in CHANGES:
            if isinstance(node, kinds):
                line = self.get_metadata(PositionProvider, node).start.line
                self.found += [(line, node, other) for other in changed(node)]
        return True


def is_for_the_types(node: cst.CSTNode) -> bool:
    """Tell whether a condition only raises AssertionError: it holds always, the types need it."""
    match node:
        case cst.If(
            body=cst.IndentedBlock(body=[cst.SimpleStatementLine(body=[cst.Raise(exc=exc)])])
        ):
            return isinstance(exc, cst.Name) and exc.value == "AssertionError"
    return False


def is_width_of_a_text(node: cst.CSTNode) -> bool:
    """Tell whether a pair declares a text and a number, which is the share of the text's column."""
    match node:
        case cst.Tuple(elements=[cst.Element(value=cst.Call(func=cst.Name(value=called))), number]):
            return called in {"tr", "later"} and isinstance(number.value, cst.BaseNumber)
    return False


def changes_of(path: Path) -> list[Callable[[], Mutant]]:
    """Return every single change of a module, each to be made when it is drawn."""
    source = path.read_text(encoding="utf-8")
    wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    changes = _Changes()
    wrapper.visit(changes)
    file = path.relative_to(ROOT).as_posix()

    def made(line: int, node: cst.CSTNode, other: cst.CSTNode) -> Mutant:
        code = wrapper.module.deep_replace(node, other).code
        pairs = zip(source.splitlines(), code.splitlines(), strict=False)
        before, after = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
        return Mutant(file, line, before.strip(), after.strip(), code)

    return [partial(made, *change) for change in changes.found]


def drawn(seed: int, count: int) -> list[Mutant]:
    """Return changes of the domain drawn at random; a seed draws the same ones again."""
    possible = [
        change for path in sorted((ROOT / DOMAIN).rglob("*.py")) for change in changes_of(path)
    ]
    print(f"{len(possible)} changes are possible; {count} are drawn with --seed {seed}", flush=True)
    return [change() for change in random.Random(seed).sample(possible, count)]


class Reach:
    """Which tests reach which lines, as it was measured."""

    def __init__(self, folder: Path) -> None:
        self.seconds: dict[str, float] = {}
        self.shared: dict[str, frozenset[str]] = {}
        self.fixtures: dict[str, float] = {}
        users = defaultdict(set)
        for file in folder.glob("*.json"):
            told = json.loads(file.read_text(encoding="utf-8"))
            self.fixtures |= told["fixtures"]
            for name, test in told["tests"].items():
                if test["passed"]:
                    self.seconds[name] = test["seconds"]
                    self.shared[name] = frozenset(test["shared"])
                    for fixture in test["shared"]:
                        users[FIXTURE + fixture].add(name)
        self.lines: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for measured in folder.glob("*.coverage"):
            data = coverage.CoverageData(measured)
            data.read()
            for path in data.measured_files():
                file = Path(path).relative_to(ROOT).as_posix()
                for line, contexts in data.contexts_by_lineno(path).items():
                    for context in contexts:
                        self.lines[file][line] |= users.get(context, {context})

    def tests_of(self, mutant: Mutant, seconds: float) -> list[str]:
        """Return the tests that reach a change, the fastest first, as many as take so long."""
        source = (ROOT / mutant.file).read_text(encoding="utf-8")
        first, last = statement(source, mutant.line)
        found = self.within(mutant.file, range(first, last + 1))
        if not found:
            # It ran when the module was loaded: what uses it reaches it.
            found = self.within(mutant.file, self.lines[mutant.file])
            if name := name_at(source, mutant.line):
                for file, lines in mentioning(name).items():
                    found |= self.within(file, lines)
        chosen: list[str] = []
        there: set[str] = set()
        # What many tests share is made once, so it counts for the first of them only.
        for name in sorted(found, key=lambda name: (self.cost(name, set()), name)):
            seconds -= self.cost(name, there)
            if seconds < 0 and chosen:
                break
            chosen.append(name)
            there |= self.shared[name]
        return chosen

    def cost(self, name: str, there: set[str]) -> float:
        """Return how long a test takes, with the fixtures that it shares and are not there yet."""
        lacking = self.shared[name] - there
        return self.seconds[name] + sum(self.fixtures.get(each, 0.0) for each in lacking)

    def within(self, file: str, lines: Iterable[int]) -> set[str]:
        """Return the tests that reach any of some lines."""
        reached = self.lines[file]
        return {test for line in lines for test in reached.get(line, ()) if test in self.seconds}


def statement(source: str, line: int) -> tuple[int, int]:
    """Return the first and last line of the statement at a line; of a block, those of its head."""
    heads = [(line, line)]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            last = max(body[0].lineno - 1, node.lineno) if body else node.end_lineno
            if node.lineno <= line <= last:
                heads.append((node.lineno, last))
    return max(heads[1:] or heads)


def name_at(source: str, line: int) -> str:
    """Return the name that is defined at the top of a module around a line."""
    for node in ast.parse(source).body:
        if node.lineno <= line <= (node.end_lineno or 0):
            match node:
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    return name
                case (
                    ast.AnnAssign(target=ast.Name(id=name))
                    | ast.Assign(targets=[ast.Name(id=name)])
                ):
                    return name
    return ""


@cache
def mentioning(name: str) -> dict[str, list[int]]:
    """Return the lines of the domain that mention a name."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    found = {}
    for path in (ROOT / DOMAIN).rglob("*.py"):
        lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        found[path.relative_to(ROOT).as_posix()] = [at for at, text in lines if word.search(text)]
    return found


def pytest(folder: Path, *arguments: str, limit: float | None = None, **more: str) -> int:
    """Run pytest on the tree in a folder, with the counts of the gate; return how it ended."""
    kept = {name: value for name, value in os.environ.items() if name != ALL}
    given = {"QT_QPA_PLATFORM": "offscreen", "CI": "true", "PYTHONPATH": str(folder), **more}
    command = (sys.executable, "-m", "pytest", "-q", "-p", "tests.reach", *arguments)
    with (FOLDER / f"{folder.name}.log").open("wb") as log:
        return subprocess.run(
            command,
            cwd=folder,
            env={**kept, **given},
            stdout=log,
            stderr=subprocess.STDOUT,
            timeout=limit,
            check=False,
        ).returncode


def measure() -> None:
    """Measure which tests reach which lines, unless nothing has changed since."""
    digest = hashlib.sha256()
    for name in ("delvia_desktop", "resources", "tests"):
        for file in sorted((ROOT / name).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    stamp = MAP / "measured"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    print("Measuring which tests reach which lines", flush=True)
    shutil.rmtree(MAP, ignore_errors=True)
    MAP.mkdir(parents=True)
    apart = ("-n", str(WORKERS), "--dist", "worksteal", "-m", "not screen")
    if pytest(ROOT, *apart, **{INTO: str(MAP)}):
        sys.exit(f"Tests fail without any change: {(FOLDER / f'{ROOT.name}.log').read_text()}")
    stamp.write_text(digest.hexdigest())


def is_noticed(mutant: Mutant, tests: list[str], copy: Path, limit: float) -> bool:
    """Change a copy of the tree, tell whether one of the tests fails there, and put it back."""
    if not tests:
        return False
    names = FOLDER / f"{copy.name}.tests"
    names.write_text("\n".join(tests), encoding="utf-8")
    files = sorted({name.split("::")[0] for name in tests})
    module = copy / mutant.file
    whole = module.read_text(encoding="utf-8")
    alone = ("-x", "-p", "no:randomly", "-p", "no:xdist", "-p", "no:cacheprovider")
    try:
        rewrite(module, mutant.code)
        ended = pytest(copy, *alone, *files, limit=limit, **{ONLY: str(names)})
    except subprocess.TimeoutExpired:
        return True
    finally:
        rewrite(module, whole)
    # 5: none of the tests is there.
    return ended not in (0, 5)


def rewrite(module: Path, code: str) -> None:
    """Write a module; what was compiled of it goes, since it may look as new as the module."""
    module.write_text(code, encoding="utf-8")
    for compiled in (module.parent / "__pycache__").glob(f"{module.stem}.*"):
        compiled.unlink()


def try_all(mutants: list[Mutant], seconds: float) -> int:
    """Print the changes that no test notices, as they are found; return how many they are."""
    reach = Reach(MAP)
    copies: queue.Queue[Path] = queue.Queue()
    for number in range(WORKERS):
        copy = FOLDER / f"tree{number}"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(ROOT, copy, ignore=NOT_COPIED)
        copies.put(copy)

    def is_left(mutant: Mutant) -> bool:
        copy = copies.get()
        try:
            tests = reach.tests_of(mutant, seconds)
            limit = 120 + 10 * sum(reach.seconds[name] for name in tests)
            if is_noticed(mutant, tests, copy, limit):
                print(".", end="", flush=True)
                return False
            where = f"{mutant.file}:{mutant.line}  ({len(tests)} tests)"
            print(f"\n{where}\n    {mutant.before}\n  → {mutant.after}", flush=True)
            return True
        finally:
            copies.put(copy)

    with ThreadPoolExecutor(WORKERS) as threads:
        return sum(threads.map(is_left, mutants))


def main() -> None:
    """Draw changes, try them, print those that no test notices, and fail if they are many."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    words.add_argument("--count", type=int, default=COUNT)
    words.add_argument("--seconds", type=float, default=SECONDS, help="of tests for each change")
    words.add_argument("--keep-map", action="store_true", help="use the map as it was measured")
    asked = words.parse_args()
    mutants = drawn(asked.seed, asked.count)
    if not asked.keep_map:
        measure()
    left = try_all(mutants, asked.seconds)
    print(f"\n{len(mutants) - left} of {len(mutants)} are noticed.")
    if len(mutants) - left < len(mutants) * WANTED:
        sys.exit("Too many changes are not noticed by any test.")


if __name__ == "__main__":
    main()
