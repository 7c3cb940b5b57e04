"""The documents say what the code does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def keys_read() -> set[str]:
    """Every key of the config file that the code reads by its full name."""
    sources = "\n".join(path.read_text() for path in (ROOT / "tutor_cli").rglob("*.py"))
    return set(re.findall(r"config\.get\(\s*\"([a-z_.]+)\"", sources))


def test_every_key_is_in_the_page_on_configuration() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text()
    example = next(block for block in re.findall(r"```toml\n(.*?)```", page, re.DOTALL) if "[run]" in block)
    documented = tomllib.loads(example)
    for key in keys_read():
        found: object = documented
        for part in key.split("."):
            assert isinstance(found, dict) and part in found, key
            found = found[part]


def test_the_example_of_an_assistant_is_one() -> None:
    from tutor_cli.threads.assistant_files import from_toml

    page = (ROOT / "docs" / "configuration.md").read_text()
    blocks = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    example = next(block for block in blocks if block.startswith("name ="))
    assistant, notes = from_toml(example)
    assert (assistant.name, notes) == ("calculus coach", [])
