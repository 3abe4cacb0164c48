package org.graphrestore.report;

/**
 * How long a stage took.
 *
 * @param stage its name: ingest, walks, train, reconstruct
 * @param seconds wall time; of the earlier run where the result was reused
 * @param reused whether a finished store was used instead of running the stage
 * @param summary one line for people, for example {@code "48,815 nodes, 117,659 edges"}
 */
public record StageTime(String stage, double seconds, boolean reused, String summary) {}
