//! The numbers of the built-in types, in one list.

use heap::Kind;

/// Declares the kinds one after the other, from the first that is free.
macro_rules! kinds {
    ($($name:ident),* $(,)?) => {
        /// Numbers them.
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "named as the constants")]
        #[repr(u16)]
        enum Place { $($name),* }
        $(pub const $name: Kind = Kind(Kind::FIRST_FREE + Place::$name as u16);)*
        /// Every built-in kind of this list, with its name.
        pub const NAMED: &[(Kind, &str)] = &[$(($name, stringify!($name))),*];
    };
}

kinds! {
    // Numbers beyond long and double.
    BIG_INT, BIG_INTEGER, RATIO, BIG_DECIMAL, INTEGER, SHORT, BYTE, FLOAT,
    // Text and names.
    STRING, SYMBOL, KEYWORD, UUID, INST, PATTERN, MATCHER, STRING_BUILDER,
    STRING_BUFFER,
    // Lists and vectors.
    LIST, EMPTY_LIST, CONS, VECTOR, VECTOR_NODE, SUBVEC, VECTOR_SEQ, REVERSE_SEQ, MAP_ENTRY,
    INDEXED_SEQ, PRIMITIVE_VECTOR,
    // Maps and sets.
    ARRAY_MAP, HASH_MAP, BITMAP_NODE, ARRAY_NODE, COLLISION_NODE, ARRAY_MAP_SEQ, NODE_SEQ,
    TREE_MAP, TREE_NODE, TREE_MAP_SEQ, KEY_SEQ, VAL_SEQ, HASH_SET, TREE_SET, SHAPE,
    QUEUE, QUEUE_SEQ, STRUCT_MAP, STRUCT_BASIS, SHAPED_MAP, SHAPE_TABLE,
    // Seqs.
    LAZY_SEQ, CHUNKED_CONS, ARRAY_CHUNK, CHUNK_BUFFER, LONG_RANGE, RANGE, REPEAT, CYCLE, ITERATE,
    STRING_SEQ, ARRAY_SEQ, EDUCTION, ENUMERATION_SEQ, LONG_CHUNK,
    // Transients.
    TRANSIENT_VECTOR, TRANSIENT_ARRAY_MAP, TRANSIENT_HASH_MAP, TRANSIENT_HASH_SET, EDIT,
    // Arrays.
    OBJECT_ARRAY, LONG_ARRAY, INT_ARRAY, SHORT_ARRAY, BYTE_ARRAY, CHAR_ARRAY, BOOLEAN_ARRAY,
    DOUBLE_ARRAY, FLOAT_ARRAY,
    // What reading and evaluating make.
    REDUCED, TAGGED_LITERAL, READER_CONDITIONAL, THROWABLE, STACK_TRACE_ELEMENT, CLASS, OBJECT,
    // Code.
    CODE, FN_TEMPLATE, FN, FN_WITH_META, INVOKE_CELL, TARGET, INLINE_CACHE, NATIVE_FN, BOX,
    CASE_TABLE, CLOSURE_FN,
    // The runtime's own.
    NAMESPACE, REGISTRY, VAR, UNBOUND, BINDING_FRAME, BINDING_BOX, RESOLUTION, MULTI_FN, PROTOCOL,
    PROTOCOL_FN, METHOD_TABLE, OUT_WRITER, PRINT_WRITER, STRING_WRITER, IN_READER,
    INSTANCE, ATOM, VOLATILE, DELAY, PROMISE, FUTURE, AGENT, AGENT_ACTION, REF, REF_VERSION, TRANSACTION,
    TRANSACTION_INFO, TRANSACTION_ENTRY, THREAD, POOL, NATIVE_OBJECT,
    RAW_WORDS, REFS,
    // Host objects that change.
    JAVA_LIST, JAVA_MAP, JAVA_SET, JAVA_QUEUE, JAVA_ITERATOR, JAVA_ENTRY, HOST_OBJECT,
}
