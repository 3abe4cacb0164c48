package org.graphrestore.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The upper floors of the house (docs/architecture.md): a room may use rooms on lower floors, and
 * all of {@code common}. And what no stage may do with Spark, for the bits would then depend on how
 * the data happens to be cut.
 */
@AnalyzeClasses(
    packages = "org.graphrestore.spark",
    importOptions = ImportOption.DoNotIncludeTests.class)
class SparkLayersTest {
  /** From the ground up; rooms on one floor do not know each other. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("store", "kryo"),
          List.of("ingest", "walks"),
          List.of("training", "reconstruction", "semantics", "classification", "linkprediction"),
          List.of("job", "ml"),
          List.of("cli"));

  @ArchTest static final ArchRule ROOMS_USE_LOWER_FLOORS_ONLY = floors();

  @ArchTest
  static final ArchRule EVERY_CLASS_IS_IN_A_ROOM =
      classes()
          .should()
          .resideInAnyPackage(
              FLOORS.stream()
                  .flatMap(List::stream)
                  .map(room -> "org.graphrestore.spark." + room + "..")
                  .toArray(String[]::new));

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("org.graphrestore.spark.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_THE_FRONT_DOOR_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.graphrestore.spark.cli..")
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule ONLY_THE_FRONT_DOOR_AND_THE_JOBS_EXIT =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.graphrestore.spark.cli..", "org.graphrestore.spark.job..")
          .should()
          .callMethodWhere(calls(Set.of("java.lang.System"), Set.of("exit")));

  @ArchTest
  static final ArchRule ONE_LOGGING_LIBRARY =
      GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  /** UUIDs are not among them: they name attempts, and no draw comes from them. */
  @ArchTest
  static final ArchRule ALL_CHANCE_COMES_FROM_SEEDS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom)"
                  + "|java\\.security\\.SecureRandom|java\\.util\\.random\\..*")
          .orShould()
          .callMethodWhere(calls(Set.of("java.lang.Math"), Set.of("random")))
          .orShould()
          .callMethodWhere(
              calls(
                  Set.of("org.apache.spark.sql.functions"),
                  Set.of("rand", "randn", "uuid", "shuffle", "monotonically_increasing_id")))
          .orShould()
          .callMethodWhere(
              calls(
                  Set.of(
                      "org.apache.spark.sql.Dataset",
                      "org.apache.spark.api.java.JavaRDD",
                      "org.apache.spark.api.java.JavaPairRDD",
                      "org.apache.spark.rdd.RDD"),
                  Set.of("sample", "sampleByKey", "takeSample", "randomSplit")))
          .as("all draws should go through org.graphrestore.random.Seeds");

  @ArchTest
  static final ArchRule NO_SUMS_WHOSE_SHAPE_FOLLOWS_PARTITIONS =
      noClasses()
          .should()
          .callMethodWhere(
              calls(
                  Set.of(
                      "org.apache.spark.api.java.JavaRDD",
                      "org.apache.spark.api.java.JavaPairRDD",
                      "org.apache.spark.api.java.JavaDoubleRDD",
                      "org.apache.spark.rdd.RDD"),
                  Set.of("treeAggregate", "treeReduce", "aggregate", "fold")))
          .as("sums should be taken by key or by block, in a fixed order");

  private static ArchRule floors() {
    Architectures.LayeredArchitecture house =
        Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true);
    for (List<String> floor : FLOORS) {
      for (String room : floor) {
        house = house.layer(room).definedBy("org.graphrestore.spark." + room + "..");
      }
    }

    String[] lower = {};
    for (List<String> floor : FLOORS) {
      for (String room : floor) {
        house =
            lower.length == 0
                ? house.whereLayer(room).mayNotAccessAnyLayer()
                : house.whereLayer(room).mayOnlyAccessLayers(lower);
      }
      lower = Stream.concat(Arrays.stream(lower), floor.stream()).toArray(String[]::new);
    }
    return house;
  }

  private static DescribedPredicate<JavaCall<?>> calls(Set<String> owners, Set<String> methods) {
    return DescribedPredicate.describe(
            "a call of " + methods + " of " + owners,
            (JavaAccess<?> call) ->
                owners.contains(call.getTargetOwner().getName())
                    && methods.contains(call.getTarget().getName()))
        .forSubtype();
  }
}
