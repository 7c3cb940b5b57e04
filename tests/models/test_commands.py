"""`tutor login`, `logout` and `models`, as they are typed."""

from __future__ import annotations

import json
from itertools import cycle
from pathlib import Path

import pytest

from tests.conftest import Program
from tests.servers.scripted import ScriptedServer, call, refuse, say

RING = """
import json, pathlib
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError
path = pathlib.Path(__file__).with_name("ring.json")

class Ring(KeyringBackend):
    priority = 1
    def _all(self): return json.loads(path.read_text()) if path.exists() else {}
    def get_password(self, service, username): return self._all().get(f"{service}/{username}")
    def set_password(self, service, username, password):
        path.write_text(json.dumps({**self._all(), f"{service}/{username}": password}))
    def delete_password(self, service, username):
        kept = self._all()
        if kept.pop(f"{service}/{username}", None) is None:
            raise PasswordDeleteError
        path.write_text(json.dumps(kept))
"""


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """With a keyring of its own, beside its home."""
    (tmp_path / "ring.py").write_text(RING)
    home = tmp_path / "home"
    home.mkdir()
    return Program(home, {"PYTHONPATH": str(tmp_path), "PYTHON_KEYRING_BACKEND": "ring.Ring"})


def test_a_key_is_tried_kept_used_and_forgotten(program: Program) -> None:
    with ScriptedServer([say("ok")]) as server:
        file = f'[providers.campus]\nbase_url = "{server.base_url}"\nkey_variable = "CAMPUS_KEY"\n'
        (program.home / "config.toml").write_text(file)
        kept = program("login", "campus", input="sk-campus\n")
        assert kept.status == 0 and "keyring" in kept.stderr, kept.stderr
        asked = program("ask", "Hi", "-m", "campus/m", "--tool", "none")
        assert asked.stdout.strip() == "ok", asked.stderr
        assert server.headers[0]["authorization"] == "Bearer sk-campus"
    assert "removed" in program("logout", "campus").stderr
    assert "was not" in program("logout", "campus").stderr
    assert "sk-campus" not in kept.stdout + kept.stderr
    assert not any(b"sk-campus" in path.read_bytes() for path in program.home.rglob("*") if path.is_file())


def test_a_key_that_is_refused_is_not_kept(program: Program) -> None:
    with ScriptedServer(models_refusal=refuse(401, "no")) as server:
        (program.home / "config.toml").write_text(f'[providers.campus]\nbase_url = "{server.base_url}"\n')
        refused = program("login", "campus", input="sk-campus\n")
    assert (
        refused.status == 3 and "refused the key" in refused.stderr and "Nothing was kept" in refused.stderr
    )
    assert not (program.home / "logins.json").exists()
    for wrong in ("", "two words\n", "sk\x1b[2J\n"):
        assert program("login", "campus", input=wrong).status == 2


def test_models_are_listed(program: Program) -> None:
    models = [{"id": "big", "object": "model", "context_length": 4096, "shutdown_date": "2027-01-14"}]
    with ScriptedServer(models=models) as server:
        file = f'model = "campus/big"\n[providers.campus]\nbase_url = "{server.base_url}"\n'
        (program.home / "config.toml").write_text(file)
        listed = program("models")
        assert listed.status == 0
        assert "* campus/big  (4,096 tokens; ends 2027-01-14)" in listed.stdout.splitlines()
        rows = json.loads(program("models", "campus", "--json").stdout)
    assert rows == [
        {"name": "campus/big", "context_window": 4096, "shutdown_date": "2027-01-14", "price": None}
    ]
    gone = program("models", "campus")
    assert gone.status == 3 and "cannot be reached" in gone.stderr
    assert program("models", "nowhere").status == 3


def test_a_base_url_alone_names_the_server_and_its_first_model_answers(program: Program) -> None:
    with ScriptedServer(cycle([say("ok")])) as server:
        at = ("--base-url", server.base_url)
        asked = program("ask", "Hi", *at, "--json")
        other = program("ask", "Hi", "-m", "meta/llama", *at)
        listed = program("models", *at)
    assert json.loads(asked.stdout)["model"] == "openai/scripted", asked.stderr
    assert other.stdout.strip() == "ok" and server.requests[1]["model"] == "meta/llama", other.stderr
    assert "* openai/scripted" in listed.stdout.splitlines(), listed.stdout
    solver = program("ask", "Hi", "-m", "solver", *at)
    assert solver.status == 2 and "no base URL" in solver.stderr


@pytest.mark.parametrize("model", ["openai/gpt-6-luna", "openrouter/x/y"])
def test_a_key_that_is_missing_is_asked_for_before_anything_is_sent_or_kept(
    program: Program, model: str
) -> None:
    asked = program("ask", "Hi", "-m", model)
    assert asked.status == 3 and "wants a key" in asked.stderr and "tutor login" in asked.stderr
    assert "thread_" not in asked.stderr


def test_tokens_and_cost_are_told(program: Program) -> None:
    with ScriptedServer(cycle([say("ok")])) as server:
        file = f'[providers.campus]\nbase_url = "{server.base_url}"\n'
        prices = "[providers.campus.prices.m]\ninput = 10.0\noutput = 50.0\n"
        (program.home / "config.toml").write_text(file + prices)
        ask = ("ask", "Hi", "-m", "campus/m", "--tool", "none")
        assert "120 tokens · $0.0020 · thread_" in program(*ask).stderr
        answer = json.loads(program(*ask, "--json", "--continue").stdout)
        free = program(*ask, "--continue", "-m", "campus/other")
    assert (answer["usage"]["total_tokens"], answer["cost"]) == (120, pytest.approx(0.002))
    assert "120 tokens · thread_" in free.stderr  # no price is known: none is told
    shown = program("thread", "show", "@last")
    assert shown.stderr.strip() == "360 tokens · $0.0040"
    runs = json.loads(program("thread", "show", "@last", "--json").stdout)["runs"]
    assert [run["cost"] for run in runs] == [pytest.approx(0.002), pytest.approx(0.002), None]
    assert "100 + 20 tokens · $0.0020" in program("thread", "show", "@last", "--steps").stdout
    assert "100 + 20 tokens · $0.0020" in program("run", "show", answer["run_id"]).stdout


def test_settings_of_the_assistant_and_of_the_run(program: Program) -> None:
    """A call that is forced is forced once: else it would never end."""
    with ScriptedServer([call("run_python", code="6*7"), say("42")]) as server:
        at = ("--model", "openai/m", "--tool", "run_python")
        made = program("assistant", "create", "-n", "a", *at, "--no-parallel", "--tool-choice", "required")
        asked = program(
            "ask", "6*7?", "-a", "a", "--base-url", server.base_url, "--tool-choice", "run_python"
        )
    assert (made.status, asked.status) == (0, 0), asked.stderr
    first, second = server.requests
    assert first["tool_choice"] == {"type": "function", "name": "run_python"}
    assert first["parallel_tool_calls"] is False and second["parallel_tool_calls"] is False
    assert "tool_choice" not in second
