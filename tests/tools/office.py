"""LibreOffice, without a screen: opens the DOCX that we merged and prints it."""

import re
import subprocess
import zipfile
from pathlib import Path

from desk import Desk

PARTS = {
    "[Content_Types].xml": """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""",
    "_rels/.rels": """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>""",
    "word/document.xml": """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>The archive is closed</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">Nobody knows </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>who</w:t></w:r><w:r><w:t xml:space="preserve"> has the key. The letters wait.</w:t></w:r></w:p></w:body></w:document>""",
}


def facts(program):
    desk = Desk(program)
    source = desk.folder / "statements" / "closed.docx"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, text in PARTS.items():
            parts.writestr(name, text)
    desk.run("run")
    desk.translate_all("ug")
    merged = desk.folder / "closed.ug.docx"
    desk.run("merge", "closed.docx", "--target", "ug", "--out", merged)
    pdf = printed(merged, desk.folder)
    lines = lines_of(pdf)
    texts = paragraphs(merged)
    # The first word of a line stands farthest to the right. A page tells its letters
    # as they are seen, so words are compared by the letters they have.
    seen = [word for line in lines for _, word in sorted(line["words"], reverse=True)]
    meant = [word for text in texts for word in text.split()]
    assert len(texts) == 2 and list(map(sorted, seen)) == list(map(sorted, meant)), (seen, meant)
    for line in lines:
        assert line["page"] - line["right"] < line["page"] * 0.15, "it is set against the right"
    yield f"{len(lines)} lines of a merged DOCX run from right to left, from the right margin"
    whole = desk.folder / "whole.docx"
    desk.run("merge", "closed.docx", "--target", "kk", "--allow-untranslated", "--out", whole)
    printed(whole, desk.folder)
    yield "a DOCX without translations opens too"


def paragraphs(document):
    """The text of each paragraph."""
    with zipfile.ZipFile(document) as parts:
        text = parts.read("word/document.xml").decode()
    held = re.findall(r"<w:p>.*?</w:p>|<w:p .*?</w:p>", text, re.S)
    return ["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", one)) for one in held]


def printed(document, folder):
    done = subprocess.run(
        ["soffice", "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
        + [f"-env:UserInstallation=file://{folder}/office", str(document)],
        capture_output=True,
        text=True,
        timeout=180,
    )
    pdf = folder / (Path(document).stem + ".pdf")
    assert pdf.exists(), done.stdout + done.stderr
    return pdf


def lines_of(pdf):
    """The lines of the first page: where their words begin and end, in points."""
    done = subprocess.run(["pdftotext", "-bbox-layout", str(pdf), "-"], capture_output=True, text=True)
    page = float(re.search(r'<page width="([\d.]+)"', done.stdout).group(1))
    lines = []
    for line in re.findall(r"<line .*?</line>", done.stdout, re.S):
        words = re.findall(r'<word xMin="([\d.]+)"[^>]*>([^<]*)</word>', line)
        right = float(re.search(r'<line [^>]*xMax="([\d.]+)"', line).group(1))
        lines.append({"page": page, "right": right, "words": [(float(x), w) for x, w in words]})
    return lines
