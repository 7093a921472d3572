//! The files that make a folder an OmegaT project (OmegaT 3.6 and later): what
//! the project is, and how it reads our packages.
//!
//! Nothing is read here. What the translator saves in the project,
//! `omegat/project_save.tmx`, is TMX ([`crate::formats::tmx`]).

use super::xml::push_text;

/// The name of the project file.
pub const PROJECT: &str = "omegat.project";
/// The name of the file of filters, inside the project.
pub const FILTERS: &str = "omegat/filters.xml";
/// The folders that OmegaT expects to be there.
pub const FOLDERS: [&str; 6] = ["source", "target", "tm", "glossary", "dictionary", "omegat"];

/// The project file for two language tags, in OmegaT's spelling.
///
/// Our packages are cut into sentences already, so the project must not cut
/// them again. Codes are shown: a code that is not seen cannot be placed.
pub fn project(source: &str, target: &str) -> String {
    let mut page = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <omegat>\n    <project version=\"1.0\">\n",
    );
    let default = "__DEFAULT__";
    for (name, value) in [
        ("source_dir", default),
        ("target_dir", default),
        ("tm_dir", default),
        ("glossary_dir", default),
        ("glossary_file", default),
        ("dictionary_dir", default),
        ("source_lang", source),
        ("target_lang", target),
        ("source_tok", tokenizer(source)),
        ("target_tok", tokenizer(target)),
        ("sentence_seg", "false"),
        ("support_default_translations", "true"),
        ("remove_tags", "false"),
    ] {
        page.push_str(&format!("        <{name}>"));
        push_text(&mut page, value);
        page.push_str(&format!("</{name}>\n"));
    }
    page.push_str("    </project>\n</omegat>\n");
    page
}

/// OmegaT's tokenizer for a language; there is none for Kazakh and Uyghur.
fn tokenizer(tag: &str) -> &'static str {
    match tag.split('-').next() {
        Some("en") => "org.omegat.tokenizer.LuceneEnglishTokenizer",
        Some("tr") => "org.omegat.tokenizer.LuceneTurkishTokenizer",
        Some("zh") => "org.omegat.tokenizer.LuceneSmartChineseTokenizer",
        _ => "org.omegat.tokenizer.DefaultTokenizer",
    }
}

/// How OmegaT reads XLIFF in this project: codes and white space at the edges of
/// a unit are shown, and a unit is known by its `resname`, so that a
/// translation can be bound to the one place it was made for.
pub fn filters() -> &'static str {
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
     <filters removeTags=\"false\" removeSpacesNonseg=\"false\" preserveSpaces=\"true\" \
     ignoreFileContext=\"false\">\n    \
     <filter className=\"org.omegat.filters3.xml.xliff.XLIFFFilter\" enabled=\"true\">\n        \
     <files sourceFilenameMask=\"*.xlf\" targetFilenamePattern=\"${filename}\"/>\n        \
     <option name=\"alttransidtype\" value=\"RESNAME_ATTR\"/>\n    \
     </filter>\n</filters>\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_names_its_languages_and_does_not_cut() {
        let page = project("en-US", "zh-CN");
        for part in [
            "<source_lang>en-US</source_lang>",
            "<target_lang>zh-CN</target_lang>",
            "LuceneSmartChineseTokenizer",
            "<sentence_seg>false</sentence_seg>",
        ] {
            assert!(page.contains(part), "{part}");
        }
    }
}
