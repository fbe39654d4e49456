//! Writes the C header of `src/abi.rs` and compares it with the committed `include/assay_cranelift.h`, which the Java
//! bindings are checked against. `ASSAY_WRITE_HEADER=1 cargo build` replaces the committed one.

use std::{env, fs};

const SOURCE: &str = "src/abi.rs";
const HEADER: &str = "include/assay_cranelift.h";

fn main() {
    println!("cargo::rerun-if-changed={SOURCE}");
    println!("cargo::rerun-if-changed={HEADER}");
    println!("cargo::rerun-if-env-changed=ASSAY_WRITE_HEADER");
    let bindings = cbindgen::Builder::new()
        .with_src(SOURCE)
        .with_language(cbindgen::Language::C)
        .with_include_guard("ASSAY_CRANELIFT_H")
        .with_no_includes()
        .with_sys_include("stdint.h")
        .with_autogen_warning("// Made from src/abi.rs by cbindgen: not to be edited.")
        .with_line_length(120)
        .generate()
        .expect("the C header can be made");
    let mut text = Vec::new();
    bindings.write(&mut text);
    if env::var_os("ASSAY_WRITE_HEADER").is_some() {
        fs::write(HEADER, &text).expect("the header can be written");
    }
    let same = fs::read(HEADER).is_ok_and(|committed| committed == text);
    assert!(same, "{HEADER} is not what {SOURCE} says; ASSAY_WRITE_HEADER=1 cargo build writes it");
}
