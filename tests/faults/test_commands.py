"""Commands in which one operation fails: a sentence, no traceback, and files as they were or as meant."""

from __future__ import annotations

import os

import pytest

from tests import sites
from tests.faults import shim
from tests.faults.series import faults, spread
from tests.programs import samenight

SHIMMED = """
    from tests.faults import shim
    shim.install(HERE.parent / "log", shim.Fault({number}, {how!r}))
"""
COMMANDS = (
    ["check"], ["status"], ["fmt"], ["codeowners"], ["new-city", "Lyon", "--country", "FR"],
    ["new-event", "auckland", "2012-spring"], ["new-edition", "2013-spring", "--date", "2013-03-24"],
)  # fmt: skip
EDITION = '---\nname: "Spring 2012"\ndate: "2012-03-24"\n---\n'
MAINTAINED = sites.GOOD["festival.md"].replace("print:", 'maintainers: ["@ana"]\n        print:')


def made(folder):
    """A site on which each of the commands has something to do."""
    return sites.make_site(folder, {"editions/2012-spring.md": EDITION, "festival.md": MAINTAINED})


def run(command, site, fault):
    """Run a command in which one operation fails; its log, and what it did."""
    sites.plugin(site, SHIMMED.format(number=fault.number, how=fault.how))
    done = samenight(command, site, {**os.environ, "SAMENIGHT_NOW": sites.NOW})
    log = site.parent / "log"
    return log.read_bytes() if log.exists() else b"", done


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
def test_a_command_that_is_refused_something_says_so(tmp_path, command):
    old = sites.tree(made(tmp_path / "old" / "site") / "content")
    log, done = run(command, tmp_path / "old" / "site", shim.Fault())
    assert done.returncode == 0, done.stderr
    assert len(log) > 50
    new = sites.tree(tmp_path / "old" / "site" / "content")
    for fault in spread([one for one in faults(log) if one.how != shim.KILL], 6):
        site = made(tmp_path / f"{fault.number}-{fault.how}" / "site")
        _, done = run(command, site, fault)
        assert done.returncode in {0, 1}, (fault, done.stderr)
        assert "Traceback" not in done.stderr, (fault, done.stderr)
        assert done.returncode == 0 or done.stderr + done.stdout, fault
        assert sites.tree(site / "content").items() <= {**old, **new}.items() | old.items(), fault
