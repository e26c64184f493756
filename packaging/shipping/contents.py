"""What goes into the bundle and what is left out of it; the spec asks here."""

from __future__ import annotations

import json
import plistlib
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from shipping import icons, project
from shipping.project import COMMAND, PACKAGING, ROOT, WINDOW

SYSTEM: str = sys.platform
ORIGINS = project.BUILD / "origins.json"

Entry = tuple[str, str, str]
"""A file of the bundle as PyInstaller has it: its name there, where it is from, its kind."""

ENTRANCES = {
    WINDOW: ROOT / "delvia_desktop" / "ui" / "main.py",
    COMMAND: ROOT / "delvia_desktop" / "cli" / "door.py",
}
HOOK = PACKAGING / "shipping" / "before_start.py"
"""What runs in both programs before ours does."""

LOADED_BY_NAME = ("reportlab.graphics.barcode",)
"""Packages of others whose modules are loaded as late as ours, so that no import tells of them."""

LATE = (
    "_rl_accel",
    "lxml.etree",
    "aiohttp",
    "oscrypto",
    "uritools",
    "tzlocal",
    "certifi",
    "pkcs11",
)

EXCLUDED = [
    # Of Python and its tools: developing, testing, other windows.
    "_pyrepl", "distutils", "doctest", "ensurepip", "idlelib", "lib2to3", "pip", "pkg_resources",
    "pydoc", "pydoc_data", "pytest", "setuptools", "test", "tkinter", "turtledemo", "unittest",
    "wheel", "xmlrpc",
    # The network, which the program never uses.
    "requests", "urllib3",
    # Databases that a register is not.
    "MySQLdb", "psycopg2", "pysqlite2", "sqlalchemy.dialects.mssql", "sqlalchemy.dialects.mysql",
    "sqlalchemy.dialects.oracle", "sqlalchemy.dialects.postgresql",
    # Kinds of pictures that are neither kept nor drawn.
    "PIL.AvifImagePlugin", "PIL._avif", "PIL.ImageQt", "PIL.ImageTk", "PIL._imagingtk",
    "PIL._imagingcms", "PIL._webp",
    # What a library would check types with, or compile, if it were there.
    "IPython", "lxml.html", "lxml.isoschematron", "lxml.objectify", "matplotlib", "numpy",
    "pycparser", "pydantic", "pydantic_core", "rich",
    "PySide6.QtQml", "PySide6.QtQuick",
]  # fmt: skip
"""Modules that some library asks for and that no way through the program reaches."""

KEPT_PLUGINS = {
    "imageformats": ("gif", "jpeg", "webp"),
    "platforminputcontexts": ("compose", "ibus"),
    "platforms": ("xcb", "wayland", "offscreen", "windows", "cocoa"),
    "platformthemes": ("gtk3", "xdgdesktopportal"),
    "printsupport": ("cups",),
    "styles": ("windows", "mac"),
    "wayland-decoration-client": ("bradient", "adwaita"),
    "wayland-graphics-integration-client": ("wayland-egl",),
    "wayland-shell-integration": ("xdg-shell",),
}
"""Plugins of Qt that are used, by a word in their names; all others are left out.

PNG is read without a plugin. Nothing is drawn with OpenGL but what Wayland wants itself.
"""

OPTIONAL = re.compile(r"/(?:platformthemes/libqgtk3|printsupport/libcupsprintersupport)\.so$")
"""Plugins for what a desktop may lack; without its libraries they are passed over."""

LEFT_OUT = re.compile(
    r"""PySide6/(?:Qt/)?(?:translations|qml|resources)/   # no text of Qt is shown translated yet
      | (?:lib)?Qt6?(?:Qml|Quick|Labs|Sql|VirtualKeyboard|Lottie)\w*\.
      | \.pyi$
      | (?:^|/)(?:RECORD|INSTALLER|WHEEL|direct_url\.json|REQUESTED|top_level\.txt)$
      | reportlab/fonts/                                 # Type 1; documents have our own fonts
      | certifi/cacert\.pem$                             # nothing asks the network
      | (?:^|/)(?:pytz|dateutil)/zoneinfo/
      | babel/locale-data/""",
    re.VERBOSE,
)
"""Files of others that the bundle works without, as the checks and the stories of hands show."""


def modules() -> list[str]:
    """Return the names of all modules of ours: many are loaded by name, when they are needed."""
    paths = sorted((ROOT / "delvia_desktop").rglob("*.py"))
    found = (path.relative_to(ROOT).with_suffix("").parts for path in paths)
    return [".".join(parts).removesuffix(".__init__") for parts in found]


def hidden_imports() -> list[str]:
    """Return the modules that PyInstaller would not find by itself."""
    hooks: Any = import_module("PyInstaller.utils.hooks")
    late = [name for each in LOADED_BY_NAME for name in hooks.collect_submodules(each)]
    return [*modules(), *late, *LATE]


def data() -> list[tuple[str, str]]:
    """Return the files that are no modules, each with the folder of the bundle for it."""
    beside = [(str(ROOT / "LICENSE"), "."), (str(PACKAGING / "verify_paper.py"), "packaging")]
    beside.append((str(ROOT / project.NEWS), "resources"))
    resources = ROOT / "resources"
    ours = [
        (str(path), str(path.parent.relative_to(ROOT)))
        for path in sorted(resources.rglob("*"))
        if path.is_file() and path.suffix != ".po"
    ]
    return [*beside, *ours]


def is_kept(name: str) -> bool:
    """Tell whether a file of others, by its name in the bundle, is used."""
    name = name.replace("\\", "/")
    if LEFT_OUT.search(name):
        return False
    kind, _, file = name.rpartition("/plugins/")[2].partition("/")
    if "/plugins/" not in name:
        return True
    return any(word in file for word in KEPT_PLUGINS.get(kind, ()))


def closed(binaries: list[Entry]) -> list[Entry]:
    """Return the binaries that are needed: modules, plugins, and what these are linked with.

    What only an optional plugin wants, such as GTK, is taken from the system that has it.
    """
    imports: Any = import_module("PyInstaller.depend.bindepend").get_imports
    by_name = {Path(name).name: path for name, path, kind in binaries if kind != "SYMLINK"}
    wanted = {Path(name).name for name, _, _ in binaries if not _is_library(name)}
    waiting = [by_name[name] for name in wanted if not OPTIONAL.search(by_name[name])]
    while waiting:
        for library, _ in imports(waiting.pop()):
            name = Path(library).name
            if name in by_name and name not in wanted:
                wanted.add(name)
                waiting.append(by_name[name])
    return [each for each in binaries if Path(each[0]).name in wanted]


def without_stray_links(datas: list[Entry], binaries: list[Entry]) -> list[Entry]:
    """Return the other files that are used; a link to a library that was left out is not."""
    there = {Path(name).name for name, _, _ in binaries}
    return [
        (name, path, kind)
        for name, path, kind in datas
        if is_kept(name) and (kind != "SYMLINK" or Path(name).name in there)
    ]


def note_origins(entries: list[Entry]) -> None:
    """Note where each file of the bundle comes from, for the licences and the list of parts."""
    origins = sorted((name, path) for name, path, kind in entries if kind != "SYMLINK")
    ORIGINS.write_text(json.dumps(origins, indent=0), encoding="utf-8")


def origins() -> dict[str, Path]:
    """Return the files and modules of the bundle that was made last, with where they come from."""
    told: list[list[str]] = json.loads(ORIGINS.read_text(encoding="utf-8"))
    return {name: Path(path) for name, path in told}


def is_system(path: Path | str) -> bool:
    """Tell whether a file comes from the Linux system on which the bundle was made."""
    return str(path).startswith(("/lib", "/usr/lib"))


def _is_library(name: str) -> bool:
    file = Path(name).name
    return file.startswith("lib") and "/plugins/" not in name and "libpython" not in file


def icon() -> str | None:
    """Return the icon of the programs, in the form of this system; on Linux the desktop has it."""
    kinds = {"win32": icons.ico, "darwin": icons.icns}
    return str(kinds[SYSTEM]()) if SYSTEM in kinds else None


def version_resource() -> str | None:
    """Return the file that Windows shows as the details of a program, None elsewhere."""
    if SYSTEM != "win32":
        return None
    file = project.BUILD / "version.txt"
    file.write_text(version_text(), encoding="utf-8")
    return str(file)


def version_text() -> str:
    """Return the version resource of Windows, as PyInstaller reads it."""
    template = (PACKAGING / "windows" / "version.txt.in").read_text(encoding="utf-8")
    numbers = [*map(int, re.findall(r"\d+", project.version())), 0, 0, 0, 0][:4]
    return filled(template, NUMBERS=", ".join(map(str, numbers)))


def filled(template: str, **more: str) -> str:
    """Return a template with the program's names at their places, such as `@NAME@`."""
    known = {
        "NAME": project.NAME,
        "WINDOW": WINDOW,
        "COMMAND": COMMAND,
        "TITLE": project.TITLE,
        "VERSION": project.version(),
        "SUMMARY": project.summary(),
        "IDENTIFIER": project.IDENTIFIER,
        "ENDING": project.ENDING,
        "MIME": project.MIME,
        "KIND": project.KIND,
        **more,
    }
    return re.sub(r"@([A-Z]+)@", lambda found: known[found[1]], template)


def info_plist() -> dict[str, Any]:
    """Return what macOS is told of the program and of its documents."""
    text = (PACKAGING / "macos" / "Info.plist.in").read_text(encoding="utf-8")
    told: dict[str, Any] = plistlib.loads(filled(text).encode())
    return told
