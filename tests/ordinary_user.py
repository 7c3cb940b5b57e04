"""Running a command as an ordinary user, where the tests themselves run as root."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOBODY = 65534


def as_ordinary_user(command: list[str]) -> list[str]:
    """The command, run by nobody in the repository's directory; unchanged where we are not root.

    Where Python or the repository lies below a directory that only root may enter, it runs in a
    mount namespace in which that directory holds nothing but them.
    """
    if os.getuid():
        return command
    if missing := [name for name in ("setpriv", "unshare") if not shutil.which(name)]:
        pytest.skip(f"{' and '.join(missing)} not installed")
    become = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--inh-caps=-all"]
    become += ["--", *command]
    needed = {Path(each).resolve() for each in (sys.base_prefix, sys.prefix, ROOT)}
    behind = {path: door for path in sorted(needed) if (door := _closed_door(path))}
    if not behind:
        return become
    if subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode:
        pytest.skip("an ordinary user cannot start this Python, and no mount namespace can be made")
    script = ["set -e", "kept=$(mktemp -d)"]
    for number, path in enumerate(behind):
        script.append(f'mkdir "$kept/{number}" && mount --bind {_quoted(path)} "$kept/{number}"')
    script += [f"mount -t tmpfs -o mode=755 tmpfs {_quoted(door)}" for door in sorted(set(behind.values()))]
    for number, path in enumerate(behind):
        script.append(f'mkdir -p {_quoted(path)} && mount --move "$kept/{number}" {_quoted(path)}')
    script += ['rm -r "$kept"', f"cd {_quoted(ROOT)}", 'exec "$@"']
    return ["unshare", "--mount", "--", "sh", "-c", "\n".join(script), "sh", *become]


def _closed_door(path: Path) -> Path | None:
    """The first directory on the way to ``path`` that others may not enter."""
    return next((each for each in reversed(path.parents) if not each.stat().st_mode & 0o001), None)


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))
