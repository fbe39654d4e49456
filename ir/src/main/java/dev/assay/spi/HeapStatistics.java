package dev.assay.spi;

/**
 * What a program's heap has seen since it was made.
 *
 * @param collections number of collections, those between runs included
 * @param pauseNanos wall time of all of them
 * @param longestPauseNanos wall time of the longest
 * @param allocatedBytes size of all objects ever allocated, headers and padding included: the same on any machine
 * @param liveBytes memory in use after the last collection, in whole lines and pages; 0 before the first
 */
public record HeapStatistics(long collections, long pauseNanos, long longestPauseNanos, long allocatedBytes, long liveBytes) {}
