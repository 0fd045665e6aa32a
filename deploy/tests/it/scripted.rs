//! The `aws` command line as it is told to be: it notes what it is asked and keeps stacks.

use std::collections::{BTreeMap, VecDeque};
use std::io;

use linger_deploy::aws::{Aws, line};

/// A command line that makes and deletes stacks at once.
#[derive(Default)]
pub(crate) struct Scripted {
    /// The commands that people follow, in order.
    pub(crate) shown: Vec<String>,
    /// Those that were run for their answers.
    pub(crate) asked: Vec<String>,
    /// The stacks that are there: their states, parameters and outputs, as JSON.
    pub(crate) stacks: BTreeMap<String, serde_json::Value>,
    /// Outputs that a stack has once it is made.
    pub(crate) outputs: BTreeMap<String, Vec<(&'static str, &'static str)>>,
    /// A part of the command that fails, once.
    pub(crate) fails: Option<&'static str>,
    /// Answers to questions, by a part of the question.
    pub(crate) answers: Vec<(&'static str, VecDeque<&'static str>)>,
}

/// The word after a flag.
fn after<'a>(arguments: &'a [String], flag: &str) -> Option<&'a str> {
    let place = arguments.iter().position(|argument| argument == flag)?;
    arguments.get(place + 1).map(String::as_str)
}

impl Scripted {
    fn deploy(&mut self, arguments: &[String]) {
        let name = after(arguments, "--stack-name").expect("a deployment has a name").to_owned();
        let outputs = self.outputs.get(&name).cloned().unwrap_or_default();
        let outputs: Vec<_> = outputs
            .iter()
            .map(|(key, value)| serde_json::json!({ "OutputKey": key, "OutputValue": value }))
            .collect();
        let told = arguments.iter().skip_while(|argument| *argument != "--parameter-overrides").skip(1);
        let parameters: Vec<_> = told
            .filter_map(|pair| pair.split_once('='))
            .map(|(key, value)| serde_json::json!({ "ParameterKey": key, "ParameterValue": value }))
            .collect();
        let stack = serde_json::json!({ "StackStatus": "CREATE_COMPLETE", "Outputs": outputs, "Parameters": parameters });
        self.stacks.insert(name, stack);
    }
}

impl Aws for Scripted {
    fn show(&mut self, arguments: &[String]) -> io::Result<bool> {
        let command = line(arguments);
        let fails = self.fails.is_some_and(|part| command.contains(part));
        self.shown.push(command);
        if fails {
            self.fails = None;
            return Ok(false);
        }
        match arguments[1].as_str() {
            "deploy" => self.deploy(arguments),
            "delete-stack" => {
                self.stacks.remove(after(arguments, "--stack-name").expect("a deletion has a name"));
            }
            _ => {}
        }
        Ok(true)
    }

    fn ask(&mut self, arguments: &[String]) -> io::Result<Result<String, String>> {
        let command = line(arguments);
        self.asked.push(command.clone());
        if let Some((_, answers)) = self.answers.iter_mut().find(|(part, _)| command.contains(part)) {
            return Ok(answers
                .pop_front()
                .map(ToOwned::to_owned)
                .ok_or_else(|| "no more answers".to_owned()));
        }
        if arguments[1] != "describe-stacks" {
            return Ok(Ok(String::new()));
        }
        let name = after(arguments, "--stack-name").expect("a question for a stack has a name");
        let stack = self.stacks.get(name).map(ToString::to_string);
        Ok(stack.ok_or_else(|| format!("Stack with id {name} does not exist")))
    }
}
