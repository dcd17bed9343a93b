#!/usr/bin/env python3
"""Fine-tune the paraphrase classifier; `python3 dev.py train` runs all stages.

Stage one learns from every world but the held-out ones; thresholds and calibration come from those (`export.py`). Stage two
(`--start`) goes on from there for a short while with worlds that stage one left out for calibration and with lines as the
built-in recognizer heard them; some of the written ones are rewritten anew in each epoch as they might be heard
(`--confuse`). AdamW, linear warm-up and decay, label smoothing, and an exponential moving average of the
weights, which is what is kept. Same data and seed give the same weights on the same kind of processor.
"""

import argparse
import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from confusions import Confusions
from encoder import Network, collate, encode, probabilities
from measure import report
from worlds import NONE, ROOT, Line, heard_worlds, worlds

OUT = ROOT / "out" / "training"
BOOST = 2.0
"""How much more often than measured a stretch is confused: most stretches were spoken too seldom to be misheard yet; gives
one word in seven wrong, as the voices of the scripted calls do."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """The numbers of a training run; chosen on held-out worlds."""

    epochs: float = 4.0
    rate: float = 1e-4
    head_rate: float = 1e-3
    batch: int = 32
    smoothing: float = 0.02
    average: float = 0.998
    bf16: bool = True
    confused_share: float = 0.0
    """Share of the written lines that an epoch rewrites as they might be heard."""
    frozen_words: bool = False
    """Leave the embeddings of words alone, which a short further training gains nothing from and pays a third of its time for."""
    seed: int = 0


def training_lines(hold: set[str], *, heard: bool, whole: set[str], rest: int | None) -> list[Line]:
    """Return the lines of the worlds that are not held out: all, or all of the `whole` ones and `rest` of the others."""
    parts = (worlds(), heard_worlds()) if heard else (worlds(),)
    lines = [line for part in parts for name, lines in part.items() if name not in hold for line in lines]
    if rest is None:
        return lines
    others = [line for line in lines if line.world not in whole]
    return [line for line in lines if line.world in whole] + random.Random(0).sample(others, min(rest, len(others)))


def confusions(hold: set[str]) -> Confusions:
    """Return what the recognizer made of the spoken lines of the worlds that are not held out."""
    written = {line.line_id: line.text for lines in worlds().values() for line in lines}
    spoken = [line for name, lines in heard_worlds().items() if name not in hold for line in lines]
    return Confusions((written[line.line_id], line.text) for line in spoken if line.line_id in written)


def batches(rows: list[list[int]], size: int, rng: random.Random) -> Iterator[list[int]]:
    """Yield batches of indices, alike in length within a batch, in random order."""
    order = list(range(len(rows)))
    rng.shuffle(order)
    pools = [sorted(order[i : i + size * 50], key=lambda k: len(rows[k])) for i in range(0, len(order), size * 50)]
    cut = [pool[i : i + size] for pool in pools for i in range(0, len(pool), size)]
    rng.shuffle(cut)
    yield from cut


def targets(lines: list[Line], rules: list[str], smoothing: float) -> torch.Tensor:
    """Return the smoothed targets, shape (lines, rules)."""
    wanted = torch.zeros(len(lines), len(rules))
    for row, line in enumerate(lines):
        if line.label != NONE:
            wanted[row, rules.index(line.label)] = 1.0
    return wanted * (1.0 - smoothing) + smoothing / len(rules) / 2


def train(
    lines: list[Line],
    rules: list[str],
    recipe: Recipe,
    held: dict[str, list[Line]],
    *,
    start: dict[str, torch.Tensor] | None,
    confused: Confusions | None = None,
) -> Network:
    """Return the averaged network; prints loss and, for each epoch, the figures on the held-out lines."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    network = Network(len(rules))
    if start is not None:
        network.load_state_dict(start)
    if recipe.frozen_words:
        network.encoder.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
    wanted = targets(lines, rules, recipe.smoothing)
    groups = [
        {"params": network.encoder.parameters(), "lr": recipe.rate},
        {"params": network.head.parameters(), "lr": recipe.head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = int(recipe.epochs * math.ceil(len(lines) / recipe.batch))
    warm = max(1, int(0.08 * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, (steps - s) / max(1, steps - warm))
    )
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(recipe.average)
    )
    print(f"{len(lines)} lines, {len(rules)} rules, {steps} steps", flush=True)
    network.train()
    step, total, begin = 0, 0.0, time.monotonic()
    while step < steps:
        rows = encode(
            confused.rewrite(line.text, BOOST, rng) if confused and rng.random() < recipe.confused_share else line.text
            for line in lines
        )
        for batch in batches(rows, recipe.batch, rng):
            ids, mask = collate([rows[i] for i in batch])
            with torch.autocast("cpu", torch.bfloat16, enabled=recipe.bf16):
                logits = network.logits(ids, mask)
            loss = torch.nn.functional.binary_cross_entropy_with_logits(logits.float(), wanted[batch], reduction="none")
            loss = loss.sum(1).mean()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            if step >= warm:
                average.update_parameters(network)
            step, total = step + 1, total + loss.item()
            if step % 100 == 0:
                print(f"step {step}: loss {total / 100:.3f}, {time.monotonic() - begin:.0f} s", flush=True)
                total = 0.0
            if step >= steps:
                break
        for name, kept in held.items():
            print(name)
            report(kept, probabilities(average.module, [line.text for line in kept]), rules)
    return average.module


def main() -> None:
    """Train, then save the weights and the scores of the held-out lines for `calibrate.py`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hold", default="dev,hospitality-second-language", help="worlds to leave out, comma between")
    parser.add_argument("--name", default="paraphrase")
    parser.add_argument("--epochs", type=float, default=Recipe().epochs)
    parser.add_argument("--rate", type=float, default=Recipe().rate)
    parser.add_argument("--start", metavar="NAME", help="go on from these saved weights")
    parser.add_argument("--heard", action="store_true", help="add the lines as the recognizer heard them")
    parser.add_argument("--confuse", type=float, default=0.0, help="share of written lines to rewrite as if heard")
    parser.add_argument("--freeze-words", action="store_true", help="leave the word embeddings alone")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--fp32", action="store_true", help="do not use bfloat16")
    parser.add_argument("--whole", default="", help="worlds to take whole where --rest cuts the others, comma between")
    parser.add_argument(
        "--rest", type=int, metavar="N", help="take only N lines of the worlds that --whole does not name"
    )
    asked = parser.parse_args()
    hold = {name for name in asked.hold.split(",") if name}
    lines = training_lines(hold, heard=asked.heard, whole=set(asked.whole.split(",")), rest=asked.rest)
    held = [line for name in sorted(hold) for line in worlds()[name]]
    rules = sorted({line.label for line in lines} - {NONE})
    start = torch.load(OUT / f"{asked.start}.pt")["state"] if asked.start else None
    recipe = Recipe(
        epochs=asked.epochs,
        rate=asked.rate,
        head_rate=10 * asked.rate,
        seed=asked.seed,
        bf16=not asked.fp32,
        confused_share=asked.confuse,
        frozen_words=asked.freeze_words,
    )
    shown = {name: list(worlds()[name]) for name in sorted(hold)}
    shown |= {f"{name}, heard": heard_worlds()[name] for name in sorted(hold) if name in heard_worlds()}
    confused = confusions(hold) if asked.confuse else None
    network = train(lines, rules, recipe, shown, start=start, confused=confused)
    OUT.mkdir(parents=True, exist_ok=True)
    torch.save({"state": network.state_dict(), "rules": rules, "hold": sorted(hold)}, OUT / f"{asked.name}.pt")
    if held:
        np.save(OUT / f"{asked.name}.held.npy", probabilities(network, [line.text for line in held]))
    print(f"saved {Path('out/training') / asked.name}.pt")


if __name__ == "__main__":
    main()
