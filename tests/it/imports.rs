//! Who names whom: each file of the library and of its programs as a module, with the paths that stand in
//! it, tests left out, resolved to the modules that they lead to.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::Visit;
use syn::{Attribute, ItemFn, ItemImpl, ItemMod, ItemUse, Macro, UseTree};

/// A module by its path from the root of the library: `["engine", "stats", "tally"]`.
pub type Name = Vec<String>;

/// A file, and the modules that it names.
pub struct Module {
    /// Its own path.
    pub name: Name,
    /// Where it lies below `src`.
    pub file: PathBuf,
    /// What it names, itself left out.
    pub names: BTreeSet<Name>,
}

impl Module {
    /// The room that it stands in.
    pub fn room(&self) -> &str {
        &self.name[0]
    }
}

/// All modules but the root, and those that are tests altogether.
pub fn modules(src: &Path, files: &[PathBuf]) -> Vec<Module> {
    let named: BTreeMap<Name, PathBuf> = (files.iter())
        .map(|file| file.strip_prefix(src).unwrap().to_path_buf())
        .filter(|file| !file.ends_with("tests.rs") && file.as_path() != Path::new("lib.rs"))
        .map(|file| (name_of(&file), file))
        .collect();
    (named.iter())
        .map(|(name, file)| {
            let parsed = syn::parse_file(&fs::read_to_string(src.join(file)).unwrap()).unwrap();
            let mut paths = Paths { at: name.clone(), found: Vec::new() };
            paths.visit_file(&parsed);
            // A program is a crate of its own, with the library as another one.
            let is_program = name[0] == "bin";
            let absolute = |path: &Vec<String>| absolute(path, name, is_program);
            let resolved = paths.found.iter().filter_map(absolute).filter_map(|mut path| {
                while !path.is_empty() && !named.contains_key(&path) {
                    path.pop();
                }
                (!path.is_empty() && path != *name).then_some(path)
            });
            Module { name: name.clone(), file: file.clone(), names: resolved.collect() }
        })
        .collect()
}

fn name_of(file: &Path) -> Name {
    let parts = file.with_extension("");
    let mut name: Name = parts.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if name.last().is_some_and(|last| last == "mod") {
        name.pop();
    }
    name
}

/// A path from the root of the library, where it leads into it.
fn absolute(path: &[String], at: &Name, is_program: bool) -> Option<Name> {
    let mut base = at.clone();
    let mut rest = path;
    match path.first()?.as_str() {
        "syncline" => return Some(path[1..].to_vec()),
        _ if is_program => return None,
        "crate" => return Some(path[1..].to_vec()),
        "self" => rest = &path[1..],
        "super" => {
            while rest.first().is_some_and(|it| it == "super") {
                base.pop();
                rest = &rest[1..];
            }
        }
        _ => return None,
    }
    base.extend(rest.iter().cloned());
    Some(base)
}

/// Collects the paths of a file that begin with where they are counted from.
struct Paths {
    at: Name,
    found: Vec<Vec<String>>,
}

fn is_of_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && matches!(&attribute.meta, syn::Meta::List(list) if list.tokens.to_string() == "test")
    })
}

impl Paths {
    fn spread(&mut self, before: &[String], tree: &UseTree) {
        let with = |ident: &syn::Ident| [before, &[ident.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.spread(&with(&path.ident), &path.tree),
            UseTree::Name(name) => self.found.push(with(&name.ident)),
            UseTree::Rename(rename) => self.found.push(with(&rename.ident)),
            UseTree::Glob(_) => self.found.push(before.to_vec()),
            UseTree::Group(group) => group.items.iter().for_each(|it| self.spread(before, it)),
        }
    }

    /// What a macro is given is no syntax tree: its words are read one by one.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) if colons == 2 => path.push(ident.to_string()),
                TokenTree::Ident(ident) => {
                    self.found.push(std::mem::replace(&mut path, vec![ident.to_string()]));
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                TokenTree::Group(group) => {
                    self.found.push(std::mem::take(&mut path));
                    self.tokens(group.stream());
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {
                    self.found.push(std::mem::take(&mut path));
                }
            }
            colons = 0;
        }
        self.found.push(path);
    }
}

impl Visit<'_> for Paths {
    fn visit_item_mod(&mut self, item: &ItemMod) {
        if is_of_tests(&item.attrs) || item.content.is_none() {
            return;
        }
        self.at.push(item.ident.to_string());
        syn::visit::visit_item_mod(self, item);
        self.at.pop();
    }

    fn visit_item_use(&mut self, item: &ItemUse) {
        if !is_of_tests(&item.attrs) {
            self.spread(&[], &item.tree);
        }
    }

    fn visit_item_fn(&mut self, item: &ItemFn) {
        if !is_of_tests(&item.attrs) {
            syn::visit::visit_item_fn(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &ItemImpl) {
        if !is_of_tests(&item.attrs) {
            syn::visit::visit_item_impl(self, item);
        }
    }

    fn visit_path(&mut self, path: &syn::Path) {
        self.found.push(path.segments.iter().map(|it| it.ident.to_string()).collect());
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &Macro) {
        self.tokens(item.tokens.clone());
    }
}
