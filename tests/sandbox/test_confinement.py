"""What is handed to bubblewrap, sandbox-exec and the worker, as text."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tutor_cli.errors import SandboxUnavailable
from tutor_cli.sandbox.confinement import plans, readable_paths, seatbelt_profile, worker_environment
from tutor_cli.sandbox.local import LocalSandbox
from tutor_cli.sandbox.starting import probe

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing confines code on Windows")


def test_the_home_directory_and_the_root_are_never_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "exec_prefix", "/")
    paths = readable_paths()
    assert str(tmp_path.resolve()) not in paths and "/" not in paths
    assert all(Path(path).is_absolute() and Path(path).exists() for path in paths)


def test_the_environment_holds_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    environment = worker_environment(Path("/scratch"))
    assert not {"OPENAI_API_KEY", "PATH", "USER", "PYTHONPATH"} & environment.keys()
    assert {value for value in environment.values() if value.startswith("/")} == {
        "/scratch",
        "/scratch/.ipython",
        "/scratch/.matplotlib",
    }


@pytest.mark.parametrize("unsafe", [False, True])
def test_windows_is_refused_and_e2b_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unsafe: bool
) -> None:
    """No Windows is at hand: this shows only that it is asked about before anything is started."""
    sandbox = LocalSandbox(scratch_parent=tmp_path, unsafe=unsafe)
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(SandboxUnavailable, match="Windows") as refusal:
        sandbox.run("6 * 7", timeout=5)
    (trial,) = probe()
    monkeypatch.undo()
    sandbox.close()
    assert "E2B" in refusal.value.hint
    assert (trial.layer, trial.works, trial.denies) == ("together", False, ())


def test_macos_has_one_way_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    (plan,) = plans(Path("/scratch"))
    assert (plan.outer, plan.prefix[:2]) == ("sandbox-exec", ["/usr/bin/sandbox-exec", "-p"])
    assert plan.prefix[2] == seatbelt_profile(Path("/scratch"))


def test_the_macos_profile_is_one_list_of_rules_after_another() -> None:
    """No Mac is at hand: this shows only that the text is well formed and denies by default."""
    profile = seatbelt_profile(Path('/tmp/odd "name" \\ of (mine)'))
    depth, quoted, escaped, rules = 0, False, False, 0
    for character in profile:
        if escaped:
            escaped = False
        elif quoted:
            quoted, escaped = character != '"', character == "\\"
        elif character == '"':
            quoted = True
        elif character in "()":
            depth += 1 if character == "(" else -1
            rules += depth == 0
            assert depth >= 0
    assert (depth, quoted) == (0, False)
    assert rules == profile.count("\n") + 1
    assert profile.splitlines()[:2] == ["(version 1)", "(deny default)"]
    assert "network*" in profile and "process-fork" in profile
    assert os.path.realpath(sys.base_prefix) in profile
