package dev.assay.jvm;

import java.util.List;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;

/** The names by which generated code reaches {@link Bootstraps}, {@link Checks}, {@link Compares} and {@link HostCalls}. */
final class Linkage {
  static final String CHECKS = "dev/assay/jvm/Checks";
  static final String COMPARES = "dev/assay/jvm/Compares";
  static final String HOST_CALLS = "dev/assay/jvm/HostCalls";
  /** The generated class that holds the program's {@link HostCalls} and its poll. */
  static final String ROOT = "assay/Root";
  static final String ROOT_HOST = "host";
  static final String ROOT_POLL = "poll";
  /** The method that makes an exception of the guest of one that the host has raised. */
  static final String ROOT_CAUGHT = "caught";
  static final String ACCESSORS = "dev/assay/jvm/Accessors";
  /** The generated subclass of {@link Accessors}. */
  static final String PROGRAM_ACCESSORS = "assay/Accessors";
  static final String TRACE = "dev/assay/jvm/Trace";
  static final String IDENTIFIED = "dev/assay/jvm/Identified";

  /** Thrown through frames of the guest without being exceptions of the guest. */
  static final List<String> NOT_OF_THE_GUEST = List.of("dev/assay/runtime/Unwinding", "dev/assay/jvm/UncaughtException",
      "dev/assay/ir/CompilerBug");

  private static final String BOOTSTRAPS = "dev/assay/jvm/Bootstraps";
  private static final String CALL_SITE_PREFIX = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;";
  static final Handle POLL = callSite("poll", "");
  static final Handle PACK = callSite("pack", "");
  static final Handle DEOPT = callSite("deopt", "I");

  private Linkage() {}

  /** The descriptor of {@link #ROOT_CAUGHT}. */
  static String caught(HostTypes types) {
    return "(Ljava/lang/Throwable;)" + types.descriptor(ReferenceTypes.THROWABLE);
  }

  private static Handle callSite(String name, String more) {
    return new Handle(Opcodes.H_INVOKESTATIC, BOOTSTRAPS, name, CALL_SITE_PREFIX + more + ")Ljava/lang/invoke/CallSite;", false);
  }

  /** The interned string with this text. */
  static ConstantDynamic text(String descriptor, String text) {
    return constant("text", descriptor, text, "Ljava/lang/String;");
  }

  /** As {@link #text}, if no class file can hold it. */
  static ConstantDynamic longText(String descriptor, int index) {
    return constant("longText", descriptor, index, "I");
  }

  /** The class object of a guest class. */
  static ConstantDynamic classObject(String descriptor, String guestClass) {
    return constant("classObject", descriptor, guestClass, "Ljava/lang/String;");
  }

  private static ConstantDynamic constant(String name, String descriptor, Object arg, String argDescriptor) {
    var handle = new Handle(Opcodes.H_INVOKESTATIC, BOOTSTRAPS, name,
        "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;" + argDescriptor + ")Ljava/lang/Object;", false);
    return new ConstantDynamic(name, descriptor, handle, arg);
  }
}
