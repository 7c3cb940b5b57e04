"""What models there are: what servers list, how large their windows are, what they cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from tutor_cli.domain import Usage
from tutor_cli.errors import NotReachable, TutorError
from tutor_cli.keys import find_key
from tutor_cli.models.connection import Connection
from tutor_cli.models.failures import Failure, told
from tutor_cli.models.providers import OPENAI_MODEL, Provider, check_address, provider_named, providers
from tutor_cli.settings import Config


@dataclass(frozen=True)
class Price:
    """US dollars per million tokens."""

    input: float
    cached: float
    output: float


@dataclass(frozen=True)
class Known:
    """What is known of a model without asking."""

    window: int
    """Tokens that go in."""
    price: Price


# OpenAI's list prices and windows of November 2026 (developers.openai.com, models and pricing).
_GPT_6 = 922_000
KNOWN: Mapping[str, Known] = {
    "gpt-6-luna": Known(_GPT_6, Price(0.10, 0.01, 0.50)),
    "gpt-6-sol": Known(_GPT_6, Price(2.00, 0.20, 10.00)),
    "gpt-6-astra": Known(_GPT_6, Price(10.00, 1.00, 50.00)),
    "gpt-6.1-terra": Known(_GPT_6, Price(1.00, 0.05, 5.00)),
    "gpt-6.1-sol": Known(_GPT_6, Price(2.00, 0.10, 10.00)),
}
_SHUTDOWNS = (
    (("gpt-5", "gpt-5-mini", "gpt-5-nano"), "2026-12-11"),
    (("gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-4.1-mini", "gpt-4.1-nano"), "2027-01-14"),
)


@dataclass(frozen=True)
class Offered:
    """A model that a server offers."""

    name: str
    """``provider/model``"""
    shutdown: str | None = None
    """The date it ends, where the server (or OpenAI's announcements) tell."""
    window: int | None = None
    price: Price | None = None


@dataclass(frozen=True)
class Listing:
    """What one provider offers, or why that is not known."""

    provider: Provider
    models: tuple[Offered, ...] = ()
    first: str | None = None
    """The one that answers when the server alone is named: ``provider/model``."""
    error: TutorError | None = None


def listings(
    config: Config, names: Sequence[str] | None = None, base_url: str | None = None
) -> list[Listing]:
    """What the providers offer, asked all at once.

    Without ``names``: every provider that has a key or needs none. ``base_url`` is where
    OpenAI's name, or the only one of ``names``, points instead of its own address.
    """
    from concurrent.futures import ThreadPoolExecutor

    known = providers(config)
    if base_url:
        names = names or ["openai"]
        known |= {name: provider_named(name, config, base_url) for name in names}
    chosen = [known[name] for name in known if name in names] if names is not None else list(known.values())
    asked = [each for each in chosen if names is not None or _is_worth_asking(each, config)]
    if not asked:
        return []
    with ThreadPoolExecutor(len(asked)) as pool:
        return list(pool.map(lambda provider: _listing(provider, config), asked))


def _is_worth_asking(provider: Provider, config: Config) -> bool:
    if not provider.base_url or not provider.needs_key:
        return bool(provider.base_url)
    return find_key(provider.name, provider.key_variable, config) is not None


def _listing(provider: Provider, config: Config) -> Listing:
    key = None
    connection = None
    try:
        check_address(provider)
        key = find_key(provider.name, provider.key_variable, config)
        connection = Connection(provider, key)
        listed = entries(connection.request("GET", "/models"))
        if not listed:
            raise nothing_offered(provider)
        first = first_offered(listed)
        models = tuple(_offered(connection.provider, listed))
        return Listing(provider, models, f"{provider.name}/{first}" if first else None)
    except Failure as failure:
        return Listing(provider, error=told(failure, provider, key))
    except TutorError as error:
        return Listing(provider, error=error)
    finally:
        if connection is not None:
            connection.close()


def entries(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The models that a server lists, each once with its ``id``, however it lists them."""
    found: dict[str, dict[str, Any]] = {}
    listed = answer.get("data") or answer.get("models")
    for each in listed if isinstance(listed, list) else ():
        entry = each if isinstance(each, dict) else {"id": each}
        id = entry.get("id") or entry.get("name") or entry.get("model")
        if isinstance(id, str):
            found.setdefault(id, {**entry, "id": id})
    return list(found.values())


def nothing_offered(provider: Provider) -> NotReachable:
    return NotReachable(f"{provider.label} offers no model.", "Load one there first.", code="unknown_model")


def first_offered(listed: Iterable[Mapping[str, Any]]) -> str | None:
    """The first model of a server's list that could answer; OpenAI's usual one, if it is there."""
    answering = [str(entry["id"]) for entry in listed if "embed" not in entry["id"].lower()]
    return OPENAI_MODEL if OPENAI_MODEL in answering else next(iter(answering), None)


def _offered(provider: Provider, listed: Iterable[Mapping[str, Any]]) -> Iterable[Offered]:
    own = provider.encrypts_reasoning
    for entry in sorted(listed, key=lambda each: str(each["id"])):
        id = str(entry["id"])
        known = KNOWN.get(id) if own else None
        yield Offered(
            f"{provider.name}/{id}",
            _shutdown(id, entry, own),
            window_in(entry) or (known.window if known else None),
            known.price if known else None,
        )


def _shutdown(id: str, entry: Mapping[str, Any], own: bool) -> str | None:
    if date := entry.get("shutdown_date"):
        return str(date)
    return next((date for names, date in _SHUTDOWNS if own and id in names), None)


def window_in(entry: Mapping[str, Any]) -> int | None:
    """The window in tokens, from whichever field of a model's entry this server uses."""
    meta = entry.get("meta")
    places = (
        (meta if isinstance(meta, Mapping) else {}, "n_ctx"),  # llama.cpp: what it was started with
        (entry, "loaded_context_length"),  # LM Studio
        (entry, "max_model_len"),  # vLLM
        (entry, "context_length"),  # OpenRouter, Ollama's /api/ps
        (entry, "context_window"),
        (entry, "max_context_length"),
    )
    return next(
        (place[key] for place, key in places if isinstance(place.get(key), int) and place[key] > 0), None
    )


def window_of(connection: Connection, model: str) -> int | None:
    """A model's window in tokens: configured, known, or asked of the server; ``None``: not told."""
    provider = connection.provider
    if provider.context_window is not None:
        return provider.context_window
    if provider.encrypts_reasoning:
        return KNOWN[model].window if model in KNOWN else None
    root = provider.base_url.removesuffix("/v1")
    # Ollama tells of the loaded model's window, LM Studio of more than its OpenAI-like list does.
    addresses = {"ollama": f"{root}/api/ps", "lmstudio": f"{root}/api/v0/models"}
    with suppress(Failure):
        listed = entries(connection.request("GET", addresses.get(provider.name, "/models")))
        named = [each for each in listed if model in (each["id"], each.get("name"), each.get("model"))]
        if len(listed) == 1:  # llama.cpp answers to any name
            named = listed
        return window_in(named[0]) if named else None
    return None


def cost_of(model: str, usage: Usage, config: Config | None = None) -> float | None:
    """What a run cost in US dollars; ``None`` where the price is not known.

    Local servers and the solver cost nothing that is known. ``prices`` under a provider in
    the config file adds models: ``[providers.campus.prices."big"]`` with ``input``,
    ``cached`` and ``output`` in dollars per million tokens.
    """
    provider, _, id = model.partition("/")
    known = KNOWN.get(id) if provider == "openai" else None
    price = known.price if known else None
    table = config.get(f"providers.{provider}", None) if config is not None else None
    prices = table.get("prices") if isinstance(table, Mapping) else None
    if isinstance(prices, Mapping) and isinstance(entry := prices.get(id), Mapping):
        with suppress(TypeError, ValueError):
            base = float(entry.get("input", 0))
            price = Price(base, float(entry.get("cached", base)), float(entry.get("output", 0)))
    if price is None:
        return None
    fresh = max(0, usage.input_tokens - usage.cached_tokens)
    # Requests of more than 272,000 tokens cost more; that goes by request, and a run has several.
    dollars = fresh * price.input + usage.cached_tokens * price.cached + usage.output_tokens * price.output
    return dollars / 1_000_000
