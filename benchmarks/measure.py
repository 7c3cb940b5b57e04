"""Timing whole processes, side by side."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Times:
    """Medians over the runs, in seconds."""

    cpu: float
    wall: float


def side_by_side(
    commands: Mapping[str, Sequence[str]], *, runs: int = 7, environ: Mapping[str, str] | None = None
) -> dict[str, Times]:
    """Run the commands in turn, A B A B …, after one uncounted round; medians of each."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            once = _once(command, {**os.environ, **(environ or {})})
            if number:
                taken[name].append(once)
    return {
        name: Times(statistics.median(cpu for cpu, _ in each), statistics.median(wall for _, wall in each))
        for name, each in taken.items()
    }


def _once(command: Sequence[str], environ: Mapping[str, str]) -> tuple[float, float]:
    started = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environ
    )
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return used.ru_utime + used.ru_stime, time.perf_counter() - started


def show(times: Mapping[str, Times], baseline: str) -> None:
    """Print a row for each, with its CPU time's and wall time's ratio to ``baseline``'s."""
    base = times[baseline]
    print(f"{'':<44}{'CPU s':>8}{'wall s':>8}{'CPU ×':>8}{'wall ×':>8}")
    for name, each in times.items():
        print(
            f"{name:<44}{each.cpu:>8.3f}{each.wall:>8.3f}"
            f"{each.cpu / base.cpu:>8.2f}{each.wall / base.wall:>8.2f}"
        )
