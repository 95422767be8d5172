"""Rules for pods: bounds, rights, images and probes. They hold for every container that the manifests make."""

import re

from .context import Context
from .finding import Finding

PINNED = re.compile(r"(@sha256:[0-9a-f]{64}|:v?\d[\w.-]*)$")
TEMPLATES = {
    "Deployment": ("spec", "template"),
    "StatefulSet": ("spec", "template"),
    "CronJob": ("spec", "jobTemplate", "spec", "template"),
}


def pod_specs(context: Context):
    """Every pod template as `(place, object, spec)`."""
    for place, item in context.objects:
        steps = TEMPLATES.get(item["kind"])
        if steps:
            spec = item
            for step in steps:
                spec = spec[step]
            yield place, item, spec["spec"]


def check(context: Context) -> list:
    """All findings."""
    findings = []
    for place, item, spec in pod_specs(context):
        findings += [Finding(place, fault) for fault in pod_faults(spec)]
        long_running = item["kind"] != "CronJob"
        for container in spec.get("initContainers", []) + spec["containers"]:
            faults = container_faults(container, long_running and container["name"] != "pause")
            findings += [Finding(f"{place} {container['name']}", fault) for fault in faults]
    for place, item in context.objects:
        if item["kind"] == "SpinApp":
            findings += [Finding(place, fault) for fault in app_faults(item["spec"])]
    return findings


def pod_faults(spec: dict) -> list:
    """What a pod as a whole may not do."""
    faults = [f"{name} is set" for name in ("hostNetwork", "hostPID", "hostIPC") if spec.get(name)]
    context = spec.get("securityContext", {})
    if not context.get("runAsNonRoot"):
        faults.append("securityContext.runAsNonRoot is missing")
    if context.get("seccompProfile", {}).get("type") != "RuntimeDefault":
        faults.append("securityContext.seccompProfile is missing")
    if spec.get("automountServiceAccountToken") is not False:
        faults.append("automountServiceAccountToken should be false")
    faults += [f"volume {volume['name']} is a path of the node" for volume in spec.get("volumes", []) if "hostPath" in volume]
    return faults


def container_faults(container: dict, long_running: bool) -> list:
    """What a container needs, and what it may not have."""
    faults = bounds_faults(container.get("resources", {}))
    context = container.get("securityContext", {})
    if context.get("privileged"):
        faults.append("the container is privileged")
    if context.get("allowPrivilegeEscalation") is not False:
        faults.append("securityContext.allowPrivilegeEscalation should be false")
    if not context.get("readOnlyRootFilesystem"):
        faults.append("securityContext.readOnlyRootFilesystem is missing")
    if context.get("capabilities", {}).get("drop") != ["ALL"] or context.get("capabilities", {}).get("add"):
        faults.append("securityContext.capabilities should drop ALL and add none")
    if not PINNED.search(container["image"]):
        faults.append(f"image {container['image']} is not pinned")
    if not container["image"].startswith("${REGISTRY}/"):
        faults.append(f"image {container['image']} does not come from our registry")
    if long_running and "livenessProbe" not in container:
        faults.append("livenessProbe is missing")
    return faults


def bounds_faults(resources: dict) -> list:
    """Requests and limits of processor and memory."""
    return [
        f"resources.{part}.{name} is missing"
        for part in ("requests", "limits")
        for name in ("cpu", "memory")
        if name not in resources.get(part, {})
    ]


def app_faults(spec: dict) -> list:
    """The same for what the operator makes of a SpinApp."""
    faults = bounds_faults(spec.get("resources", {}))
    if not PINNED.search(spec["image"]) or "@sha256:" not in spec["image"]:
        faults.append(f"image {spec['image']} is not named by digest")
    faults += [f"checks.{name} is missing" for name in ("readiness", "liveness") if name not in spec.get("checks", {})]
    if "runtimeConfig" not in spec:
        # The operator mounts the file only where there is one, and names it always.
        faults.append("runtimeConfig is missing")
    return faults
