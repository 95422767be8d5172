"""All checks, in the order in which they run."""

from . import azure_cli, bicep, kubernetes, pods, prometheus, references, rehearsal, scanners
from .context import Context


def sqld_flags(context: Context) -> list:
    """Flags of sqld against a real one, where SQLD or PATH names it."""
    sqld = rehearsal.find_sqld()
    return references.sqld_flags(context, sqld) if sqld else []


CHECKS = {
    "yamllint": scanners.yamllint,
    "kustomize": kubernetes.kustomize,
    "Kubernetes objects": kubernetes.core_objects,
    "custom resources": kubernetes.own_custom_resources,
    "typed custom resources": kubernetes.typed_custom_resources,
    "pods": pods.check,
    "references": references.check,
    "gateway flags": references.flags,
    "sqld flags": sqld_flags,
    "rehearsal on a real sqld": rehearsal.check,
    "Bicep syntax": bicep.syntax,
    "Bicep types": bicep.types,
    "Bicep names": bicep.names,
    "Bicep policies": bicep.policies,
    "parameter files": bicep.parameters,
    "Azure CLI commands": azure_cli.check,
    "promtool rules": prometheus.syntax,
    "promtool tests": prometheus.tests,
    "metrics": prometheus.existence,
    "alert conventions": prometheus.conventions,
    "dashboards": prometheus.dashboards,
    "trivy": scanners.trivy,
    "hadolint": scanners.hadolint,
    "checkov": scanners.checkov,
}
