"""Parses Bicep files and prints their trees as JSON. It runs in the environment that holds pycep."""

import json
import sys
from pathlib import Path

from pycep import BicepParser


def parse(path: str) -> dict:
    """The tree of one file, or why there is none."""
    try:
        return {"tree": BicepParser().parse(file_path=Path(path))}
    except Exception as error:  # pycep raises whatever its parser generator raises
        return {"error": str(error).strip().splitlines()[0]}


if __name__ == "__main__":
    print(json.dumps({path: parse(path) for path in sys.argv[1:]}))
