package dev.assay.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An instruction: one of the shapes below, immutable. Inside a shape an enum row says which op it is. Terminators are in
 * {@link Terminator}.
 *
 * <p>Operand order is text order. Operands do not include block arguments, which belong to the edges of a terminator.
 */
public sealed interface Insn
    permits Insn.Const, Insn.Symbol, Insn.Unary, Insn.Binary, Insn.Fma, Insn.Compare, Insn.Convert, Insn.Check, Insn.InstanceOf,
    Insn.GetClass, Insn.StaticGet, Insn.StaticPut, Insn.ClassInit, Insn.NewObject, Insn.FieldGet, Insn.FieldPut, Insn.ArrayLength,
    Insn.ArrayLoad, Insn.ArrayStore, Insn.NewArray, Insn.Load, Insn.Store, Insn.Address, Insn.Poll, Insn.Call, Insn.CallVirtual,
    Insn.CallIndirect, Insn.HostCall, Insn.Guard, Terminator {
  Position pos();

  /** The value defined, or null. */
  Value result();

  List<Value> operands();

  Set<Trait> traits();

  /** The same instruction over other operands (and block arguments); itself if none changes. */
  Insn map(UnaryOperator<Value> f);

  default boolean has(Trait trait) {
    return traits().contains(trait);
  }

  /** The level at which the instruction may stand: HIGH, LOW, or null for both. */
  default Level onlyAt() {
    return null;
  }

  Set<Trait> PURE = Trait.of(Trait.PURE);
  Set<Trait> READS = Trait.of(Trait.READS);
  Set<Trait> WRITES = Trait.of(Trait.WRITES);
  Set<Trait> THROWS = Trait.of(Trait.THROWS);
  Set<Trait> ALLOCATES = Trait.of(Trait.ALLOCATES, Trait.THROWS, Trait.SAFEPOINT);
  Set<Trait> CALLS = Trait.of(Trait.CALLS, Trait.SAFEPOINT, Trait.THROWS, Trait.READS, Trait.WRITES);
  Set<Trait> DEOPTS = Trait.of(Trait.DEOPTS, Trait.READS);
  Set<Trait> POLLS = Trait.of(Trait.SAFEPOINT, Trait.CALLS);

  /** {@code %r: T = const C}. The bits are as {@link Type} says; a {@code ref} constant is null. */
  record Const(Position pos, Value result, long bits) implements Insn {
    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public Set<Trait> traits() {
      return PURE;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      return this;
    }
  }

  /** {@code %r: T = OP "name"}. */
  record Symbol(Position pos, Value result, SymbolOp op, String name) implements Insn {
    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public Set<Trait> traits() {
      return PURE;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      return this;
    }

    @Override
    public Level onlyAt() {
      return op.level() == Level.LOW ? Level.LOW : null;
    }
  }

  /** {@code %r: T = OP %a}. */
  record Unary(Position pos, Value result, UnaryOp op, Value operand) implements Insn {
    @Override
    public List<Value> operands() {
      return List.of(operand);
    }

    @Override
    public Set<Trait> traits() {
      return PURE;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var a = f.apply(operand);
      return a == operand ? this : new Unary(pos, result, op, a);
    }
  }

  /** {@code %r: T = OP %a, %b}. */
  record Binary(Position pos, Value result, BinaryOp op, Value lhs, Value rhs) implements Insn {
    @Override
    public List<Value> operands() {
      return List.of(lhs, rhs);
    }

    @Override
    public Set<Trait> traits() {
      return op.traits();
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var a = f.apply(lhs);
      var b = f.apply(rhs);
      return a == lhs && b == rhs ? this : new Binary(pos, result, op, a, b);
    }
  }

  /** {@code %r: T = fma %a, %b, %c}: a × b + c rounded once (IEEE 754 §5.4.1). */
  record Fma(Position pos, Value result, Value a, Value b, Value c) implements Insn {
    @Override
    public List<Value> operands() {
      return List.of(a, b, c);
    }

    @Override
    public Set<Trait> traits() {
      return PURE;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var x = f.apply(a);
      var y = f.apply(b);
      var z = f.apply(c);
      return x == a && y == b && z == c ? this : new Fma(pos, result, x, y, z);
    }
  }

  /** {@code %r: i32 = OP %a, %b}. */
  record Compare(Position pos, Value result, CompareOp op, Value lhs, Value rhs) implements Insn {
    @Override
    public List<Value> operands() {
      return List.of(lhs, rhs);
    }

    @Override
    public Set<Trait> traits() {
      return PURE;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var a = f.apply(lhs);
      var b = f.apply(rhs);
      return a == lhs && b == rhs ? this : new Compare(pos, result, op, a, b);
    }
  }

  /** {@code %r: T = OP %a}; the result's type is the target. */
  record Convert(Position pos, Value result, ConvertOp op, Value operand) implements Insn {
    @Override
    public List<Value> operands() {
      return List.of(operand);
    }

    @Override
    public Set<Trait> traits() {
      return PURE;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var a = f.apply(operand);
      return a == operand ? this : new Convert(pos, result, op, a);
    }
  }

  /** {@code %r: T = OP %a[, %b][, "detail"]}: yields its first operand or throws. The detail is "" where the op has none. */
  record Check(Position pos, Value result, CheckOp op, List<Value> operands, String detail) implements Insn {
    public Check {
      operands = List.copyOf(operands);
    }

    @Override
    public Set<Trait> traits() {
      return THROWS;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var mapped = Values.map(operands, f);
      return mapped == operands ? this : new Check(pos, result, op, mapped, detail);
    }
  }

  /** {@code %r: i32 = instanceof %a, "class"}: 1 for a non-null instance, else 0. */
  record InstanceOf(Position pos, Value result, Value operand, String className) implements Insn {
    @Override
    public List<Value> operands() {
      return List.of(operand);
    }

    @Override
    public Set<Trait> traits() {
      return PURE;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var a = f.apply(operand);
      return a == operand ? this : new InstanceOf(pos, result, a, className);
    }
  }

  /** {@code %r: ref = get.class %a}: the java.lang.Class object of its class; the operand is not null. */
  record GetClass(Position pos, Value result, Value object) implements Insn {
    @Override
    public List<Value> operands() {
      return List.of(object);
    }

    /** An object never changes its class. */
    @Override
    public Set<Trait> traits() {
      return PURE;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var a = f.apply(object);
      return a == object ? this : new GetClass(pos, result, a);
    }

    @Override
    public Level onlyAt() {
      return Level.HIGH;
    }
  }

  /** {@code %r: T = static.get "owner.name"}. */
  record StaticGet(Position pos, Value result, String field) implements Insn {
    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public Set<Trait> traits() {
      return READS;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      return this;
    }

    @Override
    public Level onlyAt() {
      return Level.HIGH;
    }
  }

  /** {@code static.put "owner.name", %a}; a narrow field keeps the low bits. */
  record StaticPut(Position pos, String field, Value value) implements Insn {
    @Override
    public Value result() {
      return null;
    }

    @Override
    public List<Value> operands() {
      return List.of(value);
    }

    @Override
    public Set<Trait> traits() {
      return WRITES;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var a = f.apply(value);
      return a == value ? this : new StaticPut(pos, field, a);
    }

    @Override
    public Level onlyAt() {
      return Level.HIGH;
    }
  }

  /** {@code class.init "class"}: runs its initialiser if that has not been done (JVMS §5.5), by a call of {@link Module#initializer}. */
  record ClassInit(Position pos, String className) implements Insn {
    @Override
    public Value result() {
      return null;
    }

    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public Set<Trait> traits() {
      return CALLS;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      return this;
    }

    @Override
    public Level onlyAt() {
      return Level.HIGH;
    }
  }

  /** {@code %r: ref = new "class"}: an object whose fields are all zero; no constructor has run. Throws OutOfMemoryError. */
  record NewObject(Position pos, Value result, String className) implements Insn {
    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public Set<Trait> traits() {
      return ALLOCATES;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      return this;
    }

    @Override
    public Level onlyAt() {
      return Level.HIGH;
    }
  }

  /** {@code %r: T = field.get "owner.name", %object}; the object is not null. */
  record FieldGet(Position pos, Value result, String field, Value object) implements Insn {
    @Override
    public List<Value> operands() {
      return List.of(object);
    }

    @Override
    public Set<Trait> traits() {
      return READS;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var o = f.apply(object);
      return o == object ? this : new FieldGet(pos, result, field, o);
    }

    @Override
    public Level onlyAt() {
      return Level.HIGH;
    }
  }

  /** {@code field.put "owner.name", %object, %value}; the object is not null, and a narrow field keeps the low bits. */
  record FieldPut(Position pos, String field, Value object, Value value) implements Insn {
    @Override
    public Value result() {
      return null;
    }

    @Override
    public List<Value> operands() {
      return List.of(object, value);
    }

    @Override
    public Set<Trait> traits() {
      return WRITES;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var o = f.apply(object);
      var v = f.apply(value);
      return o == object && v == value ? this : new FieldPut(pos, field, o, v);
    }

    @Override
    public Level onlyAt() {
      return Level.HIGH;
    }
  }

  /** {@code %r: i32 = array.length %a}; the array is not null. Backends load it: they know then that it is not negative and never changes. */
  record ArrayLength(Position pos, Value result, Value array) implements Insn {
    @Override
    public List<Value> operands() {
      return List.of(array);
    }

    /** A length never changes, so this is pure once the array is known not to be null, which its operand guarantees. */
    @Override
    public Set<Trait> traits() {
      return PURE;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var a = f.apply(array);
      return a == array ? this : new ArrayLength(pos, result, a);
    }
  }

  /** {@code %r: T = array.load M %array, %index}; array and index are checked. */
  record ArrayLoad(Position pos, Value result, MemType mem, Value array, Value index) implements Insn {
    @Override
    public List<Value> operands() {
      return List.of(array, index);
    }

    @Override
    public Set<Trait> traits() {
      return READS;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var a = f.apply(array);
      var i = f.apply(index);
      return a == array && i == index ? this : new ArrayLoad(pos, result, mem, a, i);
    }

    @Override
    public Level onlyAt() {
      return Level.HIGH;
    }
  }

  /** {@code array.store M %array, %index, %value}; array, index and a reference's class are checked. */
  record ArrayStore(Position pos, MemType mem, Value array, Value index, Value value) implements Insn {
    @Override
    public Value result() {
      return null;
    }

    @Override
    public List<Value> operands() {
      return List.of(array, index, value);
    }

    @Override
    public Set<Trait> traits() {
      return WRITES;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var a = f.apply(array);
      var i = f.apply(index);
      var v = f.apply(value);
      return a == array && i == index && v == value ? this : new ArrayStore(pos, mem, a, i, v);
    }

    @Override
    public Level onlyAt() {
      return Level.HIGH;
    }
  }

  /** {@code %r: ref = new.array "[class", %length}; the length is checked. Zeroed; throws OutOfMemoryError. */
  record NewArray(Position pos, Value result, String arrayClass, Value length) implements Insn {
    @Override
    public List<Value> operands() {
      return List.of(length);
    }

    @Override
    public Set<Trait> traits() {
      return ALLOCATES;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var n = f.apply(length);
      return n == length ? this : new NewArray(pos, result, arrayClass, n);
    }

    @Override
    public Level onlyAt() {
      return Level.HIGH;
    }
  }

  /**
   * {@code %r: T = load M %base + offsetBytes}. From a reference this is a field, or what stands before the fields: the elements of an array
   * are reached through an {@link Address}, and its length by {@link ArrayLength}.
   */
  record Load(Position pos, Value result, MemType mem, Value base, long offsetBytes) implements Insn {
    @Override
    public List<Value> operands() {
      return List.of(base);
    }

    @Override
    public Set<Trait> traits() {
      return READS;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var b = f.apply(base);
      return b == base ? this : new Load(pos, result, mem, b, offsetBytes);
    }

    @Override
    public Level onlyAt() {
      return Level.LOW;
    }
  }

  /** {@code store M %base + offsetBytes, %value}; the base as in {@link Load}. */
  record Store(Position pos, MemType mem, Value base, long offsetBytes, Value value) implements Insn {
    @Override
    public Value result() {
      return null;
    }

    @Override
    public List<Value> operands() {
      return List.of(base, value);
    }

    @Override
    public Set<Trait> traits() {
      return WRITES;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var b = f.apply(base);
      var v = f.apply(value);
      return b == base && v == value ? this : new Store(pos, mem, b, offsetBytes, v);
    }

    @Override
    public Level onlyAt() {
      return Level.LOW;
    }
  }

  /** {@code %r: ptr = address %base, %index * scale + offsetBytes}; the index is i32 and not negative, or i64. */
  record Address(Position pos, Value result, Value base, Value index, int scale, long offsetBytes) implements Insn {
    @Override
    public List<Value> operands() {
      return List.of(base, index);
    }

    @Override
    public Set<Trait> traits() {
      return PURE;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var b = f.apply(base);
      var i = f.apply(index);
      return b == base && i == index ? this : new Address(pos, result, b, i, scale, offsetBytes);
    }

    @Override
    public Level onlyAt() {
      return Level.LOW;
    }
  }

  /** {@code poll}: leaves the program if a stop is requested. That is no Java exception, so no handler sees it. */
  record Poll(Position pos) implements Insn {
    @Override
    public Value result() {
      return null;
    }

    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public Set<Trait> traits() {
      return POLLS;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      return this;
    }
  }

  /** {@code [%r: T =] call @function(%a, …)}; the result is null for a void function. */
  record Call(Position pos, Value result, String function, List<Value> operands) implements Insn {
    public Call {
      operands = List.copyOf(operands);
    }

    @Override
    public Set<Trait> traits() {
      return CALLS;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var mapped = Values.map(operands, f);
      return mapped == operands ? this : new Call(pos, result, function, mapped);
    }
  }

  /**
   * {@code [%r: T =] call.virtual class "selector"(%receiver, %a, …)}: calls what the receiver's class selects, see {@link
   * ClassHierarchy#select}. The receiver is an object of the class, or of one of its subtypes, and not null.
   *
   * @param selector name and descriptor, e.g. {@code equals(Ljava/lang/Object;)Z}; of a package-private method, with its package in front
   */
  record CallVirtual(Position pos, Value result, String owner, String selector, List<Value> operands) implements Insn {
    public CallVirtual {
      operands = List.copyOf(operands);
    }

    public Value receiver() {
      return operands.getFirst();
    }

    @Override
    public Set<Trait> traits() {
      return CALLS;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var mapped = Values.map(operands, f);
      return mapped == operands ? this : new CallVirtual(pos, result, owner, selector, mapped);
    }

    @Override
    public Level onlyAt() {
      return Level.HIGH;
    }
  }

  /** {@code [%r: T =] call.indirect %target(%a, …)}: the target is the address of a function of just these parameters and result. */
  record CallIndirect(Position pos, Value result, Value target, List<Value> args) implements Insn {
    public CallIndirect {
      args = List.copyOf(args);
    }

    /** The target, then the arguments. */
    @Override
    public List<Value> operands() {
      var operands = new ArrayList<Value>(args.size() + 1);
      operands.add(target);
      operands.addAll(args);
      return operands;
    }

    @Override
    public Set<Trait> traits() {
      return CALLS;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var t = f.apply(target);
      var mapped = Values.map(args, f);
      return t == target && mapped == args ? this : new CallIndirect(pos, result, t, mapped);
    }

    @Override
    public Level onlyAt() {
      return Level.LOW;
    }
  }

  /** {@code [%r: T =] host OP(%a, …)}. */
  record HostCall(Position pos, Value result, HostOp op, List<Value> operands) implements Insn {
    public HostCall {
      operands = List.copyOf(operands);
    }

    @Override
    public Set<Trait> traits() {
      return op.traits();
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      var mapped = Values.map(operands, f);
      return mapped == operands ? this : new HostCall(pos, result, op, mapped);
    }

    @Override
    public Level onlyAt() {
      return op == HostOp.NEW_ARRAY || op == HostOp.NEW_OBJECT || op == HostOp.CLASS_OF ? Level.LOW : null;
    }
  }

  /** {@code guard %condition, deopt STATE}: if the condition is 0, the reference interpreter continues from the state. */
  record Guard(Position pos, Value condition, FrameState state) implements Insn {
    @Override
    public Value result() {
      return null;
    }

    /** The condition, then the values of the state and its callers. */
    @Override
    public List<Value> operands() {
      var operands = new ArrayList<Value>();
      operands.add(condition);
      operands.addAll(state.values());
      return operands;
    }

    @Override
    public Set<Trait> traits() {
      return DEOPTS;
    }

    @Override
    public Insn map(UnaryOperator<Value> f) {
      return new Guard(pos, f.apply(condition), state.map(f));
    }
  }

}
