use clap::Args;
use tilmach::model::XliffVersion;

/// Which XLIFF the packages are written in.
#[derive(Debug, Args)]
pub(crate) struct Version {
    /// Write the packages in this version of XLIFF (1.2, 2.0, 2.1 or 2.2), whatever
    /// the project file says
    #[arg(long = "xliff", value_name = "VERSION", value_parser = version)]
    pub(crate) xliff: Option<XliffVersion>,
}

fn version(number: &str) -> Result<XliffVersion, String> {
    XliffVersion::parse(number).ok_or_else(|| {
        let known = XliffVersion::ALL.map(XliffVersion::as_str);
        format!("versions are: {}", known.join(", "))
    })
}
