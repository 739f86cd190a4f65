"""Step 2: train all heads together.

    python training/train.py --data build/training --start MINILM_DIRECTORY --out build/training

Writes labels.json, a checkpoint per epoch (epoch-N.pt) and prints the scores on dev (gold words) after each epoch.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

from network import Network

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "graph"))

# What a word looks like to the network is decided in one place, where it is run.
from conflictgraph.language.network import CLS, MARKER_CASE, PIECES_A_WORD, SEP, UNKNOWN, case_of

WORDS_A_SENTENCE = 160
MASK = 103
PLACES_AN_EPOCH = 900


class Coder:
    """Words to pieces, labels to numbers."""

    def __init__(self, tokenizer: Tokenizer, labels: dict[str, list[str]]) -> None:
        self.tokenizer = tokenizer
        self.labels = labels
        self.numbers = {kind: {v: i for i, v in enumerate(values)} for kind, values in labels.items()}
        self.known: dict[str, list[int]] = {}

    def pieces(self, word: str) -> list[int]:
        if word not in self.known:
            self.known[word] = self.tokenizer.encode(word, add_special_tokens=False).ids[:PIECES_A_WORD] or [UNKNOWN]
        return self.known[word]

    def code(self, s: dict[str, Any]) -> dict[str, Any]:
        """A sentence as numbers."""
        number = self.numbers
        coded: dict[str, Any] = {
            "words": [self.pieces(w) for w in s["words"]],
            "case": [case_of(w) for w in s["words"]],
            "forms": s["words"],
        }
        if "verb" in s:
            coded["place"] = (s["verb"], s["place"])
            return coded
        coded["upos"] = [number["upos"][t] for t in s["upos"]]
        coded["head"] = [h + 1 for h in s["head"]]
        coded["deprel"] = [number["deprel"].get(d, 0) for d in s["deprel"]]
        coded["names"] = None if s["names"] is None else [number["names"][t] for t in s["names"]]
        coded["frames"] = None
        if s["frames"] is not None:
            coded["frames"] = [
                (
                    f["pred"],
                    [(head, number["roles"][label]) for _, _, label, head in f["args"] if label in number["roles"]],
                )
                for f in s["frames"]
            ]
        return coded


def label_sets(sentences: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Every tag; relations seen 5 times, roles seen 20 times."""
    upos = Counter(t for s in sentences for t in s["upos"])
    deprel = Counter(d for s in sentences for d in s["deprel"])
    names = Counter(t for s in sentences for t in s["names"] or ())
    roles = Counter(a[2] for s in sentences for f in s["frames"] or () for a in f["args"])
    return {
        "upos": sorted(upos),
        "deprel": sorted(d for d, n in deprel.items() if n >= 5),
        "names": ["O", *sorted(set(names) - {"O"})],
        "roles": ["", *sorted(r for r, n in roles.items() if n >= 20)],
    }


def recased(s: dict[str, Any], coder: Coder, rng: random.Random) -> dict[str, Any]:
    """One sentence in ten in capitals, one in thirty in small letters."""
    draw = rng.random()
    if draw < 0.10:
        return s | {"case": [case_of(w.upper()) for w in s["forms"]]}
    if draw < 0.13:
        return s | {"case": [case_of(w.lower()) for w in s["forms"]]}
    return s


def collate(batch: list[dict[str, Any]], rng: random.Random | None) -> dict[str, torch.Tensor]:
    """Padded tensors; -100 where there is nothing to learn. With `rng`, one piece in twenty is masked."""
    n = max(len(s["words"]) for s in batch)
    m = max(sum(map(len, s["words"])) for s in batch) + 2
    size = len(batch)
    pieces = torch.zeros(size, m, dtype=torch.long)
    piece_case = torch.full((size, m), MARKER_CASE)
    real = torch.zeros(size, m, dtype=torch.bool)
    pool = torch.zeros(size, n, m)
    case = torch.full((size, n), 4)
    present = torch.zeros(size, n, dtype=torch.bool)
    upos, head, deprel, names, predicate = (torch.full((size, n), -100) for _ in range(5))
    pairs: list[tuple[int, int]] = []
    roles: list[torch.Tensor] = []
    place_pairs: list[tuple[int, int]] = []
    places: list[torch.Tensor] = []
    for b, s in enumerate(batch):
        count = len(s["words"])
        at = 1
        pieces[b, 0] = CLS
        for i, ids in enumerate(s["words"]):
            for piece in ids:
                pieces[b, at] = MASK if rng is not None and rng.random() < 0.05 else piece
                piece_case[b, at] = s["case"][i]
                pool[b, i, at] = 1 / len(ids)
                at += 1
        pieces[b, at] = SEP
        real[b, : at + 1] = True
        case[b, :count] = torch.tensor(s["case"])
        present[b, :count] = True
        if "place" in s:
            verb, inside = s["place"]
            target = torch.full((n,), -100.0)
            target[:count] = 0
            target[inside] = 1
            place_pairs.append((b, verb))
            places.append(target)
            continue
        upos[b, :count] = torch.tensor(s["upos"])
        head[b, :count] = torch.tensor(s["head"])
        deprel[b, :count] = torch.tensor(s["deprel"])
        if s["names"] is not None:
            names[b, :count] = torch.tensor(s["names"])
        if s["frames"] is not None:
            predicate[b, :count] = 0
            for word, arguments in s["frames"]:
                predicate[b, word] = 1
                target = torch.full((n,), -100)
                target[:count] = 0
                for argument, role in arguments:
                    target[argument] = role
                pairs.append((b, word))
                roles.append(target)
    out = {
        "pieces": pieces, "piece_case": piece_case, "real": real, "pool": pool, "case": case, "present": present,
        "upos": upos, "head": head, "deprel": deprel, "names": names, "predicate": predicate,
        "pairs": torch.tensor(pairs, dtype=torch.long).reshape(-1, 2),
        "place_pairs": torch.tensor(place_pairs, dtype=torch.long).reshape(-1, 2),
    }  # fmt: skip
    if roles:
        out["roles"] = torch.stack(roles)
    if places:
        out["places"] = torch.stack(places)
    return out


def batches(sentences: list[dict[str, Any]], budget: int, rng: random.Random | None) -> Iterator[list[dict[str, Any]]]:
    """Sentences of like length together, at most `budget` pieces with padding; shuffled when there is an `rng`."""

    def length(s: dict[str, Any]) -> int:
        return sum(map(len, s["words"])) + 2

    keyed = [(length(s) + (rng.random() * 3 if rng else 0), i) for i, s in enumerate(sentences)]
    groups: list[list[dict[str, Any]]] = [[]]
    for _, i in sorted(keyed):
        s = sentences[i]
        if groups[-1] and (length(s) + 3) * (len(groups[-1]) + 1) > budget:
            groups.append([])
        groups[-1].append(s)
    if rng:
        rng.shuffle(groups)
    yield from groups


def role_scores(net: Network, meanings: torch.Tensor, pairs: torch.Tensor) -> torch.Tensor:
    """(pairs, words, labels) for the given (sentence, predicate) pairs."""
    predicate, argument = net.role_parts(meanings)
    p = predicate[pairs[:, 0], pairs[:, 1]]
    left = torch.einsum("pi,rij->prj", p, net.role.to(p.dtype))
    return (left @ argument[pairs[:, 0]].transpose(1, 2)).transpose(1, 2)


def losses(net: Network, b: dict[str, torch.Tensor]) -> torch.Tensor:
    mask = torch.zeros(b["real"].shape).masked_fill(~b["real"], -1e4)[:, None, None]
    trees, meanings = net.encode(b["pieces"], b["piece_case"], mask, b["pool"], b["case"])
    total = torch.zeros(())
    treed = (b["upos"] >= 0).any()
    if treed:
        total = total + F.cross_entropy(net.upos(trees).float().flatten(0, 1), b["upos"].flatten(), ignore_index=-100)
        arcs = net.arcs(trees).float()
        arcs = arcs.masked_fill(~F.pad(b["present"], (1, 0), value=True)[:, None], -1e4)
        total = total + F.cross_entropy(arcs.flatten(0, 1), b["head"].flatten(), ignore_index=-100)
        dep, head = net.label_parts(trees)
        chosen = (b["head"] >= 0).nonzero()
        d = dep[chosen[:, 0], chosen[:, 1]]
        h = head[chosen[:, 0], b["head"][chosen[:, 0], chosen[:, 1]]]
        size = d.shape[-1]
        left = (d @ net.label.to(d.dtype).permute(1, 0, 2).reshape(size, -1)).view(len(d), -1, size)
        scores = (left @ h[:, :, None]).squeeze(2).float()
        total = total + F.cross_entropy(scores, b["deprel"][chosen[:, 0], chosen[:, 1]])
    if (b["names"] >= 0).any():
        names = net.names(meanings).float()
        total = total + F.cross_entropy(names.flatten(0, 1), b["names"].flatten(), ignore_index=-100)
    if (b["predicate"] >= 0).any():
        predicate = net.predicate(meanings).float()
        total = total + F.cross_entropy(predicate.flatten(0, 1), b["predicate"].flatten(), ignore_index=-100)
    if "roles" in b:
        scores = role_scores(net, meanings, b["pairs"])[..., :-1].float()
        total = total + 2 * F.cross_entropy(scores.flatten(0, 1), b["roles"].flatten(), ignore_index=-100)
    if "places" in b:
        scores = role_scores(net, meanings, b["place_pairs"])[..., -1].float()
        known = b["places"] >= 0
        share = len(b["places"]) / len(b["pieces"])
        total = total + 2 * share * F.binary_cross_entropy_with_logits(scores[known], b["places"][known])
    return total


def f1(hit: int, said: int, true: int) -> float:
    return 200 * hit / max(said + true, 1)


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """BIO tags to (first, last, type)."""
    found, start = [], -1
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and (tag[0] != "I" or tag[2:] != tags[start][2:]):
            found.append((start, i, tags[start][2:]))
            start = -1
        if tag[0] == "B":
            start = i
    return set(found)


@torch.no_grad()
def evaluate(net: Network, sentences: list[dict[str, Any]], coder: Coder) -> dict[str, float]:
    """Greedy scores on gold words; roles by head word, on gold predicates."""
    net.eval()
    c: Counter[str] = Counter()
    for group in batches(sentences, 2000, None):
        b = collate(group, None)
        mask = torch.zeros(b["real"].shape).masked_fill(~b["real"], -1e4)[:, None, None]
        with torch.autocast("cpu", torch.bfloat16, enabled=AUTOCAST):
            trees, meanings = net.encode(b["pieces"], b["piece_case"], mask, b["pool"], b["case"])
            upos = net.upos(trees).argmax(-1)
            arcs = net.arcs(trees).float()
            arcs = arcs.masked_fill(~F.pad(b["present"], (1, 0), value=True)[:, None], -1e4).argmax(-1)
            dep, head = net.label_parts(trees)
            best = head.gather(1, arcs[..., None].expand(-1, -1, head.shape[-1]))
            labels = torch.einsum("bni,rij,bnj->bnr", dep.float(), net.label, best.float()).argmax(-1)
            names = net.names(meanings).argmax(-1)
            predicates = net.predicate(meanings).argmax(-1)
            roles = role_scores(net, meanings, b["pairs"])[..., :-1].argmax(-1)
        real = b["present"]
        right = (arcs == b["head"]) & real
        c["words"] += int(real.sum())
        c["upos"] += int(((upos == b["upos"]) & real).sum())
        c["uas"] += int(right.sum())
        c["las"] += int((right & (labels == b["deprel"])).sum())
        known = b["predicate"] >= 0
        c["pred hit"] += int(((predicates == 1) & (b["predicate"] == 1)).sum())
        c["pred said"] += int(((predicates == 1) & known).sum())
        c["pred true"] += int((b["predicate"] == 1).sum())
        if "roles" in b:
            said, true = (roles > 0) & (b["roles"] >= 0), b["roles"] > 0
            c["role hit"] += int((true & (roles == b["roles"])).sum())
            c["role said"] += int(said.sum())
            c["role true"] += int(true.sum())
        for i, s in enumerate(group):
            if s["names"] is not None:
                tags = coder.labels["names"]
                said_names = spans([tags[t] for t in names[i, : len(s["words"])].tolist()])
                true_names = spans([tags[t] for t in s["names"]])
                c["name hit"] += len(said_names & true_names)
                c["name said"] += len(said_names)
                c["name true"] += len(true_names)
    net.train()
    n = c["words"]
    return {
        "uas": 100 * c["uas"] / n,
        "las": 100 * c["las"] / n,
        "upos": 100 * c["upos"] / n,
        "names": f1(c["name hit"], c["name said"], c["name true"]),
        "roles": f1(c["role hit"], c["role said"], c["role true"]),
        "predicates": f1(c["pred hit"], c["pred said"], c["pred true"]),
    }


AUTOCAST = True


def main() -> None:
    global AUTOCAST
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("build/training"))
    parser.add_argument("--start", type=Path, required=True, help="directory with model.safetensors, tokenizer.json")
    parser.add_argument("--out", type=Path, default=Path("build/training"))
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--budget", type=int, default=900, help="pieces in a batch")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps: a speed test")
    parser.add_argument("--float32", action="store_true", help="no bfloat16 autocast")
    options = parser.parse_args()
    AUTOCAST = not options.float32
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)

    def rows(name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (options.data / f"{name}.jsonl").open(encoding="utf-8")]

    train, dev, place_rows = rows("train"), rows("dev"), rows("places")
    labels = label_sets(train)
    (options.out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    tokenizer = Tokenizer.from_file(str(options.start / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    coder = Coder(tokenizer, labels)
    coded = [coder.code(s) for s in train if len(s["words"]) <= WORDS_A_SENTENCE]
    coded_dev = [coder.code(s) for s in dev]
    coded_places = [coder.code(s) for s in place_rows]
    rng.shuffle(coded_places)

    net = Network(*(len(labels[kind]) for kind in ("upos", "deprel", "names", "roles")))
    net.load_start(options.start / "model.safetensors")
    for parameter in (net.arc, net.label, net.role):
        torch.nn.init.normal_(parameter, std=0.02)
    inner = {id(p) for p in net.encoder_parameters()}
    outer = [p for p in net.parameters() if id(p) not in inner]
    optimizer = torch.optim.AdamW(
        [{"params": net.encoder_parameters(), "lr": 2e-4}, {"params": outer, "lr": 1.5e-3}],
        weight_decay=0.01, betas=(0.9, 0.98), fused=True,
    )  # fmt: skip
    plan = []
    for epoch in range(options.epochs):
        at = epoch * PLACES_AN_EPOCH % max(len(coded_places), 1)
        extra = (coded_places + coded_places)[at : at + PLACES_AN_EPOCH]
        plan.append(list(batches([recased(s, coder, rng) for s in coded + extra], options.budget, rng)))
    total = sum(map(len, plan))
    warm = 0.06 * total
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (total - step) / (total - warm)))
    )
    print(f"{len(coded)} sentences, {total} steps, {sum(p.numel() for p in net.parameters()):,} weights", flush=True)
    net.train()
    step, started, shown = 0, time.time(), 0.0
    for epoch, groups in enumerate(plan, 1):
        for group in groups:
            b = collate(group, rng)
            with torch.autocast("cpu", torch.bfloat16, enabled=AUTOCAST):
                loss = losses(net, b)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            shown += loss.item()
            if step % 50 == 0 or step == options.steps:
                print(f"step {step} loss {shown / 50:.3f} {(time.time() - started) / step:.3f} s/step", flush=True)
                shown = 0.0
            if step == options.steps:
                return
        torch.save(net.state_dict(), options.out / f"epoch-{epoch}.pt")
        scores = evaluate(net, coded_dev, coder)
        print(f"epoch {epoch} {time.time() - started:.0f} s", {k: round(v, 2) for k, v in scores.items()}, flush=True)


if __name__ == "__main__":
    main()
