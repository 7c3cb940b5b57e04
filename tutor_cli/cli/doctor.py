"""``tutor doctor``: what is configured, what works, what to do about what does not."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Say what is configured, what works, and what to do."""
    from tutor_cli.display.listings import show_findings
    from tutor_cli.doctor import examine

    findings = list(examine())
    if as_json:
        typer.echo(json.dumps([vars(each) for each in findings], indent=2))
    else:
        show_findings(findings, sys.stdout)
    raise typer.Exit(int(any(each.works is False for each in findings)))
