"""How a worker is confined from outside, and what it may read. What it does to itself from
inside is in ``worker/confine.py``; whether all of it holds is tried there, at every start."""

from __future__ import annotations

import contextlib
import os
import shutil
import site
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tutor_cli.sandbox.process import PACKAGE

PR_SET_DUMPABLE = 4


@dataclass(frozen=True)
class Plan:
    """One way to start a worker: the outer layer's command, if any."""

    outer: str
    """``bubblewrap``, ``sandbox-exec`` or empty."""
    prefix: list[str]


def plans(scratch: Path, without: tuple[str, ...] = ()) -> Iterator[Plan]:
    """The ways to try, strongest first."""
    if sys.platform == "darwin":
        yield Plan("sandbox-exec", ["/usr/bin/sandbox-exec", "-p", seatbelt_profile(scratch)])
        return
    bwrap = shutil.which("bwrap") if "bubblewrap" not in without else None
    if bwrap:
        yield Plan("bubblewrap", bubblewrap_command(bwrap, scratch))
    yield Plan("", [])


def readable_paths() -> list[str]:
    """What the interpreter and its libraries need to read, as absolute paths that exist.

    An environment or a Python below the home directory is allowed, the home directory and
    the root never are.
    """
    python = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    python |= set(sysconfig.get_paths().values()) | set(site.getsitepackages())
    python |= {str(PACKAGE / "sandbox" / "worker"), *library_paths()}
    system = ["/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/usr/share/fonts"]
    system += ["/usr/share/zoneinfo", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts"]
    found = {os.path.realpath(path) for path in [*python, *system] if Path(path).exists()}
    never = {"/", os.path.realpath(os.path.expanduser("~"))}  # noqa: PTH111 - Path.home() may raise
    return sorted(path for path in found if path not in never)


def library_paths() -> list[str]:
    """Where this process finds its packages; the worker, which ignores the person's own
    settings of Python, is told of them (``pip install --user``)."""
    return [path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]


def worker_environment(scratch: Path) -> dict[str, str]:
    """All of the worker's environment. Nothing is taken from ours."""
    home = str(scratch)
    return {
        "HOME": home,
        "TMPDIR": home,
        "IPYTHONDIR": home + "/.ipython",
        "MPLCONFIGDIR": home + "/.matplotlib",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "LANG": "C.UTF-8",
        "TERM": "dumb",
        "NO_COLOR": "1",
        "OMP_NUM_THREADS": "2",
        "OPENBLAS_NUM_THREADS": "2",
    }


def bubblewrap_command(bwrap: str, scratch: Path) -> list[str]:
    """A file system of a few read-only directories and the scratch; no network, no other processes."""
    command = [bwrap, "--unshare-all", "--die-with-parent", "--as-pid-1", "--cap-drop", "ALL"]
    command += ["--hostname", "sandbox"]
    for device in ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom"):
        command += ["--dev-bind", device, device]
    paths = readable_paths()
    # The links by which a Python environment finds its interpreter, /lib and the like.
    for link in (Path("/lib"), Path("/lib64"), Path("/bin")):
        if link.is_symlink():
            command += ["--symlink", str(link.readlink()), str(link)]
    for path in [*paths, str(PACKAGE), *_interpreter()]:
        command += ["--ro-bind", path, path]
    command += ["--bind", str(scratch), str(scratch), "--chdir", str(scratch), "--remount-ro", "/"]
    return [*command, "--"]


def _interpreter() -> list[str]:
    """The interpreter's own path and each link on the way to it, where not below what is readable."""
    steps, path = [], Path(sys.executable)
    for _ in range(8):
        steps.append(str(path))
        if not path.is_symlink():
            break
        path = path.parent / path.readlink()
    return [step for step in steps if not _below(step, readable_paths())]


def _below(path: str, roots: list[str]) -> bool:
    return any(path == root or path.startswith(root + "/") for root in roots)


def seatbelt_profile(scratch: Path) -> str:
    """A profile for macOS's ``sandbox-exec``: everything is denied but what is named.

    Written from the documentation and the profiles that macOS ships (``/System/Library/
    Sandbox/Profiles``, ``/usr/share/sandbox``); not proven on a Mac by us. The trials that
    the worker makes at its start decide, here as elsewhere, whether code is run.
    """

    def quoted(path: str) -> str:
        return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'

    system = ["/usr/lib", "/System/Library", "/Library/Fonts", "/System/Cryptexes", "/private/var/db/dyld"]
    system += ["/usr/share/zoneinfo", "/private/var/db/timezone", "/private/etc/localtime"]
    readable = [*readable_paths(), *system, str(PACKAGE)]
    interpreters = {sys.executable, os.path.realpath(sys.executable)}
    base = os.path.realpath(sys.base_prefix)
    scratch_path = quoted(os.path.realpath(scratch))
    lines = [
        "(version 1)",
        "(deny default)",
        *(f"(allow process-exec (literal {quoted(path)}))" for path in sorted(interpreters)),
        # A framework build starts its real interpreter from within itself.
        f"(allow process-exec (subpath {quoted(base)}))",
        "(deny process-fork)",
        "(allow signal (target self))",
        "(allow sysctl-read)",
        "(allow file-read-metadata)",
        '(allow file-read* (literal "/"))',
        *(f"(allow file-read* file-map-executable (subpath {quoted(path)}))" for path in readable),
        '(allow file-read* (literal "/dev/random") (literal "/dev/urandom") (literal "/dev/zero"))',
        '(allow file-read* file-write-data (literal "/dev/null"))',
        f"(allow file-read* file-write* (subpath {scratch_path}))",
        f"(deny file-write-mode file-write-owner file-write-setugid file-link (subpath {scratch_path}))",
        "(deny network*)",
        "(deny mach-lookup)",
    ]
    return "\n".join(lines)


def hide_from_children() -> None:
    """Make this process non-dumpable (Linux): others of the same user, a worker among them,
    can then read neither its memory nor its environment. Once is enough."""
    if sys.platform != "linux":
        return
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
