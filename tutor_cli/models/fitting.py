"""Making a request fit the model's window before it is sent, or after it was refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tutor_cli.domain import Item, Settings, Usage
from tutor_cli.errors import ModelError
from tutor_cli.items import text_of, user_message
from tutor_cli.models import compaction
from tutor_cli.models.base import ItemDone, ModelEvent, ModelRequest, Notice, ResponseDone
from tutor_cli.models.failures import Failure

SMALL = 1500
"""Tokens below which a request fits any window: nobody is asked how large the window is."""

ASK_AT_MOST = 3

COMPACTED = "The thread grew long: its older part is now sent as a summary. Nothing of it is lost here."
SHORTENED = "Long tool outputs were shortened for the model; the thread keeps them whole."
LEFT_OUT = "The thread's older part was not sent: it does not fit, and could not be summarised."

Ask = Callable[[ModelRequest], Iterator[ModelEvent]]


class Fitter:
    """Fits requests to one model's window; ``ask`` sends a request to that model as it is."""

    def __init__(self, ask: Ask, window: Callable[[], int | None], *, own: bool) -> None:
        self._ask = ask
        self._window_of = window
        self._own = own
        self._window: int | None = None
        self._asked = 0
        self.usage = Usage()
        """Tokens spent on summaries; whoever reports usage adds it and sets it back."""

    @property
    def window(self) -> int | None:
        """In tokens. Asked for again if it was not told: Ollama tells it once a model is loaded."""
        if self._window is None and self._asked < ASK_AT_MOST:
            self._asked += 1
            self._window = self._window_of()
        return self._window

    def fit(self, request: ModelRequest) -> Iterator[ItemDone | Notice | ModelRequest]:
        """The request to send comes last; before it, what it took to make it fit."""
        size = self._size(request)
        if size > SMALL and not request.conversation and not self._own:
            window = self.window
            if window is not None and size > self._budget(request, window):
                yield from self.compact(request, self._budget(request, window))
                return
        yield request

    def compact(
        self, request: ModelRequest, budget: int | None = None
    ) -> Iterator[ItemDone | Notice | ModelRequest]:
        """The same for a request that is certainly too large; without ``budget``, half of it must go."""
        budget = budget or self._size(request) // 2
        fixed = compaction.tokens([request.instructions, [dict(tool.parameters) for tool in request.tools]])
        room = max(budget - fixed - min(compaction.SUMMARY_TOKENS, budget // 4), 200)
        summary, items = compaction.effective(request.items, own=self._own)
        cut = compaction.cut_for(items, room // 2)
        if cut:
            older = items[:cut]
            last = next(place for place, item in enumerate(request.items) if item is older[-1])
            covered = request.items[: last + 1]
            try:
                text = self._summary(request, summary, older, room)
            except (ModelError, Failure):
                yield Notice(LEFT_OUT)
                item = compaction.summary_item("(It did not fit and was left out.)", covered, room)
            else:
                yield Notice(COMPACTED)
                item = compaction.summary_item(text, covered, room)
                yield ItemDone(item)
            request = replace(request, items=[*request.items, item])
            items = items[cut:]
        if compaction.tokens(items) > room:
            shorter = compaction.with_short_outputs(items)
            if shorter != items:
                yield Notice(SHORTENED)
                request = replace(request, items=_with(request.items, shorter))
        yield request

    def _summary(self, request: ModelRequest, summary: str, older: list[Item], room: int) -> str:
        """Raises ModelError or Failure."""
        for piece in compaction.transcripts(older, max(room - compaction.tokens(summary), room // 2)):
            before = f"Summary of what came before:\n{summary}\n\n" if summary else ""
            asked = ModelRequest(
                instructions=compaction.ASK_FOR_SUMMARY,
                items=[user_message(before + piece)],
                settings=Settings(temperature=request.settings.temperature),
                cancellation=request.cancellation,
            )
            texts: list[str] = []
            for event in self._ask(asked):
                if isinstance(event, ItemDone):
                    texts.append(text_of(event.item))
                elif isinstance(event, ResponseDone):
                    self.usage += event.usage
            summary = "".join(texts).strip()[: compaction.SUMMARY_TOKENS * 4]
            if not summary:
                raise Failure("empty")
        return summary

    def _size(self, request: ModelRequest) -> int:
        summary, items = compaction.effective(request.items, own=self._own)
        tools = [dict(tool.parameters) for tool in request.tools]
        return compaction.tokens([request.instructions, summary, items, tools])

    def _budget(self, request: ModelRequest, window: int) -> int:
        """Tokens of a request that leave room for the answer."""
        answer = request.settings.max_output_tokens or 4096
        return window - min(answer, window // 4)


def _with(items: Sequence[Item], changed: list[Item]) -> list[Item]:
    """All items, those with an id among ``changed`` in their changed form."""
    by_id = {item.get("id"): item for item in changed if item.get("id")}
    return [by_id.get(item.get("id"), item) for item in items]
