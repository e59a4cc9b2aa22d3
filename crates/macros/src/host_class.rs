//! `#[host_class("java.lang.Math")]`: in, a module with members; out, the same with its `CLASS`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::{Attribute, Error, Ident, Item, ItemMod, LitStr, Result};

use crate::function::{self, Parameter, Role};

pub fn expand(attribute: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let class: LitStr = syn::parse2(attribute)?;
    let mut module: ItemMod = syn::parse2(item)?;
    let Some((_, items)) = &mut module.content else {
        return Err(Error::new_spanned(&module, "a host class is an inline module"));
    };
    let mut rows = Vec::new();
    let mut types = TokenStream::new();
    for item in items.iter_mut() {
        let declared = match item {
            Item::Fn(function) => match take_member(&mut function.attrs)? {
                Some(member) => {
                    let parameters = function::parameters(function)?;
                    let ident = function.sig.ident.clone();
                    let doc = function::doc(&function.attrs);
                    Some(member_of_function(&class, &ident, &doc, &member, &parameters)?)
                }
                None => None,
            },
            Item::Const(constant) => match take_member(&mut constant.attrs)? {
                Some(member) if member.kind == "StaticField" => {
                    let ident = constant.ident.clone();
                    let doc = function::doc(&constant.attrs);
                    Some(member_of_constant(&class, &ident, &doc, &member))
                }
                Some(_) => {
                    return Err(Error::new_spanned(constant, "a constant is a `#[field]`"));
                }
                None => None,
            },
            _ => None,
        };
        if let Some((marker, row)) = declared {
            types.extend(marker);
            rows.push(row);
        }
    }
    items.push(Item::Verbatim(types));
    items.push(Item::Verbatim(quote! {
        /// The class and its members, as the runtime registers them.
        pub static CLASS: ::runtime::class::HostClassDef = ::runtime::class::HostClassDef {
            name: #class,
            members: &[#(#rows),*],
            file: file!(),
            line: line!(),
        };
    }));
    Ok(quote! { #module })
}

/// One of our attributes: which member kind, and the Java name.
struct Member {
    kind: &'static str,
    name: String,
}

const MEMBERS: &[(&str, &str)] = &[
    ("method", "StaticMethod"),
    ("instance_method", "InstanceMethod"),
    ("constructor", "Constructor"),
    ("field", "StaticField"),
    ("instance_field", "InstanceField"),
];

fn take_member(attributes: &mut Vec<Attribute>) -> Result<Option<Member>> {
    for &(word, kind) in MEMBERS {
        let Some(position) = attributes.iter().position(|a| a.path().is_ident(word)) else {
            continue;
        };
        let attribute = attributes.remove(position);
        let name = match kind {
            "Constructor" => "new".to_string(),
            _ => attribute.parse_args::<LitStr>()?.value(),
        };
        return Ok(Some(Member { kind, name }));
    }
    Ok(None)
}

fn row(
    class: &LitStr,
    doc: &str,
    member: &Member,
    parameters: &[Parameter],
    marker: &Ident,
) -> TokenStream {
    let Member { kind, name } = member;
    let kind = format_ident!("{kind}");
    let arity = function::arity(parameters);
    let (required, rest) = (arity.required, arity.rest);
    let types = parameters.iter().filter(|p| p.role != Role::Rest).map(|parameter| {
        let ty = &parameter.ty;
        match &parameter.class {
            Some(class) => quote! { ::runtime::class::ParamType::Class(#class) },
            None => quote! { <#ty as ::runtime::native::FromValue>::PARAM },
        }
    });
    quote! {
        ::runtime::class::MemberDef {
            class: #class,
            name: #name,
            doc: #doc,
            kind: ::runtime::class::MemberKind::#kind,
            params: &[#(#types),*],
            required: #required as u8,
            rest: #rest,
            call: ::runtime::class::call_member::<#marker>,
        }
    }
}

fn member_of_function(
    class: &LitStr,
    ident: &Ident,
    doc: &str,
    member: &Member,
    parameters: &[Parameter],
) -> Result<(TokenStream, TokenStream)> {
    let arity = function::arity(parameters);
    let expected = match member.kind {
        "InstanceField" => Some(1),
        "StaticField" => Some(0),
        _ => None,
    };
    if expected.is_some_and(|count| count != parameters.len()) {
        return Err(Error::new_spanned(
            ident,
            "a field takes `cx`, and `this` when it is instance's",
        ));
    }
    if member.kind == "InstanceMethod" && arity.required == 0 {
        return Err(Error::new_spanned(ident, "an instance method begins with `this`"));
    }
    let marker = format_ident!("__member_{}", ident.unraw());
    let positional = arity.positional;
    let (conversions, passed) = function::conversions(parameters);
    let declared = quote! {
        #[allow(non_camel_case_types, reason = "named after the function it stands for")]
        pub struct #marker;
        impl ::runtime::class::HostMember for #marker {
            fn call(
                cx: &mut ::runtime::native::Mutator,
                given: &[::runtime::native::Value],
            ) -> ::runtime::native::Result<::runtime::native::Value> {
                let (mut __args, __rest) = ::runtime::class::spread::<#positional>(given);
                let _ = (&mut __args, &__rest);
                #conversions
                let result = #ident(cx, #(#passed),*)?;
                ::runtime::native::IntoValue::into_value(result, cx)
            }
        }
    };
    Ok((declared, row(class, doc, member, parameters, &marker)))
}

fn member_of_constant(
    class: &LitStr,
    ident: &Ident,
    doc: &str,
    member: &Member,
) -> (TokenStream, TokenStream) {
    let marker = format_ident!("__member_{}", ident.unraw());
    let declared = quote! {
        #[allow(non_camel_case_types, reason = "named after the constant it stands for")]
        pub struct #marker;
        impl ::runtime::class::HostMember for #marker {
            fn call(
                cx: &mut ::runtime::native::Mutator,
                _given: &[::runtime::native::Value],
            ) -> ::runtime::native::Result<::runtime::native::Value> {
                ::runtime::native::IntoValue::into_value(#ident, cx)
            }
        }
    };
    (declared, row(class, doc, member, &[], &marker))
}
