"""``make bench``: every measurement, or those named: ``python -m benchmarks startup store``.

Each module of this package has a ``main()`` that measures and prints a small table.
What is compared is measured side by side in one run, interleaved; ratios are what counts.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path


def run() -> None:
    here = Path(__file__).parent
    names = sorted(found.name for found in pkgutil.iter_modules([str(here)]) if found.name[0] != "_")
    for name in sys.argv[1:] or [name for name in names if name != "measure"]:
        print(f"\n## {name}\n", flush=True)
        importlib.import_module(f"benchmarks.{name}").main()


run()
