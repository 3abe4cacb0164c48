package org.graphrestore.spark.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.graphrestore.config.BuildInfo;

/**
 * What a store is and which files it consists of ({@code manifest.json}; docs/formats/manifest.md).
 * Readers trust only the files that are listed here. Immutable; JSON has the same names.
 *
 * @param format what the store holds, for example {@code graphrestore/graph}
 * @param formatVersion version of that format, 1 now
 * @param version version of GraphRestore that wrote it
 * @param gitSha commit of GraphRestore that wrote it, or {@code unknown}
 * @param stage the stage that wrote it: ingest, walks, train, reconstruct
 * @param fingerprint 16 hexadecimal digits: equal fingerprints mean equal content
 * @param seed the run's seed
 * @param config the resolved settings that change this store, by key
 * @param upstream the fingerprints of what it was made from, by name
 * @param counts whole numbers, by name
 * @param facts texts, by name
 * @param input the files that were read, sorted by path
 * @param tables the store's tables, by name
 * @param createdAt when it was committed, ISO 8601, UTC
 * @param seconds wall time of the stage
 * @param times wall time of each step in seconds, by name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StoreManifest(
    String format,
    int formatVersion,
    String version,
    String gitSha,
    String stage,
    String fingerprint,
    long seed,
    SortedMap<String, String> config,
    SortedMap<String, String> upstream,
    SortedMap<String, Long> counts,
    SortedMap<String, String> facts,
    List<InputFile> input,
    SortedMap<String, Table> tables,
    String createdAt,
    double seconds,
    SortedMap<String, Double> times) {

  /** Format of a graph store. */
  public static final String GRAPH = "graphrestore/graph";

  /** Format of a walk store. */
  public static final String WALKS = "graphrestore/walks";

  /** Format of an embedding store. */
  public static final String EMBEDDINGS = "graphrestore/embeddings";

  /** Format of a precision over all pairs. */
  public static final String GLOBAL = "graphrestore/global";

  /** Format of a reconstruction result. */
  public static final String RECONSTRUCTION = "graphrestore/reconstruction";

  /** Format of the edges that link prediction hides. */
  public static final String LINKS = "graphrestore/links";

  /** Format of a link prediction result. */
  public static final String LINK_PREDICTION = "graphrestore/link-prediction";

  /** Format of the results of classification. */
  public static final String CLASSIFICATION = "graphrestore/classification";

  /** Copies the collections. */
  public StoreManifest {
    config = sorted(config);
    upstream = sorted(upstream);
    counts = sorted(counts);
    facts = sorted(facts);
    input = input == null ? List.of() : List.copyOf(input);
    tables = sorted(tables);
    times = sorted(times);
  }

  /**
   * A file that was read.
   *
   * @param path its whole path
   * @param bytes its length
   * @param modified time of its last modification, milliseconds since 1970
   */
  public record InputFile(String path, long bytes, long modified) {}

  /**
   * A table of the store.
   *
   * @param schema its columns as SQL types, for example {@code index BIGINT, hash BIGINT}
   * @param files its files in the order of their keys
   */
  public record Table(String schema, List<TableFile> files) {
    /** Copies the list. */
    public Table {
      files = List.copyOf(files);
    }

    /** Returns the number of rows of all files. */
    public long rows() {
      return files.stream().mapToLong(TableFile::rows).sum();
    }

    /** Returns the number of bytes of all files. */
    public long bytes() {
      return files.stream().mapToLong(TableFile::bytes).sum();
    }
  }

  /**
   * A Parquet file of a table.
   *
   * @param path relative to the store
   * @param rows number of rows
   * @param bytes length
   * @param firstKey lowest value of the table's key column, 0 without rows
   * @param lastKey highest value of the table's key column, -1 without rows
   */
  public record TableFile(String path, long rows, long bytes, long firstKey, long lastKey) {}

  /** Returns a count, if it is there. */
  public Optional<Long> count(String name) {
    return Optional.ofNullable(counts.get(name));
  }

  /** Returns a fact, if it is there. */
  public Optional<String> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }

  /**
   * Returns a table.
   *
   * @throws IllegalArgumentException if the store has no such table
   */
  public Table table(String name) {
    Table table = tables.get(name);
    if (table == null) {
      throw new IllegalArgumentException(
          "A store of " + format + " has no table " + name + " (has " + tables.keySet() + ")");
    }

    return table;
  }

  /** Returns the same manifest with one table more. */
  public StoreManifest with(String name, Table table) {
    SortedMap<String, Table> more = new TreeMap<>(tables);
    more.put(name, table);
    return new StoreManifest(
        format,
        formatVersion,
        version,
        gitSha,
        stage,
        fingerprint,
        seed,
        config,
        upstream,
        counts,
        facts,
        input,
        more,
        createdAt,
        seconds,
        times);
  }

  /**
   * Starts a manifest of the present version and commit.
   *
   * @param format what the store holds
   * @param formatVersion version of that format
   * @param stage the stage that writes it
   */
  public static Builder builder(String format, int formatVersion, String stage) {
    return new Builder(format, formatVersion, stage);
  }

  private static <V> SortedMap<String, V> sorted(SortedMap<String, V> map) {
    return Collections.unmodifiableSortedMap(map == null ? new TreeMap<>() : new TreeMap<>(map));
  }

  /** Collects a manifest's fields; not thread-safe. */
  public static final class Builder {
    private final String format;
    private final int formatVersion;
    private final String stage;
    private final SortedMap<String, String> config = new TreeMap<>();
    private final SortedMap<String, String> upstream = new TreeMap<>();
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final SortedMap<String, String> facts = new TreeMap<>();
    private final SortedMap<String, Table> tables = new TreeMap<>();
    private final SortedMap<String, Double> times = new TreeMap<>();
    private List<InputFile> input = List.of();
    private String fingerprint = "";
    private long seed;
    private double seconds;

    private Builder(String format, int formatVersion, String stage) {
      this.format = format;
      this.formatVersion = formatVersion;
      this.stage = stage;
    }

    /** Sets the fingerprint. */
    public Builder fingerprint(String value) {
      this.fingerprint = value;
      return this;
    }

    /** Sets the seed. */
    public Builder seed(long value) {
      this.seed = value;
      return this;
    }

    /** Adds resolved settings. */
    public Builder config(SortedMap<String, String> values) {
      config.putAll(values);
      return this;
    }

    /** Adds the fingerprint of something that the store was made from. */
    public Builder upstream(String name, String value) {
      upstream.put(name, value);
      return this;
    }

    /** Adds a count. */
    public Builder count(String name, long value) {
      counts.put(name, value);
      return this;
    }

    /** Adds a fact. */
    public Builder fact(String name, String value) {
      facts.put(name, value);
      return this;
    }

    /** Sets the files that were read. */
    public Builder input(List<InputFile> files) {
      this.input = files;
      return this;
    }

    /** Adds a table. */
    public Builder table(String name, Table table) {
      tables.put(name, table);
      return this;
    }

    /** Adds the wall time of a step. */
    public Builder time(String step, double stepSeconds) {
      times.put(step, stepSeconds);
      return this;
    }

    /** Sets the wall time of the stage. */
    public Builder seconds(double value) {
      this.seconds = value;
      return this;
    }

    /** Returns the manifest, dated now. */
    public StoreManifest build() {
      return new StoreManifest(
          format,
          formatVersion,
          BuildInfo.version(),
          BuildInfo.gitSha(),
          stage,
          fingerprint,
          seed,
          config,
          upstream,
          counts,
          facts,
          input,
          tables,
          java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString(),
          seconds,
          times);
    }
  }
}
