"""Names that one object has for another: secrets, services, scale targets, components, variables."""

import re
import tomllib

from .context import Context
from .finding import Finding
from .pods import pod_specs


def check(context: Context) -> list:
    """All findings."""
    findings = secrets(context) + targets(context) + policies(context) + labels(context)
    return findings + manifest(context) + documented(context)


def of_kind(context: Context, *kinds: str):
    """The objects of some kinds."""
    return [(place, item) for place, item in context.objects if item["kind"] in kinds]


def key(item: dict) -> tuple:
    """Namespace and name."""
    return (item["metadata"].get("namespace"), item["metadata"]["name"])


def made_secrets(context: Context) -> set:
    """Secrets that will be there: of the vault, of certificates, of bundles (in every namespace that trusts)."""
    made = set()
    for _, item in context.objects:
        namespace, name = key(item)
        if item["kind"] == "SecretProviderClass":
            made.update((namespace, entry["secretName"]) for entry in item["spec"].get("secretObjects", []))
        elif item["kind"] == "Certificate":
            made.add((namespace, item["spec"]["secretName"]))
        elif item["kind"] == "Bundle":
            made.update((other, name) for other in ("outpost-apps", "outpost-data"))
    return made


def secrets(context: Context) -> list:
    """Every secret that is used is made by something."""
    made, findings = made_secrets(context), []
    for place, item in context.objects:
        namespace = key(item)[0]
        for name in sorted(used_secrets(item)):
            if (namespace, name) not in made and item["kind"] not in ("SecretProviderClass", "Certificate", "Bundle"):
                findings.append(Finding(place, f"nothing makes the secret {name}"))
    return findings


def used_secrets(value) -> set:
    """Names of secrets anywhere in an object."""
    names = set()
    if isinstance(value, dict):
        names.update(value[word] for word in ("secretName", "caCertSecret", "loadFromSecret") if isinstance(value.get(word), str))
        if isinstance(value.get("secretKeyRef"), dict):
            names.add(value["secretKeyRef"]["name"])
        if value.get("kind") == "Secret" and "name" in value:
            names.add(value["name"])
        for child in value.values():
            names |= used_secrets(child)
    elif isinstance(value, list):
        for child in value:
            names |= used_secrets(child)
    return names


def targets(context: Context) -> list:
    """What scales, routes or is disrupted exists. The operator makes a Deployment and a Service named as the SpinApp."""
    apps = {item["metadata"]["name"] for _, item in of_kind(context, "SpinApp")}
    findings = []
    for place, item in of_kind(context, "HorizontalPodAutoscaler", "ScaledObject"):
        name = item["spec"]["scaleTargetRef"]["name"]
        app = next((other for _, other in of_kind(context, "SpinApp") if other["metadata"]["name"] == name), None)
        if app is None:
            findings.append(Finding(place, f"there is no SpinApp {name}"))
        elif not app["spec"].get("enableAutoscaling"):
            findings.append(Finding(place, f"SpinApp {name} does not allow scaling"))
    for place, item in of_kind(context, "HTTPRoute"):
        for rule in item["spec"]["rules"]:
            names = [backend["name"] for backend in rule["backendRefs"]]
            findings += [Finding(place, f"there is no SpinApp {name}") for name in names if name not in apps]
            if sum(backend["weight"] for backend in rule["backendRefs"]) != 100:
                findings.append(Finding(place, f"weights of rule {rule.get('name')} do not add up to 100"))
    executors = {item["metadata"]["name"] for _, item in of_kind(context, "SpinAppExecutor")}
    for place, item in of_kind(context, "SpinApp"):
        if item["spec"]["executor"] not in executors:
            findings.append(Finding(place, f"there is no executor {item['spec']['executor']}"))
    return findings


def policies(context: Context) -> list:
    """Every namespace of ours denies by default, in both directions."""
    closed = set()
    for _, item in of_kind(context, "NetworkPolicy"):
        spec = item["spec"]
        rules = "ingress" in spec or "egress" in spec
        if spec["podSelector"] == {} and set(spec["policyTypes"]) == {"Ingress", "Egress"} and not rules:
            closed.add(item["metadata"]["namespace"])
    namespaces = [(place, item["metadata"]["name"]) for place, item in of_kind(context, "Namespace")]
    return [Finding(place, "no policy denies by default") for place, name in namespaces if name.startswith("outpost-") and name not in closed]


def labels(context: Context) -> list:
    """Selectors of services and budgets find the pods that they mean."""
    pods = [(item["metadata"].get("namespace"), item["spec"]["template"]["metadata"]["labels"]) for _, item, _ in pod_specs(context) if "template" in item["spec"]]
    for _, item in of_kind(context, "SpinApp"):
        own = {"core.spinkube.dev/app-name": item["metadata"]["name"], **item["spec"].get("podLabels", {})}
        pods.append((item["metadata"].get("namespace"), own))
    findings = []
    for place, item in of_kind(context, "Service", "PodDisruptionBudget"):
        selector = item["spec"]["selector"].get("matchLabels", item["spec"]["selector"])
        if not any(namespace == key(item)[0] and selector.items() <= found.items() for namespace, found in pods):
            findings.append(Finding(place, f"no pod has the labels {selector}"))
    return findings


def manifest(context: Context) -> list:
    """SpinApps against spin.toml: every component runs somewhere, every variable is declared, secrets go where they are used."""
    spin = tomllib.loads((context.repository / "spin.toml").read_text())
    components, variables = set(spin["component"]), spin.get("variables", {})
    required = {name for name, entry in variables.items() if entry.get("required")}
    secrets = {name for name, entry in variables.items() if entry.get("secret")}
    findings, covered = [], set()
    for place, item in of_kind(context, "SpinApp"):
        named = set(item["spec"]["components"])
        covered |= named
        findings += [Finding(place, f"spin.toml has no component {name}") for name in sorted(named - components)]
        listed = [variable["name"] for variable in item["spec"].get("variables", [])]
        given = set(listed)
        findings += [Finding(place, f"variable {name} is given twice") for name in sorted(given) if listed.count(name) > 1]
        findings += [Finding(place, f"spin.toml has no variable {name}") for name in sorted(given - set(variables))]
        findings += [Finding(place, f"variable {name} is required") for name in sorted(required - given)]
        used = {name for component in named & components for name in templates(spin["component"][component])}
        # No deployment has a payment sandbox.
        needed = {name for name in used & secrets if not name.startswith("sandbox_")}
        findings += [Finding(place, f"{name} is a secret of its components") for name in sorted(needed - given)]
        findings += [Finding(place, f"none of its components uses {name}") for name in sorted(given & secrets - used)]
        if "public_url" in given and "trusted_proxies" in variables and "trusted_proxies" not in given:
            findings.append(Finding(place, "a component with an https public_url does not start without trusted_proxies"))
    findings += [Finding("spin.toml", f"no SpinApp runs the component {name}") for name in sorted(components - covered)]
    return findings


def documented(context: Context) -> list:
    """The page of the first deployment names every secret of spin.toml and every object of a vault."""
    page = "docs/operate/first-deployment.md"
    text = (context.repository / page).read_text()
    variables = tomllib.loads((context.repository / "spin.toml").read_text())["variables"]
    secrets = {name for name, entry in variables.items() if entry.get("secret") and not name.endswith("_previous")}
    vaults = [item["spec"]["parameters"]["objects"] for _, item in of_kind(context, "SecretProviderClass")]
    names = secrets | {name for objects in vaults for name in re.findall(r"objectName: *(\S+)", objects)}
    named = {name.replace("-", "_") for name in re.findall(r"`([^`\n]+)`", text)}
    return [Finding(page, f"does not name {name}") for name in sorted(names) if name.replace("-", "_") not in named]


def templates(component: dict) -> set:
    """Variables of the application that a component is given."""
    return set(re.findall(r"\{\{ *(\w+) *\}\}", " ".join(map(str, component.get("variables", {}).values()))))


def flags(context: Context) -> list:
    """Flags of our own programs in manifests, against the sources that declare them."""
    source = context.repository / "infra/edge/src/gateway/arguments.rs"
    if not source.is_file():
        return [Finding("infra/edge/src/gateway/arguments.rs", "there is no gateway")]
    declared = set(re.findall(r"^    (?:pub )?(\w+): ", source.read_text(), re.M)) | set(re.findall(r'long = "([\w-]+)"', source.read_text()))
    known = {name.replace("_", "-") for name in declared}
    findings = []
    for place, _, spec in pod_specs(context):
        for container in spec["containers"]:
            if container.get("command", [])[:2] == ["outpost-edge", "gateway"]:
                used = [argument.removeprefix("--").split("=")[0] for argument in container["args"]]
                findings += [Finding(place, f"the gateway has no flag --{name}") for name in used if name not in known]
    return findings


def sqld_flags(context: Context, sqld: str) -> list:
    """sqld's flags in manifests, against a real one's help."""
    known = set(re.findall(r"--([\w-]+)", context.run(sqld, "--help").stdout))
    findings = []
    for place, _, spec in pod_specs(context):
        for container in spec["containers"]:
            if container.get("command") == ["/bin/sqld"]:
                used = [argument.removeprefix("--").split("=")[0] for argument in container["args"]]
                findings += [Finding(place, f"sqld has no flag --{name}") for name in used if name not in known]
    return findings
