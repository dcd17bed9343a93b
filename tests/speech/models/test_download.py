"""Downloads through a server that misbehaves in every way we could think of."""

import errno
import json
from pathlib import Path
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speech.errors import ModelError
from speech.models import download as module
from speech.models.download import Wanted, download
from speech.models.progress import Progress
from speech.models.settings import DownloadSettings

QUICK = DownloadSettings(attempts=3, first_wait_s=1.0, read_timeout_s=1.0)
CONTENT = bytes(range(256)) * 4000
STEP = module._BLOCK_BYTES
SOME = 20 * STEP


@pytest.fixture
def wanted(server: Any, tmp_path: Path) -> Wanted:
    """The server's file, with its size and checksum known."""
    server.content = CONTENT
    return Wanted(f"{server.url}/m.zip", tmp_path / "m.zip", len(CONTENT), server.sha256)


def part_of(wanted: Wanted) -> Path:
    """Where the file lies while it is not complete."""
    return wanted.target.with_name("m.zip.part")


def fetch(wanted: Wanted, waits: list[float] | None = None, seen: list[Progress] | None = None) -> module.Downloaded:
    """Download without really waiting."""
    return download(
        wanted, QUICK, (seen if seen is not None else []).append, (waits if waits is not None else []).append
    )


def test_an_honest_server_needs_one_request(server: Any, wanted: Wanted) -> None:
    """The file arrives whole, under its name, with nothing left beside it."""
    done = fetch(wanted)
    assert done.path.read_bytes() == CONTENT
    assert (done.size_bytes, done.sha256) == (len(CONTENT), server.sha256)
    assert [path.name for path in wanted.target.parent.iterdir()] == ["m.zip"]
    assert server.ranges == [None]


def test_progress_rises_to_the_end(wanted: Wanted) -> None:
    """Reports never go back, know the total, and end at it."""
    seen: list[Progress] = []
    fetch(wanted, seen=seen)
    counts = [progress.done_bytes for progress in seen]
    assert counts == sorted(counts)
    assert seen[-1].done_bytes == seen[-1].total_bytes == len(CONTENT)


def test_a_dropped_connection_is_resumed_where_it_dropped(server: Any, wanted: Wanted, answer: Any) -> None:
    """After a drop only the rest is asked for, after one wait that the user is told of."""
    server.answers = [answer(drop_after=SOME)]
    waits: list[float] = []
    seen: list[Progress] = []
    assert fetch(wanted, waits, seen).path.read_bytes() == CONTENT
    assert server.ranges[0] is None
    assert server.ranges[1] == f"bytes={SOME}-"
    assert waits == [1.0]
    assert [progress.note for progress in seen if progress.note] == ["The connection dropped; trying again in 1 s."]


def test_every_new_byte_renews_the_patience(server: Any, wanted: Wanted, answer: Any) -> None:
    """A line that drops more often than `attempts`, but brings something each time, succeeds."""
    server.answers = [answer(drop_after=6 * STEP) for _ in range(8)]
    waits: list[float] = []
    assert fetch(wanted, waits).path.read_bytes() == CONTENT
    assert waits == [1.0] * 8


def test_waits_double_while_nothing_comes(server: Any, wanted: Wanted, answer: Any) -> None:
    """Attempts that bring nothing back off and end with one sentence; nothing is left."""
    server.answers = [answer(status=503) for _ in range(3)]
    waits: list[float] = []
    with pytest.raises(ModelError, match=r"cannot give the model now \(status 503\)") as caught:
        fetch(wanted, waits)
    assert waits == [1.0, 2.0]
    assert not caught.value.permanent


def test_a_busy_server_is_obeyed_when_it_says_how_long(server: Any, wanted: Wanted, answer: Any) -> None:
    """Retry-After sets the wait, up to a minute."""
    server.answers = [answer(status=429, retry_after="7"), answer(status=500, retry_after="9999")]
    waits: list[float] = []
    assert fetch(wanted, waits).path.read_bytes() == CONTENT
    assert waits == [7.0, 60.0]


def test_a_later_run_resumes(server: Any, wanted: Wanted, answer: Any) -> None:
    """The partial file of a run that gave up serves the next one."""
    server.answers = [answer(drop_after=SOME), *[answer(status=502) for _ in range(2)]]
    with pytest.raises(ModelError):
        fetch(wanted)
    assert part_of(wanted).stat().st_size == SOME
    server.ranges.clear()
    assert fetch(wanted).path.read_bytes() == CONTENT
    assert server.ranges == [f"bytes={SOME}-"]


def test_an_interrupt_keeps_what_has_come(server: Any, wanted: Wanted) -> None:
    """Ctrl-C in the middle leaves the partial file, and the next run resumes from it."""

    def stop(progress: Progress) -> None:
        if progress.done_bytes > 300_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        download(wanted, QUICK, stop)
    kept = part_of(wanted).stat().st_size
    assert 300_000 < kept < len(CONTENT)
    assert fetch(wanted).path.read_bytes() == CONTENT
    assert server.ranges[-1] == f"bytes={kept}-"


def test_a_server_that_ignores_ranges_starts_again(server: Any, wanted: Wanted, answer: Any) -> None:
    """A 200 after a Range request replaces what has come instead of being appended."""
    server.answers = [answer(drop_after=SOME), answer(ignore_range=True)]
    assert fetch(wanted).path.read_bytes() == CONTENT


def test_a_wrong_piece_is_not_appended(server: Any, wanted: Wanted, answer: Any) -> None:
    """A 206 that begins elsewhere than asked for makes us start again."""
    server.answers = [answer(drop_after=SOME), answer(content_range=f"bytes 0-{len(CONTENT) - 1}/{len(CONTENT)}")]
    assert fetch(wanted).path.read_bytes() == CONTENT


def test_a_file_that_changed_meanwhile_is_fetched_anew(server: Any, wanted: Wanted, answer: Any) -> None:
    """If-Range with the first answer's tag keeps two versions from being mixed."""
    server.etag = '"old"'
    server.answers = [answer(drop_after=SOME, content=b"x" * len(CONTENT)), *[answer(status=503)] * 2]
    with pytest.raises(ModelError):
        fetch(wanted)
    server.etag = '"new"'
    assert fetch(wanted).path.read_bytes() == CONTENT
    assert server.ranges[-1] == f"bytes={SOME}-"  # asked for, but answered whole


def test_a_server_without_tags_is_resumed_when_the_checksum_can_tell(server: Any, wanted: Wanted, answer: Any) -> None:
    """With a known checksum a plain Range is safe; the date or no mark at all will do."""
    server.etag = None
    server.answers = [answer(drop_after=SOME)]
    assert fetch(wanted).path.read_bytes() == CONTENT
    assert server.ranges[1] == f"bytes={SOME}-"


def test_without_tag_and_checksum_nothing_is_resumed(server: Any, wanted: Wanted, answer: Any) -> None:
    """Where nobody could tell whether two pieces belong together, the download begins again."""
    server.etag = 'W/"weak"'
    server.answers = [answer(drop_after=SOME)]
    unknown = Wanted(wanted.url, wanted.target)
    assert fetch(unknown).path.read_bytes() == CONTENT
    assert server.ranges == [None, None]


def test_wrong_bytes_are_thrown_away(server: Any, wanted: Wanted, answer: Any) -> None:
    """A file with a wrong checksum never gets its name, and its partial file is removed."""
    server.answers = [answer(content=b"\0" * len(CONTENT))]
    with pytest.raises(ModelError, match="its checksum is wrong"):
        fetch(wanted)
    assert list(wanted.target.parent.iterdir()) == []


def test_a_damaged_left_over_costs_one_more_download_only(server: Any, wanted: Wanted) -> None:
    """When what lay here was damaged, the same run fetches the file anew."""
    part_of(wanted).write_bytes(b"\0" * 1000)
    assert fetch(wanted).path.read_bytes() == CONTENT
    assert server.ranges == ["bytes=1000-", None]


def test_a_complete_left_over_needs_no_network(server: Any, wanted: Wanted) -> None:
    """A partial file that is complete and right is only given its name."""
    part_of(wanted).write_bytes(CONTENT)
    assert fetch(wanted).path.read_bytes() == CONTENT
    assert server.ranges == []


def test_a_left_over_that_is_too_long_is_thrown_away(server: Any, wanted: Wanted) -> None:
    """A partial file longer than the whole belongs to something else."""
    part_of(wanted).write_bytes(CONTENT + b"more")
    assert fetch(wanted).path.read_bytes() == CONTENT
    assert server.ranges == [None]


def test_a_content_length_that_promises_too_much_does_no_harm(server: Any, wanted: Wanted, answer: Any) -> None:
    """What counts is what came: the file is complete at its known size."""
    server.answers = [answer(content_length=len(CONTENT) + 5000)]
    assert fetch(wanted).path.read_bytes() == CONTENT


def test_a_content_length_that_promises_too_little_is_resumed(server: Any, wanted: Wanted, answer: Any) -> None:
    """A body cut short by its own header is taken up again from there."""
    server.answers = [answer(content_length=500_000)]
    assert fetch(wanted).path.read_bytes() == CONTENT
    assert server.ranges[1] == "bytes=500000-"


def test_a_shorter_file_than_published_is_refused(server: Any, wanted: Wanted) -> None:
    """A truncated file on the server ends in one sentence after a few attempts."""
    server.content = CONTENT[:-1000]
    with pytest.raises(ModelError, match="ends too early"):
        fetch(wanted)
    assert len(server.ranges) <= 7


def test_a_longer_file_than_published_is_stopped(server: Any, wanted: Wanted) -> None:
    """A server that sends more than the known size is cut off and nothing is kept."""
    server.content = CONTENT + b"!" * 2_000_000
    with pytest.raises(ModelError, match="larger than the model"):
        fetch(wanted)
    assert list(wanted.target.parent.iterdir()) == []


def test_an_endless_file_of_unknown_size_is_stopped(server: Any, wanted: Wanted) -> None:
    """Without a known size the caller's limit holds."""
    limited = Wanted(wanted.url, wanted.target, most_bytes=10_000)
    with pytest.raises(ModelError, match="larger than the model"):
        fetch(limited)


def test_a_redirect_is_followed(server: Any, wanted: Wanted, answer: Any) -> None:
    """Mirrors may redirect to where the file lies."""
    server.answers = [answer(status=302, location="/elsewhere/m.zip")]
    assert fetch(wanted).path.read_bytes() == CONTENT
    assert server.paths == ["/m.zip", "/elsewhere/m.zip"]


def test_redirects_in_circles_end(server: Any, wanted: Wanted, answer: Any) -> None:
    """A server that redirects for ever is given up on, without any wait."""
    server.answers = [answer(status=302, location="/m.zip") for _ in range(40)]
    waits: list[float] = []
    with pytest.raises(ModelError, match="in circles"):
        fetch(wanted, waits)
    assert waits == []


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (404, "There is no file at"),
        (410, "There is no file at"),
        (403, "refused"),
        (407, "refused"),
        (418, "status 418"),
    ],
)
def test_final_answers_are_not_asked_for_again(
    server: Any, wanted: Wanted, answer: Any, status: int, sentence: str
) -> None:
    """An answer that will stay the same ends at once, with what to do."""
    server.answers = [answer(status=status)]
    with pytest.raises(ModelError, match=sentence) as caught:
        fetch(wanted)
    assert len(server.ranges) == 1
    assert caught.value.mend


def test_a_sign_in_page_is_recognized(server: Any, wanted: Wanted, answer: Any) -> None:
    """A web page in place of the file names the likely cause instead of a wrong checksum."""
    server.answers = [answer(content=b"<html>sign in</html>", content_type="text/html; charset=utf-8")]
    with pytest.raises(ModelError, match=r"web page came from 127\.0\.0\.1"):
        fetch(wanted)


def test_a_silent_server_times_out(server: Any, wanted: Wanted, answer: Any) -> None:
    """A server that stops in mid-file without closing is left after the read timeout, and the file resumed."""
    server.answers = [answer(stall=True)]
    assert fetch(wanted).path.read_bytes() == CONTENT
    assert server.ranges[1] == f"bytes={len(CONTENT) // 2 // STEP * STEP}-"


def test_no_network_is_one_sentence(tmp_path: Path) -> None:
    """A machine without connection learns of `--from`."""
    wanted = Wanted("http://127.0.0.1:9/m.zip", tmp_path / "m.zip")
    with pytest.raises(ModelError, match=r"There is no connection to 127.0.0.1:9. .*--from FILE.zip"):
        fetch(wanted)


def test_an_address_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    """A mirror with a typing mistake in its scheme is named at once."""
    waits: list[float] = []
    with pytest.raises(ModelError, match=r"htps://x/m\.zip is not a valid address"):
        fetch(Wanted("htps://x/m.zip", tmp_path / "m.zip"), waits)
    assert waits == []


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (requests.exceptions.SSLError("self-signed"), "certificate is not trusted"),
        (requests.exceptions.ProxyError("refused"), "proxy did not let us through"),
        (requests.exceptions.ConnectTimeout("slow"), "did not answer in time"),
    ],
)
def test_other_troubles_of_the_network_have_sentences(
    wanted: Wanted, monkeypatch: pytest.MonkeyPatch, error: Exception, sentence: str
) -> None:
    """Certificates, proxies and timeouts are told apart, each with its own mend."""

    def fail(*args: Any, **kwargs: Any) -> None:
        raise error

    monkeypatch.setattr(requests.Session, "get", fail)
    with pytest.raises(ModelError, match=sentence) as caught:
        fetch(wanted)
    assert caught.value.mend


def test_a_full_disk_keeps_what_has_come(wanted: Wanted, monkeypatch: pytest.MonkeyPatch) -> None:
    """Running out of space in mid-download is one sentence, and the partial file stays."""
    part_of(wanted).write_bytes(CONTENT[:1000])

    def full(*args: Any, **kwargs: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(part_of(wanted)))

    monkeypatch.setattr(module._Transfer, "_append", full)
    with pytest.raises(ModelError, match=r"The disk is full: .*m\.zip\.part could not be written"):
        fetch(wanted)
    assert part_of(wanted).exists()


def test_a_damaged_version_mark_only_costs_the_mark(server: Any, wanted: Wanted, answer: Any) -> None:
    """The note beside the partial file may be anything: the checksum decides."""
    part_of(wanted).write_bytes(CONTENT[:1000])
    part_of(wanted).with_name("m.zip.part.json").write_text(json.dumps([1, 2]))
    assert fetch(wanted).path.read_bytes() == CONTENT
    assert server.ranges == ["bytes=1000-"]


def test_a_server_that_drips_is_given_up_on(
    server: Any, wanted: Wanted, answer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However patient: a server that sends a little with every request ends with a sentence."""
    monkeypatch.setattr(module, "_MOST_REQUESTS", 10)
    server.answers = [answer(drop_after=STEP) for _ in range(300)]
    with pytest.raises(ModelError, match="too little at a time"):
        fetch(wanted)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drops=st.lists(st.tuples(st.integers(1, 400_000), st.booleans()), max_size=6))
def test_any_row_of_drops_ends_with_the_right_file(
    server: Any, wanted: Wanted, answer: Any, drops: list[tuple[int, bool]]
) -> None:
    """Whatever drops where, and whether ranges are honoured or not, what gets its name is the published file."""
    wanted.target.unlink(missing_ok=True)
    server.answers = [answer(drop_after=size, ignore_range=ignore) for size, ignore in drops]
    patient = DownloadSettings(attempts=20)
    assert download(wanted, patient, sleep=lambda _: None).path.read_bytes() == CONTENT
