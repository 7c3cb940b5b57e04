"""A served model over the scripted server, and what it hands on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.servers.scripted import ScriptedServer
from tutor_cli.domain import Item, Settings, ToolSpec
from tutor_cli.items import text_of
from tutor_cli.models.base import ItemDone, ModelEvent, ModelRequest, Notice, ResponseDone, TextDelta
from tutor_cli.models.choose import open_model
from tutor_cli.settings import Config, load_config

RUN_PYTHON = ToolSpec(
    "run_python", "Run Python code.", {"type": "object", "properties": {"code": {"type": "string"}}}
)


@dataclass
class Heard:
    """The events of one answer, sorted."""

    events: list[ModelEvent] = field(default_factory=list)

    @property
    def items(self) -> list[Item]:
        return [event.item for event in self.events if isinstance(event, ItemDone)]

    @property
    def text(self) -> str:
        return "".join(text_of(item) for item in self.items)

    @property
    def deltas(self) -> list[TextDelta]:
        return [event for event in self.events if isinstance(event, TextDelta)]

    @property
    def notices(self) -> list[str]:
        return [event.text for event in self.events if isinstance(event, Notice)]

    @property
    def done(self) -> ResponseDone:
        assert isinstance(self.events[-1], ResponseDone)
        return self.events[-1]


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return load_config({"TUTOR_HOME": str(tmp_path), "OPENAI_API_KEY": "sk-test-key"})


@pytest.fixture
def ask(config: Config) -> Callable[..., Heard]:
    """Ask ``provider/model`` at a scripted server; ``items`` is the thread so far."""

    def ask(
        server: ScriptedServer | str,
        items: Iterable[Item],
        name: str = "openai/m",
        own: bool = False,
        **more: Any,
    ) -> Heard:
        url = server if isinstance(server, str) else server.base_url
        model: Any = ask.models.get((name, url)) or open_model(name, config, url)  # type: ignore[attr-defined]
        ask.models[name, url] = model  # type: ignore[attr-defined]
        if own:
            pretend_openai(model)
        heard = Heard()
        ask.heard = heard  # type: ignore[attr-defined]
        settings = Settings(**more.pop("settings", {}))
        for event in model.respond(ModelRequest("Be brief.", list(items), settings=settings, **more)):
            heard.events.append(event)
        return heard

    ask.models = {}  # type: ignore[attr-defined]
    return ask


def pretend_openai(model: Any) -> None:
    """Speak to the scripted server as to OpenAI's own: everything sent back, hosted tools offered."""
    from dataclasses import replace

    model.provider = replace(model.provider, encrypts_reasoning=True, hosted_tools=True, examples=False)
    model._fitter._own = True
