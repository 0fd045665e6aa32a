//! What can be said of a stream's name without asking AWS.

/// What is wrong with it: letters, digits, `_`, `.` and `-` by the models of both services.
pub(in crate::sink) fn name_problem(what: &str, name: &str, chars_max: usize) -> Option<String> {
    if name.starts_with("arn:") {
        return Some(format!("{what} is called by its name, not its ARN: `{name}`"));
    }
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    let is_sound = !name.is_empty() && name.len() <= chars_max && name.chars().all(is_allowed);
    let allowed = format!("1 to {chars_max} letters, digits, `_`, `.` or `-`");
    (!is_sound).then(|| format!("{what} `{name}` is not a name of {allowed}"))
}
