package org.graphrestore.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  @Test
  void oneTableAFamilyInTheOrderOfTheCatalog() {
    String page =
        ConfigurationPage.of(
            Catalog.of(
                List.of(
                    ConfigKey.ofInt("walk.length", 80, 2, 100, "Nodes of a walk."),
                    ConfigKey.ofString("ingest.null", "", "Text | for\n nothing.")
                        .thatChangesNoResult()),
                List.of(ConfigKey.ofInt("walk.count", 5, 1, Integer.MAX_VALUE, "Walks."))));
    assertThat(page.substring(page.indexOf("\n## ")))
        .isEqualTo(
            """

            ## walk

            | key | type | default | range | what it does | results |
            |---|---|---|---|---|---|
            | `walk.length` | int | `80` | 2 .. 100 | Nodes of a walk. | yes |
            | `walk.count` | int | `5` | at least 1 | Walks. | yes |

            ## ingest

            | key | type | default | range | what it does | results |
            |---|---|---|---|---|---|
            | `ingest.null` | string | (empty) | any | Text \\| for nothing. | no |
            """);
  }
}
