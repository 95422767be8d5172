"""Runs every check on the repository, then plants mistakes that they must find. `--only NAME` runs some of them."""

import argparse
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
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


def timed(work) -> tuple:
    """What a check found, and its seconds."""
    began = time.monotonic()
    return work(), time.monotonic() - began


def report(name: str, outcome: tuple) -> bool:
    """Prints what a check found, and how long it took."""
    findings, seconds = outcome
    for finding in findings:
        print(f"  {finding}")
    print(f"{'✗' if findings else '✓'} {name} ({seconds:.1f} s)", flush=True)
    return not findings


def run(context: Context, only: set, with_planted: bool) -> list:
    """Whether each check held. They run side by side, since most wait for other programs; results come in order."""
    # What several checks read is computed before they start.
    for _ in (context.objects, context.bicep_trees, context.azure):
        pass
    chosen = {name: check for name, check in CHECKS.items() if not only or name in only}
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        waiting = {name: pool.submit(timed, lambda check=check: check(context)) for name, check in chosen.items()}
        outcomes = [report(name, pending.result()) for name, pending in waiting.items()]
    if with_planted:
        outcomes.append(report(f"{planted.count(only)} planted mistakes are found", timed(lambda: planted.check(context, only))))
    return outcomes


def main() -> int:
    """Everything."""
    options = arguments()
    repository = Path(__file__).resolve().parents[3]
    context = Context(repository, repository / "infra", tools.Tools(options.tools.resolve()), options.tools.resolve() / "work")
    only = set(options.only)
    outcomes = run(context, only, not options.no_planted)
    if not rehearsal.is_possible():
        print("· left out: the rehearsal on a real sqld and its flags: there is none on this machine (SQLD, PATH), or no OpenSSL")
    elif not rehearsal.find_edge():
        print("· left out: the gateway's part of the rehearsal: no edge host is built (cargo xtask build)")
    print(f"· {bicep.resource_count(context)} Azure resources and {len(context.objects)} Kubernetes objects: parsed, type- and policy-checked")
    print(f"{sum(outcomes)} checks passed, {len(outcomes) - sum(outcomes)} failed")
    return 0 if all(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
