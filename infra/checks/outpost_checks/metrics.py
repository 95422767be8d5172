"""The names of metrics: those that our programs register, read from their sources, and those that queries use."""

import re
from pathlib import Path

import yaml

from .context import Context

SOURCES = ("infra/edge/src/metrics.rs", "infra/edge/src/metrics", "infra/edge/src/gateway/metrics.rs")
PREFIX = re.compile(r'with_prefix\("(\w+)"\)')
REGISTERED = re.compile(r'(?:register|register_with_unit)\(\s*"(\w+)",\s*(?:"[^"]*"|help),\s*(Unit::\w+,)?\s*(?:Family::|Counter::|Gauge::|Histogram::)?(?:clone\(&)?([\w.]+)', re.S)
COLLECTED = re.compile(r'put\(&mut encoder, "(\w+)", (?:"[^"]*"|help), &(\w+)')
# `let age = gauges(…)`, or `counters(…)` in place.
GAUGE = re.compile(r"\b(?:Gauge\b|gauges\()")
# A clone of a field: `metrics.hits.clone()` is captured as `metrics.hits.clone`.
FIELD = re.compile(r"(?:^|\.)(\w+?)(?:\.clone)?$")
SUFFIXES = {"counter": ["_total"], "gauge": [""], "histogram": ["_bucket", "_sum", "_count"]}

WORDS = {"by", "without", "on", "ignoring", "group_left", "group_right", "and", "or", "unless", "bool", "offset", "inf", "nan"}
NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")


def own_metrics(repository: Path) -> set:
    """The series of our programs, with the suffixes that the text format adds."""
    names = set()
    default = "outpost_edge"
    for source in SOURCES:
        path = repository / source
        if not path.exists():
            continue
        for file in sorted(path.rglob("*.rs")) if path.is_dir() else [path]:
            text = file.read_text()
            prefix = PREFIX.search(text)
            names |= registered(text, prefix.group(1) if prefix else default)
    return names


def registered(text: str, prefix: str) -> set:
    """The series that one file registers."""
    names = set()
    for name, unit, variable in REGISTERED.findall(text):
        field = FIELD.search(variable).group(1)
        base = f"{prefix}_{name}" + ("_seconds" if "Seconds" in unit else "")
        names.update(base + suffix for suffix in SUFFIXES[kind_of(field, text)])
    for name, variable in COLLECTED.findall(text):
        kind = "counter" if variable == "counters" else "gauge"
        names.update(f"{prefix}_{name}{suffix}" for suffix in SUFFIXES[kind])
    return names


def kind_of(field: str, text: str) -> str:
    """What a field of the metrics' struct is."""
    declared = re.search(rf"^\s*(?:pub )?{field}: (.*),$", text, re.M)
    if not declared:
        raise ValueError(f"no field {field} declares the type of a metric")
    for kind in ("Histogram", "Counter", "Gauge"):
        if kind in declared.group(1):
            return kind.lower()
    raise ValueError(f"the field {field} is no counter, gauge or histogram")


def external_metrics(context: Context) -> set:
    """Series of other programs that we may name."""
    listed = yaml.safe_load((context.infra / "kubernetes/monitoring/external-metrics.yaml").read_text())
    return {name for names in listed.values() for name in names}


def used_metrics(expression: str) -> set:
    """The series that an expression asks for."""
    text = re.sub(r'"(?:\\.|[^"\\])*"', '""', expression)
    text = re.sub(r"\{[^}]*\}|\[[^\]]*\]", " ", text)
    text = re.sub(r"\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)", " ", text)
    names = set()
    for match in NAME.finditer(text):
        after = text[match.end():].lstrip()
        if not after.startswith("(") and match.group(0).lower() not in WORDS and not preceded_by_digit(text, match.start()):
            names.add(match.group(0))
    return names


def preceded_by_digit(text: str, start: int) -> bool:
    """Whether a name is the unit of a number, as in `1e3` or `5m`."""
    return start > 0 and text[start - 1].isdigit()
