//! `json_extract_scalar`, as Athena has it, for the embedded engine.

use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, StringArray};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use datafusion::common::{Result, ScalarValue, exec_err};
use datafusion::logical_expr::{ColumnarValue, ScalarUDF, Volatility, create_udf};
use serde_json::Value;

/// `json_extract_scalar(json, '$.name')`: the text, number or flag under that name as text; null where there is none,
/// where it is a list or an object, and where the text is no JSON object. Other paths than one name are refused, as
/// the views use none.
pub(crate) fn extract_scalar() -> ScalarUDF {
    create_udf(
        "json_extract_scalar",
        vec![DataType::Utf8, DataType::Utf8],
        DataType::Utf8,
        Volatility::Immutable,
        Arc::new(extract),
    )
}

fn extract(arguments: &[ColumnarValue]) -> Result<ColumnarValue> {
    let [json, ColumnarValue::Scalar(ScalarValue::Utf8(Some(path)))] = arguments else {
        return exec_err!("json_extract_scalar takes JSON and a constant path");
    };
    let Some(name) = path.strip_prefix("$.").filter(|name| !name.contains(['.', '[', '"'])) else {
        return exec_err!("json_extract_scalar takes a path of one name, such as $.item, not {path}");
    };
    let json = cast(&json.to_array(1)?, &DataType::Utf8)?;
    let found: StringArray =
        json.as_string::<i32>().iter().map(|json| json.and_then(|json| scalar(json, name))).collect();
    Ok(ColumnarValue::Array(Arc::new(found) as ArrayRef))
}

fn scalar(json: &str, name: &str) -> Option<String> {
    match serde_json::from_str::<Value>(json).ok()?.get_mut(name)?.take() {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
