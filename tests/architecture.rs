//! The plan of the house, held: who may import whom, how long a page may be,
//! and that there is no door to a network.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

/// The rooms from the ground up, each with the rooms it may import. A room
/// stands above all that it imports, so there can be no circle.
const ROOMS: [(&str, &[&str]); 13] = [
    ("diag", &[]),
    ("model", &["diag"]),
    ("text", &["model"]),
    ("statement", &["model", "diag", "text"]),
    ("project", &["model", "diag"]),
    ("formats", &["model", "diag"]),
    ("glossary", &["model", "diag", "text"]),
    ("passage", &["model", "diag", "text"]),
    ("check", &["model", "diag", "text", "glossary"]),
    ("fact", &["model", "diag", "text", "glossary", "check"]),
    ("memory", &["model", "diag", "text"]),
    (
        "pipeline",
        &[
            "model",
            "diag",
            "text",
            "statement",
            "project",
            "formats",
            "glossary",
            "passage",
            "check",
            "fact",
            "memory",
        ],
    ),
    (
        "cli",
        &[
            "model",
            "diag",
            "text",
            "statement",
            "project",
            "glossary",
            "passage",
            "check",
            "fact",
            "memory",
            "pipeline",
        ],
    ),
];

/// A file over this many lines asks why.
const FILE_LINES: usize = 400;

/// A function over this many lines asks why.
const FUNCTION_LINES: usize = 40;

fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    assert!(found.len() > 50, "the sources are found");
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
}

/// The module path of a file: `src/text/fold.rs` is `text::fold`.
fn module(path: &Path) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut parts: Vec<String> = path
        .strip_prefix(root)
        .expect("below src")
        .with_extension("")
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

/// Collects the rooms that a file names, in `use` and anywhere else.
struct Imports {
    module: Vec<String>,
    inner: Vec<String>,
    rooms: BTreeSet<String>,
    sockets: bool,
}

impl Imports {
    fn of(path: &Path) -> Imports {
        let text = fs::read_to_string(path).expect("a source");
        let file = syn::parse_file(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut imports = Imports {
            module: module(path),
            inner: Vec::new(),
            rooms: BTreeSet::new(),
            sockets: false,
        };
        imports.visit_file(&file);
        imports
    }

    fn path(&mut self, segments: &[String]) {
        self.sockets |= segments.windows(2).any(|pair| pair == ["std", "net"]);
        let mut here: Vec<String> = [self.module.clone(), self.inner.clone()].concat();
        let mut rest = segments;
        match segments.first().map(String::as_str) {
            Some("crate" | "tilmach") => {
                here.clear();
                rest = &segments[1..];
            }
            Some("super") => {
                while rest.first().is_some_and(|first| first == "super") {
                    here.pop();
                    rest = &rest[1..];
                }
            }
            _ => return,
        }
        here.extend(rest.iter().cloned());
        self.rooms.extend(here.first().cloned());
    }

    fn tree(&mut self, before: &mut Vec<String>, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.tree(before, &path.tree);
                before.pop();
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.tree(before, tree);
                }
            }
            syn::UseTree::Name(name) => {
                before.push(name.ident.to_string());
                self.path(before);
                before.pop();
            }
            syn::UseTree::Rename(name) => {
                before.push(name.ident.to_string());
                self.path(before);
                before.pop();
            }
            _ => self.path(before),
        }
    }
}

impl<'ast> Visit<'ast> for Imports {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.tree(&mut Vec::new(), &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        self.path(&segments);
        visit::visit_path(self, path);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.inner.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.inner.pop();
    }
}

#[test]
fn rooms_stand_on_those_below() {
    let names: Vec<&str> = ROOMS.iter().map(|(name, _)| *name).collect();
    for (floor, (room, below)) in ROOMS.iter().enumerate() {
        for name in *below {
            let found = names.iter().position(|other| other == name);
            assert!(
                found.is_some_and(|at| at < floor),
                "{room} stands below {name}"
            );
        }
    }
}

#[test]
fn dependencies_point_down() {
    let allowed: BTreeMap<&str, &[&str]> = ROOMS.into_iter().collect();
    let mut wrong = Vec::new();
    for path in sources() {
        let imports = Imports::of(&path);
        // lib.rs and main.rs hold the rooms and import nothing of them.
        let Some(room) = imports
            .module
            .first()
            .filter(|name| *name != "lib" && *name != "main")
        else {
            continue;
        };
        let below = allowed
            .get(room.as_str())
            .unwrap_or_else(|| panic!("{room} is not on the plan"));
        for other in imports.rooms.iter().filter(|other| *other != room) {
            if !below.contains(&other.as_str()) {
                wrong.push(format!("{} imports {other}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_test_sees_a_wrong_import() {
    let text = "use crate::{model::State, memory}; fn f() { super::super::pipeline::run(); }";
    let file = syn::parse_file(text).expect("parses");
    let mut imports = Imports {
        module: vec!["text".to_owned(), "fold".to_owned()],
        inner: Vec::new(),
        rooms: BTreeSet::new(),
        sockets: false,
    };
    imports.visit_file(&file);
    let rooms: Vec<&str> = imports.rooms.iter().map(String::as_str).collect();
    assert_eq!(rooms, ["memory", "model", "pipeline"]);
}

#[test]
fn there_is_no_door_to_a_network() {
    for path in sources() {
        assert!(
            !Imports::of(&path).sockets,
            "{} names std::net",
            path.display()
        );
    }
    let lock = include_str!("../Cargo.lock");
    for name in [
        "tokio", "socket2", "hyper", "reqwest", "ureq", "rustls", "openssl", "mio", "curl",
    ] {
        assert!(
            !lock.contains(&format!("name = \"{name}\"")),
            "{name} speaks to networks"
        );
    }
}

/// Measures functions, those of tests left out.
struct Functions {
    long: Vec<(String, usize)>,
}

impl Functions {
    fn measure(&mut self, name: &syn::Ident, block: &syn::Block) {
        use syn::spanned::Spanned;
        let span = block.span();
        let lines = span.end().line - span.start().line + 1;
        if lines > FUNCTION_LINES {
            self.long.push((name.to_string(), lines));
        }
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.measure(&item.sig.ident, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.measure(&item.sig.ident, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if item.ident != "tests" {
            visit::visit_item_mod(self, item);
        }
    }
}

#[test]
fn pages_and_functions_fit_in_the_mind() {
    let mut long = Vec::new();
    for path in sources() {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name.contains("tests") || name == "contract.rs" {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source");
        let code = text
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default();
        let lines = code.lines().count();
        if lines > FILE_LINES {
            long.push(format!("{}: {lines} lines", path.display()));
        }
        let mut functions = Functions { long: Vec::new() };
        functions.visit_file(&syn::parse_file(&text).expect("parses"));
        for (function, lines) in functions.long {
            long.push(format!("{}: {function} has {lines} lines", path.display()));
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}
