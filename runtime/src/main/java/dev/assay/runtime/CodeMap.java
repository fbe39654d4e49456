package dev.assay.runtime;

import java.util.Arrays;

/**
 * From return addresses of compiled code to the sites of the calls. It consists of rows: from an address up to that of the next row, all
 * calls belong to one site, or to none.
 *
 * <p>Rows of all code objects stand in one sorted array of 12 bytes a row; a look-up is a binary search. Adding a code object copies the
 * array, since there are few of them.
 */
public final class CodeMap {
  /** Of calls that no trace shows, and of what is no compiled code. */
  public static final int NO_SITE = -1;

  private long[] addresses = {};
  private int[] sites = {};

  /**
   * Adds the rows of a code object, which lies apart from those known.
   *
   * @param newAddresses ascending; the first of equal ones holds for nothing
   * @param newSites by row; the last is {@link #NO_SITE}, so that the code ends there
   */
  public synchronized void add(long[] newAddresses, int[] newSites) {
    if (newAddresses.length == 0) return;
    if (newSites[newSites.length - 1] != NO_SITE) throw new IllegalArgumentException("the code has no end");
    int at = Arrays.binarySearch(addresses, newAddresses[0]);
    if (at < 0) at = -at - 1;
    addresses = inserted(addresses, at, newAddresses);
    sites = inserted(sites, at, newSites);
  }

  private static long[] inserted(long[] into, int at, long[] what) {
    var all = Arrays.copyOf(into, into.length + what.length);
    System.arraycopy(what, 0, all, at, what.length);
    System.arraycopy(into, at, all, at + what.length, into.length - at);
    return all;
  }

  private static int[] inserted(int[] into, int at, int[] what) {
    var all = Arrays.copyOf(into, into.length + what.length);
    System.arraycopy(what, 0, all, at, what.length);
    System.arraycopy(into, at, all, at + what.length, into.length - at);
    return all;
  }

  /** The site of the call that returns to this address, or {@link #NO_SITE}. */
  public synchronized int site(long returnAddress) {
    // The call's last byte: what follows the call may belong to another row, or to another function.
    long address = returnAddress - 1;
    int low = 0;
    int high = addresses.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (addresses[middle] <= address) low = middle + 1;
      else high = middle;
    }
    return low == 0 ? NO_SITE : sites[low - 1];
  }
}
