"""Step 4: the table of lemmas by form and tag, from the treebank's training part.

    python training/lemmas.py --gold ../shared/gold --out data/language

Keeps what the rules of conflictgraph.language.lemmas get wrong without the table, and the adjectives that may have a
comparative; prints the accuracy on dev.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

_TOP = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(_TOP / "graph"), str(_TOP / "benchmarks")]

from conflictgraph.language import lemmas
from scorers.ud import read_conllu

# One syllable, or two of which the second is weak: longer adjectives are compared with "more".
_COMPARED = re.compile(r"[^aeiouy]*[aeiouy]+[^aeiouy]*(?:e|y|le|ow)?")


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
    adjectives = {
        lemma
        for (upos, form), counts in seen.items()
        if upos == "ADJ" and (lemma := best(counts)) == form and len(lemma) > 2 and _COMPARED.fullmatch(lemma)
    }
    target = options.out / "lemmas.json"
    write(target, {}, adjectives)
    known = lemmas._vocabulary()
    table: dict[str, dict[str, str]] = {}
    for (upos, form), counts in sorted(seen.items()):
        ruled, right = lemmas.lemma(form, upos), best(counts)
        # A verb in capitals, or what is seen once though the rules know a word, is a slip of the pen.
        once = counts.total() == 1 and upos in ("NOUN", "VERB") and form.endswith(("ing", "ed", "s"))
        slip = (once and ruled in known) or (upos == "VERB" and ruled == right.lower())
        if ruled != right and not slip:
            table.setdefault(upos, {})[form] = right
    write(target, table, adjectives)
    hits: Counter[bool] = Counter()
    missed: Counter[tuple[str, str, str, str]] = Counter()
    for sentence in read_conllu(options.gold / "ud" / "en_ewt-ud-dev.conllu"):
        for form, lemma, upos in zip(sentence["words"], sentence["lemma"], sentence["upos"], strict=True):
            said = lemmas.lemma(form, upos)
            hits[said == lemma] += 1
            if said != lemma:
                missed[form, upos, lemma, said] += 1
    print(f"{sum(map(len, table.values()))} entries, {target.stat().st_size / 1e3:.0f} kB")
    print(f"lemma accuracy on dev, gold tags: {100 * hits[True] / sum(hits.values()):.2f}")
    print(missed.most_common(25))


def best(counts: Counter[str]) -> str:
    """The most frequent lemma, of several the first in order."""
    return max(sorted(counts), key=lambda value: counts[value])


def write(target: Path, table: dict[str, dict[str, str]], adjectives: set[str]) -> None:
    """The file, for the rules to read from now on."""
    held = {"adjectives": sorted(adjectives), "lemmas": table}
    target.write_text(json.dumps(held, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    for cached in (lemmas._file, lemmas._adjectives, lemmas.lemma):
        cached.cache_clear()


if __name__ == "__main__":
    main()
