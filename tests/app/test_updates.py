"""Looking for updates: only where enabled, only between calls, only what the company signed."""

import base64
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.updates import Offer, UpdateChannel, UpdateError, load_channel, look_for_update, package_manager

Announce = Callable[..., UpdateChannel]


@pytest.fixture
def served() -> Iterator[tuple[str, dict[str, bytes]]]:
    """Serve a dictionary of files on this machine; yield the address and the dictionary."""
    files: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = files.get(self.path)
            self.send_response(404 if content is None else 200)
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", files
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def announce(served: tuple[str, dict[str, bytes]]) -> Announce:
    """Return a function that announces content, signed unless told otherwise, and returns the channel."""
    address, files = served
    company = Ed25519PrivateKey.generate()

    def put(content: bytes | dict[str, object], *, signer: Ed25519PrivateKey = company) -> UpdateChannel:
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        files["/sotto.json"] = data
        files["/sotto.json.sig"] = base64.b64encode(signer.sign(data)) + b"\n"
        key = company.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return UpdateChannel(f"{address}/sotto.json", key)

    return put


def test_newer_version_is_told(announce: Announce) -> None:
    """A signed announcement of a newer version becomes an offer."""
    channel = announce({"version": "0.10.0", "notes": "Better ears."})
    assert look_for_update(channel, "0.9.2", in_call=False) == Offer("0.10.0", "Better ears.")


@pytest.mark.parametrize("announced", ["0.9.2", "0.9", "0.9.1", "0.8.99"])
def test_same_or_older_version_is_no_offer(announce: Announce, announced: str) -> None:
    """An old announcement that somebody plays back leads nobody to an old version."""
    assert look_for_update(announce({"version": announced}), "0.9.2", in_call=False) is None


def test_wrong_signature_is_refused(announce: Announce) -> None:
    """What somebody else signed is not believed."""
    channel = announce({"version": "9.0"}, signer=Ed25519PrivateKey.generate())
    with pytest.raises(UpdateError, match="not signed by your company"):
        look_for_update(channel, "0.1.0", in_call=False)


@pytest.mark.parametrize("signature", [b"", b"no base64!", base64.b64encode(b"short")])
def test_no_signature_is_refused(announce: Announce, served: tuple[str, dict[str, bytes]], signature: bytes) -> None:
    """An announcement with a missing or garbled signature is not believed."""
    channel = announce({"version": "9.0"})
    served[1]["/sotto.json.sig"] = signature
    with pytest.raises(UpdateError, match="not signed by your company"):
        look_for_update(channel, "0.1.0", in_call=False)


def test_changed_announcement_is_refused(announce: Announce, served: tuple[str, dict[str, bytes]]) -> None:
    """A byte changed on the way breaks the signature."""
    channel = announce({"version": "0.2.0"})
    served[1]["/sotto.json"] = served[1]["/sotto.json"].replace(b"0.2.0", b"0.3.0")
    with pytest.raises(UpdateError, match="not signed"):
        look_for_update(channel, "0.1.0", in_call=False)


def test_nothing_is_asked_during_a_call() -> None:
    """During a call no connection is made at all: the address does not even exist."""
    channel = UpdateChannel("https://nowhere.invalid/sotto.json", bytes(32))
    with pytest.raises(UpdateError, match="between calls only"):
        look_for_update(channel, "0.1.0", in_call=True)


def test_missing_announcement_is_one_sentence(served: tuple[str, dict[str, bytes]]) -> None:
    """A server without the file is named with its answer."""
    with pytest.raises(UpdateError, match="answered 404"):
        look_for_update(UpdateChannel(f"{served[0]}/sotto.json", bytes(32)), "0.1.0", in_call=False)


def test_unreachable_server_is_one_sentence() -> None:
    """Without a server the sentence names the address."""
    with pytest.raises(UpdateError, match=r"http://127\.0\.0\.1:9/x cannot be reached"):
        look_for_update(UpdateChannel("http://127.0.0.1:9/x", bytes(32)), "0.1.0", in_call=False)


def test_huge_answer_is_cut_off(announce: Announce) -> None:
    """An endless answer does not fill the memory."""
    with pytest.raises(UpdateError, match="too large"):
        look_for_update(announce(b"x" * 200_000), "0.1.0", in_call=False)


@pytest.mark.parametrize("content", [b"[]", b"{}", b"no json", b'{"version": "next"}', b'{"version": "1.0-rc1"}', b"7"])
def test_signed_nonsense_is_one_sentence(announce: Announce, content: bytes) -> None:
    """A signed file that announces nothing is told as such."""
    with pytest.raises(UpdateError, match="names no version"):
        look_for_update(announce(content), "0.1.0", in_call=False)


def test_not_enabled_without_a_file(tmp_path: Path) -> None:
    """Where IT put no file there is no channel."""
    assert load_channel(tmp_path) is None


def test_enabled_by_the_machines_file(tmp_path: Path) -> None:
    """Address and key come from the file that only administrators write."""
    key = base64.b64encode(bytes(range(32))).decode()
    (tmp_path / "updates.toml").write_text(f'address = "https://it.example/sotto.json"\npublic_key = "{key}"\n')
    assert load_channel(tmp_path) == UpdateChannel("https://it.example/sotto.json", bytes(range(32)))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('address = "http://it.example/x"\npublic_key = "AA=="', "address"),
        ("address = 3", "address"),
        ('address = "https://it.example/x"', "public_key"),
        ('address = "https://it.example/x"\npublic_key = "AAAA"', "public_key"),
        ("address = ", "cannot be read"),
    ],
)
def test_mistake_in_the_file_is_one_sentence(tmp_path: Path, text: str, wrong: str) -> None:
    """Each mistake names the file and the key; plain http is refused."""
    (tmp_path / "updates.toml").write_text(text)
    with pytest.raises(UpdateError, match=wrong) as caught:
        load_channel(tmp_path)
    assert "updates.toml" in caught.value.message


def test_package_manager_is_named_by_the_package(tmp_path: Path) -> None:
    """A package leaves its manager's name beside the program; from source there is none."""
    assert package_manager(tmp_path / "sotto") == ""
    (tmp_path / "package-managed").write_text("apt\n")
    assert package_manager(tmp_path / "sotto") == "apt"
