"""The web pages an answer rests on, read back from the calls that fetched them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tutor_cli.domain import ToolCallRecord

MOST = 5


@dataclass(frozen=True)
class Source:
    title: str
    url: str
    fetched: str
    """The date, ``YYYY-MM-DD``."""


def sources_of(records: Iterable[ToolCallRecord], answer: str = "") -> list[Source]:
    """The pages read, and the search results whose address the answer names; if there are
    none of these, the first results of the searches. Each address once, at most five.
    """
    records = list(records)
    read = [source for record in records for source in _of(record, "read_page")]
    found = [source for record in records for source in _of(record, "web_search")]
    used = read + [source for source in found if source.url in answer]
    by_url = {source.url: source for source in reversed(used or found)}
    return list(dict.fromkeys(by_url[source.url] for source in used or found))[:MOST]


def addresses_of(records: Iterable[ToolCallRecord]) -> set[str]:
    """Every address that a search found or a page was read from."""
    return {
        source.url
        for record in records
        for tool in ("web_search", "read_page")
        for source in _of(record, tool)
    }


def _of(record: ToolCallRecord, tool: str) -> Iterator[Source]:
    output = record.output
    if record.call.name != tool or output is None or output.is_error:
        return
    try:
        told, _ = json.JSONDecoder().raw_decode(output.text)
    except ValueError:
        return
    if not isinstance(told, dict):
        return
    for each in told.get("results", [told]):
        if isinstance(each, dict) and each.get("url"):
            yield _source(each, told)


def _source(page: dict[str, Any], told: dict[str, Any]) -> Source:
    return Source(str(page.get("title") or page["url"]), str(page["url"]), str(told.get("fetched", "")))
