"""``tutor login`` and ``tutor logout``: keys, kept in the system's keyring."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tutor_cli.cli import options
from tutor_cli.errors import NotReachable, UsageError
from tutor_cli.settings import Config

Name = Annotated[str, typer.Argument(metavar="PROVIDER", help="openai, azure, openrouter, e2b, …")]

E2B = "e2b"
LONGEST_KEY = 1000


def login(provider: Name = "openai") -> None:
    """Keep a provider's key in the system's keyring. It is tried first.

    The key is asked for without echo, or read from standard input when that is piped in.
    """
    from tutor_cli.keys import store_key

    config = options.configured()
    label = _label(provider, config)
    key = _asked(label)
    verified = _works(provider, key, config)
    where = store_key(provider, key, config)
    note = "" if verified else " It could not be tried."
    typer.secho(f"The key for {label} is kept in {where}.{note}", err=True)


def logout(provider: Name = "openai") -> None:
    """Remove a provider's key from the system's keyring."""
    from tutor_cli.keys import forget_key

    config = options.configured()
    removed = forget_key(provider, config)
    what = "is removed from the keyring" if removed else "was not in the keyring"
    typer.secho(f"The key for {_label(provider, config)} {what}.", err=True)


def _label(provider: str, config: Config) -> str:
    """Raises NotConfigured for a provider that is not there."""
    if provider == E2B:
        return "E2B"
    from tutor_cli.models.providers import provider_named

    return provider_named(provider, config).label


def _asked(label: str) -> str:
    """Raises UsageError if nothing, or nothing like a key, is given."""
    from tutor_cli.keys import is_sendable

    if sys.stdin is not None and sys.stdin.isatty():
        key: str = typer.prompt(f"Key for {label}", hide_input=True, err=True, default="", show_default=False)
    else:
        key = sys.stdin.readline(LONGEST_KEY + 2) if sys.stdin is not None else ""
    key = key.strip()
    if not key:
        raise UsageError("No key was given.", "Paste it when asked, or pipe it in.")
    if len(key) > LONGEST_KEY or not is_sendable(key):
        raise UsageError("That does not look like a key.", "It should be one line without spaces.")
    return key


def _works(provider: str, key: str, config: Config) -> bool:
    """Whether the server takes the key; ``False`` if it could not be asked.

    Raises NotReachable if it refuses the key.
    """
    if provider == E2B:
        return False
    from tutor_cli.keys import Key
    from tutor_cli.models.connection import Connection
    from tutor_cli.models.failures import Failure, told
    from tutor_cli.models.providers import provider_named

    served_by, tried = provider_named(provider, config), Key(key, "what you typed")
    connection = Connection(served_by, tried)
    try:
        connection.request("GET", "/models")
    except Failure as failure:
        if failure.status in (401, 403):
            raised = told(failure, served_by, tried)
            raise NotReachable(raised.message, "Nothing was kept. Check the key.", code=raised.code) from None
        return False
    finally:
        connection.close()
    return True
