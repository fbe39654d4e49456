package dev.assay.harness.guest;

class NoArgsBase {
  void main() {
    System.out.println(getClass().getSimpleName());
  }
}
