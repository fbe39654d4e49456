import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/*
 * A bus that carries messages between the parts of a shop: typed subscriptions by class, filters, priorities, messages that cause messages,
 * and subscribers that fail. Here for megamorphic interface calls of lambdas, method references and objects, class objects as keys, and
 * generic casts. The argument is the number of orders.
 */
public class EventBus {
  private static final int DEFAULT_ORDERS = 5_000;

  interface Message {
    int number();
  }

  record OrderPlaced(int number, int customer, List<String> goods) implements Message {}

  record OrderPaid(int number, int cents) implements Message {}

  record GoodsPicked(int number, String what, int shelf) implements Message {}

  record OrderShipped(int number, int parcels) implements Message {}

  record Alarm(int number, String reason) implements Message {}

  record Subscription<M extends Message>(Class<M> type, int priority, Predicate<? super M> filter, Consumer<? super M> action) {
    boolean offer(Message message) {
      M typed = type.cast(message);
      if (!filter.test(typed)) return false;
      action.accept(typed);
      return true;
    }
  }

  static final class Bus {
    private final Map<Class<?>, List<Subscription<?>>> subscriptions = new HashMap<>();
    private final ArrayDeque<Message> queue = new ArrayDeque<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private int delivered;
    private int filtered;
    private int posted;

    <M extends Message> void subscribe(Class<M> type, int priority, Predicate<? super M> filter, Consumer<? super M> action) {
      var list = subscriptions.computeIfAbsent(type, _ -> new ArrayList<>());
      list.add(new Subscription<>(type, priority, filter, action));
      list.sort((a, b) -> Integer.compare(b.priority, a.priority));
    }

    <M extends Message> void subscribe(Class<M> type, Consumer<? super M> action) {
      subscribe(type, 0, _ -> true, action);
    }

    void post(Message message) {
      posted++;
      queue.add(message);
    }

    void drain() {
      while (!queue.isEmpty()) {
        var message = queue.remove();
        for (var subscription : subscriptions.getOrDefault(message.getClass(), List.of())) {
          try {
            if (subscription.offer(message)) delivered++;
            else filtered++;
          } catch (IllegalStateException | ArithmeticException e) {
            failures.merge(e.getMessage(), 1, Integer::sum);
            if (!(message instanceof Alarm)) post(new Alarm(message.number(), e.getMessage()));
          }
        }
      }
    }
  }

  /** A part of the shop. Some are objects with state, others functions. */
  abstract static class Part {
    protected final Bus bus;

    Part(Bus bus) {
      this.bus = bus;
    }

    abstract long checksum();
  }

  static final class Till extends Part {
    private final Map<Integer, Integer> spent = new HashMap<>();
    private long total;

    Till(Bus bus) {
      super(bus);
      bus.subscribe(OrderPlaced.class, 5, order -> !order.goods.isEmpty(), this::charge);
    }

    private void charge(OrderPlaced order) {
      int cents = 0;
      for (var what : order.goods) cents += 100 + what.length() * 37 + what.hashCode() % 50;
      int discount = 100 / (order.number % 101);
      cents -= cents * discount / 1000;
      spent.merge(order.customer, cents, Integer::sum);
      total += cents;
      bus.post(new OrderPaid(order.number, cents));
    }

    @Override
    long checksum() {
      long sum = total;
      for (var entry : spent.entrySet()) sum += (long) entry.getKey() * entry.getValue();
      return sum;
    }
  }

  static final class Store extends Part {
    private final Map<String, Integer> stock = new HashMap<>();
    private final Map<Integer, OrderPlaced> waiting = new HashMap<>();
    private int refills;

    Store(Bus bus) {
      super(bus);
      bus.subscribe(OrderPlaced.class, 9, _ -> true, order -> waiting.put(order.number, order));
      bus.subscribe(OrderPaid.class, this::pick);
      bus.subscribe(Alarm.class, alarm -> waiting.remove(alarm.number));
    }

    private void pick(OrderPaid paid) {
      var order = waiting.remove(paid.number);
      if (order == null) throw new IllegalStateException("unknown order");
      for (var what : order.goods) {
        int left = stock.getOrDefault(what, 20) - 1;
        if (left < 0) {
          stock.put(what, 25);
          refills++;
          throw new IllegalStateException("out of " + what);
        }
        stock.put(what, left);
        bus.post(new GoodsPicked(order.number, what, Math.floorMod(what.hashCode(), 12)));
      }
      bus.post(new OrderShipped(order.number, (order.goods.size() + 1) / 2));
    }

    @Override
    long checksum() {
      long sum = refills * 31L + waiting.size();
      for (var entry : stock.entrySet()) sum += (long) entry.getKey().hashCode() * entry.getValue();
      return sum;
    }
  }

  static final class Counter<M extends Message> extends Part implements Consumer<M> {
    private long sum;

    Counter(Bus bus, Class<M> type) {
      super(bus);
      bus.subscribe(type, this);
    }

    @Override
    public void accept(M message) {
      sum = sum * 17 + message.number() + message.hashCode();
    }

    @Override
    long checksum() {
      return sum;
    }
  }

  public static void main(String[] args) {
    int orders = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_ORDERS;
    var bus = new Bus();
    var parts = List.of(new Till(bus), new Store(bus), new Counter<>(bus, OrderShipped.class), new Counter<>(bus, Alarm.class),
        new Counter<>(bus, GoodsPicked.class));
    int[] parcels = new int[4];
    bus.subscribe(OrderShipped.class, -1, shipped -> shipped.parcels > 1, shipped -> parcels[shipped.parcels]++);
    bus.subscribe(GoodsPicked.class, 3, picked -> picked.shelf % 2 == 0, _ -> parcels[0]++);
    var goods = List.of("bread", "tea", "lamp", "paper", "ink", "rope", "candle");
    int random = 17;
    for (int number = 1; number <= orders; number++) {
      random = random * 1103515245 + 12345;
      int draw = random >>> 16;
      var list = new ArrayList<String>();
      for (int i = draw % 6; i > 0; i--) list.add(goods.get((draw >>> i) % goods.size()));
      bus.post(new OrderPlaced(number, draw % 500, list));
      if (number % 16 == 0) bus.drain();
    }
    bus.drain();
    System.out.println(bus.posted + " posted, " + bus.delivered + " delivered, " + bus.filtered + " filtered");
    for (var reason : List.of("/ by zero", "unknown order", "out of ink")) System.out.println(reason + ": " + bus.failures.getOrDefault(reason, 0));
    long checksum = 0;
    for (var part : parts) checksum = checksum * 31 + part.checksum();
    System.out.println("parcels " + parcels[0] + " " + parcels[1] + " " + parcels[2] + " " + parcels[3] + ", checksum " + Long.toHexString(checksum));
  }
}
