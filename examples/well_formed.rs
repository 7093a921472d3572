//! Whether a file is well-formed XML, as the readers see it: exit code 0 or 1, and
//! then the fault. `scripts/well-formed` asks it beside libxml2.
#![allow(clippy::print_stdout, reason = "this is a program")]

use std::fs::File;
use std::io::BufReader;
use std::process::ExitCode;

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let name = std::env::args_os().nth(1).ok_or("which file?")?;
    let fault = tilmach::formats::xml::well_formed(BufReader::new(File::open(name)?))?;
    Ok(match fault {
        None => ExitCode::SUCCESS,
        Some(fault) => {
            println!("{} {}: {}", fault.code, fault.place, fault.message);
            ExitCode::FAILURE
        }
    })
}
