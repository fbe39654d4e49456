package dev.assay.harness;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Takes what a program writes: all of it into a digest, the first megabytes as text. The digest is made after the
 * run, as far as the text is kept, so that a timed run pays for a copy and no more.
 */
final class Capture extends OutputStream {
  static final int MAX_KEPT_BYTES = 4 << 20;

  private byte[] kept = new byte[1 << 16];
  private int keptBytes;
  private long totalBytes;
  // Of what came before the present chunk; null while all is kept.
  private MessageDigest overflow;

  void reset() {
    keptBytes = 0;
    totalBytes = 0;
    overflow = null;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    totalBytes += length;
    int fits = Math.min(length, MAX_KEPT_BYTES - keptBytes);
    if (keptBytes + fits > kept.length)
      kept = Arrays.copyOf(kept, Math.min(MAX_KEPT_BYTES, Math.max(2 * kept.length, keptBytes + fits)));
    System.arraycopy(bytes, offset, kept, keptBytes, fits);
    keptBytes += fits;
    if (fits == length) return;
    if (overflow == null) {
      overflow = newDigest();
      overflow.update(kept, 0, keptBytes);
    }
    overflow.update(bytes, offset + fits, length - fits);
  }

  /** Ends the capture until {@link #reset}. */
  String sha256() {
    if (overflow != null) return HexFormat.of().formatHex(overflow.digest());
    var digest = newDigest();
    digest.update(kept, 0, keptBytes);
    return HexFormat.of().formatHex(digest.digest());
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(newDigest().digest(bytes));
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  long totalBytes() {
    return totalBytes;
  }

  /** The beginning of what was written. */
  byte[] kept() {
    return Arrays.copyOf(kept, keptBytes);
  }
}
