//! The walk over one file: containers of values in every written type, values given to containers
//! whose type is inferred, statics, and closures that are boxed or sent away with values inside.

use std::collections::HashMap;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream, Parser};
use syn::visit::{self, Visit};

use super::names::{Names, Role, segments};
use super::reach::{Reach, Scope, Way, is_container, type_arguments};
use super::{Hidden, Unit};
use crate::tokens::{each_sequence, is_punct};

/// Everything hidden in the file, in the order of its lines.
pub fn hidden(names: &Names, unit: &Unit) -> Vec<Hidden> {
    let mut walker = Walker {
        reach: Reach::new(names),
        scope: Scope::of_module(&unit.module.join("::")),
        locals: vec![HashMap::new()],
        found: Vec::new(),
    };
    walker.visit_file(&unit.syntax);
    for id in 0..names.types.len() {
        if names.types[id].place == unit.place {
            for field in walker.reach.trusted(id) {
                walker.report(field.span, format!("`{}` is taken to be scanned", field.label));
            }
        }
    }
    let mut found = walker.found;
    found.sort_by(|a, b| (a.line, a.column, &a.what).cmp(&(b.line, b.column, &b.what)));
    found.dedup_by(|a, b| (a.line, a.column) == (b.line, b.column));
    found
}

struct Walker<'a> {
    reach: Reach<'a>,
    scope: Scope,
    /// What is known of the names in scope, innermost block last.
    locals: Vec<HashMap<String, Local>>,
    found: Vec<Hidden>,
}

/// What is known of a local.
#[derive(Debug, Clone)]
enum Local {
    /// Its type reaches a value.
    Value(Vec<String>),
    /// A container whose element type is inferred.
    Container(String),
    Other,
}

impl Walker<'_> {
    fn report(&mut self, span: Span, what: String) {
        let start = span.start();
        self.found.push(Hidden { line: start.line, column: start.column + 1, what });
    }

    fn report_way(&mut self, span: Span, who: &str, way: &[String]) {
        self.report(span, format!("{who} hides a Value: {}", way.join(" → ")));
    }

    fn bind(&mut self, name: &syn::Ident, local: Local) {
        let block = self.locals.last_mut().expect("the walk starts inside of a block");
        block.insert(name.to_string(), local);
    }

    fn local(&self, name: &str) -> Option<&Local> {
        self.locals.iter().rev().find_map(|block| block.get(name))
    }

    fn in_block(&mut self, walk: impl FnOnce(&mut Self)) {
        self.locals.push(HashMap::new());
        walk(self);
        self.locals.pop();
    }

    /// A function sees nothing of the locals around it.
    fn in_function(&mut self, signature: &syn::Signature, walk: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.locals, vec![HashMap::new()]);
        for input in &signature.inputs {
            if let syn::FnArg::Typed(typed) = input {
                self.bind_typed(&typed.pat, &typed.ty);
            }
        }
        walk(self);
        self.locals = outer;
    }

    fn bind_typed(&mut self, pattern: &syn::Pat, ty: &syn::Type) {
        let syn::Pat::Ident(name) = pattern else {
            self.visit_pat(pattern);
            return;
        };
        let local = match self.reach.way(&self.scope, ty) {
            Some(way) => Local::Value(way),
            None => container_of_type(ty).map_or(Local::Other, Local::Container),
        };
        self.bind(&name.ident, local);
    }

    /// The way from an expression to a value, as far as names and written types tell.
    fn way_of_expr(&self, expr: &syn::Expr) -> Way {
        match expr {
            syn::Expr::Path(path) => self.way_of_expr_path(&path.path),
            syn::Expr::Paren(paren) => self.way_of_expr(&paren.expr),
            syn::Expr::Group(group) => self.way_of_expr(&group.expr),
            syn::Expr::Try(tried) => self.way_of_expr(&tried.expr),
            syn::Expr::Tuple(tuple) => tuple.elems.iter().find_map(|elem| self.way_of_expr(elem)),
            syn::Expr::Array(array) => array.elems.iter().find_map(|elem| self.way_of_expr(elem)),
            syn::Expr::Repeat(repeat) => self.way_of_expr(&repeat.expr),
            syn::Expr::Struct(literal) => self
                .reach
                .way_of_path(&self.scope, &literal.path)
                .or_else(|| literal.fields.iter().find_map(|field| self.way_of_expr(&field.expr))),
            syn::Expr::Call(call) => self.way_of_call(call),
            syn::Expr::MethodCall(call) if call.method == "clone" => {
                self.way_of_expr(&call.receiver)
            }
            _ => None,
        }
    }

    fn way_of_expr_path(&self, path: &syn::Path) -> Way {
        if let Some(name) = path.get_ident() {
            return match self.local(&name.to_string()) {
                Some(Local::Value(way)) => Some(way.clone()),
                Some(Local::Container(_) | Local::Other) | None => None,
            };
        }
        // `Value::NIL`: constants of a type are taken to be of that type.
        let last = path.segments.last()?.ident.to_string();
        let is_constant =
            last.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
        is_constant.then(|| self.reach.way_of_path(&self.scope, &without_last(path)?)).flatten()
    }

    fn way_of_call(&self, call: &syn::ExprCall) -> Way {
        let syn::Expr::Path(function) = &*call.func else { return None };
        let names = segments(&function.path);
        if let Some(way) = self.way_of_result(&names) {
            return Some(way);
        }
        let wraps =
            names.last().is_some_and(|name| name.starts_with(|c: char| c.is_ascii_uppercase()));
        if wraps && !names.iter().any(|name| is_container(name)) {
            return call.args.iter().find_map(|argument| self.way_of_expr(argument));
        }
        None
    }

    /// The way from what a function of the workspace returns.
    fn way_of_result(&self, names: &[String]) -> Way {
        let module = &self.scope.module;
        let ((returned, home), owner) = self.reach.names.resolve_function(module, names)?;
        let mut scope = Scope::of_module(home);
        if let Some(owner) = owner {
            scope.this = self.reach.way_of_type(owner, vec![]);
        }
        self.reach.way(&scope, returned)
    }

    /// Reports a closure or async block that takes locals with values along.
    fn check_capture(&mut self, expr: &syn::Expr, who: &str) {
        let mut uses = Uses::default();
        match expr {
            syn::Expr::Closure(closure) => {
                closure.inputs.iter().for_each(|input| uses.visit_pat(input));
                uses.visit_expr(&closure.body);
            }
            syn::Expr::Async(block) => uses.visit_block(&block.block),
            _ => return,
        }
        for (name, span) in &uses.read {
            if uses.bound.contains(name) {
                continue;
            }
            if let Some(Local::Value(way)) = self.local(name) {
                let what =
                    format!("{who} hides a Value that it captures: {name}: {}", way.join(" → "));
                self.report(*span, what);
            }
        }
    }

    /// Reports arguments that reach a value, and closures that capture one.
    fn check_arguments<'e>(
        &mut self,
        arguments: impl IntoIterator<Item = &'e syn::Expr>,
        who: &str,
    ) {
        for argument in arguments {
            if let Some(way) = self.way_of_expr(argument) {
                self.report_way(span_of(argument), who, &way);
            }
            self.check_capture(argument, who);
        }
    }

    /// True when `name` is a container of the standard library or its like, not a type of ours.
    fn is_foreign_container(&self, names: &[String]) -> bool {
        names.last().is_some_and(|name| is_container(name))
            && self.reach.names.resolve_type(&self.scope.module, names).is_none()
    }

    fn role_of(&self, name: &syn::Ident) -> Role {
        let id = self.reach.names.resolve_type(&self.scope.module, &[name.to_string()]);
        id.map_or(Role::Plain, |id| self.reach.names.types[id].role)
    }

    fn check_static(&mut self, name: &syn::Ident, ty: &syn::Type, who: &str) {
        if let Some(way) = self.reach.way(&self.scope, ty) {
            self.report_way(name.span(), &format!("{who} `{name}`"), &way);
        }
    }

    /// Macro input that is no expression: every container written in it is looked at.
    fn scan_tokens(&mut self, tokens: TokenStream) {
        let mut types = Vec::new();
        each_sequence(tokens, &mut |trees| {
            for (index, tree) in trees.iter().enumerate() {
                let TokenTree::Ident(ident) = tree else { continue };
                if is_container(&ident.to_string()) && is_punct(trees.get(index + 1), '<') {
                    let rest: TokenStream = trees[index..].iter().cloned().collect();
                    types.extend(type_at_start.parse2(rest));
                }
            }
        });
        for ty in &types {
            self.visit_type(ty);
        }
    }
}

fn type_at_start(input: ParseStream) -> syn::Result<syn::Type> {
    let ty = input.parse()?;
    input.parse::<TokenStream>()?;
    Ok(ty)
}

/// `Vec` when the type is `Vec<_>`.
fn container_of_type(ty: &syn::Type) -> Option<String> {
    let syn::Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let name = last.ident.to_string();
    let inferred = type_arguments(last).iter().any(|ty| matches!(ty, syn::Type::Infer(_)));
    (is_container(&name) && inferred).then_some(name)
}

/// `Vec` when the expression is `Vec::new()`, `Vec::with_capacity(n)` or `vec![]`.
fn container_of_expr(expr: &syn::Expr) -> Option<String> {
    match expr {
        syn::Expr::Call(call) => {
            let syn::Expr::Path(function) = &*call.func else { return None };
            let names = segments(&function.path);
            let [.., owner, constructor] = names.as_slice() else { return None };
            let makes_empty = matches!(constructor.as_str(), "new" | "with_capacity" | "default");
            (is_container(owner) && makes_empty).then(|| owner.clone())
        }
        syn::Expr::Macro(made) if made.mac.path.is_ident("vec") => Some("Vec".into()),
        _ => None,
    }
}

fn without_last(path: &syn::Path) -> Option<syn::Path> {
    let mut path = path.clone();
    path.segments.pop();
    path.segments.pop_punct();
    (!path.segments.is_empty()).then_some(path)
}

fn span_of(expr: &syn::Expr) -> Span {
    use syn::spanned::Spanned;
    expr.span()
}

/// Methods that put their arguments into the receiver.
const FILLING: &[&str] = &[
    "push",
    "push_back",
    "push_front",
    "insert",
    "set",
    "get_or_init",
    "replace",
    "resize",
    "fill",
];

impl<'ast> Visit<'ast> for Walker<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let outer = self.scope.clone();
        self.scope = Scope::of_module(&format!("{}::{}", outer.module, item.ident));
        visit::visit_item_mod(self, item);
        self.scope = outer;
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        if !matches!(self.role_of(&item.ident), Role::Root | Role::Traced) {
            visit::visit_item_struct(self, item);
        }
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        if !matches!(self.role_of(&item.ident), Role::Root | Role::Traced) {
            visit::visit_item_enum(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let outer = self.scope.this.take();
        self.scope.this = self.reach.way(&self.scope, &item.self_ty);
        visit::visit_item_impl(self, item);
        self.scope.this = outer;
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        self.check_static(&item.ident, &item.ty, "the static");
        visit::visit_item_static(self, item);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.in_function(&item.sig, |walker| visit::visit_item_fn(walker, item));
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.in_function(&item.sig, |walker| visit::visit_impl_item_fn(walker, item));
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        self.in_function(&item.sig, |walker| visit::visit_trait_item_fn(walker, item));
    }

    // `in_function` has bound the parameters: their patterns must not be bound again.
    fn visit_fn_arg(&mut self, argument: &'ast syn::FnArg) {
        if let syn::FnArg::Typed(typed) = argument {
            self.visit_type(&typed.ty);
        }
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        self.in_block(|walker| visit::visit_block(walker, block));
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        self.in_block(|walker| visit::visit_arm(walker, arm));
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        let init = local.init.as_ref();
        if let Some(init) = init {
            visit::visit_local_init(self, init);
        }
        match &local.pat {
            syn::Pat::Type(typed) => {
                self.visit_type(&typed.ty);
                self.bind_typed(&typed.pat, &typed.ty);
            }
            syn::Pat::Ident(name) => {
                let known = init.map(|init| match self.way_of_expr(&init.expr) {
                    Some(way) => Local::Value(way),
                    None => container_of_expr(&init.expr).map_or(Local::Other, Local::Container),
                });
                self.bind(&name.ident, known.unwrap_or(Local::Other));
            }
            pattern => self.visit_pat(pattern),
        }
    }

    /// A name bound by a pattern: its type is not known, and it hides an outer one.
    fn visit_pat_ident(&mut self, pattern: &'ast syn::PatIdent) {
        self.bind(&pattern.ident, Local::Other);
        visit::visit_pat_ident(self, pattern);
    }

    fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
        self.in_block(|walker| {
            for input in &closure.inputs {
                match input {
                    syn::Pat::Type(typed) => {
                        walker.visit_type(&typed.ty);
                        walker.bind_typed(&typed.pat, &typed.ty);
                    }
                    pattern => walker.visit_pat(pattern),
                }
            }
            walker.visit_return_type(&closure.output);
            walker.visit_expr(&closure.body);
        });
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = segments(path);
        for (index, segment) in path.segments.iter().enumerate() {
            let ways = self.reach.arguments(&self.scope, segment);
            if ways.iter().all(Option::is_none) {
                continue;
            }
            let prefix = &names[..=index];
            match self.reach.names.resolve_type(&self.scope.module, prefix) {
                Some(id) => {
                    if let Some(way) = self.reach.hidden_by_arguments(id, ways) {
                        let who = format!("`{}` with these arguments", segment.ident);
                        self.report_way(segment.ident.span(), &who, &way);
                    }
                }
                None if is_container(&names[index]) => {
                    let way = ways.into_iter().flatten().next().unwrap_or_default();
                    self.report_way(segment.ident.span(), &format!("`{}`", segment.ident), &way);
                }
                None => {}
            }
        }
        visit::visit_path(self, path);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let syn::Expr::Path(function) = &*call.func {
            let names = segments(&function.path);
            match names.as_slice() {
                [owner @ .., _] if self.is_foreign_container(owner) => {
                    let who = format!("`{}`", owner.last().map_or("", String::as_str));
                    self.check_arguments(&call.args, &who);
                }
                [.., name] if matches!(name.as_str(), "spawn" | "panic_any") => {
                    self.check_arguments(&call.args, &format!("`{name}`"));
                }
                _ => {}
            }
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let method = call.method.to_string();
        if matches!(method.as_str(), "spawn" | "send") {
            self.check_arguments(&call.args, &format!("`{method}`"));
        }
        if let syn::Expr::Path(receiver) = &*call.receiver
            && let Some(name) = receiver.path.get_ident()
            && let Some(Local::Container(container)) = self.local(&name.to_string())
            && FILLING.contains(&method.as_str())
        {
            let who = format!("`{container}` (inferred)");
            self.check_arguments(&call.args, &who);
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        let name =
            called.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        let statics = matches!(name.as_str(), "thread_local" | "lazy_static");
        if statics && let Ok(Statics(statics)) = syn::parse2(called.tokens.clone()) {
            for (name, ty, init) in statics {
                self.check_static(&name, &ty, "the thread-local or lazy static");
                self.visit_type(&ty);
                self.visit_expr(&init);
            }
            return;
        }
        match expressions.parse2(called.tokens.clone()) {
            Ok(parsed) if name != "macro_rules" => {
                if name == "vec" {
                    self.check_arguments(&parsed, "`vec!`");
                }
                parsed.iter().for_each(|expr| self.visit_expr(expr));
            }
            Ok(_) | Err(_) => self.scan_tokens(called.tokens.clone()),
        }
    }
}

/// `a, b, c` or `a; n`, as in `vec![…]` and most macros that look like functions.
fn expressions(input: ParseStream) -> syn::Result<Vec<syn::Expr>> {
    let mut parsed = Vec::new();
    while !input.is_empty() {
        parsed.push(input.parse()?);
        if input.is_empty() {
            break;
        }
        if input.peek(syn::Token![,]) {
            input.parse::<syn::Token![,]>()?;
        } else {
            input.parse::<syn::Token![;]>()?;
        }
    }
    Ok(parsed)
}

/// The inside of `thread_local! { … }` and `lazy_static! { … }`.
struct Statics(Vec<(syn::Ident, syn::Type, syn::Expr)>);

impl Parse for Statics {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let mut statics = Vec::new();
        while !input.is_empty() {
            input.call(syn::Attribute::parse_outer)?;
            input.parse::<syn::Visibility>()?;
            input.parse::<syn::Token![static]>()?;
            input.parse::<Option<syn::Token![ref]>>()?;
            let name = input.parse()?;
            input.parse::<syn::Token![:]>()?;
            let ty = input.parse()?;
            input.parse::<syn::Token![=]>()?;
            statics.push((name, ty, input.parse()?));
            input.parse::<Option<syn::Token![;]>>()?;
        }
        Ok(Statics(statics))
    }
}

/// The names that a closure reads, and those that it binds itself.
#[derive(Default)]
struct Uses {
    read: Vec<(String, Span)>,
    bound: Vec<String>,
}

impl<'ast> Visit<'ast> for Uses {
    fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
        if let Some(name) = path.path.get_ident() {
            self.read.push((name.to_string(), name.span()));
        }
        visit::visit_expr_path(self, path);
    }

    fn visit_pat_ident(&mut self, pattern: &'ast syn::PatIdent) {
        self.bound.push(pattern.ident.to_string());
        visit::visit_pat_ident(self, pattern);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        each_sequence(called.tokens.clone(), &mut |trees| {
            for tree in trees {
                if let TokenTree::Ident(name) = tree {
                    self.read.push((name.to_string(), name.span()));
                }
            }
        });
    }
}
