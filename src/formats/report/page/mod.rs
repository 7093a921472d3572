//! The report as one page for a browser.

use crate::formats::page::escaped;
use crate::model::Report;

use super::json::{self, CLOSING, OPENING};

/// The page.
pub fn html(report: &Report) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Report of {}</title>\n{OPENING}{}{CLOSING}\n</html>\n",
        escaped(&report.day),
        json::json(report)
    )
}
