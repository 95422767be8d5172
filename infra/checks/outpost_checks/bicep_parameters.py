"""Parameter files against main.bicep: names, types, allowed values; and no secret in any of them."""

import json
import re
from pathlib import Path

from .finding import Finding

TYPES = {"string": str, "int": int, "bool": bool, "array": list, "object": dict}
SECRET = re.compile(r"password|secret|token|connectionstring|accountkey|privatekey|sas", re.I)
NOT_FOUND = object()


def check_file(path: Path, main: dict) -> list:
    """One parameter file."""
    given = json.loads(path.read_text())["parameters"]
    asked = main["parameters"]
    findings = [Finding(str(path), f"main.bicep has no parameter {name}") for name in sorted(set(given) - set(asked))]
    for name, parameter in asked.items():
        value = given.get(name, {}).get("value", NOT_FOUND)
        if value is NOT_FOUND:
            if parameter["default"] is None:
                findings.append(Finding(str(path), f"parameter {name} is missing"))
        elif not isinstance(value, TYPES[parameter["type"]]) or (parameter["type"] == "int" and isinstance(value, bool)):
            findings.append(Finding(str(path), f"parameter {name} should be {parameter['type']}"))
    findings += [Finding(str(path), f"{name} looks like a secret") for name in secret_names(given)]
    return findings + check_regions(path, given)


def secret_names(value) -> list:
    """Keys that name a secret, at any depth."""
    if isinstance(value, dict):
        return [key for key in value if SECRET.search(key)] + [name for item in value.values() for name in secret_names(item)]
    if isinstance(value, list):
        return [name for item in value for name in secret_names(item)]
    return []


def check_regions(path: Path, given: dict) -> list:
    """Exactly one region is home, and every region has an overlay."""
    regions, home = given["regions"]["value"], given["home"]["value"]
    overlays = path.parents[2] / "kubernetes/overlays"
    findings = [
        Finding(str(path), f"region {region['name']}: there is no kubernetes/overlays/{region['overlay']}")
        for region in regions
        if not (overlays / region["overlay"] / "kustomization.yaml").is_file()
    ]
    if [region["name"] for region in regions if region["group"] == "home"] != [home]:
        findings.append(Finding(str(path), "exactly one region has the group home, the one that `home` names"))
    return findings


def check_declarations(path: str, tree: dict) -> list:
    """A parameter with the name of a secret must be marked @secure, and have no default."""
    findings = []
    for name, parameter in tree.get("parameters", {}).items():
        if SECRET.search(name):
            secure = any(decorator["type"] == "secure" for decorator in parameter["decorators"])
            if not secure or parameter["default"] not in (None, ""):
                findings.append(Finding(f"{path}:{name}", "a secret is @secure and has no default"))
    return findings
