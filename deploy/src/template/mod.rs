//! What a CloudFormation template takes and gives, read from its YAML.

mod parameter;
mod rule;

use saphyr::{LoadableYamlNode, Yaml};

pub use parameter::Parameter;
use rule::Rule;
pub use rule::Value;

/// CloudFormation takes no larger template but from a bucket:
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>.
pub const INLINE_BYTES_MAX: usize = 51_200;

/// A template's parameters and outputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// By name, in the template's order.
    pub parameters: Vec<(String, Parameter)>,
    /// Names of the outputs.
    pub outputs: Vec<String>,
    rules: Vec<Rule>,
    /// What CloudFormation wants to be told that the template does: nothing, rights, rights by name.
    pub capability: Option<&'static str>,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    ///
    /// Where it is no YAML, or what of it is no template.
    pub fn read(text: &str) -> Result<Self, String> {
        let documents = Yaml::load_from_str(text).map_err(|error| error.to_string())?;
        let document = documents.first().ok_or("there is nothing in it")?;
        let parameters = entries(document, "Parameters")
            .map(|(name, parameter)| {
                Ok((name.to_owned(), Parameter::read(parameter).map_err(|why| format!("{name}: {why}"))?))
            })
            .collect::<Result<_, String>>()?;
        let outputs = entries(document, "Outputs").map(|(name, _)| name.to_owned()).collect();
        let rules = entries(document, "Rules")
            .map(|(name, rule)| {
                Rule::read(rule).ok_or_else(|| format!("{name}: its functions are not all known"))
            })
            .collect::<Result<_, String>>()?;
        Ok(Self { parameters, outputs, rules, capability: capability(document) })
    }

    /// What the template's rules say of these values of its parameters, as far as that can be told.
    pub fn broken(&self, value: impl Fn(&str) -> Value) -> Vec<&str> {
        self.rules.iter().flat_map(|rule| rule.broken(&value)).collect()
    }

    /// The parameter of a name.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, parameter)| parameter)
    }
}

fn entries<'a>(document: &'a Yaml<'_>, section: &str) -> impl Iterator<Item = (&'a str, &'a Yaml<'a>)> {
    let section = document.as_mapping_get(section).and_then(Yaml::as_mapping);
    section.into_iter().flatten().filter_map(|(name, value)| Some((name.as_str()?, value)))
}

/// Properties that give a name to what carries rights:
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html>.
const NAMES: [&str; 5] = ["RoleName", "ManagedPolicyName", "UserName", "GroupName", "InstanceProfileName"];

fn capability(document: &Yaml<'_>) -> Option<&'static str> {
    let kind = |resource: &&Yaml<'_>| {
        resource
            .as_mapping_get("Type")
            .and_then(Yaml::as_str)
            .is_some_and(|kind| kind.starts_with("AWS::IAM::"))
    };
    let named = |resource: &Yaml<'_>| {
        let properties = resource.as_mapping_get("Properties");
        properties
            .is_some_and(|properties| NAMES.iter().any(|name| properties.as_mapping_get(name).is_some()))
    };
    let resources: Vec<_> =
        entries(document, "Resources").map(|(_, resource)| resource).filter(kind).collect();
    match (resources.is_empty(), resources.into_iter().any(named)) {
        (true, _) => None,
        (false, true) => Some("CAPABILITY_NAMED_IAM"),
        (false, false) => Some("CAPABILITY_IAM"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
Parameters:
  Name:
    Type: String
    Default: linger
    AllowedPattern: "^[a-z]+$"
    ConstraintDescription: "Name must be small letters."
  Days:
    Type: Number
    MinValue: 1
    MaxValue: 30
  Switch: {Type: String, Default: "on", AllowedValues: ["on", "off"]}
  Term: {Type: Number, Default: 3, AllowedValues: [1, 3]}
Rules:
  DaysWhereOn:
    RuleCondition: !Equals [!Ref Switch, "on"]
    Assertions:
      - Assert: {"Fn::Contains": [["", "1", "2"], !Ref Days]}
        AssertDescription: Few days only.
      - Assert: !And [!Not [!Equals [!Ref Name, ""]], !Or [!Equals [!Ref Name, a], !Equals [!Ref Days, 1]]]
        AssertDescription: A name, and one of two.
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: !Sub "${Name}"
Outputs:
  Made: {Value: !If [A, !Ref Role, !Ref "AWS::NoValue"]}
"#;

    fn read() -> Template {
        Template::read(TEXT).expect("it is a template")
    }

    #[test]
    fn parameters_outputs_and_rights_are_read() {
        let template = read();
        let names: Vec<&str> = template.parameters.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Name", "Days", "Switch", "Term"]);
        assert_eq!(
            (template.outputs, template.capability),
            (vec!["Made".to_owned()], Some("CAPABILITY_IAM"))
        );
    }

    #[test]
    fn what_a_parameter_does_not_take_is_told_in_its_own_words() {
        let template = read();
        let check = |name: &str, value: &str| template.parameter(name).expect("it has it").check(value);
        assert_eq!(check("Name", "linger"), Ok(()));
        assert_eq!(check("Name", "Linger"), Err("Name must be small letters.".to_owned()));
        assert_eq!(check("Days", "30"), Ok(()));
        assert_eq!(check("Days", "31"), Err("it must be from 1 to 30".to_owned()));
        assert_eq!(check("Days", "many"), Err("it must be a number".to_owned()));
        assert_eq!(check("Switch", "off"), Ok(()));
        assert_eq!(check("Switch", "no"), Err("it must be one of: on, off".to_owned()));
        assert_eq!((check("Term", "1"), check("Term", "2").is_err()), (Ok(()), true));
    }

    #[test]
    fn rules_are_told_where_they_are_broken_for_certain() {
        let template = read();
        let told = |switch: &str, days: Value, name: Value| {
            let values = |of: &str| match of {
                "Switch" => Value::Known(switch.to_owned()),
                "Days" => days.clone(),
                _ => name.clone(),
            };
            template.broken(values).join(" ")
        };
        let known = |text: &str| Value::Known(text.to_owned());
        assert_eq!(told("off", known("9"), known("")), "");
        assert_eq!(told("on", known("9"), known("")), "Few days only. A name, and one of two.");
        assert_eq!(told("on", known("1"), known("b")), "");
        assert_eq!(told("on", known("2"), known("b")), "A name, and one of two.");
        assert_eq!(told("on", Value::Something, Value::Something), "");
        assert_eq!(told("on", known("9"), Value::Unsaid), "Few days only.");
        assert_eq!(told("on", Value::Something, known("")), "A name, and one of two.");
    }

    #[test]
    fn what_must_be_given_is_what_has_no_default() {
        let template = read();
        let needed = template.parameters.iter().filter(|(_, parameter)| parameter.default.is_none());
        assert_eq!(needed.map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Days"]);
    }
}
