// args: x y
int calls;

record Pair(String a, String b) {}

String swap(Pair p) {
  calls++;
  return p.b() + p.a();
}

void main(String[] args) {
  System.out.println(swap(new Pair(args[0], args[1])) + calls);
  IO.println("through IO");
}
