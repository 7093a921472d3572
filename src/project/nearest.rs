/// The name most like the one that was written, if any is like it at all
/// (Jaro-Winkler similarity of at least 0.7).
pub fn nearest<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    names
        .into_iter()
        .map(|name| (strsim::jaro_winkler(written, name), name))
        .filter(|(likeness, _)| *likeness >= 0.7)
        .max_by(|(left, _), (right, _)| left.total_cmp(right))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_understood() {
        let names = ["source", "targets", "threshold", "memory"];
        assert_eq!(nearest("treshold", names), Some("threshold"));
        assert_eq!(nearest("target", names), Some("targets"));
        assert_eq!(nearest("xyz", names), None);
        assert_eq!(nearest("", names), None);
    }
}
