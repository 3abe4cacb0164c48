package org.graphrestore;

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
 * The floors of the house (docs/architecture.md): a room may use rooms on lower floors only. And
 * what no room of plain arithmetic may do: depend on Spark, on chance, on the clock or on the
 * machine.
 */
@AnalyzeClasses(packages = "org.graphrestore", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  /** From the ground up; rooms on one floor do not know each other. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("random", "vector", "config"),
          List.of("graph", "embedding"),
          List.of("walk", "factor", "autoencoder"),
          List.of("skipgram", "reconstruction", "semantics", "classification"),
          List.of("linkprediction"),
          List.of("report", "estimate"));

  @ArchTest static final ArchRule ROOMS_USE_LOWER_FLOORS_ONLY = floors();

  @ArchTest
  static final ArchRule EVERY_CLASS_IS_IN_A_ROOM =
      classes()
          .should()
          .resideInAnyPackage(
              FLOORS.stream()
                  .flatMap(List::stream)
                  .map(room -> "org.graphrestore." + room + "..")
                  .toArray(String[]::new));

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("org.graphrestore.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule PLAIN_JAVA =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..");

  @ArchTest
  static final ArchRule NOTHING_IS_PRINTED =
      GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule ONE_LOGGING_LIBRARY =
      GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  @ArchTest
  static final ArchRule ALL_CHANCE_COMES_FROM_SEEDS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.util\\.(Random|SplittableRandom|UUID|concurrent\\.ThreadLocalRandom)"
                  + "|java\\.security\\.SecureRandom|java\\.util\\.random\\..*")
          .orShould()
          .callMethodWhere(calls(Set.of("java.lang.Math"), Set.of("random")))
          .as("all draws should go through org.graphrestore.random.Seeds");

  @ArchTest
  static final ArchRule NO_CLOCK_AND_NO_MACHINE =
      noClasses()
          .should()
          .callMethodWhere(
              calls(
                  Set.of(
                      "java.lang.System",
                      "java.lang.Runtime",
                      "java.time.Instant",
                      "java.time.LocalDate",
                      "java.time.LocalDateTime",
                      "java.time.ZonedDateTime"),
                  Set.of(
                      "nanoTime",
                      "currentTimeMillis",
                      "now",
                      "availableProcessors",
                      "maxMemory",
                      "freeMemory",
                      "identityHashCode",
                      "exit")))
          .as("results should not depend on the time or the machine: both are given as arguments");

  /** These differ in the last bit between machines and between the interpreter and the compiler. */
  @ArchTest
  static final ArchRule STRICT_MATH =
      noClasses()
          .should()
          .callMethodWhere(
              calls(
                  Set.of("java.lang.Math"),
                  Set.of(
                      "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh",
                      "exp", "expm1", "log", "log10", "log1p", "pow", "cbrt", "hypot")))
          .as("functions whose last bit is open should come from StrictMath");

  private static ArchRule floors() {
    Architectures.LayeredArchitecture house =
        Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true);
    for (List<String> floor : FLOORS) {
      for (String room : floor) {
        house = house.layer(room).definedBy("org.graphrestore." + room + "..");
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
