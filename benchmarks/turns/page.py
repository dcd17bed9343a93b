"""Writes docs/turn-taking.md: the definition, the figures, and what cannot be detected.

Place in the flow: the last step of `bench_turns.py`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from devices import Conditions
from scenes import INTERRUPTIONS, Kind
from scoring import CallResult, Score

from coaching.detectors import interruptions

PAGE: Final = Path(__file__).resolve().parents[2] / "docs" / "turn-taking.md"
_LIMITS: Final = """\
## What can and cannot be detected

* **A muted or dead channel** is seen: a side of digital silence, or one that never spoke in a call of half a minute, is
  named in the summary, and interruptions are then "not measured". A side that truly said nothing looks the same.
* **Swapped channels** are seen only where the microphone hears the far end: the call channel then repeats the microphone
  channel, later, and not the other way round. With a headset there is no such trace. The customer is never transcribed, so
  words cannot tell either; swapped channels then go unnoticed, and the customer's interruptions are counted as the
  agent's. A customer's telephone that sends the agent's voice back looks like swapped channels too, so the summary says
  "seem swapped", names both causes, and nothing is counted from then on.
* **Echo** that the canceller does not take out makes interruptions "not measured" for that time instead of guessed.
* **Whether an overlap was welcome** is told only by words of acknowledgement. An agent who finishes the customer's sentence
  for them counts as interrupting.
* **Overlap of 0.5 to 0.8 s** counts only with words. The built-in recognizer often has too few of them by then.
"""

_RECORDED: Final[tuple[tuple[str, Callable[[Conditions], bool]], ...]] = (
    ("noise under -50 dBFS", lambda c: c.setup.noise_dbfs < -50),
    ("noise of -50 to -40 dBFS", lambda c: -50 <= c.setup.noise_dbfs < -40),
    ("noise over -40 dBFS", lambda c: c.setup.noise_dbfs >= -40),
    ("no bleed", lambda c: c.setup.bleed_db is None),
    ("bleed under -30 dB", lambda c: c.setup.bleed_db is not None and c.setup.bleed_db < -30),
    ("bleed of -30 to -20 dB", lambda c: c.setup.bleed_db is not None and -30 <= c.setup.bleed_db < -20),
    ("bleed over -20 dB", lambda c: c.setup.bleed_db is not None and c.setup.bleed_db >= -20),
    ("bleed after less than 100 ms", lambda c: c.setup.bleed_db is not None and c.setup.delay_ms < 100),
    ("bleed after more", lambda c: c.setup.bleed_db is not None and c.setup.delay_ms >= 100),
    ("clocks more than 100 ppm apart", lambda c: abs(c.setup.drift_ppm) > 100),
    ("dropped blocks", lambda c: bool(c.drops)),
    ("a constant offset", lambda c: c.setup.dc_offset != 0.0),
    ("an overdriven microphone", lambda c: c.setup.clip_dbfs is not None),
)


def tables(results: Sequence[CallResult], voices: Sequence[str], cost: Mapping[str, float]) -> list[str]:
    """Return the figures as lines of Markdown."""
    usual = [r for r in results if r.group == "usual"]
    clear = [r for r in usual if not _unmeasured(r)]
    lines = [
        f"{len(results)} calls, {len(usual)} of them neither muted nor swapped; {len(voices)} voices ({', '.join(voices)}).",
        "",
        "| calls | rule | interruptions | precision | recall | start error, mean / 95 % | confirmed after, 95 % |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, group in (
        ("all usual calls", usual),
        ("fully measured", clear),
        ("without bleed", [r for r in usual if r.bleed_db is None]),
        ("with bleed", [r for r in usual if r.bleed_db is not None]),
    ):
        lines.append(_row(name, "Sotto", _sum(r.detector for r in group)))
        lines.append(_row(name, "any overlap of 0.8 s", _sum(r.naive for r in group)))
    lines += ["", *_by_conditions(usual)]
    ours, naive = _sum(r.detector for r in usual), _sum(r.naive for r in usual)
    scenes: Counter[str] = sum((r.scenes for r in usual), Counter())
    lines += ["", "| scene | times | right | missed or false alarms | of the naive rule |", "|---|---|---|---|---|"]
    for kind in Kind:
        wrong, theirs = ((s.missed if kind in INTERRUPTIONS else s.false)[kind] for s in (ours, naive))
        lines.append(f"| {kind} | {scenes[kind]} | {max(0, scenes[kind] - wrong)} | {wrong} | {theirs} |")
    other = sorted((set(ours.false) | set(naive.false)) - set(map(str, Kind)))
    lines += [f"| alerts: {kind} | | | {ours.false[kind]} | {naive.false[kind]} |" for kind in other]
    return [*lines, "", *_conditions(results, usual, cost)]


def _by_conditions(usual: Sequence[CallResult]) -> list[str]:
    """Return the confusion table by how the calls were recorded."""
    lines = [
        "| recorded with | calls | found | missed | false alarms | not measured, calls |",
        "|---|---|---|---|---|---|",
    ]
    for name, holds in _RECORDED:
        group = [r for r in usual if holds(r.conditions)]
        score = _sum(r.detector for r in group)
        counts = (
            len(group),
            score.found.total(),
            score.missed.total(),
            score.false.total(),
            sum(map(_unmeasured, group)),
        )
        lines.append(f"| {name} | " + " | ".join(map(str, counts)) + " |")
    return lines


def _conditions(results: Sequence[CallResult], usual: Sequence[CallResult], cost: Mapping[str, float]) -> list[str]:
    both, spoke, heard = (sum(r.frames[i] for r in usual) for i in range(3))
    bleed = [r for r in usual if r.bleed_db is not None]
    muted = [r for r in results if r.group == "muted"]
    swapped = [r for r in results if r.group == "swapped"]
    traced, untraced = ([r for r in swapped if (r.bleed_db is None) is without] for without in (False, True))
    alerts, hidden = (sum(r.detector.false.total() for r in group) for group in (traced, untraced))
    return [
        "| measure | value |",
        "|---|---|",
        f"| calls with interruptions partly or wholly not measured | {_share(sum(map(_unmeasured, usual)), len(usual))} |",
        f"| the same of the calls with bleed | {_share(sum(map(_unmeasured, bleed)), len(bleed))} |",
        f"| VAD frame F1, 32 ms, both sides | {2 * both / max(1, spoke + heard):.3f} |",
        f"| muted calls that were reported | {_share(sum(map(_unmeasured, muted)), len(muted))} |",
        f"| alerts in muted calls | {sum(r.detector.false.total() for r in muted)} |",
        f"| swapped calls with bleed that were reported | {_share(sum(r.swap_seen for r in traced), len(traced))} |",
        f"| swapped calls without bleed that were reported | {_share(sum(r.swap_seen for r in untraced), len(untraced))} |",
        f"| wrong alerts in swapped calls with / without bleed | {alerts} / {hidden} |",
        f"| other calls reported as swapped | {sum(r.swap_seen for r in results if r.group != 'swapped')} |",
        *(f"| cost of {name} | {percent:.2f} % of one core |" for name, percent in cost.items()),
    ]


def page(results: Sequence[CallResult], voices: Sequence[str], cost: Mapping[str, float]) -> str:
    """Return the whole document."""
    definition = (interruptions.__doc__ or "").partition("Definition. ")[2].strip()
    parts = [
        "# Turn-taking: what counts as an interruption, and how well it is told",
        "",
        "Generated by `python benchmarks/bench_turns.py`.",
        "",
        "## Definition",
        "",
        definition,
        "",
        "## How well it is told",
        "",
        "Each call lasts about half a minute and is drawn from a seed: synthetic voices, white noise from -60 to -32 dBFS, in half",
        "the calls bleed of -40 to -10 dB after 20 to 250 ms, clock drift up to 200 ppm, lost blocks, offset, overdrive. They are",
        "heard by the real listener: echo canceller, voice activity, levels. **The agent's words are given** from the script",
        "with nearly true times, so these figures are about timing, not about recognition. Changes were tried on",
        "other seeds than those reported. An alert is right when it starts within 0.15 s of the interruption. Interruptions while the echo was",
        "not measured count as missed in all rows but the second. The naive rule sees the same voice activity.",
        "",
        *tables(results, voices, cost),
        "",
        _LIMITS,
    ]
    return "\n".join(parts)


def _sum(scores: Iterable[Score]) -> Score:
    total = Score()
    for score in scores:
        total.add(score)
    return total


def _row(calls: str, rule: str, score: Score) -> str:
    count = score.found.total() + score.missed.total()
    errors, delays = np.array(score.start_errors_s or [0.0]), np.array(score.delays_s or [0.0])
    return (
        f"| {calls} | {rule} | {count} | {score.precision:.3f} | {score.recall:.3f} | {errors.mean():+.3f} / "
        f"{np.percentile(np.abs(errors), 95):.3f} s | {np.percentile(delays, 95):.2f} s |"
    )


def _unmeasured(result: CallResult) -> bool:
    return any(what == "interruptions" for what, _ in result.not_measured)


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole}"
