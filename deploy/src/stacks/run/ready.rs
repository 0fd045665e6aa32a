//! What an earlier run, or one that was killed, may have left of a stack: CloudFormation takes no change for it as it is.

use super::{Failed, Run, failure};
use crate::aws::line;
use crate::stacks::{Place, Stack, Step};

/// What has to be done before a stack takes a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    /// Nothing.
    Ready,
    /// Something is under way; this waiter ends with it, one way or the other.
    UnderWay(&'static str),
    /// Its very first making failed: an empty husk, of which nothing but deletion can come.
    Husk,
}

impl Left {
    /// By the states of <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html>. A stack that is only in
    /// review has no resources yet, and the command line goes on with it by itself.
    fn of(status: &str) -> Self {
        match status {
            "ROLLBACK_COMPLETE" | "ROLLBACK_FAILED" => Self::Husk,
            "CREATE_IN_PROGRESS" | "ROLLBACK_IN_PROGRESS" => Self::UnderWay("stack-create-complete"),
            "DELETE_IN_PROGRESS" => Self::UnderWay("stack-delete-complete"),
            "REVIEW_IN_PROGRESS" => Self::Ready,
            status if status.ends_with("_IN_PROGRESS") => Self::UnderWay("stack-update-complete"),
            _ => Self::Ready,
        }
    }
}

impl Run<'_> {
    /// Waits for what is under way, and clears a husk away.
    pub(super) fn make_ready(&mut self, stack: Stack, place: &Place) -> Result<(), Failed> {
        if let Left::UnderWay(waiter) = self.left(place)? {
            let words =
                ["cloudformation", "wait", waiter, "--stack-name", &place.name, "--region", &place.region];
            self.follow(&format!("{} is being changed already", place.name), &words.map(ToOwned::to_owned))?;
            // Whatever has come of it: it is looked at again.
            self.described.remove(place);
        }
        if self.left(place)? == Left::Husk {
            for step in
                [Step::Delete { stack, place: place.clone() }, Step::Await { stack, place: place.clone() }]
            {
                let words: Vec<String> =
                    step.arguments(self.templates).iter().map(ToString::to_string).collect();
                if !self.follow(&format!("{} could not be made the last time", place.name), &words)? {
                    return Err(failure::of_step(self.aws, &step, &words));
                }
            }
            self.described.remove(place);
        }
        Ok(())
    }

    fn left(&mut self, place: &Place) -> Result<Left, Failed> {
        let described = self.described(place)?;
        Ok(described.map_or(Left::Ready, |stack| Left::of(&stack.stack_status)))
    }

    /// Says why, and runs it. Whether it succeeded.
    fn follow(&mut self, why: &str, words: &[String]) -> Result<bool, Failed> {
        writeln!(self.out, "{why}: {}", line(words))
            .and_then(|()| self.out.flush())
            .map_err(Failed::NotWritten)?;
        self.aws.show(words).map_err(Failed::NotRun)
    }
}

#[cfg(test)]
mod tests {
    use super::Left;

    #[test]
    fn a_stack_takes_a_change_only_in_peace() {
        for ready in [
            "CREATE_COMPLETE",
            "UPDATE_COMPLETE",
            "UPDATE_ROLLBACK_COMPLETE",
            "IMPORT_COMPLETE",
            "REVIEW_IN_PROGRESS",
        ] {
            assert_eq!(Left::of(ready), Left::Ready, "{ready}");
        }
        assert_eq!(Left::of("ROLLBACK_COMPLETE"), Left::Husk);
        let waiters =
            ["CREATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "DELETE_IN_PROGRESS"].map(Left::of);
        let wanted = ["stack-create-complete", "stack-update-complete", "stack-delete-complete"];
        assert_eq!(waiters, wanted.map(Left::UnderWay));
    }
}
