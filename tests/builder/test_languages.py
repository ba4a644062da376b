"""The language of output: the one requested, else that of the environment."""

from __future__ import annotations

import json
import os

import pytest
from samenight.builder.terminal import terminal_wording
from samenight.content.problems.wording import LANGUAGES

from tests import programs, sites

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_CA@variant"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "POSIX"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "en_GB.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": ""}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "", "LC_MESSAGES": "", "LANGUAGE": ""}, "fr"),
        # a list of languages comes before the locale
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "fr:en"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "en:fr"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "de:fr_CH:en"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "de:pl"}, "fr"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "fr"}, "fr"),
        ({"LANGUAGE": "fr:en"}, "fr"),
        # but not before the C locale, which programs use among themselves
        ({"LANG": "C", "LANGUAGE": "fr:en"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C", "LANGUAGE": "fr:en"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANGUAGE": "fr"}, "en"),
    ],
)
def test_the_environment_chooses(environ, language):
    assert terminal_wording(environ).language == language


def check(site, *options, **variables):
    """The output of `samenight check` in such an environment."""
    around = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    around |= {"PYTHONPATH": programs.PLUGINS, "SAMENIGHT_NOW": sites.NOW, "COLUMNS": "80"}
    return programs.samenight(("check", *options), site, around | variables)


@pytest.fixture
def wrong(site):
    """A site with a mistake."""
    sites.write(site / "content", {"cities/paris/posts/2011-02-20-venue.md": "Nothing.\n"})
    return site


HEAD = {"en": "does not begin with a header", "fr": "ne commence pas par un en-tête"}
WHY = {"en": "Why: ", "fr": "Pourquoi\u00a0? "}


@pytest.mark.parametrize(
    ("options", "variables", "language"),
    [
        ((), {}, "en"),
        (("--lang", "fr"), {}, "fr"),
        (("--lang", "fr"), {"LC_ALL": "C"}, "fr"),
        (("--lang", "en"), {"LANG": "fr_FR.UTF-8"}, "en"),
        ((), {"LANG": "fr_FR.UTF-8"}, "fr"),
        ((), {"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "en"),
        ((), {"LANG": "en_GB.UTF-8", "LANGUAGE": "fr:en"}, "fr"),
    ],
)
def test_the_check_uses_it(wrong, options, variables, language):
    done = check(wrong, *options, **variables)
    assert done.returncode == 1
    assert HEAD[language] in done.stderr
    assert WHY[language] in done.stderr


def test_the_check_without_mistakes_uses_it(site):
    assert check(site, "--lang", "fr").stdout == "2 événements dans 2 villes\u00a0: tout va bien.\n"


@pytest.mark.parametrize("form", ["text", "json", "gitlab", "github"])
def test_what_an_old_terminal_cannot_show_breaks_nothing(wrong, form):
    done = check(wrong, "--format", form, LANG="fr_FR.ISO-8859-1", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    if form in {"json", "gitlab"}:
        assert HEAD["fr"] in str(json.loads(done.stdout))
    else:
        assert "en-t\\xeate" in done.stderr + done.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_build_says_the_same_as_the_check(wrong, language):
    report = check(wrong, "--lang", language).stderr
    plain = dict.fromkeys(VARIABLES, "") | {"LANG": f"{language}.UTF-8", "COLUMNS": "80"}
    built = sites.build(wrong, plain)
    assert built.returncode == 1
    assert report in built.stderr


def test_a_build_that_stops_says_so_in_the_readers_language(wrong):
    built = sites.build(wrong, dict.fromkeys(VARIABLES, "") | {"LANGUAGE": "fr:en", "LANG": "en_GB.UTF-8"})
    assert "Rien n’a été publié\u00a0; le site est resté comme il était." in built.stderr
