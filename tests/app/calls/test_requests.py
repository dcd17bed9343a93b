"""What other processes may ask for: requests on the socket and links."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calls.errors import CallError
from app.calls.requests import DeskAction, Request, command_of_link, decode, encode
from app.calls.state import REFERENCE_MOST, CallCommand, CallVerb, Origin

COMMANDS = st.builds(
    CallCommand,
    st.sampled_from(CallVerb),
    st.text(max_size=40),
    st.sampled_from(Origin),
    st.none() | st.text(max_size=40),
)
LINKED = st.sampled_from(sorted(set(CallVerb) - {CallVerb.AGENDA}))
REFERENCES = st.text(st.characters(categories=("L", "N", "P")), max_size=REFERENCE_MOST)


@given(st.one_of(COMMANDS, st.sampled_from(DeskAction)))
def test_a_request_survives_the_socket(wish: CallCommand | DeskAction) -> None:
    """What is encoded is one line and decodes to itself."""
    line = encode(Request(wish))
    assert "\n" not in line
    assert decode(line) == Request(wish)


@given(
    st.one_of(
        st.text(),
        st.just("[" * 10_000),
        st.just('{"do": "call", "verb": "start", "reference": 1}'),
        st.just('{"do": "call", "verb": "agenda", "agenda": ["x"]}'),
    )
)
def test_nonsense_is_refused(text: str) -> None:
    """Anything else is refused in one sentence, never with another error."""
    with pytest.raises(CallError, match="cannot be understood"):
        decode(text)


@given(LINKED, REFERENCES)
def test_a_link_says_what_it_says(verb: CallVerb, reference: str) -> None:
    """A link with any verb and any encoded reference gives that command, marked as a link's."""
    link = f"sotto://call/{verb}" + (f"?reference={quote(reference, safe='')}" if reference else "")
    if len(link) > 1_000:
        with pytest.raises(CallError):
            command_of_link(link)
    else:
        assert command_of_link(link) == CallCommand(verb, reference.strip(), Origin.LINK)


@pytest.mark.parametrize(
    "link",
    [
        "",
        "sotto:",
        "sotto://",
        "http://call/start",
        "sotto://call/",
        "sotto://call/quit",
        "sotto://call/agenda",
        "sotto://call/start?agenda=read+me",
        "sotto://run/start",
        "sotto://user@call/start",
        "sotto://call:80/start",
        "sotto://call/start?reference=1&reference=2",
        "sotto://call/start?file=x",
        "sotto://call/start?reference=a%0Ab",
        "sotto://[call/start",
        f"sotto://call/start?reference={'9' * 129}",
        "sotto://call/start?" + "a=b&" * 9,
        "sotto://call/start?reference=" + "9" * 2_000,
    ],
)
def test_other_links_are_refused(link: str) -> None:
    """A link for anything else, with more in it, or too long is refused in one sentence."""
    with pytest.raises(CallError):
        command_of_link(link)


@given(st.text(max_size=60))
def test_no_link_breaks_the_reader(tail: str) -> None:
    """Whatever a web page puts into a link, it is a command or refused."""
    try:
        command = command_of_link("sotto://call/start?reference=" + tail)
    except CallError:
        return
    assert command.origin is Origin.LINK
