package org.graphrestore.spark.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The stores of a run folder, which are one chain: what was made from a store that is replaced has
 * no place in it any more. Lives on the driver.
 */
final class RunStores {
  private final Path run;
  private final Configuration conf;

  RunStores(Path run, Configuration conf) {
    this.run = run;
    this.conf = conf;
  }

  /**
   * Finds the stores that a new store would leave without their origin.
   *
   * @param name name of the new store's folder, for example {@code walks}
   * @param fingerprint its fingerprint
   * @return names of the folders, with the fingerprints of their stores
   */
  Map<String, String> outdatedBy(String name, String fingerprint) {
    Map<String, String> outdated = new TreeMap<>();
    try {
      Map<String, StoreManifest> stores = stores();
      stores.remove(name);
      stores.forEach(
          (folder, manifest) -> {
            String origin = manifest.upstream().get(name);
            if (origin != null && !origin.equals(fingerprint)) {
              outdated.put(folder, manifest.fingerprint());
            }
          });
      int before;
      do {
        before = outdated.size();
        stores.forEach(
            (folder, manifest) -> {
              if (Map.copyOf(outdated).entrySet().stream()
                  .anyMatch(
                      gone -> gone.getValue().equals(manifest.upstream().get(gone.getKey())))) {
                outdated.put(folder, manifest.fingerprint());
              }
            });
      } while (outdated.size() > before);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + run, e);
    }

    return outdated;
  }

  /**
   * Refuses a new store that would leave others without their origin.
   *
   * @throws UserMistakeException naming them
   */
  void refuseOutdating(String name, String fingerprint) {
    Map<String, String> outdated = outdatedBy(name, fingerprint);
    if (!outdated.isEmpty()) {
      throw new UserMistakeException(
          "Found "
              + String.join(", ", outdated.keySet())
              + " in "
              + run
              + ", made from another "
              + name
              + " than this run makes; use another --output, or --force to delete "
              + (outdated.size() == 1 ? "it" : "them"));
    }
  }

  /** Deletes a store and the files beside its folder that have its name: its summaries. */
  void delete(String name) {
    try {
      FileSystem fs = run.getFileSystem(conf);
      Path folder = new Path(run, name);
      // The manifest first: from then on the rest is nobody's.
      fs.delete(new Path(folder, StoreFolder.MANIFEST), false);
      StoreFolder.at(folder, conf).sweep(false);
      fs.delete(new Path(run, name + ".json"), false);
      fs.delete(new Path(run, name + ".csv"), false);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete the store " + new Path(run, name), e);
    }
  }

  private Map<String, StoreManifest> stores() throws IOException {
    Map<String, StoreManifest> stores = new TreeMap<>();
    try {
      for (FileStatus status : run.getFileSystem(conf).listStatus(run)) {
        if (status.isDirectory()) {
          manifest(status.getPath())
              .ifPresent(manifest -> stores.put(status.getPath().getName(), manifest));
        }
      }
    } catch (FileNotFoundException e) {
      return stores;
    }

    return stores;
  }

  private Optional<StoreManifest> manifest(Path folder) {
    try {
      return StoreFolder.at(folder, conf).manifest();
    } catch (UserMistakeException e) {
      // Somebody else's folder with somebody else's manifest.json.
      return Optional.empty();
    }
  }
}
