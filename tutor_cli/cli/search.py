"""``tutor search``: the web's results as a table, without any model."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from tutor_cli.cli import options
from tutor_cli.errors import UsageError


def search(
    words: Annotated[list[str], typer.Argument(metavar="QUERY", help="What to search for.")],
    max_results: Annotated[int | None, typer.Option("--max-results", "-n", min=1, max=10)] = None,
    time_range: Annotated[
        str | None, typer.Option("--time", metavar="RANGE", help="day, week, month or year.")
    ] = None,
    region: Annotated[str | None, typer.Option("--region", metavar="REGION", help="Such as us-en.")] = None,
    safesearch: Annotated[
        str | None, typer.Option("--safesearch", metavar="LEVEL", help="on, moderate or off.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    debug: options.Debug = False,
) -> None:
    """Search the web, as the tool web_search does."""
    from tutor_cli.display.tables import show_table
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
    show_table(("title", "address", "what it says"), [(r.title, r.url, r.snippet) for r in found.results])
    typer.secho(f"From {found.engine}, {found.fetched}.", err=True, dim=True)
