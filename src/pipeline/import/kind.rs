//! Which kind of file comes in: by what is in it, never by its name.

use crate::formats::review::is_packed;

/// The formats that come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pipeline) enum Kind {
    Xliff,
    Tmx,
    Review,
}

/// Which format it is, by the first element's name, in any of the encodings
/// whose letters are ASCII or UTF-16.
pub(in crate::pipeline) fn sniff(bytes: &[u8]) -> Option<Kind> {
    if is_packed(bytes) {
        return Some(Kind::Review);
    }
    let head: Vec<u8> = bytes
        .iter()
        .take(16_384)
        .copied()
        .filter(|byte| *byte != 0)
        .map(|byte| byte.to_ascii_lowercase())
        .collect();
    let at = |name: &[u8]| head.windows(name.len()).position(|window| window == name);
    let xliff = match (at(b"<xliff"), at(b":xliff")) {
        (Some(plain), Some(prefixed)) => Some(plain.min(prefixed)),
        (plain, prefixed) => plain.or(prefixed),
    };
    match (xliff, at(b"<tmx")) {
        (Some(xliff), Some(tmx)) if tmx < xliff => Some(Kind::Tmx),
        (Some(_), _) => Some(Kind::Xliff),
        (None, Some(_)) => Some(Kind::Tmx),
        (None, None) => None,
    }
}
