"""`delvia paper sign` and `delvia paper verifier` on the command line."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

from delvia_desktop.cli.main import delvia
from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.reports.signing import signatures, signing_tools
from tests.keys import PASSPHRASE, START, key_file


@pytest.fixture
def file(sample_file, tmp_path):
    copy = tmp_path / "nova.delvia"
    shutil.copy(sample_file, copy)
    run("paper", "access", copy, "-o", tmp_path / "paper.pdf")
    return copy


@pytest.fixture
def number(file):
    return json.loads(run("papers", file, "--json"))[0]["number"]


@pytest.fixture
def key(tmp_path):
    path = tmp_path / "mara.p12"
    path.write_bytes(key_file())
    return path


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret"
    path.write_text(PASSPHRASE + "\nand more", encoding="utf-8")
    return path


def tried(*arguments, typed=None):
    return CliRunner().invoke(delvia, [str(argument) for argument in arguments], input=typed)


def run(*arguments, code=0, typed=None):
    result = tried(*arguments, typed=typed)
    assert result.exit_code == code, result.output
    return result.output


def test_a_paper_is_signed_kept_written_and_found_sound(file, number, key, secret, tmp_path):
    target = tmp_path / "signed.pdf"
    asked = ("--key", key, "--passphrase-file", secret, "--reason", "Agreed", "--place", "Köln")
    said = run("paper", "sign", file, number, *asked, "-o", target)
    assert said.startswith(
        f"Signed {number} as Mara Voss. The signed copy is stored in the register"
    )
    assert target.read_bytes().startswith((tmp_path / "paper.pdf").read_bytes())
    kept = json.loads(run("list", "evidence", file, "--json"))
    assert f"{number} signed.pdf" in [row["name"] for row in kept]
    known = json.loads(run("paper", "verify", target, "--register", file, "--json"))
    assert (known["unaltered"], known["issued_here"], known["number"]) == (True, True, number)
    (found,) = known["signatures"]
    assert (found["signer"], found["issuer"], found["self_signed"]) == ("Mara Voss",) * 2 + (True,)
    assert (found["intact"], found["covers_whole_file"]) == (True, True)
    assert (found["reason"], found["place"]) == ("Agreed", "Köln")
    assert found["issuer_trusted"] is None
    told = run("paper", "verify", target, "--register", file)
    assert "Only signatures were added" in told
    assert "Signed by Mara Voss on " in told
    assert "Reason: Agreed" in told


def test_the_passphrase_is_typed_unseen_or_comes_through_a_pipe(file, number, key, tmp_path):
    target = tmp_path / "signed.pdf"
    end = ("-o", target, "--invisible")
    said = run("paper", "sign", file, number, "--key", key, *end, typed=f"{PASSPHRASE}\n")
    assert "Signed" in said
    assert PASSPHRASE not in said
    pipe = ("--passphrase-file", "-")
    end = (*end, "--replace")
    said = run("paper", "sign", file, number, "--key", key, *pipe, *end, typed=f"{PASSPHRASE}\r\n")
    assert "Signed" in said
    known = json.loads(run("paper", "verify", target, "--json"))
    assert [each["page"] for each in known["signatures"]] == [None, None]
    assert known["issued_here"] is None


def test_an_expired_certificate_is_asked_about(file, number, secret, tmp_path):
    key, target = tmp_path / "old.p12", tmp_path / "signed.pdf"
    key.write_bytes(key_file(start=START.replace(year=2020), end=START.replace(year=2021)))
    asked = ("paper", "sign", file, number, "--key", key, "--passphrase-file", secret, "-o", target)
    said = run(*asked, code=1, typed="n\n")
    assert "expired on 1 Jan 2021. Sign anyway?" in said
    assert not target.exists()
    assert json.loads(run("list", "evidence", file, "--filter", "signed", "--json")) == []
    assert "Signed" in run(*asked, typed="y\n")
    assert "Signed" in run(*asked, "--even-if-expired", "--replace")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "with --key or --token"),
        (("--key", "x.p12", "--token", "x.so"), "with --key or --token"),
        (("--key", "gone.p12", "--passphrase-file", "-"), "“gone.p12” cannot be read"),
        (("--token", "gone.so", "--passphrase-file", "-"), "“gone.so” cannot be loaded"),
    ],
)
def test_a_key_that_is_not_there_is_told(file, number, options, words, tmp_path):
    target = tmp_path / "signed.pdf"
    result = tried("paper", "sign", file, number, *options, "-o", target, typed="x\n")
    assert result.exit_code in {1, 2}
    assert words in f"{result.output} {result.exception}"
    assert not target.exists()


def test_a_wrong_passphrase_and_a_number_that_is_none_are_refused(file, number, key, tmp_path):
    target = tmp_path / "signed.pdf"
    end = ("--key", key, "--passphrase-file", "-", "-o", target)
    wrong = tried("paper", "sign", file, number, *end, typed="open sesame\n")
    assert isinstance(wrong.exception, DelviaError)
    assert "open sesame" not in f"{wrong.output} {wrong.exception}"
    none = tried("paper", "sign", file, "HR-1999-001", *end, typed="x\n")
    assert "No document was issued as HR-1999-001" in str(none.exception)
    assert not target.exists()


def test_without_the_library_it_is_said_and_nothing_is_asked(
    file, number, key, secret, tmp_path, monkeypatch
):
    target = tmp_path / "signed.pdf"
    asked = ("--key", key, "--passphrase-file", secret, "-o", target)
    run("paper", "sign", file, number, *asked)
    monkeypatch.setattr(signatures, "is_installed", lambda: False)
    monkeypatch.setattr(signing_tools, "is_installed", lambda: False)
    result = tried("paper", "sign", file, number, "--key", key, "-o", tmp_path / "second.pdf")
    assert "pip install delvia-desktop[sign]" in str(result.exception)
    assert "Key passphrase" not in result.output
    known = json.loads(run("paper", "verify", target, "--register", file, "--json", code=1))
    assert (known["unaltered"], known["issued_part_unaltered"]) == (None, True)
    assert (known["issued_here"], known["signatures"]) == (True, [])
    assert "cannot be checked here" in run("paper", "verify", target, code=1)


def test_the_verifier_is_written_and_checks_a_signed_copy(file, number, key, secret, tmp_path):
    target, verifier = tmp_path / "signed.pdf", tmp_path / "verify_paper.py"
    asked = ("--key", key, "--passphrase-file", secret)
    run("paper", "sign", file, number, *asked, "-o", target)
    assert "Wrote the document verifier" in run("paper", "verifier", "-o", verifier)

    def check(*arguments):
        command = [sys.executable, "-I", "-S", str(verifier), *map(str, arguments)]
        return subprocess.run(command, check=False, capture_output=True, encoding="utf-8")

    original = tmp_path / "original.pdf"
    done = check(target, "--original", original)
    assert done.returncode == 3
    assert "Signed with the certificate of Mara Voss" in done.stdout
    assert "Only Delvia or a PDF reader can tell" in done.stdout
    assert original.read_bytes() == (tmp_path / "paper.pdf").read_bytes()
    assert check(target, "--original", original).returncode == 2
    known = json.loads(check(target, "--json").stdout)
    assert known["data"]["number"] == number
    assert known["signatures"][0]["genuine"] is None
    target.write_bytes(target.read_bytes() + b" ")
    done = check(target)
    assert done.returncode == 1
    assert "something was added that no signature covers" in done.stdout
