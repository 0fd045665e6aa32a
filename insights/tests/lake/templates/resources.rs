//! What is made from code, as a template has it.

use std::fmt::Write;

use linger_insights::View;
use linger_insights::athena::{self, Column, Relation, SqlType};
use linger_wire::line::{BATCH_COLUMNS, EVENT_FIELDS};
use serde_json::Value;

/// As wide as what is written by hand.
const WIDTH: usize = 140;

/// The columns of the Glue table, their meaning as comments.
pub(super) fn columns_of_batches() -> String {
    let mut out = String::new();
    let indent = " ".repeat(12);
    for column in &BATCH_COLUMNS {
        let (name, meaning) = (column.name, quoted(column.meaning));
        let sql_type = SqlType::from(column.column_type).glue();
        writeln!(out, "{indent}- {{Name: {name}, Type: {sql_type}, Comment: {meaning}}}")
            .expect("memory takes all");
    }
    let field = |field: &linger_wire::row::Column| {
        format!("{}:{}", field.name, SqlType::from(field.column_type).glue())
    };
    let fields: Vec<String> = EVENT_FIELDS.iter().map(field).collect();
    // A type has no spaces, so each line ends in a mark that it goes on.
    let fields = fields.join(&format!(",\\\n{indent}    "));
    write!(out, "{indent}- Name: events\n{indent}  Type: \"array<struct<{fields}>>\"\n")
        .expect("memory takes all");
    let comment = quoted("the events; what their fields mean is in linger-wire, line/columns.rs");
    writeln!(out, "{indent}  Comment: {comment}").expect("memory takes all");
    out
}

/// A view as Athena keeps it in the catalogue.
pub(super) fn view(relation: &Relation) -> String {
    let (resource, name, meaning) =
        (resource(relation.name) + "View", relation.name, quoted(&relation.meaning));
    let glue = relation
        .columns
        .iter()
        .map(|Column { name, sql_type }| format!("{{Name: {}, Type: {}}},", name, sql_type.glue()));
    let athena = relation.columns.iter().map(|Column { name, sql_type }| {
        format!("{{\"name\":\"{name}\",\"type\":\"{}\"}},", sql_type.athena())
    });
    let (glue, athena) = (wrapped(glue, 12), wrapped(athena, 18));
    let sql: String = indented(18, relation.text.lines().map(escaped));
    format!(
        r#"  {resource}:
    Type: AWS::Glue::Table
    Properties:
      CatalogId: !Ref AWS::AccountId
      DatabaseName: {{"Fn::ImportValue": !Sub "${{PipelineStack}}-Database"}}
      TableInput:
        Name: {name}
        Description: {meaning}
        TableType: VIRTUAL_VIEW
        Parameters: {{presto_view: "true", comment: Presto View}}
        ViewExpandedText: "/* Presto View */"
        StorageDescriptor:
          SerdeInfo: {{}}
          Columns: [
{glue}          ]
        ViewOriginalText: !Sub
          - "/* Presto View: ${{View}} */"
          - View:
              Fn::Base64: !Sub
                - >-
                  {{"catalog":"awsdatacatalog","schema":"${{Database}}","originalSql":"
{sql}                  ","columns":[
{athena}                  ]}}
                - Database: {{"Fn::ImportValue": !Sub "${{PipelineStack}}-Database"}}

"#
    )
}

/// A view as a query that is kept.
pub(super) fn query(view: View) -> String {
    let (resource, name) = (resource(view.name()) + "Query", view.name());
    let text = athena::query(view);
    let about = text.lines().next().expect("a query begins with what it is about");
    let about = quoted(about.trim_start_matches("-- "));
    let text = indented(8, text.lines());
    format!(
        r#"  {resource}:
    Type: AWS::Athena::NamedQuery
    Properties:
      Name: {name}
      Description: {about}
      Database: {{"Fn::ImportValue": !Sub "${{PipelineStack}}-Database"}}
      WorkGroup: {{"Fn::ImportValue": !Sub "${{PipelineStack}}-WorkGroup"}}
      QueryString: |
{text}
"#
    )
}

/// `all_events` is `AllEvents`. Resources and parameters share their names, so each says what it is besides.
fn resource(name: &str) -> String {
    let words = name.split('_').map(|word| word[..1].to_uppercase() + &word[1..]);
    words.collect()
}

/// What is JSON is YAML too.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A line of SQL inside a text of JSON. Lines that begin alike are folded to one by YAML, with a space between.
fn escaped(line: &str) -> String {
    quoted(line.trim()).trim_matches('"').to_owned()
}

fn indented(indent: usize, lines: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let before = " ".repeat(indent);
    lines.into_iter().flat_map(|line| [before.clone(), line.as_ref().to_owned(), "\n".to_owned()]).collect()
}

/// The last entry has no comma after it.
fn wrapped(entries: impl Iterator<Item = String>, indent: usize) -> String {
    let mut lines = vec![String::new()];
    for entry in entries {
        let line = lines.last_mut().expect("there is one from the start");
        if indent + line.len() + 1 + entry.len() > WIDTH {
            lines.push(entry);
        } else {
            *line += if line.is_empty() { "" } else { " " };
            *line += &entry;
        }
    }
    indented(indent, lines).trim_end().trim_end_matches(',').to_owned() + "\n"
}
