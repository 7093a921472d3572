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

  // The report as data, beside the elements that show it: both are in one order.
  let index = null;
  function read() {
    if (index) return index;
    const report = JSON.parse(by("report").textContent);
    const statements = all("#statements .statement"), units = all("#statements .unit");
    const translations = all("#statements .tr");
    const concepts = all("#glossary .concept"), decisions = all("#glossary .decision");
    const places = all("#glossary .place");
    const texts = [];
    // What is searched is folded in one go: a hundred thousand small texts take longer.
    const later = (parts) => texts.push(parts.join("\n").replaceAll("\u0001", " ")) - 1;
    let u = 0, t = 0, d = 0, p = 0;
    index = { report, byPlace: new Map() };
    index.statements = report.statements.map((statement, number) => ({
      element: statements[number], statement, todo: 0,
      units: statement.units.map((unit) => {
        const entry = { element: units[u++], text: later([unit.id, unit.source.text, ...unit.speakers, ...unit.quotations]) };
        entry.concepts = new Set(unit.source.marks.map((mark) => mark.concept));
        entry.translations = unit.translations.map((one) => ({
          element: translations[t++], locale: one.locale,
          findings: one.findings.map((finding) => ({ severity: finding.accepted === null ? finding.severity : "accepted", concept: finding.concept })),
          text: later([one.text.text, one.by || "", one.file, ...one.findings.flatMap((finding) => [finding.message, finding.words, finding.code])]),
        }));
        index.byPlace.set(statement.name + "\n" + unit.id, entry);
        return entry;
      }),
    }));
    for (const statement of index.statements)
      for (const unit of statement.units)
        for (const one of unit.translations)
          statement.todo += one.findings.filter((finding) => finding.severity !== "accepted").length;
    const words = (term) => [term.text, term.evidence, term.reason, term.note, term.signed_by || ""];
    index.concepts = report.concepts.map((concept, number) => ({
      element: concepts[number], id: concept.id,
      todo: concept.locales.reduce((sum, one) => sum + one.not_kept, 0),
      text: later([concept.id, concept.domain, concept.definition, concept.decision, concept.note, ...concept.source_terms.flatMap(words)]),
      decisions: concept.locales.map((one) => ({
        element: decisions[d++], locale: one.locale, decided: one.decided, broken: one.not_kept > 0,
        text: later([...one.terms.flatMap(words), ...one.renderings.map((rendering) => rendering.term)]),
        places: one.places.map((place) => ({ element: places[p++], place })),
      })),
    }));
    const folded = fold(texts.join("\u0001")).split("\u0001");
    const fill = (entry) => { entry.text = folded[entry.text]; };
    for (const statement of index.statements)
      for (const unit of statement.units) { fill(unit); unit.translations.forEach(fill); }
    for (const concept of index.concepts) { fill(concept); concept.decisions.forEach(fill); }
    return index;
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

  function show(element, wanted) {
    if (element && element.hidden === wanted) element.hidden = !wanted;
    return wanted;
  }
  const has = (text, words) => words.every((word) => text.includes(word));
  const weighs = (finding, want) =>
    (want.severity === "" || want.severity === finding.severity || (want.severity === "any" && finding.severity !== "accepted")) &&
    (want.concept === null || finding.concept === want.concept);

  function filterUnit(unit, want) {
    let text = unit.text, about = want.concept === null || unit.concepts.has(want.concept), found = want.severity === "";
    for (const one of unit.translations) {
      const fits = one.findings.some((finding) => weighs(finding, want));
      const wanted = (want.locale === null || one.locale === want.locale) && (want.severity === "" || fits);
      show(one.element, wanted);
      if (!wanted) continue;
      text += "\n" + one.text;
      found = true;
      about ||= fits;
    }
    return show(unit.element, about && found && (want.words.length === 0 || has(text, want.words)));
  }

  function filterStatements(want) {
    const searching = want.words.length > 0 || want.concept !== null || want.severity !== "";
    const narrow = searching || want.statement !== null;
    let shown = 0;
    for (const statement of read().statements) {
      const asked = want.statement === null || statement.statement.name === want.statement;
      let here = 0;
      if (asked) for (const unit of statement.units) here += filterUnit(unit, want) ? 1 : 0;
      show(statement.element, asked && (here > 0 || !searching));
      if (narrow && asked && here > 0) unfold(statement.element);
      shown += here;
    }
    if (!narrow) refold();
    return shown;
  }

  // Parts that the filters opened are closed again when nothing is asked for any more.
  const unfolded = new Set();
  function unfold(element) {
    if (element.open) return;
    element.open = true;
    unfolded.add(element);
  }
  function refold() {
    for (const element of unfolded) element.open = false;
    unfolded.clear();
  }

  function filterPlace(entry, decision, want) {
    const { place } = entry;
    const unit = index.byPlace.get(place.statement + "\n" + place.unit);
    const translation = unit && unit.translations[place.translation];
    const finding = translation && translation.findings[place.finding];
    const fits = !finding || want.severity === "" || want.severity === "any" || finding.severity === want.severity;
    return show(entry.element, fits && (want.statement === null || place.statement === want.statement));
  }

  function filterConcept(concept, want, inStatement) {
    let text = concept.text, decided = want.decided === "", places = 0;
    for (const one of concept.decisions) {
      const state = want.decided === "" || (want.decided === "broken" ? one.broken : one.decided === want.decided);
      const wanted = state && (want.locale === null || one.locale === want.locale);
      show(one.element, wanted);
      if (!wanted) continue;
      decided = true;
      text += "\n" + one.text;
      for (const entry of one.places) places += filterPlace(entry, one, want) ? 1 : 0;
    }
    return show(concept.element, decided && (want.concept === null || concept.id === want.concept) &&
      (want.severity === "" || places > 0) && (inStatement === null || places > 0 || inStatement.has(concept.id)) &&
      (want.words.length === 0 || has(text, want.words)));
  }

  function filterConcepts(want) {
    let inStatement = null;
    if (want.statement !== null) {
      inStatement = new Set();
      for (const statement of index.statements)
        if (statement.statement.name === want.statement)
          for (const unit of statement.units) unit.concepts.forEach((id) => inStatement.add(id));
    }
    let shown = 0;
    for (const concept of index.concepts) {
      const here = filterConcept(concept, want, inStatement);
      if (here && want.concept !== null) unfold(concept.element);
      shown += here ? 1 : 0;
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
      if (order === "new") copy.sort((a, b) => (b.statement ? (b.statement.date > a.statement.date) - (b.statement.date < a.statement.date) : 0));
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
    const total = index.statements.reduce((sum, one) => sum + one.units.length, 0);
    by("count").textContent = `${number(units)} of ${number(total)} segments, ${number(concepts)} of ${number(index.concepts.length)} concepts`;
    document.querySelector("#statements .none").hidden = units > 0 || total === 0;
    document.querySelector("#glossary .none").hidden = concepts > 0 || index.concepts.length === 0;
    const cards = all("#languages .locale");
    const chosen = index.report.locales.findIndex((one) => one.locale === want.locale);
    cards.forEach((card, at) => show(card, want.locale === null || at === chosen));
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

  // Opens everything that a part lies in, and moves there.
  function reveal(id) {
    const part = id === "" ? null : by(id);
    if (!part || !document.body.contains(part)) return;
    if (part.closest("[hidden]") && part.id !== "filters") clear();
    for (let at = part; at; at = at.parentElement) if (at.localName === "details") at.open = true;
    part.scrollIntoView();
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
  // On paper everything that is not hidden stands open.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = all("details:not([open]):not(.more):not(#choices)");
    for (const one of closed) one.open = true;
  });
  window.addEventListener("afterprint", () => { for (const one of closed) one.open = false; });
  if (location.hash.length > 1) fromAddress();
})();
