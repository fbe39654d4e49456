package dev.assay.jvm;

import dev.assay.ir.CompilerBug;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** What the host calls to link {@code invokedynamic} and dynamic constants of generated classes. Public only for them. */
public final class Bootstraps {
  private Bootstraps() {}

  private static LoadedProgram program(MethodHandles.Lookup lookup) {
    return ((ProgramLoader) lookup.lookupClass().getClassLoader()).program();
  }

  /** One call site for all polls of a program. */
  @SuppressWarnings("unused") // The host passes name and type to every bootstrap.
  public static CallSite poll(MethodHandles.Lookup lookup, String name, MethodType type) {
    return program(lookup).polls().callSite();
  }

  /** Puts values into an array. */
  @SuppressWarnings("unused")
  public static CallSite pack(MethodHandles.Lookup lookup, String name, MethodType type) {
    return new ConstantCallSite(MethodHandles.identity(Object[].class).asCollector(Object[].class, type.parameterCount()).asType(type));
  }

  /** Goes on in the interpreter after a guard has failed. The parameters are the state's values, or arrays of them in order. */
  @SuppressWarnings("unused")
  public static CallSite deopt(MethodHandles.Lookup lookup, String name, MethodType type, int guard) {
    try {
      MethodHandle target = MethodHandles.lookup().findVirtual(Deoptimizer.class, "resume",
          MethodType.methodType(Object.class, int.class, Object[].class));
      target = MethodHandles.insertArguments(target, 0, program(lookup).deoptimizer(), guard);
      return new ConstantCallSite(target.asCollector(Object[].class, type.parameterCount()).asType(type));
    } catch (ReflectiveOperationException e) {
      throw new CompilerBug("deopt", e);
    }
  }

  /** The interned string with a text. */
  @SuppressWarnings("unused")
  public static Object text(MethodHandles.Lookup lookup, String name, Class<?> type, String text) {
    return program(lookup).strings().intern(text);
  }

  /** One that no class file can hold. */
  @SuppressWarnings("unused")
  public static Object longText(MethodHandles.Lookup lookup, String name, Class<?> type, int index) {
    return program(lookup).strings().intern(program(lookup).longTexts().get(index));
  }

  @SuppressWarnings("unused")
  public static Object classObject(MethodHandles.Lookup lookup, String name, Class<?> type, String guestClass) {
    return program(lookup).classObjects().of(guestClass);
  }

  /** The host functions of the program that a generated class belongs to. */
  public static HostCalls host(MethodHandles.Lookup lookup) {
    return program(lookup).host();
  }
}
