"""Gets the tools into a folder and prints the Python that has the packages of the checks."""

import sys
from pathlib import Path

from outpost_checks import tools

if __name__ == "__main__":
    tools.prepare(Path(sys.argv[1]).resolve())
