//! Calls: a function or a host member, and arguments it may not like.

use super::{Function, Generator, Member, MemberKind, Random, values};

/// A call whose arguments may be calls.
pub fn call(generator: &Generator<'_>, random: &mut Random) -> String {
    nested(generator, random, 3)
}

fn nested(generator: &Generator<'_>, random: &mut Random, depth: usize) -> String {
    match random.below(6) {
        0 => match generator.a_member(random) {
            Some(member) => member_call(generator, random, member, depth),
            None => function_call(generator, random, depth),
        },
        1 => {
            let Function { name, args_min, args_max } = generator.a_function(random);
            let count = how_many(random, args_min + 1, args_max + 1);
            format!("(apply {name}{})", given(generator, random, depth, count))
        }
        _ => function_call(generator, random, depth),
    }
}

fn function_call(generator: &Generator<'_>, random: &mut Random, depth: usize) -> String {
    let Function { name, args_min, args_max } = generator.a_function(random);
    let count = how_many(random, *args_min, *args_max);
    format!("({name}{})", given(generator, random, depth, count))
}

/// How many arguments to give to what takes so many; now and then it takes no such number.
fn how_many(random: &mut Random, args_min: usize, args_max: usize) -> usize {
    if random.one_in(20) {
        random.below(6)
    } else {
        args_min + random.below(args_max - args_min + 1)
    }
}

/// A call of a member; of an instance's, on something that may be none.
pub fn member_call(
    generator: &Generator<'_>,
    random: &mut Random,
    member: &Member,
    depth: usize,
) -> String {
    let Member { class, name, kind } = member;
    let given = arguments(generator, random, depth);
    match kind {
        MemberKind::Static => format!("({class}/{name}{given})"),
        MemberKind::StaticField => format!("{class}/{name}"),
        MemberKind::Constructor => format!("(new {class}{given})"),
        MemberKind::Instance => {
            let target = match random.below(3) {
                0 => values::value(random).to_owned(),
                _ => instance(generator, random, class),
            };
            format!("(.{name} {target}{given})")
        }
    }
}

/// Something that is likely to be an instance of the class.
fn instance(generator: &Generator<'_>, random: &mut Random, class: &str) -> String {
    let text = match class {
        "java.lang.String" | "java.lang.CharSequence" => "\"a\\uD83Db\"",
        "java.lang.Class" => "String",
        "java.lang.Character" => "\\a",
        "java.lang.Long" | "java.lang.Number" => "5",
        "java.lang.Integer" => "(int 5)",
        "java.lang.Double" => "##NaN",
        "java.lang.Boolean" => "true",
        "java.math.BigInteger" => "(biginteger 12345678901234567890)",
        "java.math.BigDecimal" => "1.50M",
        "java.util.regex.Pattern" => "#\"(a)|b\"",
        "java.util.regex.Matcher" => "(re-matcher #\"(a)|b\" \"xab\")",
        "java.util.Map" | "java.util.Map$Entry" => "(first {:a 1})",
        "java.util.List" | "java.util.Collection" => "[1 2 3]",
        "java.util.Set" => "#{1 2}",
        "java.util.Iterator" => "(.iterator [1 2])",
        "java.lang.Throwable" | "java.lang.Exception" => "(ex-info \"a\" {} (Exception. \"b\"))",
        "java.util.UUID" => "#uuid \"00000000-0000-0001-0000-000000000002\"",
        "java.util.Date" => "#inst \"2020-02-03\"",
        "java.lang.StackTraceElement" => "(first (.getStackTrace (Exception.)))",
        "java.lang.Thread" => "(Thread/currentThread)",
        "clojure.lang.Keyword" => ":a/b",
        "clojure.lang.Symbol" => "'a/b",
        "clojure.lang.Var" => "#'map",
        "clojure.lang.Namespace" => "*ns*",
        "clojure.lang.MultiFn" => "multi",
        "clojure.lang.Atom" => "(atom 1)",
        _ => {
            let given = if random.one_in(2) { arguments(generator, random, 1) } else { "".into() };
            return format!("(new {class}{given})");
        }
    };
    text.to_owned()
}

/// Up to five arguments, mostly few, a blank before each.
fn arguments(generator: &Generator<'_>, random: &mut Random, depth: usize) -> String {
    let count = random.pick(&[0, 0, 1, 1, 1, 2, 2, 3, 4, 5]);
    given(generator, random, depth, count)
}

/// So many arguments, a blank before each.
fn given(generator: &Generator<'_>, random: &mut Random, depth: usize, count: usize) -> String {
    let mut text = String::new();
    for _ in 0..count {
        text.push(' ');
        if depth > 0 && random.one_in(5) {
            text.push_str(&nested(generator, random, depth - 1));
        } else {
            text.push_str(values::value(random));
        }
    }
    text
}
