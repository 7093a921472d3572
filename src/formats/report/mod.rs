//! A coordinator's report as files: a page for a browser, JSON, and a table.
//!
//! The three say the same. The page is whole in itself: nothing is fetched, no script but
//! ours can run ([`html`] says how), and it holds the JSON, so that a later report can be
//! compared with the page alone ([`read`]). The same report gives the same bytes.

mod json;
mod page;
mod row;
mod table;

pub use json::{LIMIT, begins, json, read};
pub use page::html;
pub use table::csv;

#[cfg(test)]
mod tests;
