//! The choice among overloads, by what the arguments are.

use data::class::ClassId;
use heap::{Kind, Mutator, Result, Value};

use super::{Candidates, MemberDef, ParamType};

/// The overload that fits the arguments best; the first of those that fit equally well.
pub fn select(
    cx: &mut Mutator,
    candidates: &Candidates,
    args: &[Value],
) -> Result<Option<&'static MemberDef>> {
    if let Some(only) = candidates.unique() {
        return Ok(Some(only));
    }
    let mut best = None;
    for member in candidates.iter() {
        if let Some(score) = score(cx, member, args)?
            && best.is_none_or(|(_, best)| score > best)
        {
            best = Some((member, score));
        }
    }
    Ok(best.map(|(member, _)| member))
}

/// True when each argument can be what the member's parameters ask for.
pub fn arguments_fit(cx: &mut Mutator, member: &MemberDef, args: &[Value]) -> Result<bool> {
    Ok(score(cx, member, args)?.is_some())
}

/// How well the arguments fit, or nothing when one does not.
fn score(cx: &mut Mutator, member: &MemberDef, args: &[Value]) -> Result<Option<u32>> {
    let mut total = 0;
    for (&param, &arg) in member.params.iter().zip(args) {
        match fit(cx, param, arg)? {
            Some(fit) => total += fit,
            None => return Ok(None),
        }
    }
    Ok(Some(total))
}

/// 3 for the very type, 2 for a class that the argument descends from, 1 for a conversion or `Object`.
fn fit(cx: &mut Mutator, param: ParamType, arg: Value) -> Result<Option<u32>> {
    let yes = |holds: bool, score: u32| if holds { Some(score) } else { None };
    let kind = arg.kind();
    Ok(match param {
        ParamType::Any => Some(1),
        ParamType::Boolean => yes(kind == Kind::BOOLEAN, 3),
        ParamType::Char => yes(arg.is_char(), 3),
        ParamType::String if arg.is_nil() => Some(1),
        ParamType::String => yes(data::string::of(arg).is_some(), 3),
        ParamType::Long if kind == Kind::LONG => Some(3),
        ParamType::Long => yes(is_small_integer(kind), 2),
        ParamType::Double if kind == Kind::DOUBLE || kind == data::kind::FLOAT => Some(3),
        ParamType::Double => yes(kind == Kind::LONG || is_small_integer(kind), 1),
        ParamType::Class(_) if arg.is_nil() => Some(1),
        ParamType::Class(name) => match ClassId::find(name) {
            Some(id) => {
                let class = data::class::object(cx, id)?;
                yes(data::class::is_instance(cx, class, arg)?, 2)
            }
            None => None,
        },
    })
}

fn is_small_integer(kind: Kind) -> bool {
    [data::kind::INTEGER, data::kind::SHORT, data::kind::BYTE].contains(&kind)
}
