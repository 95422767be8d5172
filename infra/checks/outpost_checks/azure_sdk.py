"""Azure's resource types and their properties, read from the text of the SDK's packages.

A package's operations name the type and the API version in the address of their PUT request, and the model of the body in
their signature. Its models name every property, its type, whether it is required, and whether it can be set. Nothing of
a package is imported or run.
"""

import ast
import json
import re
import zipfile
from pathlib import Path

PROVIDER = re.compile(r"/providers/(Microsoft\.[A-Za-z]+)/([^\"]*)$")
BUILDER = re.compile(r"^def (build_\w+)\(.*?(?=^def |^class |\Z)", re.M | re.S)
VERSION = re.compile(r'_params\.pop\("api-version", "([^"]+)"\)')
ADDRESS = re.compile(r'"(/[^"\n]*/(?:providers|resourcegroups|resourceGroups)/[^"\n]*)"')
METHOD = re.compile(r"^    def (\w+)\((.*?)\) -> ", re.M | re.S)
CALL = re.compile(r"_?request = (build_\w+)\(")
# The body may be given as a model or as bytes; other models in a signature are options of the query.
BODY = re.compile(r"Union\[_models\.(\w+),[^\n]*IO\[bytes\]")
OLD_BODY = re.compile(r"_models\.(\w+)")


def read_packages(folder: Path, cache: Path) -> dict:
    """The index of all wheels in `folder`: `types` by lower-case `type@version`, `packages` with models and enums."""
    wheels = sorted(folder.glob("*.whl"))
    name = cache / "azure-sdk.json"
    stamp = [wheel.name for wheel in wheels] + [str(Path(__file__).stat().st_mtime_ns)]
    if name.exists():
        known = json.loads(name.read_text())
        if known["stamp"] == stamp:
            return known
    index = {"stamp": stamp, "types": {}, "packages": {}}
    for wheel in wheels:
        read_wheel(wheel, index)
    name.write_text(json.dumps(index))
    return index


def read_wheel(wheel: Path, index: dict) -> None:
    """Adds one package. Some hold a folder for each API version, each with models of its own."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.endswith(".py") and "/aio/" not in name]
        folders = sorted({name.split("/operations/")[0] for name in names if "/operations/" in name})
        for folder in folders:
            package = f"{wheel.name.split('-py3')[0]}:{folder}"
            texts = {name: archive.read(name).decode() for name in names if name.startswith(folder + "/")}
            operations = [text for name, text in texts.items() if name.startswith(folder + "/operations/")]
            found = [item for text in operations for item in read_operations(text)]
            if not found:
                continue
            models, enums = {}, {}
            for name, text in texts.items():
                if not name.startswith(folder + "/models/"):
                    continue
                if "_enums" in name:
                    enums.update(read_enums(text))
                elif "_models" in name:
                    models.update(read_models(text))
            index["packages"][package] = {"models": models, "enums": enums}
            for kind, version, body in found:
                index["types"].setdefault(f"{kind}@{version}".lower(), {"type": kind, "package": package, "body": body})


def read_operations(text: str) -> list:
    """Type, API version and body of every PUT request."""
    builders = {}
    for match in BUILDER.finditer(text):
        source = match.group(0)
        version, address = VERSION.search(source), ADDRESS.search(source)
        if '"PUT"' in source and version and address:
            builders[match.group(1)] = (type_of(address.group(1)), version.group(1))
    found = []
    # One file may hold many classes, and the same method name in each: a method's body reaches to the next method.
    methods = list(METHOD.finditer(text))
    for position, method in enumerate(methods):
        end = methods[position + 1].start() if position + 1 < len(methods) else len(text)
        call = CALL.search(text, method.end(), end)
        bodies = BODY.findall(method.group(2)) or OLD_BODY.findall(method.group(2))
        if call and bodies and call.group(1) in builders:
            kind, version = builders[call.group(1)]
            if kind:
                found.append((kind, version, bodies[-1]))
    return found


def type_of(address: str) -> str | None:
    """`Microsoft.Network/virtualNetworks/subnets` of the address of one."""
    if re.fullmatch(r"/subscriptions/\{\w+\}/resource[gG]roups/\{\w+\}", address):
        return "Microsoft.Resources/resourceGroups"
    match = PROVIDER.search(address)
    if not match:
        return None
    parts = match.group(2).split("/")
    return "/".join([match.group(1), *parts[0::2]])


def read_enums(text: str) -> dict:
    """The values of every enumeration."""
    enums = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef):
            values = [item.value.value for item in node.body if isinstance(item, ast.Assign) and isinstance(item.value, ast.Constant)]
            enums[node.name] = values
    return enums


def read_models(text: str) -> dict:
    """Every model: its bases and its properties by the name they have in JSON."""
    models = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef):
            fields, required = {}, []
            for item in node.body:
                if isinstance(item, ast.AnnAssign) and isinstance(item.value, ast.Call):
                    add_field(fields, required, item)
                elif isinstance(item, ast.Assign) and item.targets[0].id in ("_attribute_map", "_validation"):
                    add_attributes(fields, required, item)
            bases = [base.id if isinstance(base, ast.Name) else base.attr for base in node.bases if isinstance(base, (ast.Name, ast.Attribute))]
            models[node.name] = {"bases": bases, "fields": fields, "required": required}
    return models


def add_field(fields: dict, required: list, item: ast.AnnAssign) -> None:
    """A property in the style `name: Optional[T] = rest_field(name="jsonName", visibility=[…])`."""
    words = {word.arg: word.value for word in item.value.keywords}
    name = words["name"].value if "name" in words else item.target.id
    visibility = [mode.value for mode in words["visibility"].elts] if "visibility" in words else []
    kind = ast.unparse(item.annotation)
    read_only = visibility == ["read"]
    fields[name] = {"kind": kind, "read_only": read_only}
    if not kind.startswith("Optional[") and not read_only:
        required.append(name)


def add_attributes(fields: dict, required: list, item: ast.Assign) -> None:
    """Properties in the style `_attribute_map = {"name": {"key": "properties.jsonName", "type": "T"}}`."""
    if not isinstance(item.value, ast.Dict):
        return
    entries = ast.literal_eval(item.value)
    if item.targets[0].id == "_attribute_map":
        for python, entry in entries.items():
            # A dot inside a name is written `\\.`; other dots step into flattened objects.
            path = [part.replace("\\.", ".") for part in re.split(r"(?<!\\)\.", entry["key"])]
            rules = fields.pop("?" + python, {})
            add_path(fields, path, entry["type"], rules.get("read_only", False))
            if rules.get("required") and len(path) == 1:
                required.append(path[0])
    else:
        for python, rules in entries.items():
            fields["?" + python] = {"kind": "", "read_only": bool(rules.get("readonly")), "required": bool(rules.get("required"))}


def add_path(fields: dict, path: list, kind: str, read_only: bool) -> None:
    """Adds a property that may stand inside flattened objects."""
    for step in path[:-1]:
        inner = fields.setdefault(step, {"kind": "flattened", "read_only": False, "fields": {}})
        fields = inner.setdefault("fields", {})
    fields[path[-1]] = {"kind": kind, "read_only": read_only}
