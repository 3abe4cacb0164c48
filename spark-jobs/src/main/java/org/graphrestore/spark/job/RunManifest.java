package org.graphrestore.spark.job;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.graphrestore.reconstruction.FailCondition;
import org.graphrestore.spark.store.WholeFile;

/**
 * What a run is: {@code manifest.json} of the run folder (docs/formats/manifest.md). Written when
 * the run begins, so that its folder is known to be ours after a kill, and again when it ends.
 *
 * @param format always {@code graphrestore/run}
 * @param formatVersion 1 now
 * @param state {@code running}, then {@code finished} or {@code failed}; a run that was killed
 *     stays {@code running}
 * @param version version of GraphRestore
 * @param gitSha commit that it was built from
 * @param command the command's name
 * @param commandLine how to repeat the run
 * @param seed the run's seed
 * @param config every resolved setting
 * @param startedAt when it began, ISO 8601
 * @param seconds wall time, 0 while it runs
 * @param stages what was done, in order
 * @param gates what became of the conditions of {@code --fail-if}, in order
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
    List<Stage> stages,
    List<FailCondition.Verdict> gates) {
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

  /** Writes this manifest in place of the one that is there. */
  void write(Path folder, Configuration conf) throws IOException {
    String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    WholeFile.replace(new Path(folder, FILE), json.getBytes(StandardCharsets.UTF_8), conf);
  }

  /** Reads the manifest of a folder; empty if there is none, or somebody else's. */
  static Optional<RunManifest> read(Path folder, FileSystem fs) throws IOException {
    try (InputStream in = fs.open(new Path(folder, FILE))) {
      return Optional.of(JSON.readValue(in, RunManifest.class))
          .filter(manifest -> FORMAT.equals(manifest.format()));
    } catch (FileNotFoundException | com.fasterxml.jackson.core.JacksonException e) {
      return Optional.empty();
    }
  }
}
