"""From what a server or the network did wrong to one line for a person.

``Failure`` is ours alone: it holds what is needed to decide whether to try again, and it
leaves this package only as the ModelError that :func:`told` makes of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tutor_cli.errors import ModelError, NotReachable
from tutor_cli.keys import Key
from tutor_cli.models.providers import Provider

Kind = Literal["refused", "unreachable", "timeout", "cut_off", "garbled", "empty", "not_an_api"]

_OUT_OF_CREDIT = ("insufficient_quota", "billing_hard_limit_reached", "credits_exhausted")
_BUSY = ("rate_limit_exceeded", "slow_down", "server_is_overloaded", "server_error", "overloaded_error")
_CONTEXT = re.compile(
    r"context[ _](length|window|size)|exceeds? the (available )?context|maximum context|prompt is too long"
    r"|too many tokens",
    re.IGNORECASE,
)

_NO_SUCH_MODEL = re.compile(
    r"\bmodel\b.*(not (be )?found|not exist|not available|invalid|unknown)|(no such|unknown|invalid) model",
    re.IGNORECASE,
)

_ITEMS = re.compile(
    r"\binput\[?\d*|\bitems?\b|encrypted|reasoning|'?(content|type)' is required", re.IGNORECASE
)


@dataclass(eq=False)
class Failure(Exception):
    """One request's failure. ``status`` is HTTP's; ``None`` when the stream itself told of it."""

    kind: Kind
    message: str = ""
    status: int | None = None
    code: str = ""
    param: str = ""
    retry_after: float | None = None
    """Seconds the server asks to wait."""
    should_retry: bool | None = None
    """What the server says of trying again, where it says anything."""
    delivered: bool = True
    """Whether the server may have seen the request."""

    def __str__(self) -> str:
        """For tracebacks; ``told`` has taken the key out of the message by then."""
        return f"{self.kind} {self.status or ''} {self.code} {self.message}"

    @property
    def out_of_credit(self) -> bool:
        return self.code in _OUT_OF_CREDIT or self.status == 402

    @property
    def too_long(self) -> bool:
        """The request does not fit the model's window."""
        return self.code == "context_length_exceeded" or (
            self.kind == "refused" and bool(_CONTEXT.search(self.message))
        )

    @property
    def no_such_model(self) -> bool:
        if self.code == "model_not_found":
            return True
        return self.status in (400, 404) and bool(_NO_SUCH_MODEL.search(self.message))

    @property
    def no_such_path(self) -> bool:
        """The server does not have this part of the API."""
        return self.status in (404, 405, 501) and not self.no_such_model

    @property
    def about_items(self) -> bool:
        """The server does not take some item of the thread as it is."""
        return self.param.startswith("input") or bool(_ITEMS.search(self.message))

    @property
    def safe_to_repeat(self) -> bool:
        """The server certainly did not take the request in: a hosted thread has no part of it."""
        return not self.delivered or self.status in (429, 503, 529)

    @property
    def may_pass(self) -> bool:
        """Whether trying again may help."""
        if self.out_of_credit or self.too_long:
            return False
        if self.should_retry is not None:
            return self.should_retry
        if self.status is not None:
            return self.status in (408, 409, 429, 500, 502, 503, 504, 529)
        return self.kind in ("unreachable", "cut_off", "garbled", "empty") or self.code in _BUSY


def told(failure: Failure, provider: Provider, key: Key | None, model: str = "") -> ModelError:
    """The error to show: what is wrong, and what to do about it."""
    who, said = provider.label, one_line(failure.message, key)
    failure.message = said
    here = f"[providers.{provider.name}]"
    match failure.kind:
        case "unreachable" if "certificate" in failure.message.lower():
            return _out_of_reach(f"{who}'s certificate is not trusted.", "Behind a proxy, set SSL_CERT_FILE.")
        case "unreachable":
            hint = (
                "Start the server, or choose another --model." if provider.is_local else "Check the network."
            )
            return _out_of_reach(f"{who} cannot be reached at {provider.base_url}.", hint)
        case "timeout":
            silence = f"{who} said nothing for {provider.timeout:g} seconds."
            return ModelError(silence, f"Ask again, or raise timeout under {here}.", code="timeout")
        case "cut_off":
            cut = f"The answer from {who} broke off."
            return ModelError(cut, "Ask again; what was shown is kept.", code="cut_off")
        case "garbled":
            return ModelError(f"{who} sent something that cannot be read.", "Ask again.", code="garbled")
        case "empty":
            hint = "Ask again, or choose another --model."
            return ModelError("The model gave an empty answer.", hint, code="empty")
    if failure.kind == "not_an_api" or failure.no_such_path:
        what = f"{provider.base_url} does not speak the API of a language model."
        return _out_of_reach(what, "Check the base URL; it usually ends in /v1.")
    if failure.out_of_credit:
        return NotReachable(f"The {who} account has no credit left.", "Add credit there.", code="no_credit")
    if failure.status in (401, 403) or failure.code == "invalid_api_key":
        return _not_let_in(failure, provider, key, said)
    if failure.no_such_model:
        see = (
            f"Run: ollama pull {model}" if provider.name == "ollama" else f"See: tutor models {provider.name}"
        )
        return NotReachable(f"{who} has no model called “{model}”.", see, code="unknown_model")
    if failure.too_long:
        return ModelError(
            "The thread does not fit the model's context window.",
            "Start a new thread, or choose a --model with a larger window.",
            code="context_length_exceeded",
        )
    if failure.status == 429 or failure.code in ("rate_limit_exceeded", "slow_down"):
        wait = f"{failure.retry_after:.0f} s" if failure.retry_after else "a moment"
        limiting = f"{who} is limiting requests."
        return ModelError(limiting, f"Wait {wait} and ask again.", code="rate_limit_exceeded")
    if failure.status is not None and failure.status >= 500:
        return ModelError(f"{who} failed ({failure.status}): {said}", "Ask again later.", code="server_error")
    code = failure.code or "refused"
    if failure.status is None:
        return ModelError(f"{who} failed: {said or code}", "Ask again.", code=code)
    return ModelError(f"{who} refused the request: {said or failure.status}", "", code=code)


def _out_of_reach(message: str, hint: str) -> NotReachable:
    return NotReachable(message, hint, code="not_reachable")


def _not_let_in(failure: Failure, provider: Provider, key: Key | None, said: str) -> NotReachable:
    who = provider.label
    if key is None:
        return no_key(provider)
    if failure.status == 403:
        return NotReachable(f"{who} refuses: {said}", "Check what the key may do.", code="forbidden")
    return NotReachable(
        f"{who} refused the key from {key.source}.",
        f"Check it, or run: tutor login {provider.name}",
        code="wrong_key",
    )


def no_key(provider: Provider) -> NotReachable:
    variable = provider.key_variable or f"key_variable under [providers.{provider.name}]"
    hint = f"Set {variable}, or run: tutor login {provider.name}"
    return NotReachable(f"{provider.label} wants a key.", hint, code="no_key")


def one_line(text: str, key: Key | None = None, limit: int = 300) -> str:
    """A server's words, fit for one line: no control characters, no key, not endless."""
    if key is not None and key.value:
        text = text.replace(key.value, "••••")
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
