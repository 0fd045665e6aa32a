//! A template's rules: what must hold between parameters. CloudFormation refuses a stack by them; told beforehand, they are told
//! together with all else that is wrong.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html>

use saphyr::Yaml;

/// What must hold where something holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rule {
    when: Option<Test>,
    /// Each with what to say where it does not hold.
    asserts: Vec<(Test, String)>,
}

/// A condition.
#[derive(Debug, Clone, PartialEq)]
enum Test {
    Equals(Term, Term),
    Contains(Vec<Term>, Term),
    Not(Box<Test>),
    And(Vec<Test>),
    Or(Vec<Test>),
}

#[derive(Debug, Clone, PartialEq)]
enum Term {
    Text(String),
    Parameter(String),
}

/// What is known of a parameter's value before anything is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// It is this.
    Known(String),
    /// It is something, which only another stack can tell.
    Something,
    /// It was not given: the default in a new stack, what it was in another.
    Unsaid,
}

impl Rule {
    pub(super) fn read(entry: &Yaml<'_>) -> Option<Self> {
        let when = match entry.as_mapping_get("RuleCondition") {
            Some(condition) => Some(Test::read(condition)?),
            None => None,
        };
        let asserts = entry.as_mapping_get("Assertions")?.as_sequence()?.iter().map(|assertion| {
            let said =
                assertion.as_mapping_get("AssertDescription").and_then(Yaml::as_str).unwrap_or_default();
            Some((Test::read(assertion.as_mapping_get("Assert")?)?, said.to_owned()))
        });
        Some(Self { when, asserts: asserts.collect::<Option<_>>()? })
    }

    /// What it says of these values, where it is broken for certain.
    pub(super) fn broken(&self, value: &impl Fn(&str) -> Value) -> Vec<&str> {
        if self.when.as_ref().is_some_and(|when| when.holds(value) != Some(true)) {
            return Vec::new();
        }
        let broken = self.asserts.iter().filter(|(test, _)| test.holds(value) == Some(false));
        broken.map(|(_, said)| said.as_str()).collect()
    }
}

impl Test {
    fn read(node: &Yaml<'_>) -> Option<Self> {
        let (function, arguments) = function(node)?;
        let items = arguments.as_sequence()?;
        let tests = || items.iter().map(Self::read).collect::<Option<Vec<_>>>();
        match (function.as_str(), items.as_slice()) {
            ("Equals", [one, other]) => Some(Self::Equals(Term::read(one)?, Term::read(other)?)),
            ("Contains", [list, one]) => {
                let list = list.as_sequence()?.iter().map(Term::read).collect::<Option<_>>()?;
                Some(Self::Contains(list, Term::read(one)?))
            }
            ("Not", [one]) => Some(Self::Not(Box::new(Self::read(one)?))),
            ("And", _) => Some(Self::And(tests()?)),
            ("Or", _) => Some(Self::Or(tests()?)),
            _ => None,
        }
    }

    /// Whether it holds; none where that cannot be told yet.
    fn holds(&self, value: &impl Fn(&str) -> Value) -> Option<bool> {
        match self {
            Self::Equals(one, other) => same(&one.value(value), &other.value(value)),
            Self::Contains(list, one) => {
                let one = one.value(value);
                any(list.iter().map(|item| same(&item.value(value), &one)))
            }
            Self::Not(test) => test.holds(value).map(|holds| !holds),
            Self::And(tests) => {
                any(tests.iter().map(|test| test.holds(value).map(|holds| !holds))).map(|fails| !fails)
            }
            Self::Or(tests) => any(tests.iter().map(|test| test.holds(value))),
        }
    }
}

/// Whether any is true; unknown where one that is unknown could make it so.
fn any(mut held: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let decided = held.try_fold(Some(false), |so_far, one| match one {
        Some(true) => Err(()),
        Some(false) => Ok(so_far),
        None => Ok(None),
    });
    decided.unwrap_or(Some(true))
}

/// Something is not nothing, and may be anything else; what was not said may be nothing too.
fn same(one: &Value, other: &Value) -> Option<bool> {
    match (one, other) {
        (Value::Known(one), Value::Known(other)) => Some(one == other),
        (Value::Known(known), Value::Something) | (Value::Something, Value::Known(known)) => {
            known.is_empty().then_some(false)
        }
        (Value::Something, Value::Something) | (Value::Unsaid, _) | (_, Value::Unsaid) => None,
    }
}

impl Term {
    fn read(node: &Yaml<'_>) -> Option<Self> {
        match function(node) {
            Some((name, argument)) if name == "Ref" => Some(Self::Parameter(argument.as_str()?.to_owned())),
            Some(_) => None,
            None => super::parameter::plain(node).map(Self::Text),
        }
    }

    fn value(&self, value: &impl Fn(&str) -> Value) -> Value {
        match self {
            Self::Text(text) => Value::Known(text.clone()),
            Self::Parameter(name) => value(name),
        }
    }
}

/// A function of CloudFormation and its argument: `!Equals […]` or `{"Fn::Equals": […]}`.
fn function<'a, 'b>(node: &'a Yaml<'b>) -> Option<(String, &'a Yaml<'b>)> {
    if let Yaml::Tagged(tag, argument) = node {
        return Some((tag.suffix.clone(), argument));
    }
    let mapping = node.as_mapping().filter(|mapping| mapping.len() == 1)?;
    let (name, argument) = mapping.iter().next()?;
    let name = name.as_str()?;
    let is_function = name.starts_with("Fn::") || name == "Ref";
    is_function.then(|| (name.trim_start_matches("Fn::").to_owned(), argument))
}
