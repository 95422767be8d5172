"""The checks of rules and dashboards."""

import json
import re

import yaml

from . import metrics
from .context import Context
from .finding import Finding


def rule_files(context: Context) -> list:
    """Every file of rules."""
    return sorted((context.infra / "kubernetes/monitoring/rules").glob("*.yaml"))


def dashboard_files(context: Context) -> list:
    """Every dashboard."""
    return sorted((context.infra / "kubernetes/monitoring/dashboards").glob("*.json"))


def rules(context: Context):
    """Every rule as `(place, rule)`."""
    for path in rule_files(context):
        for group in yaml.safe_load(path.read_text())["groups"]:
            for rule in group["rules"]:
                yield f"{context.shown(path)} {rule.get('alert', rule.get('record'))}", rule


def syntax(context: Context) -> list:
    """promtool understands every rule."""
    done = context.run(context.tools.promtool, "check", "rules", *rule_files(context))
    if done.returncode == 0:
        return []
    return [Finding("promtool check rules", line.strip()) for line in done.stderr.splitlines() if line.strip()]


def tests(context: Context) -> list:
    """Rules fire, and stay silent, as the tests say."""
    files = sorted((context.infra / "kubernetes/monitoring/tests").glob("*.yaml"))
    if not files:
        return [Finding("infra/kubernetes/monitoring/tests", "there are no tests")]
    done = context.run(context.tools.promtool, "test", "rules", *files)
    findings = [] if done.returncode == 0 else [Finding("promtool test rules", (done.stdout + done.stderr).strip()[:2000])]
    tested = " ".join(path.read_text() for path in files)
    findings += [Finding(place, "no test names the alert") for place, rule in rules(context) if "alert" in rule and rule["alert"] not in tested]
    return findings


def known_metrics(context: Context) -> set:
    """What may be asked for: ours, those of others, and what our rules record."""
    recorded = {rule["record"] for _, rule in rules(context) if "record" in rule}
    return metrics.own_metrics(context.repository) | metrics.external_metrics(context) | recorded


def existence(context: Context) -> list:
    """Rules and dashboards ask only for metrics that something emits."""
    known = known_metrics(context)
    asked = [(place, rule["expr"]) for place, rule in rules(context)] + list(queries(context))
    return [
        Finding(place, f"nothing emits {name}")
        for place, expression in asked
        for name in sorted(metrics.used_metrics(expression) - known)
    ]


def conventions(context: Context) -> list:
    """Every alert has a severity, a summary and a runbook that names it; Bicep understands its `for`."""
    findings = []
    for place, rule in rules(context):
        if "alert" not in rule:
            continue
        if rule.get("labels", {}).get("severity") not in ("page", "ticket"):
            findings.append(Finding(place, "severity should be page or ticket"))
        if not re.fullmatch(r"\d+[smh]", rule.get("for", "")):
            findings.append(Finding(place, "`for` should be a number with s, m or h"))
        annotations = rule.get("annotations", {})
        if "summary" not in annotations:
            findings.append(Finding(place, "summary is missing"))
        runbook = context.repository / annotations.get("runbook", "nothing")
        if not runbook.is_file():
            findings.append(Finding(place, f"there is no runbook {annotations.get('runbook')}"))
        elif rule["alert"] not in runbook.read_text():
            findings.append(Finding(place, f"{annotations['runbook']} does not name the alert"))
    listed = (context.infra / "azure/modules/global/rules.bicep").read_text()
    for path in rule_files(context):
        if f"/{path.name}'" not in listed:
            findings.append(Finding(context.shown(path), "infra/azure/modules/global/rules.bicep does not load it"))
    return findings


def queries(context: Context):
    """Every query of every dashboard, with Grafana's variables replaced by values."""
    for path in dashboard_files(context):
        dashboard = json.loads(path.read_text())
        for panel in dashboard["panels"]:
            for target in panel.get("targets", []):
                expression = target["expr"].replace("$__rate_interval", "5m").replace("$cluster", "x")
                yield f"{context.shown(path)} {panel['title']}", expression


def dashboards(context: Context) -> list:
    """Dashboards have titles and units, and promtool understands their queries."""
    findings, written = [], []
    for path in dashboard_files(context):
        dashboard = json.loads(path.read_text())
        for panel in dashboard["panels"]:
            if not panel.get("description"):
                findings.append(Finding(f"{context.shown(path)} {panel['title']}", "a panel says how to read it"))
            if not panel.get("fieldConfig", {}).get("defaults", {}).get("unit"):
                findings.append(Finding(f"{context.shown(path)} {panel['title']}", "a panel has a unit"))
    places = list(queries(context))
    written = [{"record": f"query:{number}", "expr": expression} for number, (_, expression) in enumerate(places)]
    file = context.work / "queries.yaml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "queries", "rules": written}]}))
    done = context.run(context.tools.promtool, "check", "rules", file)
    if done.returncode != 0:
        numbers = re.findall(r'query:(\d+)', done.stderr)
        where = places[int(numbers[0])][0] if numbers else "dashboards"
        findings.append(Finding(where, done.stderr.strip()[-500:]))
    return findings
