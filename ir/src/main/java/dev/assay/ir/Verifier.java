package dev.assay.ir;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;

/**
 * Says what is wrong with a module or function, as values. It is run after reading, after building, after each pass, and by each backend
 * with the level it accepts. Cost: n log n in the size of a function (dominators), plus the liveness of derived pointers and of the
 * baselines that frame states name. It never changes anything.
 *
 * <p>The rules. A breach of 10 to 22 ends the verification of that function, because the others stand on them.
 *
 * <pre>
 *  Module (this class)
 *   1  The entry is a function of the module that takes nothing or one ref.
 *   2  Static fields of a class have different names, and so have its instance fields; constants fit their types; only a ref field has
 *      a string. Superclasses form no cycle. A method is a function of the module with a receiver.
 *   3  A class with an initialiser has the function Module.initializer, which takes and gives nothing.
 *   4  Baselines obey the rules of functions, but instructions of both levels may stand in them.
 *   5  A declared class that every module has (ImpliedClasses) has the fields that it must have there.
 *  Structure (FunctionVerifier)
 *  10  There is a block; no block stands twice; ids are below blockCount and differ.
 *  11  Each block ends with a terminator and holds no other.
 *  12  Edges lead to blocks of the function, and none to the entry block.
 *  13  The body of a try may throw and is no terminator; its exception is a ref.
 *  20  Each value is defined once: by one parameter, instruction or try. Ids are below valueCount and differ. An instruction that
 *      gives a value has one.
 *  21  An instruction that has a value as operand names one that the function defines. This holds in unreachable blocks too.
 *  22  An edge has as many arguments as its target has parameters, of the same types.
 *  Definitions and uses
 *  30  A use in a reachable block is dominated by its definition. Uses in unreachable blocks need not be.
 *  31  The result of a try is used as argument of its normal edge only, its exception of its unwind edge only.
 *  Types
 *  40  Operands and results have the types the op accepts; a shift's count is i32; return gives the function's result.
 *  41  Constants fit their types: i32 and f32 bits are sign-extended, a ref is null.
 *  42  The keys of a switch ascend strictly. The scale of an address is 1, 2, 4 or 8.
 *  43  A call has the parameters and the result of its function or host op: a result exactly if that has one.
 *  Levels
 *  50  No instruction stands at a level it excludes; at the high level no value is a ptr.
 *  Names
 *  60  Called functions exist. Static fields exist and have the value's type.
 *  61  class.init names a class of the module that has an initialiser (and so, by 3, its function).
 *  63  call.virtual: every class of its owner's subtypes that has objects selects a method, of the parameters and the result of the call.
 *      new names a class that has objects.
 *  62  Other classes named are classes of the module or well-formed array classes; new.array names an array class.
 *  Provenance: a value has one if an instruction listed gives it, or if it is a block parameter (not of the entry) and all arguments
 *  for it have one. Checks of a class hand on that of their operand.
 *  70  The divisor of an integer div or rem: check.nonzero, a constant that is not 0.
 *  71  The array of array.length, array.load, array.store, host array.clone, the object of field.get, field.put, get.class, the receiver
 *      of call.virtual and of a call of a function that has one: check.null, new, new.array, host array.clone, get.class, string, class,
 *      the exception of a try, the function's own receiver; at the low level also what an allocation becomes, asref and the host's slow
 *      ways.
 *  72  The index of array.load and array.store: check.bounds.
 *  73  The length of new.array: check.size, array.length, a constant that is not negative.
 *  Frame states (FrameStateVerifier)
 *  80  The function has a baseline in the module; block and index exist there; a caller state's index is that of a call of the
 *      function of the inner state, in a try or not.
 *  81  Each binding names a different value of the baseline and has its type.
 *  82  What is live in the baseline at that point is bound: before the instruction, or in a caller state while the call runs.
 *  Collection (DerivedPointers)
 *  90  No ptr derived from a ref by address, directly or through block parameters, lives across a safepoint, since the collector would
 *      not know what it keeps alive. Class pointers, static addresses and the context may.
 * </pre>
 */
public final class Verifier {
  private Verifier() {}

  public static List<Diagnostic> verify(Module module, Level level) {
    return verify(module, level, SourceMap.EMPTY);
  }

  /**
   * @param source gives the diagnostics the lines of the text that the module was read from
   */
  public static List<Diagnostic> verify(Module module, Level level, SourceMap source) {
    var diagnostics = new ArrayList<Diagnostic>();
    entry(module, source, diagnostics);
    for (var model : module.classes()) classModel(model, module, source, diagnostics);
    // The rest asks for supertypes.
    if (!diagnostics.isEmpty()) return List.copyOf(diagnostics);
    var hierarchy = hierarchy(module);
    var frames = new FrameStateVerifier(module);
    for (var function : module.functions()) new FunctionVerifier(function, module, hierarchy, level, source, diagnostics).verify(frames);
    for (var baseline : module.baselines()) {
      if (module.function(baseline.name()) == baseline) continue;
      new FunctionVerifier(baseline, module, hierarchy, null, source, diagnostics).verify(frames);
    }
    frames.finish();
    return List.copyOf(diagnostics);
  }

  /** One function of a module whose other functions are taken to be right. */
  public static List<Diagnostic> verify(Function function, Module module, Level level) {
    return verify(function, module, level, SourceMap.EMPTY);
  }

  public static List<Diagnostic> verify(Function function, Module module, Level level, SourceMap source) {
    var diagnostics = new ArrayList<Diagnostic>();
    var frames = new FrameStateVerifier(module);
    new FunctionVerifier(function, module, hierarchy(module), level, source, diagnostics).verify(frames);
    frames.finish();
    return List.copyOf(diagnostics);
  }

  // Computed when the first virtual call is met.
  private static Supplier<ClassHierarchy> hierarchy(Module module) {
    var hierarchy = new ClassHierarchy[1];
    return () -> hierarchy[0] != null ? hierarchy[0] : (hierarchy[0] = ClassHierarchy.of(module));
  }

  private static void entry(Module module, SourceMap source, List<Diagnostic> diagnostics) {
    if (module.entry() == null) return;
    var function = module.function(module.entry());
    if (function == null) {
      diagnostics.add(source.diagnostic(module, "entry @" + module.entry() + " is no function of the module"));
    } else if (!function.blocks().isEmpty()) {
      var params = function.paramTypes();
      if (!params.isEmpty() && !params.equals(List.of(Type.REF)))
        diagnostics.add(source.diagnostic(function, null, "the entry takes nothing or ref; got " + types(params)));
    }
  }

  private static void classModel(ClassModel model, Module module, SourceMap source, List<Diagnostic> diagnostics) {
    var where = "class " + model.name() + ": ";
    var names = new HashSet<String>();
    for (var field : model.statics()) {
      if (!names.add(field.name())) diagnostics.add(source.diagnostic(module, where + "a second static field " + field.name()));
      if (!fits(field.mem().type(), field.initialBits()))
        diagnostics.add(
            source.diagnostic(module, where + "field " + field.name() + ": the bits " + field.initialBits() + " are no " + field.mem()));
      if (field.initialString() != null && field.mem() != MemType.REF)
        diagnostics.add(
            source.diagnostic(module, where + "field " + field.name() + " is " + field.mem() + " and starts as a string, which is a ref"));
    }
    for (var field : model.fields())
      if (!names.add("." + field.name())) diagnostics.add(source.diagnostic(module, where + "a second field " + field.name()));
    var implied = ImpliedClasses.of(model.name());
    if (implied != null)
      for (var field : implied.fields())
        if (!model.fields().contains(field))
          diagnostics.add(source.diagnostic(module, where + "every module has it, with field " + field.name() + ": " + field.mem()
              + "; declare the field or leave out the class"));
    for (var method : model.methods().values()) {
      var function = module.function(method);
      if (function == null) diagnostics.add(source.diagnostic(module, where + "method @" + method + " is no function of the module"));
      else if (!function.hasReceiver()) diagnostics.add(source.diagnostic(module, where + "method @" + method + " has no receiver"));
    }
    if (isOwnSuperclass(model, module)) diagnostics.add(source.diagnostic(module, where + "it is its own superclass"));
    if (!model.hasInitializer()) return;
    var name = Module.initializer(model.name());
    var initializer = module.function(name);
    if (initializer == null) {
      diagnostics.add(source.diagnostic(module, where + "init wants a function @" + name + "; there is none"));
    } else if (initializer.result() != null || !initializer.blocks().isEmpty() && !initializer.params().isEmpty()) {
      diagnostics.add(source.diagnostic(initializer, null, "an initialiser takes and gives nothing"));
    }
  }

  private static boolean isOwnSuperclass(ClassModel model, Module module) {
    var seen = new HashSet<String>();
    for (var at = model; at != null && at.superclass() != null; at = module.classModel(at.superclass()))
      if (!seen.add(at.name())) return true;
    return false;
  }

  static boolean fits(Type type, long bits) {
    return switch (type) {
      case I32, F32 -> bits == (int) bits;
      case I64, F64, PTR -> true;
      case REF -> bits == 0;
    };
  }

  static String types(List<Type> types) {
    return types.isEmpty() ? "nothing" : String.join(", ", types.stream().map(Type::toString).toList());
  }
}
