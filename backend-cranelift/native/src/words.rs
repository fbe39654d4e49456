//! Reading the words of a buffer, with every count and index checked.

use crate::error::{Error, Result};

/// A place in a buffer of int32 words.
pub struct Words<'a> {
    words: &'a [i32],
    at: usize,
    /// Where `words` begin in the whole buffer, for messages.
    origin: usize,
}

impl<'a> Words<'a> {
    pub fn new(words: &'a [i32]) -> Self {
        Words { words, at: 0, origin: 0 }
    }

    pub fn malformed<T>(&self, message: impl AsRef<str>) -> Result<T> {
        Err(Error::Malformed(format!("word {}: {}", self.origin + self.at, message.as_ref())))
    }

    pub fn remaining(&self) -> usize {
        self.words.len() - self.at
    }

    pub fn at_end(&self) -> bool {
        self.remaining() == 0
    }

    pub fn i32(&mut self) -> Result<i32> {
        match self.words.get(self.at) {
            Some(&word) => {
                self.at += 1;
                Ok(word)
            }
            None => self.malformed("the buffer ends here"),
        }
    }

    /// Two words, the low one first.
    pub fn i64(&mut self) -> Result<i64> {
        let low = self.i32()? as u32 as i64;
        Ok((self.i32()? as i64) << 32 | low)
    }

    /// A word that is at least 0 and below `limit`.
    pub fn index(&mut self, limit: usize, what: &str) -> Result<usize> {
        let word = self.i32()?;
        match usize::try_from(word) {
            Ok(index) if index < limit => Ok(index),
            _ => self.malformed(format!("{what} {word} of {limit}")),
        }
    }

    /// How many items of at least `words_each` words follow: never more than there is room for.
    pub fn count(&mut self, words_each: usize, what: &str) -> Result<usize> {
        let limit = self.remaining().saturating_sub(1) / words_each;
        self.index(limit + 1, what)
    }

    /// A length in bytes, then UTF-8, four bytes to a word, the first lowest.
    pub fn text(&mut self) -> Result<String> {
        let length = self.index(self.remaining().saturating_sub(1) * 4 + 1, "text length")?;
        let mut bytes = Vec::with_capacity(length + 3);
        while bytes.len() < length {
            bytes.extend_from_slice(&self.i32()?.to_le_bytes());
        }
        bytes.truncate(length);
        String::from_utf8(bytes).or_else(|_| self.malformed("text is not UTF-8"))
    }

    /// The next `count` words as a place of their own.
    pub fn part(&mut self, count: usize) -> Result<Words<'a>> {
        if count > self.remaining() {
            return self.malformed("the buffer ends before this part does");
        }
        let part = Words { words: &self.words[self.at..self.at + count], at: 0, origin: self.origin + self.at };
        self.at += count;
        Ok(part)
    }
}
