package org.graphrestore.spark.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;

/** A short name for everything that a result depends on: equal fingerprints may be reused. */
public final class Fingerprint {
  private Fingerprint() {}

  /**
   * Returns the first 16 hexadecimal digits of a SHA-256.
   *
   * @param stage the stage's name
   * @param formatVersion version of the format that the stage writes
   * @param upstreamAndKeys fingerprints of the inputs, keys that change results, the seed where
   *     used
   */
  public static String of(
      String stage, int formatVersion, SortedMap<String, String> upstreamAndKeys) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }

    add(digest, stage);
    add(digest, Integer.toString(formatVersion));
    for (Map.Entry<String, String> entry : upstreamAndKeys.entrySet()) {
      add(digest, entry.getKey());
      add(digest, entry.getValue());
    }

    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  /** Adds a text with its length, so that no two lists of texts give the same bytes. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
