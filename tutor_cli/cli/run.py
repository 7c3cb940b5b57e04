"""``tutor run``: what happened in a run."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Annotated

import typer

import tutor_cli

app = typer.Typer(name="run", help="Look into runs.", no_args_is_help=True)


@app.callback()
def callback() -> None:
    """Keeps `show` a command of its own, though it is the only one."""


@app.command("show")
def show(
    id: Annotated[str, typer.Argument(metavar="RUN", help="The run's id, or its beginning.")],
    whole: Annotated[bool, typer.Option("--whole", help="Leave nothing out of long texts.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show a run's steps. That is durations, tokens, what tools were given and gave."""
    from tutor_cli.display.steps import show_run
    from tutor_cli.models.catalog import cost_of

    with tutor_cli.Tutor() as tutor:
        run = tutor.store.run(id)
        steps = tutor.store.steps(run_id=run.id)
        items = {str(item.get("id")): item for item in tutor.store.items(run.thread_id, run.id)}
        cost = cost_of(run.model, run.usage, tutor.config)
    if as_json:
        print(json.dumps({**asdict(run), "cost": cost, "steps": [asdict(step) for step in steps]}, indent=2))  # noqa: T201
        return
    show_run(run, steps, items, sys.stdout, whole=whole, dollars=cost)
