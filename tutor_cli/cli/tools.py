"""``tutor tools``: every tool there is, where it comes from, and whether it works."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from tutor_cli.cli import options


def confirm_file(path: Path, why: str) -> bool:
    """Ask at the terminal whether a file of the tools folder may run in tutor's own process."""
    from tutor_cli.display.sanitize import clean_line

    return typer.confirm(
        f"The tool file {clean_line(str(path))} {why}. It would run with all your rights. Load it?", err=True
    )


def tools(
    ask_again: Annotated[
        bool, typer.Option("--ask-again", help="Ask again about files of the tools folder that were refused.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    debug: options.Debug = False,
) -> None:
    """List every tool: where it comes from, whether it is asked about, and whether it works."""
    from tutor_cli.display.tables import show_table
    from tutor_cli.tools.approval import Approvals
    from tutor_cli.tools.loading import ToolFolder
    from tutor_cli.tutor import Tutor

    can_ask = sys.stdin.isatty() and sys.stderr.isatty()
    with Tutor(options.configured(), confirm=confirm_file if can_ask else None) as tutor:
        if ask_again:
            ToolFolder(tutor.config).forget_refusals()
        approvals = Approvals.configured(tutor.config)
        listed = list(tutor.list_tools())
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in listed], indent=2, ensure_ascii=False))
        return
    rows = [
        (
            each.name,
            each.origin,
            approvals.policy(each.name, each.approval) if each.approval else "",
            each.note if each.works else f"does not work: {each.note}",
        )
        for each in listed
    ]
    show_table(("name", "from", "approval", "what it does"), rows)
