//! What a Rust function tells of itself: comment, parameters, which of them may be left out.
//!
//! Knows nothing of natives or classes; both read their functions through this.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Error, Expr, FnArg, ItemFn, Lit, Meta, Pat, Result, Type};

/// How a parameter takes its argument.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Required,
    /// `Option<T>`: may be left out.
    Optional,
    /// `&[Value]` or `&mut [Value]`: all that is left.
    Rest,
}

/// One parameter after `cx`.
pub struct Parameter {
    /// The name as Clojure shows it.
    pub name: String,
    pub role: Role,
    /// The type that the argument is converted to; of an optional one, the type inside.
    pub ty: Type,
    /// The host class that `#[class("…")]` names.
    pub class: Option<String>,
}

/// Takes the parameters after `cx`, and the attributes that are ours from each.
pub fn parameters(function: &mut ItemFn) -> Result<Vec<Parameter>> {
    let span = function.sig.ident.clone();
    let mut inputs = function.sig.inputs.iter_mut();
    if inputs.next().is_none() {
        return Err(Error::new_spanned(span, "the first parameter is `cx: &mut Mutator`"));
    }
    let mut parameters = Vec::new();
    for input in inputs {
        let FnArg::Typed(typed) = input else {
            return Err(Error::new_spanned(input, "a native is a plain function, not a method"));
        };
        let Pat::Ident(pattern) = &*typed.pat else {
            return Err(Error::new_spanned(&typed.pat, "a parameter is a plain name"));
        };
        let class = take_class(&mut typed.attrs)?;
        let (role, ty) = role_of(&typed.ty);
        let name = clojure_name(&pattern.ident.to_string());
        parameters.push(Parameter { name, role, ty, class });
    }
    check_order(&span, &parameters)?;
    Ok(parameters)
}

fn check_order(span: &syn::Ident, parameters: &[Parameter]) -> Result<()> {
    for pair in parameters.windows(2) {
        let wrong = match (pair[0].role, pair[1].role) {
            (Role::Rest, _) => Some("nothing follows the rest parameter"),
            (Role::Optional, Role::Required) => Some("optional parameters stand last"),
            _ => None,
        };
        if let Some(message) = wrong {
            return Err(Error::new_spanned(span, message));
        }
    }
    Ok(())
}

fn take_class(attributes: &mut Vec<Attribute>) -> Result<Option<String>> {
    let mut class = None;
    for attribute in attributes.iter().filter(|a| a.path().is_ident("class")) {
        class = Some(attribute.parse_args::<syn::LitStr>()?.value());
    }
    attributes.retain(|a| !a.path().is_ident("class"));
    Ok(class)
}

fn role_of(ty: &Type) -> (Role, Type) {
    if let Type::Reference(reference) = ty
        && matches!(&*reference.elem, Type::Slice(_))
    {
        return (Role::Rest, ty.clone());
    }
    if let Type::Path(path) = ty
        && let Some(last) = path.path.segments.last()
        && last.ident == "Option"
        && let syn::PathArguments::AngleBracketed(inside) = &last.arguments
        && let Some(syn::GenericArgument::Type(inner)) = inside.args.first()
    {
        return (Role::Optional, inner.clone());
    }
    (Role::Required, ty.clone())
}

/// `not_found` as Clojure spells it; a leading underscore only tells Rust that the name is unused.
pub fn clojure_name(rust: &str) -> String {
    rust.trim_start_matches("r#").trim_start_matches('_').replace('_', "-")
}

/// The doc comment as one text.
pub fn doc(attributes: &[Attribute]) -> String {
    let mut lines = Vec::new();
    for attribute in attributes {
        if let Meta::NameValue(pair) = &attribute.meta
            && pair.path.is_ident("doc")
            && let Expr::Lit(literal) = &pair.value
            && let Lit::Str(text) = &literal.lit
        {
            let text = text.value();
            lines.push(text.strip_prefix(' ').unwrap_or(&text).to_string());
        }
    }
    lines.join("\n").trim().to_string()
}

/// How many arguments are needed, how many parameters take one each, and whether more may come.
pub struct Arity {
    pub required: usize,
    pub positional: usize,
    pub rest: bool,
}

pub fn arity(parameters: &[Parameter]) -> Arity {
    let count = |role| parameters.iter().filter(|p| p.role == role).count();
    let required = count(Role::Required);
    Arity { required, positional: required + count(Role::Optional), rest: count(Role::Rest) > 0 }
}

/// Statements that convert argument `i` to `p{i}`, and the list of expressions to pass on.
///
/// All are converted before the call, because conversion borrows `cx` too.
pub fn conversions(parameters: &[Parameter]) -> (TokenStream, Vec<TokenStream>) {
    let mut statements = TokenStream::new();
    // A value that needs no conversion is taken after all conversions: waiting for them, it would
    // stand in a place of the compiler's, which may hold it as long as the body runs.
    let mut values = TokenStream::new();
    let mut passed = Vec::new();
    for (index, parameter) in parameters.iter().enumerate() {
        let local = quote::format_ident!("p{index}");
        let ty = &parameter.ty;
        match parameter.role {
            Role::Required if is_place(ty) => values.extend(quote! {
                let #local = __args.place(#index);
            }),
            Role::Optional if is_place(ty) => values.extend(quote! {
                let #local = __args.is_given(#index).then(|| __args.place(#index));
            }),
            Role::Required if is_value(ty) => values.extend(quote! {
                let #local = __args.take(#index);
            }),
            Role::Required => statements.extend(quote! {
                let #local = __args.take(#index);
                let #local = <#ty as ::runtime::native::FromValue>::from_value(cx, #local)?;
            }),
            Role::Optional => statements.extend(quote! {
                let #local = __args.take(#index);
                let #local = if #local.is_absent() {
                    None
                } else {
                    Some(<#ty as ::runtime::native::FromValue>::from_value(cx, #local)?)
                };
            }),
            Role::Rest => {
                passed.push(quote! { __rest });
                continue;
            }
        }
        passed.push(quote! { #local });
    }
    statements.extend(values);
    (statements, passed)
}

/// True for `&mut Value`: the argument's place in the window, for what may be a long lazy seq.
fn is_place(ty: &Type) -> bool {
    matches!(ty, Type::Reference(reference)
        if reference.mutability.is_some() && is_value(&reference.elem))
}

/// True for `Value`, which takes any argument as it is.
fn is_value(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("Value"))
}
