package dev.assay.jvm;

/** Comparisons whose result is needed as a number. A call is shorter than the jumps around two constants; the host inlines it. */
public final class Compares {
  private Compares() {}

  public static int eq(int a, int b) {
    return a == b ? 1 : 0;
  }

  public static int ne(int a, int b) {
    return a != b ? 1 : 0;
  }

  public static int lt(int a, int b) {
    return a < b ? 1 : 0;
  }

  public static int le(int a, int b) {
    return a <= b ? 1 : 0;
  }

  public static int gt(int a, int b) {
    return a > b ? 1 : 0;
  }

  public static int ge(int a, int b) {
    return a >= b ? 1 : 0;
  }

  public static int ult(int a, int b) {
    return Integer.compareUnsigned(a, b) < 0 ? 1 : 0;
  }

  public static int ule(int a, int b) {
    return Integer.compareUnsigned(a, b) <= 0 ? 1 : 0;
  }

  public static int ugt(int a, int b) {
    return Integer.compareUnsigned(a, b) > 0 ? 1 : 0;
  }

  public static int uge(int a, int b) {
    return Integer.compareUnsigned(a, b) >= 0 ? 1 : 0;
  }

  public static int eq(long a, long b) {
    return a == b ? 1 : 0;
  }

  public static int ne(long a, long b) {
    return a != b ? 1 : 0;
  }

  public static int lt(long a, long b) {
    return a < b ? 1 : 0;
  }

  public static int le(long a, long b) {
    return a <= b ? 1 : 0;
  }

  public static int gt(long a, long b) {
    return a > b ? 1 : 0;
  }

  public static int ge(long a, long b) {
    return a >= b ? 1 : 0;
  }

  public static int ult(long a, long b) {
    return Long.compareUnsigned(a, b) < 0 ? 1 : 0;
  }

  public static int ule(long a, long b) {
    return Long.compareUnsigned(a, b) <= 0 ? 1 : 0;
  }

  public static int ugt(long a, long b) {
    return Long.compareUnsigned(a, b) > 0 ? 1 : 0;
  }

  public static int uge(long a, long b) {
    return Long.compareUnsigned(a, b) >= 0 ? 1 : 0;
  }

  public static int eq(float a, float b) {
    return a == b ? 1 : 0;
  }

  public static int ne(float a, float b) {
    return a != b ? 1 : 0;
  }

  public static int lt(float a, float b) {
    return a < b ? 1 : 0;
  }

  public static int le(float a, float b) {
    return a <= b ? 1 : 0;
  }

  public static int gt(float a, float b) {
    return a > b ? 1 : 0;
  }

  public static int ge(float a, float b) {
    return a >= b ? 1 : 0;
  }

  public static int eq(double a, double b) {
    return a == b ? 1 : 0;
  }

  public static int ne(double a, double b) {
    return a != b ? 1 : 0;
  }

  public static int lt(double a, double b) {
    return a < b ? 1 : 0;
  }

  public static int le(double a, double b) {
    return a <= b ? 1 : 0;
  }

  public static int gt(double a, double b) {
    return a > b ? 1 : 0;
  }

  public static int ge(double a, double b) {
    return a >= b ? 1 : 0;
  }

  public static int eq(Object a, Object b) {
    return a == b ? 1 : 0;
  }

  public static int ne(Object a, Object b) {
    return a != b ? 1 : 0;
  }
}
