"""The echo self-test as a check of `sotto doctor --echo`: ten seconds of both sides, judged as the wizard does.

Place in the flow: `app.cli.doctor` runs it after the other checks when asked. Nothing of what is heard is kept.
"""

from collections.abc import Callable

from app.doctor.check import Finding, fail, ok, warn
from app.notify import in_words
from app.settings import Settings
from app.wizard.echo_check import EchoCheck
from speech.errors import SpeechError
from speech.sources.base import Source
from speech.sources.opening import open_source
from speech.sources.spec import LiveSpec


def check_echo(
    settings: Settings,
    tell: Callable[[EchoCheck], None] = lambda _check: None,
    open_live: Callable[[LiveSpec], Source] = open_source,
    on_opened: Callable[[], None] = lambda: None,
) -> Finding:
    """Listen to both sides for ten seconds and say whether the microphone hears the far end.

    `tell`: called after every 20 ms, to show how far the test is. `on_opened`: called when the devices are open and the ten
    seconds begin; never where they cannot be opened.
    """
    check = EchoCheck(settings.echo, settings.vad)
    try:
        source = open_live(settings.listening.live_spec())
    except SpeechError as error:
        told = in_words(error)
        return fail("echo", told.text, told.mend)
    on_opened()
    try:
        while not check.done and (chunk := source.read()) is not None:
            check.accept(chunk)
            tell(check)
    except SpeechError as error:
        told = in_words(error)
        return fail("echo", told.text, told.mend)
    finally:
        source.close()
    verdict = check.verdict()
    return ok("echo", verdict.text) if verdict.good else warn("echo", verdict.text, verdict.mend)
