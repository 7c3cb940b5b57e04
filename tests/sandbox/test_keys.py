"""A key in the environment, the keyring or the config file is not to be found from inside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks through /proc")

KEYS = {
    "environment": "sk-env-0a1b2c3d4e5f",
    "config": "sk-conf-0a1b2c3d4e5f",
    "keyring": "sk-ring-0a1b2c3d4e5f",
}

TUTOR = """
import json, os, sys
from pathlib import Path
from tutor_cli.keys import find_key
from tutor_cli.sandbox.local import LocalSandbox
from tutor_cli.settings import load_config

config = load_config()
found = [find_key("openai", "OPENAI_API_KEY", config), find_key("mine", None, config)]
ring = Path.home() / ".local/share/python_keyring/keyring_pass.cfg"
held = [key.value for key in found] + [ring.read_text()]  # in this process's memory, too
without = json.loads(sys.argv[2])
sandbox = LocalSandbox(scratch_parent=Path(sys.argv[3]), preload=(), without=tuple(without or ()),
                       unsafe=without is None)
code = sys.stdin.read().replace("PARENT", str(os.getpid()))
execution = sandbox.run(code, timeout=30)
sandbox.close()
print(json.dumps([execution.text, str(execution.error or "")]))
"""

SEARCH = """
import gc, os, stat, sys

needles = [bytes(reversed(each)) for each in BACKWARDS]
found = set()

def look(where, data):
    if isinstance(data, str):
        data = data.encode("utf-8", "replace")
    for needle in needles:
        if needle in data:
            found.add(where + ": " + needle.decode()[3:7])

for name, value in os.environ.items():
    look("environment", value)
for each in gc.get_objects():
    if isinstance(each, dict):
        for value in list(each.values()):
            if isinstance(value, (str, bytes)) and value is not None:
                look("memory", value)
for pid in ("self", "1", "PARENT"):
    for name in ("environ", "cmdline", "stat", "maps"):
        try:
            look(f"/proc/{name}", open(f"/proc/{pid}/{name}", "rb").read())
        except OSError:
            pass
for number in range(3, 64):
    try:
        os.set_blocking(number, False)
        look("descriptor", os.read(number, 65536))
    except OSError:
        pass
count = 0
for top in FOLDERS:
    for folder, _, names in os.walk(top):
        for name in names:
            try:
                path = os.path.join(folder, name)
                if stat.S_ISREG(os.stat(path).st_mode):
                    look("file", open(path, "rb").read(1 << 20))
            except OSError:
                pass
    try:
        look("file", open(os.path.join(top, "config.toml"), "rb").read())
    except OSError:
        pass
sorted(found)
"""


@pytest.mark.parametrize(
    "without", [[], ["bubblewrap"], None], ids=["every layer", "no bubblewrap", "unconfined"]
)
def test_keys_are_not_to_be_found(tmp_path: Path, without: list[str] | None) -> None:
    home, tutor_home = tmp_path / "home", tmp_path / "tutor"
    ring = home / ".local/share/python_keyring/keyring_pass.cfg"
    for path, text in {
        ring: f"[tutor]\nopenai = {KEYS['keyring']}\n",
        tutor_home / "config.toml": f'[providers.mine]\nkey = "{KEYS["config"]}"\n',
    }.items():
        path.parent.mkdir(parents=True)
        path.write_text(text)
        path.chmod(0o600)
    environ = {"PATH": os.environ["PATH"], "HOME": str(home), "TUTOR_HOME": str(tutor_home)}
    backwards = [key.encode()[::-1] for key in KEYS.values()]
    code = SEARCH.replace("BACKWARDS", repr(backwards)).replace("FOLDERS", repr([str(home), str(tutor_home)]))
    tutor = subprocess.run(
        [sys.executable, "-c", TUTOR, "", json.dumps(without), str(tmp_path / "scratch")],
        input=code,
        env={**environ, "OPENAI_API_KEY": KEYS["environment"]},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert tutor.returncode == 0, tutor.stderr
    text, error = json.loads(tutor.stdout)
    assert error == ""
    if without is None:  # the search is a real one: where nothing confines, it finds them
        assert "file: conf" in text and "file: ring" in text
        if os.getuid() == 0:  # others cannot read a non-dumpable process
            assert "/proc/environ: env-" in text
    else:
        assert text == "[]"
