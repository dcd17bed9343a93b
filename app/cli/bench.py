"""`sotto bench`: latency, real-time factor and memory on this machine.

Place in the flow: runs the bundled call (or one that is named) through the pipeline as `sotto analyze` does, with
`app.machine_bench` beside it.
"""

import time
from pathlib import Path
from typing import Annotated

import typer

from app import notify
from app.analysis import analyze
from app.assembly import engine_spec, load_rules, load_settings, new_coach, recording_listener
from app.cli.choices import Engine, JsonTarget, check_json_target, write_json
from app.cli.console import err, out
from app.cli.demo import DEMO_CALL
from app.interrupt import interruptible
from app.machine_bench import BenchFigures, Stopwatch, share_of
from app.paths import resource
from speech.sources.spec import RecordingSpec


def bench(
    call: Annotated[
        Path | None, typer.Argument(metavar="[CALL]", help="A recording; the bundled call when left out.")
    ] = None,
    *,
    json_target: JsonTarget = None,
    engine: Engine = None,
) -> None:
    """Measure latency, real-time factor and memory on this machine."""
    check_json_target(json_target)
    settings = load_settings()
    rulebook = load_rules(settings)
    spec = RecordingSpec(call or resource(*DEMO_CALL))
    with recording_listener(spec, settings, engine_spec(settings, engine)) as listener, interruptible() as stop:
        console = err()
        with console.status("Measuring; other work on this machine counts in it."):
            watch = Stopwatch(time.perf_counter, time.process_time)
            analysis = analyze(
                listener, new_coach(settings, rulebook), on_event=watch.took, stop_asked=lambda: stop.asked
            )
    figures = watch.figures()
    if analysis.stopped_by is not None:
        raise analysis.stopped_by
    if json_target is not None:
        write_json(
            figures.as_dict() | {"engine": analysis.summary.engine, "model": analysis.summary.model}, json_target
        )
        return
    _show(figures, f"{analysis.summary.engine}, {analysis.summary.model}")
    if not figures.fast_enough:
        notify.warn(
            "This machine is too slow, or too busy just now, for comfortable live coaching.",
            "Close other programs and measure again, or choose a smaller speech model.",
        )


def _show(figures: BenchFigures, recognizer: str) -> None:
    print_line = out().print
    print_line(f"recognizer            {recognizer}")
    print_line(f"length of the call    {figures.duration_s:.1f} s")
    print_line(f"real-time factor      {figures.real_time_factor:.2f}  (below 1 it keeps up)")
    print_line(f"processor             {figures.processor_share:.2f} cores while the call goes on")
    print_line(
        f"transcript and cues   {_ms(figures.delays_s, 0.5)} after the sound (median), {_ms(figures.delays_s, 0.95)} (p95)"
    )
    print_line(
        f"cue after the words   {_ms(figures.decisions_s, 0.5)} (median), {_ms(figures.decisions_s, 0.95)} (p95)"
    )
    print_line(f"memory                {figures.memory_mb:.0f} MB at most")


def _ms(values_s: tuple[float, ...], share: float) -> str:
    value_s = share_of(values_s, share)
    return "none" if value_s is None else f"{1000 * value_s:.0f} ms"
