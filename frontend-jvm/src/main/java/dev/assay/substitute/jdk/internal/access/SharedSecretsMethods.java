package dev.assay.substitute.jdk.internal.access;

import dev.assay.substitute.Access;

/** Bodies of methods of {@code SharedSecrets}. */
public final class SharedSecretsMethods {
  private SharedSecretsMethods() {}

  /** On the host, starting the JDK puts it there. */
  public static void initialiser() {
    Access.putStatic(Access.make("java/lang/System$1"), "jdk/internal/access/SharedSecrets.javaLangAccess");
  }
}
