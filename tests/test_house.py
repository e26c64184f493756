"""The house as the map has it: its parts, the size of its modules, its names, no foreign paths."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

from delvia_desktop import resources

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "delvia_desktop"
# The design asks for about 300; beyond this a module holds more than one idea.
LINES = 400
FILES = 25
PARTS = {"domain", "exchange", "storage", "services", "reports", "ui", "cli"}
BESIDE = {"__init__", "__main__", "garbage", "i18n", "progress", "resources"}
SAYS_NOTHING = {"manager", "helper", "handler", "util", "impl"}
# Of a module or a class they tell nothing either; a function may have a base or a common part.
NO_IDEA = SAYS_NOTHING | {"base", "common", "abstract"}
# Words count as a whole: `database` and `implement` say something.
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
THIS_MACHINE = re.compile(r"(?<![\w.~/])/(?:work|root|home|tmp|opt|farm|Users)/\w")
WITHOUT_TEXT = {".ttf", ".png", ".delvia", ".pdf", ".icc", ".mo"}
NOT_OURS = {".git", ".venv", "build", "dist", "__pycache__"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def committed_texts() -> list[Path]:
    """Every text of the tree, but what tools and builds put there."""
    return [
        path
        for top in ROOT.iterdir()
        if top.name not in NOT_OURS and not top.name.endswith(("_cache", ".egg-info"))
        if top.name != ".hypothesis" and not top.name.startswith(".coverage")
        for path in ([top] if top.is_file() else top.rglob("*"))
        if path.is_file() and path.suffix not in WITHOUT_TEXT
        if not NOT_OURS.intersection(path.relative_to(ROOT).parts)
    ]


def names_in(module: Path, *kinds: type[ast.AST]) -> set[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds)}


def has_word(name: str, words: set[str]) -> bool:
    return any(word.lower().removesuffix("s") in words for word in WORD.findall(name))


def test_the_parts_are_those_on_the_map():
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} == PARTS
    assert {path.stem for path in PACKAGE.glob("*.py")} == BESIDE
    described = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert [part for part in sorted(PARTS) if f"{part}/" not in described] == []


def test_every_package_is_in_the_wheel():
    """Packages are found by their `__init__.py`, so none has to be written down."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert "packages" not in tools["setuptools"]
    beside = [name for name in tools["setuptools"]["package-dir"] if "." in name]
    found = (ROOT / "setup.py").read_text(encoding="utf-8")
    assert "find_packages(" in found
    assert [name for name in beside if f'"{name}"' not in found] == []
    folders = {path.parent for path in modules()}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_files_that_are_no_modules_of_ours_are_in_the_wheel_too():
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    folders, files = tools["setuptools"]["package-dir"], tools["setuptools"]["package-data"]
    for name in ("resources", "packaging"):
        folder = ROOT / folders[f"delvia_desktop._{name}"]
        assert folder == resources.folder(name)
        assert all(any(folder.glob(file)) for file in files[f"delvia_desktop._{name}"])
    assert resources.verifier() == (ROOT / "packaging" / "verify_paper.py").read_bytes()


def test_the_verifier_needs_nothing_but_python_of_some_years_ago():
    text = resources.verifier().decode()
    tree = ast.parse(text, feature_version=(3, 8))
    assert "from __future__ import annotations" in text
    loaded = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    names = {alias.name for node in loaded for alias in node.names}
    assert names <= sys.stdlib_module_names
    newer = {"removeprefix", "removesuffix", "strict", "bit_count"}
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    used |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword)}
    assert used & newer == set()


def test_every_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()

    def plain(requirement: str) -> str:
        return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")

    assert {plain(line) for line in wanted} - {plain(pin) for pin in pins} == set()
    assert [pin for pin in pins if "==" not in pin] == []


def test_hands_know_the_program_by_its_screen_only():
    """Hands in the gate: no story imports our code, and no fixture of the others reaches them."""
    folder = ROOT / "tests" / "hands"
    loaded = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                loaded.add(node.module)
            elif isinstance(node, ast.Import):
                loaded |= {alias.name for alias in node.names}
    ours = {name for name in loaded if name.split(".")[0] in {"delvia_desktop", "PySide6", "tests"}}
    known = {"tests.figures"}  # how many of a grid a run takes
    assert {name for name in ours - known if not name.startswith("tests.hands.")} == set()
    assert ours
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert "hands" in project["pytest"]["ini_options"]["norecursedirs"]


def test_no_module_is_too_long_to_hold_one_idea():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in [*modules(), ROOT / "dev.py"]
    }
    assert {name: length for name, length in lengths.items() if length > LINES} == {}


def test_no_name_says_nothing():
    bad = set()
    for path in modules():
        things = {path.stem, path.parent.name} | names_in(path, ast.ClassDef)
        functions = names_in(path, ast.FunctionDef, ast.AsyncFunctionDef)
        bad |= {f"{path.name}: {name}" for name in things if has_word(name, NO_IDEA)}
        bad |= {f"{path.name}: {name}" for name in functions if has_word(name, SAYS_NOTHING)}
    assert bad == set()


def test_an_empty_word_is_found_in_names_of_every_style():
    told = ["ShareManager", "text_utils", "open_helper", "BaseForm", "IOHandler", "common"]
    fine = ["Database", "implementation", "uncommon", "manage_shares", "baseline"]
    assert [name for name in told if not has_word(name, NO_IDEA)] == []
    assert [name for name in fine if has_word(name, NO_IDEA)] == []


def test_no_file_knows_this_machine():
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in committed_texts()}
    assert PACKAGE / "i18n.py" in texts
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path, text in texts.items()
        for match in THIS_MACHINE.finditer(text)
        if path != Path(__file__)
    ]
    assert found == []
    assert [path for path in committed_texts() if path.is_symlink()] == []


def rooms() -> list[str]:
    found = {path.parent.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("__init__.py")}
    return sorted(name for name in found if "/" in name)


def on_the_map() -> dict[str, str]:
    """Return each room of the table with what it may use."""
    described = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `([\w/]+)/` \|[^|]+\| ([^|]+) \|$", described, re.MULTILINE))


def test_no_folder_holds_more_than_one_can_look_over():
    """At most 25 modules a folder, here and among the tests: then it gets rooms."""
    held = Counter(
        path.parent.relative_to(ROOT).as_posix()
        for path in [*modules(), *(ROOT / "tests").rglob("*.py")]
        if path.name != "__init__.py"
    )
    assert {folder: count for folder, count in held.items() if count > FILES} == {}


def test_every_room_says_what_it_holds_and_stands_on_the_map():
    said = [
        ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8")) for room in rooms()
    ]
    assert [
        room for room, tree in zip(rooms(), said, strict=True) if not ast.get_docstring(tree)
    ] == []
    assert sorted(on_the_map()) == rooms()


def test_a_room_uses_on_its_floor_what_the_map_says():
    """The table of the map is true: no import goes where it does not say."""
    beyond = set()
    for path in modules():
        floor, room, *_ = (*path.relative_to(PACKAGE).parts, "", "")
        if f"{floor}/{room}" not in rooms():
            continue
        may = on_the_map()[f"{floor}/{room}"].split(", ")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                _, on, other, *_ = (*node.module.split("."), "", "", "")
                if on == floor and other not in {room, *may} and f"{on}/{other}" in rooms():
                    beyond.add(f"{floor}/{room} -> {other}")
    assert beyond == set()


def test_tests_stand_in_the_rooms_of_what_they_try():
    """A folder of tests below a part of the house is called as a room of it."""
    parts = [ROOT / "tests" / part for part in sorted(PARTS)]
    folders = [path for part in parts for path in part.rglob("*") if path.is_dir()]
    ours = [path.relative_to(ROOT / "tests") for path in folders if list(path.glob("*.py"))]
    assert [folder.as_posix() for folder in ours if not (PACKAGE / folder).is_dir()] == []


def test_no_rooms_import_each_other():
    """import-linter looks at every folder for cycles, and nothing is taken out of that."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    contracts = project["importlinter"]["contracts"]
    acyclic = [each for each in contracts if each["type"] == "acyclic_siblings"]
    assert [set(each) for each in acyclic] == [{"name", "type", "ancestors"}]
    assert acyclic[0]["ancestors"] == ["delvia_desktop"]


def test_a_public_class_has_its_name_alone():
    """Whoever reads a name knows which class is meant, on whatever floor."""
    where = defaultdict(list)
    for path in modules():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where[node.name].append(path.relative_to(PACKAGE).as_posix())
    assert {name: files for name, files in where.items() if len(files) > 1} == {}
