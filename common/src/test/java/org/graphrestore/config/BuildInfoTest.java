package org.graphrestore.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildInfoTest {
  @Test
  void theBuildFilledInItsVersionAndCommit() {
    assertThat(BuildInfo.version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(BuildInfo.gitSha()).matches("unknown|[0-9a-f]{40}(-dirty)?");
  }
}
