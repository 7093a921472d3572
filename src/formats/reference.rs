/// The name of a statement as a relative reference (RFC 3987): what would end the
/// path or break the reference is written as its bytes in per cent.
pub(super) fn reference(statement: &str) -> String {
    let mut reference = String::new();
    for c in statement.chars() {
        let breaks = c.is_control() || c.is_whitespace() || " %#?\"<>\\^`{|}:".contains(c);
        if breaks {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                reference.push_str(&format!("%{byte:02X}"));
            }
        } else {
            reference.push(c);
        }
    }
    reference
}

#[cfg(test)]
mod tests {
    use super::reference;

    #[test]
    fn names_become_references() {
        assert_eq!(reference("2026/ئا-1.txt"), "2026/ئا-1.txt");
        assert_eq!(reference("a & b#1 100%.txt"), "a%20&%20b%231%20100%25.txt");
        assert_eq!(reference("a\u{3000}:b"), "a%E3%80%80%3Ab");
    }
}
