//! `RT`, `Util`, `Numbers`, `Murmur3`, `Compiler`: the static helpers that libraries call.

use data::{hash, lookup, num, seq};

use crate::prelude::*;

#[host_class("clojure.lang.RT")]
pub mod rt {
    use super::*;

    #[field("EMPTY_ARRAY")]
    fn empty_array(cx: &mut Mutator) -> Result {
        data::array::objects_from_slice(cx, &[])
    }

    #[method("seq")]
    fn seq_of(cx: &mut Mutator, coll: Value) -> Result {
        seq::seq(cx, coll)
    }

    #[method("first")]
    fn first(cx: &mut Mutator, coll: Value) -> Result {
        seq::first(cx, coll)
    }

    #[method("second")]
    fn second(cx: &mut Mutator, coll: Value) -> Result {
        seq::second(cx, coll)
    }

    #[method("next")]
    fn next(cx: &mut Mutator, coll: Value) -> Result {
        seq::next(cx, coll)
    }

    #[method("more")]
    fn more(cx: &mut Mutator, coll: Value) -> Result {
        seq::rest(cx, coll)
    }

    #[method("cons")]
    fn cons(cx: &mut Mutator, item: Value, coll: Value) -> Result {
        seq::cons(cx, item, coll)
    }

    #[method("conj")]
    fn conj(cx: &mut Mutator, coll: Value, item: Value) -> Result {
        lookup::conj(cx, coll, item)
    }

    #[method("count")]
    fn count(cx: &mut Mutator, coll: Value) -> Result<Int> {
        seq::count(cx, coll).map(int)
    }

    #[method("get")]
    fn get(cx: &mut Mutator, coll: Value, key: Value, default: Option<Value>) -> Result {
        lookup::get(cx, coll, key, default.unwrap_or(Value::NIL))
    }

    #[method("nth")]
    fn nth(cx: &mut Mutator, coll: Value, index: i64, default: Option<Value>) -> Result {
        match default {
            Some(default) => lookup::nth_or(cx, coll, index, default),
            None => lookup::nth(cx, coll, index),
        }
    }

    #[method("assoc")]
    fn assoc(cx: &mut Mutator, coll: Value, key: Value, value: Value) -> Result {
        lookup::assoc(cx, coll, key, value)
    }

    #[method("dissoc")]
    fn dissoc(cx: &mut Mutator, coll: Value, key: Value) -> Result {
        lookup::dissoc(cx, coll, key)
    }

    #[method("contains")]
    fn contains(cx: &mut Mutator, coll: Value, key: Value) -> Result<bool> {
        lookup::contains(cx, coll, key)
    }

    #[method("find")]
    fn find(cx: &mut Mutator, coll: Value, key: Value) -> Result {
        lookup::find(cx, coll, key)
    }

    #[method("peek")]
    fn peek(cx: &mut Mutator, coll: Value) -> Result {
        lookup::peek(cx, coll)
    }

    #[method("pop")]
    fn pop(cx: &mut Mutator, coll: Value) -> Result {
        lookup::pop(cx, coll)
    }

    #[method("iter")]
    fn iter(cx: &mut Mutator, coll: Value) -> Result {
        crate::java::util::iterator::over(cx, coll)
    }

    #[method("toArray")]
    fn to_array(cx: &mut Mutator, coll: Value) -> Result {
        let items = seq::to_rootvec(cx, coll)?;
        data::array::objects_from_slice(cx, &items)
    }

    #[method("seqToArray")]
    fn seq_to_array(cx: &mut Mutator, coll: Value) -> Result {
        to_array(cx, coll)
    }

    #[method("object_array")]
    fn object_array(cx: &mut Mutator, size_or_coll: Value) -> Result {
        if num::is_number(size_or_coll) {
            let size = num::to_int(cx, size_or_coll)?;
            return data::array::objects(cx, Value::NIL, size.into());
        }
        to_array(cx, size_or_coll)
    }

    #[method("map")]
    fn map(cx: &mut Mutator, items: &[Value]) -> Result {
        let items = match *items {
            [array] => seq::to_rootvec(cx, array)?,
            _ => RootVec::from_slice(cx, items),
        };
        data::map::from_pairs(cx, &items)
    }

    #[method("vector")]
    fn vector(cx: &mut Mutator, items: &[Value]) -> Result {
        data::vector::from_slice(cx, items)
    }

    #[method("set")]
    fn set(cx: &mut Mutator, items: &[Value]) -> Result {
        data::set::from_slice(cx, items)
    }

    #[method("list")]
    fn list(cx: &mut Mutator, items: &[Value]) -> Result {
        data::list::from_slice(cx, items)
    }

    #[method("keyword")]
    fn keyword(cx: &mut Mutator, ns: Value, name: Value) -> Result {
        let symbol = data::symbol::from_strings(cx, ns, name)?;
        data::keyword::of_symbol(cx, symbol)
    }

    #[method("var")]
    fn var(cx: &mut Mutator, ns: &Str, name: &Str) -> Result {
        let ns = data::symbol::intern(cx, None, &ns.to_str())?;
        let ns = runtime::namespace::find_or_create(cx, ns)?;
        let name = data::symbol::intern(cx, None, &name.to_str())?;
        runtime::var::intern(cx, ns, name)
    }

    #[method("printString")]
    fn print_string(cx: &mut Mutator, value: Value) -> Result<String> {
        data::print::pr_str(cx, value)
    }

    #[method("readString")]
    fn read_string(cx: &mut Mutator, text: Value) -> Result {
        runtime::evaluator::read_string(cx, text, Value::NIL)
    }

    #[method("booleanCast")]
    fn boolean_cast(_cx: &mut Mutator, value: Value) -> Result<bool> {
        Ok(value.is_truthy())
    }

    #[method("intCast")]
    fn int_cast(cx: &mut Mutator, value: Value) -> Result<Int> {
        num::to_int(cx, value).map(Int)
    }

    #[method("longCast")]
    fn long_cast(cx: &mut Mutator, value: Value) -> Result<i64> {
        num::to_long(cx, value)
    }

    #[method("doubleCast")]
    fn double_cast(cx: &mut Mutator, value: Value) -> Result<f64> {
        num::to_double(cx, value)
    }

    #[method("charCast")]
    fn char_cast(cx: &mut Mutator, value: Value) -> Result<u16> {
        num::to_char(cx, value)
    }

    #[method("nextID")]
    fn next_id(cx: &mut Mutator) -> Result<Int> {
        Ok(Int(runtime::state::of(cx).next_id() as i32))
    }

    #[method("classForName")]
    fn class_for_name(cx: &mut Mutator, name: &Str) -> Result {
        runtime::class::for_name(cx, &name.to_str())
    }

    #[method("baseLoader")]
    fn base_loader(_cx: &mut Mutator) -> Result {
        Ok(Value::NIL)
    }

    #[method("isReduced")]
    fn is_reduced(_cx: &mut Mutator, value: Value) -> Result<bool> {
        Ok(data::reduced::unwrap(value).is_some())
    }

    #[method("alength")]
    fn alength(cx: &mut Mutator, array: Value) -> Result<Int> {
        match data::array::len(array) {
            Some(length) => Ok(int(length)),
            None => Err(data::throw::illegal_argument(cx, "Argument is not an array")),
        }
    }

    #[method("aget")]
    fn aget(cx: &mut Mutator, array: Value, index: i64) -> Result {
        data::array::aget(cx, array, index)
    }

    #[method("aset")]
    fn aset(cx: &mut Mutator, array: Value, index: i64, value: Value) -> Result {
        data::array::aset(cx, array, index, value)
    }
}

#[host_class("clojure.lang.Util")]
pub mod util {
    use super::*;

    #[method("equiv")]
    fn equiv(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
        data::equiv::equiv(cx, a, b)
    }

    #[method("equals")]
    fn equals(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
        if a.is_nil() { Ok(b.is_nil()) } else { data::equiv::equals(cx, a, b) }
    }

    #[method("identical")]
    fn identical(_cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
        Ok(a == b)
    }

    #[method("hash")]
    fn hash_code(cx: &mut Mutator, value: Value) -> Result<Int> {
        if value.is_nil() { Ok(Int(0)) } else { hash::hash_code(cx, value).map(Int) }
    }

    #[method("hasheq")]
    fn hasheq(cx: &mut Mutator, value: Value) -> Result<Int> {
        hash::hasheq(cx, value).map(Int)
    }

    #[method("hashCombine")]
    fn hash_combine(_cx: &mut Mutator, seed: Int, hash: Int) -> Result<Int> {
        let mixed = hash
            .0
            .wrapping_add(0x9e37_79b9_u32 as i32)
            .wrapping_add(seed.0 << 6)
            .wrapping_add(seed.0 >> 2);
        Ok(Int(seed.0 ^ mixed))
    }

    #[method("compare")]
    fn compare(cx: &mut Mutator, a: Value, b: Value) -> Result<Int> {
        data::compare::compare(cx, a, b).map(Int)
    }

    #[method("isInteger")]
    fn is_integer(_cx: &mut Mutator, value: Value) -> Result<bool> {
        Ok(num::as_integer(value).is_some() || num::as_big(value).is_some())
    }

    #[method("classOf")]
    fn class_of(cx: &mut Mutator, value: Value) -> Result {
        data::class_of(cx, value)
    }

    #[method("sneakyThrow")]
    fn sneaky_throw(cx: &mut Mutator, exception: Value) -> Result {
        Err(runtime::exception::throw_value(cx, exception))
    }
}

#[host_class("clojure.lang.Numbers")]
pub mod numbers {
    use super::*;

    #[method("add")]
    fn add(cx: &mut Mutator, a: Value, b: Value) -> Result {
        num::add(cx, a, b)
    }

    #[method("minus")]
    fn minus(cx: &mut Mutator, a: Value, b: Option<Value>) -> Result {
        match b {
            Some(b) => num::sub(cx, a, b),
            None => num::neg(cx, a),
        }
    }

    #[method("multiply")]
    fn multiply(cx: &mut Mutator, a: Value, b: Value) -> Result {
        num::mul(cx, a, b)
    }

    #[method("divide")]
    fn divide(cx: &mut Mutator, a: Value, b: Value) -> Result {
        num::div(cx, a, b)
    }

    #[method("inc")]
    fn inc(cx: &mut Mutator, a: Value) -> Result {
        num::inc(cx, a)
    }

    #[method("dec")]
    fn dec(cx: &mut Mutator, a: Value) -> Result {
        num::dec(cx, a)
    }

    #[method("quotient")]
    fn quotient(cx: &mut Mutator, a: Value, b: Value) -> Result {
        num::quot(cx, a, b)
    }

    #[method("remainder")]
    fn remainder(cx: &mut Mutator, a: Value, b: Value) -> Result {
        num::rem(cx, a, b)
    }

    #[method("equiv")]
    fn equiv(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
        num::equiv(cx, a, b)
    }

    #[method("equal")]
    fn equal(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
        num::equal(cx, a, b)
    }

    #[method("compare")]
    fn compare(cx: &mut Mutator, a: Value, b: Value) -> Result<Int> {
        num::compare(cx, a, b).map(Int)
    }

    #[method("lt")]
    fn lt(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
        num::lt(cx, a, b)
    }

    #[method("lte")]
    fn lte(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
        num::lte(cx, a, b)
    }

    #[method("gt")]
    fn gt(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
        num::lt(cx, b, a)
    }

    #[method("gte")]
    fn gte(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
        num::lte(cx, b, a)
    }

    #[method("isZero")]
    fn is_zero(cx: &mut Mutator, a: Value) -> Result<bool> {
        num::is_zero(cx, a)
    }

    #[method("isPos")]
    fn is_pos(cx: &mut Mutator, a: Value) -> Result<bool> {
        num::is_pos(cx, a)
    }

    #[method("isNeg")]
    fn is_neg(cx: &mut Mutator, a: Value) -> Result<bool> {
        num::is_neg(cx, a)
    }

    #[method("max")]
    fn max(cx: &mut Mutator, a: Value, b: Value) -> Result {
        num::max(cx, a, b)
    }

    #[method("min")]
    fn min(cx: &mut Mutator, a: Value, b: Value) -> Result {
        num::min(cx, a, b)
    }

    #[method("num")]
    fn number(_cx: &mut Mutator, a: Value) -> Result {
        Ok(a)
    }

    #[method("rationalize")]
    fn rationalize(cx: &mut Mutator, a: Value) -> Result {
        num::rationalize(cx, a)
    }

    #[method("toRatio")]
    fn to_ratio(cx: &mut Mutator, a: Value) -> Result {
        num::rationalize(cx, a)
    }
}

#[host_class("clojure.lang.Murmur3")]
pub mod murmur3 {
    use super::*;

    #[method("hashInt")]
    fn hash_int(_cx: &mut Mutator, n: Int) -> Result<Int> {
        Ok(Int(hash::hash_int(n.0)))
    }

    #[method("hashLong")]
    fn hash_long(_cx: &mut Mutator, n: i64) -> Result<Int> {
        Ok(Int(hash::hash_long(n)))
    }

    #[method("hashUnencodedChars")]
    fn hash_chars(cx: &mut Mutator, text: Value) -> Result<Int> {
        let text = data::matcher::char_sequence(cx, text)?;
        Ok(Int(hash::hash_unencoded_chars(str_of(text))))
    }

    #[method("mixCollHash")]
    fn mix_coll_hash(_cx: &mut Mutator, hash: Int, count: Int) -> Result<Int> {
        Ok(Int(hash::mix_collection(hash.0, count.0.max(0) as usize)))
    }

    fn hashes(cx: &mut Mutator, coll: Value) -> Result<Vec<i32>> {
        let mut all = Vec::new();
        for item in seq::to_rootvec(cx, coll)?.iter() {
            all.push(hash::hasheq(cx, *item)?);
        }
        Ok(all)
    }

    #[method("hashOrdered")]
    fn hash_ordered(cx: &mut Mutator, coll: Value) -> Result<Int> {
        Ok(Int(hash::hash_ordered(hashes(cx, coll)?)))
    }

    #[method("hashUnordered")]
    fn hash_unordered(cx: &mut Mutator, coll: Value) -> Result<Int> {
        Ok(Int(hash::hash_unordered(hashes(cx, coll)?)))
    }
}

#[host_class("clojure.lang.Compiler")]
pub mod compiler {
    use super::*;

    #[method("eval")]
    fn eval(cx: &mut Mutator, form: Value) -> Result {
        runtime::evaluator::eval(cx, form)
    }

    #[method("macroexpand1")]
    fn macroexpand_1(cx: &mut Mutator, form: Value) -> Result {
        runtime::evaluator::macroexpand_1(cx, form)
    }

    #[method("munge")]
    fn munge(_cx: &mut Mutator, name: &Str) -> Result<String> {
        Ok(runtime::protocol::munge(&name.to_str()))
    }

    #[method("demunge")]
    fn demunge(_cx: &mut Mutator, name: &Str) -> Result<String> {
        Ok(demunged(&name.to_str()))
    }
}

/// The words of munged names, the longer ones first.
const MUNGED: &[(&str, &str)] = &[
    ("_PERCENT_", "%"),
    ("_CIRCA_", "@"),
    ("_BANG_", "!"),
    ("_CARET_", "^"),
    ("_AMPERSAND_", "&"),
    ("_DOUBLEQUOTE_", "\""),
    ("_SINGLEQUOTE_", "'"),
    ("_QMARK_", "?"),
    ("_LBRACE_", "{"),
    ("_RBRACE_", "}"),
    ("_LBRACK_", "["),
    ("_RBRACK_", "]"),
    ("_COLON_", ":"),
    ("_PLUS_", "+"),
    ("_TILDE_", "~"),
    ("_SHARP_", "#"),
    ("_STAR_", "*"),
    ("_SLASH_", "/"),
    ("_BSLASH_", "\\"),
    ("_BAR_", "|"),
    ("_EQ_", "="),
    ("_LT_", "<"),
    ("_GT_", ">"),
    ("$", "/"),
    ("_", "-"),
];

/// A class name of a function as the function's name.
fn demunged(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(c) = rest.chars().next() {
        match MUNGED.iter().find(|(munged, _)| rest.starts_with(munged)) {
            Some((munged, plain)) => {
                out.push_str(plain);
                rest = &rest[munged.len()..];
            }
            None => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    out
}
