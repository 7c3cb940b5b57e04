"""``tutor search``: the web's results as a table, without any model."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Annotated, Literal

import typer

from tutor_cli.cli import options
from tutor_cli.errors import UsageError


def _region(region: str | None) -> str | None:
    from tutor_cli.tools.web_search import REGION

    if region is not None and not re.fullmatch(REGION, region):
        raise UsageError(f"There is no region {region!r}.", "Give country-language, such as us-en or de-de.")
    return region


def search(
    words: Annotated[list[str], typer.Argument(metavar="QUERY", help="What to search for.")],
    max_results: Annotated[
        int | None, typer.Option("--max-results", "-n", min=1, max=10, help="Most results.")
    ] = None,
    time_range: Annotated[
        Literal["day", "week", "month", "year"] | None, typer.Option("--time", help="Only what is this new.")
    ] = None,
    region: Annotated[
        str | None,
        typer.Option(
            "--region", metavar="REGION", help="Country and language, such as us-en.", callback=_region
        ),
    ] = None,
    safesearch: Annotated[
        Literal["on", "moderate", "off"] | None, typer.Option("--safesearch", help="What is left out.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    debug: options.Debug = False,
) -> None:
    """Search the web, as the tool web_search does."""
    from tutor_cli.display.tables import show_results
    from tutor_cli.tools.web_search import search as search_web
    from tutor_cli.tools.web_search import search_cache, search_options

    query = " ".join(words).strip()
    if not query:
        raise UsageError("The query is empty.", 'Say what to search for: tutor search "…"')
    config = options.configured(
        search__region=region, search__safesearch=safesearch, search__time_range=time_range
    )
    found = search_web(query, search_options(config, max_results, None), search_cache(config))
    if as_json:
        typer.echo(json.dumps(asdict(found), indent=2, ensure_ascii=False))
        return
    show_results([(each.title, each.url, each.snippet) for each in found.results])
    typer.secho(f"From {found.engine}, {found.fetched}.", err=True, dim=True)
