"""What a person gets, tried as the person does: without a Python, on a screen."""

from __future__ import annotations

import shutil
from pathlib import Path

import dev
from delvia_desktop.storage.file.own_folder import PORTABLE
from shipping import bundle, deb, project, screens, stories
from shipping.checks import Failed, as_root, clean
from shipping.project import BUILD, COMMAND, MIME, NAME, WINDOW
from shipping.roots import Root, root

LATER_AT_MOST = 1.2
"""How much later than the source's the bundle's window may come."""

BRAND = "Nova Cosmetics"
"""In the title of the window that shows the sample."""

DESKTOP = ("xdg-utils", "libglib2.0-bin", "libfile-mimeinfo-perl", "shared-mime-info",
           "desktop-file-utils", "man-db")  # fmt: skip
"""What a desktop has anyway, and a bare root has not."""


def check_bundle(folder: Path) -> str:
    """Play a story with the bundle's command line where there is no Python."""
    with root("bundle") as bare:
        shutil.copytree(bundle.unpacked(folder, BUILD / "unpacked"), bare.folder / "opt" / NAME,
                        symlinks=True)  # fmt: skip
        program = f"/opt/{NAME}/{COMMAND}"
        told = stories.on_the_command_line(bare, program)
        commands = stories.every_command(bare, program)
    return f"{told}; {commands} loaded"


def check_window(folder: Path) -> str:
    """Show a register in the bundle's window, and compare how soon with the source's."""
    where = bundle.unpacked(folder, BUILD / "unpacked")
    register = BUILD / "window.delvia"
    register.unlink(missing_ok=True)
    shutil.rmtree(BUILD / "window backups", ignore_errors=True)
    clean(where / COMMAND, "new", register, "--sample")
    with screens.screen() as on:
        screens.opened(on, [str(where / WINDOW), str(register)], BRAND, "bundle")
        (where / PORTABLE).mkdir()
        screens.opened(on, [str(where / WINDOW), str(register)], BRAND, "portable")
        if not (where / PORTABLE / "preferences.json").is_file():
            raise Failed("A portable program does not keep its settings beside itself.")
        shutil.rmtree(where / PORTABLE)
    ours, source = screens.compared(where / WINDOW, screens.source_program(), register, BRAND)
    ratio = ours / source
    told = f"window after {ours:.2f} s, the source's {source:.2f} s, ratio {ratio:.2f}"
    if ratio > LATER_AT_MOST:
        raise Failed(f"{told}; at most {LATER_AT_MOST}")
    return told


def check_stories(folder: Path) -> str:
    """Play the stories of hands with the bundle: all that a person does, in a real window."""
    program = bundle.unpacked(folder, BUILD / "unpacked") / WINDOW
    words = ("-q", "--confcutdir", "tests/hands", "tests/hands", *dev.WORKERS, "--timeout", "1800")
    known = dev.environment(DELVIA_INSTALLED=str(program))
    told = clean(dev.PYTHON, "-m", "pytest", *words, env=known, cwd=project.ROOT, timeout=3600)
    return told.splitlines()[-1]


def check_files(folder: Path) -> str:
    """Let the tools of desktops and of Debian look at what the package brings."""
    package = folder / deb.file_name()
    if not package.is_file():
        raise Failed(f"There is no {package.name}.")
    tree = BUILD / "deb-unpacked"
    shutil.rmtree(tree, ignore_errors=True)
    clean("dpkg-deb", "-x", package, tree)
    share = tree / "usr" / "share"
    clean("desktop-file-validate", share / "applications" / f"{NAME}.desktop")
    clean("appstreamcli", "validate", "--no-net", next((share / "metainfo").glob("*.xml")))
    pages = sorted((share / "man" / "man1").glob("*.gz"))
    for page in pages:
        told = clean("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page)
        if "warning" in told.partition("x T utf8")[0]:
            raise Failed(f"{page.name}: {told[:300]}")
    clean("bash", "-n", share / "bash-completion" / "completions" / COMMAND)
    # Asked to show what is overridden as well, lintian would count that as a failure.
    clean("lintian", "--allow-root", "--fail-on", "error", "--fail-on", "warning", package)
    size = package.stat().st_size / 1e6
    return f"{size:.0f} MB, {len(pages)} manual pages; lintian is content with the overrides"


def check_deb(folder: Path) -> str:
    """Install the package in a bare root, open a register by a double click, remove it again."""
    as_root()
    with root("deb") as bare:
        bare.install(*DESKTOP)
        before = bare.files()
        shutil.copy(folder / deb.file_name(), bare.folder / "tmp")
        bare.install(f"/tmp/{deb.file_name()}")
        told = stories.on_the_command_line(bare, COMMAND)
        bare.run("man", "-P", "cat", COMMAND)
        _known_by_content(bare)
        picture = _double_click(bare)
        bare.run("dpkg", "--purge", NAME)
        bare.run("apt-get", "autoremove", "-y", "-qq")
        left = {each for each in bare.files() - before if "fontconfig" not in each}
        if ours := [each for each in left if NAME in each or "delvia" in each.lower()]:
            raise Failed(f"Removing it leaves {sorted(ours)[:5]}.")
    return f"{told}; xdg-open shows the register, {picture}; removed without leftovers"


def _known_by_content(bare: Root) -> None:
    """A register is known by its name, by its content alone, and is nobody else's database."""
    (bare.home / "nameless").write_bytes((bare.home / "story.delvia").read_bytes())
    for file in ("story.delvia", "nameless"):
        told = bare.run("gio", "info", "-a", "standard::content-type", file)
        if MIME not in told:
            raise Failed(f"{file} is taken for {told}")
    told = bare.run("xdg-mime", "query", "default", MIME)
    if told != f"{NAME}.desktop":
        raise Failed(f"{MIME} is opened with “{told}”.")


def _double_click(bare: Root) -> str:
    with screens.screen() as on:
        display = on.environment["DISPLAY"]
        opening = on.start(*bare.words("xdg-open", "story.delvia", DISPLAY=display))
        window = screens.awaited(on, BRAND)
        picture = screens.show(on, "deb")
        screens.close(on, window, BRAND)
        opening.wait(screens.PATIENCE)
    return picture
