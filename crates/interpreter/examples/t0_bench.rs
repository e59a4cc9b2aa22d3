//! What the interpreter costs: three small programs, and the same ones under `luajit -joff`.
//!
//! `cargo run --profile fast -p tercel-interpreter --example t0_bench`

use std::process::Command;

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
        report(cx, "mandelbrot 400", mandelbrot, &[400], 3_905_042, MANDELBROT);
        report(cx, "3 gets x 1e7", gets, &[10_000_000], 60_000_000, GETS);
        report(cx, "list walk 1e7", walk, &[10], 10_000_000, WALK);
    });
}

/// Processor time of this thread: the machine may be busy.
#[allow(unsafe_code, reason = "std has no clock of processor time")]
fn cpu_ms() -> f64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the clock writes the struct that it is given.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

type Emit = fn(&mut Mutator, &mut CodeBuilder, ConstIx);

fn report(cx: &mut Mutator, name: &str, emit: Emit, args: &[i64], answer: i64, lua: &str) {
    let function = define(cx, args.len() as u16, emit);
    let args: Vec<i64> = args.to_vec();
    let mut best = f64::MAX;
    for _ in 0..ROUNDS {
        let mut values = [Value::NIL; 3];
        for (value, arg) in values.iter_mut().zip(&args) {
            *value = Value::fixnum(*arg).expect("small");
        }
        let start = cpu_ms();
        let result = cx.invoke(function, &values[..args.len()]).expect("nothing throws here");
        best = best.min(cpu_ms() - start);
        assert_eq!(result.as_fixnum(), Some(answer));
    }
    println!("{name:<16}{best:>12.1}{:>16}", luajit(lua));
}

/// A function of `argc` arguments that may call itself through a cell.
fn define(cx: &mut Mutator, argc: u16, emit: Emit) -> Value {
    let var = VarCore::new(Header::of::<VarCore>(), Value::UNBOUND);
    let var = cx.alloc(var).expect("room");
    let own = cell::make(cx, var, argc as usize, var).expect("room");
    let mut b = CodeBuilder::new(cx);
    let own = b.constant(own);
    emit(cx, &mut b, own);
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
    cell::enter_directly(cx, var, function).expect("room");
    function
}

fn fib(_: &mut Mutator, b: &mut CodeBuilder, own: ConstIx) {
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

fn tak(_: &mut Mutator, b: &mut CodeBuilder, own: ConstIx) {
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

fn sum(_: &mut Mutator, b: &mut CodeBuilder, _: ConstIx) {
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

/// Counts the steps that stay inside, on a grid of n by n points, 50 at most for each.
fn mandelbrot(cx: &mut Mutator, b: &mut CodeBuilder, _: ConstIx) {
    let [n, x, y, i, sum] = [Reg(0), Reg(1), Reg(2), Reg(3), Reg(4)];
    let [cr, ci, zr, zi, r2, i2, t, scale] = [5, 6, 7, 8, 9, 10, 11, 12].map(Reg);
    let mut double = |b: &mut CodeBuilder, dst, d: f64| {
        let value = data::num::from_f64(cx, d).expect("room");
        let value = b.constant(value);
        b.load_const(dst, value);
    };
    let [next_y, next_x, step, done, outside] = [(); 5].map(|()| b.label());
    double(b, scale, 2.0);
    b.div(scale, scale, n);
    b.load_small(sum, 0);
    b.load_small(y, 0);
    b.place(next_y);
    b.jump_unless_lt(y, n, done);
    b.load_small(x, 0);
    b.place(next_x);
    let row_done = b.label();
    b.jump_unless_lt(x, n, row_done);
    double(b, t, 1.5);
    b.mul(cr, x, scale);
    b.sub(cr, cr, t);
    b.mul(ci, y, scale);
    b.sub_imm(ci, ci, 1);
    double(b, zr, 0.0);
    double(b, zi, 0.0);
    b.load_small(i, 0);
    b.place(step);
    b.jump_unless_lt_imm(i, 50, outside);
    b.mul(r2, zr, zr);
    b.mul(i2, zi, zi);
    b.add(t, r2, i2);
    b.jump_unless_lt_imm(t, 4, outside);
    b.mul(zi, zr, zi);
    b.add(zi, zi, zi);
    b.add(zi, zi, ci);
    b.sub(zr, r2, i2);
    b.add(zr, zr, cr);
    b.inc(i, i);
    b.loop_back(step, ());
    b.place(outside);
    b.add(sum, sum, i);
    b.inc(x, x);
    b.loop_back(next_x, ());
    b.place(row_done);
    b.inc(y, y);
    b.loop_back(next_y, ());
    b.place(done);
    b.ret(sum);
}

/// Three look-ups in a small map by keyword, n times.
fn gets(cx: &mut Mutator, b: &mut CodeBuilder, _: ConstIx) {
    let [n, m, s, v] = [Reg(0), Reg(1), Reg(2), Reg(3)];
    let mut map = data::map::from_pairs(cx, &[]).expect("room");
    let keys = ["a", "b", "c"].map(|name| data::keyword::intern(cx, None, name).expect("room"));
    for (i, key) in keys.iter().enumerate() {
        map = data::map::assoc(cx, map, *key, Value::small(i as i32 + 1)).expect("room");
    }
    let (map, keys) = (b.constant(map), keys.map(|key| b.constant(key)));
    b.load_const(m, map);
    b.load_small(s, 0);
    let head = b.here();
    let done = b.label();
    b.jump_unless_gt_imm(n, 0, done);
    for key in keys {
        b.keyword_get(v, m, key, (), ());
        b.add(s, s, v);
    }
    b.dec(n, n);
    b.loop_back(head, ());
    b.place(done);
    b.ret(s);
}

/// Walks a list of a million ones, n times.
fn walk(cx: &mut Mutator, b: &mut CodeBuilder, _: ConstIx) {
    let [n, s, xs, x] = [Reg(0), Reg(1), Reg(2), Reg(3)];
    let ones = heap::RootVec::from_slice(cx, &[Value::small(1); 1_000_000]);
    let list = data::list::from_slice(cx, &ones).expect("room");
    let list = b.constant(list);
    b.load_small(s, 0);
    let outer = b.here();
    let (done, end) = (b.label(), b.label());
    b.jump_unless_gt_imm(n, 0, done);
    b.load_const(xs, list);
    b.seq(xs, xs);
    let head = b.here();
    b.jump_if_nil(xs, end);
    b.first(x, xs);
    b.add(s, s, x);
    b.next(xs, xs);
    b.loop_back(head, ());
    b.place(end);
    b.dec(n, n);
    b.loop_back(outer, ());
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

const MANDELBROT: &str = "function run() local n, s = 400, 0 local scale = 2.0 / n \
    for y = 0, n - 1 do for x = 0, n - 1 do local cr, ci = x * scale - 1.5, y * scale - 1 \
    local zr, zi, i = 0.0, 0.0, 0 while i < 50 do local r2, i2 = zr * zr, zi * zi \
    if r2 + i2 >= 4 then break end zi = zr * zi zi = zi + zi + ci zr = r2 - i2 + cr i = i + 1 end \
    s = s + i end end return s end";
const GETS: &str = "local m = {a = 1, b = 2, c = 3} function run() local s, n = 0, 10000000 \
    while n > 0 do s = s + m.a s = s + m.b s = s + m.c n = n - 1 end return s end";
const WALK: &str = "local list = nil for i = 1, 1000000 do list = {first = 1, next = list} end \
    function run() local s = 0 for _ = 1, 10 do local xs = list \
    while xs ~= nil do s = s + xs.first xs = xs.next end end return s end";

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
