"""Tokens and cost, added up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tutor_cli.domain import Run, Usage
from tutor_cli.settings import Config


@dataclass(frozen=True)
class Tally:
    """Of some runs."""

    usage: Usage = Usage()
    dollars: float | None = None
    """What they cost, as far as prices are known; ``None`` if none is."""

    def with_runs(self, runs: Iterable[Run], config: Config) -> Tally:
        tally = self
        for run in runs:
            tally = tally.with_usage(run.model, run.usage, config)
        return tally

    def with_usage(self, model: str, usage: Usage, config: Config) -> Tally:
        """With what a model took, for one run or several."""
        if not usage.total_tokens:
            return self
        from tutor_cli.models.catalog import cost_of

        cost = cost_of(model, usage, config)
        return Tally(self.usage + usage, self.dollars if cost is None else (self.dollars or 0.0) + cost)

    def told(self) -> str:
        """As the bottom line tells it: “1,234 tokens · $0.0021”; empty for none."""
        if not self.usage.total_tokens:
            return ""
        told = f"{self.usage.total_tokens:,} tokens"
        return told if self.dollars is None else f"{told} · {money(self.dollars)}"


def money(dollars: float) -> str:
    """US dollars as a person reads them: “$1.23”, “$0.0042”."""
    return f"${dollars:.2f}" if dollars >= 1 else f"${dollars:.4f}"
