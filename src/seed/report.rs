//! Collects the faults of one file.

use super::{Code, Fault, Span};

/// Where the faults of one file go.
pub struct Report<'a> {
    file: &'a str,
    faults: &'a mut Vec<Fault>,
}

impl<'a> Report<'a> {
    pub fn new(file: &'a str, faults: &'a mut Vec<Fault>) -> Self {
        Self { file, faults }
    }

    /// The path of the file.
    pub fn file(&self) -> &'a str {
        self.file
    }

    /// Adds a fault that stops the folder from being applied.
    pub fn add(&mut self, code: Code, span: Span, message: String, help: String) {
        self.faults
            .push(Fault::error(code, self.file, span, message, help));
    }

    pub fn add_fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// Adds a fault that is reported and stops nothing.
    pub fn warn(&mut self, code: Code, span: Span, message: String, help: String) {
        let fault = Fault::error(code, self.file, span, message, help);
        self.faults.push(fault.as_warning());
    }

    /// Lets the reader of a body add its faults to the same list.
    pub fn read_body<T>(&mut self, read: impl FnOnce(&str, &mut Vec<Fault>) -> T) -> T {
        read(self.file, self.faults)
    }
}
