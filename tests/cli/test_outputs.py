"""What a command writes, and what it never writes onto; every command of the program is asked."""

from __future__ import annotations

import json
import os
import shutil
import socket
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from delvia_desktop.cli import writing
from delvia_desktop.cli.main import delvia
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.services.register.register import new_register, open_register
from tests.keys import PASSPHRASE, key_file


def commands(group: click.Group = delvia, *before: str):
    """Yield every command of the program with its words."""
    where = click.Context(group)
    for name in group.list_commands(where):
        command = group.get_command(where, name)
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)
        else:
            yield " ".join((*before, name)), command


def is_writing(command: click.Command) -> bool:
    return any("-o" in each.opts or each.name == "to" for each in command.params)


WRITING = {words: command for words, command in commands() if is_writing(command)}

ABOUT = {
    "paper partner": ["--partner", "Kite Studio"],
    "paper agency_change": ["2", "--to", "3"],
    "paper change_log": ["--since", "2026-10-01"],
    "paper review": ["10"],
    "paper comparison": ["1"],
    "paper procedure": ["1"],
    "paper person": ["10"],
    "paper onboarding": ["3"],
    "paper offboarding": ["5"],
    "paper admin": ["3"],
    "paper asset": ["1"],
    "paper claim": ["2"],
    "paper partner_sheet": ["2"],
    "paper all": ["--of", "HR-2026-001"],
    "paper sign": ["HR-2026-001", "--even-if-expired"],
    "matrix": ["--csv"],
    "export": ["--format", "xlsx"],
}
"""What a command needs beside the register and the file, by its words."""

ALONE = {"paper verifier"}
"""Commands that read nothing."""

FOLDERS = {"paper all", "backup"}
"""Commands that write into a folder if one is named."""


def asked(name: str, folder: Path, target: Path, *more: str) -> list[str]:
    """Return the words of a command that writes to a target."""
    words = name.split()
    if name == "rebuild":
        words.append(str(folder / "lines.jsonl"))
    elif name not in ALONE:
        words.append(str(folder / "nova.delvia"))
    words += ABOUT.get(name, [])
    if name == "import plan":
        words.append(str(folder / "list.csv"))
    if name == "merge":
        words.append(str(folder / "twin.delvia"))
    if name == "paper sign":
        words += ["--key", str(folder / "key.p12"), "--passphrase-file", str(folder / "secret")]
    words += [str(target)] if name == "backup" else ["-o", str(target)]
    can = {option for each in WRITING[name].params for option in each.opts}
    return words + [option for option in more if option in can]


def run(*words: object):
    return CliRunner().invoke(delvia, [str(word) for word in words])


def refused(words: list[str]) -> str:
    """Run a command that must be refused with a sentence, and return it."""
    result = run(*words)
    assert isinstance(result.exception, DelviaError), (words, result.output, result.exception)
    return str(result.exception)


@pytest.fixture(scope="module")
def made(sample_file, tmp_path_factory):
    """A sample with an issued paper, another register, and what some commands read."""
    folder = tmp_path_factory.mktemp("outputs")
    register = folder / "nova.delvia"
    shutil.copy(sample_file, register)
    assert run("paper", "access", register, "-o", folder / "1.pdf").exit_code == 0
    assert run("journal", register, "-o", folder / "lines.jsonl").exit_code == 0
    shutil.copy(register, folder / "twin.delvia")
    (folder / "key.p12").write_bytes(key_file())
    (folder / "secret").write_text(PASSPHRASE, encoding="utf-8")
    (folder / "list.csv").write_text(
        "Agency;Agency ID\nKite Studio;6954233089097560081\n", encoding="utf-8"
    )
    new_register(folder / "other.delvia", BrandDraft("Other"), "Eve").close()
    return folder


@pytest.fixture
def folder(made, tmp_path):
    target = tmp_path / "work"
    shutil.copytree(made, target)
    return target


def numbers(folder: Path) -> list[str]:
    papers = run("papers", folder / "nova.delvia", "--json").output
    return [each["number"] for each in json.loads(papers)]


def state_of(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return everything in a folder: what it is, and the bytes of ordinary files but locks."""
    return {
        str(path.relative_to(folder)): (path.lstat().st_mode, _bytes(path))
        for path in sorted(folder.rglob("*"))
        if not path.name.endswith(".lock")
    }


def _bytes(path: Path) -> bytes:
    is_lock = path.resolve().name.endswith(".lock")  # it says who writes, each time anew
    return path.read_bytes() if path.is_file() and not is_lock else b""


def link(folder: Path) -> Path:
    (folder / "link").symlink_to(folder / "nova.delvia")
    return folder / "link"


def hard_link(folder: Path) -> Path:
    os.link(folder / "nova.delvia", folder / "hard.pdf")
    return folder / "hard.pdf"


def other_spelling(folder: Path) -> Path:
    (folder / "beside").mkdir()
    return folder / "beside" / ".." / "." / "nova.delvia"


def renamed(folder: Path) -> Path:
    shutil.copy(folder / "other.delvia", folder / "other.pdf")
    return folder / "other.pdf"


def damaged(folder: Path) -> Path:
    (folder / "DAMAGED.Delvia").write_bytes(bytes(4096))
    return folder / "DAMAGED.Delvia"


def left_by_a_kill(folder: Path) -> Path:
    return folder / "nova.delvia-wal"


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def link_to_a_device(folder: Path) -> Path:
    (folder / "null").symlink_to("/dev/null")
    return folder / "null"


def plug(folder: Path) -> Path:
    before = Path.cwd()
    os.chdir(folder)  # the name of a socket may not be long
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind("plug")
    os.chdir(before)
    return folder / "plug"


NEVER = {
    "itself": (lambda folder: folder / "nova.delvia", "register"),
    "a link": (link, "register"),
    "a hard link": (hard_link, "register"),
    "another spelling": (other_spelling, "register"),
    "another register": (lambda folder: folder / "other.delvia", "register"),
    "a register by another name": (renamed, "register"),
    "what may be a damaged register": (damaged, "register"),
    "what SQLite keeps beside": (left_by_a_kill, "belongs to the register"),
    "the lock": (lambda folder: folder / ".nova.delvia.lock", "belongs to the register"),
    "a pipe": (pipe, "device or a pipe"),
    "a device": (lambda _: Path("/dev/null"), "device or a pipe"),
    "a link to a device": (link_to_a_device, "device or a pipe"),
    "a socket": (plug, "device or a pipe"),
}


@pytest.mark.skipif(os.name == "nt", reason="no pipes and devices of this kind")
@pytest.mark.parametrize("place", NEVER)
def test_no_command_writes_onto_a_register_or_what_is_no_ordinary_file(folder, place):
    """B1: refused with and without --replace; everything is as it was, and no number is given."""
    find, words = NEVER[place]
    target = find(folder)
    before = state_of(folder)
    for name in WRITING:
        if name == "paper all":
            continue  # what is there and no PDF is a folder to it, or is not: below
        for more in ((), ("--replace",)):
            said = refused(asked(name, folder, target, *more))
            assert words in said, (name, said)
            assert "Choose another name." in said or "Enter a file name." in said
    assert state_of(folder) == before


@pytest.mark.parametrize("place", NEVER)
def test_the_papers_of_a_handover_go_onto_no_register_either(folder, place):
    """B1: neither as one file, nor as a folder, nor within a folder."""
    target = NEVER[place][0](folder)
    out = folder / "out"
    out.mkdir()
    paper = run("paper", "all", folder / "nova.delvia", "--of", "HR-2026-001", "-o", out)
    assert paper.exit_code == 0, paper.output
    (saved,) = out.iterdir()
    one = folder / "one.pdf"
    for name in (saved, one):
        name.unlink(missing_ok=True)
        name.symlink_to(target)
    before = state_of(folder)
    for to in (target, one, out):
        for more in ((), ("--replace",)):
            refused(asked("paper all", folder, to, *more))
    assert state_of(folder) == before


@pytest.mark.parametrize("name", WRITING)
def test_what_exists_is_replaced_only_if_that_is_asked_for(folder, name):
    """B1: without --replace the file stays byte by byte; with it the command is done."""
    target = folder / "there.pdf"
    target.write_bytes(b"mine")
    before = state_of(folder)
    said = refused(asked(name, folder, target))
    assert "“there.pdf” already exists" in said
    assert state_of(folder) == before
    can_replace = any("--replace" in each.opts for each in WRITING[name].params)
    assert ("--replace" in said) == can_replace
    if can_replace:
        result = run(*asked(name, folder, target, "--replace"))
        assert result.exit_code == 0, (result.output, result.exception)
        assert target.read_bytes() != b"mine"


def test_a_folder_is_never_replaced(folder):
    """B1: a folder is told as such."""
    (folder / "out").mkdir()
    for name in set(WRITING) - FOLDERS:
        said = refused(asked(name, folder, folder / "out", "--replace"))
        assert said == "“out” is a folder. Enter a file name."
    assert list((folder / "out").iterdir()) == []


def test_every_command_that_writes_goes_through_the_same_rule():
    """B1: an option for a file to write is made in one place only, so no command can miss it."""
    sources = Path(writing.__file__).parent.glob("*.py")
    makers = [path.name for path in sources if '"--output"' in path.read_text(encoding="utf-8")]
    assert makers == ["writing.py"]
    assert {"backup", "calendar", "journal", "matrix", "paper all", "rebuild"} < set(WRITING)


def test_a_backup_replaces_an_earlier_one_of_the_same_register_and_no_other(folder):
    """B1: a copy that holds nothing which the register lacks may be replaced, if asked."""
    register, copy = folder / "nova.delvia", folder / "copy.delvia"
    assert run("backup", register, copy).exit_code == 0
    earlier = copy.read_bytes()
    assert run("undo", register).exit_code == 0
    assert "already exists" in refused(["backup", str(register), str(copy)])
    assert copy.read_bytes() == earlier
    assert run("backup", register, copy, "--replace").exit_code == 0
    assert run("check", copy).exit_code == 0
    assert run("redo", copy).exit_code == 0
    gone_its_own_way = copy.read_bytes()
    said = refused(["backup", str(register), str(copy), "--replace"])
    assert "holds changes that this one does not have" in said
    assert copy.read_bytes() == gone_its_own_way


def test_a_command_never_replaces_what_it_reads(folder):
    """B1: neither the key nor the passphrase."""
    before = state_of(folder)
    for read in ("key.p12", "secret"):
        said = refused(asked("paper sign", folder, folder / read, "--replace"))
        assert said.startswith(f"This command reads “{read}”.")
    assert state_of(folder) == before


def test_a_link_to_an_ordinary_file_stays_a_link(folder):
    """B1: what the link names is replaced, not the link."""
    (folder / "dates.ics").write_bytes(b"older")
    (folder / "link.ics").symlink_to(folder / "dates.ics")
    assert run(*asked("calendar", folder, folder / "link.ics", "--replace")).exit_code == 0
    assert (folder / "link.ics").is_symlink()
    assert (folder / "dates.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_paper_that_has_no_place_takes_no_number(folder):
    """B1: the place is looked at before the paper is issued."""
    before = numbers(folder)
    refused(asked("paper person", folder, folder / "1.pdf"))
    refused(asked("paper person", folder, folder / "none" / "x.pdf"))
    assert numbers(folder) == before
    opened = open_register(folder / "nova.delvia", "Mara")
    assert opened.check() == []
    opened.close()
