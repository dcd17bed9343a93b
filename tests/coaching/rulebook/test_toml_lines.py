"""Mistakes in TOML files are named with their line."""

import tomllib
from typing import Any

import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from coaching.rulebook.toml_lines import toml_line, toml_lines

TEXT = '''# a comment = 1
family = "x"   # [not] a header

[classes]
negation = ["not", # first
  "never",
  "a [b] \\" c = d",
]
"quoted key" = 'literal # no comment'
[[rule]]
id = "one"
long = """
id = "inside"
[[rule]]
"""
triggers = [
  "a",

  ["b",
   "c"],
]
[rule.inner]
deep.er = 1
[[rule]]
id = "two"
inline = { a = 1, b = ["x",
  "y"] }
when = 1979-05-27 07:32:00
last = true
'''


def test_places() -> None:
    """Keys, tables, list entries, nested lists, dotted and quoted keys, inline tables: each has its line."""
    tomllib.loads(TEXT.replace('b = ["x",\n  "y"]', 'b = ["x", "y"]'))
    expected = {
        ("family",): 2, ("classes",): 4, ("classes", "negation"): 5, ("classes", "negation", 0): 5,
        ("classes", "negation", 1): 6, ("classes", "negation", 2): 7, ("classes", "quoted key"): 9, ("rule", 0): 10,
        ("rule", 0, "id"): 11, ("rule", 0, "long"): 12, ("rule", 0, "triggers"): 16, ("rule", 0, "triggers", 0): 17,
        ("rule", 0, "triggers", 1): 19, ("rule", 0, "triggers", 1, 1): 20, ("rule", 0, "inner"): 22,
        ("rule", 0, "inner", "deep", "er"): 23, ("rule", 1): 24, ("rule", 1, "id"): 25, ("rule", 1, "inline", "a"): 26,
        ("rule", 1, "inline", "b", 1): 27, ("rule", 1, "when"): 28, ("rule", 1, "last"): 29,
    }  # fmt: skip
    lines = toml_lines(TEXT)
    assert {path: lines.get(path) for path in expected} == expected


def test_missing_key() -> None:
    """What is not there is reported at its nearest parent; nothing at all has no line."""
    assert toml_line(TEXT, ("rule", 1, "triggers", 4)) == 24
    assert toml_line(TEXT, ("nowhere",)) is None
    assert toml_line("", ("a",)) is None


def test_windows_line_ends() -> None:
    """Windows line ends count once."""
    assert toml_line("a = 1\r\n\r\nb = [\r\n'x']\r\n", ("b", 0)) == 4


@given(st.text(alphabet="ab=[]{}\"'#.,\n\\ 1\u00e9", max_size=60))
def test_any_text(text: str) -> None:
    """Any text, TOML or not, is followed to an end without an error, and lines lie within it."""
    assert all(1 <= line <= text.count("\n") + 1 for line in toml_lines(text).values())


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.integers(), st.booleans(), st.text(alphabet="a=[]#\"'\n,é", max_size=8)),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["a", "b c", "d-e", "f.g"]), VALUES, max_size=4))
def test_every_key_is_found(table: dict[str, Any]) -> None:
    """Whatever tomlkit writes, the line that is named for a key begins with that key."""
    text = tomlkit.dumps({"top": table, "list": [table, table]})
    lines = toml_lines(text)
    for place in (("top",), ("list", 0), ("list", 1)):
        for key in table:
            line = text.split("\n")[lines[*place, key] - 1]
            assert line.lstrip().startswith((key, f'"{key}"'))
