package dev.assay.cranelift;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing list of int32 words, the form in which a program goes to the native library. */
final class Words {
  private int[] words = new int[1 << 10];
  private int size;

  int size() {
    return size;
  }

  void put(int word) {
    if (size == words.length) words = Arrays.copyOf(words, size * 2);
    words[size++] = word;
  }

  /** Two words, the low one first. */
  void putLong(long bits) {
    put((int) bits);
    put((int) (bits >> 32));
  }

  /** The length in bytes, then UTF-8, four bytes to a word, the first lowest. */
  void putText(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    put(bytes.length);
    for (int i = 0; i < bytes.length; i += 4) {
      int word = 0;
      for (int j = 0; j < 4 && i + j < bytes.length; j++) word |= (bytes[i + j] & 0xff) << 8 * j;
      put(word);
    }
  }

  void putAll(Words other) {
    if (size + other.size > words.length) words = Arrays.copyOf(words, Math.max(size + other.size, words.length * 2));
    System.arraycopy(other.words, 0, words, size, other.size);
    size += other.size;
  }

  /** Room for a word that is known later only. */
  int reserve() {
    put(0);
    return size - 1;
  }

  void set(int index, int word) {
    words[index] = word;
  }

  int[] toArray() {
    return Arrays.copyOf(words, size);
  }
}
