"""Letters in blocks: values never become structure."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateError
from markdown import markdown as html_of
from samenight.print_kit.letters.letter_blocks import FilledBlock, escaped, filled, markdown, parsed

# Texts that look like markup.
WICKED = st.text(st.sampled_from("#->=+*_`~[](){}%!|:&;<\\1. \n\r\t\x1eaé\u2028"), max_size=12) | st.text()
# Texts as fields have them: on one line, without invisible characters.
LINES = WICKED.map(lambda text: " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split()))

TEMPLATE = """{# a word
to the coordinator #}

# {{ a }}

{{ a }} and
{{ b }}
- {{ a }}
- {% for one in many %}{{ one }}{{ next }}{% endfor %}

> {{ b }}

___ {{ a }} | Place

[ ] {{ a }}
"""


def test_what_a_template_is_made_of() -> None:
    kinds = [(block.kind, len(block.texts)) for block in parsed(TEMPLATE)]
    assert kinds == [
        ("paragraph", 1), ("title", 1), ("paragraph", 1), ("item", 1), ("item", 1), ("fill", 1), ("line", 2),
        ("tick", 1),
    ]  # fmt: skip


def test_the_blocks_with_their_facts() -> None:
    assert filled(parsed(TEMPLATE), {"a": "A", "b": "B", "many": ["1", "2"]}) == [
        FilledBlock("title", ("A",)),
        FilledBlock("paragraph", ("A and B",)),
        FilledBlock("item", ("A",)),
        FilledBlock("item", ("1",)),
        FilledBlock("item", ("2",)),
        FilledBlock("fill", ("B",)),
        FilledBlock("line", ("A", "Place")),
        FilledBlock("tick", ("A",)),
    ]


@given(st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_no_value_adds_a_block_or_changes_its_kind(a: str, b: str, many: list[str]) -> None:
    made = filled(parsed(TEMPLATE), {"a": a, "b": b, "many": many})
    likely = filled(parsed(TEMPLATE), {"a": "A", "b": "B", "many": ["1"] * len(many)})
    kinds = iter(one.kind for one in likely)
    assert all(one.kind in kinds for one in made), "some may be left out as empty, none is another"
    assert not any(re.search("[\n\r\x1e]", text) for one in made for text in one.texts)


@given(WICKED)
def test_a_value_stays_as_it_is(value: str) -> None:
    (made,) = filled(parsed("say {{ a }}."), {"a": value})
    assert made.texts[0].replace(" ", "").replace("\u2028", "") == re.sub(
        "[\x00-\x20\x7f-\x9f\u2028\u2029]", "", f"say{value}."
    )


def test_what_is_not_known_takes_its_block_along() -> None:
    template = "one {{ a }}\n\ntwo {% if a %}{{ a }}{% endif %}\n\n- {% for b in many %}{{ b }}{% endfor %}"
    assert filled(parsed(template), {"a": None, "many": []}) == [FilledBlock("paragraph", ("two",))]


def test_a_heading_over_nothing_goes() -> None:
    template = "## one\n\n{{ a }}\n\n## two\n\nhere\n\n## three\n\n! end\n\n## four"
    assert [block.texts[0] for block in filled(parsed(template), {"a": None})] == ["two", "here", "end"]


@pytest.mark.parametrize("template", ["{{ unheard_of }}", "{{ a.b }}", "{% if %}", "{{ a.__class__.mro() }}"])
def test_a_wrong_template_is_reported(template: str) -> None:
    with pytest.raises(TemplateError):
        filled(parsed(template), {"a": "A"})


# Markdown.


@given(LINES)
def test_text_is_shown_as_it_is(text: str) -> None:
    html = html_of("x\n\n" + escaped(text) + "\n\nx")
    root = ElementTree.fromstring(f"<div>{html}</div>")  # noqa: S314 -- made by ourselves
    paragraphs = [one.text or "" for one in root]
    assert [one.tag for one in root.iter()] == ["div", *["p"] * len(paragraphs)]
    assert paragraphs == ["x", *filter(None, [text]), "x"]


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a_b-c?d=e#f",
        "1,200 (estimate)",
        "A & B",
        "[name]",
        "2 351,34 €",
    ],
)
def test_what_means_nothing_is_left_alone(text: str) -> None:
    assert escaped(text) == text


def test_the_marks_of_each_kind() -> None:
    kinds = ("title", "heading", "paragraph", "item", "item", "tick", "fill", "strong")
    blocks = [FilledBlock(kind, ("x",)) for kind in kinds] + [FilledBlock("line", ("a", "b"))]
    text = markdown(blocks)
    blank = "_" * 30
    assert text == f"# x\n\n## x\n\nx\n\n- x\n- x\n\n- [ ] x\n\n> x\n\n**x**\n\na {blank}\n\nb {blank}\n"


def test_names_from_the_right_keep_their_places() -> None:
    (block,) = filled(parsed("For {{ charity }} ({{ purpose }})."), {"charity": "الماء", "purpose": "آبار"})
    assert block.texts == ("For \u2068الماء\u2069 (\u2068آبار\u2069).",)
