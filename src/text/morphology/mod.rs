//! Morphology: in which forms a term stands in a text.
//!
//! Turkish, Kazakh and Uyghur hang endings on their nouns, and the letters of
//! both change where they meet. A [`Morphology`] knows the endings of one
//! language and the changes of its stems, from tables that a linguist can read
//! (`tables/`, docs/terms.md); it knows no word list.
//!
//! ```
//! use tilmach::text::morphology::{Inflection, Morphology, Reading};
//! let turkish = Morphology::of(&"tr".parse()?).ok_or("no tables")?;
//! let reading = turkish.read("kitap", &Inflection::default(), "kitabına");
//! let Reading::Form(form) = reading else { panic!("not found") };
//! assert_eq!(form.to_string(), "kitap (softened) + 3sg possessive + dative");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod builder;
mod classes;
mod inflection;
mod kazakh;
mod language;
mod reading;
mod script;
mod stem;
mod suffix;
mod table;

pub use inflection::{Class, Inflection, InflectionError, Side};
pub use reading::{Doubt, Form, Morphology, Reading};
pub use stem::Stem;
