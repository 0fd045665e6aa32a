//! A column of a view, and its type in both of the catalogue's languages.

use arrow::datatypes::DataType;
use linger_wire::row::ColumnType;

/// A column of a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type.
    pub sql_type: SqlType,
}

/// The types that occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SqlType {
    /// True or false.
    Boolean,
    /// 32-bit signed integer.
    Integer,
    /// 64-bit signed integer.
    Bigint,
    /// 64-bit real.
    Double,
    /// UTF-8 text.
    Varchar,
}

impl SqlType {
    /// Its name in Athena's queries, and so in a view's definition.
    #[must_use]
    pub const fn athena(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Bigint => "bigint",
            Self::Double => "double",
            Self::Varchar => "varchar",
        }
    }

    /// Its name in Glue's tables, which is Hive's.
    #[must_use]
    pub const fn glue(self) -> &'static str {
        match self {
            Self::Integer => "int",
            Self::Varchar => "string",
            other => other.athena(),
        }
    }

    pub(super) const fn arrow(self) -> DataType {
        match self {
            Self::Boolean => DataType::Boolean,
            Self::Integer => DataType::Int32,
            Self::Bigint => DataType::Int64,
            Self::Double => DataType::Float64,
            Self::Varchar => DataType::Utf8,
        }
    }
}

impl From<ColumnType> for SqlType {
    fn from(column_type: ColumnType) -> Self {
        match column_type {
            ColumnType::String => Self::Varchar,
            ColumnType::Int => Self::Integer,
            ColumnType::Bigint => Self::Bigint,
            ColumnType::Boolean => Self::Boolean,
        }
    }
}
