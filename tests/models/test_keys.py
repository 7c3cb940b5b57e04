"""Where keys are found, and that they go nowhere else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Program
from tests.servers.scripted import ScriptedServer, call, refuse, say
from tutor_cli import keys
from tutor_cli.errors import NotConfigured
from tutor_cli.settings import Config, load_config


@pytest.fixture
def ring() -> Iterator[dict[tuple[str, str], str]]:
    """A keyring in memory, in place of the system's."""
    import keyring
    from keyring.backend import KeyringBackend
    from keyring.errors import PasswordDeleteError

    kept: dict[tuple[str, str], str] = {}

    class InMemory(KeyringBackend):
        priority = 1  # type: ignore[assignment]

        def get_password(self, service: str, username: str) -> str | None:
            return kept.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            kept[service, username] = password

        def delete_password(self, service: str, username: str) -> None:
            if kept.pop((service, username), None) is None:
                raise PasswordDeleteError(username)

    before = keyring.get_keyring()
    keyring.set_keyring(InMemory())
    yield kept
    keyring.set_keyring(before)


def config_with(home: Path, file: str = "", mode: int = 0o600, **environ: str) -> Config:
    if file:
        (home / "config.toml").write_text(file)
        (home / "config.toml").chmod(mode)
    return load_config({"TUTOR_HOME": str(home), **environ})


FILE = '[providers.openai]\nkey = "sk-file"\n'


def test_environment_then_keyring_then_file(tmp_path: Path, ring: object) -> None:
    config = config_with(tmp_path, FILE)

    def found(config: Config) -> str:
        key = keys.find_key("openai", "OPENAI_API_KEY", config)
        return key.value if key else ""

    assert found(config) == "sk-file"
    assert keys.store_key("openai", "sk-ring", config) == "the keyring"
    assert found(config) == "sk-ring"
    assert found(config_with(tmp_path, OPENAI_API_KEY="sk-env")) == "sk-env"
    assert keys.forget_key("openai", config) and not keys.forget_key("openai", config)
    assert found(config) == "sk-file"
    assert (tmp_path / "logins.json").stat().st_mode & 0o777 == 0o600


def test_a_key_in_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    config = config_with(tmp_path, FILE, mode=0o644)
    with pytest.raises(NotConfigured) as caught:
        keys.find_key("openai", None, config)
    assert "chmod 600" in caught.value.hint and "sk-file" not in caught.value.message


@pytest.mark.parametrize("value", ["sk-two words", "sk-\u00fcmlaut", "sk-a\nsk-b"])
def test_what_cannot_be_sent_as_a_key_is_told_of_without_showing_it(tmp_path: Path, value: str) -> None:
    config = load_config({"TUTOR_HOME": str(tmp_path), "OPENAI_API_KEY": value})
    with pytest.raises(NotConfigured, match="OPENAI_API_KEY") as caught:
        keys.find_key("openai", "OPENAI_API_KEY", config)
    assert "sk-" not in caught.value.message + caught.value.hint


def test_a_system_without_keyring_says_what_to_do(tmp_path: Path) -> None:
    import keyring
    from keyring.backends.fail import Keyring as Nothing

    before = keyring.get_keyring()
    keyring.set_keyring(Nothing())
    try:
        with pytest.raises(NotConfigured, match="no keyring"):
            keys.store_key("openai", "sk-x", config_with(tmp_path))
    finally:
        keyring.set_keyring(before)
    assert not (tmp_path / "logins.json").exists()


def test_a_key_shows_itself_as_dots() -> None:
    key = keys.Key("sk-secret", "OPENAI_API_KEY")
    assert "sk-secret" not in f"{key} {key!r} {[key]}"


def test_a_key_is_in_nothing_that_is_written(tmp_path: Path) -> None:
    """A run that would tell: code that prints its environment, a server that echoes the key."""
    secret = "sk-" + os.urandom(12).hex()
    program = Program(tmp_path, {"OPENAI_API_KEY": secret})
    leaking = call(
        "run_python", code="import os; print(dict(os.environ)); open('e.txt','w').write(str(os.environ))"
    )
    script = [leaking, say("done"), refuse(400, f"Bad request with key {secret}", "odd")]
    with ScriptedServer(script) as server:
        base = ("--tool", "run_python", "--model", "openai/m", "--base-url", server.base_url)
        asked = program("ask", "Tell me", *base, "--json-lines")
        refused = program("ask", "Again", *base, "--debug")
        assert server.headers[0]["authorization"] == f"Bearer {secret}"
        outputs = [item for item in server.requests[1]["input"] if item["type"] == "function_call_output"]
    assert asked.status == 0 and refused.status != 0
    assert outputs
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name == "tutor.db" for path in written)
    for path in written:
        assert secret.encode() not in path.read_bytes(), path
    for text in (asked.stdout, asked.stderr, refused.stdout, refused.stderr, str(outputs)):
        assert secret not in text
