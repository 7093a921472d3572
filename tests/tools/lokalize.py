"""Lokalize without a screen, asked over D-Bus how many units it shows."""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from desk import LOCALES, Desk

EDITOR = "/ThisIsWhatYouWant/Editor/0"


def facts(program):
    desk = Desk(program)
    for locale in LOCALES:
        shown = []
        for package in desk.packages(locale):
            wanted = package.read_text(encoding="utf-8").count("<trans-unit ")
            seen = in_a_session(package)
            assert seen == wanted > 0, f"{package.name}: {seen} of {wanted} units"
            shown.append(seen)
        yield f"{locale}: {sum(shown)} units in {len(shown)} packages"


def in_a_session(package):
    """The number of units, from a program on a bus of its own."""
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, __file__, str(package)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    found = re.search(r"units (\d+)", done.stdout)
    assert found, done.stdout + done.stderr
    return int(found.group(1))


def call(destination, path, method):
    done = subprocess.run(
        ["gdbus", "call", "--session", "--dest", destination, "--object-path", path]
        + ["--method", method],
        capture_output=True,
        text=True,
    )
    return done.stdout if done.returncode == 0 else ""


def wait_for(ask, seconds=60):
    for _ in range(seconds * 4):
        answer = ask()
        if answer:
            return answer
        time.sleep(0.25)
    raise SystemExit("Lokalize does not answer")


def ask(package):
    with tempfile.TemporaryDirectory() as home:
        place = dict(os.environ, HOME=home, QT_QPA_PLATFORM="offscreen", LANG="C.UTF-8")
        with subprocess.Popen(
            ["lokalize", package], env=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as lokalize:
            names = "org.freedesktop.DBus.ListNames"
            listed = lambda: re.search(  # noqa: E731
                rf"org\.kde\.lokalize-{lokalize.pid}", call("org.freedesktop.DBus", "/", names)
            )
            name = wait_for(listed).group(0)
            count = lambda: re.search(  # noqa: E731
                r"\((\d+),\)", call(name, EDITOR, "org.kde.Lokalize.Editor.entryCount")
            )
            print("units", wait_for(count).group(1))
            lokalize.kill()


if __name__ == "__main__":
    ask(str(Path(sys.argv[1]).resolve()))
