"""A live call: near and far end paired into aligned chunks on one session clock.

Place in the flow: behind `Source`. The only place where live sound meets the clock: session time 0 is the moment of
opening, and a chunk is given out when all its sound is there or `hold_s` after its time, whatever is missing. What a
loopback does not deliver while nothing plays is silence; what a microphone does not deliver is a recorded loss.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from speech.audio import CHUNK_SAMPLES, Samples, s_to_samples, samples_to_s
from speech.errors import DeviceError
from speech.events import Side
from speech.sources.base import Chunk, DeviceChange, Loss, SourceInfo
from speech.sources.feed import OVERFLOW, Feed, Route
from speech.sources.microphone import open_input
from speech.sources.spec import FarEndKind, InputChoice, LiveSpec
from speech.sources.system_sound import loopback_opener
from speech.sources.track import Track

HOLD_S: Final = 0.12
"""Longest wait for late sound: covers driver blocks of up to 50 ms, the resampler's delay and a busy scheduler."""
_LOSS_PIECE: Final = s_to_samples(5.0)
"""A long loss is told in pieces, so that the record is right whenever the session ends."""
_LOSS_MIN: Final = s_to_samples(0.02)
"""Shorter ones are seams, not losses."""
_WARM_UP_S: Final = 3.0
_POLL_S: Final = 0.005


@dataclass(slots=True)
class _OpenLoss:
    """A loss that may still grow."""

    start: int
    end: int
    reason: str


class LiveSource:
    """Microphone and, where there is one, the far end. Opened, read and closed by one thread."""

    def __init__(
        self,
        feeds: Sequence[Feed],
        *,
        patient: bool = False,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
        hold_s: float = HOLD_S,
    ) -> None:
        """Open the devices; session time begins now.

        `feeds`: the first one carries the agent. `patient`: a device that is not there is waited for instead of raising
        DeviceError (a session that goes on). `clock` (monotonic seconds) and `wait`: for tests.
        """
        self._feeds = tuple(feeds)
        self._clock, self._wait, self._hold_s = clock, wait, hold_s
        self._position = 0
        self._routes = {route.side: (feed, route) for feed in self._feeds for route in feed.routes}
        self._losing: dict[Side, _OpenLoss] = {}
        self._losses: list[Loss] = []
        self._open_all(patient=patient)
        self._warm_up()
        self._epoch_s = clock()
        names = dict.fromkeys(feed.name for feed in self._feeds)
        self.info = SourceInfo(" + ".join(names), Side.CUSTOMER in self._routes, None)

    def read(self) -> Chunk | None:
        """Return the next 20 ms as soon as both sides are there; never None."""
        end = self._position + CHUNK_SAMPLES
        while True:
            now_s = self._clock() - self._epoch_s
            for feed in self._feeds:
                feed.pump(now_s, self._epoch_s)
            overdue = now_s >= samples_to_s(end) + self._hold_s
            if overdue or all(route.track.head >= end for _, route in self._routes.values()):
                return self._next_chunk()
            self._wait(_POLL_S)

    def refresh(self) -> None:
        """Open the devices anew at the next read: something was plugged in or the default changed."""
        for feed in self._feeds:
            feed.refresh()

    def close(self) -> None:
        """Release all devices."""
        for feed in self._feeds:
            feed.close()

    def _open_all(self, *, patient: bool) -> None:
        try:
            for feed in self._feeds:
                try:
                    feed.open(0.0)
                except DeviceError:
                    if not patient:
                        raise
        except DeviceError:
            self.close()
            raise

    def _warm_up(self) -> None:
        """Let the microphone begin to deliver, so that a session does not begin with a loss."""
        until_s = self._clock() + _WARM_UP_S
        while not self._feeds[0].warm_up() and self._clock() < until_s:
            self._wait(_POLL_S)
        for feed in self._feeds[1:]:
            feed.warm_up()

    def _next_chunk(self) -> Chunk:
        start = self._position
        agent = self._take(Side.AGENT)
        customer = self._take(Side.CUSTOMER) if Side.CUSTOMER in self._routes else None
        self._position += CHUNK_SAMPLES
        losses, self._losses = tuple(self._losses), []
        return Chunk(start, agent, customer, losses, self._changes())

    def _take(self, side: Side) -> Samples:
        feed, route = self._routes[side]
        samples, unheard = route.track.take(CHUNK_SAMPLES)
        if route.track.silent_when_idle and feed.available:
            unheard = []
        for first, last in unheard:
            if (loss := self._losing.get(side)) is None or loss.end < first:
                self._end_loss(side)
                loss = self._losing[side] = _OpenLoss(first, first, feed.reason)
            # Unplugging is noticed later than the sound stops, and told for all of it.
            loss.end, loss.reason = last, loss.reason if feed.reason == OVERFLOW else feed.reason
        end = self._position + CHUNK_SAMPLES
        if (loss := self._losing.get(side)) is not None and (loss.end < end or end - loss.start >= _LOSS_PIECE):
            self._end_loss(side)
        return samples

    def _end_loss(self, side: Side) -> None:
        loss = self._losing.pop(side, None)
        if loss is not None and loss.end - loss.start >= _LOSS_MIN:
            self._losses.append(Loss(side, loss.start, loss.end, loss.reason))

    def _changes(self) -> tuple[DeviceChange, ...]:
        changes = tuple(change for feed in self._feeds for change in feed.changes)
        for feed in self._feeds:
            feed.changes.clear()
        return changes


def open_live(spec: LiveSpec, *, patient: bool = False) -> LiveSource:
    """Open the devices of a call. Raises DeviceError naming the device and what to do."""
    near, far = spec.microphone, spec.far_end
    near_routes = [Route(Side.AGENT, Track(), near.channel)]
    if far.kind is FarEndKind.SAME_DEVICE:
        near_routes.append(Route(Side.CUSTOMER, Track(), far.channel))
    channels = max(near.channel, far.channel if far.kind is FarEndKind.SAME_DEVICE else 0) + 1
    wanted = near.name or "default microphone"
    feeds = [Feed(partial(open_input, near, channels), near_routes, may_idle=False, wanted=wanted)]
    if far.kind is FarEndKind.LOOPBACK:
        route = Route(Side.CUSTOMER, Track(silent_when_idle=True), None)
        feeds.append(Feed(loopback_opener(far), [route], may_idle=True, wanted=far.name or "system sound"))
    elif far.kind is FarEndKind.INPUT:
        second = InputChoice(far.name, far.host_api, far.channel)
        route = Route(Side.CUSTOMER, Track(), far.channel)
        opener = partial(open_input, second, far.channel + 1)
        feeds.append(Feed(opener, [route], may_idle=False, wanted=far.name or "second input"))
    return LiveSource(feeds, patient=patient)
