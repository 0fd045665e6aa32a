//! A parameter of a template, and what it takes.

use regex_lite::Regex;
use saphyr::Yaml;

/// What a parameter takes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parameter {
    /// Where it is a number and not a text.
    is_number: bool,
    /// What it is where it is not given.
    pub default: Option<String>,
    values: Vec<String>,
    pattern: Option<String>,
    least: Option<f64>,
    most: Option<f64>,
    length_max: Option<usize>,
    /// What the template says where it takes a value not.
    said: Option<String>,
}

impl Parameter {
    pub(super) fn read(entry: &Yaml<'_>) -> Result<Self, String> {
        let text = |key: &str| entry.as_mapping_get(key).and_then(plain);
        let number = |key: &str| text(key).and_then(|text| text.parse().ok());
        let pattern = text("AllowedPattern");
        if let Some(pattern) = &pattern {
            whole(pattern).map_err(|error| format!("its pattern cannot be read: {error}"))?;
        }
        let values = entry.as_mapping_get("AllowedValues").and_then(Yaml::as_sequence);
        Ok(Self {
            is_number: text("Type").ok_or("it has no type")? == "Number",
            default: text("Default"),
            values: values.into_iter().flatten().filter_map(plain).collect(),
            pattern,
            least: number("MinValue"),
            most: number("MaxValue"),
            length_max: text("MaxLength").and_then(|text| text.parse().ok()),
            said: text("ConstraintDescription"),
        })
    }

    /// Whether it takes a value.
    ///
    /// # Errors
    ///
    /// What it takes, in the template's own words where it has some.
    pub fn check(&self, value: &str) -> Result<(), String> {
        match self.refusal(value) {
            None => Ok(()),
            Some(reason) => Err(self.said.clone().unwrap_or(reason)),
        }
    }

    fn refusal(&self, value: &str) -> Option<String> {
        if !self.values.is_empty() {
            let known = self.values.iter().any(|known| known == value);
            return (!known).then(|| format!("it must be one of: {}", self.values.join(", ")));
        }
        if self.is_number {
            return self.number_refusal(value);
        }
        let too_long = self.length_max.filter(|most| value.chars().count() > *most);
        let fits = self.pattern.as_deref().and_then(|pattern| whole(pattern).ok());
        match (too_long, fits) {
            (Some(most), _) => Some(format!("it must have at most {most} characters")),
            (None, Some(fits)) if !fits.is_match(value) => {
                Some(format!("it must be of the form {}", fits.as_str()))
            }
            (None, _) => None,
        }
    }

    fn number_refusal(&self, value: &str) -> Option<String> {
        let Ok(number) = value.parse::<f64>() else { return Some("it must be a number".to_owned()) };
        let (least, most) = (self.least.unwrap_or(f64::MIN), self.most.unwrap_or(f64::MAX));
        (!(least..=most).contains(&number)).then(|| format!("it must be from {least} to {most}"))
    }
}

/// CloudFormation holds the whole value against a pattern.
fn whole(pattern: &str) -> Result<Regex, regex_lite::Error> {
    Regex::new(&format!("^(?:{pattern})$"))
}

/// A scalar as CloudFormation passes it on: as text.
pub(super) fn plain(node: &Yaml<'_>) -> Option<String> {
    let text = node.as_str().map(ToOwned::to_owned);
    let text = text.or_else(|| node.as_integer().map(|number| number.to_string()));
    let text = text.or_else(|| node.as_floating_point().map(|number| number.to_string()));
    text.or_else(|| node.as_bool().map(|is| is.to_string()))
}
