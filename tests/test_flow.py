"""The files of the git hosts: all that they call exists, and they have no more permissions than needed."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import subprocess

import click
import pytest
import yaml
from samenight.commands import main

from tests.docs.shell import VARIABLES
from tests.programs import HANGING
from tests.sites import REPOSITORY

WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
FORMS = sorted((REPOSITORY / ".github/ISSUE_TEMPLATE").glob("[0-9]*.yml"))
TEXTS = [
    REPOSITORY / ".github/PULL_REQUEST_TEMPLATE.md",
    *sorted((REPOSITORY / ".gitlab").rglob("*.md")),
]
MAKEFILE = (REPOSITORY / "Makefile").read_text("utf-8")
# Which command of the program a target calls, and in which variable its options come.
OPTIONS = {"CHECKOPTS": "check", "CODEOWNERSOPTS": "codeowners"}


def parsed(path):
    """A YAML file with all its values as they are written ("on" is no truth value)."""
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 -- nothing but text comes of it


GITLAB = parsed(REPOSITORY / ".gitlab-ci.yml")
GLOBAL = {"workflow", "variables", "stages", "default", "include"}
JOBS = {name: job for name, job in GITLAB.items() if name not in GLOBAL}


def github_jobs():
    for path in WORKFLOWS:
        for name, job in parsed(path)["jobs"].items():
            yield path.name, name, job


def steps():
    return [step for _, _, job in github_jobs() for step in job["steps"]]


def lines():
    """Every line of shell that a host runs."""
    for step in steps():
        yield from step.get("run", "").replace("||\n", "|| ").splitlines()
    for job in JOBS.values():
        yield from job["script"]


def calls():
    """Every call of make: its target, and its variables with their values."""
    for line in lines():
        words = shlex.split(line)
        if "make" in words:
            words = words[words.index("make") + 1 :]
            stop = next((at for at, word in enumerate(words) if word in {"||", ">", "|"}), len(words))
            variables = dict(word.split("=", 1) for word in words[:stop] if "=" in word)
            targets = [word for word in words[:stop] if "=" not in word]
            yield from ((target, variables) for target in targets)


CALLS = list(calls())


def test_all_files_are_there():
    assert [path.name for path in WORKFLOWS] == ["check.yml", "publish.yml"]
    assert sorted(JOBS) == ["check", "codeowners", "pages", "preview"]
    assert {target for target, _ in CALLS} == {"setup", "check", "codeowners", "html", "publish"}


@pytest.mark.parametrize(("target", "variables"), CALLS)
def test_every_target_and_variable_is_one_of_the_makefile(target, variables):
    assert re.search(rf"^{target}:(?!=)", MAKEFILE, re.MULTILINE)
    assert [name for name in variables if name not in VARIABLES] == []
    values = [f"{name}={value}" for name, value in variables.items()]
    done = subprocess.run(["make", "--dry-run", target, *values], cwd=REPOSITORY, capture_output=True,
                          text=True, timeout=HANGING, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    # OUTPUTDIR stands in the line; the others go through the environment, which test_make looks at
    assert all(value in done.stdout for name, value in variables.items() if name == "OUTPUTDIR")


def accepted(command, options):
    """Whether the program has the options; it does nothing with them."""
    words = shlex.split(re.sub(r"\$\w+", "en", options))
    try:
        main.commands[command].make_context(command, words)
    except click.UsageError as error:
        return error.message
    return True


GIVEN = sorted(
    {(OPTIONS[name], value) for _, variables in CALLS for name, value in variables.items() if name in OPTIONS}
)


@pytest.mark.parametrize(("command", "options"), GIVEN)
def test_every_option_is_one_of_the_program(command, options):
    assert accepted(command, options) is True


def test_the_options_of_both_hosts_are_looked_at():
    assert {command for command, _ in GIVEN} == set(OPTIONS.values())
    formats = {re.search(r"--format (\w+)", options)[1] for command, options in GIVEN if command == "check"}
    assert formats == {"github", "gitlab", "text"}
    assert accepted("codeowners", "--host nowhere") is not True


# GitHub.


def test_permissions_are_given_one_by_one():
    for path in WORKFLOWS:
        assert parsed(path)["permissions"] == {"contents": "read"}, path.name
    more = {(file, name): job.get("permissions") for file, name, job in github_jobs() if "permissions" in job}
    assert more == {
        ("publish.yml", "build"): {"contents": "read", "pages": "read"},
        ("publish.yml", "deploy"): {"pages": "write", "id-token": "write"},
        ("publish.yml", "attest"): {"id-token": "write", "attestations": "write"},
    }


def test_only_the_default_branch_is_attested():
    job = parsed(REPOSITORY / ".github/workflows/publish.yml")["jobs"]["attest"]
    assert "github.ref_name == github.event.repository.default_branch" in job["if"]
    assert job["needs"] == ["build", "deploy"]
    (step,) = job["steps"]
    assert step["with"] == {
        "subject-name": "manifest.json", "subject-digest": "${{ needs.build.outputs.digest }}",
    }  # fmt: skip


def test_hidden_files_of_the_site_are_uploaded():
    """Both actions leave them out by default, and with them /.well-known/."""
    uploads = [step["with"] for step in steps() if "upload-" in step.get("uses", "")]
    assert len(uploads) == 2
    assert [one for one in uploads if one.get("include-hidden-files") != "true"] == []


@pytest.mark.skipif(not shutil.which("curl"), reason="the host has curl, this machine has not")
@pytest.mark.parametrize(("online", "is_new"), [("same", "no"), ("other", "yes"), (None, "yes")])
def test_a_site_that_is_online_already_is_not_attested_again(tmp_path, online, is_new):
    job = parsed(REPOSITORY / ".github/workflows/publish.yml")["jobs"]["build"]
    (script,) = [step["run"] for step in job["steps"] if step.get("id") == "digest"]
    for folder, text in {"output": "same", **({"online": online} if online else {})}.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "manifest.json").write_text(text, "utf-8")
    out = tmp_path / "out"
    env = {**os.environ, "SITEURL": f"file://{tmp_path}/online", "GITHUB_OUTPUT": str(out)}
    # as GitHub runs it
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=env, timeout=HANGING, check=True)
    digest = hashlib.sha256(b"same").hexdigest()
    assert out.read_text("utf-8").split() == [f"digest=sha256:{digest}", f"is-new={is_new}"]


@pytest.mark.skipif(not shutil.which("curl"), reason="the host has curl, this machine has not")
@pytest.mark.parametrize(
    ("said", "status", "online", "is_due"),
    [
        ("No build is due. The digest of the last one: {digest}", 1, "same", "no"),
        ("No build is due. The digest of the last one: {digest}", 1, "other", "yes"),
        ("No build is due. The digest of the last one: {digest}", 1, None, "yes"),
        ("A build is due. There is another commit.", 0, "same", "yes"),
        ("Usage: samenight", 2, "same", "yes"),
    ],
)
def test_an_hour_in_which_nothing_changes_publishes_nothing(tmp_path, said, status, online, is_due):
    job = parsed(REPOSITORY / ".github/workflows/publish.yml")["jobs"]["build"]
    (script,) = [step["run"] for step in job["steps"] if step.get("id") == "due"]
    program = tmp_path / ".venv/bin/samenight"
    program.parent.mkdir(parents=True)
    answer = said.format(digest=hashlib.sha256(b"same").hexdigest())
    program.write_text(f"#!/bin/sh\necho '{answer}'\nexit {status}\n", "utf-8")
    program.chmod(0o755)
    if online:
        (tmp_path / "online").mkdir()
        (tmp_path / "online/manifest.json").write_text(online, "utf-8")
    out = tmp_path / "out"
    env = {**os.environ, "SITEURL": f"file://{tmp_path}/online", "GITHUB_OUTPUT": str(out)}
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=env, timeout=HANGING, check=True)
    assert out.read_text("utf-8") == f"is-due={is_due}\n"


def test_an_hour_in_which_nothing_changes_ends_before_anything_is_published():
    """The command of that step is the one that make publish types, so that both have one record."""
    workflow = parsed(REPOSITORY / ".github/workflows/publish.yml")
    job = workflow["jobs"]["build"]
    after = job["steps"][[step.get("id") for step in job["steps"]].index("due") + 1 :]
    assert [step for step in after if "steps.due.outputs.is-due != 'no'" not in step.get("if", "")] == []
    assert workflow["jobs"]["deploy"]["if"] == "needs.build.outputs.is-due != 'no'"
    (script,) = [step["run"] for step in job["steps"] if step.get("id") == "due"]
    words = re.search(r"samenight (build .*) --due", script)[1].split()
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    typed = re.search(
        r"^publish:.*\n\t@\$\(call samenight,build,PELICANOPTS\) (.*) \\\n", makefile, re.MULTILINE
    )[1]
    for name, value in {
        "INPUTDIR": "content",
        "OUTPUTDIR": "output",
        "PUBLISHCONF": "publishconf.py",
    }.items():
        typed = typed.replace(f"$({name})", value)
    assert words == ["build", *typed.split()]


def test_a_change_from_outside_gets_no_secret_and_no_right():
    for path in WORKFLOWS:
        text = path.read_text("utf-8")
        assert "secrets." not in text
        assert "pull_request_target" not in text
    assert "pull_request" not in parsed(REPOSITORY / ".github/workflows/publish.yml")["on"]


def test_nothing_from_outside_comes_into_the_shell():
    """Expressions in braces are put into the script's text before a shell reads it."""
    assert [step for step in steps() if "${{" in step.get("run", "")] == []


def test_every_action_is_pinned_to_a_commit_and_says_its_version():
    used = re.findall(r"uses: (.*)", "\n".join(path.read_text("utf-8") for path in WORKFLOWS))
    assert len(used) >= 8
    assert [
        one for one in used if not re.fullmatch(r"actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)
    ] == []
    names = {one.split("@")[0]: one for one in used}
    assert sorted(set(used)) == sorted(names.values())  # the same one everywhere


def test_every_job_ends_by_itself():
    assert [name for _, name, job in github_jobs() if "timeout-minutes" not in job] == []


def test_no_token_stays_in_the_clone_and_history_is_whole():
    clones = [step["with"] for step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert clones == [{"fetch-depth": "0", "persist-credentials": "false"}] * 2


def test_a_newer_change_ends_the_check_of_the_older_but_no_publishing():
    groups = {path.name: parsed(path)["concurrency"]["cancel-in-progress"] for path in WORKFLOWS}
    assert groups == {"check.yml": "true", "publish.yml": "false"}


def test_the_site_is_published_on_a_change_by_the_clock_and_by_hand():
    when = parsed(REPOSITORY / ".github/workflows/publish.yml")["on"]
    assert set(when) == {"push", "schedule", "workflow_dispatch"}
    assert when["push"] == {"branches": ["main"]}
    assert re.fullmatch(r"\d+ \S+ \* \* \*", when["schedule"][0]["cron"])


# GitLab.


def test_a_change_makes_one_pipeline():
    conditions = [rule["if"] for rule in GITLAB["workflow"]["rules"]]
    assert conditions == [
        '$CI_PIPELINE_SOURCE == "merge_request_event"',
        "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH",
    ]
    assert [name for name, job in JOBS.items() if {"only", "except"} & set(job)] == []


def test_gitlab_publishes_the_default_branch_only():
    pages = JOBS["pages"]
    assert pages["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert pages["artifacts"]["paths"] == ["public"]
    assert "OUTPUTDIR=public" in pages["script"][0]
    assert pages["interruptible"] == "false"


def test_the_image_of_gitlab_is_pinned_by_its_digest():
    image = GITLAB["default"]["image"]
    assert re.fullmatch(r"python:3\.12\.\d+-bookworm@sha256:[0-9a-f]{64}", image)
    assert [name for name, job in JOBS.items() if "image" in job] == []


def test_gitlab_shows_what_is_wrong_even_where_the_job_fails():
    artifacts = JOBS["check"]["artifacts"]
    assert artifacts["when"] == "always"
    assert f"> {artifacts['reports']['codequality']} " in JOBS["check"]["script"][1]
    assert "||" not in JOBS["check"]["script"][-1]


def test_the_report_of_gitlab_holds_nothing_but_the_report():
    """Output of make during its setup would not be JSON, so that is run before."""
    assert JOBS["check"]["script"][0] == "make setup"
    assert re.search(r"^check: .*\n\t@", MAKEFILE, re.MULTILINE)


def test_gitlab_has_the_whole_history_and_every_stage():
    assert GITLAB["variables"]["GIT_DEPTH"] == "0"
    assert {job["stage"] for job in JOBS.values()} == set(GITLAB["stages"])


def test_what_gitlab_makes_is_no_part_of_the_repository():
    ignored = (REPOSITORY / ".gitignore").read_text("utf-8").split()
    assert {"/public/", "/.cache/", "/gl-code-quality-report.json"} <= set(ignored)


# Forms and templates for organisers.


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_is_one_that_github_takes(path):
    form = parsed(path)
    assert {"name", "description", "body"} <= set(form)
    kinds = [part["type"] for part in form["body"]]
    assert set(kinds) <= {"markdown", "input", "textarea", "checkboxes", "dropdown"}
    names = [part["id"] for part in form["body"] if part["type"] != "markdown"]
    assert len(names) == len(set(names)) == len(kinds) - 1
    assert "true" in {part.get("validations", {}).get("required") for part in form["body"]}


def fields_of(path):
    """The texts of a form."""
    form = parsed(path)
    for part in form["body"]:
        if part["type"] != "markdown":
            yield from (part["attributes"].get(key, "") for key in ("label", "description", "placeholder"))
            yield from (option["label"] for option in part["attributes"].get("options", ()))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_speaks_both_languages(path):
    form = parsed(path)
    labels = [part["attributes"]["label"] for part in form["body"] if part["type"] != "markdown"]
    assert [label for label in [*labels, form["name"], form["description"]] if " / " not in label] == []


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_asks_for_nothing_private_and_says_that_all_is_public(path):
    assert [
        text for text in fields_of(path) if re.search(r"mail|phone|courriel|birth|naissance", text, re.I)
    ] == []
    shown = "".join(part["attributes"].get("value", "") for part in parsed(path)["body"])
    assert "public" in shown


@pytest.mark.parametrize("path", [*FORMS, *TEXTS], ids=lambda path: path.name)
def test_pages_that_are_named_exist(path):
    named = re.findall(r"`((?:docs|content)/[\w/.-]+)`", path.read_text("utf-8"))
    assert [name for name in named if not (REPOSITORY / name).exists()] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_template_speaks_both_languages(path):
    text = path.read_text("utf-8")
    boxes = [line for line in text.splitlines() if line.startswith("- ")]
    assert boxes
    assert [line for line in boxes if " / " not in line] == []


def test_both_hosts_offer_the_same():
    titles = {parsed(path)["name"].split(" / ")[0] for path in FORMS}
    assert titles == {path.stem for path in (REPOSITORY / ".gitlab/issue_templates").glob("*.md")}
    assert (REPOSITORY / ".gitlab/merge_request_templates/Default.md").exists()


# The documentation for coordinators.


def test_variables_and_names_in_the_documentation_are_those_of_the_files():
    page = (REPOSITORY / "docs/festival.md").read_text("utf-8")
    files = "".join(path.read_text("utf-8") for path in [*WORKFLOWS, REPOSITORY / ".gitlab-ci.yml"])
    for name in ("SITEURL", "CHECK_LANG"):
        assert f"`{name}`" in page
        assert f"vars.{name}" in files
        assert name in GITLAB["variables"]
    check = parsed(REPOSITORY / ".github/workflows/check.yml")["jobs"]["check"]
    assert f"**{check['name']}**" in page
