package org.graphrestore.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which build this is: every manifest and report says so. The build writes it into a resource
 * beside this class.
 */
public final class BuildInfo {
  private static final Properties PROPERTIES = read();

  private BuildInfo() {}

  /** The version, for example {@code 0.1.0-SNAPSHOT}. */
  public static String version() {
    return PROPERTIES.getProperty("version");
  }

  /**
   * The commit's full sha, with {@code -dirty} after it when files differed from that commit, or
   * {@code unknown} when the sources were no Git checkout.
   */
  public static String gitSha() {
    String commit = PROPERTIES.getProperty("commit");
    return Boolean.parseBoolean(PROPERTIES.getProperty("dirty")) ? commit + "-dirty" : commit;
  }

  private static Properties read() {
    Properties properties = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
      if (in == null) {
        throw new IllegalStateException(
            "build.properties is missing beside " + BuildInfo.class.getName() + ": build by Maven");
      }

      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
