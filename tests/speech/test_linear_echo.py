"""The linear filter: takes out what it predicts, and nothing else."""

import numpy as np

from speech.audio import Samples, s_to_samples
from speech.echo import level_dbfs
from speech.linear_echo import BLOCK, FarLikeness, LinearEcho, VoiceBesideEcho
from tests.speech.echo_room import noise, speechlike, with_bleed

_SETTLED = s_to_samples(3.0)


def _heard(near: Samples, far: Samples, delay_samples: int = 0) -> tuple[Samples, list[bool]]:
    """Send two signals through a fresh filter, block by block."""
    linear = LinearEcho(delay_samples)
    blocks = [linear.process(near[i : i + BLOCK], far[i : i + BLOCK]) for i in range(0, len(near) - BLOCK + 1, BLOCK)]
    return np.concatenate([left for left, _ in blocks]), [voice for _, voice in blocks]


def test_an_echo_alone_is_taken_out_and_is_no_voice() -> None:
    """Ten decibels less at the least, and mostly not held to be a voice."""
    far = speechlike(6.0, 1)
    near = with_bleed(noise(6.0, -60), far, -10, 40)
    left, voices = _heard(near, far, s_to_samples(0.032))
    assert level_dbfs(left[_SETTLED:]) < level_dbfs(near[_SETTLED:]) - 10
    assert np.mean(voices[_SETTLED // BLOCK :]) < 0.5


def test_a_voice_over_the_echo_stays_whole() -> None:
    """Double talk: what is left is as loud as the near voice alone, and is told to be one."""
    far, voice = speechlike(6.0, 2), speechlike(6.0, 3)
    voice[:_SETTLED] = 0.0
    near = with_bleed(voice + noise(6.0, -60), far, -10, 40)
    left, voices = _heard(near, far, s_to_samples(0.032))
    assert abs(level_dbfs(left[_SETTLED:]) - level_dbfs(voice[_SETTLED:])) < 2
    assert np.mean(voices[_SETTLED // BLOCK :]) > 0.8


def test_a_lost_stretch_of_the_microphone_is_not_learnt() -> None:
    """A tenth of a second of digital silence leaves the filter as good as it was."""
    far = speechlike(6.0, 4)
    near = with_bleed(noise(6.0, -60), far, -10, 40)
    near[_SETTLED : _SETTLED + 10 * BLOCK] = 0.0
    left, _ = _heard(near, far, s_to_samples(0.032))
    after = slice(_SETTLED + 12 * BLOCK, _SETTLED + 60 * BLOCK)
    assert level_dbfs(left[after]) < level_dbfs(near[after]) - 10


def test_silence_on_both_sides_stays_silence() -> None:
    """No division by nothing, no voice."""
    left, voices = _heard(np.zeros(1600, np.float32), np.zeros(1600, np.float32))
    assert not left.any()
    assert not any(voices)


def _likeness(left: Samples, far: Samples) -> FarLikeness:
    """Return the likeness of two signals to their end."""
    likeness = FarLikeness()
    for i in range(0, len(far) - BLOCK + 1, BLOCK):
        likeness.hear(left[i : i + BLOCK], far[i : i + BLOCK])
    return likeness


def test_an_echo_is_like_the_far_end_and_a_voice_is_not() -> None:
    """Whatever its delay within the filter's reach and however quiet; silence is like nothing."""
    far, voice = speechlike(1.0, 5), speechlike(1.0, 6)
    late = np.concatenate((np.zeros(s_to_samples(0.03), np.float32), far))[: len(far)]
    assert _likeness(np.float32(0.01) * late, far).now > 0.9
    assert _likeness(voice, far).now < 0.25
    assert _likeness(np.zeros_like(far), far).now < 0.25


def test_a_loud_echo_whose_path_changed_is_no_voice() -> None:
    """The filter has learnt one path; when it changes, what is left is loud, and still not the near end."""
    far = speechlike(6.0, 7)
    near = with_bleed(noise(6.0, -60), far, -10, 40)
    near[_SETTLED:] = with_bleed(noise(6.0, -60), far, -6, 55)[_SETTLED:]
    _, voices = _heard(near, far, s_to_samples(0.032))
    just_after = slice(_SETTLED // BLOCK, _SETTLED // BLOCK + 30)
    assert np.mean(voices[just_after]) < 0.5


def test_what_is_usually_left_is_learnt() -> None:
    """Of an echo that comes and goes a hundredth is always left; ten times that is a voice, when it lasts."""
    voice, unlike = VoiceBesideEcho(), FarLikeness()
    for number in range(600):
        speaks = number % 60 < 40
        voice.hear(1e-4 if speaks else 1e-7, 1e-2 if speaks else 1e-9, unlike)
    assert abs(voice.usual_left - 0.01) < 0.002
    assert not any(voice.hear(1e-4, 1e-2, unlike) for _ in range(30))
    assert not any(voice.hear(1e-3, 1e-2, unlike) for _ in range(2))
    assert voice.hear(1e-3, 1e-2, unlike)


def test_a_voice_of_the_same_pitch_is_known_by_its_level() -> None:
    """As like the far end as can be: 10 dB over a settled filter's echo it is a voice, at 3 dB it may be a path that changed."""
    far = speechlike(1.0, 8)
    alike, unlike, voice = _likeness(far, far), FarLikeness(), VoiceBesideEcho()
    for number in range(600):
        speaks = number % 60 < 40
        voice.hear(1e-5 if speaks else 1e-7, 1e-3 if speaks else 1e-9, unlike)
    assert not any(voice.hear(2e-3, 1e-3, alike) for _ in range(10))
    assert any(voice.hear(1e-2, 1e-3, alike) for _ in range(3))


def test_an_unsettled_filter_proves_no_voice_by_level() -> None:
    """While a quarter of the echo is usually left, the path is not known: what is like the far end stays an echo."""
    far = speechlike(1.0, 9)
    alike, voice = _likeness(far, far), VoiceBesideEcho()
    assert not any(voice.hear(1e-1, 1e-3, alike) for _ in range(30))
