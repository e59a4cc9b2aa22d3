//! What the interpreter costs: three small programs, and the same ones under `luajit -joff`.
//!
//! `cargo run --profile fast -p tercel-interpreter --example t0_bench`

use std::process::Command;
use std::time::Instant;

use bytecode::{CodeBuilder, CodeFlags, ConstIx, FnSpec, FnTemplate, Reg, VarCore, cell};
use data::kind;
use heap::{Header, Kind, Layout, Mutator, TypeInfo, Value};

static VAR: TypeInfo = TypeInfo::new("clojure.lang.Var", Layout::AllRefs);
static MORE: &[(Kind, &TypeInfo)] = &[(kind::VAR, &VAR)];
const ROUNDS: usize = 7;

fn main() {
    let types = data::testing::concat(&[data::TYPES, bytecode::TYPES, interpreter::TYPES, MORE]);
    println!("{:<16}{:>12}{:>16}", "", "T0 (ms)", "luajit -joff");
    data::testing::with_types(types, |cx| {
        interpreter::init(cx).expect("room");
        report(cx, "fib 32", fib, &[32], 2_178_309, FIB);
        report(cx, "tak 24 16 8", tak, &[24, 16, 8], 9, TAK);
        report(cx, "loop-sum 1e8", sum, &[100_000_000], 4_999_999_950_000_000, SUM);
    });
}

type Emit = fn(&mut CodeBuilder, ConstIx);

fn report(cx: &mut Mutator, name: &str, emit: Emit, args: &[i64], answer: i64, lua: &str) {
    let function = define(cx, args.len() as u16, emit);
    let args: Vec<i64> = args.to_vec();
    let mut best = f64::MAX;
    for _ in 0..ROUNDS {
        let mut values = [Value::NIL; 3];
        for (value, arg) in values.iter_mut().zip(&args) {
            *value = Value::fixnum(*arg).expect("small");
        }
        let start = Instant::now();
        let result = cx.invoke(function, &values[..args.len()]).expect("nothing throws here");
        best = best.min(start.elapsed().as_secs_f64() * 1e3);
        assert_eq!(result.as_fixnum(), Some(answer));
    }
    println!("{name:<16}{best:>12.1}{:>16}", luajit(lua));
}

/// A function of `argc` arguments that may call itself through a cell.
fn define(cx: &mut Mutator, argc: u16, emit: Emit) -> Value {
    let var = VarCore::new(Header::of::<VarCore>(), Value::UNBOUND);
    let var = cx.alloc(var).expect("room");
    let own = cell::cell(cx, var, argc as usize, cell::root_or_var).expect("room");
    let mut b = CodeBuilder::new(cx);
    let own = b.constant(own);
    emit(&mut b, own);
    let code = b.finish(cx, argc, CodeFlags::NONE).expect("small");
    let spec = FnSpec {
        name: Value::NIL,
        ns: Value::NIL,
        file: Value::NIL,
        meta: Value::NIL,
        methods: &[code],
        captures: 0,
        is_macro: false,
    };
    let template = FnTemplate::alloc(cx, &spec).expect("room");
    let function = interpreter::closure(cx, template).expect("room");
    cx.store(var, &var.cast::<VarCore>().expect("a var").root, function);
    cell::update_cells(cx, var, cell::root_or_var).expect("room");
    function
}

fn fib(b: &mut CodeBuilder, own: ConstIx) {
    let more = b.label();
    b.jump_unless_lt_imm(Reg(0), 2, more);
    b.ret(Reg(0));
    b.place(more);
    b.sub_imm(Reg(4), Reg(0), 1);
    b.call_cell(Reg(1), Reg(1), own);
    b.sub_imm(Reg(5), Reg(0), 2);
    b.call_cell(Reg(2), Reg(2), own);
    b.add(Reg(1), Reg(1), Reg(2));
    b.ret(Reg(1));
    b.reserve_registers(6);
}

fn tak(b: &mut CodeBuilder, own: ConstIx) {
    let done = b.label();
    let [x, y, z] = [Reg(0), Reg(1), Reg(2)];
    b.jump_unless_lt(y, x, done);
    for (window, [first, second, third]) in [(6, [x, y, z]), (7, [y, z, x]), (8, [z, x, y])] {
        b.sub_imm(Reg(window + 3), first, 1);
        b.copy(Reg(window + 4), second);
        b.copy(Reg(window + 5), third);
        b.call_cell(Reg(window), Reg(window), own);
    }
    b.call_cell(Reg(3), Reg(3), own);
    b.ret(Reg(3));
    b.place(done);
    b.ret(z);
}

fn sum(b: &mut CodeBuilder, _: ConstIx) {
    let [n, i, s] = [Reg(0), Reg(1), Reg(2)];
    b.load_small(i, 0);
    b.load_small(s, 0);
    let head = b.here();
    let done = b.label();
    b.jump_unless_lt(i, n, done);
    b.add(s, s, i);
    b.inc(i, i);
    b.loop_back(head, ());
    b.place(done);
    b.ret(s);
}

const FIB: &str = "function fib(n) if n < 2 then return n end return fib(n-1) + fib(n-2) end \
    function run() return fib(32) end";
const TAK: &str = "function tak(x,y,z) if not (y < x) then return z end \
    return tak(tak(x-1,y,z), tak(y-1,z,x), tak(z-1,x,y)) end \
    function run() return tak(24,16,8) end";
const SUM: &str = "function run() local i, s = 0, 0 \
    while i < 100000000 do s = s + i i = i + 1 end return s end";

/// The least of some runs, in milliseconds; a dash where there is no luajit.
fn luajit(program: &str) -> String {
    let script = format!(
        "{program} local best = 1e9 for _ = 1, {ROUNDS} do local t = os.clock() run() \
         best = math.min(best, os.clock() - t) end print(string.format('%.1f', best * 1e3))"
    );
    match Command::new("luajit").args(["-joff", "-e", &script]).output() {
        Ok(output) => String::from_utf8_lossy(&output.stdout).trim().to_string(),
        Err(_) => "-".to_string(),
    }
}
