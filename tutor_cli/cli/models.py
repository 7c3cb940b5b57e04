"""``tutor models``: what the configured servers offer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tutor_cli.cli import options
from tutor_cli.display.messages import one_line, show_error
from tutor_cli.errors import TutorError

if TYPE_CHECKING:
    from tutor_cli.models.catalog import Listing, Offered


def models(
    provider: Annotated[
        list[str] | None, typer.Argument(help="Providers such as openai or ollama; all that can be asked.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the models that can answer, with windows, prices and shutdown dates where known.

    A model is named provider/model; the one that answers when none is named is marked *.
    """
    from tutor_cli.models.catalog import listings
    from tutor_cli.models.choose import resolve_model
    from tutor_cli.models.providers import provider_named

    config = options.configured()
    for name in provider or ():
        provider_named(name, config)  # raises for one that is not there
    found = listings(config, provider or None)
    default = resolve_model(None, config)
    if as_json:
        typer.echo(json.dumps([row for each in found for row in _rows(each)], indent=2))
    else:
        if not provider:
            typer.echo(f"{'*' if default == 'solver' else ' '} solver  (built in)")
        for each in found:
            for offered in each.models:
                typer.echo(f"{'*' if offered.name == default else ' '} {_line(offered)}")
    _tell_of_errors(found, asked_for=bool(provider))
    if provider and (failed := next((each.error for each in found if each.error), None)):
        raise typer.Exit(failed.exit_status)


def _line(offered: Offered) -> str:
    facts = []
    if offered.window:
        facts.append(f"{offered.window:,} tokens")
    if offered.price:
        facts.append(f"${offered.price.input:g} in, ${offered.price.output:g} out per million")
    if offered.shutdown:
        facts.append(f"ends {one_line(offered.shutdown)}")
    return one_line(offered.name) + (f"  ({'; '.join(facts)})" if facts else "")


def _rows(listing: Listing) -> list[dict[str, Any]]:
    return [
        {
            "name": offered.name,
            "context_window": offered.window,
            "shutdown_date": offered.shutdown,
            "price": vars(offered.price) if offered.price else None,
        }
        for offered in listing.models
    ]


def _tell_of_errors(found: list[Listing], *, asked_for: bool) -> None:
    """A local server that does not run is no error, unless it was asked for by name."""
    silent = []
    for each in found:
        if each.error is None:
            continue
        if each.error.code == "not_reachable" and each.provider.is_local and not asked_for:
            silent.append(each.provider.label)
        else:
            show_error(TutorError(each.error.message, each.error.hint))
    if silent:
        typer.secho(f"Not running here: {', '.join(silent)}.", err=True, dim=True)
