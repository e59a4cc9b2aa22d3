//! Functions assembled by hand, for the tests of the interpreter.
#![allow(dead_code, reason = "each test file uses a part")]

use bytecode::{CodeBuilder, CodeFlags, FnSpec, FnTemplate};
use data::kind;
use heap::{Kind, Layout, Mutator, TypeInfo, Value};

/// A type whose behaviours have a fault.
pub const FAULTY: Kind = kind::BOX;

static FAULTY_INFO: TypeInfo = TypeInfo {
    seq: Some(|_, _| panic!("a planted fault")),
    count: Some(|_, _| panic!("a planted fault")),
    ..TypeInfo::new("user.Faulty", Layout::Counted)
};
static MORE: &[(Kind, &TypeInfo)] = &[(FAULTY, &FAULTY_INFO)];

/// Runs `work` in a fresh heap with an interpreter.
pub fn with<R>(work: impl FnOnce(&mut Mutator) -> R) -> R {
    let types = data::testing::concat(&[interpreter::TYPES, MORE]);
    runtime::testing::with_types(types, |cx| {
        interpreter::init(cx).expect("room");
        let hooks = data::hooks::Hooks {
            stack_trace: Some(interpreter::capture_trace),
            trace_elements: Some(interpreter::trace_elements),
            class_of: Some(interpreter::class_of),
            ..Default::default()
        };
        data::hooks::install(cx, hooks);
        work(cx)
    })
}

/// The code of a method.
pub fn method(
    cx: &mut Mutator,
    argc: u16,
    flags: CodeFlags,
    emit: impl FnOnce(&mut Mutator, &mut CodeBuilder),
) -> Value {
    let mut b = CodeBuilder::new(cx);
    emit(cx, &mut b);
    b.finish(cx, argc, flags).expect("within the limits")
}

/// A template of these methods.
pub fn template(cx: &mut Mutator, name: &str, captures: u16, methods: &[Value]) -> Value {
    let name = data::string::new(cx, name).expect("room");
    let file = data::string::new(cx, "test.clj").expect("room");
    let spec =
        FnSpec { name, ns: Value::NIL, file, meta: Value::NIL, methods, captures, is_macro: false };
    FnTemplate::alloc(cx, &spec).expect("room")
}

/// A function with one method, without captures.
pub fn function(
    cx: &mut Mutator,
    name: &str,
    argc: u16,
    emit: impl FnOnce(&mut Mutator, &mut CodeBuilder),
) -> Value {
    let code = method(cx, argc, CodeFlags::NONE, emit);
    let template = template(cx, name, 0, &[code]);
    interpreter::closure(cx, template).expect("room")
}

/// A function whose method takes rest arguments.
pub fn variadic(
    cx: &mut Mutator,
    name: &str,
    argc: u16,
    emit: impl FnOnce(&mut Mutator, &mut CodeBuilder),
) -> Value {
    let code = method(cx, argc, CodeFlags::VARIADIC, emit);
    let template = template(cx, name, 0, &[code]);
    interpreter::closure(cx, template).expect("room")
}

/// A var `user/NAME`, without a root.
pub fn var(cx: &mut Mutator, name: &str) -> Value {
    let user = data::symbol::intern(cx, None, "user").expect("room");
    let name = data::symbol::intern(cx, None, name).expect("room");
    let ns = runtime::namespace::find_or_create(cx, user).expect("room");
    runtime::var::intern(cx, ns, name).expect("room")
}

pub fn define(cx: &mut Mutator, var: Value, root: Value) {
    runtime::var::bind_root(cx, var, root).expect("nothing refuses it");
}

pub fn cell_of(cx: &mut Mutator, var: Value, argc: usize) -> Value {
    runtime::var::cell(cx, var, argc).expect("room")
}

pub fn long(n: i64) -> Value {
    Value::fixnum(n).expect("63 bits")
}

/// Calls, and answers the result as text; a thrown exception as its class and message.
pub fn show(cx: &mut Mutator, f: Value, args: &[Value]) -> String {
    match cx.invoke(f, args) {
        Ok(value) => data::print::pr_str(cx, value).expect("prints"),
        Err(heap::Thrown) => thrown(cx),
    }
}

/// The pending exception's class and message.
pub fn thrown(cx: &mut Mutator) -> String {
    data::testing::thrown(cx, Err::<Value, _>(heap::Thrown))
}
