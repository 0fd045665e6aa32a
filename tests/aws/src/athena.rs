//! Questions to the emulator's Athena. It has DuckDB underneath and knows no views, so the text of the views, as it lies in
//! Glue, is put into the question and translated (`scripts/question.py`).

use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::emulator::until;
use crate::owner::Owner;
use crate::script;

/// A question over a few files takes less than a second.
const ANSWERED: Duration = Duration::from_secs(30);

const NO_ARGUMENTS: &[&str] = &[];

/// A row: the values that are not null, as text, by their columns.
pub type Row = BTreeMap<String, String>;

/// A database and who asks in it.
#[derive(Clone, Debug)]
pub struct Athena {
    /// Who asks.
    pub owner: Owner,
    /// The workgroup in which is asked.
    pub work_group: String,
    /// The database.
    pub database: String,
}

impl Athena {
    /// The rows of the answer to a question in Athena's SQL, over tables and views of the database.
    ///
    /// # Panics
    /// When there is no answer within 30 seconds.
    #[must_use]
    pub fn rows(&self, question: &str) -> Vec<Row> {
        let question = json!({ "question": question, "views": self.views() });
        let asked = json!({
            "QueryString": script::run("question.py", NO_ARGUMENTS, &question), "WorkGroup": self.work_group,
            "QueryExecutionContext": { "Database": self.database },
        });
        let execution = self.call("StartQueryExecution", &asked);
        until("Athena", ANSWERED, || {
            let state = self.call("GetQueryExecution", &execution)["QueryExecution"]["Status"].clone();
            let name = state["State"].as_str().unwrap_or_default();
            assert!(!["FAILED", "CANCELLED"].contains(&name), "{state}\n{asked}");
            (name == "SUCCEEDED").then_some(())
        });
        rows_of(&self.call("GetQueryResults", &execution))
    }

    /// The texts of the database's views by their names.
    ///
    /// # Panics
    /// When one is not as Presto writes views into Glue.
    #[must_use]
    pub fn views(&self) -> BTreeMap<String, String> {
        let all = self.owner.json("glue", "AWSGlue.GetTables", &json!({ "DatabaseName": self.database }));
        let tables = all["TableList"].as_array().expect("a list").iter();
        let views = tables.filter(|table| table["TableType"] == "VIRTUAL_VIEW");
        views.map(|view| (text_at(view, "Name"), sql_of(&text_at(view, "ViewOriginalText")))).collect()
    }

    fn call(&self, action: &str, body: &Value) -> Value {
        self.owner.json("athena", &format!("AmazonAthena.{action}"), body)
    }
}

fn text_at(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}")).to_owned()
}

/// The SQL in a view's text: `/* Presto View: <JSON in base64> */`.
fn sql_of(text: &str) -> String {
    let inside = text.strip_prefix("/* Presto View: ").and_then(|text| text.strip_suffix(" */"));
    let bytes = STANDARD.decode(inside.expect("a view of Presto's").trim()).expect("base64");
    let view: Value = serde_json::from_slice(&bytes).expect("JSON");
    text_at(&view, "originalSql")
}

fn rows_of(results: &Value) -> Vec<Row> {
    let set = &results["ResultSet"];
    let cells = |row: &Value| {
        let cells = row["Data"].as_array().into_iter().flatten();
        cells.map(|cell| cell["VarCharValue"].as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    let columns = set["ResultSetMetadata"]["ColumnInfo"].as_array().expect("columns");
    let columns: Vec<String> = columns.iter().map(|column| text_at(column, "Name")).collect();
    // The first row repeats the columns' names.
    let rows = set["Rows"].as_array().expect("rows").iter().skip(1);
    let named = |row: &Value| {
        let cells = columns.iter().cloned().zip(cells(row));
        cells.filter_map(|(name, cell)| Some((name, cell?))).collect()
    };
    rows.map(named).collect()
}
