//! The `aws` command line: it has every way of signing in that AWS has, and is in CloudShell already.

use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Something that runs the command line's commands.
pub trait Aws {
    /// Runs a command that people follow: what it says goes where ours goes. Whether it succeeded.
    ///
    /// # Errors
    ///
    /// Where it cannot be run.
    fn show(&mut self, arguments: &[String]) -> io::Result<bool>;

    /// Runs a command for its answer; or what it said instead.
    ///
    /// # Errors
    ///
    /// Where it cannot be run.
    fn ask(&mut self, arguments: &[String]) -> io::Result<Result<String, String>>;
}

/// The program, as it is installed here.
#[derive(Debug, Clone)]
pub struct Program(PathBuf);

impl Program {
    /// The one that `LINGER_AWS` names, or `aws` of the path. Everything else in the environment (profiles, `AWS_ENDPOINT_URL`)
    /// is its own to read.
    #[must_use]
    pub fn of_environment() -> Self {
        let named = std::env::var_os("LINGER_AWS").filter(|name| !name.is_empty());
        Self(named.map_or_else(|| PathBuf::from("aws"), PathBuf::from))
    }

    fn command(&self, arguments: &[String]) -> Command {
        let mut command = Command::new(&self.0);
        // A pager would wait for a key that nobody presses.
        command.args(arguments).env("AWS_PAGER", "").stdin(Stdio::null());
        command
    }

    /// What to say where it cannot be run.
    #[must_use]
    pub fn missing(&self, error: &io::Error) -> String {
        format!(
            "the AWS command line `{}` cannot be run ({error}); install it (https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html), \
             use AWS CloudShell, which has it, or name it in LINGER_AWS",
            self.0.display()
        )
    }
}

impl Aws for Program {
    fn show(&mut self, arguments: &[String]) -> io::Result<bool> {
        Ok(self.command(arguments).status()?.success())
    }

    fn ask(&mut self, arguments: &[String]) -> io::Result<Result<String, String>> {
        let output = self.command(arguments).output()?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok(if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) })
    }
}

/// A command as it can be pasted into a shell.
#[must_use]
pub fn line(words: &[String]) -> String {
    let each = words.iter().map(|word| quoted(word));
    format!("aws {}", each.collect::<Vec<_>>().join(" "))
}

fn quoted(word: &str) -> String {
    let is_plain = |char: char| char.is_ascii_alphanumeric() || "-_./:=,@+%".contains(char);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn what_a_shell_would_read_otherwise_is_quoted() {
        let words = ["s3", "cp", "a b", "it's", "Sites=a=https://x;b=*", ""].map(ToOwned::to_owned);
        assert_eq!(line(&words), r"aws s3 cp 'a b' 'it'\''s' 'Sites=a=https://x;b=*' ''");
    }
}
