"""Run as a program of its own, as root or as an ordinary user: make every attempt in a
sandbox, and print as JSON what came of each. The tests give it its place and judge it."""

from __future__ import annotations

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.patience import SOON
from tests.sandbox.attempts import ESCAPES, MISCHIEF, PRELUDE
from tutor_cli.sandbox.local import LocalSandbox
from tutor_cli.sandbox.process import Limits

AT_ONCE = 3
LIMITS = Limits(memory=1 << 30, file_size=32 << 20, scratch=64 << 20, output=1 << 20)


def main() -> None:
    order: dict[str, Any] = json.load(sys.stdin)
    sandboxes = [
        LocalSandbox(
            scratch_parent=Path(order["scratch"]), limits=LIMITS, preload=(), without=tuple(order["without"])
        )
        for _ in range(AT_ONCE)
    ]
    sandbox = sandboxes[0]
    sandbox.start()
    outcomes: dict[str, str] = {}
    for family, attempts in ESCAPES.items():
        for name, code in attempts.items():
            outcomes[f"{family}: {name}"] = escape(sandbox, code.format(**order["names"]))
    left = [(f"{family}: {name}", code) for family, them in MISCHIEF.items() for name, code in them.items()]

    def misbehave(sandbox: LocalSandbox) -> None:
        while left:
            name, code = left.pop()
            outcomes[name] = mischief(sandbox, code)

    with ThreadPoolExecutor(AT_ONCE) as pool:  # they wait for the clock, mostly
        list(pool.map(misbehave, sandboxes))
    print(json.dumps({"outcomes": outcomes, "layers": vars(sandbox.layers)}))
    for each in sandboxes:
        each.close()


def escape(sandbox: LocalSandbox, code: str) -> str:
    """How it was denied, or ``ESCAPED``."""
    execution = sandbox.run(PRELUDE + code, timeout=SOON)
    return f"{execution.error.name}: {execution.error.value}" if execution.error else "ESCAPED"


def mischief(sandbox: LocalSandbox, code: str) -> str:
    """How it ended; ``LATE`` when that took too long, ``BROKEN`` when the next call failed."""
    started = time.monotonic()
    execution = sandbox.run(PRELUDE + code, timeout=0.6)
    took = time.monotonic() - started
    after = sandbox.run("x = None; 6 * 7", timeout=60)
    if after.text != "42":  # a worker that was made to die between calls dies in the next
        after = sandbox.run("6 * 7", timeout=60)
    if after.text != "42":
        return f"BROKEN: {after.error}"
    if took > SOON:
        return f"LATE: {took:.1f} s"
    return f"{execution.error.name}: {execution.error.value}" if execution.error else "no error"


main()
