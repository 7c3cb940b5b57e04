"""``tutor models``: what the configured servers offer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tutor_cli.cli import options

if TYPE_CHECKING:
    from tutor_cli.models.catalog import Listing


def models(
    provider: Annotated[
        list[str] | None, typer.Argument(help="Providers such as openai or ollama; all that can be asked.")
    ] = None,
    base_url: options.BaseUrl = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the models that can answer. Windows, prices and shutdown dates are told where known.

    A model is named provider/model; the one that answers when none is named is marked *.
    """
    from tutor_cli.display.listings import show_models, show_unreachable
    from tutor_cli.models.catalog import listings
    from tutor_cli.models.choose import AUTO, resolve_model
    from tutor_cli.models.providers import provider_named

    config = options.configured()
    for name in provider or ():
        provider_named(name, config)  # raises for one that is not there
    found = listings(config, provider or None, base_url)
    provider = provider or [each.provider.name for each in found if base_url]
    default = resolve_model(None, config, base_url)
    if default.endswith(f"/{AUTO}"):
        firsts = {f"{each.provider.name}/{AUTO}": each.first for each in found}
        default = firsts.get(default) or default
    if as_json:
        typer.echo(json.dumps([row for each in found for row in _rows(each)], indent=2))
    else:
        show_models(found, default, solver=not provider)
    show_unreachable(found, asked_for=bool(provider))
    if provider and (failed := next((each.error for each in found if each.error), None)):
        raise typer.Exit(failed.exit_status)


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
