//! Ids of codes as XLIFF 2 has them: name tokens, unique in their unit.

use std::fmt::Write;

use super::super::xml::is_name_token;

/// An id as a name token that is none of ours (`s1`, `t2`, `d3`). What no token
/// can hold is `_x` with the number of the character and `_`; `occurrence` counts
/// from 1 and shows from 2 on.
pub(super) fn written(id: &str, occurrence: usize) -> String {
    let mut name = String::new();
    let characters: Vec<char> = id.chars().collect();
    for (index, c) in characters.iter().enumerate() {
        let next = characters.get(index + 1);
        let is_escape = *c == '_' && matches!(next, Some('x' | 'n'));
        let is_ours = index == 0 && is_ours(id);
        if is_escape || is_ours || !is_name_token(c.encode_utf8(&mut [0; 4])) {
            let _ = write!(name, "_x{:X}_", u32::from(*c));
        } else {
            name.push(*c);
        }
    }
    if name.is_empty() {
        name.push_str("_x_");
    }
    if occurrence > 1 {
        let _ = write!(name, "_n{occurrence}_");
    }
    name
}

/// A letter that we name segments, terms or data with, and a number.
fn is_ours(id: &str) -> bool {
    id.strip_prefix(['s', 't', 'd'])
        .is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()))
}

/// The id that [`written`] was given. Ids of other tools are as they are, unless
/// they look like ours.
pub(super) fn read(name: &str) -> String {
    let mut id = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('_') {
        id.push_str(before);
        match escape(after) {
            Some((character, after)) => {
                id.extend(character);
                rest = after;
            }
            None => {
                id.push('_');
                rest = after;
            }
        }
    }
    id.push_str(rest);
    id
}

/// What `x…_` or `n…_` behind a `_` stands for, and what follows it.
fn escape(after: &str) -> Option<(Option<char>, &str)> {
    if let Some(number) = after.strip_prefix('n') {
        let (digits, rest) = number.split_once('_')?;
        let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
        return (is_number && rest.is_empty()).then_some((None, rest));
    }
    let (digits, rest) = after.strip_prefix('x')?.split_once('_')?;
    if digits.is_empty() {
        return Some((None, rest));
    }
    let number = u32::from_str_radix(digits, 16).ok()?;
    Some((Some(char::from_u32(number)?), rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_ids_stay() {
        for id in ["1", "a", "b-2.c", "s", "sx1", "a_b"] {
            assert_eq!(written(id, 1), id);
        }
        for (id, name) in [
            ("s1", "_x73_1"),
            ("t12", "_x74_12"),
            ("five 5", "five_x20_5"),
            ("a_x41_", "a_x5F_x41_"),
            ("", "_x_"),
        ] {
            assert_eq!(written(id, 1), name);
        }
        assert_eq!(written("1", 2), "1_n2_");
        assert_eq!(read("a_b_xzz_c_n_"), "a_b_xzz_c_n_");
    }

    proptest! {
        #[test]
        fn every_id_comes_back(id in "[a-c_xn1 <>s]{0,8}|\\PC{0,4}", occurrence in 1_usize..4) {
            let name = written(&id, occurrence);
            prop_assert!(is_name_token(&name), "{name}");
            prop_assert!(!is_ours(&name));
            prop_assert_eq!(read(&name), id);
        }
    }
}
