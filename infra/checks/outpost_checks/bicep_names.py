"""Names in Bicep: what is used must be declared, modules get the parameters they ask for, outputs exist."""

import re
from pathlib import Path

from .bicep_types import is_operator, unwrap
from .finding import Finding

INTERPOLATED = re.compile(r"\$\{([A-Za-z_]\w*)(?=[.!?\[} ])")
FUNCTIONS = re.compile(r"^(sys|az)$")


def check_file(path: str, trees: dict) -> list:
    """All findings of one file; `trees` has every file's tree by its path."""
    tree = trees[path]
    groups = ("parameters", "variables", "resources", "modules")
    names = {name for group in groups for name in tree.get(group, {})}
    findings = []
    for group in (*groups, "outputs"):
        for name, item in tree.get(group, {}).items():
            place = f"{path}:{name}"
            value = item.get("config", item.get("value", item.get("default")))
            findings += [Finding(place, f"{used} is not declared") for used in sorted(used_names(value) - names - loop_names(value))]
            findings += check_outputs(place, value, path, tree, trees)
            if group == "modules":
                findings += check_module(place, item, path, trees)
    return findings


def walk(value):
    """Every value inside a value, itself first."""
    yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from walk(child)


def used_names(value) -> set:
    """The names that a value certainly uses: in `${…}`, and before a dot or bracket."""
    names = set()
    for part in walk(value):
        if isinstance(part, str):
            names.update(INTERPOLATED.findall(part))
        if is_operator(part) and part["operator"]["type"] in ("property_accessor", "index_accessor"):
            first = part["operator"]["operands"]["operand_1"]
            if isinstance(first, str) and not is_member(value, part):
                names.add(first)
    return names


def is_member(root, part) -> bool:
    """Whether an accessor stands to the right of another, so that its first operand is a property."""
    for other in walk(root):
        if is_operator(other) and other is not part and other["operator"]["type"] in ("property_accessor", "nested_resource_accessor"):
            right = other["operator"]["operands"]["operand_2"]
            while is_operator(right):
                if right is part:
                    return True
                right = right["operator"]["operands"].get("operand_1")
    return False


def loop_names(value) -> set:
    """The names that loops and lambdas declare inside a value."""
    names = set()
    for part in walk(value):
        if isinstance(part, dict) and "loop_type" in part:
            detail = part["loop_type"]["detail"]
            names.update(detail[key] for key in detail if key.endswith("_name") and key != "array_name")
        if isinstance(part, dict) and part.get("type") == "lambda_expression":
            names.update(name for key, name in part["detail"].items() if key.startswith("var_"))
    return names


def check_module(place: str, module: dict, path: str, trees: dict) -> list:
    """The parameters that a module is given."""
    target = str((Path(path).parent / module["detail"]["path"]).resolve())
    if target not in trees:
        return [Finding(place, f"there is no module {module['detail']['path']}")]
    body, _ = unwrap(module["config"], {})
    given, asked = set(body.get("params", {})), trees[target].get("parameters", {})
    needed = {name for name, parameter in asked.items() if parameter["default"] is None}
    findings = [Finding(place, f"the module has no parameter {name}") for name in sorted(given - set(asked))]
    return findings + [Finding(place, f"parameter {name} is missing") for name in sorted(needed - given)]


def check_outputs(place: str, value, path: str, tree: dict, trees: dict) -> list:
    """Every `module.outputs.name` that a value reads."""
    findings = []
    for part in walk(value):
        if not is_operator(part) or part["operator"]["type"] != "property_accessor":
            continue
        operands = part["operator"]["operands"]
        module, rest = operands["operand_1"], operands["operand_2"]
        if is_operator(module) and module["operator"]["type"] == "index_accessor":
            module = module["operator"]["operands"]["operand_1"]
        if not isinstance(module, str) or module not in tree.get("modules", {}):
            continue
        if not is_operator(rest) or rest["operator"]["operands"].get("operand_1") != "outputs":
            continue
        output = rest["operator"]["operands"]["operand_2"]
        while is_operator(output):
            output = output["operator"]["operands"]["operand_1"]
        target = str((Path(path).parent / tree["modules"][module]["detail"]["path"]).resolve())
        if target in trees and output not in trees[target].get("outputs", {}):
            findings.append(Finding(place, f"module {module} has no output {output}"))
    return findings
