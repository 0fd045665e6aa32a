//! What the templates refuse of the settings.

use super::Settings;
use crate::Wrong;
use crate::stacks::Stack;
use crate::template::{Parameter, Value};

impl Settings {
    /// Values that a template refuses, what it cannot do without, and what does not go together.
    pub(super) fn refused(&self) -> Vec<Wrong> {
        let mut wrong: Vec<Wrong> = Vec::new();
        for problem in self.stacks.iter().flat_map(|stack| self.refused_by(*stack)) {
            // What several stacks are told is wrong in each of them, and once is enough.
            if !wrong.contains(&problem) {
                wrong.push(problem);
            }
        }
        wrong
    }

    fn refused_by(&self, stack: Stack) -> Vec<Wrong> {
        let template = stack.template();
        let values = template
            .parameters
            .iter()
            .filter_map(|(name, parameter)| self.value_refused(stack, name, parameter));
        let together = template.broken(|name| self.value(stack, name)).into_iter();
        let together = together.map(|said| Wrong::new("--set", format!("{said} ({})", stack.as_str())));
        values.chain(together).collect()
    }

    fn value_refused(&self, stack: Stack, name: &str, parameter: &Parameter) -> Option<Wrong> {
        let flag = flag_of(stack, name);
        let of = if flag == "--set" { format!(" ({}.{name})", stack.as_str()) } else { String::new() };
        match self.word(stack, name) {
            Some(word) => {
                let value = word.known()?;
                let reason = parameter.check(&value).err()?;
                Some(Wrong::new(flag, format!("`{value}`: {reason}{of}")))
            }
            None if parameter.default.is_none() => Some(Wrong::new(flag, format!("it has to be given{of}"))),
            None => None,
        }
    }

    fn value(&self, stack: Stack, name: &str) -> Value {
        match self.word(stack, name) {
            Some(word) => word.known().map_or(Value::Something, Value::Known),
            None => Value::Unsaid,
        }
    }
}

/// The flag that a parameter comes from.
fn flag_of(stack: Stack, name: &str) -> &'static str {
    match (stack, name) {
        (_, "Name") => "--name",
        (Stack::Edge, "Sites" | "AllowedOrigin") => "--site",
        (_, "Architecture") => "--architecture",
        (Stack::Watch | Stack::WatchReplica, "Email") => "--email",
        (Stack::Quicksight, "QuickSightUserArn") => "--quicksight-user-arn",
        _ => "--set",
    }
}
