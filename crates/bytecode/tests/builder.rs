//! Builds methods by hand and looks at what came out: text, tables, refusals.

use bytecode::{BuildError, Code, CodeBuilder, CodeFlags, FnSpec, FnTemplate, Reg};
use data::kind;
use heap::{Kind, Layout, Mutator, TypeInfo, Value};

fn with<R>(work: impl FnOnce(&mut Mutator) -> R) -> R {
    static FN: TypeInfo = TypeInfo::new("clojure.lang.AFunction", Layout::AllRefs);
    let functions: &[(Kind, &TypeInfo)] = Box::leak(Box::new([(kind::FN, &FN)]));
    let types = data::testing::concat(&[data::TYPES, bytecode::TYPES, functions]);
    data::testing::with_types(types, work)
}

fn show(cx: &mut Mutator, code: Value) -> String {
    let print = &mut |_: &mut Mutator, value: Value| Ok(format!("{value:?}"));
    bytecode::disasm::disassemble(cx, code, print).expect("nothing throws here")
}

#[test]
fn a_loop_is_shown_as_it_was_written() {
    with(|cx| {
        let mut b = CodeBuilder::new(cx);
        let [i, s] = [Reg(0), Reg(1)];
        b.position(1, 1);
        b.load_small(i, 0);
        let head = b.here();
        let done = b.label();
        b.position(2, 5);
        b.jump_unless_lt_imm(i, 100, done);
        b.inc(i, i);
        b.loop_back(head, ());
        b.place(done);
        let k = b.constant(Value::char(65));
        assert_eq!(k, b.constant(Value::char(65)));
        b.load_const(s, k);
        b.ret(s);
        let code = b.finish(cx, 0, CodeFlags::NONE).expect("small");
        assert_eq!(
            show(cx, code),
            "\
0  load-small       r0 0
1  jump-unless-lt-imm r0 100 -> 5
2  inc              r0 r0
3  loop-back        -> 1
5  load-const       r1 char(0x41)
6  ret              r1
"
        );
        let code = Code::of(code).expect("code");
        assert_eq!((code.registers(), code.argc(), code.is_variadic()), (2, 0, false));
        assert_eq!((code.position_at(0), code.position_at(4)), (Some((1, 1)), Some((2, 5))));
    });
}

#[test]
fn windows_and_counts_make_the_frame_large_enough() {
    with(|cx| {
        let mut b = CodeBuilder::new(cx);
        b.call(Reg(0), Reg(4), 6);
        b.new_vector(Reg(0), Reg(20), 3);
        b.ret(Reg(0));
        let code = b.finish(cx, 1, CodeFlags::VARIADIC).expect("small");
        assert_eq!(Code::of(code).expect("code").registers(), 23);
    });
}

#[test]
fn templates_give_each_arity_its_code() {
    with(|cx| {
        let mut method = |argc: u16, flags| {
            let mut b = CodeBuilder::new(cx);
            b.ret(Reg(0));
            b.reserve_registers(1);
            b.finish(cx, argc, flags).expect("small")
        };
        let methods = [
            method(1, CodeFlags::NONE),
            method(7, CodeFlags::NONE),
            method(7, CodeFlags::VARIADIC),
        ];
        let spec = FnSpec {
            name: Value::NIL,
            ns: Value::NIL,
            file: Value::NIL,
            meta: Value::NIL,
            methods: &methods,
            captures: 2,
            is_macro: false,
        };
        let template = FnTemplate::alloc(cx, &spec).expect("room");
        let found = template.cast::<FnTemplate>().expect("a template");
        let fixed = |argc| found.code_for(argc).map(|code| code.value());
        assert_eq!([fixed(0), fixed(1), fixed(7)], [None, Some(methods[0]), Some(methods[1])]);
        assert!(found.variadic_for(6).is_none() && found.variadic_for(7).is_some());
        assert_eq!((found.captures(), found.max_fixed()), (2, 7));
        assert_ne!(found.desc().code(1), 0);
        assert_eq!(found.desc().code(0), 0);
        assert_eq!(Code::of(methods[2]).expect("code").template(), template);
    });
}

#[test]
fn case_tables_find_words() {
    with(|cx| {
        let mut b = CodeBuilder::new(cx);
        let keys: Vec<_> = (0..40).map(|n| b.constant(Value::small(n * 1000))).collect();
        let target = b.label();
        let rows: Vec<_> = keys.iter().map(|key| (*key, target)).collect();
        b.case(Reg(0), &rows);
        b.ret(Reg(0));
        b.place(target);
        b.ret(Reg(0));
        let code = b.finish(cx, 1, CodeFlags::NONE).expect("small");
        let constants = Code::of(code).expect("code").constants();
        let table = constants.iter().find_map(|c| bytecode::CaseTable::of(*c)).expect("a table");
        assert_eq!(table.find_word(Value::small(39_000)), Some(1));
        assert_eq!(table.find_word(Value::small(1)), None);
        assert!(!table.must_compare(Value::TRUE));
    });
}

#[test]
fn limits_are_refusals() {
    with(|cx| {
        let mut b = CodeBuilder::new(cx);
        let far = b.label();
        b.jump_unless_lt(Reg(0), Reg(0), far);
        for _ in 0..40_000 {
            b.load_nil(Reg(0));
        }
        b.place(far);
        b.ret(Reg(0));
        assert!(matches!(b.finish(cx, 0, CodeFlags::NONE), Err(BuildError::TooLarge(_))));
        let mut b = CodeBuilder::new(cx);
        b.ret(Reg(65_000).plus(600));
        assert!(matches!(b.finish(cx, 0, CodeFlags::NONE), Err(BuildError::TooLarge(_))));
        let mut b = CodeBuilder::new(cx);
        for n in 0..70_000 {
            let k = b.constant(Value::small(n));
            b.load_const(Reg(0), k);
        }
        b.ret(Reg(0));
        assert!(matches!(b.finish(cx, 0, CodeFlags::NONE), Err(BuildError::TooLarge(_))));
    });
}

#[test]
#[should_panic(expected = "does not verify")]
#[cfg(debug_assertions)]
fn code_that_runs_off_its_end_is_refused() {
    with(|cx| {
        let mut b = CodeBuilder::new(cx);
        b.load_nil(Reg(0));
        let _ = b.finish(cx, 0, CodeFlags::NONE);
    });
}
