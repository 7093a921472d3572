"""A desk for a test: a project folder, the program, and a translator made of
string processing. The translations are syllables: no word of any language."""

import json
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

XLIFF = "{urn:oasis:names:tc:xliff:document:1.2}"
REPOSITORY = Path(__file__).resolve().parents[2]

SYLLABLES = {
    "ug": "با پە تو جۇ چى خا دە رو زۇ سى شا غە قو كۇ گى لا".split(),
    "kk": "ба пе то жұ шы қа де ро зү сі ша ғе қо кұ гі ла".split(),
    "tr": "ba pe to cu ça ka de ro zü si şa ğe ko kü gi la".split(),
    # Characters that are written in one of the two ways of Chinese only.
    "zh-Hans": list("国门车书时开东长见问风页鱼鸟马龙"),
    "zh-Hant": list("國門車書時開東長見問風頁魚鳥馬龍"),
}
LOCALES = list(SYLLABLES)

MARKDOWN = """# The archive of **letters**

Every letter has *a number* and a [place](https://example.org/place). Nobody may
take one home.

- The first room is **open**.
- The second room is closed.
"""


def words(locale, seed):
    """The same made-up words for the same seed."""
    number = 0xCBF29CE484222325
    for byte in seed.encode():
        number = ((number ^ byte) * 0x100000001B3) % 2**64
    gap = "" if locale.startswith("zh") else " "
    digits = f"{number:016x}"
    groups = (digits[at : at + 4] for at in range(0, 16, 4))
    return gap.join(
        "".join(SYLLABLES[locale][int(digit, 16)] for digit in group) for group in groups
    )


class Desk:
    """A project in a folder that is removed with the object."""

    def __init__(self, program):
        self.program = str(Path(program).resolve())
        self._folder = tempfile.TemporaryDirectory(prefix="desk-")
        self.folder = Path(self._folder.name)
        self.run("init", "--profile", "un")
        for sample in sorted((REPOSITORY / "statements").glob("*.txt")):
            (self.folder / "statements" / sample.name).write_bytes(sample.read_bytes())
        (self.folder / "statements" / "archive.md").write_text(MARKDOWN, encoding="utf-8")
        self.run("run")

    def run(self, *arguments, expect=(0,)):
        """Runs the program in the folder. Its output, if it ended as expected."""
        done = subprocess.run(
            [self.program, *map(str, arguments)],
            cwd=self.folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
        )
        if done.returncode not in expect:
            raise SystemExit(
                f"tilmach {' '.join(map(str, arguments))} ended with {done.returncode}\n"
                f"{done.stdout}{done.stderr}"
            )
        return done.stdout

    def json(self, *arguments, expect=(0,)):
        return json.loads(self.run("--json", *arguments, expect=expect))

    def packages(self, locale):
        return sorted((self.folder / "out" / locale).glob("*.xlf"))

    def use_profile(self, locale, profile):
        """Names the tool of a language, and makes its packages again."""
        settings = self.folder / "tilmach.toml"
        text = settings.read_text(encoding="utf-8")
        text = text.replace("[export]\n", f'[export]\n{locale} = "{profile}"\n')
        settings.write_text(text, encoding="utf-8")
        self.run("run")

    def translate_all(self, locale):
        """Fills every package of a language and brings it back. Units filled."""
        filled = 0
        for package in self.packages(locale):
            copy = self.folder / package.name
            filled += fill(package, copy, locale)
            # The words are no translation: what the checks say of them is not
            # what is tried here.
            self.run("import", copy, expect=(0, 1))
            copy.unlink()
        return filled


def units(path):
    """The units of an XLIFF 1.2 file: (id, translate, source, target or None)."""
    for unit in ElementTree.parse(path).iter(f"{XLIFF}trans-unit"):
        target = unit.find(f"{XLIFF}target")
        yield (
            unit.get("id"),
            unit.get("translate") != "no",
            "".join(unit.find(f"{XLIFF}source").itertext()),
            None if target is None else "".join(target.itertext()),
        )


def fill(package, copy, locale):
    """Writes a copy of a package with every unit translated, the codes of each
    source kept in their order. Units filled."""
    text = package.read_text(encoding="utf-8")
    count = 0

    def one(match):
        nonlocal count
        unit = match.group(0)
        if 'translate="no"' in unit.split(">", 1)[0]:
            return unit
        source = re.search(r"<source[^>]*>(.*?)</source>", unit, re.S).group(1)
        # The words around a code are others than those inside of it.
        parts = re.split(r"(<[^>]+>)", source)
        parts = [
            part if part.startswith("<") or not part.strip() else edges(part, words(locale, part))
            for part in parts
        ]
        count += 1
        unit = re.sub(r"\s*<target.*?</target>", "", unit, flags=re.S)
        target = f'</source>\n          <target xml:lang="{tag(text)}">{"".join(parts)}</target>'
        return unit.replace("</source>", target, 1)

    text = re.sub(r"<trans-unit .*?</trans-unit>", one, text, flags=re.S)
    copy.write_text(text, encoding="utf-8")
    return count


def tag(text):
    return re.search(r'target-language="([^"]*)"', text).group(1)


def edges(source, target):
    """A text with the white space that another has at its edges."""
    before = source[: len(source) - len(source.lstrip())]
    after = source[len(source.rstrip()) :]
    return before + target + after
