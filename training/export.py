"""Step 3: a checkpoint as one ONNX file with 8-bit weights, for one sentence at a time.

    python training/export.py --checkpoint build/training/epoch-10.pt --labels build/training/labels.json \\
        --start MINILM_DIRECTORY --out data/language

The graph is written node by node: it has no batch axis, so no scale of the dynamic quantisation is shared between
sentences and a sentence's numbers depend on nothing but the sentence. Weights are symmetric 7-bit per output column:
AVX2 without VNNI adds two products of 8-bit numbers in 16 bits and would saturate with eight.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from network import ATTENTION_HEADS, LABEL, LAYERS, ROLE, Network

MICROSOFT = "com.microsoft"


class Writer:
    """Nodes and weights, named as they come."""

    def __init__(self, net: Network, limit: int) -> None:
        self.weights = {name: p.detach().float().numpy() for name, p in net.state_dict().items()}
        self.limit = limit  # largest quantised weight; 0 keeps float32
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(
        self, op: str, inputs: list[str], output: str, outputs: int = 1, domain: str = "", **attributes: object
    ) -> str:
        names = [output] if outputs == 1 else [f"{output}.{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, name=output, domain=domain, **attributes))
        return names[0]

    def linear(self, x: str, output: str, matrix: np.ndarray, offset: np.ndarray | None) -> str:
        """x (rows, a) times matrix (a, b), plus an offset (b,)."""
        bias = [] if offset is None else [self.constant(f"{output}.bias", offset.astype(np.float32))]
        if not self.limit:
            product = self.node(
                "MatMul", [x, self.constant(f"{output}.weight", matrix)], f"{output}.product" if bias else output
            )
            return self.node("Add", [product, *bias], output) if bias else product
        scale = np.maximum(np.abs(matrix).max(axis=0), 1e-9).astype(np.float32) / self.limit
        whole = np.clip(np.rint(matrix / scale), -self.limit, self.limit).astype(np.int8)
        inputs = [
            x,
            self.constant(f"{output}.weight", whole),
            self.constant(f"{output}.scale", scale),
            self.constant(f"{output}.zero", np.zeros(len(scale), np.int8)),
            *bias,
        ]
        return self.node("DynamicQuantizeMatMul", inputs, output, domain=MICROSOFT)

    def layer_linear(self, x: str, name: str, output: str) -> str:
        return self.linear(x, output, self.weights[f"{name}.weight"].T, self.weights[f"{name}.bias"])

    def projection(self, x: str, name: str) -> str:
        """A head's hidden layer."""
        return self.node("Gelu", [self.layer_linear(x, f"{name}.0", f"{name}.hidden")], name, domain=MICROSOFT)

    def with_one(self, x: str, ones: str) -> str:
        """With the constant column that carries the linear part of a biaffine."""
        return self.node("Concat", [x, ones], f"{x}.one", axis=1)


def write(net: Network, limit: int) -> onnx.GraphProto:
    w = Writer(net, limit)
    p = w.weights

    # Pieces to vectors.
    table = p["words.weight"]
    if limit:
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-9) / 127
        w.constant("table", np.rint(table / scale).astype(np.int8))
        w.constant("table.scale", scale.astype(np.float32))
        w.node("Gather", ["table", "pieces"], "piece.int")
        w.node("Cast", ["piece.int"], "piece.float", to=TensorProto.FLOAT)
        w.node("Gather", ["table.scale", "pieces"], "piece.scale")
        w.node("Mul", ["piece.float", "piece.scale"], "piece")
    else:
        w.node("Gather", [w.constant("table", table), "pieces"], "piece")
    w.node("Gather", [w.constant("table.case", p["case_in.weight"] + p["kind"]), "piece_case"], "piece.case")
    w.node("Shape", ["pieces"], "length")
    w.node(
        "Slice",
        [w.constant("table.position", p["positions.weight"]), w.constant("zero", np.array([0])), "length"],
        "position",
    )
    w.node("Add", ["piece", "piece.case"], "piece.sum")
    x = skip_norm(w, "piece.sum", "position", "norm", "x")

    # The encoder; attention wants a batch axis.
    first = w.constant("axis0", np.array([0]))
    mixes: list[str] = []
    weights = np.exp(p["mix"]) / np.exp(p["mix"]).sum(1, keepdims=True)
    outputs = []
    for i in range(LAYERS):
        n = f"layers.{i}"
        w.node("Unsqueeze", [w.layer_linear(x, f"{n}.qkv", f"{n}.qkv"), first], f"{n}.batch")
        w.node("Split", [f"{n}.batch"], f"{n}.part", outputs=3, axis=2, num_outputs=3)
        w.node(
            "MultiHeadAttention", [f"{n}.part.{k}" for k in range(3)], f"{n}.attention",
            domain=MICROSOFT, num_heads=ATTENTION_HEADS,
        )  # fmt: skip
        w.node("Squeeze", [f"{n}.attention", first], f"{n}.context")
        x = skip_norm(w, w.layer_linear(f"{n}.context", f"{n}.out", f"{n}.out"), x, f"{n}.norm1", f"{n}.x1")
        w.node("Gelu", [w.layer_linear(x, f"{n}.up", f"{n}.up")], f"{n}.inner", domain=MICROSOFT)
        x = skip_norm(w, w.layer_linear(f"{n}.inner", f"{n}.down", f"{n}.down"), x, f"{n}.norm2", f"{n}.x2")
        outputs.append(x)
    w.node("Gather", [w.constant("table.caseout", p["case_out.weight"]), "case"], "case.vector")
    for k, name in enumerate(("trees", "meanings")):
        terms = [
            w.node("Mul", [o, w.constant(f"mix.{k}.{i}", weights[k, i].reshape(()))], f"{name}.{i}")
            for i, o in enumerate(outputs)
        ]
        w.node("Sum", terms, f"{name}.pieces")
        w.node("MatMul", ["pool", f"{name}.pieces"], f"{name}.words")
        mixes.append(w.node("Add", [f"{name}.words", "case.vector"], name))
    trees, meanings = mixes
    w.node("Concat", [w.constant("root", p["root"][None]), trees], "rooted", axis=0)
    w.node("Shape", [trees], "trees.shape", end=1)
    w.node("Concat", ["trees.shape", w.constant("one", np.array([1]))], "ones.shape", axis=0)
    w.node("ConstantOfShape", ["ones.shape"], "ones", value=helper.make_tensor("v", TensorProto.FLOAT, [1], [1.0]))
    w.node("Concat", ["ones", w.constant("one.row", np.ones((1, 1), np.float32))], "ones.rooted", axis=0)

    # Heads.
    w.node("Identity", [w.layer_linear(trees, "upos", "upos.score")], "upos")
    w.layer_linear(w.projection(meanings, "names"), "names.3", "names.score")
    w.node("Identity", ["names.score"], "names.out")
    w.layer_linear(meanings, "predicate", "predicate.score")
    w.node("Identity", ["predicate.score"], "predicate")
    w.projection(trees, "arc_dep")
    w.projection("rooted", "arc_head")
    arc = p["arc"]
    w.linear("arc_dep", "arc.left", arc[:-1], arc[-1])
    w.node("Transpose", ["arc_head"], "arc_head.t", perm=[1, 0])
    w.node("MatMul", ["arc.left", "arc_head.t"], "arcs")
    for name, left, right, over, ones, size in (
        ("label", "label_dep", "label_head", "rooted", "ones.rooted", LABEL),
        ("role", "role_pred", "role_arg", meanings, "ones", ROLE),
    ):
        source = trees if name == "label" else meanings
        w.projection(source, left)
        w.projection(over, right)
        tensor = p[name].transpose(1, 0, 2).reshape(size + 1, -1)
        w.linear(left, f"{name}.left", tensor[:-1], tensor[-1])
        w.node("Identity", [w.with_one(right, ones)], f"{name}.right")

    def number(name: str, *shape: str | int) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, TensorProto.INT64, shape)

    def real(name: str, *shape: str | int) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

    upos, names = len(p["upos.bias"]), len(p["names.3.bias"])
    labels, roles = len(p["label"]), len(p["role"])
    return helper.make_graph(
        w.nodes,
        "conflictgraph",
        [number("pieces", "m"), number("piece_case", "m"), real("pool", "n", "m"), number("case", "n")],
        [
            real("upos", "n", upos), real("arcs", "n", "n1"), real("label.left", "n", labels * (LABEL + 1)),
            real("label.right", "n1", LABEL + 1), real("names.out", "n", names), real("predicate", "n", 2),
            real("role.left", "n", roles * (ROLE + 1)), real("role.right", "n", ROLE + 1),
        ],
        w.initializers,
    )  # fmt: skip


def skip_norm(w: Writer, x: str, skip: str, name: str, output: str) -> str:
    """LayerNorm(x + skip), as one node."""
    scale = w.constant(f"{name}.weight", w.weights[f"{name}.weight"])
    offset = w.constant(f"{name}.bias", w.weights[f"{name}.bias"])
    return w.node("SkipLayerNormalization", [x, skip, scale, offset], output, domain=MICROSOFT, epsilon=1e-12)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="directory with the tokenizer.json of MiniLM")
    parser.add_argument("--out", type=Path, default=Path("data/language"))
    parser.add_argument("--limit", type=int, default=63, help="largest quantised weight; 0 writes float32")
    options = parser.parse_args()
    labels = json.loads(options.labels.read_text(encoding="utf-8"))
    net = Network(*(len(labels[kind]) for kind in ("upos", "deprel", "names", "roles")))
    net.load_state_dict(torch.load(options.checkpoint, weights_only=True))
    net.eval()
    model = helper.make_model(
        write(net, options.limit),
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)],
        ir_version=9,
        producer_name="conflictgraph",
    )
    helper.set_model_props(model, {"labels": json.dumps(labels, separators=(",", ":"))})
    options.out.mkdir(parents=True, exist_ok=True)
    target = options.out / "english.onnx"
    onnx.save(model, str(target))
    tokenizer = json.loads((options.start / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    (options.out / "pieces.json").write_text(
        json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8"
    )
    print(target, f"{target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
