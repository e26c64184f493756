"""What goes out, opened and saved again by a spreadsheet program, comes back as it was.

LibreOffice is what there is of one without a window; `dev.py test --all` asks it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from delvia_desktop.domain.access.assets import Asset, AssetDraft
from delvia_desktop.domain.access.partners import PartnerDraft
from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.domain.plans.columns import LISTED
from delvia_desktop.exchange.source_tables import CellKind
from delvia_desktop.exchange.workbooks import read_workbook
from delvia_desktop.services.access import assets, partners, people
from delvia_desktop.services.exports.exports import Format, written
from delvia_desktop.services.exports.gathered import KINDS_OF_LISTS, ExportScope, gathered
from delvia_desktop.services.plans.planning import make_plan
from delvia_desktop.services.plans.reading import read_files, source_file
from delvia_desktop.services.register.register import Register

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not here")

HOSTILE = (
    "=1+1", "+49 30 1234", "-x", "@x", '=HYPERLINK("http://127.0.0.1","Nova")', "'=x", "''@y",
    "'quoted'", "007", "0049301234", "1e5", "1-2", "3/4", "12:30", "1.5", "1,5", "50%", "€ 5",
    "TRUE", "_x0041_", "_x000D_", "2026-03-02", "2 March 2026", "02.03.2026",
    "7480118479546429457", "Nova “a”; b", 'say "no"', "🧴👩‍🔬", "نوفا ש", "東京 ノヴァ", "Świt",
    "<b>&amp;", "sep=;", "https://nova.example/a&b", "mailto:ana@nova.example", "７４８", "A｜B",
    "a\\nb", "{1,2}", "-2+3+cmd|' /C calc'!A", "\u00a0inner\u00a0space", "MAR1", "SEPT1", "1E+18",
)  # fmt: skip
"""Names that a spreadsheet takes for a formula, a number, a day, an error or markup."""

NOTES = (
    "First line\nsecond line\n\n=third+1", "'=guarded", "x" * 20_000,
    "Zeile 1\n" * 1500, "🧴" * 9_000, '"quoted";\n"more"', "ends with a backslash \\", "=1+1\n=2+2",
)  # fmt: skip

AS_CSV = (
    "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"  # each sheet
)
WAYS: Mapping[str, Sequence[str]] = {
    "xlsx": ("xlsx",), "ods": ("ods", "xlsx"), "xls": ("xls", "xlsx"),
}  # fmt: skip
"""The formats in which a workbook is saved, one after the other, until it comes back."""

WITH_TEXTS = "with quoted texts as texts"
OPENED: Mapping[str, str] = {
    "as it stands": "--infilter=CSV:44,34,76,1",
    "with days and numbers found": "--infilter=CSV:44,34,76,1,,0,false,true",
    WITH_TEXTS: "--infilter=CSV:44,34,76,1,,0,true,false",
}
"""How CSV can be opened; only the last keeps long IDs whole."""


def record_hostile(register: Register) -> None:
    """Record what a spreadsheet program is likely to take for something else."""
    for place, name in enumerate(HOSTILE):
        number = str(7480118479546429457 + place * 4096)
        note = NOTES[place % len(NOTES)]
        register.perform(partners.record_partner, PartnerDraft(
            name, bc_id=str(7504233300559880193 + place * 4096), contact_name=name, note=note,
            contact_phone="+49 30 1234", last_verified_on="2026-03-02", evidence_ref=name,
        ))  # fmt: skip
        register.perform(people.record_person, PersonDraft(
            name, job=name, user_id=str(7199964634222448643 + place * 4096), note=note,
            email=f"p{place}@nova.example", started_on="2026-02-01", line_manager=name,
        ))  # fmt: skip
        register.perform(assets.record_asset, AssetDraft(
            name, "ADVERTISER", number, owner_kind="UNKNOWN", internal_owner=name, note=note,
            last_verified_on="2026-02-28",
        ))  # fmt: skip


def saved_again(
    files: Sequence[Path], forms: Sequence[str], folder: Path, *words: str
) -> Sequence[Path]:
    """Open files in LibreOffice, save them in one format after the other, and return the last."""
    assert OFFICE is not None
    for form in forms:
        target = folder / form.partition(":")[0]
        subprocess.run(
            [OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
             *words, "--convert-to", form, "--outdir", str(target), *map(str, files)],
            check=True, capture_output=True,
        )  # fmt: skip
        files = sorted(each for each in target.iterdir() if "About" not in each.name)
    return files


def exported(register: Register, form: Format, folder: Path) -> Sequence[Path]:
    """Write each list with records, and as a workbook everything, and return the files."""
    folder.mkdir()
    for name in ["", *(name for name, kind in KINDS_OF_LISTS.items() if kind.name in LISTED)]:
        out = gathered(register, register.today, ExportScope(name))
        if out.records.get(name) or (not name and form is Format.XLSX):
            (folder / f"{name or 'everything'}.{form}").write_bytes(written(out, form).content)
    return sorted(folder.iterdir())


def cells(file: Path) -> Mapping[tuple[str, int, int], tuple[str, CellKind]]:
    """Return what stands in the cells of a workbook, by sheet, row and column."""
    return {
        (sheet.name, row.number, place): (cell.text, cell.kind)
        for sheet in read_workbook(file.read_bytes())
        for row in sheet.rows
        for place, cell in row.cells.items()
    }


def formulas(file: Path) -> int:
    """Count the formulas of a workbook."""
    with zipfile.ZipFile(file) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(len(re.findall(rb"<f[ >/]", parts.read(name))) for name in sheets)


def expect_same(register: Register, files: Iterable[Path]) -> None:
    """Expect that files say nothing that the register does not, and that each line was read."""
    for file in files:
        read = read_files([source_file(file)])
        plan = make_plan(register, read.lines, read.files).plan
        told = [item for item in plan.items if item.state not in {"same", "left_out"}]
        assert not plan.has_differences, (file.name, told[:5])
        left_out = {line.left_out for line in plan.lines}
        assert left_out <= {"", "Records of this kind are not read from tables."}, file.name


@pytest.fixture(params=["sample", "hostile"])
def filled(request: pytest.FixtureRequest) -> Register:
    """A register as people have it, and one of hostile texts."""
    if request.param == "sample":
        sample: Register = request.getfixturevalue("noon_sample")
        return sample
    register: Register = request.getfixturevalue("register")
    record_hostile(register)
    return register


@pytest.mark.parametrize("way", WAYS)
def test_a_workbook_saved_by_a_spreadsheet_comes_back_without_differences(filled, tmp_path, way):
    files = exported(filled, Format.XLSX, tmp_path / "out")
    saved = saved_again(files, WAYS[way], tmp_path)
    expect_same(filled, saved)
    for file, again in zip(files, saved, strict=True):
        assert (file.name, formulas(again)) == (again.name, 0)
        # IDs are texts with every digit, and dates are dates.
        assert cells(again) == cells(file)


def test_a_workbook_saved_as_csv_comes_back_without_differences(noon_sample, tmp_path):
    """A text that begins with an apostrophe and = is told apart from a guarded one only by us."""
    files = exported(noon_sample, Format.XLSX, tmp_path / "out")
    expect_same(noon_sample, saved_again(files, (AS_CSV,), tmp_path))


@pytest.mark.parametrize("opened", OPENED)
def test_csv_saved_by_a_spreadsheet_comes_back_without_differences(filled, tmp_path, opened):
    files = exported(filled, Format.CSV, tmp_path / "out")
    for file in files:
        assert b'"record_key"' in file.read_bytes()
    saved = saved_again(files, ("xlsx",), tmp_path, OPENED[opened])
    assert [formulas(file) for file in saved] == [0] * len(files)
    if len(filled.records.select(Asset)) == len(HOSTILE) and opened != WITH_TEXTS:
        return  # names that are numbers came out as other numbers: CSV cannot help that
    expect_same(filled, saved)
    if opened == WITH_TEXTS:
        ids = {text for file in saved for text, _ in cells(file).values() if len(text) == 19}
        held = {each.asset_id for each in filled.records.select(Asset)} - {""}
        assert {each for each in held if each.isdecimal()} <= ids
    expect_same(filled, saved_again(saved, (AS_CSV,), tmp_path))
