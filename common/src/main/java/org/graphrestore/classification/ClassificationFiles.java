package org.graphrestore.classification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.graphrestore.classification.ClassificationSummary.Fraction;

/**
 * The summary as {@code classification.json} and {@code classification.csv}. Scripts rely on the
 * names (docs/formats/classification.md): more may be added, none changes its meaning.
 */
public final class ClassificationFiles {
  private ClassificationFiles() {}

  /** Returns the summary as indented JSON. */
  public static String json(ClassificationSummary summary) {
    try {
      return new ObjectMapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(members(summary))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write the summary as JSON", e);
    }
  }

  /** Returns the members of the JSON object, in order: numbers, texts, lists and maps. */
  public static Map<String, Object> members(ClassificationSummary summary) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("nodes", summary.nodes());
    members.put("labelledNodes", summary.labelledNodes());
    members.put("sampled", summary.nodes() < summary.labelledNodes());
    members.put("unknownNodes", summary.unknownNodes());
    members.put("labels", summary.labels());
    members.put("labelsPerNode", summary.labelsPerNode());
    members.put("singleLabel", summary.singleLabel());
    members.put("repeats", summary.repeats());
    members.put("fractions", summary.fractions());
    return members;
  }

  /** Returns the summary as CSV: a header, then a row a share. */
  public static String csv(ClassificationSummary summary) {
    StringBuilder text =
        new StringBuilder(
            "percent,train,test,micro,micro_deviation,macro,macro_deviation,accuracy,"
                + "accuracy_deviation,majority_micro,majority_macro\n");
    for (Fraction fraction : summary.fractions()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%d,%d,%d,%s,%s,%s,%s,%s,%s,%s,%s\n",
              fraction.percent(),
              fraction.train(),
              fraction.test(),
              fraction.micro().mean(),
              fraction.micro().deviation(),
              fraction.macro().mean(),
              fraction.macro().deviation(),
              fraction.accuracy().mean(),
              fraction.accuracy().deviation(),
              fraction.majorityMicro().mean(),
              fraction.majorityMacro().mean()));
    }

    return text.toString();
  }
}
