"""Brackets in a row of nodes that must grow, because something tall stands between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tutor_cli.display.math.parse import Node
from tutor_cli.display.math.spacing import CLOSERS, OPENERS, only


def grown(nodes: Sequence[Node], is_flat: Callable[[Node], bool]) -> list[Node]:
    """``nodes`` with ( … ) around something tall made into one bracketed node.

    TeX leaves such brackets small; a reader of a terminal is better served by tall ones.
    """
    if all(is_flat(node) for node in nodes):
        return list(nodes)
    out: list[Node] = []
    opened: list[int] = []
    for node in nodes:
        symbol, is_open, is_close = _bracket(node)
        if is_open:
            opened.append(len(out))
            out.append(node)
            continue
        if is_close and opened:
            start = opened.pop()
            inside = out[start + 1 :]
            if not all(is_flat(child) for child in inside):
                whole: Node = {
                    "type": "delimited",
                    "open": _bracket(out[start])[0],
                    "close": symbol,
                    "parts": [{"type": "row", "children": inside}],
                }
                if node.get("type") == "scripts":
                    whole = {**node, "base": whole}
                out[start:] = [whole]
                continue
        out.append(node)
    return _barred(out, is_flat)


def _barred(nodes: list[Node], is_flat: Callable[[Node], bool]) -> list[Node]:
    """The same for | … |, and for a lone bar with limits (``\\Big|_0^1``)."""
    places = [index for index, node in enumerate(nodes) if _is_bar(node)]
    if len(places) == 1:
        place = places[0]
        bar = nodes[place]
        if place == 0 or (bar.get("type") != "scripts" and bar.get("type") != "fixed-delimiter"):
            return nodes
        start = place
        while start > 0 and nodes[start - 1].get("class") != "rel":
            start -= 1
        inside = nodes[start:place]
        if all(is_flat(node) for node in inside):
            return nodes
        whole: Node = {"type": "delimited", "close": "|", "parts": [{"type": "row", "children": inside}]}
        if bar.get("type") == "scripts":
            whole = {**bar, "base": whole}
        return [*nodes[:start], whole, *nodes[place + 1 :]]
    if len(places) % 2:
        return nodes
    out = list(nodes)
    for first, last in reversed(list(zip(places[::2], places[1::2], strict=True))):
        inside = out[first + 1 : last]
        if not inside or all(is_flat(node) for node in inside):
            continue
        bar = out[last]
        whole = {
            "type": "delimited",
            "open": "|",
            "close": "|",
            "parts": [{"type": "row", "children": inside}],
        }
        if bar.get("type") == "scripts":
            whole = {**bar, "base": whole}
        out[first : last + 1] = [whole]
    return out


def _bracket(node: Node) -> tuple[str, bool, bool]:
    """(symbol, opens, closes) of a bracket standing alone, with or without scripts."""
    base = (
        only(node["base"]) if node.get("type") == "scripts" and isinstance(node.get("base"), dict) else node
    )
    if base.get("type") not in ("operator", "fixed-delimiter"):
        return "", False, False
    symbol = str(base.get("symbol", ""))
    cls = base.get("class")
    return (
        symbol,
        cls == "open" and symbol in OPENERS and base is node,
        cls == "close" and symbol in CLOSERS,
    )


def _is_bar(node: Node) -> bool:
    base = (
        only(node["base"]) if node.get("type") == "scripts" and isinstance(node.get("base"), dict) else node
    )
    return (
        base.get("type") in ("operator", "fixed-delimiter")
        and base.get("symbol") == "|"
        and base.get("class") == "ord"
    )
