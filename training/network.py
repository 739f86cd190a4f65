"""The network: a MiniLM encoder that sees case, and one head per layer of annotation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, LAYERS, ATTENTION_HEADS, INNER, POSITIONS, VOCABULARY = 384, 6, 12, 1536, 512, 30522
ARC, LABEL, ROLE = 256, 96, 128
CASES = 5  # lower, Title, UPPER, digits, other


class Layer(nn.Module):
    """A BERT layer (post-norm)."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None, dropout: float) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=dropout if self.training else 0.0)
        a = self.out(a.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.norm1(x + F.dropout(a, dropout, self.training))
        h = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(h, dropout, self.training))


def projection(size: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(WIDTH, size), nn.GELU(), nn.Dropout(0.33))


class Network(nn.Module):
    """Pieces → words → tags, arcs, arc labels, names, predicates, roles, and the words of an event's place."""

    def __init__(self, upos: int, deprels: int, names: int, roles: int) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.case_in = nn.Embedding(CASES + 1, WIDTH)  # the last one: markers and padding
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.tensor([[-2.0, -2.0, -1.0, 0.0, 1.0, 2.0]] * 2))  # trees, meanings
        self.case_out = nn.Embedding(CASES, WIDTH)
        nn.init.zeros_(self.case_in.weight)
        nn.init.normal_(self.case_out.weight, std=0.1)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.1)
        self.upos = nn.Linear(WIDTH, upos)
        self.arc_dep, self.arc_head = projection(ARC), projection(ARC)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label_dep, self.label_head = projection(LABEL), projection(LABEL)
        self.label = nn.Parameter(torch.zeros(deprels, LABEL + 1, LABEL + 1))
        self.names = nn.Sequential(nn.Linear(WIDTH, 128), nn.GELU(), nn.Dropout(0.2), nn.Linear(128, names))
        self.predicate = nn.Linear(WIDTH, 2)
        self.role_pred, self.role_arg = projection(ROLE), projection(ROLE)
        # Label 0 is "no role"; the last one is "inside this event's place", a yes or no beside the roles.
        self.role = nn.Parameter(torch.zeros(roles + 1, ROLE + 1, ROLE + 1))

    def load_start(self, path: Path) -> None:
        """The published encoder's weights."""
        w = load_file(str(path))
        with torch.no_grad():
            self.words.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(w["embeddings.position_embeddings.weight"])
            self.kind.copy_(w["embeddings.token_type_embeddings.weight"][0])
            self.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
            for i, layer in enumerate(self.layers):
                assert isinstance(layer, Layer)
                p = f"encoder.layer.{i}."
                for part in ("weight", "bias"):
                    qkv = [w[f"{p}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                    getattr(layer.qkv, part).copy_(torch.cat(qkv))
                    getattr(layer.out, part).copy_(w[f"{p}attention.output.dense.{part}"])
                    getattr(layer.norm1, part).copy_(w[f"{p}attention.output.LayerNorm.{part}"])
                    getattr(layer.up, part).copy_(w[f"{p}intermediate.dense.{part}"])
                    getattr(layer.down, part).copy_(w[f"{p}output.dense.{part}"])
                    getattr(layer.norm2, part).copy_(w[f"{p}output.LayerNorm.{part}"])

    def encoder_parameters(self) -> list[nn.Parameter]:
        modules: list[nn.Module] = [self.words, self.positions, self.norm, self.layers]
        return [p for m in modules for p in m.parameters()] + [self.kind]

    def encode(self, pieces: Tensor, piece_case: Tensor, mask: Tensor | None, pool: Tensor, case: Tensor) -> Any:
        """`pool` (batch, words, pieces) averages pieces to words. Returns one (batch, words, WIDTH) per mix."""
        dropout = 0.1
        x = self.words(pieces) + self.positions.weight[: pieces.shape[1]] + self.kind + self.case_in(piece_case)
        x = F.dropout(self.norm(x), dropout, self.training)
        outputs = []
        for layer in self.layers:
            x = layer(x, mask, dropout)
            outputs.append(x)
        weights = self.mix.softmax(1)
        extra = self.case_out(case)
        mixed = []
        for row in weights:
            y = sum((w * o for w, o in zip(row, outputs, strict=True)), torch.zeros(()))
            mixed.append(F.dropout(torch.bmm(pool, y.to(pool.dtype)) + extra, dropout, self.training))
        return mixed

    def with_root(self, trees: Tensor) -> Tensor:
        return torch.cat([self.root.expand(trees.shape[0], 1, -1), trees], 1)

    def arcs(self, trees: Tensor) -> Tensor:
        """Scores (batch, dependent, head) with the root as head 0."""
        dep, head = self.arc_dep(trees), self.arc_head(self.with_root(trees))
        return bias(dep) @ self.arc.to(dep.dtype) @ head.transpose(1, 2)

    def label_parts(self, trees: Tensor) -> tuple[Tensor, Tensor]:
        return bias(self.label_dep(trees)), bias(self.label_head(self.with_root(trees)))

    def role_parts(self, meanings: Tensor) -> tuple[Tensor, Tensor]:
        return bias(self.role_pred(meanings)), bias(self.role_arg(meanings))


def bias(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
