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

  /** Thrown through frames of the guest without being exceptions of the guest. */
  static final List<String> NOT_OF_THE_GUEST = List.of("dev/assay/runtime/Unwinding", "dev/assay/ir/CompilerBug");

  private static final String BOOTSTRAPS = "dev/assay/jvm/Bootstraps";
  private static final String CALL_SITE_PREFIX = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;";
  static final Handle POLL = callSite("poll", "");
  static final Handle PACK = callSite("pack", "");
  static final Handle DEOPT = callSite("deopt", "I");

  private Linkage() {}

  private static Handle callSite(String name, String more) {
    return new Handle(Opcodes.H_INVOKESTATIC, BOOTSTRAPS, name, CALL_SITE_PREFIX + more + ")Ljava/lang/invoke/CallSite;", false);
  }

  static ConstantDynamic longText(int index) {
    var handle = new Handle(Opcodes.H_INVOKESTATIC, BOOTSTRAPS, "longText",
        "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)Ljava/lang/String;", false);
    return new ConstantDynamic("text", "Ljava/lang/String;", handle, index);
  }
}
