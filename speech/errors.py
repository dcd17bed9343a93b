"""What can go wrong between sound and words; an import leaf of `speech`.

Raised by any stage of `speech` and translated once, at the boundary (`app.notify` or the command line), into what a
person reads. `message` is one clear sentence that names the file, field or device; `mend` says what to do.
"""


class SpeechError(Exception):
    """Base of all errors of this layer: a stable code, a sentence for the user, what to do, and whether it lasts."""

    code = "speech"

    def __init__(self, message: str, mend: str = "", *, permanent: bool = True) -> None:
        """Create the error.

        `message`: one sentence, naming the thing concerned. `mend`: what the user can do. `permanent`: False when
        trying again later may work (a busy or unplugged device).
        """
        super().__init__(f"{message} {mend}".strip())
        self.message = message
        self.mend = mend
        self.permanent = permanent

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the process boundary: pickle with all three arguments."""
        return (_rebuild, (type(self), self.message, self.mend, self.permanent))


def _rebuild(kind: type[SpeechError], message: str, mend: str, permanent: bool) -> SpeechError:  # noqa: FBT001  (pickle calls it by position)
    return kind(message, mend, permanent=permanent)


class RecordingError(SpeechError):
    """A recording is missing, unreadable, empty or of no use."""

    code = "recording"


class DeviceError(SpeechError):
    """A microphone or far-end device is absent, busy, forbidden or broken."""

    code = "device"


class RecognizerError(SpeechError):
    """A recognizer is unknown, not installed or failed."""

    code = "recognizer"


class ModelError(SpeechError):
    """A recognition model is missing, broken, or could not be downloaded or installed."""

    code = "model"


class ListenerError(SpeechError):
    """The listener process could not be started or kept alive."""

    code = "listener"
