"""Reports for the tests in a browser, as the JSON that the program writes.

Source words are those of the sample statements. Target words are terms of the glossary,
unreviewed, among syllables: no sentence of any language."""

import csv
import datetime
import re

from desk import LOCALES, REPOSITORY, words

RIGHT_TO_LEFT = {"ug", "kk-Arab"}
SENTENCE = re.compile(r"[^.!?\n]+[.!?”\"]*")


def sentences():
    texts = [path.read_text(encoding="utf-8") for path in sorted((REPOSITORY / "statements").glob("*.txt"))]
    found = [match.group().strip() for text in texts for match in SENTENCE.finditer(text)]
    return [one for one in found if len(one) > 20]


def glossary():
    """The terms of the starter glossary: concept, language, [row]."""
    held = {}
    with open(REPOSITORY / "glossaries" / "terms.csv", encoding="utf-8") as table:
        for row in csv.DictReader(table):
            held.setdefault(row["concept_id"], {}).setdefault(row["lang"], []).append(row)
    return held


def term(row, signed=False):
    return {
        "text": row["term"], "usage": row["usage"], "evidence": row["status"],
        "signed_by": "tr-1" if signed else None, "signed_on": "2026-10-01" if signed else None,
        "reason": "as in the published text" if signed else "", "profile": row.get("profile") or "",
        "scope": row.get("scope") or "both", "valid_from": None, "valid_until": None, "in_force": True,
        "note": row.get("term_note") or "",
    }


def span(text, part):
    """The bytes of a part of a text."""
    at = text.find(part)
    start = len(text[:at].encode())
    return start, start + len(part.encode())


def mark(text, part, kind, concept=""):
    start, end = span(text, part)
    made = {"start": start, "end": end, "kind": kind}
    return {**made, "concept": concept} if concept else made


def severities(held):
    """How many findings nobody accepted, by their weight, and how many somebody did."""
    all_ = [finding for one in held for finding in one["findings"]]
    open_ = [finding["severity"] for finding in all_ if finding["accepted"] is None]
    count = {name: open_.count(word) for name, word in (("errors", "error"), ("warnings", "warning"), ("notes", "note"))}
    return {**count, "accepted": len(all_) - len(open_)}


def tally(units, locale):
    held = [one for unit in units for one in unit["translations"] if one["locale"] == locale]
    return {"locale": locale, "translated": len(held), **severities(held)}


class Maker:
    def __init__(self, locales):
        self.locales = locales
        self.glossary = glossary()
        self.places = {}
        self.asked = {}
        self.count = 0
        self.found = {}

    def concepts_in(self, sentence):
        if sentence not in self.found:
            self.found[sentence] = list(self.look(sentence))[:3]
        return self.found[sentence]

    def look(self, text):
        for concept, held in self.glossary.items():
            for row in held.get("en", []):
                if row["usage"] in ("preferred", "admitted") and row["term"] and re.search(rf"\b{re.escape(row['term'])}\b", text):
                    yield concept, row["term"]
                    break

    def unit(self, statement, number, sentence):
        self.count += 1
        identity = f"p{number // 4 + 1}.s{number % 4 + 1}"
        text = f"{sentence} [{self.count}]"
        found = self.concepts_in(sentence)
        marks = [mark(text, words_, "term", concept) for concept, words_ in found]
        quoted = re.search(r"“[^”]*”?", text)
        if quoted:
            marks.append(mark(text, quoted.group(), "quoted"))
        marks.sort(key=lambda one: (one["start"], -one["end"]))
        unit = {
            "id": identity, "line": number + 1, "role": "title" if number == 0 else "body", "translate": True,
            "source": {"text": text, "marks": marks},
            "speakers": ["Person of the sample"] if quoted else [],
            "quotations": ["The source is not known; nothing to compare with."] if quoted else [], "translations": [],
        }
        for place, locale in enumerate(self.locales):
            if (self.count + place) % 11:
                unit["translations"].append(self.translation(statement, unit, locale, found))
        return unit

    def translation(self, statement, unit, locale, found):
        filler = words(locale, unit["id"] + locale + str(self.count))
        text, marks, findings = filler, [], []
        for concept, _ in found:
            rows = [row for row in self.glossary[concept].get(locale, []) if row["term"] and row["usage"] == "preferred"]
            self.asked[concept, locale] = self.asked.get((concept, locale), 0) + 1
            if not rows:
                continue
            chosen = rows[0]["term"]
            if (self.count + len(locale)) % 13 == 0:
                wrong = words(locale, "wrong" + concept)
                text += " " + wrong
                marks.append(mark(text, wrong, "fault"))
                accepted = "said so by the desk" if self.count % 3 == 0 else None
                severity = ["error", "warning", "note"][self.count % 3]
                findings.append({
                    "id": f"{self.count:08d}{len(findings):04d}", "code": "term::missing", "severity": severity,
                    "message": f"“{found[0][1]}” is translated here without a term that was decided", "words": wrong,
                    "help": f"use “{chosen}”, or accept this with a reason", "concept": concept, "accepted": accepted,
                })
                if accepted is None:
                    place = {"statement": statement, "unit": unit["id"], "translation": len(unit["translations"]), "finding": len(findings) - 1}
                    self.places.setdefault((concept, locale), []).append(place)
            else:
                text += " " + chosen
                marks.append(mark(text, chosen, "term", concept))
        marks.sort(key=lambda one: (one["start"], -one["end"]))
        return {
            "locale": locale, "text": {"text": text, "marks": marks},
            "state": ["translated", "reviewed", "final"][self.count % 3], "band": ["in-context", "100"][self.count % 2],
            "filled": self.count % 7 != 0, "by": "tr-1", "file": "return.xlf", "day": "2026-11-01", "findings": findings,
        }

    def statement(self, number, size, pool):
        day = datetime.date(2022, 9, 1) + datetime.timedelta(days=23 * number)
        name = f"{day}-sample-{number}"
        units = [self.unit(name, at, pool[(number * 7 + at) % len(pool)]) for at in range(size)]
        return {
            "name": name, "date": str(day), "version": 1 + number % 2, "digits": f"{number:012x}",
            "segments": len(units), "locales": [tally(units, locale) for locale in self.locales], "units": units,
        }

    def concept(self, key, held):
        rows = [row for rows in held.values() for row in rows]
        return {
            "id": key, "domain": rows[0]["domain"], "definition": "", "decision": "", "note": rows[0].get("concept_note") or "",
            "guard": False, "source_terms": [term(row) for row in held.get("en", [])],
            "in_sources": max([self.asked.get((key, locale), 0) for locale in self.locales], default=0),
            "locales": [self.decision(key, held, locale) for locale in self.locales],
        }

    def decision(self, key, held, locale):
        rows = held.get(locale, [])
        usable = [row for row in rows if row["usage"] in ("preferred", "admitted")]
        signed = len(key) % 3 == 0
        places = self.places.get((key, locale), [])
        asked = self.asked.get((key, locale), 0)
        kept = asked - len(places)
        return {
            "locale": locale, "decided": "undecided" if not usable else "signed" if signed else "unsigned",
            "terms": [term(row, signed) for row in rows], "asked": asked,
            "renderings": [{"term": usable[0]["term"], "count": kept}] if usable and kept > 0 else [],
            "not_kept": len(places), "unasked": 0, "unsure": 0, "places": places[:50],
        }

    def locale(self, locale, statements, concepts):
        units = [unit for statement in statements for unit in statement["units"]]
        held = [one for unit in units for one in unit["translations"] if one["locale"] == locale]
        open_ = [finding for one in held for finding in one["findings"] if finding["accepted"] is None]
        states = {}
        for one in held:
            states[one["state"]] = states.get(one["state"], 0) + 1
        states["open"] = len(units) - len(held)
        decided = [one["decided"] for concept in concepts for one in concept["locales"] if one["locale"] == locale]
        weights = severities(held)
        points, share = [], len(statements) or 1
        for number, statement in enumerate(statements, 1):
            points.append({"day": statement["date"], "segments": len(units) * number // share, "translated": len(held) * (number - 1) // share, "sound": (len(held) - len(open_)) * (number - 1) // share})
        points.append({"day": "2026-11-01", "segments": len(units), "translated": len(held), "sound": max(0, len(held) - weights["errors"])})
        first = statements[0]["name"] if statements else ""
        waiting = [
            {"number": number, "statement": first, "unit": unit["id"], "file": "return.xlf", "day": "2026-11-01", "reason": "import::source", "message": "the source is not the one that was sent"}
            for number, unit in enumerate(units[:2] if locale == "ug" else [], 1)
        ]
        return {
            "locale": locale, "right_to_left": locale in RIGHT_TO_LEFT, "statements": len(statements), "segments": len(units),
            "translated": len(held), "states": states,
            "bands": [{"band": "in-context", "segments": len(held) // 2, "words": len(held) * 9}, {"band": "100", "segments": len(held) - len(held) // 2, "words": len(held) * 8}, {"band": "new", "segments": states["open"], "words": states["open"] * 17}],
            **weights, "quarantined": len(waiting), "waiting": waiting, "signed": decided.count("signed"), "unsigned": decided.count("unsigned"),
            "undecided": decided.count("undecided"), "elsewhere": 0, "history": points[-200:],
        }


def sample(statements, size, locales=tuple(LOCALES)):
    """A report of so many statements with so many segments each."""
    maker, pool = Maker(list(locales)), sentences()
    held = [maker.statement(number, size, pool) for number in range(statements)]
    concepts = [maker.concept(key, rows) for key, rows in maker.glossary.items()]
    at_first = maker.locales[0] if maker.locales else ""
    places = [place for (_, locale), found in maker.places.items() if locale == at_first for place in found][:3]
    return {
        "form": 1, "day": "2026-11-22", "source": "en", "profile": "un", "glossary": "0123456789ab",
        "locales": [maker.locale(locale, held, concepts) for locale in maker.locales],
        "concepts": concepts, "statements": held,
        "since": {
            "day": "2026-11-15", "report": True, "whole": True, "statements": [one["name"] for one in held[-1:]], "gone": ["2021-01-01-gone"], "common": len(held),
            "locales": [{"locale": locale, "translated_before": 3, "translated": 9, "new_findings": places if locale == at_first else [], "gone_findings": 1} for locale in maker.locales],
            "decisions": ["un, Turkish: signed off by tr-1"],
        },
        "left_out": [{"what": "1,200 segments without findings", "instead": "tilmach report --format csv"}],
    }


def everywhere(value, change):
    """The same report with every text but days and numbers changed by a function of the
    text and the name of its member."""
    def walk(value, name):
        if isinstance(value, dict):
            return {key: walk(one, key) for key, one in value.items()}
        if isinstance(value, list):
            return [walk(one, name) for one in value]
        return change(value, name) if isinstance(value, str) else value
    return walk(value, "")
