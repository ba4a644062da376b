"""Compiled templates, kept from one build to the next and for all processes of a build.

Compiling the theme's templates takes longer than loading all modules of a small build; loading what was
compiled takes a fiftieth of it. The files are Python's bytecode, as in ``__pycache__``, and as much trusted:
who can write into the store's folder can run code in the next build. A damaged file costs only time.
"""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache, Environment, TemplateError
from jinja2.bccache import Bucket

from samenight.builder.output.store import write_atomically
from samenight.content.problems.wording import Words
from samenight.site import page_templates
from samenight.site.artifact import Sources

# The folder in the store.
FOLDER = "templates"
# How many compiled templates are kept: several versions of a theme of thirty.
MOST_KEPT = 300
_DIGEST = hashlib.sha256().digest_size


class KeptTemplates(BytecodeCache):
    """The compiled templates of one environment, in a folder.

    A file is named by the digest of all that compiling depends on: our code with the version of Jinja (both
    in ``code_digest``), Python, the environment by its ``name``, and the template's name and text. It begins
    with the digest of its content.
    """

    def __init__(self, folder: Path, code_digest: bytes, name: str) -> None:
        self._folder = folder
        self._known = b"%s %s %s" % (code_digest, sys.version.encode(), name.encode())

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, if the folder has a whole file for it."""
        try:
            content = self._file(bucket).read_bytes()
        except OSError:
            return
        if hashlib.sha256(content[_DIGEST:]).digest() == content[:_DIGEST]:
            with suppress(Exception):  # whole, and still not what this Python can load
                bucket.bytecode_from_string(content[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a bucket, if the folder can be written."""
        code = bucket.bytecode_to_string()
        with suppress(OSError):
            write_atomically(self._file(bucket), hashlib.sha256(code).digest() + code)

    def _file(self, bucket: Bucket) -> Path:
        name = f"{bucket.key} {bucket.checksum}".encode()
        return self._folder / hashlib.sha256(self._known + name).hexdigest()


def keep_templates(templates: Sources, words: Words, store: Path, code_digest: bytes) -> None:
    """Let this process take the compiled templates of pages from a store, and keep what it compiles there."""
    keep_compiled(page_templates.environment(templates, words), store, code_digest, "pages")


def keep_compiled(environment: Environment, store: Path, code_digest: bytes, name: str) -> None:
    """The same for any environment; ``name`` distinguishes those that compile differently."""
    environment.bytecode_cache = KeptTemplates(store / FOLDER, code_digest, name)


def compile_all(templates: Sources, words: Words, store: Path) -> None:
    """Compile the templates of pages that are not kept yet, and delete old ones: one process does it while
    others read files."""
    environment = page_templates.environment(templates, words)
    for name, _ in templates.texts:
        with suppress(TemplateError):  # a mistake in a template is reported with the page that needs it
            environment.get_template(name)
    with suppress(OSError):
        remove_old_templates(store)


def remove_old_templates(store: Path) -> None:
    """Delete the oldest compiled templates if there are many, as from days of work on a theme, and what
    killed builds left."""
    if not (store / FOLDER).is_dir():
        return
    files = sorted((store / FOLDER).iterdir(), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in (*files[MOST_KEPT:], *(file for file in files[:MOST_KEPT] if file.name.startswith("."))):
        file.unlink(missing_ok=True)
