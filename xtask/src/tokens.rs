//! Looking at Rust files as tokens: comments and strings cannot be mistaken for code, and macro
//! bodies are seen too.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};

/// Calls `look` with every run of sibling tokens, outermost first.
pub fn each_sequence(stream: TokenStream, look: &mut dyn FnMut(&[TokenTree])) {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    look(&trees);
    for tree in trees {
        if let TokenTree::Group(group) = tree {
            each_sequence(group.stream(), look);
        }
    }
}

pub fn is_ident(tree: Option<&TokenTree>, name: &str) -> bool {
    matches!(tree, Some(TokenTree::Ident(ident)) if ident == name)
}

pub fn is_punct(tree: Option<&TokenTree>, punct: char) -> bool {
    matches!(tree, Some(TokenTree::Punct(found)) if found.as_char() == punct)
}

/// The group of an attribute, `[…]`.
pub fn bracket_group(tree: Option<&TokenTree>) -> Option<&Group> {
    match tree {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => Some(group),
        _ => None,
    }
}

/// True when the word stands anywhere inside the group.
pub fn mentions(group: &Group, name: &str) -> bool {
    let mut found = false;
    each_sequence(group.stream(), &mut |trees| {
        found |= trees.iter().any(|tree| is_ident(Some(tree), name));
    });
    found
}

/// `line:column`, both from 1.
pub fn line_column(span: Span) -> String {
    let start = span.start();
    format!("{}:{}", start.line, start.column + 1)
}
