package org.graphrestore.spark.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;

/**
 * Who holds a run folder: the content of its lock file, as JSON.
 *
 * @param id of this holding, never used again
 * @param host name of the machine
 * @param processes name of the space in which {@code pid} counts, empty where that is not known:
 *     two containers may share a host's name and not its processes
 * @param pid the driver's process
 * @param processStartedAt when that process began, ISO 8601: a pid is used again
 * @param since when the lock was taken, ISO 8601
 * @param command the command, as one would type it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record LockHolder(
    String id,
    String host,
    String processes,
    long pid,
    String processStartedAt,
    String since,
    String command) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A clock that is set while a process runs moves its start, as the system tells it. */
  private static final long START_TOLERANCE_SECONDS = 60;

  /** This process. */
  static LockHolder here(String command) {
    return new LockHolder(
        UUID.randomUUID().toString(),
        hostName(),
        processSpace(),
        ProcessHandle.current().pid(),
        startOf(ProcessHandle.current().pid()).map(Instant::toString).orElse(""),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        command);
  }

  /** Reads a holder; empty if the text is none, for it may be half written. */
  static Optional<LockHolder> parse(byte[] json) {
    try {
      LockHolder holder = JSON.readValue(json, LockHolder.class);
      return Optional.ofNullable(holder).filter(h -> h.id() != null && h.host() != null);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  byte[] json() {
    try {
      return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts and numbers are always JSON", e);
    }
  }

  /** Returns whether the other's process would be seen from here. */
  boolean sharesProcessesWith(LockHolder other) {
    return host.equals(other.host()) && processes.equals(other.processes());
  }

  /**
   * Returns whether this process runs, seen from its own machine.
   *
   * @param starts when the process of a number began; empty if there is none
   */
  boolean runs(LongFunction<Optional<Instant>> starts) {
    Optional<Instant> start = starts.apply(pid);
    if (start.isEmpty() || processStartedAt.isEmpty()) {
      return start.isPresent();
    }

    long apart = ChronoUnit.SECONDS.between(Instant.parse(processStartedAt), start.get());
    return Math.abs(apart) <= START_TOLERANCE_SECONDS;
  }

  /** Returns when a process of this machine began; empty if there is none of this number. */
  static Optional<Instant> startOf(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(process -> process.info().startInstant().orElse(Instant.EPOCH));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static String processSpace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
