"""Which model answers, and how it is opened."""

from __future__ import annotations

from tutor_cli.errors import NotConfigured, UsageError
from tutor_cli.models.base import Model
from tutor_cli.models.providers import OPENAI_MODEL, Provider, provider_named, providers
from tutor_cli.settings import Config

SOLVER = "solver"
OPENAI_DEFAULT = f"openai/{OPENAI_MODEL}"
AUTO = "auto"
"""As in models/responses.py: the first model the server offers."""


def resolve_model(name: str | None, config: Config, base_url: str | None = None) -> str:
    """The full name of the model that answers: ``solver`` or ``provider/model``.

    ``name`` is what ``--model`` or, failing that, the assistant says. Then come
    ``TUTOR_MODEL``, the config file's ``model``, OpenAI when there is a key or when
    ``base_url`` (or ``OPENAI_BASE_URL``) points to a server, and last the solver.
    A name without a provider is OpenAI's; a provider's name alone means its first model.
    Raises NotConfigured for a provider that nobody has configured.
    """
    name = (name or config.get("model", "") or "").strip()
    if not name:
        return _default(config, base_url)
    if name == SOLVER:
        return SOLVER
    known = providers(config)
    provider, slash, model = name.partition("/")
    if provider in known:
        if model:
            return name
        return OPENAI_DEFAULT if _is_openai(known[provider]) else f"{provider}/{AUTO}"
    if slash and not base_url and _is_openai(known["openai"]):
        provider_named(provider, config)  # raises, and says which there are
    return f"openai/{name}"


def open_model(name: str, config: Config, base_url: str | None = None) -> Model:
    """The model called ``name``, as resolve_model gave it, ready to be asked.

    Nothing is sent and nothing heavy imported before its first request.
    Raises NotConfigured for a provider without an address or the key it must have,
    UsageError for the solver at an address.
    """
    if name == SOLVER:
        if base_url:
            raise UsageError("The solver is built in: it has no base URL.", "Add --model openai/auto.")
        from tutor_cli.models.solver import Solver

        solver: Model = Solver()
        return solver
    provider, slash, model = name.partition("/")
    if not slash or not model:
        raise NotConfigured(f"“{name}” is not a model's full name.", "Write provider/model, or solver.")
    from tutor_cli.keys import find_key
    from tutor_cli.models.failures import no_key
    from tutor_cli.models.responses import ServedModel

    served_by = provider_named(provider, config, base_url)
    key = find_key(provider, served_by.key_variable, config)
    if key is None and served_by.needs_key:
        raise no_key(served_by)
    opened = ServedModel(served_by, model, key)
    opened.warm()
    return opened


def _default(config: Config, base_url: str | None) -> str:
    from tutor_cli.keys import find_key

    openai = provider_named("openai", config, base_url)
    if not _is_openai(openai):
        return f"openai/{AUTO}"
    if find_key("openai", openai.key_variable, config):
        return OPENAI_DEFAULT
    return SOLVER


def _is_openai(provider: Provider) -> bool:
    return provider.name == "openai" and provider.encrypts_reasoning
