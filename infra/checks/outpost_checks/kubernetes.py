"""The checks of infra/kubernetes that hold objects against schemas."""

import json
from pathlib import Path

import jsonschema
import kubernetes_validate
import yaml

from .context import Context
from .finding import Finding

# The version of Kubernetes that infra/azure asks for.
VERSION = "1.35"
SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"
# Custom resources whose types come from npm, by group: package and folder.
MODELS = {
    "cert-manager.io": "@kubernetes-models/cert-manager",
    "gateway.networking.k8s.io": "@kubernetes-models/gateway-api",
    "keda.sh": "@kubernetes-models/keda",
    "cilium.io": "@kubernetes-models/cilium",
    "source.toolkit.fluxcd.io": "@kubernetes-models/flux-cd",
    "helm.toolkit.fluxcd.io": "@kubernetes-models/flux-cd",
}


def group_of(item: dict) -> str:
    """The API group; empty for the core."""
    return item["apiVersion"].rpartition("/")[0]


def is_core(item: dict) -> bool:
    """Whether Kubernetes itself knows the type."""
    group = group_of(item)
    return "." not in group or group.endswith(".k8s.io") and group not in MODELS and group not in own_schemas()


def own_schemas() -> dict:
    """Schemas that are in no package: those of SpinKube, trust-manager and the secrets driver, by group."""
    return {path.stem: yaml.safe_load(path.read_text()) for path in SCHEMAS.glob("*.yaml")}


def kustomize(context: Context) -> list:
    """Every overlay can be built."""
    return [text for text in context.rendered.values() if isinstance(text, Finding)]


def core_objects(context: Context) -> list:
    """Kubernetes' own types, with unknown fields forbidden."""
    findings = []
    for place, item in context.objects:
        if is_core(item):
            try:
                kubernetes_validate.validate(item, VERSION, strict=True)
            except kubernetes_validate.ValidationError as error:
                findings.append(Finding(place, f"{'.'.join(map(str, error.path))}: {error.message}"))
    return findings


def own_custom_resources(context: Context) -> list:
    """Custom resources whose schema is in infra/checks/schemas."""
    findings, schemas = [], own_schemas()
    for place, item in context.objects:
        schema = schemas.get(group_of(item))
        if schema is None:
            if not is_core(item) and group_of(item) not in MODELS:
                findings.append(Finding(place, f"no schema for {item['apiVersion']}"))
            continue
        kind = schema["kinds"].get(item["kind"])
        if kind is None or item["apiVersion"] != schema["apiVersion"]:
            findings.append(Finding(place, f"no schema for {item['apiVersion']} {item['kind']}"))
            continue
        validator = jsonschema.Draft202012Validator({"$defs": schema.get("definitions", {}), **closed(kind)})
        for error in validator.iter_errors(item.get("spec", {})):
            findings.append(Finding(place, f"spec.{'.'.join(map(str, error.absolute_path))}: {error.message}"))
    return findings


def closed(schema):
    """The schema with unknown fields forbidden wherever fields are listed."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: closed(value) for key, value in schema.items()}
    if "properties" in result and isinstance(result["properties"], dict):
        result.setdefault("additionalProperties", False)
        result.setdefault("type", "object")
    return result


def typed_custom_resources(context: Context) -> list:
    """Custom resources as TypeScript: the compiler refuses unknown fields, wrong types and values outside a list."""
    lines, places = [], []
    for place, item in context.objects:
        package = MODELS.get(group_of(item))
        if package:
            kind, number = item["kind"], len(places)
            lines.append(f'import type {{ I{kind} as T{number} }} from "{package}/{item["apiVersion"]}/{kind}";')
            lines.append(f"export const v{number}: T{number} = {json.dumps(item)};")
            places.append(place)
    source = context.tools.models / f"{context.work.name}.ts"
    source.write_text("\n".join(lines) + "\n")
    options = "--noEmit --strict --skipLibCheck --module nodenext --moduleResolution nodenext --target es2022".split()
    done = context.run("node", context.tools.models / "node_modules/typescript/bin/tsc", *options, source.name, cwd=context.tools.models)
    source.unlink()
    findings = []
    for line in done.stdout.splitlines():
        if line.startswith(source.name + "("):
            number = (int(line.split("(")[1].split(",")[0]) - 1) // 2
            findings.append(Finding(places[number], line.partition(": ")[2]))
        elif "error TS" in line:
            findings.append(Finding("custom resources", line))
    return findings
