//! Random programs: the text of a program follows from a number, so that every find can be repeated.
//!
//! Three sorts, see [`Sort`]: calls of core functions and host members with arguments that are hard to
//! bear, special forms nested at random, and texts broken at random. This module makes texts only;
//! `tests/fuzz.rs` runs them. Knows nothing of the runtime: what names there are, it is told.

mod calls;
mod forms;
mod random;
mod texts;
mod values;

pub use random::Random;
pub use values::SETTING;

/// What a program may name.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Functions and macros of the core library.
    pub functions: Vec<Function>,
    pub members: Vec<Member>,
}

/// A function, and how many arguments it takes.
#[derive(Debug)]
pub struct Function {
    pub name: String,
    pub args_min: usize,
    pub args_max: usize,
}

/// A member of a host class.
#[derive(Debug)]
pub struct Member {
    pub class: String,
    pub name: String,
    pub kind: MemberKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberKind {
    Static,
    StaticField,
    Instance,
    Constructor,
}

/// What a program is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Calls with arguments that are hard to bear.
    Calls,
    /// Special forms and core macros in each other.
    Forms,
    /// A program with characters and tokens taken out, put in and exchanged.
    Texts,
}

/// Makes the programs of a vocabulary.
pub struct Generator<'v> {
    /// Functions and macros that a program may call: these neither end the process, nor start a
    /// thread that outlives the program.
    functions: Vec<&'v Function>,
    members: Vec<&'v Member>,
}

/// These end the process, or leave work to threads that no interrupt of the program reaches.
const NOT_CALLED: &[&str] = &[
    "agent",
    "future",
    "future-call",
    "pcalls",
    "pmap",
    "pvalues",
    "send",
    "send-off",
    "send-via",
    "seque",
    "shutdown-agents",
];
const CLASSES_NOT_CALLED: &[&str] = &["java.lang.Runtime", "java.lang.Process"];
const MEMBERS_NOT_CALLED: &[&str] = &["exit", "halt", "start", "submit", "execute", "invokeAll"];

impl<'v> Generator<'v> {
    pub fn new(vocabulary: &'v Vocabulary) -> Generator<'v> {
        let is_called = |function: &&Function| !NOT_CALLED.contains(&function.name.as_str());
        let functions = vocabulary.functions.iter().filter(is_called).collect();
        let may_call = |member: &&Member| {
            !CLASSES_NOT_CALLED.contains(&member.class.as_str())
                && !MEMBERS_NOT_CALLED.contains(&member.name.as_str())
        };
        let members = vocabulary.members.iter().filter(may_call).collect();
        Generator { functions, members }
    }

    /// The program of that number.
    pub fn program(&self, number: u64) -> (Sort, String) {
        let mut random = Random::new(number);
        match random.below(8) {
            0..4 => (Sort::Calls, calls::call(self, &mut random)),
            4..7 => (Sort::Forms, forms::form(self, &mut random)),
            _ => {
                let text = forms::form(self, &mut random);
                (Sort::Texts, texts::broken(&mut random, &text))
            }
        }
    }

    fn a_function(&self, random: &mut Random) -> &'v Function {
        random.pick(&self.functions)
    }

    fn a_member(&self, random: &mut Random) -> Option<&'v Member> {
        if self.members.is_empty() {
            return None;
        }
        Some(random.pick(&self.members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        let function = |name: &str| Function { name: name.into(), args_min: 1, args_max: 2 };
        let functions = ["map", "first", "future"].map(function).into();
        let member = |name: &str, kind| Member { class: "a.B".into(), name: name.into(), kind };
        let members =
            vec![member("exit", MemberKind::Static), member("size", MemberKind::Instance)];
        Vocabulary { functions, members }
    }

    #[test]
    fn a_number_always_gives_the_same_program() {
        let vocabulary = vocabulary();
        let generator = Generator::new(&vocabulary);
        for number in 0..200 {
            assert_eq!(generator.program(number), generator.program(number));
        }
    }

    #[test]
    fn every_sort_is_made_and_programs_differ() {
        let vocabulary = vocabulary();
        let generator = Generator::new(&vocabulary);
        let programs: Vec<_> = (0..200).map(|number| generator.program(number)).collect();
        for sort in [Sort::Calls, Sort::Forms, Sort::Texts] {
            assert!(programs.iter().any(|program| program.0 == sort), "{sort:?}");
        }
        let texts: std::collections::HashSet<_> = programs.iter().map(|it| &it.1).collect();
        assert!(texts.len() > 150);
    }

    #[test]
    fn what_would_end_the_process_is_not_called() {
        let vocabulary = vocabulary();
        let generator = Generator::new(&vocabulary);
        for number in 0..500 {
            let (sort, text) = generator.program(number);
            assert!(sort == Sort::Texts || !text.contains("/exit"), "{text}");
            assert!(!text.contains("future"), "{text}");
        }
    }
}
