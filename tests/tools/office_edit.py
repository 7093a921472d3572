"""Somebody at work in LibreOffice: opens tables, writes into them, saves them.

    office_edit.py PROFILE < JOBS > WHAT WAS SEEN

To be run by the Python of the system, which knows the module `uno`. The jobs are JSON,
a list of {"open", "save", …}:

  cells     {"C4": words}: typed into a cell of the sheet, or of the table of the document
  notes     {"C4": words}: a comment on that cell of the sheet. (In a text document, also a
            new one, LibreOffice 7.4 without a screen falls over at it.)
  formulas  {"C4": "=1+1"}: a formula, as somebody makes who takes the form "text" away
  unprotect true: the protection of the sheet is taken off first
  hide      [4]: rows of the sheet that a filter hides
  track     true: changes of the document are recorded
  insert    {"C4": words}: written behind the words of a cell of the document
  delete    {"C4": words}: these words of a cell of the document are taken away
"""

import json
import os
import signal
import subprocess
import sys
import time
import uuid

import uno
from com.sun.star.beans import PropertyValue

SHEET = "Calc MS Excel 2007 XML"
DOCUMENT = "MS Word 2007 XML"


def prop(name, value):
    one = PropertyValue()
    one.Name, one.Value = name, value
    return one


def connect(pipe, process):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            names = ["com.sun.star.frame.Desktop", "com.sun.star.frame.DispatchHelper"]
            create = context.ServiceManager.createInstanceWithContext
            return [create(name, context) for name in names]
        except Exception as fault:
            if process.poll() is not None:
                raise SystemExit(f"LibreOffice ended with {process.returncode}") from fault
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


def address(name):
    """`C4` as column and row from 0."""
    letters = "".join(c for c in name if c.isalpha())
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1, int(name[len(letters) :]) - 1


def in_sheet(document, job, dispatcher):
    sheet = document.Sheets.getByIndex(0)
    frame = document.CurrentController.Frame
    seen = {"frozen": document.CurrentController.hasFrozenPanes()}
    if job.get("unprotect"):
        sheet.unprotect("")
    for name, words in job.get("cells", {}).items():
        # As from the keyboard: the interface would write into locked cells too, and
        # would not ask what words look like.
        place = (prop("ToPoint", name),)
        dispatcher.executeDispatch(frame, ".uno:GoToCell", "", 0, place)
        typed = (prop("StringName", words),)
        dispatcher.executeDispatch(frame, ".uno:EnterString", "", 0, typed)
        seen[name] = sheet.getCellRangeByName(name).getString()
    for name, words in job.get("formulas", {}).items():
        cell = sheet.getCellRangeByName(name)
        cell.NumberFormat = 0
        cell.setFormula(words)
        seen[name] = cell.getString()
    for row in job.get("hide", []):
        sheet.Rows.getByIndex(row - 1).IsVisible = False
    for name, words in job.get("notes", {}).items():
        cell = sheet.getCellRangeByName(name)
        sheet.Annotations.insertNew(cell.CellAddress, words)
    return seen


def in_document(document, job, _):
    table = document.TextTables.getByIndex(0)
    document.RecordChanges = job.get("track", False)
    seen = {}
    for name, words in job.get("cells", {}).items():
        cell = table.getCellByName(name)
        cell.setString(words)
        seen[name] = cell.getString()
    for name, words in job.get("insert", {}).items():
        cell = table.getCellByName(name)
        cursor = cell.createTextCursor()
        cursor.gotoEnd(False)
        cell.insertString(cursor, words, False)
    for name, words in job.get("delete", {}).items():
        cell = table.getCellByName(name)
        cursor = cell.createTextCursor()
        cursor.gotoStart(False)
        start = cell.getString().index(words)
        cursor.goRight(start, False)
        cursor.goRight(len(words), True)
        cursor.setString("")
    document.RecordChanges = False
    return seen


def main():
    profile = sys.argv[1]
    jobs = json.load(sys.stdin)
    pipe = f"desk{uuid.uuid4().hex}"
    # A pipe and no port: nothing is open to a network.
    process = subprocess.Popen(
        ["soffice", "--headless", "--norestore", "--nologo", "--nodefault"]
        + [f"--accept=pipe,name={pipe};urp;", f"-env:UserInstallation=file://{profile}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        desktop, dispatcher = connect(pipe, process)
        seen = []
        for job in jobs:
            url = uno.systemPathToFileUrl(os.path.abspath(job["open"]))
            document = desktop.loadComponentFromURL(url, "_blank", 0, (prop("Hidden", True),))
            if document is None:
                raise SystemExit(f"LibreOffice cannot open {job['open']}")
            is_sheet = document.supportsService("com.sun.star.sheet.SpreadsheetDocument")
            seen.append((in_sheet if is_sheet else in_document)(document, job, dispatcher))
            saved = uno.systemPathToFileUrl(os.path.abspath(job["save"]))
            document.storeToURL(saved, (prop("FilterName", SHEET if is_sheet else DOCUMENT),))
            # Not closed: LibreOffice 7.4 without a screen may fall over after typing.
        json.dump(seen, sys.stdout)
    finally:
        # What was asked for is saved; there is nothing to end in order. The program has
        # children, which are of its group.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for job in jobs:
            folder, name = os.path.split(os.path.abspath(job["open"]))
            lock = os.path.join(folder, f".~lock.{name}#")
            if os.path.exists(lock):
                os.remove(lock)


if __name__ == "__main__":
    main()
