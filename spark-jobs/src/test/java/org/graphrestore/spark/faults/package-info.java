/**
 * Tests of what goes wrong around a run: executors and drivers that are killed, disks that fill up,
 * attempts that are slow, memory that ends; and the tools for such tests (docs/operations.md).
 */
package org.graphrestore.spark.faults;
