package dev.assay.spi;

/**
 * Whether a backend can be used here.
 *
 * @param reason why not, and how to get it, in one line; "" if it is available
 */
public record Availability(boolean available, String reason) {
  public static final Availability YES = new Availability(true, "");

  public static Availability no(String reason) {
    return new Availability(false, reason);
  }
}
