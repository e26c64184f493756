"""What of the installers for Windows and macOS can be made or read on this system."""

from __future__ import annotations

import plistlib
import re
import shutil
import sys
from pathlib import Path
from typing import Any

from shipping import contents, icons, project
from shipping.checks import Failed, NotHere, clean
from shipping.project import BUILD, PACKAGING


def installer_script() -> Path:
    """Write the script of the Windows installer, with the program's names, and return it."""
    text = (PACKAGING / "windows" / "delvia.nsi.in").read_text(encoding="utf-8")
    numbers = [*re.findall(r"\d+", project.version()), "0", "0", "0"][:4]
    script = BUILD / "delvia.nsi"
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(contents.filled(text, DOTTED=".".join(numbers)), encoding="utf-8")
    return script


def make_installer(folder: Path, target: Path) -> str:
    """Compile the installer of a folder with the bundle; return what makensis prints."""
    if shutil.which("makensis") is None:
        raise NotHere("makensis is not installed (Debian package nsis).")
    known = {"BUNDLE": folder, "ICON": icons.ico(), "OUT": target}
    words = [f"-D{name}={path}" for name, path in known.items()]
    return clean("makensis", "-V4", "-WX", *words, installer_script())


def check_installer(_: Path) -> str:
    """Compile the Windows installer around a small folder: its files are all that is not real."""
    where, target = BUILD / "windows", BUILD / "installer.exe"
    shutil.rmtree(where, ignore_errors=True)
    (where / "_internal").mkdir(parents=True)
    shutil.copy(project.ROOT / "LICENSE", where / "_internal")
    for name in (f"{project.WINDOW}.exe", f"{project.COMMAND}.exe", "README.txt"):
        (where / name).write_text("stands for the real one", encoding="utf-8")
    told = make_installer(where, target)
    if target.read_bytes()[:2] != b"MZ":
        raise Failed("makensis made something that is no program of Windows.")
    lacking = [each.name for each in where.iterdir() if each.is_file() and each.name not in told]
    if lacking:
        raise Failed(f"The installer does not bring {lacking}.")
    return f"makensis compiles it without a warning, {target.stat().st_size / 1e3:.0f} KB"


def check_plists(_: Path) -> str:
    """Read what macOS is told, and compare it with the program's own names."""
    told = contents.info_plist()
    rights = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    kind: dict[str, Any] = told["UTExportedTypeDeclarations"][0]
    tags = kind["UTTypeTagSpecification"]
    if tags["public.filename-extension"] != [project.ENDING]:
        raise Failed("The document type has another ending.")
    if told["CFBundleDocumentTypes"][0]["LSItemContentTypes"] != [kind["UTTypeIdentifier"]]:
        raise Failed("The document type is not the one that is declared.")
    return f"Info.plist with {len(told)} keys, entitlements with {len(rights)}"


if __name__ == "__main__":
    print(make_installer(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()))
