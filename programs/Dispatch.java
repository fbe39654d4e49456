/*
 * Two interpreters: a stack machine over an int[] program that counts primes, and a tape machine over a char[] program.
 * Here for switches in a loop: the first is dense (tableswitch, one indirect jump), the second sparse (lookupswitch, a
 * search or a chain of compares). All state lives in locals and small arrays, so the dispatch itself is the work.
 */
public class Dispatch {
  private static final int PRIME_LIMIT = 70_000;

  private static final int HALT = 0;
  private static final int PUSH = 1;
  private static final int LOAD = 2;
  private static final int STORE = 3;
  private static final int DUP = 4;
  private static final int ADD = 5;
  private static final int MUL = 6;
  private static final int REM = 7;
  private static final int LESS = 8;
  private static final int LESS_EQUAL = 9;
  private static final int JUMP = 10;
  private static final int JUMP_IF_ZERO = 11;
  private static final int INCREMENT = 12;

  // Slots of the program below.
  private static final int N = 0;
  private static final int D = 1;
  private static final int COUNT = 2;
  private static final int HASH = 3;
  private static final int LIMIT = 4;

  // Addresses in the program below.
  private static final int NEXT_NUMBER = 4;
  private static final int NEXT_DIVISOR = 15;
  private static final int IS_PRIME = 35;
  private static final int NOT_PRIME = 47;
  private static final int END = 51;

  /** For n from 2 below the limit: if no d with d * d <= n divides n, count it and mix it into the hash. */
  private static final int[] COUNT_PRIMES = {
    PUSH, 2, STORE, N,
    /*  4 */ LOAD, N, LOAD, LIMIT, LESS, JUMP_IF_ZERO, END,
    /* 11 */ PUSH, 2, STORE, D,
    /* 15 */ LOAD, D, DUP, MUL, LOAD, N, LESS_EQUAL, JUMP_IF_ZERO, IS_PRIME,
    /* 24 */ LOAD, N, LOAD, D, REM, JUMP_IF_ZERO, NOT_PRIME,
    /* 31 */ INCREMENT, D, JUMP, NEXT_DIVISOR,
    /* 35 */ INCREMENT, COUNT, LOAD, HASH, PUSH, 31, MUL, LOAD, N, ADD, STORE, HASH,
    /* 47 */ INCREMENT, N, JUMP, NEXT_NUMBER,
    /* 51 */ HALT,
  };

  /** Cell 0 counts down from 16; each round doubles cell 1 by way of cell 2. Leaves 2^16 in cell 1. */
  private static final char[] DOUBLE_SIXTEEN_TIMES = {
    '+', '+', '+', '+', '+', '+', '+', '+', '+', '+', '+', '+', '+', '+', '+', '+', '>', '+', '<',
    '[', '-',
    '>', '[', '-', '>', '+', '+', '<', ']',
    '>', '[', '-', '<', '+', '>', ']',
    '<', '<', ']',
  };

  /** Instructions executed, by both machines in turn. Set by each run. */
  private static long executed;

  /** Runs until HALT or an unknown opcode; the results are in the slots. */
  static void runStack(int[] code, int[] slots) {
    int[] stack = new int[16];
    int top = 0; // index of the first free cell
    int pc = 0;
    long count = 0;
    loop:
    while (true) {
      count++;
      switch (code[pc++]) {
        case PUSH:
          stack[top++] = code[pc++];
          break;
        case LOAD:
          stack[top++] = slots[code[pc++]];
          break;
        case STORE:
          slots[code[pc++]] = stack[--top];
          break;
        case DUP:
          stack[top] = stack[top - 1];
          top++;
          break;
        case ADD:
          top--;
          stack[top - 1] += stack[top];
          break;
        case MUL:
          top--;
          stack[top - 1] *= stack[top];
          break;
        case REM:
          top--;
          stack[top - 1] %= stack[top];
          break;
        case LESS:
          top--;
          stack[top - 1] = stack[top - 1] < stack[top] ? 1 : 0;
          break;
        case LESS_EQUAL:
          top--;
          stack[top - 1] = stack[top - 1] <= stack[top] ? 1 : 0;
          break;
        case JUMP:
          pc = code[pc];
          break;
        case JUMP_IF_ZERO:
          pc = stack[--top] == 0 ? code[pc] : pc + 1;
          break;
        case INCREMENT:
          slots[code[pc++]]++;
          break;
        case HALT:
        default:
          break loop;
      }
    }
    executed = count;
  }

  /** For each bracket the index of its partner. */
  static int[] matchBrackets(char[] code) {
    int[] partner = new int[code.length];
    int[] open = new int[code.length];
    int depth = 0;
    for (int i = 0; i < code.length; i++) {
      if (code[i] == '[') {
        open[depth++] = i;
      } else if (code[i] == ']') {
        int start = open[--depth];
        partner[start] = i;
        partner[i] = start;
      }
    }
    return partner;
  }

  /** Runs a program over + - < > [ ] on int cells; any other letter does nothing. */
  static void runTape(char[] code, int[] cells) {
    int[] partner = matchBrackets(code);
    int at = 0;
    long count = 0;
    for (int pc = 0; pc < code.length; pc++) {
      count++;
      switch (code[pc]) {
        case '+':
          cells[at]++;
          break;
        case '-':
          cells[at]--;
          break;
        case '<':
          at--;
          break;
        case '>':
          at++;
          break;
        case '[':
          if (cells[at] == 0) {
            pc = partner[pc];
          }
          break;
        case ']':
          if (cells[at] != 0) {
            pc = partner[pc];
          }
          break;
        default:
          break;
      }
    }
    executed = count;
  }

  public static void main(String[] args) {
    int[] slots = new int[5];
    slots[LIMIT] = PRIME_LIMIT;
    runStack(COUNT_PRIMES, slots);
    System.out.print("primes below 70000: ");
    System.out.println(slots[COUNT]);
    System.out.print("their hash: ");
    System.out.println(slots[HASH]);
    System.out.print("stack instructions: ");
    System.out.println(executed);

    int[] cells = new int[3];
    runTape(DOUBLE_SIXTEEN_TIMES, cells);
    System.out.print("one doubled 16 times: ");
    System.out.println(cells[1]);
    System.out.print("tape instructions: ");
    System.out.println(executed);
  }
}
