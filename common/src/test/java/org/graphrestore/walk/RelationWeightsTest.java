package org.graphrestore.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RelationWeightsTest {
  private static final Relations RELATIONS =
      new Relations(List.of("IsA", "PartOf", "RelatedTo", "x=y"), new long[] {5, 4, 90, 1});

  @Test
  void everyRelationHasAFactor() {
    assertThat(new RelationWeights("IsA=2, RelatedTo = 0.5,*=.1").factors(RELATIONS))
        .containsExactly(2, .1, .5, .1);
    assertThat(new RelationWeights("RelatedTo=0").factors(RELATIONS)).containsExactly(1, 1, 0, 1);
    assertThat(new RelationWeights("x=y=3").factors(RELATIONS)).containsExactly(1, 1, 1, 3);
    assertThat(new RelationWeights("IsA=1e2").text()).isEqualTo("IsA=100.0");
  }

  @Test
  void badWeightsSayWhatIsWrong() {
    assertThatThrownBy(() -> new RelationWeights("IsAA=2").factors(RELATIONS))
        .hasMessage(
            "walk.relation-weights names the relation IsAA, which no edge of the graph has; did you"
                + " mean IsA? (of its 4 relations most edges have: RelatedTo (90), IsA (5), PartOf"
                + " (4), x=y (1))");
    assertThatThrownBy(() -> new RelationWeights("IsA=0, *=0").factors(RELATIONS))
        .hasMessage(
            "walk.relation-weights leaves no edge to walk on: every relation of the graph has weight"
                + " 0; give one of them more than 0");
    for (String bad : new String[] {"IsA", "IsA=", "IsA=-1", "=2", "IsA=NaN", "IsA=1e9", "IsA=x"}) {
      assertThatThrownBy(() -> new RelationWeights("PartOf=1, " + bad))
          .hasMessage(
              "Invalid walk.relation-weights: "
                  + bad
                  + " (must be NAME=WEIGHT, the weight 0 or 0.000001 .. 1000000; for example IsA=2,"
                  + " RelatedTo=0.5, *=1)");
    }

    assertThatThrownBy(() -> new RelationWeights("IsA=1, IsA=2"))
        .hasMessage("Invalid walk.relation-weights: IsA has two weights");
  }

  @Test
  void onlyLawsByWeightReadThem() {
    LawSettings weights = new LawSettings(Metapath.NONE, new RelationWeights("IsA=2"), 0);
    assertThatThrownBy(() -> WalkParams.of(WalkLaw.UNIFORM, 1, 2, weights))
        .hasMessage(
            "walk.relation-weights is read by the laws that draw by weight, but walk.law is uniform;"
                + " leave it empty, or choose weighted, node2vec or node2vec-plus");
    WalkParams weighted = WalkParams.of(WalkLaw.WEIGHTED, 1, 2, weights);
    assertThat(weighted.texts()).containsEntry("walk.relation-weights", "IsA=2.0");
    assertThat(WalkParams.of(weighted.texts())).isEqualTo(weighted);
    assertThat(weighted.byWeight(false)).isTrue();
    assertThatThrownBy(
            () ->
                WalkParams.of(
                    WalkLaw.WEIGHTED,
                    1,
                    2,
                    new LawSettings(Metapath.NONE, RelationWeights.NONE, 1)))
        .hasMessage(
            "walk.gamma is read by walk.law=node2vec-plus only, but walk.law is weighted; leave it at"
                + " 0, or choose node2vec-plus");
    assertThatThrownBy(() -> new LawSettings(Metapath.NONE, RelationWeights.NONE, -1))
        .hasMessage("Invalid walk.gamma: -1.0 (must be 0 .. 100.0)");
  }
}
