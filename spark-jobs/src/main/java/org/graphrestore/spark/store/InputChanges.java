package org.graphrestore.spark.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says for people how the files that are to be read differ from those that were read. */
final class InputChanges {
  private static final int SHOWN = 5;

  private InputChanges() {}

  /** Returns one text a file that came, went or changed, five at most; empty if none did. */
  static List<String> between(
      List<StoreManifest.InputFile> before, List<StoreManifest.InputFile> now) {
    if (before.size() == 1 && now.size() == 1 && !before.get(0).path().equals(now.get(0).path())) {
      return List.of("input " + before.get(0).path() + " -> " + now.get(0).path());
    }

    Map<String, StoreManifest.InputFile> gone = new TreeMap<>();
    before.forEach(file -> gone.put(file.path(), file));
    List<String> changes = new ArrayList<>();
    for (StoreManifest.InputFile file : now) {
      StoreManifest.InputFile old = gone.remove(file.path());
      if (old == null) {
        changes.add("input " + file.path() + " is new");
      } else if (old.bytes() != file.bytes()) {
        changes.add(
            "input " + file.path() + " has " + old.bytes() + " -> " + file.bytes() + " bytes");
      } else if (old.modified() != file.modified()) {
        changes.add(
            "input "
                + file.path()
                + " was modified "
                + Instant.ofEpochMilli(old.modified())
                + " -> "
                + Instant.ofEpochMilli(file.modified()));
      }
    }

    gone.keySet().forEach(path -> changes.add("input " + path + " is read no more"));
    if (changes.size() <= SHOWN) {
      return changes;
    }

    List<String> first = new ArrayList<>(changes.subList(0, SHOWN));
    first.add(changes.size() - SHOWN + " more changes of the input");
    return first;
  }
}
