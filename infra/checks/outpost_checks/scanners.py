"""Scanners that others wrote: yamllint, checkov, trivy, hadolint."""

import json
import re
import shutil
from pathlib import Path

from .context import Context
from .finding import Finding

# Policies that do not fit, with the reason. Everything else that checkov knows must hold.
CHECKOV_SKIPS = {
    "CKV_K8S_35": "SpinApps and sqld's own key take secrets as variables: they know no files for them",
    "CKV_K8S_43": "third-party images are pinned by version and copied into our registry once; a digest comes with the copy",
    "CKV_K8S_40": "the user id is 10001; the rule wants another threshold",
    "CKV_K8S_15": "images are never changed under a tag, so pulling always would only add a dependency on the registry",
    "CKV2_K8S_6": "checked by rules of our own for whole namespaces",
}


def yamllint(context: Context) -> list:
    """The form of every YAML file."""
    config = context.repository / "infra/checks/yamllint.yaml"
    done = context.run(context.tools.yamllint, "--config-file", config, "--format", "parsable", context.infra / "kubernetes", context.infra / "checks")
    return [Finding(*context.shown(line).split(": ", 1)) for line in done.stdout.splitlines()]


def write_rendered(context: Context, scanner: str) -> Path:
    """The overlays as files, for scanners that read folders; those that are alike come once."""
    folder = context.work / f"rendered-{scanner}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    texts = {text: name for name, text in context.rendered.items() if isinstance(text, str)}
    for text, name in texts.items():
        (folder / f"{name}.yaml").write_text(text)
    return folder


def checkov(context: Context) -> list:
    """checkov's policies for Bicep and Kubernetes."""
    rendered = write_rendered(context, "checkov")
    skips = ",".join(CHECKOV_SKIPS)
    command = ["--directory", context.infra / "azure", "--directory", rendered, "--framework", "bicep", "kubernetes"]
    done = context.run(context.tools.checkov, *command, "--compact", "--quiet", "--skip-download", "--output", "json", "--skip-check", skips)
    # One report for each folder and framework.
    reports = json_documents(done.stdout)
    if len(reports) < 2:
        return [Finding("checkov", done.stderr[-500:] or done.stdout[-500:])]
    findings = set()
    for report in reports:
        if report.get("summary", {}).get("parsing_errors"):
            findings.add(Finding("checkov", f"{report['summary']['parsing_errors']} files could not be parsed"))
        for failed in report.get("results", {}).get("failed_checks", []):
            findings.add(Finding(f"{failed['file_path']} {failed['resource']}", f"{failed['check_id']} {failed['check_name']}"))
    return sorted(findings)


def json_documents(text: str) -> list:
    """The reports among lines for people: objects, or lists of them, that begin a line."""
    documents, position = [], 0
    while match := re.compile(r"^[\[{]", re.M).search(text, position):
        document, position = json.JSONDecoder().raw_decode(text, match.start())
        documents += document if isinstance(document, list) else [document]
    return [document for document in documents if "summary" in document]


def trivy(context: Context) -> list:
    """trivy's policies for Kubernetes, high and critical, without a network."""
    rendered = write_rendered(context, "trivy")
    options = ["--skip-check-update", "--severity", "HIGH,CRITICAL", "--format", "json", "--quiet"]
    cache = ["--cache-dir", context.tools.folder / "trivy-cache"]
    done = context.run(context.tools.trivy, "config", *options, *cache, rendered)
    if done.returncode != 0:
        return [Finding("trivy", done.stderr[-500:])]
    findings = set()
    for result in json.loads(done.stdout).get("Results", []):
        for fault in result.get("Misconfigurations", []):
            findings.add(Finding(f"{result['Target']}", f"{fault['ID']} {fault['Message']}"))
    return sorted(findings)


def container_files(context: Context) -> list:
    """Every file that builds an image."""
    names = ("Dockerfile", "Containerfile")
    return sorted(path for path in context.infra.rglob("*") if path.is_file() and path.name.startswith(names))


def hadolint(context: Context) -> list:
    """The form of files that build images."""
    files = container_files(context)
    if not files:
        return []
    done = context.run(context.tools.hadolint, "--format", "json", *files)
    return [Finding(f"{context.shown(entry['file'])}:{entry['line']}", f"{entry['code']} {entry['message']}") for entry in json.loads(done.stdout)]
