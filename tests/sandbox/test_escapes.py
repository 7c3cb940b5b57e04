"""Nothing that code tries gets out: as root and as an ordinary user, with and without bubblewrap.

The last lines of the report give the counts.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.ordinary_user import NOBODY, ROOT, as_ordinary_user
from tests.sandbox.attempts import ESCAPES, HARMLESS, MISCHIEF, PRELUDE
from tutor_cli.sandbox.local import LocalSandbox

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these attempts are Linux's")

SECRET = "the canary sings"
MISTAKES = ("NameError", "SyntaxError", "TypeError", "AttributeError", "KeyError", "IndentationError")


@dataclass
class Host:
    """The machine as code would like to see it."""

    folder: Path
    contacts: list[str] = field(default_factory=list)
    names: dict[str, Any] = field(default_factory=dict)

    def state(self) -> dict[str, tuple[int, int, int, bytes]]:
        """Everything that must not change."""
        return {
            str(path): (
                (status := path.lstat()).st_mode,
                status.st_uid,
                status.st_mtime_ns,
                path.read_bytes() if stat.S_ISREG(status.st_mode) else b"",
            )
            for path in [self.folder, *sorted(self.folder.rglob("*"))]
        }


@pytest.fixture
def host(place: Path) -> Iterator[Host]:
    folder = place / "home"
    (folder / "empty").mkdir(parents=True)
    (folder / "secret.txt").write_text(SECRET)
    (folder / "planted.py").write_text("")
    seen = Host(folder)
    with contextlib.ExitStack() as stack:  # whatever of it was set up is taken down
        sleeper = stack.enter_context(_sleeper())
        tcp = stack.enter_context(_listening("tcp", socket.AF_INET, ("127.0.0.1", 0), seen))
        udp = stack.enter_context(_listening("udp", socket.AF_INET, ("127.0.0.1", 0), seen))
        short = stack.enter_context(tempfile.TemporaryDirectory(prefix="tutor-test-", dir="/tmp"))
        Path(short).chmod(0o755)  # nothing but the sandbox keeps others out
        unix = stack.enter_context(_listening("unix", socket.AF_UNIX, f"{short}/unix", seen))
        abstract = f"tutor-test-{secrets.token_hex(8)}"
        stack.enter_context(_listening("abstract", socket.AF_UNIX, f"\0{abstract}", seen))
        seen.names = {
            "host": str(folder),
            "pid": os.getpid(),
            "other": sleeper.pid,
            "tcp": tcp[1],
            "udp": udp[1],
            "unix": unix,
            "abstract": abstract,
        }
        yield seen
        assert sleeper.poll() is None, "another process was ended"


@contextlib.contextmanager
def _sleeper() -> Iterator[subprocess.Popen[bytes]]:
    """Another process of the person's."""
    process = subprocess.Popen(["sleep", "300"])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextlib.contextmanager
def _listening(name: str, family: socket.AddressFamily, address: Any, host: Host) -> Iterator[Any]:
    """A socket that tells ``host`` of what reaches it; gives its own address.

    Its thread has ended when this ends: until then the kernel keeps the address.
    """
    kind = socket.SOCK_DGRAM if name == "udp" else socket.SOCK_STREAM
    ending = threading.Event()
    with socket.socket(family, kind) as listener:
        listener.bind(address)
        if kind == socket.SOCK_STREAM:
            listener.listen()
        listener.settimeout(0.1)

        def listen() -> None:
            while not ending.is_set():
                with contextlib.suppress(TimeoutError):
                    if kind == socket.SOCK_DGRAM:
                        host.contacts.append(f"{name}: {listener.recv(9)!r}")
                    else:
                        connection, _ = listener.accept()
                        connection.close()
                        host.contacts.append(f"{name}: connected")

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield listener.getsockname()
        finally:
            ending.set()
            thread.join()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("user", ["root", "ordinary user"])
@pytest.mark.parametrize("outer", ["bubblewrap", "alone"])
def test_nothing_escapes(user: str, outer: str, host: Host, place: Path, record_property: Any) -> None:
    if outer == "bubblewrap" and not shutil.which("bwrap"):
        pytest.skip("bubblewrap is not installed")
    am_root = os.getuid() == 0
    if user == "root" and not am_root:
        pytest.skip("not run as root")
    command = [sys.executable, "-m", "tests.sandbox.prisoner"]
    change = user == "ordinary user" and am_root
    if change:
        command = as_ordinary_user(command)
    scratch = place / "scratch"
    scratch.mkdir()
    if change:  # the files are that user's own: ordinary permissions would let everything happen
        for path in [scratch, host.folder, *host.folder.rglob("*")]:
            os.chown(path, NOBODY, NOBODY)
    before = host.state()
    order = {
        "scratch": str(scratch),
        "without": [] if outer == "bubblewrap" else ["bubblewrap"],
        "names": host.names,
    }
    prisoner = subprocess.run(
        command,
        input=json.dumps(order),
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "OPENAI_API_KEY": "sk-canary", "HOME": str(host.folder)},
        capture_output=True,
        text=True,
        timeout=290,
    )
    assert prisoner.returncode == 0, prisoner.stderr
    report = json.loads(prisoner.stdout.splitlines()[-1])
    outcomes = report["outcomes"]
    bad = {name: how for name, how in outcomes.items() if how.split(":")[0] in ("ESCAPED", "LATE", "BROKEN")}
    assert not bad
    mistaken = [name for name, how in outcomes.items() if how.split(":")[0] in MISTAKES]
    assert not mistaken, "an attempt failed by its own fault"
    assert report["layers"]["outer"] == (outer if outer == "bubblewrap" else "")
    assert host.state() == before, "the host was changed"
    assert not host.contacts
    assert not list(scratch.iterdir()), "the scratch directory was not cleaned up"
    assert len(outcomes) == sum(map(len, [*ESCAPES.values(), *MISCHIEF.values()])) >= 40
    families = len(ESCAPES) + len(MISCHIEF)
    how = f"{user}, {'with' if outer == 'bubblewrap' else 'without'} bubblewrap"
    record_property("told", f"{len(outcomes)} attempts to escape in {families} families denied ({how})")


def test_the_attempts_are_real(host: Host, place: Path) -> None:
    """Unconfined, the same code succeeds."""
    sandbox = LocalSandbox(unsafe=True, scratch_parent=place / "scratch", preload=())
    try:
        failed = {
            name: execution.error
            for name, code in HARMLESS.items()
            if (execution := sandbox.run(PRELUDE + code.format(**host.names), timeout=60)).error
        }
    finally:
        sandbox.close()
    assert not failed
