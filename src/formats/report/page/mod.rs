//! The report as one page for a browser, whole in itself.
//!
//! Everything is there without a script; the script hides what is not asked for. Concepts
//! and statements lie in `<noscript>`: a browser with scripts keeps these as one text, which
//! costs it nothing, and the script lays out what is opened. Half a million elements would
//! take it half a minute. Style and script stand beside this file as they are in the page. No text of a file can become
//! markup (`escaped`), no script but ours can run and nothing can be fetched: the page
//! forbids it to the browser by a policy that names the hashes of the two (Content Security
//! Policy Level 3, section 2.3.1).

mod bidi;
mod changes;
mod concepts;
mod filters;
mod history;
mod ids;
mod languages;
mod marks;
mod statements;
mod waiting;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::formats::page::escaped;
use crate::model::{Locale, Report, ReportFinding, ReportPlace, ReportUnit};

use super::json::{CLOSING, DOCTYPE, OPENING, TITLE, json};
use ids::Ids;
use words::{counted, language};

/// What the page looks like.
const STYLE: &str = include_str!("page.css");

/// What hides and finds.
const SCRIPT: &str = include_str!("page.js");

/// The report as a page. The same report gives the same bytes.
///
/// Every part has an id that stays the same from report to report, so that a link to it
/// can be sent: `#c/concept`, `#s/statement`, `#u/statement/unit`, `#l/locale`. Of names,
/// characters other than ASCII letters, digits, `-` and `.` stand there as `_` and two
/// hexadecimal digits for each byte. The page also holds the [`json`], in a `<script>` that
/// is data.
pub fn html(report: &Report) -> String {
    let mut page = Page::new(report);
    page.head();
    page.opening();
    filters::push(&mut page);
    page.put("<main id=\"main\" tabindex=\"-1\">\n");
    languages::push(&mut page);
    changes::push(&mut page);
    concepts::push(&mut page);
    statements::push(&mut page);
    left_out(&mut page);
    page.put("</main>\n");
    page.put(OPENING);
    page.put(&json(report));
    page.put(CLOSING);
    page.put("\n<script>");
    page.put(&unix(SCRIPT));
    page.put("</script>\n</body>\n</html>\n");
    page.out
}

/// A page while it is written.
struct Page<'a> {
    out: String,
    report: &'a Report,
    ids: Ids,
    tongues: BTreeMap<&'a str, Tongue>,
    /// Segments by their statement and their id.
    units: BTreeMap<(&'a str, &'a str), &'a ReportUnit>,
    /// The statements that are here to be linked to.
    statements: BTreeSet<&'a str>,
    /// The concepts that are here to be linked to.
    concepts: BTreeSet<&'a str>,
}

/// How text of a language is to be set.
struct Tongue {
    /// Its name in English, or its tag, escaped.
    name: String,
    /// The attributes of an element that holds it.
    attributes: String,
}

impl Tongue {
    fn new(tag: &str, right_to_left: Option<bool>) -> Tongue {
        let parsed = || tag.parse::<Locale>().ok();
        let direction = match right_to_left.or_else(|| Some(parsed()?.is_right_to_left())) {
            Some(true) => "rtl",
            Some(false) => "ltr",
            None => "auto",
        };
        let tag = escaped(tag);
        Tongue {
            name: language(&tag).map_or_else(|| tag.clone(), str::to_owned),
            attributes: format!(" lang=\"{tag}\" dir=\"{direction}\""),
        }
    }
}

impl<'a> Page<'a> {
    fn new(report: &'a Report) -> Page<'a> {
        let mut units = BTreeMap::new();
        for statement in &report.statements {
            for unit in &statement.units {
                let key = (statement.name.as_str(), unit.id.as_str());
                units.entry(key).or_insert(unit);
            }
        }
        let names = report.statements.iter().map(|one| one.name.as_str());
        Page {
            out: String::new(),
            report,
            ids: Ids::default(),
            tongues: tongues(report),
            units,
            statements: names.collect(),
            concepts: report.concepts.iter().map(|one| one.id.as_str()).collect(),
        }
    }

    /// The segment of a place.
    fn unit(&self, place: &ReportPlace) -> Option<&'a ReportUnit> {
        let key = (place.statement.as_str(), place.unit.as_str());
        self.units.get(&key).copied()
    }

    /// The finding of a place.
    fn finding(&self, place: &ReportPlace) -> Option<&'a ReportFinding> {
        let translation = self.unit(place)?.translations.get(place.translation)?;
        translation.findings.get(place.finding)
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Writes what was formatted.
    fn say(&mut self, words: std::fmt::Arguments) {
        // Nothing can go wrong when a string is written to.
        let _ = self.out.write_fmt(words);
    }

    /// The name of a language, escaped.
    fn name(&self, tag: &str) -> String {
        let known = self.tongues.get(tag).map(|tongue| tongue.name.clone());
        known.unwrap_or_else(|| escaped(tag))
    }

    /// The attributes of an element with text of a language.
    fn attributes(&self, tag: &str) -> String {
        let known = self.tongues.get(tag);
        known.map_or_else(String::new, |tongue| tongue.attributes.clone())
    }

    fn head(&mut self) {
        let (style, script) = (unix(STYLE), unix(SCRIPT));
        let policy = format!(
            "default-src 'none'; style-src '{}'; script-src '{}'; img-src 'none'; \
             base-uri 'none'; form-action 'none'",
            source_hash(&style),
            source_hash(&script)
        );
        let day = escaped(&self.report.day);
        self.say(format_args!(
            "{DOCTYPE}<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{TITLE}{day}</title>\n<style>{style}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#main\">Skip to the report</a>\n"
        ));
    }

    fn opening(&mut self) {
        let report = self.report;
        let statements = counted(report.statements.len(), "statement");
        let source = self.name(&report.source);
        let profile = match &report.profile {
            Some(profile) => format!("House profile: <bdi>{}</bdi>.", escaped(profile)),
            None => "No house profile is chosen.".to_owned(),
        };
        let glossary = match report.glossary.as_str() {
            "" => "There is no glossary.".to_owned(),
            digits => format!("Glossary version: <bdi>{}</bdi>.", escaped(digits)),
        };
        self.say(format_args!(
            "<header>\n<h1>{TITLE}{}</h1>\n<p>{statements} in {source}. {profile} \
             {glossary}</p>\n<nav aria-label=\"Parts of the report\">\n<ul>\n",
            escaped(&report.day)
        ));
        let changes = report.since.is_some().then_some(("changes", "Changes"));
        let left_out = (!report.left_out.is_empty()).then_some(("left-out", "Left out"));
        let parts = [
            Some(("languages", "Languages")),
            changes,
            Some(("glossary", "Glossary")),
            Some(("statements", "Statements")),
            left_out,
        ];
        for (id, title) in parts.into_iter().flatten() {
            self.say(format_args!("<li><a href=\"#{id}\">{title}</a></li>\n"));
        }
        self.put("</ul>\n</nav>\n</header>\n");
    }
}

/// Every language that is named: of those of the project the report says the direction,
/// of others their script.
fn tongues(report: &Report) -> BTreeMap<&str, Tongue> {
    let of_units = report.statements.iter().flat_map(|one| &one.units);
    let of_units = of_units.flat_map(|unit| &unit.translations);
    let of_concepts = report.concepts.iter().flat_map(|one| &one.locales);
    let unsaid = of_units
        .map(|one| one.locale.as_str())
        .chain(of_concepts.map(|one| one.locale.as_str()))
        .chain([report.source.as_str()]);
    let mut tongues = BTreeMap::new();
    for locale in &report.locales {
        let tag = locale.locale.as_str();
        tongues.insert(tag, Tongue::new(tag, Some(locale.right_to_left)));
    }
    for tag in unsaid {
        tongues.entry(tag).or_insert_with(|| Tongue::new(tag, None));
    }
    tongues
}

fn left_out(page: &mut Page) {
    let report = page.report;
    if report.left_out.is_empty() {
        return;
    }
    page.put("<section id=\"left-out\">\n<h2>What is left out</h2>\n<ul>\n");
    for left in &report.left_out {
        page.say(format_args!(
            "<li><bdi>{}</bdi>. To get it: <code dir=\"ltr\">{}</code></li>\n",
            bidi::text(&left.what),
            bidi::text(&left.instead)
        ));
    }
    page.put("</ul>\n</section>\n");
}

/// The hash of a style or script, as a policy names it. A browser takes it after its lines
/// end in LF alone (HTML Living Standard, section 13.2.3.5).
fn source_hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// A text whose lines end in LF, whatever the machine that the program was made on does.
fn unix(text: &str) -> String {
    text.replace('\r', "")
}
