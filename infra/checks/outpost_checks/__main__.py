"""Runs every check on the repository, then plants mistakes that they must find. `--only NAME` runs some of them."""

import argparse
import sys
import time
from pathlib import Path

from . import bicep, planted, rehearsal, tools
from .catalogue import CHECKS
from .context import Context


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="outpost_checks", description=__doc__)
    parser.add_argument("--tools", type=Path, required=True, help="folder for tools and working files")
    parser.add_argument("--only", action="append", default=[], choices=[*CHECKS, "planted mistakes"], help="run this check")
    parser.add_argument("--no-planted", action="store_true", help="plant no mistakes")
    return parser.parse_args()


def report(name: str, work) -> bool:
    """Runs one check; prints its findings, and how long it took."""
    began = time.monotonic()
    findings = work()
    for finding in findings:
        print(f"  {finding}")
    print(f"{'✗' if findings else '✓'} {name} ({time.monotonic() - began:.1f} s)", flush=True)
    return not findings


def main() -> int:
    """Everything."""
    options = arguments()
    repository = Path(__file__).resolve().parents[3]
    context = Context(repository, repository / "infra", tools.Tools(options.tools.resolve()), options.tools.resolve() / "work")
    only = set(options.only)
    outcomes = [report(name, lambda check=check: check(context)) for name, check in CHECKS.items() if not only or name in only]
    if not options.no_planted:
        count = planted.count(only)
        outcomes.append(report(f"{count} planted mistakes are found", lambda: planted.check(context, only)))
    if not rehearsal.is_possible():
        print("· left out: the rehearsal on a real sqld and its flags: there is none on this machine (SQLD, PATH), or no OpenSSL")
    elif not rehearsal.find_edge():
        print("· left out: the gateway's part of the rehearsal: no edge host is built (cargo xtask build)")
    print(f"· {bicep.resource_count(context)} Azure resources and {len(context.objects)} Kubernetes objects: parsed, type- and policy-checked")
    print(f"{sum(outcomes)} checks passed, {len(outcomes) - sum(outcomes)} failed")
    return 0 if all(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
