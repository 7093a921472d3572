use serde::{Deserialize, Serialize};

/// The class of a paragraph: what decides how it is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParagraphKind {
    /// A line above text: a title, a standfirst, a line above a section.
    Heading,
    /// Running text.
    Body,
    /// What stands beside the text: words taken out of it, words under a picture.
    Caption,
    /// What belongs to the page and not to the statement: kept, not translated.
    Boilerplate,
}

impl ParagraphKind {
    /// The word used in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            ParagraphKind::Heading => "heading",
            ParagraphKind::Body => "body",
            ParagraphKind::Caption => "caption",
            ParagraphKind::Boilerplate => "boilerplate",
        }
    }

    /// Whether paragraphs of this kind are translated. Only boilerplate is not.
    pub fn is_translated(self) -> bool {
        self != ParagraphKind::Boilerplate
    }
}

/// What a paragraph is for. `docs/statements.md` says how it is found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The name of the statement.
    Title,
    /// A line between the title and the text that sums it up.
    Standfirst,
    /// A line above a section.
    Heading,
    /// A line with the place and the day, and nothing else.
    Dateline,
    /// Running text.
    Body,
    /// One item of a list.
    ListItem,
    /// A remark below the text that a mark points to.
    Footnote,
    /// Words of the text, taken out and shown large.
    PullQuote,
    /// Who said the pull quote above.
    Attribution,
    /// What a picture shows, and who made it.
    Caption,
    /// The words for those who cannot see the picture.
    AltText,
    /// Who wrote or published the page, and when.
    Byline,
    /// Names of other pages, buttons, labels.
    Menu,
    /// Asks readers for money or for an address.
    Appeal,
    /// How to reach the press office.
    Contact,
    /// Who sent the text around, under which terms.
    Distribution,
    /// What the publisher says of itself.
    About,
    /// Any other part of the page that is not of the statement.
    Boilerplate,
}

impl Role {
    /// All roles, in the order of `docs/statements.md`.
    pub const ALL: [Role; 18] = [
        Role::Title,
        Role::Standfirst,
        Role::Heading,
        Role::Dateline,
        Role::Body,
        Role::ListItem,
        Role::Footnote,
        Role::PullQuote,
        Role::Attribution,
        Role::Caption,
        Role::AltText,
        Role::Byline,
        Role::Menu,
        Role::Appeal,
        Role::Contact,
        Role::Distribution,
        Role::About,
        Role::Boilerplate,
    ];

    /// The class it belongs to.
    pub fn kind(self) -> ParagraphKind {
        match self {
            Role::Title | Role::Standfirst | Role::Heading => ParagraphKind::Heading,
            Role::Dateline | Role::Body | Role::ListItem | Role::Footnote => ParagraphKind::Body,
            Role::PullQuote | Role::Attribution | Role::Caption | Role::AltText => {
                ParagraphKind::Caption
            }
            Role::Byline
            | Role::Menu
            | Role::Appeal
            | Role::Contact
            | Role::Distribution
            | Role::About
            | Role::Boilerplate => ParagraphKind::Boilerplate,
        }
    }

    /// The word used in files, in the memory and on the command line. The words
    /// of the first form of the memory (heading, body, boilerplate) are among
    /// them and must stay.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Title => "title",
            Role::Standfirst => "standfirst",
            Role::Heading => "heading",
            Role::Dateline => "dateline",
            Role::Body => "body",
            Role::ListItem => "list-item",
            Role::Footnote => "footnote",
            Role::PullQuote => "pull-quote",
            Role::Attribution => "attribution",
            Role::Caption => "caption",
            Role::AltText => "alt-text",
            Role::Byline => "byline",
            Role::Menu => "menu",
            Role::Appeal => "appeal",
            Role::Contact => "contact",
            Role::Distribution => "distribution",
            Role::About => "about",
            Role::Boilerplate => "boilerplate",
        }
    }

    /// The role of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Role::ALL.into_iter().find(|role| role.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_back_and_is_that_of_json() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
            let json = serde_json::to_value(role).expect("a word");
            assert_eq!(json, role.as_str());
            let json = serde_json::to_value(role.kind()).expect("a word");
            assert_eq!(json, role.kind().as_str());
        }
        assert_eq!(Role::parse("nothing"), None);
    }

    #[test]
    fn the_words_of_the_first_memory_are_read() {
        for word in ["heading", "body", "boilerplate"] {
            let role = Role::parse(word).expect("a role");
            assert_eq!(role.kind().as_str(), word);
        }
    }
}
