"""Commands of the Azure CLI in docs and manifests, against the sources of the CLI."""

import re
import zipfile
from pathlib import Path

from .context import Context
from .finding import Finding

REGISTERED = re.compile(r'register_command\(\s*"([^"]+)"')
GROUP = re.compile(r"command_group\(\s*'([^']*)'")
COMMAND = re.compile(r"g\.\w*command\(\s*'([^']+)'|g\.(?:custom|keyvault|storage|generic|wait|show|custom_show)\w*\(\s*'([^']+)'")
OPTION = re.compile(r"--[a-z][a-z0-9-]+")
SCHEMA = re.compile(r"_schema\.(\w+) = AAZ")
# Options that every command takes.
COMMON = {"--output", "--query", "--subscription", "--help", "--verbose", "--resource-group", "--name", "--location", "--ids", "--yes", "--no-wait"}
# Commands of extensions, whose sources are in no registry. Their reference: learn.microsoft.com/cli/azure/fleet, /grafana, /afd.
EXTENSIONS = ("fleet ", "grafana ", "afd ")
USED = re.compile(r"\baz ((?:[a-z][a-z0-9-]*[ `])+)([^`]*)")


def read_cli(wheel: Path) -> tuple:
    """The file of every command, and the text of every module of commands."""
    commands, modules = {}, {}
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if not name.endswith(".py") or "/command_modules/" not in name or "/tests/" in name:
                continue
            text = archive.read(name).decode()
            module = name.split("/command_modules/")[1].split("/")[0]
            if "/aaz/" in name:
                commands.update((command, text) for command in REGISTERED.findall(text))
                continue
            modules[module] = modules.get(module, "") + text
            if "command_group(" in text:
                commands.update((command, module) for command in old_commands(text))
    return commands, modules


def old_commands(text: str) -> list:
    """Commands that a table registers: the group's words, then the command's."""
    found, group = [], ""
    for line in text.splitlines():
        opened = GROUP.search(line)
        if opened:
            group = opened.group(1)
        for first, second in COMMAND.findall(line):
            found.append(f"{group} {first or second}".strip())
    return found


def check(context: Context) -> list:
    """All findings."""
    wheel = next(context.tools.azure_cli.glob("azure_cli-*.whl"))
    commands, modules = read_cli(wheel)
    findings = []
    for path in sorted((context.repository / "docs/operate").rglob("*.md")) + sorted((context.infra / "kubernetes").rglob("*.yaml")):
        text = re.sub(r"\\\n\s*", " ", path.read_text())
        for line in text.splitlines():
            for match in USED.finditer(line + "`"):
                words = " ".join(match.group(1).strip("` ").split())
                findings += [Finding(context.shown(path), fault) for fault in faults(words, line[match.start():], commands, modules)]
    return findings


def faults(words: str, line: str, commands: dict, modules: dict) -> list:
    """What is wrong with one command as it is written."""
    if words.startswith(EXTENSIONS):
        return []
    parts = words.split()
    name = next((" ".join(parts[:end]) for end in range(len(parts), 0, -1) if " ".join(parts[:end]) in commands), None)
    if name is None and any(command.startswith(words + " ") for command in commands):
        # A group of commands, named in a sentence.
        return []
    if name is None:
        return [f"the Azure CLI has no command `az {words}`"]
    source = commands[name]
    known = set(OPTION.findall(source)) | {"--" + field.replace("_", "-") for field in SCHEMA.findall(source)}
    if source in modules:
        text = modules[source]
        known = set(OPTION.findall(text)) | {"--" + word.replace("_", "-") for word in re.findall(r"\w+", text)}
    command = re.split(r"[`;|]|\baz\b", line[2:])[0]
    return [f"`az {name}` has no option {option}" for option in sorted(set(OPTION.findall(command)) - known - COMMON)]
