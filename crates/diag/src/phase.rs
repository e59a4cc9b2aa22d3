//! The phases a form goes through: one list for timers, dumps, golden tests and errors.

/// Declares the phases: variant, name, what `:clojure.error/phase` says of an error in it.
macro_rules! phases {
    ($($(#[doc = $doc:literal])* $variant:ident, $name:literal, $clojure:literal;)*) => {
        /// One step on the way of a form from text to machine code.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Phase {
            $($(#[doc = $doc])* $variant,)*
        }

        impl Phase {
            /// Every phase, in the order in which a form meets them.
            pub const ALL: &[Phase] = &[$(Phase::$variant),*];

            pub const fn name(self) -> &'static str {
                match self {
                    $(Phase::$variant => $name,)*
                }
            }

            /// Name of the keyword in `:clojure.error/phase`.
            pub const fn clojure_phase(self) -> &'static str {
                match self {
                    $(Phase::$variant => $clojure,)*
                }
            }
        }
    };
}

phases! {
    /// Text to tokens.
    Lex, "lex", "read-source";
    /// Tokens to forms.
    Parse, "parse", "read-source";
    /// Macro calls to forms.
    Expand, "expand", "macroexpansion";
    /// Forms to the AST.
    Analyze, "analyze", "compile-syntax-check";
    /// AST to AST.
    Optimize, "optimize", "compilation";
    /// AST to bytecode.
    Compile, "compile", "compilation";
    /// Bytecode in the interpreter.
    Execute, "execute", "execution";
    /// Machine code of the first tier.
    T1, "t1", "execution";
    /// Machine code of the second tier.
    T2, "t2", "execution";
}

impl Phase {
    pub fn from_name(name: &str) -> Option<Phase> {
        Phase::ALL.iter().copied().find(|phase| phase.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_phase() {
        for &phase in Phase::ALL {
            assert_eq!(Phase::from_name(phase.name()), Some(phase));
        }
        assert_eq!(Phase::from_name("link"), None);
        assert!(Phase::Lex < Phase::T2);
    }
}
