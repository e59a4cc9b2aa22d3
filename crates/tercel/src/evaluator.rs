//! Evaluation: the one way that a form takes, from text to value.
//!
//! Everything goes through `eval_text`: files, the REPL, `load-string`, `tercel -e`. Each phase can be
//! run alone: `read_all`, `analyze`, `compile`, `execute`.

use std::cell::Cell;

use analyzer::ast::{FnId, Node, Position};
use analyzer::{Top, passes};
use data::{seq, string, symbol};
use diag::LineCol;
use heap::{Mutator, Result, RootVec, TextSink, Thrown, Value};
use reader::{Options, ReadCond, Reader};
use runtime::{binding, known, maps, monitor, namespace, var};

use crate::resolver::Running;
use crate::workshop::{self, Workshop};

thread_local! {
    /// Where the form begins that this thread evaluates, for messages.
    static POSITION: Cell<(u32, u32)> = const { Cell::new((0, 0)) };
}

/// Where forms come from.
#[derive(Clone, Copy)]
pub struct Source {
    /// The source's name, a string, or nil.
    pub name: Value,
    /// Where a form stands that does not tell.
    pub position: Position,
}

impl Source {
    pub const NONE: Source = Source { name: Value::NIL, position: Position { line: 0, column: 0 } };
}

/// Reads and evaluates all forms of a text; answers the last value.
///
/// # Errors
/// Whatever reading or evaluating throws.
pub fn eval_text(cx: &mut Mutator, text: &str, source: &str, line: u32, column: u32) -> Result {
    let name = string::new(cx, source)?;
    let mut options = Options::source();
    options.start = LineCol { line, column };
    if source.ends_with(".cljc") {
        options.read_cond = ReadCond::Allow;
    }
    let mut reader = Reader::new(text, options, &Running);
    let mut last = Value::NIL;
    loop {
        let form = match reader.read(cx) {
            Ok(Some(form)) => form,
            Ok(None) => return Ok(last),
            Err(Thrown) => return Err(reading_failed(cx, &mut reader, source)),
        };
        let place = reader.position();
        let position = Position { line: place.line, column: place.column };
        last = eval_form(cx, form, &Source { name, position })?;
    }
}

/// The exception for a text that does not read, wrapped as the compiler does.
#[cold]
fn reading_failed(cx: &mut Mutator, reader: &mut Reader<'_>, source: &str) -> Thrown {
    // The reader's own wrapper gives way to the compiler's, which tells the same place.
    let pending = cx.take_pending();
    let inner = data::throwable::of(pending)
        .filter(|found| found.class_name() == "clojure.lang.LispReader$ReaderException")
        .map(|found| found.cause())
        .filter(|cause| data::throwable::of(*cause).is_some());
    let Thrown = cx.throw(inner.unwrap_or(pending));
    let place = reader.position();
    let place = runtime::fault::Place {
        source,
        line: place.line,
        column: place.column,
        symbol: Value::NIL,
    };
    runtime::fault::wrap_pending(cx, "read-source", &place)
}

/// Evaluates a form in the current namespace.
///
/// # Errors
/// A `CompilerException` for what is wrong with the form; whatever it throws.
pub fn eval_form(cx: &mut Mutator, form: Value, source: &Source) -> Result {
    // Most forms that are no list or symbol are their own value.
    if form.desc().is_none() {
        return Ok(form);
    }
    cx.enter_native()?;
    let mut form = form;
    let mut source = *source;
    loop {
        if let Some((line, column)) = data::list::position(form) {
            source.position = Position { line, column };
            POSITION.set((line, column));
        }
        let ns = namespace::current(cx)?;
        let unit = analyzer::Unit { ns, source: source.name, position: source.position };
        match workshop::with(cx, |cx, workshop| step(cx, workshop, form, &unit))? {
            Step::Value(value) => return Ok(value),
            Step::Code(template) => return execute(cx, template),
            Step::Again(expanded) => form = expanded,
            Step::Do => {
                let forms = seq::to_rootvec(cx, form)?;
                let mut last = Value::NIL;
                for i in 1..forms.len() {
                    last = eval_form(cx, forms[i], &source)?;
                }
                return Ok(last);
            }
        }
    }
}

/// What is left to do for a form.
enum Step {
    Value(Value),
    /// A template to be run.
    Code(Value),
    /// A macro call that became this form.
    Again(Value),
    /// Each form of a `do` is evaluated for itself.
    Do,
}

/// Brings a form as far as it goes without running its code. Values known already and definitions of
/// functions need no code of their own.
fn step(
    cx: &mut Mutator,
    workshop: &mut Workshop,
    form: Value,
    unit: &analyzer::Unit,
) -> Result<Step> {
    match analyzer::top(&mut workshop.analyzer, cx, form, unit)? {
        Top::Expanded(expanded) => return Ok(Step::Again(expanded)),
        Top::Do => return Ok(Step::Do),
        Top::Unit => {}
    }
    let root = workshop.analyzer.analyze(cx, form, unit)?;
    let ast = &workshop.analyzer.ast;
    match ast.node(root) {
        Node::Const { value } => return Ok(Step::Value(ast.value(value))),
        Node::Def { id } => {
            let def = ast.defs[id.index()];
            let meta = def.meta.and_then(|meta| ast.const_value(meta));
            if let (Some(Node::Fn { id }), Some(meta)) = (def.init.map(|init| ast.node(init)), meta)
            {
                let found = ast.value(def.var);
                return define_function(cx, workshop, (id, found, meta), unit).map(Step::Value);
            }
        }
        _ => {}
    }
    compile_analyzed(cx, workshop, unit).map(Step::Code)
}

/// `(def var (fn …))` with metadata that is known: the function is made and becomes the root.
fn define_function(
    cx: &mut Mutator,
    workshop: &mut Workshop,
    (id, found, meta): (FnId, Value, Value),
    unit: &analyzer::Unit,
) -> Result {
    passes::run(cx, &mut workshop.analyzer.ast, &mut workshop.liveness)?;
    let place = place(cx, unit)?;
    let name = var::expect(cx, found)?.name();
    let ast = &workshop.analyzer.ast;
    let template = workshop.compiler.compile_definition(cx, ast, &place, id, name);
    let template = template.map_err(|_| compilation_failed(cx, unit))?;
    let function = interpreter::closure(cx, template)?;
    var::bind_root(cx, found, function)?;
    var::reset_meta(cx, found, meta)?;
    Ok(found)
}

/// Analyzes and compiles a form as a unit; answers its template.
///
/// # Errors
/// A `CompilerException`.
pub fn compile(
    cx: &mut Mutator,
    workshop: &mut Workshop,
    form: Value,
    unit: &analyzer::Unit,
) -> Result {
    workshop.analyzer.analyze(cx, form, unit)?;
    compile_analyzed(cx, workshop, unit)
}

/// Compiles what was analyzed last.
fn compile_analyzed(cx: &mut Mutator, workshop: &mut Workshop, unit: &analyzer::Unit) -> Result {
    passes::run(cx, &mut workshop.analyzer.ast, &mut workshop.liveness)?;
    let place = place(cx, unit)?;
    let compiled = workshop.compiler.compile(cx, &workshop.analyzer.ast, &place);
    compiled.map_err(|_| compilation_failed(cx, unit))
}

fn place(cx: &mut Mutator, unit: &analyzer::Unit) -> Result<compiler::Unit> {
    let ns = namespace::expect(cx, unit.ns)?.name();
    Ok(compiler::Unit { ns, source: unit.source })
}

#[cold]
fn compilation_failed(cx: &mut Mutator, unit: &analyzer::Unit) -> Thrown {
    let place = analyzer::error::Place { source: unit.source, position: unit.position };
    let phase = analyzer::error::ErrorPhase::Compilation;
    analyzer::error::wrap(cx, phase, place, Value::NIL)
}

/// Runs a unit's template.
///
/// # Errors
/// Whatever the form throws.
pub fn execute(cx: &mut Mutator, template: Value) -> Result {
    interpreter::run(cx, template)
}

// ---- what the runtime asks for ------------------------------------------------------------------

/// `eval`.
///
/// # Errors
/// As `eval_form`.
pub fn eval(cx: &mut Mutator, form: Value) -> Result {
    let file = cx.known(known::VAR_FILE);
    let name = var::deref(cx, file)?;
    let name = if string::of(name).is_some() { name } else { Value::NIL };
    eval_form(cx, form, &Source { name, position: Position::default() })
}

/// `macroexpand-1`.
///
/// # Errors
/// What the macro throws.
pub fn macroexpand_1(cx: &mut Mutator, form: Value) -> Result {
    let ns = namespace::current(cx)?;
    let unit = analyzer::Unit { ns, source: Value::NIL, position: Position::default() };
    workshop::with(cx, |cx, workshop| {
        analyzer::macroexpand_1(&mut workshop.analyzer, cx, form, &unit)
    })
}

/// Reads and evaluates a text that came from `source`.
///
/// # Errors
/// Whatever reading or evaluating throws.
pub fn load_source(cx: &mut Mutator, text: &str, source: &str) -> Result {
    eval_text(cx, text, source, 1, 1)
}

/// `read-string`.
///
/// # Errors
/// What is wrong with the text.
pub fn read_string(cx: &mut Mutator, text: Value, options: Value) -> Result {
    let text = match string::of(text) {
        Some(text) => text.to_str().into_owned(),
        None => return Err(data::throw::class_cast(cx, text, "java.lang.String")),
    };
    let how = reading_options(cx, Options::string(), options)?;
    match reader::read_str(cx, &text, how, &Running)? {
        Some(form) => Ok(form),
        None => at_end(cx, options),
    }
}

/// Options for the reader, with what a map of Clojure's options says of them.
///
/// # Errors
/// `OutOfMemoryError`.
pub(crate) fn reading_options(cx: &mut Mutator, base: Options, options: Value) -> Result<Options> {
    let mut how = base;
    let read_cond = maps::at(cx, options, "read-cond")?;
    how.read_cond = match data::keyword::of(read_cond)
        .map(|mode| mode.name_str().to_str().into_owned())
        .as_deref()
    {
        Some("allow") => ReadCond::Allow,
        Some("preserve") => ReadCond::Preserve,
        Some(_) | None => ReadCond::Refuse,
    };
    how.features = maps::at(cx, options, "features")?;
    Ok(how)
}

/// What reading answers at the end of its text, by the option `:eof`.
///
/// # Errors
/// A `RuntimeException` when there is no such option, or it asks for one.
pub(crate) fn at_end(cx: &mut Mutator, options: Value) -> Result {
    let eof = data::keyword::intern(cx, None, "eof")?;
    let answer = data::lookup::get(cx, options, eof, Value::ABSENT)?;
    if answer.is_absent() || is_throw(answer) {
        return Err(data::throw::runtime(cx, "EOF while reading"));
    }
    Ok(answer)
}

/// `:eofthrow`, which asks for an exception at the end.
fn is_throw(option: Value) -> bool {
    data::keyword::of(option).is_some_and(|option| option.name_str().to_str() == "eofthrow")
}

/// Evaluates the embedded source that defines a var of `clojure.core`: once, on one thread. Others
/// that need the var meanwhile wait; what a definition itself needs are other vars, never in a circle.
///
/// # Errors
/// Whatever that throws.
pub fn define(cx: &mut Mutator, found: Value) -> Result<()> {
    monitor::with(cx, found, |cx| match var::expect(cx, found)?.is_lazy() {
        true => define_now(cx, found),
        false => Ok(()),
    })
}

fn define_now(cx: &mut Mutator, found: Value) -> Result<()> {
    let this = var::expect(cx, found)?;
    let name = symbol::of(this.name()).map(|name| name.text()).unwrap_or_default();
    let Some(definition) = corelib::sources::definition(&name) else { return Ok(()) };
    let number = this.intrinsic_number();
    let core = cx.known(known::CORE_NS);
    let ns_var = cx.known(known::VAR_NS);
    let position = POSITION.get();
    let done = binding::with(cx, &[ns_var, core], |cx| {
        eval_text(cx, definition.text(), definition.file(), definition.line as u32, 1)
    });
    POSITION.set(position);
    done?;
    // The definition gave the var its own root: it is what the compiler knows.
    this.set_intrinsic_number(number);
    Ok(())
}

/// Where the form stands that is being evaluated.
pub fn position(_cx: &mut Mutator) -> (u32, u32) {
    POSITION.get()
}

/// All forms of a text.
///
/// # Errors
/// What is wrong with the text.
pub fn read_all(cx: &mut Mutator, text: &str) -> Result<RootVec> {
    let mut forms = RootVec::new(cx);
    let mut reader = Reader::new(text, Options::source(), &Running);
    while let Some(form) = reader.read(cx)? {
        forms.push(form);
    }
    Ok(forms)
}

// ---- what the command asks for ------------------------------------------------------------------

/// Evaluates the forms of a text one by one, and prints each value that is not nil.
///
/// # Errors
/// Whatever reading, evaluating or printing throws.
pub fn eval_and_print(cx: &mut Mutator, text: &str) -> Result<()> {
    let mut reader = Reader::new(text, Options::source(), &Running);
    loop {
        let form = match reader.read(cx) {
            Ok(Some(form)) => form,
            Ok(None) => return Ok(()),
            Err(Thrown) => return Err(reading_failed(cx, &mut reader, "")),
        };
        let value = eval_form(cx, form, &Source::NONE)?;
        if !value.is_nil() {
            let shown = data::print::pr_str(cx, value)?;
            let mut text = data::text::Text::default();
            text.write_str(&shown);
            text.write_str("\n");
            let out = runtime::out::current(cx)?;
            runtime::out::write(cx, out, &text)?;
        }
    }
}

/// A value as `pr-str` shows it.
///
/// # Errors
/// Whatever printing throws.
pub fn shown(cx: &mut Mutator, value: Value) -> Result<String> {
    data::print::pr_str(cx, value)
}

/// Evaluates a file.
///
/// # Errors
/// Whatever reading it or evaluating it throws.
pub fn eval_file(cx: &mut Mutator, path: &str) -> Result<()> {
    runtime::loader::load_file(cx, path).map(|_| ())
}

/// Writes out what `*out*` holds back.
///
/// # Errors
/// Whatever writing throws.
pub fn flush(cx: &mut Mutator) -> Result<()> {
    let out = runtime::out::current(cx)?;
    runtime::out::flush(cx, out)
}

/// The pending exception as text, its causes below.
pub fn describe_pending(cx: &mut Mutator) -> String {
    let mut exception = cx.take_pending();
    let mut lines = Vec::new();
    while let Some(found) = data::throwable::of(exception) {
        let message = found.message_str().map(|message| format!(": {}", message.to_str()));
        lines.push(format!("{}{}", found.class_name(), message.unwrap_or_default()));
        exception = found.cause();
    }
    lines.join("\nCaused by: ")
}
