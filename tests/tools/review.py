"""Reviews and the glossary in LibreOffice: somebody opens them, writes, saves, and they
come back. The words are syllables of `desk`: no word of any language."""

import json
import re
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

from desk import Desk, words
from office import printed

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
EDITOR = Path(__file__).with_name("office_edit.py")
LOCALES = ["ug", "tr", "zh-Hans"]


def facts(program):
    desk = Desk(program)
    yield from glossary(desk)
    for locale in LOCALES:
        desk.translate_all(locale)
        yield from sheet(desk, locale)
        yield from document(desk, locale)


def edit(desk, *jobs):
    """LibreOffice does the jobs. What it showed in the cells that were typed into."""
    for _ in range(4):
        done = subprocess.run(
            # The module `uno` belongs to the Python of the system, not to one beside it.
            ["/usr/bin/python3", "-B", str(EDITOR), str(desk.folder / "office")],
            input=json.dumps(jobs),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
        )
        # LibreOffice 7.4 without a screen falls over now and then when somebody types;
        # the file that it had opened is as it was, so it is begun anew.
        if "DisposedException" not in done.stderr and "bridge disposed" not in done.stderr:
            break
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def job(source, target, **edits):
    return {"open": str(source), "save": str(target), **edits}


def rows(workbook):
    """The rows of the first sheet as we write it."""
    with zipfile.ZipFile(workbook) as parts:
        strings = ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
        strings = ["".join(one.itertext()) for one in strings]
        cells = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    return [
        [strings[int(cell.find(f"{MAIN}v").text)] if len(cell) else "" for cell in row]
        for row in cells.iter(f"{MAIN}row")
    ]


def glossary(desk):
    out, saved = desk.folder / "glossary.xlsx", desk.folder / "saved.xlsx"
    desk.run("glossary", "export", "xlsx", "--out", out, expect=(0, 1))
    again = desk.folder / "again.xlsx"
    desk.run("glossary", "export", "xlsx", "--out", again, expect=(0, 1))
    assert out.read_bytes() == again.read_bytes(), "the same glossary gives the same bytes"
    count = len(rows(out))
    edit(desk, job(out, saved))
    for workbook, who in [(out, "we"), (saved, "LibreOffice")]:
        said = desk.run("glossary", "import", workbook, "--dry-run", expect=(0, 1))
        assert "0 rows added, 0 filled, 0 contradicting" in said, said
        into = desk.folder / "glossaries" / f"{who}.csv"
        desk.run("glossary", "import", workbook, "--into", into, expect=(0, 1))
        table = desk.folder / "glossaries" / "terms.csv"
        said = desk.json("glossary", "diff", table, into, expect=(0, 1))
        assert not any(said.get(kind) for kind in ("added", "removed", "changed")), said
        into.unlink()
        yield f"{count} rows of the glossary come back from the workbook that {who} wrote"
    # Words that are not words to a spreadsheet, a row that is added and one that is hidden.
    last = count + 1
    cells = {f"A{last}": "ba-pe", f"D{last}": "tr", f"E{last}": "'=ba", f"F{last}": "admitted", f"H{last}": "0012"}
    edit(desk, job(out, saved, cells=cells, hide=[3]))
    into = desk.folder / "glossaries" / "changed.csv"
    desk.run("glossary", "import", saved, "--into", into, expect=(0, 1))
    text = into.read_text(encoding="utf-8")
    assert re.search(r"^ba-pe,,,tr,'=ba,admitted,,0012", text, re.M), text[-400:]
    assert len(text.splitlines()) == last, "the row that is hidden is read too"
    into.unlink()
    yield "a row that was typed into LibreOffice comes as it was typed, and a hidden row is read"


def receive(desk, path):
    """The receipt of a review, and the codes of what is said of it."""
    said = desk.json("review", "import", path, expect=(0, 1))
    codes = sorted(one["code"] for one in said["findings"])
    return said["files"][0]["receipt"], codes


def exported(desk, locale, form):
    desk.run("review", "export", "--target", locale, "--to", form, expect=(0, 1))
    found = sorted((desk.folder / "out" / "review" / locale).rglob(f"*.{form}"))
    assert found, f"no review in {locale} as {form}"
    return max(found, key=lambda path: path.stat().st_size)


def sheet(desk, locale):
    out, saved = exported(desk, locale, "xlsx"), desk.folder / "back.xlsx"
    before = rows(out)
    asked = [n for n, row in enumerate(before, 1) if n > 1 and row[2]]
    first, second, third = asked[:3]
    edit(desk, job(out, saved))
    receipt, codes = receive(desk, saved)
    assert receipt["same"] == receipt["units"] and not codes, (receipt, codes)
    yield f"{locale}: {receipt['units']} units of a workbook that LibreOffice saved are the same"

    typed = words(locale, "sheet")
    seen = edit(
        desk,
        job(
            out,
            saved,
            cells={f"C{first}": typed, f"B{second}": "x", f"F{second}": "=ba pe"},
            notes={f"C{third}": "to cu"},
            hide=[first],
        ),
    )[0]
    assert seen[f"B{second}"] == before[second - 1][1], "a source is locked"
    receipt, codes = receive(desk, saved)
    assert (receipt["updated"], receipt["rejected"]) == (1, 0), (receipt, codes)
    assert receipt["same"] == receipt["units"] - 1, receipt
    assert codes.count("review::comment") == 2 and "workbook::hidden" in codes, codes
    yield f"{locale}: a cell that was changed is taken, two comments are kept, a source is locked"

    out = exported(desk, locale, "xlsx")
    after = rows(out)
    assert after[first - 1][2] == typed, after[first - 1]
    edit(desk, job(out, saved, unprotect=True, cells={f"B{first}": "x"}, formulas={f"C{second}": "=1+1"}))
    receipt, codes = receive(desk, saved)
    assert (receipt["updated"], receipt["rejected"]) == (0, 2), (receipt, codes)
    assert {"import::source-changed", "review::formula"} <= set(codes), codes
    yield f"{locale}: a changed source and a formula are kept aside"
    assert printed(out, desk.folder).exists()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def remark(source, target, unit, words):
    """Writes a copy of a document with a comment at the id of a unit, as Word has it:
    LibreOffice without a screen cannot make one, but it reads and writes them."""
    comments = (
        f'<w:comments xmlns:w="{WORD}"><w:comment w:id="0" w:author="A. Roe" w:initials="A">'
        f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:comment></w:comments>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    relation = f'<Relationship Id="remarks" Type="{KINDS}/comments" Target="comments.xml"/>'
    override = f'<Override PartName="/word/comments.xml" ContentType="{kind}"/>'
    ends = {
        "word/_rels/document.xml.rels": ("</Relationships>", relation),
        "[Content_Types].xml": ("</Types>", override),
    }
    with zipfile.ZipFile(source) as parts, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in parts.namelist():
            text = parts.read(name).decode()
            if name in ends:
                end, more = ends[name]
                assert end in text, name
                text = text.replace(end, more + end)
            if name == "word/document.xml":
                place = f"/{unit}</w:t></w:r>"
                assert text.count(place) == 1, "the id stands there once"
                text = text.replace(place, f'{place}<w:r><w:commentReference w:id="0"/></w:r>')
            out.writestr(name, text)
        out.writestr("word/comments.xml", comments)


def converted(source, folder, form):
    """What LibreOffice makes of a file that it opens and saves, nobody looking on."""
    done = subprocess.run(
        ["soffice", "--headless", "--norestore", "--convert-to", form, "--outdir", str(folder)]
        + [f"-env:UserInstallation=file://{folder.parent}/office", str(source)],
        capture_output=True,
        text=True,
        timeout=180,
    )
    saved = folder / source.name
    assert saved.exists(), done.stdout + done.stderr
    return saved


def document(desk, locale):
    out, saved = exported(desk, locale, "docx"), desk.folder / "back.docx"
    edit(desk, job(out, saved))
    receipt, codes = receive(desk, saved)
    assert receipt["same"] == receipt["units"] and not codes, (receipt, codes)
    yield f"{locale}: {receipt['units']} units of a document that LibreOffice saved are the same"

    table = rows(exported(desk, locale, "xlsx"))
    asked = [n for n, row in enumerate(table, 1) if n > 1 and len(row[2].split(" ")) > 2 or n > 1 and locale.startswith("zh") and len(row[2]) > 4]
    first, second, third = [n for n in asked if "\u27e6" not in table[n - 1][2]][:3]
    gap = "" if locale.startswith("zh") else " "
    gone = table[second - 1][2][:2] if not gap else table[second - 1][2].split(" ")[0] + " "
    more = gap + words(locale, "document")
    changes = {"insert": {f"C{first}": more}, "delete": {f"C{second}": gone}}
    edit(desk, job(out, saved, track=True, **changes))
    text = zipfile.ZipFile(saved).read("word/document.xml").decode()
    assert "<w:ins " in text and "<w:del " in text, "the changes are recorded"
    receipt, codes = receive(desk, saved)
    assert (receipt["updated"], receipt["rejected"]) == (2, 0), (receipt, codes)
    after = rows(exported(desk, locale, "xlsx"))
    assert after[first - 1][2] == table[first - 1][2] + more, after[first - 1]
    assert after[second - 1][2] == table[second - 1][2].removeprefix(gone), after[second - 1]
    yield f"{locale}: recorded changes of a document count as accepted"

    remarked = desk.folder / "remarked.docx"
    out = exported(desk, locale, "docx")
    remark(out, remarked, table[third - 1][0].split("/")[1], "to cu")
    saved_too = converted(remarked, desk.folder / "converted", "docx:MS Word 2007 XML")
    receipt, codes = receive(desk, saved_too)
    assert receipt["same"] == receipt["units"] and codes == ["review::comment"], (receipt, codes)
    yield f"{locale}: a comment in a document is kept"

    edit(desk, job(exported(desk, locale, "docx"), saved, cells={f"B{first}": "x"}))
    receipt, codes = receive(desk, saved)
    assert receipt["rejected"] == 1 and "import::source-changed" in codes, (receipt, codes)
    yield f"{locale}: a changed source in a document is kept aside"
