"""MUC-4 at document level: role fillers and incident types against the full keys.

Fillers are compared as CEAF-REE does (Du, Rush and Cardie 2021): a predicted entity is right when all its mentions are
mentions of the gold entity it is aligned with (strict), or when one mention holds or is held by one of its mentions,
word by word (relaxed). Case, punctuation and articles do not count. Optional fillers and templates are neutral.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Mapping, Sequence

from scorers.common import Row, by_id, prf

ROLES = {
    "PerpInd": "perp_individuals",
    "PerpOrg": "perp_orgs",
    "Target": "phys_targets",
    "Victim": "patients",
    "Weapon": "weapons",
}
_ARTICLES = re.compile(r"\b(a|an|the)\b")
_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)

Mentions = set[str]
Scores = dict[tuple[str, str], tuple[float, float, float]]


def normal(mention: str) -> str:
    """A mention for comparison: lower case, no punctuation, no articles."""
    return " ".join(_ARTICLES.sub(" ", mention.lower().translate(_NO_PUNCTUATION)).split())


def holds(whole: str, part: str) -> bool:
    """Do the words of `part` stand side by side in `whole`?"""
    a, b = part.split(), whole.split()
    n = len(a)
    return n > 0 and any(b[i : i + n] == a for i in range(len(b) - n + 1))


def strict(gold: Mentions, predicted: Mentions) -> bool:
    return all(m in gold for m in predicted)


def relaxed(gold: Mentions, predicted: Mentions) -> bool:
    return any(holds(x, m) or holds(m, x) for m in predicted for x in gold)


def matched(gold: Sequence[Mentions], predicted: Sequence[Mentions], same: Callable[[Mentions, Mentions], bool]) -> int:
    """The size of the largest one-to-one matching."""
    edges = [[j for j, p in enumerate(predicted) if same(g, p)] for g in gold]
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j in seen:
                continue
            seen.add(j)
            if j not in owner or place(owner[j], seen):
                owner[j] = i
                return True
        return False

    return sum(place(i, set()) for i in range(len(gold)))


def predicted_entities(row: Row, role: str) -> list[Mentions]:
    """The fillers of a role over all templates; the same filler in two templates is one entity."""
    out: list[Mentions] = []
    for event in row.get("events", []):
        for filler in event.get(ROLES[role], []):
            mentions = {normal(m) for m in filler["mentions"]} - {""}
            if not mentions:
                continue
            for known in out:
                if known & mentions:
                    known |= mentions
                    break
            else:
                out.append(mentions)
    return out


def gold_entities(row: Row, role: str) -> tuple[list[Mentions], list[Mentions]]:
    """(obligatory, optional) fillers of a role from the full keys."""
    out: list[tuple[Mentions, list[bool]]] = []
    for event in row["events"]:
        for filler in event[ROLES[role]]:
            mentions = {normal(m) for m in filler["mentions"]} - {""}
            if not mentions:
                continue
            optional = bool(event["optional"] or filler.get("optional"))
            for known, marks in out:
                if known & mentions:
                    known |= mentions
                    marks.append(optional)
                    break
            else:
                out.append((mentions, [optional]))
    return [m for m, marks in out if not all(marks)], [m for m, marks in out if all(marks)]


def score_muc4(gold: Iterable[Row], predictions: Mapping[str, Row]) -> Scores:
    """(P, R, F) under (strict or relaxed, role or micro) and under (doc, type or relevance). Every document counts."""
    rows = by_id(gold)
    result: Scores = {}
    for name, same in (("strict", strict), ("relaxed", relaxed)):
        total = [0, 0, 0]
        for role in ROLES:
            correct = n_predicted = n_gold = 0
            for identifier, row in rows.items():
                found = predicted_entities(predictions.get(identifier, {}), role)
                wanted, optional = gold_entities(row, role)
                hits = matched(wanted, found, same)
                neutral = matched(wanted + optional, found, same) - hits  # fits an optional filler only
                correct += hits
                n_predicted += len(found) - neutral
                n_gold += len(wanted)
            result[name, role] = prf(correct, n_predicted, n_gold)
            total = [total[0] + correct, total[1] + n_predicted, total[2] + n_gold]
        result[name, "micro"] = prf(*total)
    result.update(_documents(rows, predictions))
    return result


def _documents(rows: Mapping[str, Row], predictions: Mapping[str, Row]) -> Scores:
    types = [0, 0, 0]
    relevance = [0, 0, 0]
    for identifier, row in rows.items():
        found = predictions.get(identifier, {}).get("events", [])
        wanted = [e for e in row["events"] if not e["optional"]]
        free = {t for e in row["events"] for t in e["types"]}  # types of optional templates cost nothing
        g = {e["type"] for e in wanted}
        p = {e["type"] for e in found if e["type"]}
        p = {t for t in p if t in g or t not in free}
        types = [types[0] + len(g & p), types[1] + len(p), types[2] + len(g)]
        if not wanted and free:
            continue
        relevance[0] += bool(wanted) and bool(found)
        relevance[1] += bool(found)
        relevance[2] += bool(wanted)
    return {("doc", "type"): prf(*types), ("doc", "relevance"): prf(*relevance)}
