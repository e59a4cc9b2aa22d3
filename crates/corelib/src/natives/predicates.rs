//! What kind of thing something is, equality and identity.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod predicates {
    use super::*;
    use data::{kind, num, seq};

    /// True when each two neighbours are equal.
    fn all_equal(
        cx: &mut Mutator,
        x: &mut Value,
        y: Option<&mut Value>,
        more: &[Value],
    ) -> Result<bool> {
        let Some(y) = y else { return Ok(true) };
        if more.is_empty() {
            return data::equiv::equiv_in(cx, x, y);
        }
        let mut before = *y;
        if !data::equiv::equiv(cx, *x, before)? {
            return Ok(false);
        }
        for next in more {
            if !data::equiv::equiv(cx, before, *next)? {
                return Ok(false);
            }
            before = *next;
        }
        Ok(true)
    }

    fn is_kind(value: Value, kind: Kind) -> bool {
        value.kind() == kind
    }

    fn has(value: Value, interfaces: Interfaces) -> bool {
        seq::interfaces(value).has(interfaces)
    }

    fn whole(value: Value) -> Option<i64> {
        num::as_integer(value).filter(|_| is_int_type(value))
    }

    fn is_int_type(value: Value) -> bool {
        let kind = value.kind();
        kind == Kind::LONG || kind == kind::INTEGER || kind == kind::SHORT || kind == kind::BYTE
    }

    /// Returns true when the arguments are equal: same values, numbers of the same category,
    /// collections of the same elements.
    #[native(name = "=", since = "1.0", inline = Equal)]
    fn equal(
        cx: &mut Mutator,
        x: &mut Value,
        y: Option<&mut Value>,
        more: &[Value],
    ) -> Result<bool> {
        all_equal(cx, x, y, more)
    }

    /// Returns true when the arguments are not all equal.
    #[native(name = "not=", since = "1.0", inline = NotEqual)]
    fn not_equal(
        cx: &mut Mutator,
        x: &mut Value,
        y: Option<&mut Value>,
        more: &[Value],
    ) -> Result<bool> {
        Ok(!all_equal(cx, x, y, more)?)
    }

    /// Returns true when x and y are the same object.
    #[native(name = "identical?", since = "1.0", inline = Identical, pure, leaf, no_gc)]
    fn is_identical(_cx: &mut Mutator, x: Value, y: Value) -> Result<bool> {
        Ok(x == y)
    }

    /// Returns a negative number, zero or a positive number when x is less than, equal to or greater
    /// than y. nil is less than anything; numbers, strings, names, vectors and what implements
    /// Comparable can be compared.
    #[native(since = "1.0", inline = Compare)]
    fn compare(cx: &mut Mutator, x: Value, y: Value) -> Result<i32> {
        data::compare::compare(cx, x, y)
    }

    /// Returns the hash of x, as the hash maps use it: equal things have equal hashes.
    #[native(since = "1.0")]
    fn hash(cx: &mut Mutator, x: Value) -> Result<i32> {
        data::hash::hasheq(cx, x)
    }

    /// Returns true when x is false or nil, else false.
    #[native(since = "1.0", inline = Not, pure, leaf, no_gc)]
    fn not(_cx: &mut Mutator, x: bool) -> Result<bool> {
        Ok(!x)
    }

    /// Returns true when x is nil.
    #[native(name = "nil?", since = "1.0", inline = IsNil, pure, leaf, no_gc)]
    fn is_nil(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(x.is_nil())
    }

    /// Returns true when x is not nil.
    #[native(name = "some?", since = "1.6", inline = IsSome, pure, leaf, no_gc)]
    fn is_some(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(!x.is_nil())
    }

    /// Returns true, whatever x is.
    #[native(name = "any?", since = "1.9", pure, leaf, no_gc)]
    fn is_any(_cx: &mut Mutator, x: Value) -> Result<bool> {
        let _ = x;
        Ok(true)
    }

    /// Returns true when x is the value true.
    #[native(name = "true?", since = "1.0", inline = IsTrue, pure, leaf, no_gc)]
    fn is_true(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(x == Value::TRUE)
    }

    /// Returns true when x is the value false.
    #[native(name = "false?", since = "1.0", inline = IsFalse, pure, leaf, no_gc)]
    fn is_false(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(x == Value::FALSE)
    }

    /// Returns true when x is a boolean.
    #[native(name = "boolean?", since = "1.9", pure, leaf, no_gc)]
    fn is_boolean(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(x == Value::TRUE || x == Value::FALSE)
    }

    /// Coerces to boolean: false for false and nil, true for everything else.
    #[native(since = "1.0", pure, leaf, no_gc)]
    fn boolean(_cx: &mut Mutator, x: bool) -> Result<bool> {
        Ok(x)
    }

    /// Returns true when x is a keyword.
    #[native(name = "keyword?", since = "1.0", inline = IsKeyword, pure, leaf, no_gc)]
    fn is_keyword(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_kind(x, kind::KEYWORD))
    }

    /// Returns true when x is a symbol.
    #[native(name = "symbol?", since = "1.0", inline = IsSymbol, pure, leaf, no_gc)]
    fn is_symbol(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_kind(x, kind::SYMBOL))
    }

    /// Returns true when x is a string.
    #[native(name = "string?", since = "1.0", inline = IsString, pure, leaf, no_gc)]
    fn is_string(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_kind(x, kind::STRING))
    }

    /// Returns true when x is a char.
    #[native(name = "char?", since = "1.0", pure, leaf, no_gc)]
    fn is_char(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(x.is_char())
    }

    fn name_parts(x: Value) -> Option<bool> {
        if let Some(symbol) = data::symbol::of(x) {
            return Some(symbol.namespace_str().is_some());
        }
        data::keyword::of(x).map(|keyword| keyword.namespace_str().is_some())
    }

    /// Returns true when x is a symbol or a keyword.
    #[native(name = "ident?", since = "1.9", pure, leaf, no_gc)]
    fn is_ident(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(name_parts(x).is_some())
    }

    /// Returns true when x is a symbol or a keyword without namespace.
    #[native(name = "simple-ident?", since = "1.9", pure, leaf, no_gc)]
    fn is_simple_ident(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(name_parts(x) == Some(false))
    }

    /// Returns true when x is a symbol or a keyword with a namespace.
    #[native(name = "qualified-ident?", since = "1.9", pure, leaf, no_gc)]
    fn is_qualified_ident(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(name_parts(x) == Some(true))
    }

    /// Returns true when x is a symbol without namespace.
    #[native(name = "simple-symbol?", since = "1.9", pure, leaf, no_gc)]
    fn is_simple_symbol(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_kind(x, kind::SYMBOL) && name_parts(x) == Some(false))
    }

    /// Returns true when x is a symbol with a namespace.
    #[native(name = "qualified-symbol?", since = "1.9", pure, leaf, no_gc)]
    fn is_qualified_symbol(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_kind(x, kind::SYMBOL) && name_parts(x) == Some(true))
    }

    /// Returns true when x is a keyword without namespace.
    #[native(name = "simple-keyword?", since = "1.9", pure, leaf, no_gc)]
    fn is_simple_keyword(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_kind(x, kind::KEYWORD) && name_parts(x) == Some(false))
    }

    /// Returns true when x is a keyword with a namespace.
    #[native(name = "qualified-keyword?", since = "1.9", pure, leaf, no_gc)]
    fn is_qualified_keyword(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_kind(x, kind::KEYWORD) && name_parts(x) == Some(true))
    }

    /// Returns true when x is a number.
    #[native(name = "number?", since = "1.0", inline = IsNumber, pure, leaf, no_gc)]
    fn is_number(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(num::is_number(x))
    }

    /// Returns true when x is a long, int, short or byte.
    #[native(name = "int?", since = "1.9", inline = IsInt, pure, leaf, no_gc)]
    fn is_int(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_int_type(x))
    }

    /// Returns true when x is such an int and greater than zero.
    #[native(name = "pos-int?", since = "1.9", pure, leaf, no_gc)]
    fn is_pos_int(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(whole(x).is_some_and(|n| n > 0))
    }

    /// Returns true when x is such an int and less than zero.
    #[native(name = "neg-int?", since = "1.9", pure, leaf, no_gc)]
    fn is_neg_int(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(whole(x).is_some_and(|n| n < 0))
    }

    /// Returns true when x is such an int and not negative.
    #[native(name = "nat-int?", since = "1.9", pure, leaf, no_gc)]
    fn is_nat_int(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(whole(x).is_some_and(|n| n >= 0))
    }

    /// Returns true when x is an integer of any type.
    #[native(name = "integer?", since = "1.0", pure, leaf, no_gc)]
    fn is_integer(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_int_type(x) || is_kind(x, kind::BIG_INT) || is_kind(x, kind::BIG_INTEGER))
    }

    /// Returns true when x is a ratio.
    #[native(name = "ratio?", since = "1.0", pure, leaf, no_gc)]
    fn is_ratio(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_kind(x, kind::RATIO))
    }

    /// Returns true when x is a BigDecimal.
    #[native(name = "decimal?", since = "1.0", pure, leaf, no_gc)]
    fn is_decimal(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_kind(x, kind::BIG_DECIMAL))
    }

    /// Returns true when x is a double or a float.
    #[native(name = "float?", since = "1.0", pure, leaf, no_gc)]
    fn is_float(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_kind(x, Kind::DOUBLE) || is_kind(x, kind::FLOAT))
    }

    /// Returns true when x is a double.
    #[native(name = "double?", since = "1.9", pure, leaf, no_gc)]
    fn is_double(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_kind(x, Kind::DOUBLE))
    }

    /// Returns true when x is an integer, a ratio or a BigDecimal.
    #[native(name = "rational?", since = "1.0", pure, leaf, no_gc)]
    fn is_rational(cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_integer(cx, x)? || is_kind(x, kind::RATIO) || is_kind(x, kind::BIG_DECIMAL))
    }

    /// Returns true when x is a map.
    #[native(name = "map?", since = "1.0", inline = IsMap, pure, leaf, no_gc)]
    fn is_map(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(has(x, Interfaces::MAP))
    }

    /// Returns true when x is a vector.
    #[native(name = "vector?", since = "1.0", inline = IsVector, pure, leaf, no_gc)]
    fn is_vector(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(has(x, Interfaces::VECTOR))
    }

    /// Returns true when x is a set.
    #[native(name = "set?", since = "1.0", inline = IsSet, pure, leaf, no_gc)]
    fn is_set(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(has(x, Interfaces::SET))
    }

    /// Returns true when x is a list.
    #[native(name = "list?", since = "1.0", pure, leaf, no_gc)]
    fn is_list(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(has(x, Interfaces::LIST))
    }

    /// Returns true when x is a seq.
    #[native(name = "seq?", since = "1.0", inline = IsSeq, pure, leaf, no_gc)]
    fn is_seq(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(has(x, Interfaces::SEQ))
    }

    /// Returns true when x is a persistent collection.
    #[native(name = "coll?", since = "1.0", inline = IsColl, pure, leaf, no_gc)]
    fn is_coll(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(has(x, Interfaces::COLL))
    }

    /// Returns true when x is sequential: a list, a vector or a seq.
    #[native(name = "sequential?", since = "1.0", inline = IsSequential, pure, leaf, no_gc)]
    fn is_sequential(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(has(x, Interfaces::SEQUENTIAL))
    }

    /// Returns true when x is a map or a vector, or implements Associative otherwise.
    #[native(name = "associative?", since = "1.0", pure, leaf, no_gc)]
    fn is_associative(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(has(x, Interfaces::ASSOCIATIVE))
    }

    /// Returns true when x is sorted.
    #[native(name = "sorted?", since = "1.0", pure, leaf, no_gc)]
    fn is_sorted(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(has(x, Interfaces::SORTED))
    }

    /// Returns true when x knows its count.
    #[native(name = "counted?", since = "1.0", pure, leaf, no_gc)]
    fn is_counted(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(has(x, Interfaces::COUNTED))
    }

    /// Returns true when rseq works on x in constant time.
    #[native(name = "reversible?", since = "1.0", pure, leaf, no_gc)]
    fn is_reversible(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(has(x, Interfaces::REVERSIBLE))
    }

    /// Returns true when nth works on x in constant time.
    #[native(name = "indexed?", since = "1.9", pure, leaf, no_gc)]
    fn is_indexed(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(has(x, Interfaces::INDEXED))
    }

    /// Returns true when seq works on x.
    #[native(name = "seqable?", since = "1.9")]
    fn is_seqable(cx: &mut Mutator, x: Value) -> Result<bool> {
        let own = x.is_nil()
            || has(x, Interfaces::SEQABLE)
            || has(x, Interfaces::CHAR_SEQUENCE)
            || data::array::is_array(x);
        Ok(own || is_of(cx, x, "java.lang.Iterable")? || is_of(cx, x, "java.util.Map")?)
    }

    fn is_of(cx: &mut Mutator, x: Value, class: &'static str) -> Result<bool> {
        let class = data::class::object(cx, data::class::ClassId::named(class))?;
        data::class::is_instance(cx, class, x)
    }

    /// Returns true when x is a function made by fn.
    #[native(name = "fn?", since = "1.0", inline = IsFn, pure, leaf, no_gc)]
    fn is_fn(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(has(x, Interfaces::FN))
    }

    /// Returns true when x can be called: functions, keywords, symbols, maps, sets, vectors, vars.
    #[native(name = "ifn?", since = "1.0", inline = IsIfn, pure, leaf, no_gc)]
    fn is_ifn(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(has(x, Interfaces::IFN))
    }

    /// Returns true when x is a chunked seq.
    #[native(name = "chunked-seq?", since = "1.1", pure, leaf, no_gc)]
    fn is_chunked_seq(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(has(x, Interfaces::CHUNKED_SEQ))
    }

    /// Returns true when x is an entry of a map.
    #[native(name = "map-entry?", since = "1.8", pure, leaf, no_gc)]
    fn is_map_entry(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(has(x, Interfaces::MAP_ENTRY))
    }

    /// Returns true when x is a record.
    #[native(name = "record?", since = "1.6", pure, leaf, no_gc)]
    fn is_record(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(has(x, Interfaces::RECORD))
    }

    /// Returns true when x is the value that reduced makes.
    #[native(name = "reduced?", since = "1.5", inline = IsReduced, pure, leaf, no_gc)]
    fn is_reduced(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(data::reduced::unwrap(x).is_some())
    }

    /// Returns true when x is a java.util.UUID.
    #[native(name = "uuid?", since = "1.9", pure, leaf, no_gc)]
    fn is_uuid(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_kind(x, kind::UUID))
    }

    /// Returns true when x is an array of bytes.
    #[native(name = "bytes?", since = "1.9", pure, leaf, no_gc)]
    fn is_bytes(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_kind(x, kind::BYTE_ARRAY))
    }

    /// Returns true when x is a class.
    #[native(name = "class?", since = "1.0", pure, leaf, no_gc)]
    fn is_class(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_kind(x, kind::CLASS))
    }

    /// Returns true when x is a var.
    #[native(name = "var?", since = "1.0", pure, leaf, no_gc)]
    fn is_var(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_kind(x, kind::VAR))
    }

    /// Returns true when x is a volatile.
    #[native(name = "volatile?", since = "1.7", pure, leaf, no_gc)]
    fn is_volatile(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_kind(x, kind::VOLATILE))
    }

    /// Returns true when x is a delay.
    #[native(name = "delay?", since = "1.0", pure, leaf, no_gc)]
    fn is_delay(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_kind(x, kind::DELAY))
    }

    /// Returns true when x is a tagged literal.
    #[native(name = "tagged-literal?", since = "1.7", pure, leaf, no_gc)]
    fn is_tagged_literal(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_kind(x, kind::TAGGED_LITERAL))
    }

    /// Returns true when x is a reader conditional.
    #[native(name = "reader-conditional?", since = "1.7", pure, leaf, no_gc)]
    fn is_reader_conditional(_cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(is_kind(x, kind::READER_CONDITIONAL))
    }

    /// Returns true when coll has no elements.
    #[native(name = "empty?", since = "1.0", inline = IsEmpty)]
    fn is_empty(cx: &mut Mutator, coll: Value) -> Result<bool> {
        if seq::is_counted(coll) {
            return Ok(seq::count(cx, coll)? == 0);
        }
        Ok(seq::seq(cx, coll)?.is_nil())
    }
}
