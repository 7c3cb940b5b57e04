"""The servers that can answer: the common ones built in, the rest from the config file.

A table ``[providers.NAME]`` of the config file makes a new provider or changes a built-in
one, with these keys, all optional for a built-in one::

    [providers.campus]
    base_url = "https://llm.example.edu/v1"
    key_variable = "CAMPUS_KEY"        # where the key is looked for first
    api = "responses"                  # or "chat"; without it, responses is tried first
    hosted_tools = false               # the server runs code_interpreter and web_search itself
    context_window = 32768             # tokens; without it, the server is asked
    timeout = 600                      # seconds of silence before giving up
    headers = { "X-Team" = "math" }
    examples = true                    # show it two worked examples; by default local servers only
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import SplitResult, urlsplit

from tutor_cli.errors import NotConfigured
from tutor_cli.settings import Config

OPENAI_URL = "https://api.openai.com/v1"
OPENAI_MODEL = "gpt-6-luna"
"""The one that answers when none is named."""


@dataclass(frozen=True)
class Provider:
    """One server and how it is spoken to."""

    name: str
    base_url: str = ""
    key_variable: str | None = None
    """The environment variable that holds its key; ``None``: it needs no key."""
    api: str | None = None
    """``responses`` or ``chat``; ``None``: responses, or chat where that is missing."""
    hosted_tools: bool = False
    encrypts_reasoning: bool = False
    """Reasoning comes encrypted, to be sent back unchanged (OpenAI, Azure)."""
    context_window: int | None = None
    """In tokens; ``None``: ask the server or the catalog."""
    timeout: float = 600.0
    """Seconds of silence after which the server is given up."""
    headers: Mapping[str, str] = field(default_factory=dict)
    examples: bool | None = None
    """Whether two worked examples go before each thread; ``None``: on this machine only."""

    @property
    def shows_examples(self) -> bool:
        """Small models need them, and it is small models that run on a person's machine."""
        return self.is_local if self.examples is None else self.examples

    @property
    def is_elsewhere(self) -> bool:
        """Whether OpenAI's or Azure's name was given to another server."""
        return self.name in ("openai", "azure") and not self.encrypts_reasoning

    @property
    def needs_key(self) -> bool:
        """Whether it is of no use to ask it without a key."""
        return self.key_variable is not None and not self.is_local and not self.is_elsewhere

    @property
    def label(self) -> str:
        """How the server is called in a sentence."""
        if self.is_elsewhere:
            return _parts(self.base_url).netloc
        return _LABELS.get(self.name, self.name)

    @property
    def is_local(self) -> bool:
        return _parts(self.base_url).hostname in ("127.0.0.1", "localhost", "::1")


_LABELS = {
    "openai": "OpenAI",
    "azure": "Azure",
    "openrouter": "OpenRouter",
    "ollama": "Ollama",
    "llamacpp": "llama.cpp",
    "lmstudio": "LM Studio",
    "vllm": "vLLM",
}

_BUILT_IN = (
    Provider("openai", OPENAI_URL, "OPENAI_API_KEY", None, True, True),
    Provider("azure", "", "AZURE_OPENAI_API_KEY", "responses", True, True),
    Provider("openrouter", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
    Provider("ollama", "http://127.0.0.1:11434/v1"),
    Provider("llamacpp", "http://127.0.0.1:8080/v1"),
    Provider("lmstudio", "http://127.0.0.1:1234/v1"),
    Provider("vllm", "http://127.0.0.1:8000/v1"),
)

_KINDS: dict[str, type | tuple[type, ...]] = {
    "base_url": str,
    "key_variable": str,
    "api": str,
    "hosted_tools": bool,
    "context_window": int,
    "timeout": (int, float),
    "headers": dict,
    "examples": bool,
}
_OTHER_KEYS = ("key", "prices")  # read by keys.py and pricing.py


def providers(config: Config) -> dict[str, Provider]:
    """Every provider by name. Raises NotConfigured where the config file makes no sense."""
    known = {provider.name: _from_environment(provider, config) for provider in _BUILT_IN}
    tables = config.get("providers", None) or {}
    if not isinstance(tables, Mapping):
        raise _bad(config, "“providers” must hold tables, such as [providers.campus].")
    for name, table in tables.items():
        known[name] = _changed(known.get(name, Provider(name)), table, config)
    return known


def provider_named(name: str, config: Config, base_url: str | None = None) -> Provider:
    """One provider; ``base_url`` replaces its own. Raises NotConfigured if it cannot be used."""
    known = providers(config)
    if name not in known:
        raise NotConfigured(
            f"There is no provider called “{name}”.",
            f"Name a model as provider/model; providers: {', '.join(known)}. "
            f"Others go into {config.path} as [providers.NAME].",
        )
    provider = known[name]
    if base_url:
        provider = _at(provider, base_url)
    if not provider.base_url:
        where = "AZURE_OPENAI_ENDPOINT" if name == "azure" else f"base_url under [providers.{name}]"
        raise NotConfigured(f"Where {provider.label} is found is not known.", f"Set {where}.")
    check_address(provider)
    return provider


def check_address(provider: Provider) -> None:
    """Raises NotConfigured if nothing can be asked there."""
    if _parts(provider.base_url).scheme not in ("http", "https"):
        raise NotConfigured(
            f"“{provider.base_url}” is not a web address.", "It should look like http://127.0.0.1:8080/v1."
        )


def _parts(url: str) -> SplitResult:
    """An address's parts; all empty for what is none."""
    try:
        parts = urlsplit(url)
        return parts if parts.port is None or parts.port else urlsplit("")
    except ValueError:  # a port that is no number, half of an IPv6 address
        return urlsplit("")


def _from_environment(provider: Provider, config: Config) -> Provider:
    """The variables that other programs use, too."""
    environ = config.environ
    if provider.name == "openai" and environ.get("OPENAI_BASE_URL"):
        return _at(provider, environ["OPENAI_BASE_URL"])
    if provider.name == "azure" and environ.get("AZURE_OPENAI_ENDPOINT"):
        return _at(provider, environ["AZURE_OPENAI_ENDPOINT"].rstrip("/") + "/openai/v1")
    if provider.name == "ollama" and environ.get("OLLAMA_HOST"):
        host = environ["OLLAMA_HOST"].rstrip("/").replace("0.0.0.0", "127.0.0.1")  # noqa: S104
        host = host if "//" in host else f"http://{host}"
        has_port = _parts(host).port is not None or host.startswith("https:")
        return _at(provider, host + ("/v1" if has_port else ":11434/v1"))
    return provider


def _at(provider: Provider, base_url: str) -> Provider:
    """The provider at another address; what only OpenAI's own server does is not expected there."""
    host = _parts(base_url).hostname or ""
    own = host.endswith((".openai.com", ".azure.com")) and provider.encrypts_reasoning
    return replace(
        provider,
        base_url=base_url.rstrip("/"),
        hosted_tools=provider.hosted_tools and own,
        encrypts_reasoning=own,
    )


def _changed(provider: Provider, table: Any, config: Config) -> Provider:
    where = f"[providers.{provider.name}]"
    if not isinstance(table, Mapping):
        raise _bad(config, f"{where} must be a table.")
    changes = {key: value for key, value in table.items() if key not in _OTHER_KEYS}
    for key, value in changes.items():
        if key not in _KINDS:
            raise _bad(config, f"{where} has an unknown key “{key}”; known: {', '.join(_KINDS)}.")
        if not isinstance(value, _KINDS[key]) or (isinstance(value, bool) and _KINDS[key] is not bool):
            raise _bad(config, f"“{key}” under {where} has the wrong kind of value.")
    if changes.get("api", "chat") not in ("responses", "chat"):
        raise _bad(config, f'“api” under {where} must be "responses" or "chat".')
    if "base_url" in changes:
        provider = _at(provider, changes.pop("base_url"))
    return replace(provider, **changes)


def _bad(config: Config, message: str) -> NotConfigured:
    return NotConfigured(message, f"Correct it in {config.path}.")
