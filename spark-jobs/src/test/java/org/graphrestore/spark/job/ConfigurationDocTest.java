package org.graphrestore.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graphrestore.config.ConfigurationPage;
import org.junit.jupiter.api.Test;

class ConfigurationDocTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");

  @Test
  void thePageSaysWhatTheKeysSay() throws IOException {
    String page = ConfigurationPage.of(Keys.catalog());
    if ("1".equals(System.getenv("UPDATE_GOLDEN"))) {
      Files.writeString(PAGE, page);
    }

    assertThat(PAGE).as("UPDATE_GOLDEN=1 writes it").exists();
    assertThat(Files.readString(PAGE)).as("UPDATE_GOLDEN=1 rewrites it").isEqualTo(page);
  }
}
