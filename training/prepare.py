"""Step 1: one JSON line per sentence, with trees, names and roles on the same words.

    python training/prepare.py --gold ../shared/gold --out build/training

Reads UD English-EWT (CoNLL-U), UNER English-EWT (character spans), PropBank on EWT and event_location, aligns them by
sentence id and writes train.jsonl, dev.jsonl and places.jsonl. A sentence whose layers disagree about its words keeps
the layers that agree and carries null for the others, so that no loss is computed on them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from scorers.ud import AUXILIARIES, gold_names, head_of, read_conllu, read_jsonl, solid

ROUGH_WORD = re.compile(r"\d[\d.,:]*\d|\w+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|[^\W_]+|(?:[A-Za-z]\.){2,}|\S")


def names_of(sentence: dict[str, Any], record: dict[str, Any] | None) -> list[str] | None:
    """BIO tags; None where the two texts differ in more than blanks."""
    if record is None or solid(record["text"]) != solid(sentence["text"]):
        return None
    tags = ["O"] * len(sentence["words"])
    for first, last, kind in gold_names(sentence, record):
        tags[first:last] = ["B-" + kind] + ["I-" + kind] * (last - first - 1)
    return tags


def frames_of(sentence: dict[str, Any], record: dict[str, Any] | None) -> list[dict[str, Any]] | None:
    """Frames whose arguments are [first, last, label, head]; None where the words differ."""
    if record is None or record["tokens"] != sentence["words"]:
        return None
    frames = []
    for frame in record["frames"]:
        if frame["sense"] in AUXILIARIES and not frame["args"]:
            continue
        arguments = [[a, b, label, head_of(a, b, sentence["head"])] for a, b, label in frame["args"]]
        frames.append({"pred": frame["pred"], "sense": frame["sense"], "args": arguments})
    return frames


def even(identifier: str) -> bool:
    """The half of a corpus that may train: ids whose sha1 begins with an even byte."""
    return hashlib.sha1(identifier.encode()).digest()[0] % 2 == 0


def places(path: Path) -> Iterator[dict[str, Any]]:
    """Sentences of event_location (the training half): words, the verb's index and the words inside its places."""
    for record in read_jsonl(path).values():
        if not even(record["id"]):
            continue
        spans = [m.span() for m in ROUGH_WORD.finditer(record["text"])]
        verb = [i for i, (a, b) in enumerate(spans) if a < record["verb"][1] and b > record["verb"][0]]
        if not verb or len(spans) > 100:
            continue
        inside = [i for i, (a, b) in enumerate(spans) if any(a < e and b > s for s, e in record["locations"])]
        yield {"id": record["id"], "words": [record["text"][a:b] for a, b in spans], "verb": verb[0], "place": inside}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--out", type=Path, default=Path("build/training"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for split in ("train", "dev"):
        tree_file = options.gold / "ud" / f"en_ewt-ud-{split}.conllu"
        uner = read_jsonl(options.gold / "uner_ewt" / f"{split}.jsonl")
        propbank = read_jsonl(options.gold / "propbank_ewt" / f"{split}.jsonl")
        counts = {"sentences": 0, "words": 0, "with names": 0, "with roles": 0}
        with (options.out / f"{split}.jsonl").open("w", encoding="utf-8") as out:
            for sentence in read_conllu(tree_file):
                sentence["names"] = names_of(sentence, uner.get(sentence["id"]))
                sentence["frames"] = frames_of(sentence, propbank.get(sentence["id"]))
                counts["sentences"] += 1
                counts["words"] += len(sentence["words"])
                counts["with names"] += sentence["names"] is not None
                counts["with roles"] += sentence["frames"] is not None
                out.write(json.dumps(sentence, ensure_ascii=False) + "\n")
        print(split, counts, "sha256", hashlib.sha256(tree_file.read_bytes()).hexdigest())
    with (options.out / "places.jsonl").open("w", encoding="utf-8") as out:
        rows = list(places(options.gold / "event_location" / "dev.jsonl"))
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print("places", len(rows))


if __name__ == "__main__":
    main()
