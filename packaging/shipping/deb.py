"""The Debian package: the bundle without what Debian has, and what desktops know it by."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from shipping import bundle, contents, icons, licences, manual, project
from shipping.project import BUILD, COMMAND, IDENTIFIER, MIME, NAME, PACKAGING, WINDOW

TREE = BUILD / "deb"
HOME = f"usr/lib/{NAME}"
LINUX = PACKAGING / "linux"
SHARED = {
    "desktop.in": f"applications/{NAME}.desktop",
    "mime.xml.in": f"mime/packages/{NAME}.xml",
    "metainfo.xml.in": f"metainfo/{IDENTIFIER}.metainfo.xml",
    "lintian-overrides": f"lintian/overrides/{NAME}",
}
"""Files of `packaging/linux` and where they go, below `usr/share`."""


def version() -> str:
    """Return the version as Debian writes it."""
    return f"{project.version()}-1"


def file_name() -> str:
    """Return the name of the package's file on this computer."""
    return f"{NAME}_{version()}_{architecture()}.deb"


def architecture() -> str:
    """Return what Debian calls the processor of this computer."""
    return project.printed("dpkg", "--print-architecture")


def make(into: Path) -> None:
    """Make the package of the bundle that was made last."""
    shutil.rmtree(TREE, ignore_errors=True)
    share = TREE / "usr" / "share"
    _programs()
    for source, place in SHARED.items():
        text = (LINUX / source).read_text(encoding="utf-8")
        write(share / place, contents.filled(text, DAY=_day().date().isoformat()))
    _icons(share / "icons" / "hicolor")
    for name, page in manual.pages().items():
        write_packed(share / "man" / "man1" / f"{name}.gz", page)
    for place, text in manual.completions().items():
        write(share / place, text)
    _documents(share / "doc" / NAME)
    _control()
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(project.made())}
    words = [
        "dpkg-deb",
        "--root-owner-group",
        "-Zxz",
        "--build",
        str(TREE),
        str(into / file_name()),
    ]
    subprocess.run(words, env=environment, stdout=subprocess.DEVNULL, check=True)


def write(file: Path, text: str) -> None:
    """Write a text as everybody may read it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(0o644)


def write_packed(file: Path, text: str) -> None:
    """Write a text packed, without the moment of that."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(text.encode(), mtime=0))


def _day() -> datetime:
    return datetime.fromtimestamp(project.made(), UTC)


def _programs() -> None:
    """Copy the bundle but for what comes from Debian, and lead to its programs."""
    home = TREE / HOME
    shutil.copytree(bundle.FOLDER, home, symlinks=True)
    for name, path in contents.origins().items():
        if contents.is_system(path):
            (home / bundle.INTERNAL / name).unlink(missing_ok=True)
    (home / bundle.INTERNAL / "LICENSE").unlink()
    (home / "README.txt").unlink()
    of_debian = [each for each in licences.shipped() if not each.url.startswith("pkg:deb/")]
    licences.write(home / bundle.INTERNAL, of_debian)
    for path in home.rglob("*"):
        if path.is_symlink():
            if not path.exists():
                path.unlink()
        elif path.is_dir() or path.parent == home:
            path.chmod(0o755)
        else:
            path.chmod(0o644)
    programs = TREE / "usr" / "bin"
    programs.mkdir(parents=True)
    for name in (WINDOW, COMMAND):
        (programs / name).symlink_to(f"../lib/{NAME}/{name}")


def _icons(folder: Path) -> None:
    kinds = {"apps": NAME, "mimetypes": MIME.replace("/", "-")}
    for kind, name in kinds.items():
        for size in icons.SIZES:
            target = folder / f"{size}x{size}" / kind / f"{name}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(icons.png(size), target)
            target.chmod(0o644)
        write(folder / "scalable" / kind / f"{name}.svg", icons.DRAWING.read_text(encoding="utf-8"))


def _documents(folder: Path) -> None:
    change = (
        f"{NAME} ({version()}) unstable; urgency=medium\n\n  * Version {project.version()}.\n\n"
    )
    change += f" -- The makers of Delvia <delvia@localhost>  {format_datetime(_day())}\n"
    write_packed(folder / "changelog.Debian.gz", change)
    write_packed(folder / "changelog.gz", (project.ROOT / "CHANGELOG.md").read_text("utf-8"))
    write(folder / "copyright", _copyright())


def _copyright() -> str:
    """Return who made which part, and under which licence, with the texts of them."""
    ours = (project.ROOT / "LICENSE").read_text(encoding="utf-8")
    lines = [f"Delvia {project.version()}", "", ours.strip(), "", "Parts by others", ""]
    told = [each.part for each in licences.shipped() if not each.url.startswith("pkg:deb/")]
    lines += [f"  {part.name} {part.version}: {part.licence}" for part in told]
    lines += ["", f"Their texts are in /{HOME}/{bundle.INTERNAL}/{licences.INSIDE}/parts, and", ""]
    lines += ["  /usr/share/common-licenses/LGPL-3, /usr/share/common-licenses/GPL-3,"]
    lines += ["  /usr/share/common-licenses/GPL-2, /usr/share/common-licenses/Apache-2.0.", ""]
    lines += [f"Qt: /{HOME}/{bundle.INTERNAL}/{licences.INSIDE}/Qt.txt says how to replace it.", ""]
    return "\n".join(lines)


def _control() -> None:
    needed, wanted = _libraries()
    files = [each for each in TREE.rglob("*") if each.is_file() and not each.is_symlink()]
    size = sum(-(-each.stat().st_size // 1024) for each in files)
    text = (LINUX / "control.in").read_text(encoding="utf-8")
    known = {"DEBIAN": version(), "ARCHITECTURE": architecture(), "SIZE": str(size)}
    text = contents.filled(text, DEPENDS=needed, RECOMMENDS=wanted, **known)
    write(TREE / "DEBIAN" / "control", text)


def _libraries() -> tuple[str, str]:
    """Return which of Debian's packages are needed, and which an optional plugin can use."""
    home = TREE / HOME
    files = [each for each in home.rglob("*") if each.is_file() and not each.is_symlink()]
    elves = [str(each) for each in files if bundle.is_elf(each)]
    optional = [each for each in elves if contents.OPTIONAL.search(each)]
    inside = {str(Path(each).parent) for each in elves}
    with tempfile.TemporaryDirectory() as scratch:
        stub = f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n"
        write(Path(scratch) / "debian" / "control", stub)
        (TREE / "DEBIAN").mkdir(exist_ok=True)  # by this folder libraries know where they will lie
        told = project.printed(
            "dpkg-shlibdeps", "-O", "--warnings=0", "--ignore-missing-info",
            *(f"-l{folder}" for folder in sorted(inside)),
            "-dDepends", *(each for each in elves if each not in optional),
            "-dRecommends", *optional,
            cwd=Path(scratch),
        )  # fmt: skip
    found = dict(re.findall(r"^shlibs:(\w+)=(.*)$", told, re.MULTILINE))
    return found["Depends"], found.get("Recommends", "")
