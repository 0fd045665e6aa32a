//! The one loop that runs a plan.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde::Deserialize;

use super::word::{Piece, origin};
use super::{Place, Stack, Step, Survey, Word};
use crate::aws::{Aws, line};

mod emptying;
mod failure;
mod ready;

pub use failure::Failed;

/// What a stack is, as far as plans ask.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Described {
    pub(super) stack_status: String,
    #[serde(default)]
    outputs: Vec<Output>,
    #[serde(default)]
    parameters: Vec<Parameter>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Output {
    output_key: String,
    output_value: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Parameter {
    parameter_key: String,
    parameter_value: String,
}

impl Described {
    fn output(&self, name: &str) -> Option<&str> {
        self.outputs
            .iter()
            .find(|output| output.output_key == name)
            .map(|output| output.output_value.as_str())
    }

    fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|parameter| parameter.parameter_key == name);
        found.map(|parameter| parameter.parameter_value.as_str())
    }

    fn outputs(&self) -> BTreeMap<String, String> {
        self.outputs.iter().map(|output| (output.output_key.clone(), output.output_value.clone())).collect()
    }
}

/// A run of plans: who carries them out, and who is told.
pub struct Run<'a> {
    aws: &'a mut dyn Aws,
    out: &'a mut dyn Write,
    /// Where the templates are written.
    templates: &'a Path,
    described: BTreeMap<Place, Described>,
}

impl<'a> Run<'a> {
    /// Begins one; templates go into this folder.
    pub fn new(aws: &'a mut dyn Aws, out: &'a mut dyn Write, templates: &'a Path) -> Self {
        Self { aws, out, templates, described: BTreeMap::new() }
    }

    /// Only prints the commands, asking nobody.
    ///
    /// # Errors
    ///
    /// Where nothing can be printed.
    pub fn dry(&mut self, steps: &[Step]) -> io::Result<()> {
        for (place, step) in steps.iter().enumerate() {
            let words: Vec<String> = step.arguments(self.templates).iter().map(ToString::to_string).collect();
            self.tell(place, steps.len(), step, &words)?;
        }
        Ok(())
    }

    /// Who is signed in, as AWS sees it: where nobody is, that is found out before anything is begun.
    ///
    /// # Errors
    ///
    /// Where nobody is signed in, or the command line cannot be run.
    pub fn identity(&mut self, region: &str) -> Result<String, Failed> {
        let words =
            ["sts", "get-caller-identity", "--output", "json", "--region", region].map(ToOwned::to_owned);
        let answer = self.aws.ask(&words).map_err(Failed::NotRun)?;
        let told = answer.map_err(Failed::NotSignedIn)?;
        let told: serde_json::Value = serde_json::from_str(&told).unwrap_or_default();
        let part = |name: &str| told[name].as_str().unwrap_or("?").to_owned();
        Ok(format!("account {} as {}", part("Account"), part("Arn")))
    }

    /// Carries the steps out, one after the other.
    ///
    /// # Errors
    ///
    /// At the first that fails; what was done stays done, and the same run begun again goes on from there.
    pub fn run(&mut self, steps: &[Step]) -> Result<(), Failed> {
        for step in steps {
            if let Step::Deploy { stack, .. } = step {
                let file = self.templates.join(format!("{}.yaml", stack.as_str()));
                std::fs::write(file, stack.text()).map_err(Failed::NotWritten)?;
            }
        }
        for (place, step) in steps.iter().enumerate() {
            if let Step::Deploy { stack, place, .. } = step {
                self.make_ready(*stack, place)?;
            }
            self.step(place, steps.len(), step)?;
        }
        Ok(())
    }

    fn step(&mut self, number: usize, of: usize, step: &Step) -> Result<(), Failed> {
        let words = step.arguments(self.templates);
        let words = words.iter().map(|word| self.resolved(word)).collect::<Result<Vec<String>, Failed>>()?;
        self.tell(number, of, step, &words).map_err(Failed::NotWritten)?;
        if let Step::Empty { bucket, region, .. } = step {
            let bucket = self.resolved(bucket)?;
            return emptying::empty(self.aws, &bucket, region, self.templates);
        }
        if let Step::Sweep { bucket, region, keep, keep_below } = step {
            let bucket = self.resolved(bucket)?;
            let is_wanted = |key: &String| keep.contains(key) || key.starts_with(keep_below);
            return emptying::sweep(self.aws, &bucket, region, self.templates, is_wanted);
        }
        if self.aws.show(&words).map_err(Failed::NotRun)? {
            self.forget(step);
            return Ok(());
        }
        Err(failure::of_step(self.aws, step, &words))
    }

    fn tell(&mut self, number: usize, of: usize, step: &Step, words: &[String]) -> io::Result<()> {
        writeln!(self.out, "{}/{of} {}: {}", number + 1, step.stack().as_str(), line(words))?;
        self.out.flush()
    }

    /// What a stack said before it was changed is no longer true.
    fn forget(&mut self, step: &Step) {
        if let Step::Deploy { place, .. } | Step::Await { place, .. } = step {
            self.described.remove(place);
        }
    }

    fn resolved(&mut self, word: &Word) -> Result<String, Failed> {
        word.0.iter().map(|piece| self.piece(piece)).collect()
    }

    fn piece(&mut self, piece: &Piece) -> Result<String, Failed> {
        match piece {
            Piece::Text(text) => Ok(text.clone()),
            Piece::Output { of, output } => self.output(of, output),
            Piece::Origin { of, output } => Ok(origin(&self.output(of, output)?)),
            Piece::Other { of, parameter, values: [one, other] } => {
                let described = self.described(of)?;
                let now = described.as_ref().and_then(|stack| stack.parameter(parameter));
                Ok(if now == Some(one) { (*other).to_owned() } else { (*one).to_owned() })
            }
        }
    }

    fn output(&mut self, of: &Place, output: &str) -> Result<String, Failed> {
        let described = self.described(of)?;
        let value = described.as_ref().and_then(|stack| stack.output(output)).map(ToOwned::to_owned);
        value.ok_or_else(|| Failed::NoOutput { of: of.clone(), output: output.to_owned() })
    }

    /// What a stack is now; none where there is no such stack, or none that we may see.
    fn described(&mut self, place: &Place) -> Result<Option<Described>, Failed> {
        if let Some(known) = self.described.get(place) {
            return Ok(Some(known.clone()));
        }
        let words = [
            "cloudformation",
            "describe-stacks",
            "--stack-name",
            &place.name,
            "--region",
            &place.region,
            "--query",
            "Stacks[0]",
            "--output",
            "json",
        ];
        let answer = self.aws.ask(&words.map(ToOwned::to_owned)).map_err(Failed::NotRun)?;
        let Ok(text) = answer else { return Ok(None) };
        let described: Described = serde_json::from_str(&text).map_err(|error| Failed::Unreadable {
            what: format!("describe-stacks of {}", place.name),
            why: error.to_string(),
        })?;
        self.described.insert(place.clone(), described.clone());
        Ok(Some(described))
    }

    /// The state of each stack, where it is there.
    ///
    /// # Errors
    ///
    /// Where the command line cannot be run or understood.
    pub fn status(
        &mut self,
        places: &[(Stack, Place)],
    ) -> Result<Vec<(Stack, Place, Option<String>)>, Failed> {
        let one = |(stack, place): &(Stack, Place)| {
            let described = self.described(place)?;
            Ok((*stack, place.clone(), described.map(|described| described.stack_status)))
        };
        places.iter().map(one).collect()
    }

    /// The outputs of those stacks that are there.
    ///
    /// # Errors
    ///
    /// Where the command line cannot be run or understood.
    pub fn survey(&mut self, places: &[(Stack, Place)]) -> Result<Survey, Failed> {
        let mut survey = Survey::new();
        for (stack, place) in places {
            if let Some(described) = self.described(place)? {
                survey.insert(*stack, described.outputs());
            }
        }
        Ok(survey)
    }
}
