"""Threads that live on a server: OpenAI's Conversations API.

A conversation and its items are kept until deleted, and any machine with the same key can
go on with it. There is no way to list conversations: their ids are kept by whoever made them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any

from tutor_cli.domain import Item
from tutor_cli.errors import NotConfigured, NotFound
from tutor_cli.keys import find_key
from tutor_cli.models.connection import Connection
from tutor_cli.models.failures import Failure, told
from tutor_cli.models.providers import provider_named
from tutor_cli.models.translate import input_items
from tutor_cli.settings import Config

ITEMS_PER_CALL = 20
"""The most items that one call may add (the API's limit)."""


def open_conversations(model: str, config: Config, base_url: str | None = None) -> Conversations:
    """The conversations on the server of a model (``provider/model``), as resolve_model names it.

    Raises NotConfigured for the solver, which has no server.
    """
    name, slash, _ = model.partition("/")
    if not slash:
        raise NotConfigured(
            "A hosted thread needs a language model's server.", "Choose one: --model openai/gpt-6-luna"
        )
    provider = provider_named(name, config, base_url)
    return Conversations(Connection(provider, find_key(name, provider.key_variable, config)))


class Conversations:
    """Raises NotFound for an id that names nothing, else ModelError's kinds."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(self, items: Iterable[Item] = (), metadata: Mapping[str, str] | None = None) -> str:
        """A new conversation's id (``conv_…``); ``items`` are copied into it."""
        own = self._connection.provider.encrypts_reasoning
        sent = iter(input_items(list(items), own=own))
        body: dict[str, Any] = {"items": list(islice(sent, ITEMS_PER_CALL))}
        if metadata:
            body["metadata"] = dict(metadata)
        with self._told():
            id = str(self._connection.request("POST", "/conversations", body=body).get("id") or "")
            while batch := list(islice(sent, ITEMS_PER_CALL)):
                self._connection.request("POST", f"/conversations/{id}/items", body={"items": batch})
        if not id:
            raise NotConfigured(f"{self._connection.provider.label} keeps no conversations.")
        return id

    def retrieve(self, id: str) -> dict[str, Any]:
        """The conversation itself: ``id``, ``created_at``, ``metadata``."""
        with self._told(id):
            return self._connection.request("GET", f"/conversations/{_checked(id)}")

    def items(self, id: str) -> Iterator[Item]:
        """Everything said in it, oldest first, verbatim; read page by page."""
        after: str | None = None
        while True:
            query = {"limit": 100, "order": "asc", **({"after": after} if after else {})}
            with self._told(id):
                page = self._connection.request("GET", f"/conversations/{_checked(id)}/items", query=query)
            data = page.get("data")
            items = [item for item in data if isinstance(item, dict)] if isinstance(data, list) else []
            yield from items
            last = page.get("last_id") or (items[-1].get("id") if items else None)
            if not page.get("has_more") or not items or last == after:
                return
            after = str(last)

    def delete(self, id: str) -> None:
        """Remove the conversation; its items remain on the server, unreachable by it."""
        with self._told(id):
            self._connection.request("DELETE", f"/conversations/{_checked(id)}")

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def _told(self, id: str = "") -> Iterator[None]:
        connection = self._connection
        try:
            yield
        except Failure as failure:
            if id and failure.status in (400, 404):
                hint = "Check the id, and that the key is of the project it was made in."
                raise NotFound(f"{connection.provider.label} has no conversation {id}.", hint) from None
            raise told(failure, connection.provider, connection.key) from failure


def _checked(id: str) -> str:
    """An id that is safe in a path. Raises NotFound for anything else."""
    if not id.startswith("conv_") or not id.replace("_", "").replace("-", "").isalnum() or not id.isascii():
        raise NotFound(f"“{id[:80]}” is not a conversation's id.", "It begins with conv_.")
    return id
