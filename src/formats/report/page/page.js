// Hides what is not asked for. The page is whole without this. What is asked for stands in
// the address behind "#", so that a link shows a colleague the same: "#locale=ug&q=word".
// A link to a part alone, "#u/statement/p3.s2", opens what it lies in.
//
// Text of files is only ever compared, never put into the page.
"use strict";
(() => {
  const by = (id) => document.getElementById(id);
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const FIELDS = ["q", "locale", "concept", "statement", "severity", "decided", "order"];

  // One letter for what people write for one another: case, the four letters i of Turkish,
  // forms of Arabic and full-width letters, apostrophes; marks of direction are left out.
  const fold = (text) =>
    text.normalize("NFKC").toLowerCase()
      .replace(/i\u0307|\u0131/g, "i")
      .replace(/[\u2018\u2019\u02bc]/g, "'").replace(/[\u201c\u201d\u00ab\u00bb]/g, '"')
      .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
      .replace(/\s+/g, " ");

  // The report as data, beside the parts that show it: both are in one order.
  let index = null;
  function read() {
    if (index) return index;
    const report = JSON.parse(by("report").textContent);
    const texts = [];
    // What is searched is folded in one go: a hundred thousand small texts take longer.
    const later = (parts) => texts.push(parts.join("\n").replaceAll("\u0001", " ")) - 1;
    index = { report, statements: [], concepts: [], total: 0, units: new Map(), parts: new Map() };
    const elements = all("#statements .statement"), concepts = all("#glossary .concept");
    report.statements.forEach((statement, at) => index.statements.push(readStatement(statement, elements[at], later)));
    report.concepts.forEach((concept, at) => index.concepts.push(readConcept(concept, concepts[at], later)));
    const folded = fold(texts.join("\u0001")).split("\u0001");
    const fill = (entry) => { entry.text = folded[entry.text]; };
    for (const statement of index.statements)
      for (const unit of statement.units) { fill(unit); unit.translations.forEach(fill); }
    for (const concept of index.concepts) { fill(concept); concept.decisions.forEach(fill); }
    return index;
  }
  function readStatement(statement, element, later) {
    const entry = { element, name: statement.name, date: statement.date };
    entry.todo = statement.locales.reduce((sum, one) => sum + one.errors + one.warnings + one.notes, 0);
    entry.units = statement.units.map((unit) => {
      const translations = unit.translations.map((one) => ({
        locale: one.locale, wanted: true,
        findings: one.findings.map((finding) => ({ severity: finding.accepted === null ? finding.severity : "accepted", concept: finding.concept })),
        text: later([one.text.text, one.by || "", one.file, ...one.findings.flatMap((finding) => [finding.message, finding.words, finding.code])]),
      }));
      const made = {
        wanted: true, translations, concepts: new Set(unit.source.marks.map((mark) => mark.concept)),
        text: later([unit.id, unit.source.text, ...unit.speakers, ...unit.quotations]),
      };
      index.units.set(statement.name + "\n" + unit.id, made);
      return made;
    });
    index.total += entry.units.length;
    index.parts.set(element, entry);
    return entry;
  }
  function readConcept(concept, element, later) {
    const words = (term) => [term.text, term.evidence, term.reason, term.note, term.signed_by || ""];
    const entry = {
      element, id: concept.id, date: "", todo: concept.locales.reduce((sum, one) => sum + one.not_kept, 0),
      text: later([concept.id, concept.domain, concept.definition, concept.decision, concept.note, ...concept.source_terms.flatMap(words)]),
      decisions: concept.locales.map((one) => ({
        locale: one.locale, decided: one.decided, broken: one.not_kept > 0, wanted: true,
        text: later([...one.terms.flatMap(words), ...one.renderings.map((rendering) => rendering.term)]),
        places: one.places.map((place) => ({ place, wanted: true })),
      })),
    };
    index.parts.set(element, entry);
    return entry;
  }

  // The inside of a part lies in a noscript element, the page's own markup as one text, until
  // somebody opens the part. What it holds then is matched with the data by order.
  function layOut(part) {
    const sleeping = part.querySelector(":scope > noscript");
    if (!sleeping) return;
    const first = Number(part.dataset.first || 0);
    const awake = new DOMParser().parseFromString(sleeping.textContent, "text/html").body;
    const found = (selector) => Array.from(awake.querySelectorAll(selector));
    const units = found(".unit"), translations = found(".tr"), decisions = found(".decision"), places = found(".place");
    const entry = read().parts.get(part.closest(".concept, .statement"));
    let next = 0;
    units.forEach((element, at) => {
      const unit = entry.units[first + at];
      unit.element = element;
      for (const one of unit.translations) one.element = translations[next++];
    });
    decisions.forEach((element, at) => {
      entry.decisions[at].element = element;
      for (const one of entry.decisions[at].places) one.element = places[next++];
    });
    sleeping.replaceWith(...awake.childNodes);
    settle(entry);
  }
  // Shows of a part that is laid out what is wanted.
  function settle(entry) {
    const show = (one) => { if (one.element && one.element.hidden === one.wanted) one.element.hidden = !one.wanted; };
    for (const unit of entry.units || []) { show(unit); unit.translations.forEach(show); }
    for (const decision of entry.decisions || []) { show(decision); decision.places.forEach(show); }
  }

  // What is asked for, from the fields.
  function asked() {
    const { report } = read();
    const chosen = (id, list) => (by(id).value === "" ? null : list[Number(by(id).value)]);
    const locale = chosen("locale", report.locales), concept = chosen("concept", report.concepts);
    const statement = chosen("statement", report.statements);
    return {
      words: fold(by("q").value).split(" ").filter((word) => word !== ""),
      locale: locale && locale.locale, concept: concept && concept.id, statement: statement && statement.name,
      severity: by("severity").value, decided: by("decided").value, order: by("order").value,
    };
  }

  const has = (text, words) => words.every((word) => text.includes(word));
  const weighs = (finding, want) =>
    (want.severity === "" || want.severity === finding.severity || (want.severity === "any" && finding.severity !== "accepted")) &&
    (want.concept === null || finding.concept === want.concept);

  function filterUnit(unit, want) {
    let text = unit.text, about = want.concept === null || unit.concepts.has(want.concept), found = want.severity === "";
    for (const one of unit.translations) {
      const fits = one.findings.some((finding) => weighs(finding, want));
      one.wanted = (want.locale === null || one.locale === want.locale) && (want.severity === "" || fits);
      if (!one.wanted) continue;
      text += "\n" + one.text;
      found = true;
      about ||= fits;
    }
    unit.wanted = about && found && (want.words.length === 0 || has(text, want.words));
    return unit.wanted;
  }

  // So many segments are opened by themselves: nobody reads more at once.
  const MOST_OPENED = 60;

  function filterStatements(want) {
    const searching = want.words.length > 0 || want.concept !== null || want.severity !== "";
    const narrow = searching || want.statement !== null;
    let shown = 0, opened = 0;
    refold();
    for (const entry of index.statements) {
      const asked = want.statement === null || entry.name === want.statement;
      let here = 0;
      for (const unit of entry.units) here += filterUnit(unit, want) && asked ? 1 : 0;
      entry.element.hidden = !(asked && (here > 0 || !searching));
      entry.element.querySelector(".fits").textContent = searching ? `${number(here)} ${here === 1 ? "fits" : "fit"}` : "";
      shown += here;
      if (narrow && here > 0 && opened < MOST_OPENED) opened += unfold(entry);
      settle(entry);
    }
    return shown;
  }

  // Parts that the filters opened are closed again when they are not asked for any more.
  const unfolded = new Set();
  function open(element) {
    if (element.open) return;
    element.open = true;
    layOut(element);
    unfolded.add(element);
  }
  function unfold(entry) {
    open(entry.element);
    const parts = Array.from(entry.element.querySelectorAll(":scope > .part"));
    if (parts.length === 0) return entry.units.filter((unit) => unit.wanted).length;
    let opened = 0;
    parts.forEach((part, at) => {
      const end = parts[at + 1] ? Number(parts[at + 1].dataset.first) : entry.units.length;
      const here = entry.units.slice(Number(part.dataset.first), end).filter((unit) => unit.wanted).length;
      part.hidden = here === 0;
      if (here > 0 && opened < MOST_OPENED) { open(part); opened += here; }
    });
    return opened;
  }
  function refold() {
    for (const element of unfolded) element.open = false;
    unfolded.clear();
    for (const part of document.querySelectorAll(".part[hidden]")) part.hidden = false;
  }

  function fitsPlace({ place }, want) {
    const unit = index.units.get(place.statement + "\n" + place.unit);
    const translation = unit && unit.translations[place.translation];
    const finding = translation && translation.findings[place.finding];
    return (!finding || want.severity === "" || want.severity === "any" || finding.severity === want.severity) &&
      (want.statement === null || place.statement === want.statement);
  }

  function filterConcept(concept, want, inStatement) {
    let text = concept.text, decided = want.decided === "", places = 0;
    for (const one of concept.decisions) {
      const state = want.decided === "" || (want.decided === "broken" ? one.broken : one.decided === want.decided);
      one.wanted = state && (want.locale === null || one.locale === want.locale);
      if (!one.wanted) continue;
      decided = true;
      text += "\n" + one.text;
      for (const entry of one.places) {
        entry.wanted = fitsPlace(entry, want);
        places += entry.wanted ? 1 : 0;
      }
    }
    const wanted = decided && (want.concept === null || concept.id === want.concept) &&
      (want.severity === "" || places > 0) && (inStatement === null || places > 0 || inStatement.has(concept.id)) &&
      (want.words.length === 0 || has(text, want.words));
    concept.element.hidden = !wanted;
    settle(concept);
    return wanted;
  }

  function filterConcepts(want) {
    let inStatement = null;
    if (want.statement !== null) {
      inStatement = new Set();
      for (const statement of index.statements)
        if (statement.name === want.statement)
          for (const unit of statement.units) unit.concepts.forEach((id) => inStatement.add(id));
    }
    let shown = 0;
    for (const concept of index.concepts) {
      if (!filterConcept(concept, want, inStatement)) continue;
      if (want.concept !== null) open(concept.element);
      shown += 1;
    }
    return shown;
  }

  let order = "";
  function sort(want) {
    if (want.order === order) return;
    order = want.order;
    const sorted = (list) => {
      const copy = list.slice();
      if (order === "todo") copy.sort((a, b) => b.todo - a.todo);
      if (order === "new") copy.sort((a, b) => (b.date > a.date) - (b.date < a.date));
      return copy;
    };
    for (const list of [index.statements, index.concepts])
      for (const entry of sorted(list)) entry.element.parentNode.append(entry.element);
  }

  const number = (count) => count.toLocaleString("en");
  function apply() {
    const want = asked();
    sort(want);
    const units = filterStatements(want), concepts = filterConcepts(want);
    const of = (part, whole, noun) => `${number(part)} of ${number(whole)} ${noun}${whole === 1 ? "" : "s"}`;
    by("count").textContent = `${of(units, index.total, "segment")}, ${of(concepts, index.concepts.length, "concept")}`;
    document.querySelector("#statements .none").hidden = units > 0 || index.total === 0;
    document.querySelector("#glossary .none").hidden = concepts > 0 || index.concepts.length === 0;
    const cards = all("#languages .locale");
    const chosen = index.report.locales.findIndex((one) => one.locale === want.locale);
    cards.forEach((card, at) => { card.hidden = want.locale !== null && at !== chosen; });
  }

  // The address: names, not numbers, so that a link outlives the report.
  const LISTS = { locale: ["locales", "locale"], concept: ["concepts", "id"], statement: ["statements", "name"] };
  function toAddress() {
    const { report } = read(), said = new URLSearchParams();
    for (const id of FIELDS) {
      const value = by(id).value;
      if (value === "") continue;
      const [list, name] = LISTS[id] || [];
      said.set(id, list ? report[list][Number(value)][name] : value);
    }
    const text = said.toString();
    history.replaceState(null, "", text === "" ? location.pathname + location.search : "#" + text);
  }
  function fromAddress() {
    const text = location.hash.slice(1);
    if (!text.includes("=")) {
      reveal(text);
      return;
    }
    const { report } = read(), said = new URLSearchParams(text);
    for (const id of FIELDS) {
      const [list, name] = LISTS[id] || [];
      const value = said.get(id) || "";
      const at = list ? report[list].findIndex((one) => one[name] === value) : -1;
      by(id).value = list ? (at < 0 ? "" : String(at)) : value;
      if (by(id).value === "" && id !== "q") by(id).selectedIndex = 0;
    }
    if (FIELDS.slice(1).some((id) => by(id).value !== "")) by("choices").open = true;
    apply();
  }

  // Opens everything that a part lies in, and moves there. A part that is not laid out yet
  // is found by the name that its id begins with.
  function reveal(id) {
    if (id === "") return;
    if (!by(id)) wake(id);
    const part = by(id);
    if (!part || !document.body.contains(part)) return;
    if (part.closest("[hidden]") && part.id !== "filters") clear();
    for (let at = part; at; at = at.parentElement) if (at.localName === "details") { at.open = true; layOut(at); }
    part.scrollIntoView();
  }
  // "u/statement/unit" lies in "s/statement", "d/concept/locale" in "c/concept".
  function wake(id) {
    const [kind, name] = id.split("/");
    const holder = by({ u: "s/", d: "c/" }[kind] + name);
    if (!holder) return;
    const needle = `id="${id}"`;
    for (const sleeping of holder.querySelectorAll("noscript"))
      if (sleeping.textContent.includes(needle)) layOut(sleeping.parentElement);
  }
  function clear() {
    for (const id of FIELDS) by(id).value = "";
    apply();
  }

  let waiting = 0;
  function changed(event) {
    clearTimeout(waiting);
    waiting = setTimeout(() => { apply(); toAddress(); }, event.type === "input" && event.target.id === "q" ? 150 : 0);
  }
  by("filters").hidden = false;
  by("filters").addEventListener("input", changed);
  by("clear").addEventListener("click", () => { clear(); toAddress(); by("q").focus(); });
  window.addEventListener("hashchange", fromAddress);
  // On paper every statement that is asked for stands open, and every concept with a
  // decision that is not kept.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    const printed = (one) => !one.closest("[hidden]") && (!one.matches(".concept") || read().parts.get(one).todo > 0);
    closed = all(".concept:not([open]), .statement:not([open]), .part:not([open])").filter(printed);
    for (const one of closed) { one.open = true; layOut(one); }
  });
  window.addEventListener("afterprint", () => { for (const one of closed) one.open = false; });
  document.addEventListener("toggle", (event) => { if (event.target.open) layOut(event.target); }, true);
  for (const part of all(".concept[open]")) layOut(part);
  if (location.hash.length > 1) fromAddress();
  else (window.requestIdleCallback || setTimeout)(read);
})();
