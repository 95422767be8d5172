"""Holds every property of every Bicep resource against the model of its type and API version."""

import re

from .bicep_kinds import ANY, Kind, fields_of, parse_kind
from .finding import Finding

# Properties of Bicep itself; they are in no model.
OWN = {"name", "parent", "scope", "dependsOn"}
# Values that Azure's own samples use and the SDK's enumeration does not list.
LOGS = "Microsoft-ContainerLogV2"
ALSO_KNOWN = {"KnownDataFlowStreams": {"Microsoft-PrometheusMetrics", LOGS}, "KnownExtensionDataSourceStreams": {LOGS}}
PARAMETERS = {"string": "string", "int": "integer", "bool": "boolean", "object": "dict", "array": "list"}


def check_file(path: str, tree: dict, index: dict) -> list:
    """All findings of one file."""
    symbols = symbols_of(tree)
    findings = []
    for name, resource in tree.get("resources", {}).items():
        findings += check_resource(f"{path}:{name}", resource, symbols, index)
    return findings


def symbols_of(tree: dict) -> dict:
    """The names that a file declares, with the type of each parameter."""
    symbols = {name: "any" for group in ("variables", "resources", "modules") for name in tree.get(group, {})}
    symbols.update({name: parameter["type"] for name, parameter in tree.get("parameters", {}).items()})
    return symbols


def check_resource(place: str, resource: dict, symbols: dict, index: dict) -> list:
    """One resource: its type, its API version, and every property."""
    kind, version = resource["type"], resource["api_version"]
    record = re.sub(r"/[^/]+$", "/{recordType}", kind)
    entry = next((index["types"][key] for key in (f"{kind}@{version}".lower(), f"{record}@{version}".lower()) if key in index["types"]), None)
    if entry is None:
        known = sorted(key.split("@")[1] for key in index["types"] if key.startswith(kind.lower() + "@"))
        return [Finding(place, f"no model of {kind} has API version {version}; known: {', '.join(known) or 'none'}")]
    if entry["type"] != kind and "{" not in entry["type"]:
        return [Finding(place, f"the type is written {entry['type']}")]
    if resource["existing"]:
        return []
    body, symbols = unwrap(resource["config"], symbols)
    if "name" not in body:
        return [Finding(place, "a resource needs a name")]
    body = {key: value for key, value in body.items() if key not in OWN}
    package = index["packages"][entry["package"]]
    return Checker(package, symbols).model(place, body, Kind("model", entry["body"]), OWN)


def unwrap(value, symbols: dict):
    """The object inside loops and conditions, with the names that the loops declare."""
    while isinstance(value, dict) and "config" in value and ("loop_type" in value or "condition" in value):
        detail = value.get("loop_type", {}).get("detail", {})
        names = [detail[key] for key in detail if key.endswith("_name") and key != "array_name"]
        symbols = {**symbols, **{name: "any" for name in names}}
        value = value["config"]
    return value, symbols


def branches(value) -> list:
    """What a value may be: both sides of a condition, else the value. The parser groups operators to the right."""
    if is_operator(value):
        operands = value["operator"]["operands"]
        if value["operator"]["type"] == "conditional":
            return branches(operands["true_value"]) + branches(operands["false_value"])
        last = operands.get("operand_2")
        return branches(last) if isinstance(last, dict) and has_condition(last) else []
    return [value]


def is_operator(value) -> bool:
    """Whether this is the parser's own form of an operator, and no object with a property of that name."""
    return isinstance(value, dict) and isinstance(value.get("operator"), dict) and "operands" in value["operator"]


def has_condition(value) -> bool:
    """Whether a chain of operators ends in `condition ? a : b`."""
    while is_operator(value):
        if value["operator"]["type"] == "conditional":
            return True
        value = value["operator"]["operands"].get("operand_2")
    return False


class Checker:
    """Compares values with kinds; it knows the package's models and the file's names."""

    def __init__(self, package: dict, symbols: dict):
        self.package, self.symbols = package, symbols

    def value(self, place: str, value, kind: Kind) -> list:
        """A value of any form."""
        value, symbols = unwrap(value, self.symbols)
        inner = Checker(self.package, symbols)
        return [finding for branch in branches(value) for finding in inner.plain(place, branch, kind)]

    def plain(self, place: str, value, kind: Kind) -> list:
        """A value that is no operator."""
        if value is None or kind.shape == "any":
            return []
        if isinstance(value, dict) and "function" in value:
            return self.function(place, value["function"], kind)
        if isinstance(value, dict):
            return self.object(place, value, kind)
        if isinstance(value, list):
            if kind.shape != "list":
                return [Finding(place, f"is a list and should be {shown(kind)}")]
            return [finding for item in value for finding in self.value(place, item, kind.inner or ANY)]
        return self.scalar(place, value, kind)

    def function(self, place: str, function: dict, kind: Kind) -> list:
        """The parts of `union` and `concat`; what other functions return is not known."""
        if function["type"] not in ("union", "concat"):
            return []
        parts = [part for part in function["parameters"].values() if isinstance(part, (dict, list))]
        findings = [finding for part in parts for finding in self.value(place, part, kind)]
        return [finding for finding in findings if "is required" not in finding.fault]

    def object(self, place: str, value: dict, kind: Kind) -> list:
        """A literal object."""
        if kind.shape == "dict":
            return [finding for key, item in value.items() for finding in self.value(f"{place}.{key}", item, kind.inner or ANY)]
        if kind.shape == "list":
            # The body of a loop.
            return self.value(place, value, kind.inner or ANY)
        if kind.shape != "model":
            return [Finding(place, f"is an object and should be {shown(kind)}")]
        return self.model(place, value, kind)

    def model(self, place: str, value: dict, kind: Kind, given: set = frozenset()) -> list:
        """An object of a model: unknown, read-only and missing properties, then each value."""
        fields = fields_of(kind.name, self.package)
        missing = sorted(fields.required - {key.strip("'") for key in value} - set(given))
        findings = [Finding(place, f"{name} is required") for name in missing]
        return findings + self.members(place, value, fields.known)

    def members(self, place: str, value: dict, known: dict) -> list:
        """The properties of an object against the known ones."""
        findings = []
        for key, item in value.items():
            key = key.strip("'")
            entry, inside = known.get(key), f"{place}.{key}"
            if entry is None:
                findings.append(Finding(inside, f"no such property; known: {', '.join(sorted(known))}"))
            elif entry["read_only"]:
                findings.append(Finding(inside, "the property is read-only"))
            elif entry["kind"] == "flattened":
                item, symbols = unwrap(item, self.symbols)
                findings += Checker(self.package, symbols).members(inside, item, entry["fields"])
            else:
                findings += self.value(inside, item, parse_kind(entry["kind"], self.package))
        return findings

    def scalar(self, place: str, value, kind: Kind) -> list:
        """A literal or a name."""
        if isinstance(value, str) and value in self.symbols:
            declared = PARAMETERS.get(self.symbols[value], "any") if isinstance(self.symbols[value], str) else "any"
            wanted = "string" if kind.shape == "enum" else "dict" if kind.shape == "model" else kind.shape
            if declared in ("any", wanted) or (declared, wanted) == ("integer", "number"):
                return []
            return [Finding(place, f"parameter {value} is {declared} and should be {shown(kind)}")]
        actual = "boolean" if isinstance(value, bool) else "integer" if isinstance(value, int) else "string"
        if kind.shape == "enum" and actual == "string":
            values = self.package["enums"][kind.name]
            if "${" in value or value in values or value in ALSO_KNOWN.get(kind.name, ()):
                return []
            return [Finding(place, f"{value} is none of {', '.join(map(str, values))}")]
        if actual == kind.shape or (actual == "integer" and kind.shape == "number"):
            return []
        return [Finding(place, f"is {actual} and should be {shown(kind)}")]


def shown(kind: Kind) -> str:
    """A kind in words."""
    return f"{kind.shape} {kind.name}".strip()
