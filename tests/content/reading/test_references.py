"""References: every file that another one names exists."""

from __future__ import annotations

import pytest

from tests import sites

POST = '---\ntitle: "T"\ndate: "2011-02-20"\n{}\n---\n'

CASES = [
    ("an edition's charity", {"editions/2011-spring.md": '---\nname: "S"\ncharity: "clean-well"\n---\n'},
     "content/editions/2011-spring.md:3:10  charity", 'Did you mean "clean-wells"?'),
    ("a charity besides",
     {"editions/2011-spring.md": '---\nname: "S"\nalso_for:\n  - charity: "dry-feet"\n---\n'},
     "content/editions/2011-spring.md:4:14  also_for[0].charity", "Add content/charities/dry-feet.md."),
    ("an event's charity", {"cities/paris/2011-spring.md": '---\ncharity: "dry-feet"\n---\n'},
     "content/cities/paris/2011-spring.md:2:10  charity", "Add content/charities/dry-feet.md."),
    ("an event's edition", {"cities/paris/2011-sprong.md": "---\n---\n"},
     "content/cities/paris/2011-sprong.md:1:1",
     'Did you mean "2011-spring"?'),
    ("an event's city", {"cities/rome/2011-spring.md": "---\n---\n"},
     "content/cities/rome/2011-spring.md:1:1", 'no "city.md"'),
    ("a post's city", {"cities/rome/posts/2011-02-20-a.md": POST.format("")},
     "content/cities/rome/posts/2011-02-20-a.md:1:1", 'no "city.md"'),
    ("a post's edition", {"cities/paris/posts/2011-02-20-a.md": POST.format('edition: "2012-x"')},
     "content/cities/paris/posts/2011-02-20-a.md:4:10  edition", "Add content/editions/2012-x.md, or"),
    ("the edition of the festival's news", {"posts/2011-02-20-a.md": POST.format('edition: "2012-x"')},
     "content/posts/2011-02-20-a.md:4:10  edition", "Add content/editions/2012-x.md, or"),
    ("the edition of a post for networks", {"outreach/a.md": '---\nedition: "2012-x"\n---\n'},
     "content/outreach/a.md:2:10  edition", "Add content/editions/2012-x.md, or"),
    ("the city of a post for networks", {"cities/rome/outreach/a.md": "---\n---\n"},
     "content/cities/rome/outreach/a.md:1:1", 'no "city.md"'),
    ("a charity by its name under another slug",
     {"charities/food-bank.md": '---\nname: "Bank Żywności w Łodzi"\n---\n',
      "cities/paris/2011-spring.md": '---\ncharity: "Bank Żywności w Łodzi"\n---\n'},
     "content/cities/paris/2011-spring.md:2:10  charity", 'Write "food-bank".'),
    ("a charity by its name as a slug",
     {"charities/food-bank.md": '---\nname: "Bank Żywności w Łodzi"\n---\n',
      "cities/paris/2011-spring.md": '---\ncharity: "bank-zywnosci-w-lodzi"\n---\n'},
     "content/cities/paris/2011-spring.md:2:10  charity", 'Did you mean "food-bank"?'),
    ("another charity by its name, nearly",
     {"editions/2011-spring.md": '---\nname: "S"\nalso_for:\n  - charity: "Clean Well"\n---\n'},
     "content/editions/2011-spring.md:4:14  also_for[0].charity", 'Write "clean-wells".'),
    ("an edition by its name", {"cities/paris/spring-2011.md": "---\n---\n"},
     "content/cities/paris/spring-2011.md:1:1", 'Did you mean "2011-spring"?'),
    ("a city by another name",
     {"cities/paris/city.md": '---\nname: "Paris"\ncountry: "FR"\ntimezone: "Europe/Paris"\n'
      'also_known_as: ["Paname"]\n---\n', "cities/paname/2011-spring.md": "---\n---\n"},
     "content/cities/paname/2011-spring.md:1:1", 'move the file to the city "paris"'),
    ("a page at a city's address", {"pages/paris.md": '---\ntitle: "Paris"\n---\n'},
     "content/pages/paris.md:1:1", "A city has the address"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "place", "said"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_broken_reference(reading, files, place, said):
    (problem,) = reading(files).problems
    assert str(problem).startswith(f"{place}  ")
    assert said in sites.said(problem)


def test_a_file_with_a_mistake_is_not_reported_as_missing_too(reading):
    files = {
        "charities/clean-wells.md": '---\nnam: "Clean Wells"\n---\n',
        "cities/paris/city.md": "---\n---\n",
    }
    assert {problem.file for problem in reading(files).problems} == set(map("content/{}".format, files))
