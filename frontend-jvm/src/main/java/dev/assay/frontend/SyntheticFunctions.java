package dev.assay.frontend;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.Block;
import dev.assay.ir.CheckOp;
import dev.assay.ir.CompareOp;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.ir.Position;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Functions that no class file holds, made when they are first asked for. */
final class SyntheticFunctions {
  static final String ENUM_CONSTANTS = "assay.<enumconstants>";

  static final String NEW_ARRAY = "assay.<newarray>";

  private final Module module;

  SyntheticFunctions(Module module) {
    this.module = module;
  }

  /** What a class selects that has no implementation of a method: throws AbstractMethodError. */
  String requireAbstractMethodError(World world, String className, LoadedMethod resolved) {
    var name = className + ".<abstract " + resolved.node().name + ">" + resolved.node().desc;
    if (module.function(name) == null)
      world.add(MethodBuilder.buildThrow(world, resolved, name, "abstractMethod",
          World.sourceName(className) + "." + resolved.node().name + resolved.node().desc));
    return name;
  }

  /** What stands for a method in classes whose objects nobody sees. */
  String requireUnseen(World world, LoadedMethod resolved) {
    var name = "assay.<unseen " + resolved.node().name + ">" + resolved.node().desc;
    if (module.function(name) == null)
      world.add(MethodBuilder.buildThrow(world, resolved, name, "unsupported", "a method of an object that nobody sees"));
    return name;
  }

  /** Finds the values of an enum: compares its class with each that the program has. Called for few classes, and seldom. */
  Function enumConstants(World world, Map<String, String> valuesByEnum) {
    var function = new Function(ENUM_CONSTANTS, Type.REF);
    var emit = new Emitter(function);
    var entry = function.newBlock("entry");
    var asked = function.newValue(Type.REF, "class");
    entry.params().add(asked);
    emit.moveTo(entry);
    for (var entryOf : valuesByEnum.entrySet()) {
      var found = function.newBlock(null);
      var next = function.newBlock(null);
      var same = emit.compare(CompareOp.EQ, asked, emit.classObject(entryOf.getKey()));
      emit.end(new Terminator.Branch(Position.NONE, same, Edge.to(found), Edge.to(next)));
      emit.moveTo(found);
      if (world.initialisers().runsCode(entryOf.getKey())) emit.emit(new Insn.ClassInit(Position.NONE, entryOf.getKey()));
      emit.end(new Terminator.Return(Position.NONE, emit.call(entryOf.getValue(), Type.REF, List.of())));
      emit.moveTo(next);
    }
    emit.end(new Terminator.Return(Position.NONE, emit.nullRef()));
    return function;
  }

  /** Makes an array of references of the class that is asked for, if it is one of these. */
  Function newArray(World world, Classes classes, Set<String> elementClasses) {
    var function = new Function(NEW_ARRAY, Type.REF);
    var emit = new Emitter(function);
    var entry = function.newBlock("entry");
    var asked = function.newValue(Type.REF, "class");
    var length = function.newValue(Type.I32, "length");
    entry.params().addAll(List.of(asked, length));
    emit.moveTo(entry);
    var size = emit.check(CheckOp.SIZE, "", length);
    for (var element : elementClasses) {
      var found = function.newBlock(null);
      var next = function.newBlock(null);
      emit.end(new Terminator.Branch(Position.NONE, emit.compare(CompareOp.EQ, asked, emit.classObject(element)), Edge.to(found),
          Edge.to(next)));
      emit.moveTo(found);
      emit.end(new Terminator.Return(Position.NONE, emit.newArray(Bytecode.arrayOf(element), size)));
      emit.moveTo(next);
    }
    var unsupported = classes.method(Vm.SUPPORT, "unsupported", "(Ljava/lang/String;)Ljava/lang/Throwable;");
    var text = emit.string("an array of a class that the program does not name");
    emit.end(new Terminator.Throw(Position.NONE, emit.call(world.requireMethod(unsupported), Type.REF, List.of(text))));
    return function;
  }

  /**
   * The function that allocates a multi-dimensional array, given its checked sizes.
   *
   * @param arrayClass of the whole array
   * @param dims number of sizes, at most the array's dimensions
   */
  String requireMultiArray(String arrayClass, int dims) {
    var name = "assay.<multianewarray>(" + arrayClass + dims + ")";
    if (module.function(name) != null) return name;
    var function = new Function(name, Type.REF);
    module.add(function);
    var emit = new Emitter(function);
    var entry = function.newBlock("entry");
    for (int i = 0; i < dims; i++) entry.params().add(function.newValue(Type.I32, "size" + i));
    emit.moveTo(entry);
    var sizes = List.copyOf(entry.params());
    var array = emit.newArray(arrayClass, sizes.getFirst());
    if (dims == 1) {
      emit.end(new Terminator.Return(Position.NONE, array));
      return name;
    }
    var inner = requireMultiArray(arrayClass.substring(1), dims - 1);
    var body = loop(function, emit, array, sizes.getFirst());
    var element = emit.call(inner, Type.REF, sizes.subList(1, dims));
    emit.emit(new Insn.ArrayStore(Position.NONE, MemType.REF, array, body.index(), element));
    body.close(emit);
    emit.end(new Terminator.Return(Position.NONE, array));
    return name;
  }

  /** A loop over the indexes of an array, open at its body. */
  private record Loop(Block header, Block exit, Value counter, Value index) {
    void close(Emitter emit) {
      var next = emit.binary(BinaryOp.ADD, counter, emit.i32(1));
      emit.end(new Terminator.Jump(Position.NONE, Edge.to(header, next)));
      emit.moveTo(exit);
    }
  }

  private static Loop loop(Function function, Emitter emit, Value array, Value length) {
    var header = function.newBlock("loop");
    var body = function.newBlock("body");
    var exit = function.newBlock("exit");
    var counter = function.newValue(Type.I32, "i");
    header.params().add(counter);
    emit.end(new Terminator.Jump(Position.NONE, Edge.to(header, emit.i32(0))));
    emit.moveTo(header);
    emit.end(new Terminator.Branch(Position.NONE, emit.compare(CompareOp.LT, counter, length), Edge.to(body), Edge.to(exit)));
    emit.moveTo(body);
    var bound = emit.emit(new Insn.ArrayLength(Position.NONE, function.newValue(Type.I32), array));
    var index = emit.check(CheckOp.BOUNDS, "", counter, bound);
    return new Loop(header, exit, counter, index);
  }
}
