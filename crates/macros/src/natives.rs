//! `#[natives("ns")]`: in, a module with `#[native]` functions; out, the same with its `NATIVES`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Ident, Item, ItemFn, ItemMod, LitStr, Result, Token};

use crate::function::{self, Parameter, Role};

pub fn expand(attribute: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let namespace: LitStr = syn::parse2(attribute)?;
    let mut module: ItemMod = syn::parse2(item)?;
    let Some((_, items)) = &mut module.content else {
        return Err(Error::new_spanned(&module, "natives stand in an inline module"));
    };
    let mut rows = Vec::new();
    let mut types = TokenStream::new();
    for item in items.iter_mut() {
        let Item::Fn(function) = item else { continue };
        let Some(options) = take_options(function)? else { continue };
        let (declared, row) = native(&namespace, function, options)?;
        types.extend(declared);
        rows.push(row);
    }
    items.push(Item::Verbatim(types));
    items.push(Item::Verbatim(quote! {
        /// The natives of this module, as the runtime registers them.
        pub static NATIVES: &[::runtime::native::NativeDef] = &[#(#rows),*];
    }));
    Ok(quote! { #module })
}

/// What stands between the brackets of `#[native(…)]`.
#[derive(Default)]
struct Options {
    name: Option<String>,
    since: String,
    deprecated: String,
    arglists: Option<String>,
    inline: Option<Ident>,
    flags: Vec<Ident>,
}

const FLAGS: &[&str] = &["pure", "leaf", "no_gc", "macro", "private"];

impl Parse for Options {
    fn parse(input: ParseStream) -> Result<Options> {
        let mut options = Options::default();
        while !input.is_empty() {
            let key = Ident::parse_any(input)?;
            let word = key.to_string();
            if FLAGS.contains(&word.as_str()) {
                options.flags.push(key);
            } else {
                input.parse::<Token![=]>()?;
                match word.as_str() {
                    "name" => options.name = Some(input.parse::<LitStr>()?.value()),
                    "since" => options.since = input.parse::<LitStr>()?.value(),
                    "deprecated" => options.deprecated = input.parse::<LitStr>()?.value(),
                    "arglists" => options.arglists = Some(input.parse::<LitStr>()?.value()),
                    "inline" => options.inline = Some(input.parse()?),
                    _ => {
                        let message = "expected name, since, deprecated, arglists, inline, pure, \
                                       leaf, no_gc, macro or private";
                        return Err(Error::new_spanned(key, message));
                    }
                }
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(options)
    }
}

fn take_options(function: &mut ItemFn) -> Result<Option<Options>> {
    let Some(position) = function.attrs.iter().position(|a| a.path().is_ident("native")) else {
        return Ok(None);
    };
    let attribute = function.attrs.remove(position);
    match attribute.meta {
        syn::Meta::Path(_) => Ok(Some(Options::default())),
        syn::Meta::List(_) | syn::Meta::NameValue(_) => attribute.parse_args().map(Some),
    }
}

/// The type that stands for the native, and its row in the table.
fn native(
    namespace: &LitStr,
    function: &mut ItemFn,
    options: Options,
) -> Result<(TokenStream, TokenStream)> {
    let doc = function::doc(&function.attrs);
    if doc.is_empty() {
        let message = "the comment of a native is its docstring: write one";
        return Err(Error::new_spanned(&function.sig.ident, message));
    }
    let parameters = function::parameters(function)?;
    let arity = function::arity(&parameters);
    let ident = &function.sig.ident;
    let name = options.name.clone().unwrap_or_else(|| function::clojure_name(&ident.to_string()));
    let is_macro = options.flags.iter().any(|flag| flag == "macro");
    let hidden = if is_macro { 2 } else { 0 };
    if arity.required < hidden {
        return Err(Error::new_spanned(ident, "a macro begins with the form and the environment"));
    }
    let arglists = options.arglists.unwrap_or_else(|| arglists(&parameters[hidden..]));
    let marker = format_ident!("__native_{}", ident.unraw());
    let (conversions, passed) = function::conversions(&parameters);
    let (required, positional, rest) = (arity.required, arity.positional, arity.rest);
    let inline = match &options.inline {
        Some(inline) => quote! { Some(::runtime::native::Intrinsic::#inline) },
        None => quote! { None },
    };
    let flags = options.flags.iter().map(|flag| {
        let flag = format_ident!("{}", flag.unraw().to_string().to_uppercase());
        quote! { .and(::runtime::native::Effects::#flag) }
    });
    let (since, deprecated) = (&options.since, &options.deprecated);
    let declared = quote! {
        #[allow(non_camel_case_types, reason = "named after the function it stands for")]
        pub struct #marker;
        impl ::runtime::native::Native<#positional> for #marker {
            const MIN: usize = #required;
            const REST: bool = #rest;
            const HIDDEN: usize = #hidden;
            const NAME: &'static str = concat!(#namespace, "/", #name);
            #[inline(always)]
            fn call(
                cx: &mut ::runtime::native::Mutator,
                mut __args: ::runtime::native::Args,
                __rest: &mut [::runtime::native::Value],
            ) -> ::runtime::native::Result<::runtime::native::Value> {
                let _ = (&mut __args, &__rest);
                #conversions
                let result = #ident(cx, #(#passed),*)?;
                ::runtime::native::IntoValue::into_value(result, cx)
            }
        }
    };
    let line = quote_spanned! { ident.span() => line!() };
    let row = quote! {
        ::runtime::native::NativeDef {
            namespace: #namespace,
            name: #name,
            doc: #doc,
            arglists: #arglists,
            since: #since,
            deprecated: #deprecated,
            inline: #inline,
            effects: ::runtime::native::Effects::NONE #(#flags)*,
            required: #required as u8,
            positional: #positional as u8,
            rest: #rest,
            entry: ::runtime::native::entry::<#marker, #positional>,
            file: file!(),
            line: #line,
        }
    };
    Ok((declared, row))
}

/// One vector for each number of arguments that may be given.
fn arglists(parameters: &[Parameter]) -> String {
    let positional: Vec<&Parameter> = parameters.iter().filter(|p| p.role != Role::Rest).collect();
    let required = positional.iter().filter(|p| p.role == Role::Required).count();
    let rest = parameters.iter().find(|p| p.role == Role::Rest);
    let mut lists = Vec::new();
    for given in required..=positional.len() {
        let mut names: Vec<&str> = positional[..given].iter().map(|p| p.name.as_str()).collect();
        if given == positional.len()
            && let Some(rest) = rest
        {
            names.extend(["&", rest.name.as_str()]);
        }
        lists.push(format!("[{}]", names.join(" ")));
    }
    format!("({})", lists.join(" "))
}
