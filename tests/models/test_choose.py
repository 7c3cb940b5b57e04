"""Which model answers, and which servers there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.servers.scripted import ScriptedServer, say
from tutor_cli.domain import Usage
from tutor_cli.errors import NotConfigured
from tutor_cli.items import user_message
from tutor_cli.models.base import ModelRequest
from tutor_cli.models.catalog import cost_of, listings
from tutor_cli.models.choose import open_model, resolve_model
from tutor_cli.models.providers import provider_named
from tutor_cli.settings import Config, load_config


def config(home: Path, file: str = "", **environ: str) -> Config:
    (home / "config.toml").write_text(file)
    (home / "config.toml").chmod(0o600)
    return load_config({"TUTOR_HOME": str(home), **environ})


def test_precedence(tmp_path: Path) -> None:
    bare = config(tmp_path)
    assert resolve_model(None, bare) == "solver"
    key = config(tmp_path, OPENAI_API_KEY="sk-x")
    assert resolve_model(None, key) == "openai/gpt-6-luna"
    file = config(tmp_path, 'model = "ollama/qwen3"', OPENAI_API_KEY="sk-x")
    assert resolve_model(None, file) == "ollama/qwen3"
    variable = config(tmp_path, 'model = "ollama/qwen3"', TUTOR_MODEL="vllm/x", OPENAI_API_KEY="sk-x")
    assert resolve_model(None, variable) == "vllm/x"
    assert resolve_model("solver", variable) == "solver"
    server = config(tmp_path, OPENAI_BASE_URL="http://127.0.0.1:9/v1")
    assert resolve_model(None, server) == "openai/auto"
    assert resolve_model(None, bare, "http://127.0.0.1:9/v1") == "openai/auto"


def test_names(tmp_path: Path) -> None:
    bare = config(tmp_path, '[providers.campus]\nbase_url = "http://127.0.0.1:1/v1"\n')
    assert resolve_model("gpt-6-luna", bare) == "openai/gpt-6-luna"
    assert resolve_model("openai", bare) == "openai/gpt-6-luna"
    assert resolve_model("ollama", bare) == "ollama/auto"
    assert resolve_model("campus/big/one", bare) == "campus/big/one"
    assert resolve_model("meta/llama", bare, "http://127.0.0.1:1/v1") == "openai/meta/llama"
    environ = config(tmp_path, OPENAI_BASE_URL="http://127.0.0.1:1/v1")
    assert resolve_model("meta/llama", environ) == "openai/meta/llama"
    with pytest.raises(NotConfigured, match="no provider called “meta”"):
        resolve_model("meta/llama", bare)


@pytest.mark.parametrize(
    "file",
    [
        "providers = 5",
        "[providers]\ncampus = 5",
        "[providers.campus]\nbase_url = 5",
        '[providers.campus]\ncolour = "red"',
        '[providers.campus]\napi = "soap"',
        "[providers.openai]\ntimeout = true",
    ],
)
def test_a_config_file_that_makes_no_sense_is_named(tmp_path: Path, file: str) -> None:
    with pytest.raises(NotConfigured) as caught:
        resolve_model("openai/x", config(tmp_path, file))
    assert "config.toml" in caught.value.hint


def test_addresses(tmp_path: Path) -> None:
    variables = {
        "OLLAMA_HOST": "0.0.0.0:9999",
        "AZURE_OPENAI_ENDPOINT": "https://us.openai.azure.com/",
        "OPENAI_BASE_URL": "http://127.0.0.1:1/v1/",
    }
    environ = config(tmp_path, **variables)
    assert provider_named("ollama", environ).base_url == "http://127.0.0.1:9999/v1"
    assert provider_named("azure", environ).base_url == "https://us.openai.azure.com/openai/v1"
    assert provider_named("azure", environ).hosted_tools
    openai = provider_named("openai", environ)
    assert openai.base_url == "http://127.0.0.1:1/v1"
    assert not openai.hosted_tools and not openai.encrypts_reasoning
    assert provider_named("openai", environ, "http://127.0.0.1:2/v1").base_url == "http://127.0.0.1:2/v1"
    for wrong in ("azure", "openai"):
        with pytest.raises(NotConfigured):
            provider_named(wrong, config(tmp_path), None if wrong == "azure" else "localhost:8080")


@pytest.mark.parametrize("url", ["http://[::1", "http://127.0.0.1:80x/v1", "http://127.0.0.1:99999/v1"])
def test_an_address_that_cannot_be_harms_only_who_uses_it(tmp_path: Path, url: str) -> None:
    environ = config(tmp_path, OPENAI_BASE_URL=url, OLLAMA_HOST=url)
    assert provider_named("llamacpp", environ).is_local
    for name in ("openai", "ollama"):
        with pytest.raises(NotConfigured, match="is not a web address"):
            provider_named(name, environ)
        (listing,) = listings(environ, [name])
        assert isinstance(listing.error, NotConfigured)


def test_the_first_model_a_server_offers_answers_when_none_is_named(tmp_path: Path) -> None:
    with ScriptedServer([say("ok")]) as server:
        model = open_model("openai/auto", config(tmp_path), server.base_url)
        list(model.respond(ModelRequest("", [user_message("Hi")])))
        assert model.name == "openai/scripted" and server.requests[0]["model"] == "scripted"


def test_listing(tmp_path: Path) -> None:
    models = [
        {"id": "b", "object": "model", "shutdown_date": "2027-02-03"},
        {"id": "a", "object": "model", "meta": {"n_ctx": 4096}},
    ]
    with ScriptedServer(models=models) as server:
        file = f'[providers.one]\nbase_url = "{server.base_url}"\n[providers.two]\nbase_url = "http://127.0.0.1:9/v1"'
        one, two = listings(config(tmp_path, file), ["one", "two"])
    assert [(each.name, each.shutdown, each.window) for each in one.models] == [
        ("one/a", None, 4096),
        ("one/b", "2027-02-03", None),
    ]
    assert two.error is not None and two.error.exit_status == 3


def test_costs(tmp_path: Path) -> None:
    usage = Usage(input_tokens=1_000_000, output_tokens=100_000, cached_tokens=500_000)
    assert cost_of("openai/gpt-6-luna", usage) == pytest.approx(0.05 + 0.005 + 0.05)
    assert cost_of("ollama/qwen3", usage) is None and cost_of("solver", usage) is None
    priced = config(tmp_path, "[providers.campus.prices.big]\ninput = 2.0\noutput = 10.0\n")
    assert cost_of("campus/big", usage, priced) == pytest.approx(3.0)
