//! Stacks of `deploy/templates`, made by the emulator's `CloudFormation`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::emulator::until;
use crate::http::Answer;
use crate::owner::Owner;
use crate::xml::Xml;

/// How long a stack may take: the largest takes a second on an idle machine.
const MADE: Duration = Duration::from_mins(1);

/// What `CloudFormation` takes along in a call (its quota "Template body size in a request"); longer ones come by S3.
const BODY_BYTES_MAX: usize = 51_200;

/// Parameters by their names.
pub type Parameters<'a> = &'a [(&'a str, &'a str)];

/// A stack.
#[derive(Clone, Debug)]
pub struct Stack {
    owner: Owner,
    name: String,
}

impl Stack {
    /// Makes one of a template.
    ///
    /// # Panics
    /// When it is refused or fails, with the reasons.
    #[must_use]
    pub fn create(owner: &Owner, name: &str, template: &Template, parameters: Parameters<'_>) -> Self {
        let stack = Self::named(owner, name);
        stack.apply("CreateStack", template, parameters);
        stack
    }

    /// The one of this name, whoever has made it.
    #[must_use]
    pub fn named(owner: &Owner, name: &str) -> Self {
        Self { owner: owner.clone(), name: name.to_owned() }
    }

    /// Makes it anew of a template, with these parameters and else the defaults.
    ///
    /// # Panics
    /// As `create`.
    pub fn update(&self, template: &Template, parameters: Parameters<'_>) {
        self.apply("UpdateStack", template, parameters);
    }

    /// Deletes it.
    ///
    /// # Panics
    /// When something of it does not go.
    pub fn delete(&self) {
        self.owner.query("cloudformation", "DeleteStack", &[("StackName", &self.name)]);
        let gone = until(&format!("the end of {}", self.name), MADE, || {
            self.status().is_none_or(|status| !status.ends_with("_IN_PROGRESS")).then(|| self.status())
        });
        assert_eq!(gone, None, "{}: {:#?}", self.name, self.reasons());
    }

    /// What `CloudFormation` says to a stack that it does not make.
    ///
    /// # Panics
    /// When it makes it.
    #[must_use]
    pub fn refused(owner: &Owner, name: &str, template: &Template, parameters: Parameters<'_>) -> String {
        let answer = ask(owner, "CreateStack", name, template, parameters);
        assert_eq!(answer.status, 400, "{name} is made with {parameters:?}: {}", answer.text());
        Xml::of(&answer.body).one("Message")
    }

    /// Why it cannot be made so; what was made of it before that is gone again.
    ///
    /// # Panics
    /// When it can.
    #[must_use]
    pub fn fails(owner: &Owner, name: &str, template: &Template, parameters: Parameters<'_>) -> String {
        let tried = Self::named(owner, name).tries("CreateStack", template, parameters);
        tried.expect_err("it cannot be made")
    }

    /// Why it stays though it is to be deleted.
    ///
    /// # Panics
    /// When it goes.
    #[must_use]
    pub fn stays(&self) -> String {
        let named = [("StackName".to_owned(), self.name.clone())];
        let answer = self.owner.caller().query("cloudformation", "DeleteStack", &named);
        let status = until(&self.name, MADE, || match self.status() {
            Some(status) if status.ends_with("_IN_PROGRESS") => None,
            status => Some(status),
        });
        assert!(status.is_some(), "{} is gone", self.name);
        format!("{} {:?}", answer.text(), self.reasons())
    }

    /// One of its outputs.
    ///
    /// # Panics
    /// When it has no such output.
    #[must_use]
    pub fn output(&self, key: &str) -> String {
        let outputs = self.outputs();
        outputs.get(key).unwrap_or_else(|| panic!("{} has no {key}: {outputs:?}", self.name)).clone()
    }

    /// All its outputs.
    #[must_use]
    pub fn outputs(&self) -> BTreeMap<String, String> {
        self.described().pairs("OutputKey", "OutputValue").into_iter().collect()
    }

    /// The real name of one of its resources.
    ///
    /// # Panics
    /// When there is no such resource.
    #[must_use]
    pub fn resource(&self, logical: &str) -> String {
        let resources = self.resources();
        resources
            .get(logical)
            .unwrap_or_else(|| panic!("{} has no {logical}: {resources:?}", self.name))
            .clone()
    }

    /// The real names of its resources, by those in the template.
    #[must_use]
    pub fn resources(&self) -> BTreeMap<String, String> {
        let listed = self.owner.ask("cloudformation", "DescribeStackResources", &[("StackName", &self.name)]);
        listed.pairs("LogicalResourceId", "PhysicalResourceId").into_iter().collect()
    }

    fn apply(&self, action: &str, template: &Template, parameters: Parameters<'_>) {
        let done = self.tries(action, template, parameters);
        done.unwrap_or_else(|why| panic!("{action} {}: {why}", self.name));
    }

    fn tries(&self, action: &str, template: &Template, parameters: Parameters<'_>) -> Result<(), String> {
        let answer = ask(&self.owner, action, &self.name, template, parameters);
        if answer.status != 200 {
            return Err(answer.text());
        }
        let status =
            until(&self.name, MADE, || self.status().filter(|status| !status.ends_with("_IN_PROGRESS")));
        let wanted = format!("{}_COMPLETE", action.trim_end_matches("Stack").to_uppercase());
        if status == wanted { Ok(()) } else { Err(format!("{status}: {:?}", self.reasons())) }
    }

    /// Its state; none where there is no such stack (any more).
    #[must_use]
    pub fn status(&self) -> Option<String> {
        let named = [("StackName".to_owned(), self.name.clone())];
        let answer = self.owner.caller().query("cloudformation", "DescribeStacks", &named);
        (answer.status == 200).then(|| Xml::of(&answer.body).one("StackStatus"))
    }

    fn described(&self) -> Xml {
        self.owner.ask("cloudformation", "DescribeStacks", &[("StackName", &self.name)])
    }

    /// Why something failed.
    fn reasons(&self) -> Vec<(String, String)> {
        let named = [("StackName".to_owned(), self.name.clone())];
        let events = self.owner.caller().query("cloudformation", "DescribeStackEvents", &named);
        Xml::of(&events.body).pairs("LogicalResourceId", "ResourceStatusReason")
    }
}

fn ask(owner: &Owner, action: &str, name: &str, template: &Template, parameters: Parameters<'_>) -> Answer {
    let (field, value) = template.field();
    let mut form = vec![("StackName".to_owned(), name.to_owned()), (field.to_owned(), value)];
    form.push(("Capabilities.member.1".to_owned(), "CAPABILITY_IAM".to_owned()));
    for (index, (key, value)) in parameters.iter().enumerate() {
        let member = format!("Parameters.member.{}", index + 1);
        form.push((format!("{member}.ParameterKey"), (*key).to_owned()));
        form.push((format!("{member}.ParameterValue"), (*value).to_owned()));
    }
    owner.caller().query("cloudformation", action, &form)
}

/// A template as `CloudFormation` is handed it.
#[derive(Clone, Debug)]
pub enum Template {
    /// Along with the call.
    Body(String),
    /// In a bucket.
    Url(String),
}

impl Template {
    /// A file of `deploy/templates`, by its name without `.yaml`.
    ///
    /// # Panics
    /// When there is none, or it is too long to be sent along.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let body = text(name);
        assert!(body.len() <= BODY_BYTES_MAX, "{name} has {} bytes and has to come by S3", body.len());
        Self::Body(body)
    }

    /// The same by way of a bucket.
    #[must_use]
    pub fn in_bucket(name: &str, owner: &Owner, bucket: &str) -> Self {
        let key = format!("{name}.yaml");
        owner.put_object(bucket, &key, text(name).as_bytes());
        Self::Url(format!("http://{}/{bucket}/{key}", owner.caller().address()))
    }

    /// All of a file of `deploy/templates` that is looked at before anything is made, and nothing to be made: the emulator
    /// reads it in a tenth of the time.
    ///
    /// # Panics
    /// When there is no such file, or it has no resources.
    #[must_use]
    pub fn head(name: &str) -> Self {
        let body = text(name);
        let (head, _) = body.split_once("\nResources:\n").expect("a template has resources");
        Self::Body(format!(
            "{head}\nResources:\n  Nothing: {{Type: AWS::CloudFormation::WaitConditionHandle}}\n"
        ))
    }

    /// A file of `deploy/templates` without one of its resources, of a type that the emulator does not know.
    ///
    /// # Panics
    /// When there is no such file, or no such resource.
    #[must_use]
    pub fn without(name: &str, resource: &str) -> Self {
        let body = text(name);
        let from =
            body.find(&format!("\n  {resource}:\n")).unwrap_or_else(|| panic!("{name} has no {resource}"));
        let rest = &body[from + 1..];
        let is_next = |line: &str| !line.starts_with("   ") && !line.trim().is_empty();
        let lines = rest
            .split_inclusive('\n')
            .take(1)
            .chain(rest.split_inclusive('\n').skip(1).take_while(|line| !is_next(line)));
        let length: usize = lines.map(str::len).sum();
        Self::Body(format!("{}{}", &body[..=from], &rest[length..]))
    }

    fn field(&self) -> (&'static str, String) {
        match self {
            Self::Body(body) => ("TemplateBody", body.clone()),
            Self::Url(url) => ("TemplateURL", url.clone()),
        }
    }
}

/// A template's file.
#[must_use]
pub fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/templates").join(format!("{name}.yaml"))
}

fn text(name: &str) -> String {
    let file = file(name);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
