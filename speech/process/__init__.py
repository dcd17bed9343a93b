"""The listener in a supervised child process: `ListenerProcess` is all that the app needs of `speech` at run time."""

from speech.process.continuity import Continuity
from speech.process.spec import EngineSpec, ListenerSpec, SupervisionSettings
from speech.process.supervisor import ListenerProcess

__all__ = ["Continuity", "EngineSpec", "ListenerProcess", "ListenerSpec", "SupervisionSettings"]
