package org.graphrestore.classification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.graphrestore.classification.ClassificationSummary.Figure;
import org.graphrestore.classification.ClassificationSummary.Fraction;

/**
 * The summary as {@code classification.json} and {@code classification.csv}. Scripts rely on the
 * names (docs/formats/classification.md): more may be added, none changes its meaning.
 */
public final class ClassificationFiles {
  private ClassificationFiles() {}

  /** Returns the summary as indented JSON. */
  public static String json(ClassificationSummary summary) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("nodes", summary.nodes());
    root.put("labelledNodes", summary.labelledNodes());
    root.put("sampled", summary.nodes() < summary.labelledNodes());
    root.put("unknownNodes", summary.unknownNodes());
    root.put("labels", summary.labels());
    root.put("labelsPerNode", summary.labelsPerNode());
    root.put("singleLabel", summary.singleLabel());
    root.put("repeats", summary.repeats());
    ArrayNode fractions = root.putArray("fractions");
    for (Fraction fraction : summary.fractions()) {
      ObjectNode node = fractions.addObject();
      node.put("percent", fraction.percent());
      node.put("train", fraction.train());
      node.put("test", fraction.test());
      put(node, "micro", fraction.micro());
      put(node, "macro", fraction.macro());
      put(node, "accuracy", fraction.accuracy());
      put(node, "majorityMicro", fraction.majorityMicro());
      put(node, "majorityMacro", fraction.majorityMacro());
      node.put("unconverged", fraction.unconverged());
    }

    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write the summary as JSON", e);
    }
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

  private static void put(ObjectNode node, String name, Figure figure) {
    ObjectNode child = node.putObject(name);
    child.put("mean", figure.mean());
    child.put("deviation", figure.deviation());
    ArrayNode values = child.putArray("values");
    figure.values().forEach(values::add);
  }
}
