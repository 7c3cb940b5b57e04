"""Scratch directories that a killed process left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tutor_cli.sandbox.scratch import ABANDONED_SECONDS, new_folder


def test_only_old_directories_of_ended_processes_are_removed(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True
    )
    gone = int(ended.stdout)
    old, young = tmp_path / f"tutor-sandbox-{gone}-a", tmp_path / f"tutor-sandbox-{gone}-b"
    living, other = tmp_path / f"tutor-sandbox-{os.getpid()}-c", tmp_path / "tutor-sandbox-d"
    before = time.time() - ABANDONED_SECONDS - 60
    for folder in (old, young, living, other):
        (folder / "work").mkdir(parents=True)
        if folder != young:
            os.utime(folder, (before, before))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = tmp_path / f"tutor-sandbox-{gone}-link"
    link.symlink_to(elsewhere)
    os.utime(link, (before, before), follow_symlinks=False)

    made = new_folder(tmp_path)

    assert {path.name for path in tmp_path.iterdir()} == {
        young.name, living.name, other.name, elsewhere.name, link.name, made.name,
    }  # fmt: skip
