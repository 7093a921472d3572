use std::fmt;

use serde::{Deserialize, Serialize};

/// Where in the input something was found.
///
/// Lines and columns count from 1; columns count *characters* (Unicode scalar
/// values), never bytes, so that a reader of Kazakh or Uyghur is sent to the
/// right letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file as the user named it, or its name inside the project.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The column in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u64>,
    /// The unit, such as `p3.s2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

impl Place {
    /// A place in a named file.
    pub fn file(name: impl Into<String>) -> Self {
        Place {
            file: Some(name.into()),
            ..Place::default()
        }
    }

    /// The same place at a line and a column in characters, both from 1.
    #[must_use]
    pub fn line(mut self, line: u64, column: u64) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self
    }

    /// The same place inside a unit.
    #[must_use]
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }
}

/// Text as it may be shown on a terminal: control characters, which could
/// colour it, move on it or end a line, are replaced.
pub fn shown(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { '\u{FFFD}' } else { c })
        .collect()
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(self.file.as_deref().unwrap_or("-")))?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ":{column}")?;
        }
        if let Some(unit) = &self.unit {
            write!(f, " (unit {})", shown(unit))?;
        }
        Ok(())
    }
}
