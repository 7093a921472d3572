/// The commented project file that `tilmach init` writes. It names the starter
/// glossary, which is written beside it, and the house profile if one was
/// chosen; all else is as when it is left out.
pub fn template(profile: Option<&str>) -> String {
    match profile {
        Some(name) => {
            let chosen = toml::Value::from(name);
            TEMPLATE.replace(NOT_CHOSEN, &format!("profile = {chosen}"))
        }
        None => TEMPLATE.to_owned(),
    }
}

/// The line that a chosen profile takes the place of.
const NOT_CHOSEN: &str = "# profile = \"our-desk\"";

const TEMPLATE: &str = r##"# The project file of tilmach. Lines that begin with # are remarks.
# Every setting but the glossaries is shown with the value it has when it is left out.

# The language of the statements, and the languages asked for (BCP 47).
source = "en"
targets = ["ug", "kk", "tr", "zh-Hans", "zh-Hant"]

# A file of segmentation rules (SRX 2.0), so that sentences are cut as in the
# translators' tool. When this is left out, our own rules hold.
# srx = "rules.srx"

# Where things are, seen from this file.
statements = "statements"         # new releases: .txt, .md, .html, .docx
memory = "tm/memory.sqlite"       # the translation memory: keep a copy of it
out = "out"                       # packages for translators

# Glossary files: tables that a spreadsheet opens. When this is left out, no
# term is marked.
glossaries = ["glossaries/terms.csv"]

# The house profile whose term decisions hold, one of those in the column
# `profile` of the glossary (starter glossary: amnesty, un). There is no default:
# publishers prefer different words, and somebody must choose.
# profile = "our-desk"

# The lowest match that is offered to translators, in per cent (50 to 100).
threshold = 70

# Aliases that may be recorded beside a translation. Never a real name.
contributors = []

# The domains your translations are of, as other memories name them (`domain` and
# `subject` in a TMX file). They count where [penalties] has points for `domain`.
domains = []

# Points taken off a match, in per cent; all that apply are added. A match that lost
# points is offered, never filled in. docs/matching.md says what each goes by.
[penalties]
imported = 0      # it came from a TMX or XLIFF file of somebody else
unreviewed = 0    # nobody has reviewed it
profile = 0       # it was made for another house than `profile`
domain = 0        # its memory says a domain that is none of `domains`
term-error = 0    # it has an error of a term, by the glossary of the day
# older-than = { days = 730, points = 2 }   # or { before = 2022-01-01, points = 2 }
# origin = { return = 0, tmx = 3, xliff = 3 }           # by the way it came
# state = { translated = 2, reviewed = 1, final = 0 }   # by how far it has come

# The tool the translators of a language use: generic, omegat, trados, memoq,
# phrase, weblate or swordfish. A language that is not named here gets generic.
[export]
# ug = "omegat"

# The version of XLIFF of a language's packages: 1.2, 2.0, 2.1 or 2.2. A language
# that is not named here gets 1.2, which every tool opens, and swordfish 2.1.
[xliff]
# kk = "2.1"

# How much the findings of a check weigh: off, note, warning or error. A check
# that is not named weighs what docs/checks.md says.
[checks]
# "check::double-space" = "note"
"##;

#[cfg(test)]
mod tests {
    use super::super::{Project, Surroundings, read};
    use super::template;
    use crate::diag::Findings;

    struct Fresh;

    impl Surroundings for Fresh {
        fn exists(&self, path: &str) -> bool {
            path == "glossaries/terms.csv"
        }
        fn checks(&self) -> Vec<&'static str> {
            Vec::new()
        }
        fn names_in(&self, _: &str) -> Vec<String> {
            Vec::new()
        }
    }

    #[test]
    fn the_template_shows_the_defaults() {
        let mut findings = Findings::new();
        let project = read(template(None).as_bytes(), &Fresh, &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        let defaults = Project {
            glossaries: vec!["glossaries/terms.csv".to_owned()],
            ..Project::default()
        };
        assert_eq!(project, Some(defaults));
    }

    #[test]
    fn a_chosen_profile_is_in_the_file() {
        for name in ["un", "odd \"name\"\\"] {
            let mut findings = Findings::new();
            let project = read(template(Some(name)).as_bytes(), &Fresh, &mut findings);
            assert!(findings.is_empty(), "{findings:?}");
            assert_eq!(
                project.and_then(|project| project.profile).as_deref(),
                Some(name)
            );
        }
    }
}
