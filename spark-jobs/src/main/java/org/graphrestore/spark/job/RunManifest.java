package org.graphrestore.spark.job;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * What a run is: {@code manifest.json} of the run folder (docs/formats/manifest.md). Written when
 * the run begins, so that its folder is known to be ours after a kill, and again when it ends.
 *
 * @param format always {@code graphrestore/run}
 * @param formatVersion 1 now
 * @param state {@code running}, then {@code finished}
 * @param version version of GraphRestore
 * @param gitSha commit that it was built from
 * @param command the command's name
 * @param commandLine how to repeat the run
 * @param seed the run's seed
 * @param config every resolved setting
 * @param startedAt when it began, ISO 8601
 * @param seconds wall time, 0 while it runs
 * @param stages what was done, in order
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record RunManifest(
    String format,
    int formatVersion,
    String state,
    String version,
    String gitSha,
    String command,
    String commandLine,
    long seed,
    Map<String, String> config,
    String startedAt,
    double seconds,
    List<Stage> stages) {
  static final String FORMAT = "graphrestore/run";
  static final String FILE = "manifest.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A stage of the run.
   *
   * @param name ingest, walks, train, reconstruct
   * @param fingerprint of the store that it made or found
   * @param seconds its wall time; of the earlier run where reused
   * @param reused whether the store was there already
   * @param summary how it ended, in words
   */
  record Stage(String name, String fingerprint, double seconds, boolean reused, String summary) {}

  /**
   * Makes sure that a folder may be written to: it is absent, empty, or a run folder.
   *
   * @throws UserMistakeException if it holds something else, or a newer version's run
   */
  static void checkFolder(Path folder, Configuration conf) {
    try {
      FileSystem fs = folder.getFileSystem(conf);
      if (fs.exists(folder) && !fs.getFileStatus(folder).isDirectory()) {
        throw new UserMistakeException("Output " + folder + " is a file; choose a folder");
      }

      if (!fs.exists(folder) || fs.listStatus(folder).length == 0) {
        return;
      }

      RunManifest found = read(folder, fs).orElse(null);
      if (found == null || !FORMAT.equals(found.format())) {
        throw new UserMistakeException(
            "Output "
                + folder
                + " holds files that are not a run of GraphRestore (no "
                + FILE
                + " of format "
                + FORMAT
                + "); choose another --output or empty it");
      }

      if (found.formatVersion() > 1) {
        throw new UserMistakeException(
            "Output "
                + folder
                + " was written by GraphRestore "
                + found.version()
                + " in format version "
                + found.formatVersion()
                + ", this version knows 1; use that version or choose another --output");
      }
    } catch (IOException e) {
      throw new UserMistakeException("Cannot use output " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Writes this manifest in place of the one that is there. */
  void write(Path folder, Configuration conf) throws IOException {
    FileSystem fs = folder.getFileSystem(conf);
    try (OutputStream out = fs.create(new Path(folder, FILE), true)) {
      out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
      out.write('\n');
    }
  }

  private static Optional<RunManifest> read(Path folder, FileSystem fs) throws IOException {
    try (InputStream in = fs.open(new Path(folder, FILE))) {
      return Optional.of(JSON.readValue(in, RunManifest.class));
    } catch (FileNotFoundException | com.fasterxml.jackson.core.JacksonException e) {
      return Optional.empty();
    }
  }
}
