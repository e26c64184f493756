"""The installed command `delvia` where the surroundings are bad: a sentence, never a traceback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from delvia_desktop.cli import main as cli
from delvia_desktop.cli import running
from delvia_desktop.services.computer.login_name import login_name
from delvia_desktop.services.computer.person import remember_name
from delvia_desktop.services.register.register import Register

DELVIA = Path(sysconfig.get_path("scripts")) / ("delvia.exe" if os.name == "nt" else "delvia")
START = "from delvia_desktop.cli.door import main; main()"
POSIX = pytest.mark.skipif(os.name == "nt", reason="devices and signals of POSIX")


@pytest.fixture
def file(sample_file, tmp_path):
    copy = tmp_path / "nova.delvia"
    shutil.copy(sample_file, copy)
    return copy


def run(*words: object, code: int, program=(DELVIA,), **more):
    """Run the installed command, hold its exit code, and that it prints no traceback."""
    environment = {**os.environ, **more.pop("environment", {})}
    environment.pop("PYTHONUNBUFFERED", None)
    more.setdefault("stdout", subprocess.PIPE)
    ended = subprocess.run(
        [*program, *words], stderr=subprocess.PIPE, env=environment, check=False, **more
    )
    said = ended.stderr.decode("utf-8", "replace")
    assert ended.returncode == code, (ended.returncode, ended.stdout, said)
    for word in ("Traceback", "Exception ignored", "Error:", ".py"):
        assert word not in said or ("Usage:" in said and word == "Error:"), said
    return ended.stdout, said


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "koi8-r"])
def test_a_terminal_that_lacks_characters_gets_others(file, encoding):
    """B21: characters that the terminal lacks are replaced; JSON holds all of them as codes."""
    environment = {"PYTHONIOENCODING": encoding}
    told, _ = run("list", "business-centers", file, code=0, environment=environment)
    table = told.decode(encoding)
    assert "Agencja" in table
    assert "?" in table
    told, _ = run("list", "business-centers", file, "--json", code=0, environment=environment)
    names = {row["name"] for row in json.loads(told.decode("ascii"))}
    assert {"Agencja Świt i Współpracownicy", "ノヴァ化粧品株式会社"} <= names
    told, _ = run("undo", file, code=0, environment=environment)
    assert told.startswith(b"Undone: ")
    run("--help", code=0, environment=environment)
    run("show", file, "nothing", code=2, environment=environment)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [["list", "shares"], ["info"], ["list", "assets", "--json"]])
def test_an_output_that_is_full_is_said(file, words):
    """B21: `> /dev/full`."""
    with Path("/dev/full").open("wb") as full:
        _, said = run(words[0], *words[1:2], file, *words[2:], code=1, stdout=full)
    assert said.startswith("Reading or writing failed: No space left on device.")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_an_act_whose_answer_could_not_be_written_stands(file):
    """B21: the sentence says that what was done stays done."""
    title = json.loads(run("info", file, "--json", code=0)[0])["undo"]
    with Path("/dev/full").open("wb") as full:
        _, said = run("undo", file, code=1, stdout=full)
    assert "are complete" in said
    assert json.loads(run("info", file, "--json", code=0)[0])["redo"] == title


@POSIX
def test_a_reader_that_wants_no_more_ends_the_command_silently(file):
    """B21: a broken pipe, as behind `head`."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as gone:
        for words in (["list", "shares", file], ["--help"], ["info", file, "--json"]):
            assert run(*words, code=1, stdout=gone) == (None, "")


@POSIX
def test_a_command_without_any_output_works(file):
    """B21: standard output and error closed, as some jobs have them."""
    shell = ["sh", "-c", 'exec "$0" "$@" >&- 2>&-', DELVIA]
    for words, code in ((["undo", file], 0), (["info", "none"], 1), (["--bogus"], 2)):
        assert subprocess.run([*shell, *words], check=False).returncode == code


@POSIX
def test_a_user_without_a_name_is_called_by_number(file, monkeypatch):
    """B21: a user without an entry in the list of users, as in a container."""
    remember_name("")
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    nobody = ("-c", f"import os; os.getuid = lambda: 987654; {START}")
    run("undo", file, code=0, program=(sys.executable, *nobody))
    newest = json.loads(run("history", file, "--json", code=0)[0])[0]
    last = json.loads(run("history", file, "--json", code=0)[0])[-1]
    assert "user 987654" in {newest["who"], last["who"]}
    monkeypatch.setenv("LOGNAME", "Ma\udcffra\n")
    assert login_name() == "Ma?ra?"


@POSIX
def test_a_zone_that_is_none_is_said_and_times_are_in_utc(file):
    """B21: TZ=XXX+99."""
    told, said = run("undo", file, code=0, environment={"TZ": "XXX+99"})
    assert told.startswith(b"Undone: ")
    assert said == "The time zone of this computer is unknown. Times are in UTC.\n"
    run("check", file, code=0)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (
            ["show", "share/99999999999999999999"],
            1,
            "share/99999999999999999999 is not in the register",
        ),
        (["show", "share/" + "9" * 5000], 1, "99 is not in the register"),
        (
            ["show", "share/9223372036854775807"],
            1,
            "share/9223372036854775807 is not in the register",
        ),
        (["show", "share/²"], 2, "Specify a record, for example share/12"),
        (["show", "share/-1"], 2, "Specify a record, for example share/12"),
        (["show", "share/१"], 2, "Specify a record, for example share/12"),
        (["history", "--record", "share/²"], 2, "Specify a record, for example share/12"),
        (
            ["history", "--record", "share/99999999999999999999"],
            1,
            "share/99999999999999999999 is not in the register",
        ),
        (["paper", "person", "99999999999999999999", "-o", "x"], 2, "not in the range"),
        (["paper", "person", "²", "-o", "x"], 2, "not a valid integer"),
        (["paper", "person", "9" * 5000, "-o", "x"], 2, "not a valid integer"),
        (["list", "shares", "--as-of", "#99999999999999999999"], 2, "Invalid value"),
        (["list", "shares", "--as-of", "#²"], 2, "Invalid value"),
        (["list", "shares", "--on", "9999-12-31"], 2, "Invalid value"),
        (["list", "shares", "--filter", "ends:<99999999999d"], 2, "Invalid value"),
        (["due", "--within", "9" * 30], 2, "Invalid value"),
        (["paper", "partner", "--partner", "9" * 60, "-o", "x"], 1, "There is no partner"),
        (["diff", "--from", "0001-01-01"], 2, "Invalid value"),
    ],
)
def test_odd_numbers_and_days_are_a_sentence(file, monkeypatch, capsys, words, code, sentence):
    """B21: numbers greater than any record's, digits that are no numbers, days beyond all."""
    monkeypatch.chdir(file.parent)
    at = {"paper": 2, "list": 2}.get(words[0], 1)
    with pytest.raises(SystemExit) as ended:
        cli.main([*words[:at], str(file), *words[at:]])
    said = capsys.readouterr().err
    assert ended.value.code == code
    assert sentence in said
    assert "Traceback" not in said
    assert not Path("x").exists()


def test_a_search_of_any_length_is_answered(file):
    """B21: a search of 60,000 characters; SQLite takes no pattern of that length."""
    for text in ("a" * 60_000, "%" * 60_000, "ñ_" * 30_000):
        assert run("search", file, text, code=0)[0] == b""
        assert run("list", "shares", file, "--filter", text, "--json", code=0)[0] == b"[]\n"


BREAKS = (
    "import os, signal, sys\n"
    "class Breaking:\n"
    "    def find_spec(self, name, path=None, target=None):\n"
    "        if name == os.environ.get('BREAK_AT'):\n"
    "            os.kill(os.getpid(), signal.SIGINT)\n"
    "sys.meta_path.insert(0, Breaking())\n"
)
"""Presses Ctrl-C when a module is loaded: exactly then, however busy the machine is."""


@POSIX
@pytest.mark.parametrize(
    "module",
    [
        "delvia_desktop.cli.main",
        "click",
        "sqlite3",
        "delvia_desktop.domain.words.text",
        "delvia_desktop.services.register.register",
        "delvia_desktop.services.papers.paper_making",
        "reportlab.pdfgen",
        "delvia_desktop.reports.drawing.binding",
    ],
)
def test_ctrl_c_ends_the_command_at_once_and_without_a_trace(file, tmp_path, module):
    """B21: while the program is loading, and in the middle of a command."""
    (tmp_path / "sitecustomize.py").write_text(BREAKS, encoding="utf-8")
    before = file.read_bytes()
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "BREAK_AT": module}
    ended = subprocess.run(
        [DELVIA, "paper", "access", file, "-o", tmp_path / "x.pdf"],
        capture_output=True,
        env=environment,
        check=False,
    )
    assert ended.returncode in {130, -2}
    assert ended.stderr in {b"", b"Stopped.\n", b"\nStopped.\n"}
    assert ended.stdout == b""
    assert file.read_bytes() == before
    assert not (tmp_path / "x.pdf").exists()


@POSIX
def test_a_register_emptied_while_it_is_read_is_a_sentence(file, monkeypatch, capsys):
    """B21: the file is zeroed or cut between two reads of one command."""
    whole = file.read_bytes()
    real = Register.rows
    for harm in (bytes(len(whole)), b""):

        def harmed(*arguments, harm=harm):
            with file.open("r+b") as opened:
                opened.truncate(len(harm))
                opened.write(harm)
            return real(*arguments)

        file.write_bytes(whole)
        monkeypatch.setattr(Register, "rows", harmed)
        with pytest.raises(SystemExit) as ended:
            cli.main(["list", "shares", str(file)])
        said = capsys.readouterr().err
        assert ended.value.code == 1
        assert "Traceback" not in said
        assert "damaged" in said or "not a Delvia register" in said


def test_an_error_of_delvia_itself_is_a_report_without_what_was_recorded(file, monkeypatch, capsys):
    """B21: the last door; exit code 4."""

    def broken(*_):
        raise LookupError("Brightside Media")

    monkeypatch.setattr(Register, "rows", broken)
    with pytest.raises(SystemExit) as ended:
        cli.main(["list", "shares", str(file)])
    said = capsys.readouterr().err
    assert ended.value.code == running.BROKEN == 5
    assert "Send the lines below to the makers of Delvia" in said
    assert "LookupError" in said
    assert "Brightside" not in said
    assert "Traceback" not in said


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_register_whose_name_is_no_text_is_used_as_any_other(file):
    """B20: a name with bytes that are no UTF-8."""
    odd = os.fsencode(file.parent) + b"/n\xff\xfeva.delvia"
    os.rename(file, odd)  # noqa: PTH104 - bytes
    told, _ = run("info", odd, code=0)
    assert b"Nova Cosmetics" in told
    assert json.loads(run("info", odd, "--json", code=0)[0])["brand"] == "Nova Cosmetics"
    run("undo", odd, code=0)
    assert "intact" in run("check", odd, code=0)[0].decode()
    copy = os.fsencode(file.parent) + b"/c\xffpy.delvia"
    run("backup", odd, copy, code=0)
    assert "already exists" in run("backup", odd, copy, code=1)[1]
    run("paper", "access", odd, "-o", os.fsencode(file.parent) + b"/p\xff.pdf", code=0)
    lines = os.fsencode(file.parent) + b"/l\xff.jsonl"
    run("journal", odd, "-o", lines, code=0)
    run("rebuild", lines, "-o", os.fsencode(file.parent) + b"/r\xff.delvia", code=0)
    _, said = run("info", os.fsencode(file.parent) + b"/none\xff", code=1)
    assert said.startswith("The file ")
