//! The names that a buffer may use for instructions and types. They are the texts of the IR, so no numbers have to be
//! kept equal on both sides; each buffer brings a table of the names it uses, and they are looked up once per buffer.

use cranelift_codegen::ir::types::{F32, F64, I32, I64};
use cranelift_codegen::ir::{Type, condcodes::FloatCC, condcodes::IntCC};

/// How a value lies in memory.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Mem {
    /// bool, i8
    S8,
    U16,
    S16,
    /// As wide as the value: i32, i64, f32, f64, ref, ptr.
    Whole(Type),
}

impl Mem {
    /// The type of the value.
    pub fn value(self) -> Type {
        match self {
            Mem::S8 | Mem::U16 | Mem::S16 => I32,
            Mem::Whole(ty) => ty,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Unary {
    Neg,
    Abs,
    Sqrt,
    Floor,
    Ceil,
    Rint,
    Popcount,
    Clz,
    Ctz,
    Bswap,
    Bitrev,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Binary {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    And,
    Or,
    Xor,
    Shl,
    Shr,
    Ushr,
    Min,
    Max,
    Mulhigh,
    Umulhigh,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Compare {
    /// The condition on integers and on floats, where there is one.
    Is(IntCC, Option<FloatCC>),
    /// -1, 0 or 1; the flag is what an unordered pair gives.
    Sign,
    SignLow,
    SignHigh,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Convert {
    Sext,
    Zext,
    Trunc,
    Sext8,
    Sext16,
    Zext16,
    Itof,
    Ftoi,
    Fext,
    Ftrunc,
    Bits,
    Asref,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Check {
    Nonzero,
    Null,
    Bounds,
    Size,
    Cast,
    Store,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Op {
    Const,
    String,
    Context,
    Unary(Unary),
    Binary(Binary),
    Fma,
    Compare(Compare),
    Convert(Convert),
    Check(Check),
    InstanceOf,
    Load,
    Store,
    Address,
    Poll,
    Call,
    CallIndirect,
    Host,
    ArrayCopy,
    Guard,
    Jump,
    Branch,
    Switch,
    Return,
    Throw,
    Try,
}

/// What a name means as an instruction and as a type; some mean both.
#[derive(Clone, Copy)]
pub struct Name {
    pub op: Option<Op>,
    pub mem: Option<Mem>,
}

impl Name {
    pub fn of(text: &str) -> Name {
        Name { op: op(text), mem: mem(text) }
    }
}

fn mem(text: &str) -> Option<Mem> {
    Some(match text {
        "bool" | "i8" => Mem::S8,
        "u16" => Mem::U16,
        "i16" => Mem::S16,
        "i32" => Mem::Whole(I32),
        "i64" | "ref" | "ptr" => Mem::Whole(I64),
        "f32" => Mem::Whole(F32),
        "f64" => Mem::Whole(F64),
        _ => return None,
    })
}

fn op(text: &str) -> Option<Op> {
    Some(match text {
        "const" => Op::Const,
        "string" => Op::String,
        "context" => Op::Context,
        "fma" => Op::Fma,
        "instanceof" => Op::InstanceOf,
        "load" => Op::Load,
        "store" => Op::Store,
        "address" => Op::Address,
        "poll" => Op::Poll,
        "call" => Op::Call,
        "call.indirect" => Op::CallIndirect,
        "host" => Op::Host,
        "array.copy" => Op::ArrayCopy,
        "guard" => Op::Guard,
        "jump" => Op::Jump,
        "branch" => Op::Branch,
        "switch" => Op::Switch,
        "return" => Op::Return,
        "throw" => Op::Throw,
        "try" => Op::Try,

        "neg" => Op::Unary(Unary::Neg),
        "abs" => Op::Unary(Unary::Abs),
        "sqrt" => Op::Unary(Unary::Sqrt),
        "floor" => Op::Unary(Unary::Floor),
        "ceil" => Op::Unary(Unary::Ceil),
        "rint" => Op::Unary(Unary::Rint),
        "popcount" => Op::Unary(Unary::Popcount),
        "clz" => Op::Unary(Unary::Clz),
        "ctz" => Op::Unary(Unary::Ctz),
        "bswap" => Op::Unary(Unary::Bswap),
        "bitrev" => Op::Unary(Unary::Bitrev),

        "add" => Op::Binary(Binary::Add),
        "sub" => Op::Binary(Binary::Sub),
        "mul" => Op::Binary(Binary::Mul),
        "div" => Op::Binary(Binary::Div),
        "rem" => Op::Binary(Binary::Rem),
        "and" => Op::Binary(Binary::And),
        "or" => Op::Binary(Binary::Or),
        "xor" => Op::Binary(Binary::Xor),
        "shl" => Op::Binary(Binary::Shl),
        "shr" => Op::Binary(Binary::Shr),
        "ushr" => Op::Binary(Binary::Ushr),
        "min" => Op::Binary(Binary::Min),
        "max" => Op::Binary(Binary::Max),
        "mulhigh" => Op::Binary(Binary::Mulhigh),
        "umulhigh" => Op::Binary(Binary::Umulhigh),

        "eq" => is(IntCC::Equal, Some(FloatCC::Equal)),
        "ne" => is(IntCC::NotEqual, Some(FloatCC::NotEqual)),
        "lt" => is(IntCC::SignedLessThan, Some(FloatCC::LessThan)),
        "le" => is(IntCC::SignedLessThanOrEqual, Some(FloatCC::LessThanOrEqual)),
        "gt" => is(IntCC::SignedGreaterThan, Some(FloatCC::GreaterThan)),
        "ge" => is(IntCC::SignedGreaterThanOrEqual, Some(FloatCC::GreaterThanOrEqual)),
        "ult" => is(IntCC::UnsignedLessThan, None),
        "ule" => is(IntCC::UnsignedLessThanOrEqual, None),
        "ugt" => is(IntCC::UnsignedGreaterThan, None),
        "uge" => is(IntCC::UnsignedGreaterThanOrEqual, None),
        "cmp" => Op::Compare(Compare::Sign),
        "cmpl" => Op::Compare(Compare::SignLow),
        "cmpg" => Op::Compare(Compare::SignHigh),

        "sext" => Op::Convert(Convert::Sext),
        "zext" => Op::Convert(Convert::Zext),
        "trunc" => Op::Convert(Convert::Trunc),
        "sext8" => Op::Convert(Convert::Sext8),
        "sext16" => Op::Convert(Convert::Sext16),
        "zext16" => Op::Convert(Convert::Zext16),
        "itof" => Op::Convert(Convert::Itof),
        "ftoi" => Op::Convert(Convert::Ftoi),
        "fext" => Op::Convert(Convert::Fext),
        "ftrunc" => Op::Convert(Convert::Ftrunc),
        "bits" => Op::Convert(Convert::Bits),
        "asref" => Op::Convert(Convert::Asref),

        "check.nonzero" => Op::Check(Check::Nonzero),
        "check.null" => Op::Check(Check::Null),
        "check.bounds" => Op::Check(Check::Bounds),
        "check.size" => Op::Check(Check::Size),
        "check.cast" => Op::Check(Check::Cast),
        "check.store" => Op::Check(Check::Store),
        _ => return None,
    })
}

fn is(int: IntCC, float: Option<FloatCC>) -> Op {
    Op::Compare(Compare::Is(int, float))
}
