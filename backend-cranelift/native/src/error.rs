//! What can go wrong, as values.

use std::fmt;

/// Why there is no program.
#[derive(Debug)]
pub enum Error {
    /// The buffer does not decode: whoever wrote it is wrong.
    Malformed(String),
    /// The program is right but too much for Cranelift.
    Limit(String),
    /// Cranelift or this crate is wrong.
    Bug(String),
}

pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// The same with its function said first; `@n` stands for the name of function n, which only the caller knows.
    pub fn in_function(self, function: usize) -> Error {
        match self {
            Error::Malformed(text) => Error::Malformed(format!("@{function}: {text}")),
            Error::Limit(text) => Error::Limit(format!("@{function}: {text}")),
            Error::Bug(text) => Error::Bug(format!("@{function}: {text}")),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Error::Malformed(text) | Error::Limit(text) | Error::Bug(text) => f.write_str(text),
        }
    }
}
