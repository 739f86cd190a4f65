"""Step 3: a checkpoint as one file of 8-bit weights that NumPy reads.

    python training/export.py --checkpoint build/training/epoch-10.pt --labels build/training/labels.json \\
        --start MINILM_DIRECTORY --out data/language

Big matrices are whole numbers from -127 to 127 with one factor per output column, the vectors of the word pieces with
one per row; the rest stays float32. They are multiplied out when loaded: the activations are never rounded. What the
forward pass would compute in every sentence anew (the mix of the layers, the scale of the attention) is computed here.
"""

from __future__ import annotations

import argparse
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from network import ATTENTION_HEADS, LAYERS, WIDTH, Network

Array = NDArray[Any]
LIMIT = 127


def quantised(matrix: Array, axis: int) -> tuple[Array, Array]:
    """Whole numbers and their factors, one for each slice along the other axis."""
    scale = np.maximum(np.abs(matrix).max(axis=axis, keepdims=True), 1e-9).astype(np.float32) / np.float32(LIMIT)
    return np.clip(np.rint(matrix / scale), -LIMIT, LIMIT).astype(np.int8), scale


def arrays(net: Network, exact: bool) -> dict[str, Array]:
    """The file's arrays by name; with `exact` all of them in float32."""
    p = {name: value.detach().float().numpy() for name, value in net.state_dict().items()}
    out: dict[str, Array] = {}

    def put(name: str, matrix: Array, offset: Array) -> None:
        out[name + ".bias"] = offset
        if exact:
            out[name] = matrix
        else:
            out[name], out[name + ".scale"] = quantised(matrix, 0)

    def linear(name: str) -> None:
        put(name, p[name + ".weight"].T, p[name + ".bias"])

    def norm(name: str) -> None:
        out[name], out[name + ".bias"] = p[name + ".weight"], p[name + ".bias"]

    table = p["words.weight"]
    out["words"], out["words.scale"] = (table, np.ones((len(table), 1))) if exact else quantised(table, 1)
    out["positions"] = p["positions.weight"]
    out["case_in"] = p["case_in.weight"] + p["kind"]
    out["case_out"] = p["case_out.weight"]
    out["root"] = p["root"]
    odds = np.exp(p["mix"])
    out["mix"] = odds / odds.sum(axis=1, keepdims=True)
    norm("norm")
    # The products of queries and keys are divided by the root of a head's width: here, once.
    share = np.ones(3 * WIDTH, np.float32)
    share[:WIDTH] /= (WIDTH / ATTENTION_HEADS) ** 0.5
    for i in range(LAYERS):
        name = f"layers.{i}."
        put(name + "qkv", p[name + "qkv.weight"].T * share, p[name + "qkv.bias"] * share)
        for part in ("out", "up", "down"):
            linear(name + part)
        norm(name + "norm1")
        norm(name + "norm2")
    for name in ("upos", "predicate", "names.0", "names.3"):
        linear(name)
    for name in ("arc_dep", "arc_head", "label_dep", "label_head", "role_pred", "role_arg"):
        linear(name + ".0")
    put("arc", p["arc"][:-1], p["arc"][-1])
    for name in ("label", "role"):
        factors = p[name].transpose(1, 0, 2).reshape(p[name].shape[1], -1)
        put(name, factors[:-1], factors[-1])
    return {name: np.ascontiguousarray(a, a.dtype if a.dtype == np.int8 else np.float32) for name, a in out.items()}


def write(target: Path, held: dict[str, Array]) -> None:
    """An .npz with its members in order and without dates: the same arrays are the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as file:
        for name in sorted(held):
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, held[name], version=(1, 0), allow_pickle=False)
            entry = zipfile.ZipInfo(name + ".npy", (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            file.writestr(entry, buffer.getvalue())


def vocabulary(tokenizer: dict[str, Any]) -> list[str]:
    """The pieces in the order of their numbers."""
    numbers: dict[str, int] = tokenizer["model"]["vocab"]
    pieces = sorted(numbers, key=lambda piece: numbers[piece])
    assert [numbers[piece] for piece in pieces] == list(range(len(pieces)))
    assert not any("\n" in piece or not piece for piece in pieces)
    return pieces


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="directory with the tokenizer.json of MiniLM")
    parser.add_argument("--out", type=Path, default=Path("data/language"))
    parser.add_argument("--exact", action="store_true", help="write float32, to measure what eight bits cost")
    options = parser.parse_args()
    labels = json.loads(options.labels.read_text(encoding="utf-8"))
    net = Network(*(len(labels[kind]) for kind in ("upos", "deprel", "names", "roles")))
    net.load_state_dict(torch.load(options.checkpoint, weights_only=True))
    held = arrays(net, options.exact)
    held["labels"] = np.frombuffer(json.dumps(labels, separators=(",", ":"), sort_keys=True).encode(), np.uint8)
    options.out.mkdir(parents=True, exist_ok=True)
    target = options.out / "english.npz"
    write(target, held)
    tokenizer = json.loads((options.start / "tokenizer.json").read_text(encoding="utf-8"))
    (options.out / "pieces.txt").write_text("\n".join(vocabulary(tokenizer)) + "\n", encoding="utf-8")
    print(target, f"{target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
