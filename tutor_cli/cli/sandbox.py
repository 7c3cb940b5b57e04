"""``tutor sandbox``: the sandboxes that E2B keeps for us. Local ones end with the program."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from tutor_cli.display.tables import show_table, when
from tutor_cli.errors import NotConfigured, NotFound
from tutor_cli.keys import find_key
from tutor_cli.settings import load_config

app = typer.Typer(name="sandbox", help="List and end the sandboxes kept at E2B.", no_args_is_help=True)


@app.command("list")
def list_(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List the sandboxes that tutor keeps at E2B, newest first."""
    from tutor_cli.sandbox.e2b import list_sandboxes

    found = list_sandboxes(_key())
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in found], indent=2))
    elif found:
        rows = [(each.id, each.state, when(each.started_at), when(each.ends_at)) for each in found]
        show_table(("id", "state", "started", "ends"), rows)
    else:
        typer.echo("No sandboxes at E2B.", err=True)


@app.command("kill")
def kill(ids: Annotated[list[str], typer.Argument(metavar="ID...", help="As `list` shows them.")]) -> None:
    """End sandboxes at E2B, with the variables and files they hold."""
    from tutor_cli.sandbox.e2b import kill_sandbox

    key = _key()
    for id in ids:
        if not kill_sandbox(id, key):
            raise NotFound(f"There is no sandbox “{id}” at E2B.", "See: tutor sandbox list")
        typer.echo(f"Ended {id}.", err=True)


def _key() -> str:
    key = find_key("e2b", "E2B_API_KEY", load_config())
    if key is None:
        raise NotConfigured(
            "There is no key for E2B.", "Set E2B_API_KEY; local sandboxes end with the program."
        )
    return key.value
