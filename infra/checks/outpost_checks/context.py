"""What every check reads: the tree under examination, the tools, and what is computed once for several checks."""

import json
import subprocess
from functools import cached_property
from pathlib import Path

import yaml

from . import azure_sdk
from .finding import Finding
from .tools import Tools


class Context:
    """One tree: the repository's `infra` folder, or a copy with a mistake planted."""

    def __init__(self, repository: Path, infra: Path, tools: Tools, work: Path):
        self.repository, self.infra, self.tools, self.work = repository, infra, tools, work
        work.mkdir(parents=True, exist_ok=True)

    def run(self, *command, **options) -> subprocess.CompletedProcess:
        """Runs a program and keeps what it prints."""
        words = [str(word) for word in command]
        return subprocess.run(words, capture_output=True, text=True, check=False, **options)

    def shown(self, path) -> str:
        """A path as a person would write it."""
        text = str(path)
        return text.replace(f"{self.infra}/", "infra/").replace(f"{self.work}/", "")

    @cached_property
    def overlays(self) -> list:
        """Every region's folder."""
        return sorted(path.parent for path in (self.infra / "kubernetes/overlays").glob("*/kustomization.yaml"))

    @cached_property
    def rendered(self) -> dict:
        """What kustomize makes of each overlay: the text, or a finding."""
        results = {}
        for overlay in self.overlays:
            done = self.run(self.tools.kubectl, "kustomize", overlay)
            results[overlay.name] = done.stdout if done.returncode == 0 else Finding(self.shown(overlay), done.stderr.strip())
        return results

    @cached_property
    def objects(self) -> list:
        """All Kubernetes objects as `(place, object)`; those of several regions that are alike come once."""
        seen, found = set(), []
        texts = {name: text for name, text in self.rendered.items() if isinstance(text, str)}
        operators = self.infra / "kubernetes/operators"
        if operators.is_dir():
            texts["operators"] = self.run(self.tools.kubectl, "kustomize", operators).stdout
        for name, text in texts.items():
            for item in yaml.safe_load_all(text):
                key = json.dumps(item, sort_keys=True)
                if item and key not in seen:
                    seen.add(key)
                    metadata = item.get("metadata", {})
                    where = "/".join(filter(None, [metadata.get("namespace"), metadata.get("name")]))
                    found.append((f"{name}: {item.get('kind')} {where}", item))
        return found

    @cached_property
    def bicep(self) -> dict:
        """The parsed tree of every Bicep file, or why there is none, by path."""
        files = sorted((self.infra / "azure").rglob("*.bicep"))
        script = Path(__file__).with_name("bicep_parse.py")
        done = self.run(self.tools.checkov_python, script, *files)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return json.loads(done.stdout)

    @cached_property
    def bicep_trees(self) -> dict:
        """The files that could be parsed."""
        return {path: result["tree"] for path, result in self.bicep.items() if "tree" in result}

    @cached_property
    def azure(self) -> dict:
        """Azure's types and models."""
        return azure_sdk.read_packages(self.tools.azure_sdk, self.tools.folder)
