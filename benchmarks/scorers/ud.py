"""Scores of the shipped language model on the treebank: trees, tags, names, roles, words and sentences.

`score_ud(gold, split)` reads `ud/en_ewt-ud-dev.conllu` (split `heldout`: `ud/en_ewt-ud-test.conllu`) and, where they
are present, `uner_ewt` and `propbank_ewt` with the same split's name. Trees, names and roles are scored on gold words
(on gold predicates, roles); words and sentences on each paragraph's plain text. Percentages.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

# Frames of auxiliaries without arguments: grammar, not predicates.
AUXILIARIES = frozenset({"be.03", "have.01", "do.01"})


def read_conllu(path: Path) -> Iterator[dict[str, Any]]:
    """Sentences: id, text, newpar and, per word, words, spans (of text), lemma, upos, head (-1 root), deprel."""
    meta: dict[str, str] = {}
    rows: list[list[str]] = []
    merged: dict[int, tuple[int, str]] = {}
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# "):
            key, _, value = line[2:].partition(" = ")
            meta[key] = value
        elif line:
            columns = line.split("\t")
            if "-" in columns[0]:
                first, last = map(int, columns[0].split("-"))
                merged[first] = (last, columns[1])
            elif "." not in columns[0]:
                rows.append(columns)
        elif rows:
            yield {
                "id": meta["sent_id"],
                "text": meta["text"],
                "newpar": "newpar id" in meta or "newdoc id" in meta,
                "words": [row[1] for row in rows],
                "spans": _spans(meta["text"], [row[1] for row in rows], merged),
                "lemma": [row[2] for row in rows],
                "upos": [row[3] for row in rows],
                "head": [int(row[6]) - 1 for row in rows],
                "deprel": [row[7] for row in rows],
            }
            meta, rows, merged = {}, [], {}


def _spans(text: str, forms: Sequence[str], merged: dict[int, tuple[int, str]]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    while len(spans) < len(forms):
        last, surface = merged.get(len(spans) + 1, (len(spans) + 1, forms[len(spans)]))
        at = text.index(surface, at)
        end = at + len(surface)
        for form in forms[len(spans) : last]:
            # The parts of a contraction follow each other; a part that is rewritten gets what is left.
            stop = at + len(form) if text.startswith(form, at) and at + len(form) <= end else end
            spans.append((at, stop))
            at = stop
        at = end
    return spans


def read_jsonl(path: Path) -> dict[str, dict[str, Any]]:
    """Records by id; none where there is no such file."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8") as lines:
        return {record["id"]: record for record in map(json.loads, lines)}


def solid(text: str) -> str:
    """The text without its blanks."""
    return "".join(text.split())


def gold_names(sentence: dict[str, Any], record: dict[str, Any]) -> set[tuple[int, int, str]]:
    """Character spans as word spans; blanks may differ between the two texts."""
    ends = [len(solid(sentence["text"][:end])) for _, end in sentence["spans"]]
    found = set()
    for start, end, kind in record["entities"]:
        left, right = (len(solid(record["text"][:at])) for at in (start, end))
        inside = [i for i, b in enumerate(ends) if b > left and (ends[i - 1] if i else 0) < right]
        if inside:
            found.add((inside[0], inside[-1] + 1, kind))
    return found


def head_of(first: int, last: int, heads: Sequence[int]) -> int:
    """The word of a span whose governor lies outside; of several, the one that covers most of the span."""
    tops = [i for i in range(first, last) if not first <= heads[i] < last]

    def covered(top: int) -> int:
        count = 0
        for i in range(first, last):
            at = i
            while at >= 0 and at != top:
                at = heads[at]
            count += at == top
        return count

    return max(tops, key=lambda top: (covered(top), -top), default=first)


def _f1(counts: Counter[str], layer: str) -> float:
    total = counts[f"{layer} said"] + counts[f"{layer} true"]
    return 200 * counts[f"{layer} hit"] / total if total else 0.0


def _count(counts: Counter[str], layer: str, said: set[Any], true: set[Any]) -> None:
    counts[f"{layer} hit"] += len(said & true)
    counts[f"{layer} said"] += len(said)
    counts[f"{layer} true"] += len(true)


def score_ud(gold: Path, split: str = "dev", analyzer: Any = None) -> dict[str, float]:
    """uas, las, upos, lemmas, words_f, sentences_f; names_f1 and roles_f1 (by head word), roles_span_f1 and
    predicates_f1 where that gold is present. `analyzer` is the shipped one unless given."""
    from conflictgraph.language import load

    analyzer = analyzer or load()
    tree_file = gold / "ud" / f"en_ewt-ud-{'test' if split == 'heldout' else split}.conllu"
    sentences = list(read_conllu(tree_file))
    names = read_jsonl(gold / "uner_ewt" / f"{split}.jsonl")
    frames = read_jsonl(gold / "propbank_ewt" / f"{split}.jsonl")
    c: Counter[str] = Counter()
    for sentence in sentences:
        forms = sentence["words"]
        said = analyzer.analyze_words(forms)
        for word, upos, head, deprel, lemma in zip(
            said.words, sentence["upos"], sentence["head"], sentence["deprel"], sentence["lemma"], strict=True
        ):
            c["words"] += 1
            c["upos"] += word.upos == upos
            c["uas"] += word.head == head
            c["las"] += word.head == head and word.deprel == deprel
            c["lemma"] += word.lemma == lemma
        record = names.get(sentence["id"])
        if record is not None and solid(record["text"]) == solid(sentence["text"]):
            _count(c, "names", {(n.first, n.last, n.type) for n in said.names}, gold_names(sentence, record))
        record = frames.get(sentence["id"])
        if record is not None and record["tokens"] == forms:
            _score_roles(c, analyzer, sentence, said, record)
    result = {
        "uas": 100 * c["uas"] / c["words"],
        "las": 100 * c["las"] / c["words"],
        "upos": 100 * c["upos"] / c["words"],
        "lemmas": 100 * c["lemma"] / c["words"],
    }
    if names:
        result["names_f1"] = _f1(c, "names")
    if frames:
        result["roles_f1"] = _f1(c, "roles")
        result["roles_span_f1"] = _f1(c, "spans")
        result["predicates_f1"] = _f1(c, "predicates")
    return result | score_splitting(sentences)


def _score_roles(c: Counter[str], analyzer: Any, sentence: dict[str, Any], said: Any, record: dict[str, Any]) -> None:
    gold = [f for f in record["frames"] if f["args"] or f["sense"] not in AUXILIARIES]
    _count(c, "predicates", {p.word for p in said.predicates}, {f["pred"] for f in gold})
    known = {p.word: p for p in said.predicates}
    for frame in gold:
        word = frame["pred"]
        predicate = known.get(word) or analyzer.frame(sentence["words"], word)
        roles = [r for r in predicate.roles if r.label != "EVPLACE"]
        heads = sentence["head"]
        _count(
            c,
            "roles",
            {(r.head, r.label) for r in roles},
            {(head_of(first, last, heads), label) for first, last, label in frame["args"]},
        )
        _count(c, "spans", {(r.first, r.last, r.label) for r in roles}, {tuple(a) for a in frame["args"]})


def score_splitting(sentences: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Exact spans of words and sentences, read from each paragraph's sentences joined by blanks."""
    from conflictgraph.language import splitting

    paragraphs: list[list[dict[str, Any]]] = []
    for sentence in sentences:
        if sentence["newpar"] or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(sentence)
    c: Counter[str] = Counter()
    for paragraph in paragraphs:
        text = ""
        words, whole = set(), set()
        for sentence in paragraph:
            words |= {(len(text) + a, len(text) + b) for a, b in sentence["spans"]}
            whole.add((len(text) + sentence["spans"][0][0], len(text) + sentence["spans"][-1][1]))
            text += sentence["text"] + " "
        said = splitting.sentences(text)
        _count(c, "words", {span for one in said for span in one}, words)
        _count(c, "sentences", {(one[0][0], one[-1][1]) for one in said}, whole)
    return {"words_f": _f1(c, "words"), "sentences_f": _f1(c, "sentences")}
