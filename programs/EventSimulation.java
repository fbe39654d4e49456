import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/*
 * A hospital as a discrete event simulation: patients arrive, wait by urgency, are treated in stages, and some leave again.
 * Here for a priority queue of small immutable events, compared through an interface, and a pattern switch over their sealed type.
 * The argument is the number of patients.
 */
public class EventSimulation {
  private static final int DEFAULT_PATIENTS = 20_000;

  enum Urgency {
    LOW(1_500), NORMAL(4_000), HIGH(Integer.MAX_VALUE);

    final int patience;

    Urgency(int patience) {
      this.patience = patience;
    }
  }

  static final class Patient {
    final int id;
    final Urgency urgency;
    final int arrived;
    int since;
    Ward waitsFor;

    Patient(int id, Urgency urgency, int arrived) {
      this.id = id;
      this.urgency = urgency;
      this.arrived = arrived;
    }
  }

  sealed interface Event extends Comparable<Event> permits Arrival, Treated, GivesUp {
    int time();

    int order();

    /** By time, and by creation among those of one time, so that the schedule is one. */
    @Override
    default int compareTo(Event other) {
      int byTime = Integer.compare(time(), other.time());
      return byTime != 0 ? byTime : Integer.compare(order(), other.order());
    }
  }

  record Arrival(int time, int order, int id) implements Event {}

  record Treated(int time, int order, Patient patient, Ward ward) implements Event {}

  record GivesUp(int time, int order, Patient patient, Ward ward) implements Event {}

  /** A place with some doctors; whoever must wait stands in a queue for each urgency. */
  static final class Ward {
    final String name;
    final int minutes;
    private int free;
    private final List<ArrayDeque<Patient>> queues = new ArrayList<>();
    int treated;
    int longest;

    Ward(String name, int doctors, int minutes) {
      this.name = name;
      this.free = doctors;
      this.minutes = minutes;
      for (var _ : Urgency.values()) queues.add(new ArrayDeque<>());
    }

    boolean seize() {
      if (free == 0) return false;
      free--;
      return true;
    }

    void release() {
      free++;
    }

    void enqueue(Patient patient) {
      queues.get(patient.urgency.ordinal()).add(patient);
      int length = 0;
      for (var queue : queues) length += queue.size();
      longest = Math.max(longest, length);
    }

    Patient next() {
      for (var queue : queues.reversed()) {
        while (!queue.isEmpty()) {
          var patient = queue.remove();
          if (patient.waitsFor == this) return patient;
        }
      }
      return null;
    }
  }

  static final class Hospital {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Ward> wards = List.of(new Ward("triage", 3, 340), new Ward("surgery", 6, 810), new Ward("ward", 9, 1_120));
    private final int patients;
    private int now;
    private int created;
    private long random = 42;
    private int left;
    private int cured;
    private long waiting;
    private long checksum;

    Hospital(int patients) {
      this.patients = patients;
    }

    private int random(int bound) {
      random = (random * 0x5DEECE66DL + 11) & ((1L << 48) - 1);
      return (int) ((random >>> 17) % bound);
    }

    void run() {
      events.add(new Arrival(0, created++, 0));
      while (!events.isEmpty()) {
        var event = events.remove();
        now = event.time();
        checksum = checksum * 31 + now + event.order();
        switch (event) {
          case Arrival(_, _, int id) -> {
            int urgency = random(10);
            enter(new Patient(id, urgency < 3 ? Urgency.LOW : urgency < 9 ? Urgency.NORMAL : Urgency.HIGH, now), wards.getFirst());
            if (id + 1 < patients) events.add(new Arrival(now + random(235), created++, id + 1));
          }
          case Treated(_, _, var patient, var ward) -> {
            ward.treated++;
            ward.release();
            var next = ward.next();
            if (next != null && ward.seize()) treat(next, ward);
            int stage = wards.indexOf(ward) + 1;
            if (stage < wards.size() && random(3) > 0) enter(patient, wards.get(stage));
            else leave(patient);
          }
          case GivesUp(_, _, var patient, var ward) when patient.waitsFor == ward -> {
            patient.waitsFor = null;
            left++;
          }
          // Treated in time.
          case GivesUp _ -> checksum++;
        }
      }
    }

    private void enter(Patient patient, Ward ward) {
      patient.since = now;
      if (ward.seize()) {
        treat(patient, ward);
        return;
      }
      patient.waitsFor = ward;
      ward.enqueue(patient);
      if (patient.urgency != Urgency.HIGH) events.add(new GivesUp(now + random(patient.urgency.patience), created++, patient, ward));
    }

    private void treat(Patient patient, Ward ward) {
      patient.waitsFor = null;
      waiting += now - patient.since;
      events.add(new Treated(now + ward.minutes / 2 + random(ward.minutes), created++, patient, ward));
    }

    private void leave(Patient patient) {
      cured++;
      checksum ^= (long) patient.id * (now - patient.arrived);
    }
  }

  public static void main(String[] args) {
    var hospital = new Hospital(args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_PATIENTS);
    hospital.run();
    System.out.println(hospital.cured + " cured, " + hospital.left + " gave up, last at " + hospital.now);
    for (var ward : hospital.wards) System.out.println(ward.name + ": " + ward.treated + " treated, longest queue " + ward.longest);
    System.out.println("waiting " + hospital.waiting + ", events " + hospital.created + ", checksum " + Long.toHexString(hospital.checksum));
  }
}
