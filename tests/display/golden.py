"""``formulas.txt``: formulas and how they must look. Read it; it is meant for eyes.

A formula begins with ``%%`` and its LaTeX. Under it stand the line it makes within a
sentence, then its display layout in 80 columns, then, after ``ascii``, the same in ASCII.
Rows of a layout are set in by one bar. After a change that is meant, look at the
difference that ``python -m tests.display.golden`` writes before committing it.
"""

from __future__ import annotations

from pathlib import Path

from tutor_cli.display.math import display, inline

FILE = Path(__file__).with_name("formulas.txt")
_HEAD = "%% "


def formulas() -> list[str]:
    """The LaTeX of every formula in the file, in order."""
    lines = FILE.read_text(encoding="utf-8").split("\n")
    return [line.removeprefix(_HEAD) for line in lines if line.startswith(_HEAD)]


def entry(tex: str) -> str:
    """How ``tex`` looks now, as the file says it."""
    within, shown, plain = inline(tex), display(tex, 80), display(tex, 80, ascii=True)
    lines = [_HEAD + tex, ("source " if within.is_source else "") + within.text]
    lines += [f"| {line}".rstrip() for line in shown.lines]
    if not shown.is_source:
        lines += ["ascii " + inline(tex, ascii=True).text]
        lines += [f"| {line}".rstrip() for line in plain.lines]
    return "\n".join(lines) + "\n"


def text() -> str:
    return "\n".join(entry(tex) for tex in formulas())


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
