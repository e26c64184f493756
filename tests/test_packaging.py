"""What is installed: the small size of the checks that `dev.py package` makes."""

from __future__ import annotations

import ast
import os
import plistlib
import sys
import tomllib
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QColor, QImage
from shipping import contents, elsewhere, icons, manual, project, wheels

from delvia_desktop import resources
from delvia_desktop.cli.main import COMMANDS
from delvia_desktop.storage.file import file_format, own_folder
from delvia_desktop.ui.place.entrances import ENTRANCES

MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def filled(*parts: str) -> str:
    template = project.PACKAGING.joinpath(*parts).read_text(encoding="utf-8")
    return contents.filled(template, DAY="2026-11-30", DEBIAN="1", DOTTED="1.0.0.0")


def test_the_wheel_has_the_same_bytes_whoever_makes_it_and_everything_of_the_program(
    tmp_path, monkeypatch
):
    made = []
    for mask in (0o022, 0o077):
        before = os.umask(mask)
        try:
            made.append(wheels.make_one("build_wheel", tmp_path / str(mask)))
        finally:
            os.umask(before)
        monkeypatch.setenv("TZ", "Asia/Tokyo")
    first, second = made
    assert first.read_bytes() == second.read_bytes()
    inside = wheels.in_wheel(first)
    assert inside == wheels.installed()
    assert "packaging/verify_paper.py" in inside
    assert not [name for name in inside if name.startswith("packaging/shipping")]


def test_the_bundle_has_every_command_and_every_place_that_is_loaded_by_its_name():
    late = {f"delvia_desktop.cli.{place.partition(':')[0]}" for place in COMMANDS.values()}
    late |= {f"delvia_desktop.ui.{each.page.partition(':')[0]}" for each in ENTRANCES}
    assert late <= set(contents.modules())
    for module in contents.modules():
        place = project.ROOT.joinpath(*module.split("."))
        assert place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()
    spec = (project.PACKAGING / "delvia.spec").read_text(encoding="utf-8")
    analysis = next(
        node
        for node in ast.walk(ast.parse(spec))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Analysis"
    )
    given = {word.arg: ast.unparse(word.value) for word in analysis.keywords}
    assert given["hiddenimports"] == "contents.hidden_imports()"
    assert not set(contents.EXCLUDED) & set(contents.modules())


def test_the_bundle_has_every_resource_where_the_program_looks_for_it():
    inside = {f"{folder}/{Path(file).name}" for file, folder in contents.data()}
    ours = {path for path in resources.folder().rglob("*") if path.is_file()}
    names = {f"resources/{path.relative_to(resources.folder()).as_posix()}" for path in ours}
    assert {name for name in names - inside if not name.endswith(".po")} == set()
    assert {"packaging/verify_paper.py", "./LICENSE", "resources/CHANGELOG.md"} <= inside


def test_the_programs_are_called_alike_wherever_they_are_installed():
    text = (project.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    declared = tomllib.loads(text)["project"]
    assert list(declared["scripts"]) == [project.COMMAND]
    assert list(declared["gui-scripts"]) == [project.WINDOW]
    assert list(contents.ENTRANCES) == [project.WINDOW, project.COMMAND]
    entry = ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read_string(filled("linux", "desktop.in"))
    desktop = entry["Desktop Entry"]
    assert desktop["Exec"] == f"{project.WINDOW} %f"
    assert desktop["MimeType"] == f"{project.MIME};"
    source = (project.ROOT / "delvia_desktop" / "ui" / "application.py").read_text("utf-8")
    assert f'_ENTRY = "{project.NAME}"' in source, "by which a desktop finds the entry"
    known = ET.fromstring(filled("linux", "metainfo.xml.in"))
    assert known.findtext("launchable") == f"{project.NAME}.desktop"
    assert [each.text for each in known.iter("binary")] == [project.WINDOW, project.COMMAND]
    assert known.findtext("provides/mediatype") == project.MIME
    assert known.find("releases/release").get("version") == project.version()


def test_a_desktop_knows_a_register_by_its_name_and_by_its_content():
    kind = ET.fromstring(filled("linux", "mime.xml.in")).find(f"{MIME}mime-type")
    assert kind.get("type") == project.MIME
    assert kind.find(f"{MIME}glob").get("pattern") == f"*{file_format._ENDING}"
    outer = kind.find(f"{MIME}magic/{MIME}match")
    inner = outer.find(f"{MIME}match")
    assert outer.get("value").encode() + b"\0" == file_format._MAGIC
    assert int(inner.get("offset")) == file_format._OUR_ID.start
    assert inner.get("value").encode() == file_format.APPLICATION_ID.to_bytes(4, "big")


def test_windows_and_macos_are_told_the_same_names():
    assert elsewhere.check_plists(project.DIST).startswith("Info.plist")
    told = contents.info_plist()
    assert told["CFBundleIdentifier"] == project.IDENTIFIER
    assert told["CFBundleShortVersionString"] == project.version()
    rights = (project.PACKAGING / "macos" / "entitlements.plist").read_bytes()
    assert all(plistlib.loads(rights).values())
    script = filled("windows", "delvia.nsi.in")
    assert f'"${{CLASSES}}\\.{project.ENDING}" "Content Type" "{project.MIME}"' in script
    assert f"\\{project.WINDOW}.exe" in script
    assert "RequestExecutionLevel user" in script
    assert "HKLM" not in script, "for one person, without an administrator"
    assert compile(contents.version_text(), "version.txt", "eval")


def test_every_command_has_a_page_of_the_manual_and_each_shell_its_completions():
    pages = manual.pages()
    assert {f"{project.COMMAND}-{name}.1" for name in COMMANDS} <= set(pages)
    for name, page in pages.items():
        assert page.startswith(f'.TH "{name[:-2].upper()}"'.replace("-", "\\-"))
        assert ".SH NAME" in page
    assert "\\-\\-passphrase\\-file FILENAME" in pages["delvia-paper-sign.1"]
    for text in manual.completions().values():
        assert "_DELVIA_COMPLETE" in text


def test_the_icon_of_the_window_is_the_one_of_the_desktop():
    drawn = QImage(str(icons.png(128)))
    shown = QImage(str(resources.path("icons", "delvia.png")))
    assert drawn.size() == shown.size()
    for x, y in ((0, 0), (64, 12), (44, 64), (64, 60), (110, 110)):
        ours, theirs = QColor(drawn.pixelColor(x, y)), QColor(shown.pixelColor(x, y))
        assert abs(ours.lightness() - theirs.lightness()) < 8


@pytest.mark.parametrize("is_portable", [False, True])
def test_a_portable_program_keeps_its_settings_beside_itself(tmp_path, monkeypatch, is_portable):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / project.WINDOW))
    if is_portable:
        (tmp_path / own_folder.PORTABLE).mkdir()
    beside = tmp_path / own_folder.PORTABLE
    assert (own_folder.own_folder() == beside) is is_portable
    assert own_folder.PORTABLE in (project.PACKAGING / "README.txt").read_text("utf-8")
