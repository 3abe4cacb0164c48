package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.graphrestore.config.Catalog;
import org.graphrestore.config.Settings;
import org.junit.jupiter.api.Test;

class TruthParamsTest {
  private static ReconstructionParams params(String... settings) {
    Map<String, String> given = new java.util.HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      given.put("reconstruct." + settings[i], settings[i + 1]);
    }
    return ReconstructionParams.from(
        Settings.resolve(Catalog.of(ReconstructionParams.KEYS), List.of(), given));
  }

  @Test
  void groupsOfRelationsHaveNames() {
    assertThat(params("relations", " IsA , parts = PartOf|^HasA").truth().relations())
        .containsExactly(
            new RelationGroup("IsA", "IsA"), new RelationGroup("parts", "PartOf|^HasA"));
    assertThat(params("relations", "IsA,parts=PartOf|^HasA").texts())
        .containsEntry("reconstruct.relations", "IsA,parts=PartOf|^HasA");
    // Results of the first version had none of these settings, and are used again.
    assertThat(params().texts()).doesNotContainKey("reconstruct.relations").hasSize(7);
    assertThatThrownBy(() -> params("relations", "IsA,,PartOf"))
        .hasMessageContaining("must be groups of relations separated by commas, for example");
    assertThatThrownBy(() -> params("relations", "a=IsA,a=PartOf"))
        .hasMessageContaining("names two groups a; name one of them otherwise, as NAME=RELATIONS");
    assertThatThrownBy(() -> params("relations", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17"))
        .hasMessageContaining("has 17 groups (must be at most 16)");
  }

  @Test
  void bandsTakeThePlaceOfHops() {
    ReconstructionParams params = params("bands", "1, 2.5,4", "hops", "8");
    assertThat(params.hops()).isEqualTo(3);
    assertThat(params.truth().bands()).containsExactly(1.0, 2.5, 4.0);
    assertThat(params.texts())
        .containsEntry("reconstruct.bands", "1,2.5,4")
        .containsEntry("reconstruct.band-length", "weight");
    for (String bad : List.of("0,1", "2,1", "1,1", "x", "1,Infinity", "1,2,3,4,5,6,7,8,9", "NaN")) {
      assertThatThrownBy(() -> params("bands", bad))
          .hasMessageContaining("must be 1 .. 8 ascending numbers above 0");
    }
    assertThatThrownBy(
            () ->
                new ReconstructionParams(
                    2,
                    List.of(ScoreKind.DOT),
                    java.util.OptionalInt.empty(),
                    0,
                    0.9,
                    0,
                    1,
                    List.of(),
                    params.truth()))
        .hasMessageContaining("Invalid reconstruct.hops: 2 (must be the number of");
  }

  @Test
  void groupingsAreChecked() {
    assertThat(params("by", "component, relation").truth().groupings())
        .containsExactly(Grouping.COMPONENT, Grouping.RELATION);
    assertThat(params("by", "none").truth()).isEqualTo(TruthParams.WHOLE);
    assertThatThrownBy(() -> params("by", "colour"))
        .hasMessageContaining("must be none, or some of relation, component, community, type");
    assertThatThrownBy(() -> params("by", "type,type")).hasMessageContaining("names type twice");
    assertThatThrownBy(() -> params("by", "label"))
        .hasMessage("reconstruct.by=label needs a file of labels; name it by reconstruct.labels");
    assertThatThrownBy(() -> params("labels", "l.tsv"))
        .hasMessageContaining("but nothing is grouped by label; add label to reconstruct.by");
  }

  @Test
  void namesOfPartsAreKnownBefore() {
    MetricTree names =
        MetricTree.expected(params("relations", "taxonomy=IsA|PartOf", "by", "component"));
    assertThat(names.value("relations.taxonomy.cosine.hop2.ball.auc")).isNaN();
    assertThat(names.value("relations.taxonomy.degree.hop1.shell.map")).isZero();
    assertThat(names.value("groups.component.whatever.dot.hop1.shell.map")).isNaN();
    assertThatThrownBy(() -> names.value("relations.taxonomi.dot.hop1.shell.map"))
        .hasMessageContaining("taxonomi")
        .hasMessageContaining("did you mean taxonomy");
    assertThatThrownBy(() -> names.value("groups.relation.IsA.dot.hop1.shell.map"))
        .hasMessageContaining("component");
  }
}
