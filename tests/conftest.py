"""What every test may use: the program itself, in a home of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is slow to make input, too: that is no failure.
settings.register_profile("tutor", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tutor")

# What a person's own environment says must not decide what the tests see.
for _name in [name for name in os.environ if name.startswith("LC_")]:
    del os.environ[_name]
os.environ |= {"LANG": "C.UTF-8", "TERM": "xterm-256color"}
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # begun in the background: programs would inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The console script beside this interpreter: what a person types.
TUTOR = str(Path(sys.executable).with_name("tutor"))


@dataclass
class Program:
    """``tutor`` as a subprocess, with its own home and no key in its environment."""

    home: Path
    environ: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kept = {"PATH", "HOME", "LANG", "TERM", "TMPDIR", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"}
        self.environ = {
            **{name: value for name, value in os.environ.items() if name in kept},
            "TUTOR_HOME": str(self.home),
            **self.environ,
        }

    def __call__(
        self, *arguments: str, input: str | bytes = b"", timeout: float = 60, **environ: str
    ) -> Finished:
        """Run it to its end; ``input`` is piped in."""
        done = subprocess.run(
            [TUTOR, *arguments],
            input=input.encode() if isinstance(input, str) else input,
            capture_output=True,
            timeout=timeout,
            env={**self.environ, **environ},
            cwd=self.home,
        )
        return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())

    def start(self, *arguments: str, **environ: str) -> subprocess.Popen[str]:
        """Start it and leave it running."""
        return subprocess.Popen(
            [TUTOR, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**self.environ, **environ},
            cwd=self.home,
        )

    def json(self, *arguments: str, **environ: str) -> Any:
        return json.loads(self(*arguments, **environ).stdout)


@dataclass(frozen=True)
class Finished:
    status: int
    stdout: str
    stderr: str


@pytest.fixture
def tutor(tmp_path: Path) -> Program:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    return Program(home)


@pytest.fixture
def place() -> Iterator[Path]:
    """A directory that everybody may enter; pytest's own is closed to others."""
    with tempfile.TemporaryDirectory(prefix="tutor-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests wanted to be told (``record_property("told", …)``), from all workers."""
    for report in terminalreporter.getreports("passed"):
        for name, text in report.user_properties:
            if name == "told":
                terminalreporter.write_line(str(text))
