//! What stands in an account before a guest's first batch: a pool with guests, their role, a bucket, streams, functions.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use linger_wire::line::{BATCH_COLUMNS, EVENT_FIELDS};
use linger_wire::row::{Column, ColumnType};
use serde_json::{Value, json};

use crate::emulator::Emulator;
use crate::function::{Name, archive};
use crate::owner::{ACCOUNT, Owner, REGION};

/// The bucket of all streams.
pub const BUCKET: &str = "linger-lake";

/// The stream.
pub const STREAM: &str = "linger";

const DATABASE: &str = "linger";
const TABLE: &str = "batches";

/// An account in an emulator.
#[derive(Debug)]
pub struct Stage {
    /// Its owner.
    pub owner: Owner,
    /// The emulator.
    pub emulator: Emulator,
}

/// What a stream makes of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The lines as they came.
    Json,
    /// The lines as the transformation writes them.
    Transformed,
    /// Parquet, with the columns of the table `batches`.
    Parquet,
}

impl Stage {
    /// An account with a bucket and a stream into it.
    ///
    /// # Panics
    /// When the emulator does not start, or refuses anything.
    #[must_use]
    pub fn set(form: Form) -> Self {
        let emulator = Emulator::start();
        let owner = Owner::of(emulator.address());
        let stage = Self { owner, emulator };
        stage.owner.bucket(BUCKET);
        let trust = trust("firehose.amazonaws.com");
        stage.role("delivery", &trust, &json!("s3:*"), &json!(format!("arn:aws:s3:::{BUCKET}/*")));
        if form == Form::Transformed {
            stage.function(Name::Transform, &[]);
        }
        if form == Form::Parquet {
            stage.table();
        }
        stage.stream(form);
        stage
    }

    /// A pool whose guests may do this with the stream, and with the bucket; its id.
    ///
    /// # Panics
    /// When the emulator refuses anything.
    #[must_use]
    pub fn guests_who_may(&self, actions: &[&str]) -> String {
        let wanted = json!({ "IdentityPoolName": "guests", "AllowUnauthenticatedIdentities": true });
        let pool =
            self.owner.json("cognito-identity", "AWSCognitoIdentityService.CreateIdentityPool", &wanted);
        let pool = pool["IdentityPoolId"].as_str().expect("a pool has an id").to_owned();
        let trust = json!({ "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": { "Federated": "cognito-identity.amazonaws.com" },
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": { "cognito-identity.amazonaws.com:aud": pool },
                "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" },
            },
        }] });
        let bucket = format!("arn:aws:s3:::{BUCKET}");
        let resources = [stream_arn(), format!("{bucket}/*"), bucket];
        let role = self.role("guest", &trust, &json!(actions), &json!(resources));
        let roles = json!({ "IdentityPoolId": pool, "Roles": { "unauthenticated": role } });
        let _ = self.owner.json("cognito-identity", "AWSCognitoIdentityService.SetIdentityPoolRoles", &roles);
        pool
    }

    /// The collector as a function with a URL, whose own role may put batches of records; the path of that URL.
    ///
    /// # Panics
    /// When the emulator refuses anything.
    #[must_use]
    pub fn function_url(&self) -> String {
        let endpoint = self.emulator.endpoint();
        let variables = [
            ("LINGER_SINK", "firehose"),
            ("LINGER_SITE", "demo=*"),
            ("LINGER_FIREHOSE_STREAM", STREAM),
            ("LINGER_FIREHOSE_ENDPOINT", &endpoint),
        ];
        self.function(Name::Collector, &variables);
        let path = format!("/2021-10-31/functions/{}/url", Name::Collector.as_str());
        let url = self.owner.rest("lambda", "POST", &path, &json!({ "AuthType": "NONE" }));
        self.open_to_all(Name::Collector);
        let url = url["FunctionUrl"].as_str().expect("a function URL");
        let id = url.trim_start_matches("https://").split('.').next().expect("a host name");
        format!("/_aws/lambda-url/{id}")
    }

    /// The objects whose keys begin so.
    #[must_use]
    pub fn objects(&self, prefix: &str) -> Vec<(String, Vec<u8>)> {
        self.owner.objects(BUCKET, prefix)
    }

    /// Puts a record into the stream, past every collector.
    pub fn put_record(&self, data: &[u8]) {
        let record = json!({ "DeliveryStreamName": STREAM, "Record": { "Data": STANDARD.encode(data) } });
        let _ = self.owner.json("firehose", "Firehose_20150804.PutRecord", &record);
    }

    fn role(&self, name: &str, trust: &Value, action: &Value, resource: &Value) -> String {
        let trust = trust.to_string();
        let create = [("RoleName", name), ("AssumeRolePolicyDocument", &trust)];
        self.owner.query("iam", "CreateRole", &create);
        let statement = json!({ "Effect": "Allow", "Action": action, "Resource": resource });
        let policy = json!({ "Version": "2012-10-17", "Statement": [statement] }).to_string();
        let put = [("RoleName", name), ("PolicyName", "least"), ("PolicyDocument", &policy)];
        self.owner.query("iam", "PutRolePolicy", &put);
        role_arn(name)
    }

    fn function(&self, name: Name, variables: &[(&str, &str)]) {
        let role = self.role(
            name.as_str(),
            &trust("lambda.amazonaws.com"),
            &json!("firehose:PutRecordBatch"),
            &json!(stream_arn()),
        );
        let variables: serde_json::Map<String, Value> =
            variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
        let function = json!({
            "FunctionName": name.as_str(), "Runtime": "provided.al2023", "Handler": "bootstrap", "Role": role,
            "Architectures": ["x86_64"], "Timeout": 10, "MemorySize": 128,
            "Code": { "ZipFile": STANDARD.encode(archive(name)) },
            "Environment": { "Variables": variables },
        });
        let _ = self.owner.rest("lambda", "POST", "/2015-03-31/functions", &function);
    }

    fn open_to_all(&self, name: Name) {
        let permission = json!({
            "StatementId": "all", "Action": "lambda:InvokeFunctionUrl", "Principal": "*", "FunctionUrlAuthType": "NONE",
        });
        let path = format!("/2015-03-31/functions/{}/policy", name.as_str());
        let _ = self.owner.rest("lambda", "POST", &path, &permission);
    }

    fn table(&self) {
        let _ = self.owner.json(
            "glue",
            "AWSGlue.CreateDatabase",
            &json!({ "DatabaseInput": { "Name": DATABASE } }),
        );
        let mut columns: Vec<Value> = BATCH_COLUMNS
            .iter()
            .map(|column| json!({ "Name": column.name, "Type": glue_type(column) }))
            .collect();
        columns.push(json!({ "Name": "events", "Type": events_type() }));
        let storage = json!({ "Columns": columns, "Location": format!("s3://{BUCKET}/events/") });
        let table = json!({
            "DatabaseName": DATABASE,
            "TableInput": { "Name": TABLE, "TableType": "EXTERNAL_TABLE", "StorageDescriptor": storage },
        });
        let _ = self.owner.json("glue", "AWSGlue.CreateTable", &table);
    }

    fn stream(&self, form: Form) {
        let mut destination = json!({
            "RoleARN": role_arn("delivery"), "BucketARN": format!("arn:aws:s3:::{BUCKET}"),
            "Prefix": "events/dt=!{timestamp:yyyy-MM-dd}/",
            "ErrorOutputPrefix": "errors/!{firehose:error-output-type}/",
            "BufferingHints": { "SizeInMBs": 64, "IntervalInSeconds": 60 }, "CompressionFormat": "UNCOMPRESSED",
        });
        match form {
            Form::Json => {}
            Form::Transformed => destination["ProcessingConfiguration"] = transformation(),
            Form::Parquet => destination["DataFormatConversionConfiguration"] = conversion(),
        }
        let stream = json!({
            "DeliveryStreamName": STREAM, "DeliveryStreamType": "DirectPut",
            "ExtendedS3DestinationConfiguration": destination,
        });
        let _ = self.owner.json("firehose", "Firehose_20150804.CreateDeliveryStream", &stream);
    }
}

fn transformation() -> Value {
    let function = format!("arn:aws:lambda:{REGION}:{ACCOUNT}:function:{}", Name::Transform.as_str());
    let parameters = json!([
        { "ParameterName": "LambdaArn", "ParameterValue": function },
        { "ParameterName": "BufferSizeInMBs", "ParameterValue": "1" },
    ]);
    json!({ "Enabled": true, "Processors": [{ "Type": "Lambda", "Parameters": parameters }] })
}

fn conversion() -> Value {
    json!({
        "Enabled": true,
        "InputFormatConfiguration": { "Deserializer": { "OpenXJsonSerDe": {} } },
        "OutputFormatConfiguration": { "Serializer": { "ParquetSerDe": { "Compression": "SNAPPY" } } },
        "SchemaConfiguration": {
            "DatabaseName": DATABASE, "TableName": TABLE, "Region": REGION, "RoleARN": role_arn("delivery"),
        },
    })
}

/// The type of the table's last column.
fn events_type() -> String {
    let mut fields = String::new();
    for field in &EVENT_FIELDS {
        let comma = if fields.is_empty() { "" } else { "," };
        write!(fields, "{comma}{}:{}", field.name, glue_type(field)).expect("a String takes everything");
    }
    format!("array<struct<{fields}>>")
}

fn glue_type(column: &Column) -> &'static str {
    match column.column_type {
        ColumnType::String => "string",
        ColumnType::Int => "int",
        ColumnType::Bigint => "bigint",
        ColumnType::Boolean => "boolean",
    }
}

fn trust(service: &str) -> Value {
    let statement =
        json!({ "Effect": "Allow", "Principal": { "Service": service }, "Action": "sts:AssumeRole" });
    json!({ "Version": "2012-10-17", "Statement": [statement] })
}

fn role_arn(name: &str) -> String {
    format!("arn:aws:iam::{ACCOUNT}:role/{name}")
}

fn stream_arn() -> String {
    format!("arn:aws:firehose:{REGION}:{ACCOUNT}:deliverystream/{STREAM}")
}
