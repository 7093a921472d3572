"""translate-toolkit, which is what Weblate, Pootle and Virtaal read with."""

import csv
import io
import re

from desk import LOCALES, Desk, words

from translate.storage.omegat import OmegaTFile
from translate.storage.tbx import tbxfile
from translate.storage.tmx import tmxfile
from translate.storage.xliff import Xliff1File


def facts(program):
    desk = Desk(program)
    for locale in LOCALES:
        desk.use_profile(locale, "weblate")
        yield from packages(desk, locale)
        yield from glossary(desk, locale)
    yield from edited(desk, "kk")
    yield from memory(desk, "kk")


def packages(desk, locale):
    count = notes = 0
    for package in desk.packages(locale):
        text = package.read_text(encoding="utf-8")
        held = Xliff1File.parsefile(str(package)).units
        assert len(held) == text.count("<trans-unit ") > 0, package.name
        written = len(re.findall(r"<note ", text.split("<body>", 1)[1]))
        seen = sum(1 for unit in held if unit.getnotes())
        assert seen == written, f"{package.name}: {seen} of {written} units with notes"
        for unit in held:
            assert not unit.isfuzzy() or not unit.istranslatable() or not unit.target
        count, notes = count + len(held), notes + seen
    yield f"{locale}: {count} units and the notes of {notes} in XLIFF"


def glossary(desk, locale):
    folder = desk.folder / "out" / locale
    (table,) = folder.glob("glossary.*.utf8")
    lines = table.read_text(encoding="utf-8").splitlines()
    assert not table.read_bytes().startswith(b"\xef\xbb\xbf")
    loaded = OmegaTFile.parsefile(str(table)).units
    assert len(loaded) == len(lines) > 0, (len(loaded), len(lines))
    (martif,) = folder.glob("glossary.*.v2.tbx")
    entries = martif.read_text(encoding="utf-8").count("<termEntry")
    # One unit for each concept, as the toolkit sees the format.
    concepts = tbxfile.parsefile(str(martif)).units
    assert len(concepts) >= entries > 0, (len(concepts), entries)
    assert all(unit.source for unit in concepts)
    (sheet,) = folder.glob("glossary.*.csv")
    rows = list(csv.reader(io.StringIO(sheet.read_text(encoding="utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1
    yield f"{locale}: {len(loaded)} glossary lines, {len(concepts)} TBX terms, {len(rows) - 1} rows"


def edited(desk, locale):
    """A package that the toolkit edited and saved comes back whole."""
    added = 0
    for package in desk.packages(locale):
        file = Xliff1File.parsefile(str(package))
        wanted = 0
        for unit in file.units:
            plain = not re.search(r"<(g|x)\b", str(unit).split("</source>")[0])
            if unit.istranslatable() and not unit.target and plain:
                unit.target = words(locale, unit.source)
                wanted += 1
        copy = desk.folder / package.name
        file.savefile(str(copy))
        told = desk.json("import", copy, expect=(0, 1))["files"][0]["receipt"]
        taken = told["added"] + told["same"] - told["untranslated"]
        assert told["rejected"] == told["conflicting"] == 0 and taken >= wanted, told
        added += told["added"]
    assert added > 15
    yield f"{locale}: an edited package comes back, {added} translations"


def memory(desk, locale):
    path = desk.folder / "memory.tmx"
    desk.run("export", "tmx", "--target", locale, "--out", path)
    count = path.read_text(encoding="utf-8").count("<tu ")
    loaded = tmxfile.parsefile(str(path)).units
    assert len(loaded) == count > 15, (len(loaded), count)
    assert all(unit.source and unit.target for unit in loaded)
    yield f"{locale}: {count} units of TMX"
