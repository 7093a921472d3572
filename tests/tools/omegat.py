"""OmegaT, on its console: opens the projects that we make and compiles them."""

import subprocess
import xml.etree.ElementTree as ElementTree

from desk import SYLLABLES, Desk, units


def console(project, mode, *more):
    done = subprocess.run(
        ["omegat", str(project), f"--mode=console-{mode}", *more],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def facts(program):
    yield from exact_matches(program)
    yield from one_script(program)
    yield from nothing_hidden(program)


def made(desk, locale):
    told = desk.json("export", "omegat", "--target", locale)
    return desk.folder / "out" / "omegat" / locale, told["projects"][0]["project"]


def exact_matches(program):
    """What the memory fills in appears, each in its place, and comes back."""
    desk = Desk(program)
    for locale in ("ug", "zh-Hans"):
        translated = desk.translate_all(locale)
        project, told = made(desk, locale)
        assert told["filled"] == told["segments"] == translated > 15, told
        console(project, "translate")
        appeared = 0
        for package in sorted((project / "target").glob("*.xlf")):
            for unit, translate, source, target in units(package):
                if translate:
                    assert target != source, f"{package.name} {unit} is not filled in"
                    appeared += 1
            receipt = desk.json("import", package, expect=(0, 1))["files"][0]["receipt"]
            assert receipt["units"] == receipt["same"], receipt
        assert appeared == translated, (appeared, translated)
        yield f"{locale}: {appeared} of {translated} exact matches appear, those with codes too"
        yield f"{locale}: what OmegaT wrote comes back as the same translations"


def one_script(program):
    """A memory of both ways of Chinese: a project of one sees nothing of the other."""
    desk = Desk(program)
    for locale in ("zh-Hans", "zh-Hant"):
        desk.translate_all(locale)
    for locale, other in (("zh-Hans", "zh-Hant"), ("zh-Hant", "zh-Hans")):
        project, told = made(desk, locale)
        console(project, "translate")
        foreign = set(SYLLABLES[other])
        text = "".join(
            path.read_text(encoding="utf-8")
            for path in sorted(project.rglob("*"))
            if path.suffix in (".xlf", ".tmx")
        )
        assert set(SYLLABLES[locale]) & set(text)
        assert not foreign & set(text), foreign & set(text)
        yield f"{locale}: no character of {other} in {told['filled']} units filled in"


def nothing_hidden(program):
    """Every unit that is to be translated is shown to the translator."""
    desk = Desk(program)
    project, told = made(desk, "tr")
    memory = desk.folder / "pseudo.tmx"
    console(
        project,
        "createpseudotranslatetmx",
        f"--pseudotranslatetmx={memory}",
        "--pseudotranslatetype=empty",
    )
    shown = {
        "".join(unit.find("tuv").find("seg").itertext())
        for unit in ElementTree.parse(memory).iter("tu")
    }
    wanted = {
        source
        for package in (project / "source").glob("*.xlf")
        for _, translate, source, _ in units(package)
        if translate
    }
    # OmegaT shows codes as shortcuts: compared without them.
    bare = {without_shortcuts(text) for text in shown}
    assert wanted <= bare, wanted - bare
    assert len(bare) == len(wanted), bare - wanted
    yield f"tr: {len(wanted)} different sources are shown, and nothing else"


def without_shortcuts(text):
    import re

    return re.sub(r"</?[a-z]\d+/?>", "", text)
