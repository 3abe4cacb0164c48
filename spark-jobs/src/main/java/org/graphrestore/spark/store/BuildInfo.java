package org.graphrestore.spark.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which GraphRestore this is, from the properties file that the build leaves in the jar.
 *
 * @param version version of the product, or {@code unknown}
 * @param gitSha commit it was built from, or {@code unknown}
 */
public record BuildInfo(String version, String gitSha) {
  private static final String RESOURCE = "/graphrestore-build.properties";

  /** Reads the properties file; says {@code unknown} where there is none. */
  public static BuildInfo current() {
    Properties properties = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream(RESOURCE)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + RESOURCE, e);
    }

    return new BuildInfo(
        properties.getProperty("version", "unknown"),
        properties.getProperty("git.commit.id", "unknown"));
  }
}
