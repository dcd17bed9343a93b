"""What is said in the calls of `bench_turns.py`: sentences for both sides, and signs of listening.

Place in the flow: a leaf; `speaking.py` has each line spoken once by each voice.
"""

from typing import Final

CUSTOMER: Final = (
    "I ordered the grey curtains on the fourth of May and the parcel that came had somebody else's shoes in it.",
    "The engineer told me he would be here before noon and I have been sitting at home waiting for him all day.",
    "My daughter set the account up for me last winter and now it asks for a number that neither of us ever had.",
    "We moved house at the end of March and since then every single letter has gone to the old address in town.",
    "The machine makes a grinding noise whenever it starts to spin and then the door stays locked for an hour.",
    "I paid the deposit with my card in the shop and the receipt says something quite different from your letter.",
    "They said the tickets would be at the desk but when we got there nobody knew anything about our booking.",
    "The first bill was fine and the second one was fine too but the third one is almost twice as high as before.",
)
"""Turns of five to eight seconds; `speaking.py` also uses their halves around a pause."""

CUSTOMER_HALVES: Final = (
    ("So what I did then was to call the number", "on the back of the letter that you sent me in April."),
    ("I think it must have been on a Tuesday", "because my neighbour was here when the man came to the door."),
    ("And the lady I spoke to last time told me", "that somebody would ring me back by the end of the week."),
    ("If you look at the photographs that I sent", "you can see the crack going all the way across the top."),
)
"""Turns with a pause in the middle."""

AGENT: Final = (
    "Let me open your file and look at the last three payments on it.",
    "I can send a new one to your address and it should be there on Friday.",
    "The earliest slot that I can see is on Wednesday between nine and eleven.",
    "Please read me the number at the top of the letter when you have it.",
    "I have changed the address on the account and the next letter will go there.",
    "You will get a message with the details as soon as we finish this call.",
)
"""Turns of three to four seconds."""

AGENT_HALVES: Final = (
    ("I am going to put the refund through today", "and it takes three working days to reach your bank."),
    ("What we can do in that case", "is to send the engineer again at no charge to you."),
)

INTRUDING: Final = (
    "But the form that you sent us has no signature on the second page.",
    "What is the postcode of the house you are living in at the moment?",
    "Then you need to call the shop because we never see their orders here.",
    "Before we go on give me the number that is printed on your card.",
    "That cannot be because the system shows only one delivery in May.",
)
"""How an agent cuts in; the sound is cut where the agent yields."""

CUSTOMER_INTRUDING: Final = (
    "But that is not what the other gentleman told me on the phone yesterday.",
    "I do not have a second page here, there was only one in the envelope.",
    "Hang on a moment, are you saying that I have to pay for that again?",
)

SHORT_SIGNS: Final = ("Okay.", "Yeah.", "Right.", "I see.", "Sure.", "Mm-hmm.")
LONG_SIGNS: Final = (
    "Yeah, okay, right.",
    "Oh, I see, of course.",
    "Right, yes, I understand.",
    "Okay, sure, that makes sense.",
    "Oh no, I am sorry.",
)
"""Several words, about a second."""
COOPERATIVE: Final = (
    "Oh dear, I am so sorry, yes, I understand.",
    "Right, right, I see, okay, go on, please go on.",
    "Yes, of course, that makes sense, absolutely, yeah.",
)
"""Acknowledgement of more than a second: overlap that helps the speaker (Schegloff 2000)."""


def all_lines() -> tuple[str, ...]:
    """Return every line once."""
    halves = tuple(half for pair in (*CUSTOMER_HALVES, *AGENT_HALVES) for half in pair)
    return (*CUSTOMER, *halves, *AGENT, *INTRUDING, *CUSTOMER_INTRUDING, *SHORT_SIGNS, *LONG_SIGNS, *COOPERATIVE)
