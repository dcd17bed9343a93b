"""Spellings that mean the same word: contractions, spoken short forms, British and American English, small numbers.

Place in the flow: data for `normalise` alone. Everything is brought to the written-out American form, because most
recognizers write American English.
"""

import re
from typing import Final

SHORT_FORMS: Final[dict[str, str]] = {
    "aint": "is not", "ain't": "is not", "arent": "are not", "bout": "about", "cannot": "can not", "cant": "can not",
    "can't": "can not", "cause": "because", "'cause": "because", "cos": "because", "cuz": "because",
    "couldnt": "could not", "coulda": "could have", "didnt": "did not", "doesnt": "does not", "dont": "do not",
    "dunno": "do not know", "em": "them", "'em": "them", "gimme": "give me", "gonna": "going to", "gotta": "got to",
    "hadnt": "had not", "hasnt": "has not", "havent": "have not", "hes": "he 's", "im": "i am", "isnt": "is not",
    "its": "it 's", "itll": "it will", "ive": "i have", "kinda": "kind of", "lemme": "let me", "let's": "let us",
    "mightve": "might have", "mustnt": "must not", "okay": "ok", "oughta": "ought to", "outta": "out of",
    "shant": "shall not", "shan't": "shall not", "shes": "she 's", "shoulda": "should have",
    "shouldnt": "should not", "shouldve": "should have", "sorta": "sort of", "thats": "that 's",
    "theres": "there 's", "theyd": "they 'd", "theyll": "they will", "theyre": "they are", "theyve": "they have",
    "til": "until", "till": "until", "wanna": "want to", "wasnt": "was not", "werent": "were not",
    "weve": "we have", "whats": "what 's", "wheres": "where 's", "whos": "who 's", "wont": "will not",
    "won't": "will not", "wouldnt": "would not", "woulda": "would have", "wouldve": "would have",
    "couldve": "could have", "yall": "you all", "y'all": "you all", "youd": "you 'd", "youll": "you will",
    "youre": "you are", "youve": "you have", "alright": "all right", "ok": "ok", "ma'am": "madam", "o'clock": "oclock",
}  # fmt: skip
"""Whole words to what they stand for. `'s` and `'d` are settled by the word that follows."""

JOINED: Final = frozenset({"coworker", "coworkers", "email", "emails", "online", "ongoing", "wifi"})
"""Words that some write with a hyphen; other hyphens separate words."""

FILLERS: Final = frozenset({"um", "umm", "uh", "uhh", "uhm", "er", "erm", "hm", "hmm", "mm", "mmm", "mhm"})
"""Sounds that carry no meaning: skipped."""

STUTTERED: Final = frozenset(
    [
        "i",
        "we",
        "you",
        "he",
        "she",
        "it",
        "they",
        "the",
        "a",
        "an",
        "to",
        "and",
        "is",
        "was",
        "are",
        "that",
        "this",
        "my",
        "your",
        "of",
        "in",
        "but",
        "so",
        "not",
        "can",
        "do",
        "if",
        "for",
        "with",
    ]
)
"""Small words whose immediate repetition is a stutter."""

HAS_BEFORE: Final = frozenset({"been", "got", "gotten", "gone", "had", "taken", "become", "never"})
"""After these, `'s` is "has"; otherwise it is "is"."""
HAD_BEFORE: Final = frozenset({"better", "been", "gone", "had"})
"""After these, `'d` is "had"; otherwise it is "would"."""

IS_AFTER: Final = frozenset(
    [
        "he",
        "she",
        "it",
        "that",
        "this",
        "there",
        "here",
        "what",
        "who",
        "where",
        "how",
        "when",
        "why",
        "everyone",
        "everybody",
        "everything",
        "nobody",
        "somebody",
        "someone",
        "something",
        "nothing",
        "anybody",
        "anyone",
        "one",
        "everyone's",
        "traffic",
        "system",
        "computer",
    ]
)
"""Words whose `'s` is "is" or "has"; after any other word it is a possessive and goes."""

_FIXED: Final[dict[str, str]] = {
    "ageing": "aging", "aluminium": "aluminum", "amongst": "among", "arse": "ass", "burnt": "burned",
    "cheque": "check", "cheques": "checks", "cosy": "cozy", "defence": "defense", "doughnut": "donut",
    "dreamt": "dreamed", "enrol": "enroll", "fulfil": "fulfill", "grey": "gray", "instalment": "installment",
    "instalments": "installments", "jewellery": "jewelry", "judgement": "judgment", "kerb": "curb",
    "learnt": "learned", "licence": "license", "licences": "licenses", "mum": "mom", "mummy": "mommy", "mums": "moms",
    "offence": "offense", "pretence": "pretense", "programme": "program", "programmes": "programs",
    "pyjamas": "pajamas", "sceptical": "skeptical", "spelt": "spelled", "towards": "toward", "tyre": "tire",
    "tyres": "tires", "whilst": "while", "wilful": "willful", "yoghurt": "yogurt",
}  # fmt: skip

_ISE_STEMS: Final = [
    "apolog",
    "author",
    "capital",
    "categor",
    "character",
    "computer",
    "critic",
    "custom",
    "digit",
    "emphas",
    "equal",
    "final",
    "formal",
    "general",
    "harmon",
    "hospital",
    "initial",
    "item",
    "jeopard",
    "legal",
    "local",
    "maxim",
    "memor",
    "minim",
    "mobil",
    "modern",
    "monopol",
    "normal",
    "optim",
    "organ",
    "patron",
    "penal",
    "personal",
    "pressur",
    "priorit",
    "privat",
    "public",
    "rational",
    "real",
    "recogn",
    "revital",
    "scrutin",
    "social",
    "special",
    "stabil",
    "standard",
    "subsid",
    "summar",
    "symbol",
    "sympath",
    "synchron",
    "trivial",
    "util",
    "visual",
]
_OUR_STEMS: Final = [
    "arm",
    "behavi",
    "col",
    "endeav",
    "fav",
    "flav",
    "glam",
    "harb",
    "hon",
    "hum",
    "lab",
    "neighb",
    "od",
    "rum",
    "sav",
    "vap",
]
_DOUBLED: Final = [
    "cancel",
    "travel",
    "label",
    "model",
    "fuel",
    "signal",
    "counsel",
    "level",
    "quarrel",
    "total",
    "channel",
    "dial",
]

_ISE: Final = re.compile(rf"^((?:re|un|dis|de)?(?:{'|'.join(_ISE_STEMS)}))is(e\w*|ing|ation\w*|$)")
_OUR: Final = re.compile(rf"^((?:dis|un|mis)?(?:{'|'.join(_OUR_STEMS)}))our(\w*)$")
_DOUBLE: Final = re.compile(rf"^((?:{'|'.join(_DOUBLED)}))l(ed|ing|er|ers)$")
_CENTRE: Final = re.compile(r"^(cent|theat|lit|met|kilomet|millimet|centimet|fib)re(s?|d)$")
_ENQUIRE: Final = re.compile(r"^enquir(\w*)$")
_ANALYSE: Final = re.compile(r"^(anal|paral|catal)ys(e\w*|ing)$")

_ONES: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def american(word: str) -> str:
    """Return the American spelling of one lower-case word (also of a word's beginning); others come back unchanged."""
    if (fixed := _FIXED.get(word)) is not None:
        return fixed
    word = _ISE.sub(r"\1iz\2", word)
    word = _OUR.sub(r"\1or\2", word)
    word = _DOUBLE.sub(r"\1\2", word)
    word = _CENTRE.sub(lambda found: f"{found[1]}er{'ed' if found[2] == 'd' else found[2]}", word)
    word = _ENQUIRE.sub(r"inquir\1", word)
    return _ANALYSE.sub(r"\1yz\2", word)


def number_words(digits: str) -> tuple[str, ...]:
    """Return the words of a number of one or two digits (0 … 99); longer runs of digits come back as they are."""
    if len(digits) > 2 or not digits.isascii():
        return (digits,)
    value = int(digits)
    if value < 20:
        return (_ONES[value],)
    tens, ones = divmod(value, 10)
    return (_TENS[tens - 2],) if ones == 0 else (_TENS[tens - 2], _ONES[ones])
