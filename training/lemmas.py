"""Step 4: the table of lemmas by form and tag, from the treebank's training part.

    python training/lemmas.py --gold ../shared/gold --out data/language

Keeps what the rules of conflictgraph.language.lemmas get wrong without the table, and prints the accuracy on dev.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

_TOP = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(_TOP / "graph"), str(_TOP / "benchmarks")]

from conflictgraph.language import lemmas
from scorers.ud import read_conllu


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--out", type=Path, default=Path("data/language"))
    options = parser.parse_args()
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in read_conllu(options.gold / "ud" / "en_ewt-ud-train.conllu"):
        for form, lemma, upos in zip(sentence["words"], sentence["lemma"], sentence["upos"], strict=True):
            key = form if upos == "PROPN" else form.lower().replace("’", "'")
            seen[upos, key][lemma] += 1
    target = options.out / "lemmas.json"
    target.write_text('{"lemmas": {}}\n', encoding="utf-8")
    table: dict[str, dict[str, str]] = {}
    for (upos, form), counts in sorted(seen.items()):
        best = max(sorted(counts), key=lambda value: counts[value])
        if lemmas.lemma(form, upos) != best:
            table.setdefault(upos, {})[form] = best
    target.write_text(
        json.dumps({"lemmas": table}, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
    lemmas._table.cache_clear()
    lemmas.lemma.cache_clear()
    right: Counter[bool] = Counter()
    missed: Counter[tuple[str, str, str, str]] = Counter()
    for sentence in read_conllu(options.gold / "ud" / "en_ewt-ud-dev.conllu"):
        for form, lemma, upos in zip(sentence["words"], sentence["lemma"], sentence["upos"], strict=True):
            said = lemmas.lemma(form, upos)
            right[said == lemma] += 1
            if said != lemma:
                missed[form, upos, lemma, said] += 1
    print(f"{sum(map(len, table.values()))} entries, {target.stat().st_size / 1e3:.0f} kB")
    print(f"lemma accuracy on dev, gold tags: {100 * right[True] / sum(right.values()):.2f}")
    print(missed.most_common(25))


if __name__ == "__main__":
    main()
