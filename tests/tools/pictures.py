"""Pictures of the report's page, for people to look at: target/pictures."""

import subprocess
import tempfile
import time
from pathlib import Path

import reports
from chromium import Browser
from desk import REPOSITORY
from page import Maker

FOLDER = REPOSITORY / "target" / "pictures"


def facts(program):
    FOLDER.mkdir(parents=True, exist_ok=True)
    report = reports.sample(4, 12)
    with tempfile.TemporaryDirectory(prefix="pictures-") as folder, Browser() as browser:
        browser.open(Maker(program, folder).page("report", report))
        made = list(screens(browser, report))
        (FOLDER / "print.pdf").write_bytes(browser.printed())
    printed = ["pdftoppm", "-r", "60", "-png", "-l", "6", FOLDER / "print.pdf", FOLDER / "print"]
    subprocess.run(printed, check=True)
    yield f"{len(made)} pictures, and a print, lie in {FOLDER.relative_to(REPOSITORY)}"


def screens(browser, report):
    statement = f"s/{report['statements'][0]['name']}"
    for name, scheme, width in (("light", "light", 1280), ("dark", "dark", 1280), ("phone", "light", 360), ("phone-dark", "dark", 360)):
        browser.size(width, 1500)
        browser.scheme(scheme)
        for part in ("languages", "changes", "glossary", statement):
            browser.run("location.hash = arguments[0]", part)
            time.sleep(0.2)
            yield save(browser, f"{name}-{part.split('/')[0]}")
    browser.size(1280, 1500)
    browser.scheme("light")
    for place, locale in enumerate(report["locales"]):
        browser.run(f"location.hash = 'locale={locale['locale']}&severity=any'")
        time.sleep(0.3)
        browser.run("document.getElementById('statements').scrollIntoView()")
        yield save(browser, f"locale-{locale['locale']}")
    browser.run("document.getElementById('clear').click()")


def save(browser, name):
    path = Path(FOLDER / f"{name}.png")
    path.write_bytes(browser.picture())
    return path
