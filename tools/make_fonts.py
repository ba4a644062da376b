"""Make the fonts of `theme/fonts/noto`, subsets of the fonts of the Noto project, and the subset of Inter.

    make fonts                                                from the installed Debian packages
    make fonts FONTSOPTS="--from unpacked/usr/share/fonts"    from packages that are only unpacked
    make fonts FONTSOPTS="--inter Inter.ttf"                  only Inter

One font per script and weight, without hints, which print does not use, and without the letters of
other scripts, which Inter has. The same fonts give the same bytes; `theme/fonts/README.md` lists the
fonts that were used.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import itertools
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools import unicodedata as scripts
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

REPOSITORY = Path(__file__).resolve().parent.parent
TARGET = REPOSITORY / "theme" / "fonts" / "noto"
GAZETTEER = REPOSITORY / "plugins" / "samenight" / "content" / "places" / "geonames"
INSTALLED = Path("/usr/share/fonts")

REGULAR, BOLD = "Regular", "Bold"
# The scripts by their names in the files, with ISO 15924 codes. Large fonts come in one weight.
LIGHT = {
    "Arabic": "Arab", "Armenian": "Armn", "Bengali": "Beng", "Devanagari": "Deva", "Georgian": "Geor",
    "Gurmukhi": "Guru", "Hebrew": "Hebr", "Khmer": "Khmr", "Lao": "Laoo", "Malayalam": "Mlym",
    "Tamil": "Taml", "Thaana": "Thaa", "Thai": "Thai",
}  # fmt: skip
HEAVY = {
    "CanadianAboriginal": "Cans", "Ethiopic": "Ethi", "Gujarati": "Gujr", "Kannada": "Knda",
    "Myanmar": "Mymr", "Oriya": "Orya", "Sinhala": "Sinh", "Telugu": "Telu",
}  # fmt: skip
ONLY_REGULAR = {"Tifinagh": "Tfng"}

OPTICAL_SIZE = 24
# Latin with all its extensions, marks, Greek, Cyrillic, punctuation, currencies, arrows, figures.
INTER = (
    range(0x20, 0x250), range(0x250, 0x370), range(0x370, 0x530), range(0x1AB0, 0x1B00),
    range(0x1C80, 0x1C90), range(0x1D00, 0x2000), range(0x2000, 0x2100), range(0x2100, 0x2200),
    range(0x2200, 0x2C00), range(0x2C60, 0x2C80), range(0x2DE0, 0x2E60), range(0xA640, 0xA6A0),
    range(0xA720, 0xA800), range(0xAB30, 0xAB70), range(0xFB00, 0xFB07), range(0xFE20, 0xFE30),
)  # fmt: skip
INTER_FEATURES = ["ccmp", "locl", "kern", "mark", "mkmk", "calt", "case", "tnum"]

# Characters that every font needs: spaces, joiners, and the dotted circle under a mark without a base.
EVERYWHERE = {0x20, 0xA0, 0x200C, 0x200D, 0x25CC}
# Compatibility forms of Arabic letters: shaping finds them by itself, and they are not typed.
SHAPED = ("<initial>", "<medial>", "<final>")

# The name records that are kept: copyright, family and style, version, licence.
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]

CJK = "NotoSansCJK-Bold.ttc"
CJK_FEATURES = ["ccmp", "locl", "ljmo", "vjmo", "tjmo"]
# Punctuation, kana, bopomofo and Korean letters, and forms as wide as a square.
CJK_SIGNS = [*range(0x3000, 0x3130), *range(0x3131, 0x318F), *range(0x31F0, 0x3200), *range(0xFF01, 0xFFEF)]


def inter_font(file: Path) -> TTFont:
    """Inter in all weights, for Latin, Greek, Cyrillic and Vietnamese, in one optical size.

    Typst uses another optical size for every type size, and embeds each as a separate font: a poster had
    eight. With one size for headlines and small print, a file has two.
    """
    pinned = instancer.instantiateVariableFont(TTFont(file, recalcTimestamp=False), {"opsz": OPTICAL_SIZE})
    whole = io.BytesIO()  # the subsetter needs the tables as they are read, not as they were changed
    pinned.save(whole)
    font = TTFont(whole, recalcTimestamp=False)
    return _cut(font, itertools.chain(*INTER), INTER_FEATURES)


def script_font(file: Path, script: str) -> TTFont:
    """A font with the letters of one script and the signs that it shares with few others."""
    font = TTFont(file, recalcTimestamp=False)
    letters = [code for code in font.getBestCmap() if code in EVERYWHERE or _is_of(chr(code), script)]
    # kerning of Ethiopic takes more bytes than all of its outlines
    features = [tag for tag in subset.Options().layout_features if (tag, script) != ("kern", "Ethi")]
    return _cut(font, letters, features)


def _is_of(letter: str, script: str) -> bool:
    shaped = unicodedata.decomposition(letter).startswith(SHAPED)
    return script in scripts.script_extension(letter) and not shaped


def cjk_font(file: Path) -> TTFont:
    """A font for Japanese, Chinese and Korean: Japanese forms, and Chinese ones if the text's language
    is Chinese (feature ``locl``)."""
    font = TTFont(file, fontNumber=0, recalcTimestamp=False)
    in_names = {sign for part in GAZETTEER.glob("*") for sign in part.read_text("utf-8") if _is_han(sign)}
    mainland, taiwan = _gb_2312() | in_names, _big5()
    _keep_forms(font, {"ZHS": mainland, "ZHT": taiwan})
    letters = map(ord, _japanese() | mainland | taiwan | _hangul())
    return _cut(font, [*letters, *CJK_SIGNS], CJK_FEATURES)


def _keep_forms(font: TTFont, languages: dict[str, set[str]]) -> None:
    """Keep the local forms of these letters only, by language; Hong Kong gets those of Taiwan."""
    table, glyphs = font["GSUB"].table, font.getBestCmap()
    for language, letters in languages.items():
        lookups = {index for feature in _local_features(table, language) for index in feature.LookupListIndex}
        shared = {*CJK_SIGNS, *map(ord, letters)}
        kept = {glyphs[code] for code in shared if code in glyphs}
        own = min(lookups)  # the second is for the letters of Europe
        for part in table.LookupList.Lookup[own].SubTable:
            forms = getattr(part, "ExtSubTable", part)
            forms.mapping = {one: other for one, other in forms.mapping.items() if one in kept}
        for feature in _local_features(table, language):
            feature.LookupListIndex = [own]
    taiwan = next(iter(_local_features(table, "ZHT"))).LookupListIndex
    for feature in _local_features(table, "ZHH"):
        feature.LookupListIndex = list(taiwan)
    for feature in itertools.chain(_local_features(table, "JAN"), _local_features(table, "KOR")):
        feature.LookupListIndex = []


def _local_features(table: Any, language: str) -> Iterator[Any]:
    for record in table.ScriptList.ScriptRecord:
        for system in record.Script.LangSysRecord:
            if system.LangSysTag.strip() == language:
                for index in system.LangSys.FeatureIndex:
                    feature = table.FeatureList.FeatureRecord[index]
                    if feature.FeatureTag == "locl":
                        yield feature.Feature


def _is_han(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("CJK ")


def _decoded(codec: str, first: Iterable[int], second: Iterable[int]) -> set[str]:
    """All Chinese characters and Korean syllables with a code of two such bytes in an encoding."""
    pairs = (bytes(pair).decode(codec, "ignore") for pair in itertools.product(first, second))
    return {sign for sign in pairs if len(sign) == 1 and unicodedata.category(sign) == "Lo"}


def _japanese() -> set[str]:
    """JIS X 0208, both levels."""
    return _decoded("euc_jp", range(0xB0, 0xF5), range(0xA1, 0xFF))


def _gb_2312() -> set[str]:
    """GB 2312, level 1: characters in daily use."""
    return _decoded("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))


def _big5() -> set[str]:
    """Big5, level 1: characters in daily use."""
    return _decoded("big5", range(0xA4, 0xC7), range(0x40, 0xFF))


def _hangul() -> set[str]:
    """The syllables of KS X 1001."""
    return _decoded("euc_kr", range(0xB0, 0xC9), range(0xA1, 0xFF))


def _cut(font: TTFont, letters: Iterable[int], features: Iterable[str]) -> TTFont:
    options = subset.Options()
    options.hinting, options.notdef_outline, options.recalc_timestamp = False, True, False
    options.layout_features, options.name_IDs = list(features), NAMES
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    return font


def fonts_from(folder: Path) -> Iterator[tuple[str, TTFont]]:
    """All Noto fonts, with the names of their files. Raises :class:`FileNotFoundError`."""
    weights = [(LIGHT, REGULAR), (LIGHT, BOLD), (HEAVY, BOLD), (ONLY_REGULAR, REGULAR)]
    for names, weight in weights:
        for name, script in names.items():
            file = f"NotoSans{name}-{weight}.ttf"
            yield file, script_font(_found(folder, file), script)
    yield "NotoSansCJK-Bold.otf", cjk_font(_found(folder, CJK))


def _found(folder: Path, name: str) -> Path:
    file = next(iter(sorted(folder.rglob(name))), None)
    if file is None:
        raise FileNotFoundError(f"{folder} has no {name}: install fonts-noto-core and fonts-noto-cjk.")
    return file


def main() -> None:
    """Make the fonts, and print their sizes and SHA-256."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument(
        "--from", dest="folder", type=Path, default=INSTALLED, help="the folder of the Noto fonts"
    )
    parser.add_argument("--to", dest="target", type=Path, default=TARGET, help="the folder for the subsets")
    parser.add_argument("--inter", type=Path, help="the font file of Inter; then only Inter is made")
    options = parser.parse_args()
    if options.inter:
        inter_font(options.inter).save(TARGET.parent / "Inter-Variable.ttf")
        return
    options.target.mkdir(parents=True, exist_ok=True)
    total = 0
    for name, font in fonts_from(options.folder):
        file = options.target / name
        font.save(file)
        content = file.read_bytes()
        total += len(content)
        print(f"{len(content):>9,}  {hashlib.sha256(content).hexdigest()[:16]}  {name}")
    print(f"{total:>9,}  in all")


if __name__ == "__main__":
    main()
