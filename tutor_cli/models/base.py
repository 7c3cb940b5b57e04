"""The Model protocol: items in, a stream of events out. A model knows no threads and runs no tools."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from tutor_cli.cancellation import Cancellation
from tutor_cli.domain import Item, Settings, ToolSpec, Usage


@dataclass(frozen=True)
class ModelRequest:
    """Everything a model may see of a turn."""

    instructions: str
    items: Sequence[Item]
    """The thread so far, the question last or the outputs of its calls last."""
    tools: Sequence[ToolSpec] = ()
    settings: Settings = Settings()
    conversation: str | None = None
    """The id of a hosted thread (``conv_…``); ``items`` then holds only what it lacks."""
    cancellation: Cancellation = field(default_factory=Cancellation)


@dataclass(frozen=True)
class TextDelta:
    """A piece of the answer. ``item_id`` is the message's."""

    item_id: str
    text: str


@dataclass(frozen=True)
class ReasoningDelta:
    """A piece of the reasoning summary the model shows."""

    item_id: str
    text: str


@dataclass(frozen=True)
class CallDelta:
    """A piece of a hosted tool's code or of a call's arguments, while it is written."""

    item_id: str
    name: str
    text: str


@dataclass(frozen=True)
class ItemDone:
    """An output item is whole; it goes into the thread verbatim."""

    item: Item


@dataclass(frozen=True)
class FileMade:
    """A hosted tool made a file. ``item_id`` is the call's; empty where that is not told."""

    item_id: str
    name: str
    """The model's word for it: not yet fit for a file system."""
    data: bytes


@dataclass(frozen=True)
class ResponseDone:
    """The stream's last event. A stream that ends without one was cut off."""

    usage: Usage = Usage()
    incomplete_reason: str | None = None
    """``max_output_tokens``, ``content_filter``: the answer is not whole."""
    response_id: str | None = None


@dataclass(frozen=True)
class Notice:
    """One quiet line for the person ("the thread was compacted", …); not kept."""

    text: str


ModelEvent: TypeAlias = TextDelta | ReasoningDelta | CallDelta | ItemDone | FileMade | ResponseDone | Notice


class Model(Protocol):
    """Who answers."""

    @property
    def name(self) -> str:
        """``provider/model``, or ``solver``."""

    def respond(self, request: ModelRequest) -> Iterator[ModelEvent]:
        """One answer, or the calls the model wants made first.

        The run loop pulls this iterator on a thread of its own and closes it when the
        run is cancelled. Raises ModelError or one of its kinds.
        """

    def close(self) -> None:
        """Let go of connections."""
