//! Turns the JSON of a report into its page: `report_page < report.json > report.html`.
//! The tests in a browser make their pages with it.

use std::io::{Read, Write};

use tilmach::diag::Findings;
use tilmach::formats::report;

fn main() -> anyhow::Result<()> {
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    let mut findings = Findings::new();
    let report = report::read(&bytes, &mut findings);
    for finding in findings.iter() {
        writeln!(std::io::stderr(), "{finding}")?;
    }
    let report = report.ok_or_else(|| anyhow::anyhow!("this is no report"))?;
    std::io::stdout().write_all(report::html(&report).as_bytes())?;
    Ok(())
}
