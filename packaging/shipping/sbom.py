"""The list of parts (SBOM) in CycloneDX, for those who look for faults in them."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from shipping import contents, licences, project
from shipping.checks import Failed

ENDING = ".cdx.json"


def file_name() -> str:
    """Return the name of the list's file."""
    return f"{project.NAME}-{project.version()}{ENDING}"


def make(into: Path) -> None:
    """Write the list of the bundle that was made last."""
    known = _made(licences.shipped())
    text = json.dumps(known, indent=1, sort_keys=True, ensure_ascii=False)
    (into / file_name()).write_text(text + "\n", encoding="utf-8")


def _made(listed: list[licences.Shipped]) -> dict[str, Any]:
    ours = f"pkg:generic/{project.NAME}@{project.version()}"
    made = datetime.fromtimestamp(project.made(), UTC)
    serial = uuid.uuid5(uuid.NAMESPACE_OID, ours + "".join(each.url for each in listed))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "timestamp": made.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": ours,
                "name": project.NAME,
                "version": project.version(),
                "description": project.summary(),
                "licenses": [{"license": {"id": "MIT"}}],
                "purl": ours,
            },
        },
        "components": [_component(each) for each in listed],
        "dependencies": [
            {"ref": ours, "dependsOn": sorted(each.url for each in listed)},
            *({"ref": each.url} for each in listed),
        ],
    }


def _component(each: licences.Shipped) -> dict[str, Any]:
    part = each.part
    return {
        "type": "library",
        "bom-ref": each.url,
        "name": part.name,
        **({"version": part.version} if part.version else {}),
        "licenses": [{"license": _licence(part.licence)}],
        **({"purl": each.url} if part.version else {}),
    }


def _licence(name: str) -> dict[str, str]:
    """Return a licence by its identifier in SPDX, where it is one, else by its name."""
    spdx: Any = import_module("cyclonedx.spdx")
    return {"id": name} if spdx.is_supported_id(name) else {"name": name}


def check(folder: Path) -> str:
    """Look whether the list keeps to its schema and names every part of the bundle."""
    schema: Any = import_module("cyclonedx.schema")
    validation: Any = import_module("cyclonedx.validation.json")
    text = (folder / file_name()).read_text(encoding="utf-8")
    problem = validation.JsonStrictValidator(schema.SchemaVersion.V1_6).validate_str(text)
    if problem is not None:
        raise Failed(f"{file_name()} does not keep to the schema: {problem}")
    named = {each["bom-ref"] for each in json.loads(text)["components"]}
    differs = named ^ {each.url for each in licences.shipped()}
    if differs:
        raise Failed(f"Not the same parts as in the bundle: {sorted(differs)[:5]}.")
    packages = {path for path in contents.origins().values() if contents.is_system(path)}
    return f"{len(named)} parts, {len(packages)} libraries of the system among their files"
