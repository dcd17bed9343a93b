"""All checks of `sotto doctor`, in order.

Place in the flow: `app.cli.doctor` prints what comes out. A check that fails in a way nobody foresaw is itself a
finding: doctor must work where nothing else does.
"""

from collections.abc import Callable, Iterable, Iterator

from app.doctor.check import Finding, fail
from app.doctor.machine import check_disk, check_display, check_folder, check_memory
from app.doctor.parts import check_models, check_recognizer, check_rules, check_settings
from app.doctor.sound import check_sound
from app.notify import explain
from app.paths import paths
from app.translation.words import translate


def examine() -> Iterator[Finding]:
    """Yield what each check found, as soon as it is known."""
    settings, finding = check_settings()
    yield finding
    where = paths()
    checks: tuple[tuple[str, Callable[[], Finding | Iterable[Finding]]], ...] = (
        ("rules", lambda: check_rules(settings)),
        ("recognizer", lambda: check_recognizer(settings)),
        ("models", check_models),
        ("devices", lambda: check_sound(settings)),
        ("display", check_display),
        ("disk", lambda: check_disk(where.data)),
        ("database", lambda: check_folder("database", where.sessions)),
        ("reports", lambda: check_folder("reports", where.reports)),
        ("memory", check_memory),
    )
    for name, check in checks:
        yield from _guarded(name, check)


def _guarded(name: str, check: Callable[[], Finding | Iterable[Finding]]) -> Iterator[Finding]:
    try:
        found = check()
        yield from (found,) if isinstance(found, Finding) else found
    except Exception as error:  # noqa: BLE001  (see the module's docstring)
        if (told := explain(error)) is not None:
            yield fail(name, told.text, told.mend or translate("Doctor", "Try again."))
            return
        yield fail(
            name,
            translate("Doctor", "This could not be checked ({error}).").format(error=type(error).__name__),
            translate("Doctor", "Report it with the output of `sotto doctor --json -`."),
        )
