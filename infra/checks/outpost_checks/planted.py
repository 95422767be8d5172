"""Mistakes planted into a copy, each of which a named check must find: so a check that sees nothing is seen."""

import os
import re
import shutil
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from . import rehearsal
from .catalogue import CHECKS
from .context import Context
from .finding import Finding
SLOW = ("checkov", "trivy")


@dataclass(frozen=True)
class Mistake:
    """In `file`, the first match of `find` becomes `put`; the check's findings must then contain `seen`."""

    check: str
    file: str
    find: str
    put: str
    seen: str
    # Needs a copy to itself, since it hides other mistakes.
    alone: bool = False


REPLICA = "kubernetes/base/replica/statefulset.yaml"
PRIMARY = "kubernetes/home/primary.yaml"
SHOP = "kubernetes/base/apps/shop-stable.yaml"
JOBS = "kubernetes/base/apps/jobs-stable.yaml"
AZURE = "azure/modules"
RULES = "kubernetes/monitoring/rules"

MISTAKES = [
    Mistake("yamllint", SHOP, r"  executor:", "  executor : ", "colons"),
    Mistake("kustomize", "kubernetes/base/kustomization.yaml", r"  - quotas.yaml", "  - quota.yaml", "quota.yaml"),
    Mistake("Kubernetes objects", REPLICA, r"readinessProbe:", "readynessProbe:", "readynessProbe"),
    Mistake("Kubernetes objects", "kubernetes/base/quotas.yaml", r"requests.cpu: \"24\"", "requests.cpu: [24]", "requests.cpu"),
    Mistake("custom resources", SHOP, r"enableAutoscaling:", "enableAutoScaling:", "enableAutoScaling"),
    Mistake("custom resources", JOBS, r"enableAutoscaling: true", "enableAutoscaling: true\n  replicas: 2", "should not be valid"),
    Mistake("typed custom resources", "kubernetes/base/ingress/routes.yaml", r"weight: 100", "weigth: 100", "weigth"),
    Mistake("typed custom resources", "kubernetes/home/certificates.yaml", r"rotationPolicy: Always", "rotationPolicy: Allways", "Allways"),
    Mistake("typed custom resources", "kubernetes/base/network/apps-outbound.yaml", r"toFQDNs", "toFqdns", "toFqdns"),
    Mistake("pods", REPLICA, r"allowPrivilegeEscalation: false", "privileged: true", "privileged"),
    Mistake("pods", PRIMARY, r"limits: \{ cpu: \"2\", memory: 3Gi \}", "limits: { cpu: \"2\" }", "limits.memory"),
    Mistake("pods", PRIMARY, r"libsql-server:v0.24.32", "libsql-server:latest", "not pinned"),
    Mistake("pods", SHOP, r"    limits: .*\n", "", "limits.memory"),
    Mistake("references", SHOP, r"name: cookies, key: cart-secret \}", "name: cookie, key: cart-secret }", "nothing makes the secret cookie"),
    Mistake("references", "kubernetes/base/network/deny.yaml", r"\[Ingress, Egress\]", "[Ingress]", "denies by default"),
    Mistake("references", "kubernetes/base/ingress/routes.yaml", r"weight: 0", "weight: 5", "add up to 100"),
    Mistake("references", SHOP, r"\[storefront", "[storefrunt", "no component storefrunt"),
    Mistake("references", "kubernetes/base/apps/shop-canary.yaml", r"    - name: orders_secret\n.*\n", "", "orders_secret is a secret of its components"),
    Mistake("references", "kubernetes/base/secrets/apps.yaml", r"objectName: session-secret", "objectName: unnamed-secret", "does not name unnamed-secret"),
    Mistake("references", JOBS, r"    - name: public_url", "    - name: cart_secret\n      value: x\n    - name: public_url", "none of its components uses cart_secret"),
    Mistake("references", SHOP, r"- name: public_url", "- name: publik_url", "no variable publik_url"),
    Mistake("references", JOBS, r"    - name: trusted_proxies\n      value: hops=2\n", "", "does not start without trusted_proxies"),
    Mistake("gateway flags", PRIMARY, r"--tokens-file", "--token-file", "--token-file"),
    # A replica without keys for tokens forwards anybody's writes, past the gateway.
    Mistake("rehearsal on a real sqld", REPLICA, r"            - --primary-grpc-ca-cert-file=/tls/ca.crt\n", "", "does not follow", alone=True),
    Mistake("rehearsal on a real sqld", REPLICA, r"            - --auth-jwt-key-file=.*\n", "", "writes through a replica", alone=True),
    Mistake("Bicep syntax", f"{AZURE}/home/disk.bicep", r"properties: \{", "properties: [", "Unexpected"),
    Mistake("Bicep types", f"{AZURE}/region/cluster.bicep", r"oidcIssuerProfile:", "oidcIssuersProfile:", "oidcIssuersProfile"),
    Mistake("Bicep types", f"{AZURE}/global/front-door.bicep", r"probeIntervalInSeconds: 30", "probeIntervalInSeconds: '30'", "should be integer"),
    Mistake("Bicep types", f"{AZURE}/region/cluster.bicep", r"networkDataplane: 'cilium'", "networkDataplane: 'celium'", "celium is none of"),
    Mistake("Bicep types", f"{AZURE}/home/backup.bicep", r"blobServices@2025-06-01", "blobServices@2025-06-31", "2025-06-31"),
    Mistake("Bicep types", f"{AZURE}/home/backup.bicep", r"  kind: 'StorageV2'\n", "", "kind is required"),
    Mistake("Bicep types", f"{AZURE}/region/network.bicep", r"addressSpace: \{", "provisioningState: 'Succeeded'\n    addressSpace: {", "read-only"),
    Mistake("Bicep names", "azure/main.bicep", r"outputs\.networkId\]", "outputs.networksId]", "no output networksId"),
    Mistake("Bicep names", "azure/main.bicep", r"addressSpace: '10", "adressSpace: '10", "no parameter adressSpace"),
    Mistake("Bicep names", f"{AZURE}/home/disk.bicep", r"guid\(disk\.id", "guid(disc.id", "disc is not declared"),
    Mistake("Bicep policies", f"{AZURE}/home/backup.bicep", r"allowBlobPublicAccess: false", "allowBlobPublicAccess: true", "allowBlobPublicAccess"),
    Mistake("Bicep policies", f"{AZURE}/home/backup.bicep", r"defaultAction: 'Deny'", "defaultAction: 'Allow'", "networkAcls.defaultAction"),
    Mistake("Bicep policies", f"{AZURE}/region/network.bicep", r", denyInternet\)", ")", "denyInternet"),
    Mistake("Bicep policies", f"{AZURE}/global/waf.bicep", r"mode: 'Prevention'", "mode: 'Detection'", "Prevention"),
    Mistake("Bicep policies", f"{AZURE}/home/disk.bicep", r"param sizeGb int", "param sizeGb int\nparam adminPassword string", "@secure"),
    Mistake("parameter files", "azure/parameters/student.parameters.json", r'"frontDoor"', '"frontdoor"', "no parameter frontdoor"),
    Mistake("parameter files", "azure/parameters/student.parameters.json", r'"diskSku"', '"password"', "looks like a secret"),
    Mistake("Azure CLI commands", "kubernetes/home/backup.yaml", r"az storage blob upload", "az storage blob upland", "no command `az storage blob upland"),
    Mistake("Azure CLI commands", "kubernetes/home/backup.yaml", r"--federated-token", "--federation-token", "no option --federation-token"),
    Mistake("promtool rules", f"{RULES}/edge.yaml", r"sum by \(cluster, le\) \(rate", "sum by (cluster, le) (rat", "rat"),
    Mistake("promtool tests", f"{RULES}/data.yaml", r"copy_age_seconds\) > 60", "copy_age_seconds) > 6000", "CopyIsOld"),
    Mistake("metrics", f"{RULES}/data.yaml", r"outpost_edge_copy_age_seconds", "outpost_edge_copy_age_millis", "nothing emits outpost_edge_copy_age_millis"),
    Mistake("metrics", "kubernetes/monitoring/dashboards/region.json", r"rate\(outpost_edge_requests_total", "rate(outpost_edge_request_total", "outpost_edge_request_total"),
    Mistake("alert conventions", f"{RULES}/cluster.yaml", r"severity: page", "severity: critical", "severity"),
    Mistake("alert conventions", f"{RULES}/cluster.yaml", r"runbooks/copy-old.md", "runbooks/copy-ould.md", "copy-ould"),
    Mistake("dashboards", "kubernetes/monitoring/dashboards/region.json", r"sum by \(class\) \(rate", "sum by (class) (rate(", "parse"),
    Mistake("trivy", REPLICA, r"allowPrivilegeEscalation: false", "privileged: true", "privileged"),
    Mistake("hadolint", "kubernetes/Containerfile", r"", "FROM debian\nRUN apt-get install curl\n", "DL3006"),
    Mistake("checkov", f"{AZURE}/home/backup.bicep", r"minimumTlsVersion: 'TLS1_2'", "minimumTlsVersion: 'TLS1_0'", "CKV_AZURE_44"),
    Mistake("checkov", REPLICA, r"allowPrivilegeEscalation: false", "privileged: true", "CKV_K8S_16"),
    Mistake("checkov", f"{AZURE}/region/cluster.bicep", r"disableLocalAccounts: true", "disableLocalAccounts: false", "CKV_AZURE_141"),
]


def check(context: Context, only: set) -> list:
    """Mistakes that their checks did not find. Those for one check share a copy where they can."""
    findings, groups = [], defaultdict(list)
    for number, mistake in enumerate(MISTAKES):
        if (not only or mistake.check in only) and can_be_found(mistake):
            groups[(mistake.check, number if mistake.alone else None)].append(mistake)
    # Scanners take longest, so they begin first; most of the work is done by other programs.
    order = sorted(groups, key=lambda group: group[0] not in SLOW)
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        for found in pool.map(lambda group: run(context, name_of(group), groups[group]), order):
            findings += found
    return findings


def name_of(group: tuple) -> str:
    """A folder's name for a group of mistakes."""
    return re.sub(r"\W", "-", "-".join(str(part) for part in ("planted", *group) if part is not None))


def can_be_found(mistake: Mistake) -> bool:
    """Whether the machine has what the check needs."""
    return mistake.check != "rehearsal on a real sqld" or rehearsal.is_possible()


def run(context: Context, name: str, mistakes: list) -> list:
    """Plants mistakes into one copy, and runs their check on it."""
    folder = context.work / name
    shutil.rmtree(folder, ignore_errors=True)
    infra = folder / "infra"
    for part in ("azure", "kubernetes"):
        shutil.copytree(context.infra / part, infra / part)
    if mistakes[0].check in SLOW:
        # One region shows a mistake as well as seven do.
        for overlay in (infra / "kubernetes/overlays").iterdir():
            if overlay.name != "northeurope":
                shutil.rmtree(overlay)
    for mistake in mistakes:
        error = plant(infra / mistake.file, mistake)
        if error:
            return [Finding(mistake.file, error)]
    copy = Context(context.repository, infra, context.tools, folder / name)
    copy.azure = context.azure
    text = "\n".join(str(finding) for finding in CHECKS[mistakes[0].check](copy))
    shutil.rmtree(folder)
    return [
        Finding(mistake.file, f"{mistake.check} did not find that {mistake.find!r} had become {mistake.put!r}; it said: {text[:400] or 'nothing'}")
        for mistake in mistakes
        if mistake.seen not in text
    ]


def plant(file: Path, mistake: Mistake) -> str | None:
    """Changes the file; says so when there was nothing to change."""
    before = file.read_text() if file.exists() else ""
    after = re.sub(mistake.find, mistake.put.replace("\\", "\\\\"), before, count=1)
    file.write_text(after)
    return f"nothing matches {mistake.find!r}: mend the mistake in infra/checks/outpost_checks/planted.py" if after == before else None


def count(only: set) -> int:
    """How many mistakes are planted."""
    return sum(1 for mistake in MISTAKES if (not only or mistake.check in only) and can_be_found(mistake))
