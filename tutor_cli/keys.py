"""Where keys are found and kept: environment, then the system's keyring, then the config file.

A key is only ever handed to the client that sends it. It is wrapped in :class:`Key`, which
shows itself as dots, so that no log line, traceback or repr can carry it by accident.

The keyring is a heavy import and may ask to be unlocked; it is asked only for names that
``tutor login`` has put there, which a small file in the configuration directory lists.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
from dataclasses import dataclass, field

from tutor_cli.errors import NotConfigured
from tutor_cli.settings import Config

SERVICE = "tutor"


@dataclass(frozen=True)
class Key:
    """A key and where it came from (``OPENAI_API_KEY``, ``the keyring``, …), for messages."""

    value: str = field(repr=False)
    source: str

    def __str__(self) -> str:
        return "••••"


def find_key(name: str, variable: str | None, config: Config) -> Key | None:
    """The key called ``name`` (``openai``, ``e2b``, …), or ``None``.

    Raises NotConfigured if the key is in a config file that others can read, or cannot be sent.
    """
    if variable and (value := config.environ.get(variable, "").strip()):
        return _sendable(Key(value, variable))
    if name in _logged_in(config) and (stored := _from_keyring(name)):
        return Key(stored, "the keyring")
    if value := str(config.get(f"providers.{name}.key", None) or "").strip():
        _refuse_if_others_can_read(config)
        return _sendable(Key(value, str(config.path)))
    return None


def is_sendable(value: str) -> bool:
    """Whether it could be a key: one line of ASCII without spaces, as a request's header takes it."""
    return value.isascii() and value.isprintable() and " " not in value


def _sendable(key: Key) -> Key:
    if not is_sendable(key.value):
        message = f"What {key.source} holds does not look like a key."
        raise NotConfigured(message, "It should be one line without spaces or accents.")
    return key


def store_key(name: str, value: str, config: Config) -> str:
    """Put a key into the system's keyring, and say where it went.

    Raises NotConfigured where there is no keyring that keeps anything.
    """
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError as error:  # pragma: no cover - it is a dependency
        raise _no_keyring(name, config) from error
    try:
        keyring.set_password(SERVICE, name, value)
        kept = keyring.get_password(SERVICE, name) == value
    except (KeyringError, OSError, RuntimeError) as error:
        raise _no_keyring(name, config) from error
    if not kept:
        raise _no_keyring(name, config)
    _remember(config, _logged_in(config) | {name})
    return "the keyring"


def forget_key(name: str, config: Config) -> bool:
    """Remove a key from the keyring; whether there was one."""
    if name not in _logged_in(config):
        return False
    import keyring
    from keyring.errors import KeyringError

    with contextlib.suppress(KeyringError, OSError, RuntimeError):
        keyring.delete_password(SERVICE, name)
    _remember(config, _logged_in(config) - {name})
    return True


def _from_keyring(name: str) -> str | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, name)
    except (KeyringError, OSError, RuntimeError):
        return None


def _logged_in(config: Config) -> frozenset[str]:
    """The names whose keys ``tutor login`` put into the keyring."""
    try:
        names = json.loads((config.config_dir / "logins.json").read_text("utf-8"))
        return frozenset(str(name) for name in names)
    except (OSError, ValueError, TypeError):
        return frozenset()


def _remember(config: Config, names: frozenset[str]) -> None:
    config.config_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = config.config_dir / "logins.json"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(sorted(names), file)


def _refuse_if_others_can_read(config: Config) -> None:
    mode = stat.S_IMODE(config.path.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        raise NotConfigured(
            f"{config.path} holds a key, but others can read it (mode {mode:04o}).",
            f"Run: chmod 600 {config.path}",
        )


def _no_keyring(name: str, config: Config) -> NotConfigured:
    return NotConfigured(
        "This system has no keyring that keeps a key.",
        f'Set the provider\'s environment variable, or put key = "…" under [providers.{name}] '
        f"in {config.path} and make the file yours alone: chmod 600.",
    )
