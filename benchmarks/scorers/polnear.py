"""Attribution: who said what, as source, cue and content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scorers.common import Row, by_id, covered, prf, tokens

ROLES = ("source", "cue", "content")
ENOUGH = 0.5  # Jaccard


def jaccard(a: set[int], b: set[int]) -> float:
    """Shared tokens by all tokens; 1 for two empty sets."""
    return len(a & b) / len(a | b) if a or b else 1.0


def score_attributions(gold: Iterable[Row], predictions: Mapping[str, Row]) -> dict[str, tuple[float, float, float]]:
    """(P, R, F) of tokens and of exact spans per role, and of whole attributions: `attr` pairs gold and predicted ones
    one to one by their content's tokens (Jaccard at least one half, best first), `attr+src` asks the same of the
    sources too (both empty counts)."""
    counts: dict[str, list[int]] = {}

    def add(key: str, correct: int, predicted: int, wanted: int) -> None:
        c = counts.setdefault(key, [0, 0, 0])
        c[0] += correct
        c[1] += predicted
        c[2] += wanted

    for identifier, row in by_id(gold).items():
        words = tokens(row["text"])
        wanted = row["attributions"]
        found = predictions.get(identifier, {}).get("attributions", [])
        for role in ROLES:
            g = [(s, e) for a in wanted for s, e in a[role]]
            p = [(s, e) for a in found for s, e in a[role]]
            tg, tp = covered(words, g), covered(words, p)
            add(f"tok {role}", len(tg & tp), len(tp), len(tg))
            add(f"exact {role}", len(set(g) & set(p)), len(set(p)), len(set(g)))
        gold_pairs = [(covered(words, a["content"]), covered(words, a["source"])) for a in wanted]
        pred_pairs = [(covered(words, a["content"]), covered(words, a["source"])) for a in found]
        candidates = sorted(
            (
                (jaccard(g[0], p[0]), i, j)
                for i, g in enumerate(gold_pairs)
                for j, p in enumerate(pred_pairs)
                if g[0] & p[0]
            ),
            reverse=True,
        )
        used_gold: set[int] = set()
        used_found: set[int] = set()
        sourced = 0
        for alike, i, j in candidates:
            if alike < ENOUGH:
                break
            if i in used_gold or j in used_found:
                continue
            used_gold.add(i)
            used_found.add(j)
            sourced += jaccard(gold_pairs[i][1], pred_pairs[j][1]) >= ENOUGH
        add("attr", len(used_gold), len(found), len(wanted))
        add("attr+src", sourced, len(found), len(wanted))
    return {key: prf(*c) for key, c in counts.items()}
