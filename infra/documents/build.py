"""Builds the study, the proposal and the slides, and checks what a reader would trip over.

Usage: build.py REPOSITORY OUTPUT MARP CHROMIUM

Fails on a figure that no data file has, a link or reference that leads nowhere, a digit in the slides' text that is
not traced, an assignment line without a place, and a page or slide whose text runs over its edge.
"""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import typst

repository, output, marp, chromium = (Path(argument) for argument in sys.argv[1:5])
docs = repository / "docs"
problems = []


def data(name):
    return tomllib.loads((docs / "data" / f"{name}.toml").read_text())


sources = {
    "price": data("azure-prices"),
    "sla": data("availability"),
    "assumed": data("assumptions"),
    "measured": data("measurements"),
}


def value_of(path):
    """The value behind `measured.pages.home_kept_per_second`."""
    node = sources
    for key in path.split("."):
        if not isinstance(node, dict) or key not in node:
            raise KeyError(path)
        node = node[key]
    return node["value"] if isinstance(node, dict) else node


def grouped(value):
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


def monthly_cost(size):
    """The study's cost model (docs/template/model.typ), for the slides."""
    days = 30
    pages = size["sessions_per_day"] * value_of("assumed.pages_per_session")
    gigabytes = pages * value_of("assumed.kilobytes_per_page") / 1_000_000 * days
    requests = pages * value_of("assumed.requests_per_page") * days
    region = sum(value_of(f"price.{name}") for name in ("aks_standard", "nodes_three_d4s_v5", "registry_premium"))
    door = value_of("price.front_door_base") + gigabytes * value_of("price.front_door_gigabyte")
    door += requests / 10_000 * value_of("price.front_door_requests")
    people = value_of("assumed.engineer_day_usd") * value_of("assumed.maintenance_days_per_month")
    return region * size["regions"] + door + people


def document(name):
    target = output / f"{name}.pdf"
    try:
        typst.compile(str(docs / name / f"{name}.typ"), output=str(target), root=str(docs))
    except typst.TypstError as error:
        problems.append(f"docs/{name}: {error}")
        return
    headings = typst.query(str(docs / name / f"{name}.typ"), "heading.where(level: 1)", root=str(docs), field="body")
    count = len(json.loads(headings))
    print(f"{target.name}: {count} chapters")


def slides():
    text = (docs / "presentation" / "slides.md").read_text()

    def traced(match):
        path = match.group(1)
        try:
            if path.startswith("cost."):
                return f"${monthly_cost(sources['assumed']['sizes'][path.removeprefix('cost.')]):,.0f}"
            return grouped(value_of(path))
        except KeyError:
            problems.append(f"docs/presentation/slides.md: no data file has {path}")
            return "?"

    for number, line in enumerate(text.splitlines(), 1):
        spoken = re.sub(r"\{\{.*?\}\}|<!--.*?-->|^\d+\.|https?://\S+|\bWASI 0\.3\b", "", line)
        # Small whole numbers are counts in a sentence; anything larger must come from a data file.
        for figure in re.findall(r"\d[\d,.]*", spoken):
            if float(figure.replace(",", "").rstrip(".") or 0) > 320 and not re.match(r"20\d\d", figure):
                problems.append(f"docs/presentation/slides.md:{number}: the figure {figure} is traced to no data file")
    built = output / "slides.md"
    built.write_text(re.sub(r"\{\{([a-z0-9_.]+)\}\}", traced, text))
    for name in ("idea.svg", "theme.css"):
        (output / name).write_bytes((docs / "presentation" / name).read_bytes())
    for form in ("html", "pdf", "pptx"):
        command = [marp, "--theme", output / "theme.css", "--allow-local-files", "--browser-path", chromium]
        command += [built, "-o", output / f"slides.{form}"]
        finished = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "CHROME_NO_SANDBOX": "1"})
        if finished.returncode != 0:
            problems.append(f"slides.{form}: {finished.stderr.strip()[-400:]}")
    print(f"slides: {len(re.findall(r'^---$', text, re.M)) - 1} pages as html, pdf and pptx")


def links():
    """Every relative link of a Markdown file in the repository leads to a file."""
    listed = subprocess.run(["git", "ls-files", "*.md"], cwd=repository, capture_output=True, text=True, check=True)
    for name in listed.stdout.split():
        folder = (repository / name).parent
        for target in re.findall(r"\]\(([^)#\s]+)", (repository / name).read_text()):
            if not re.match(r"[a-z]+:", target) and not (folder / target).exists():
                problems.append(f"{name}: the link {target} leads nowhere")


def assignment():
    chapters = {path.stem for path in (docs / "study").glob("*.typ")}
    for line in data("assignment")["line"]:
        for chapter in line["chapter"].split(", "):
            if chapter not in chapters and chapter not in ("the proposal", "the presentation"):
                problems.append(f"docs/data/assignment.toml: {line['text']!r} names the chapter {chapter!r}, which is not there")


output.mkdir(parents=True, exist_ok=True)
document("study")
document("proposal")
slides()
links()
assignment()
for problem in problems:
    print(f"error: {problem}", file=sys.stderr)
sys.exit(1 if problems else 0)
