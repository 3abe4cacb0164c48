package org.graphrestore.reconstruction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.graphrestore.config.DidYouMean;

/**
 * The numbers of a result by the names that people write: {@code cosine.hop1.shell.map}. Made from
 * {@code reconstruction.json} itself, so that every number there has a name, whatever is measured.
 *
 * <pre>
 * scores [{score, hops [{hop, ...}]}]    SCORE.hopK....      cosine.hop2.ball.precision.10
 * [{from, ...}]                          the value of from   cosine.hop1.shell.byDegree.4.map
 * relations [{name, scores, ...}]        relations.NAME      relations.IsA.cosine.hop1.shell.map
 * groups [{by, groups [{name, ...}]}]    groups.BY.NAME      groups.component.X.dot.hop1.shell.map
 * </pre>
 */
public final class MetricTree {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the parts of a name are, for messages. */
  private static final List<String> PARTS = List.of("score", "hop", "truth", "metric");

  /** Members that name an element of a list, the first that it has. */
  private static final List<String> KEYS = List.of("score", "hop", "name", "from", "k", "n");

  /** A member that marks what was a list. */
  private static final String LIST = "";

  private static final int SHOWN = 40;

  private final ObjectNode root;

  private MetricTree(ObjectNode root) {
    this.root = root;
  }

  /** Names the numbers of a summary. */
  public static MetricTree of(ReconstructionSummary summary) {
    return ofJson(SummaryFiles.json(summary));
  }

  /** Names the numbers of a {@code reconstruction.json}, or of a {@code comparison.json}. */
  public static MetricTree ofJson(String json) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    JsonNode result = parse(json);
    addRankings(root, result);
    if (result.has("relations")) {
      addParts(root, "relations", result, "relations");
    }
    for (JsonNode by : result.path("groups")) {
      // Which groups there are is known only afterwards.
      addParts(root.withObject("/groups"), by.get("by").asText(), by, "groups").put(LIST, true);
    }
    return new MetricTree(root);
  }

  private static void addRankings(ObjectNode to, JsonNode result) {
    add(to, result.path("scores"), "score");
    add(to, result.path("baselines"), "baseline");
  }

  /** Adds results that have names of their own. */
  private static ObjectNode addParts(ObjectNode to, String name, JsonNode from, String member) {
    ObjectNode parts = to.putObject(name);
    for (JsonNode part : from.path(member)) {
      addRankings(parts.putObject(part.get("name").asText()), part);
    }
    return parts;
  }

  private static void add(ObjectNode root, JsonNode scores, String name) {
    for (JsonNode score : scores) {
      ObjectNode hops = root.putObject(score.get(name).asText());
      for (JsonNode hop : score.get("hops")) {
        ObjectNode named = (ObjectNode) named(hop);
        named.remove("hop");
        hops.set("hop" + hop.get("hop").asText(), named);
      }
    }
  }

  /**
   * Returns the names that the result of these settings will have, all numbers 0: names are checked
   * before hours of work and not after them.
   */
  public static MetricTree expected(ReconstructionParams params) {
    return of(new SummaryBuilder(params, 0).summary(2, false).with(SummaryParts.expected(params)));
  }

  /**
   * Adds a section whose numbers have names of their own, for example {@code restored.precision}.
   *
   * @param section its name, which is no score's
   * @param json its numbers
   */
  public MetricTree with(String section, String json) {
    ObjectNode copy = root.deepCopy();
    copy.set(section, named(parse(json)));
    return new MetricTree(copy);
  }

  /**
   * Returns a number.
   *
   * @param name for example {@code cosine.hop1.shell.map}
   * @return the number; NaN where it is not known, or would stand in a row that a list does not
   *     have: which rows there are is known only afterwards
   * @throws IllegalArgumentException if there is none of this name; the message says which part is
   *     unknown and what there is
   */
  public double value(String name) {
    JsonNode at = root;
    String rest = name;
    for (int part = 0; ; part++) {
      String key = child(at, rest);
      String what = PARTS.get(Math.min(part, PARTS.size() - 1));
      if (key == null && at.has(LIST)) {
        return Double.NaN;
      }

      if (key == null) {
        String unknown = rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
        throw new IllegalArgumentException(
            "unknown "
                + what
                + " "
                + (unknown.isEmpty() ? "(nothing)" : unknown)
                + (unknown.matches("\\d*") ? "" : DidYouMean.hint(unknown, names(at)))
                + " ("
                + place(name, rest)
                + " has "
                + shown(at)
                + ")");
      }

      at = at.get(key);
      if (rest.length() == key.length()) {
        return number(name, at);
      }

      rest = rest.substring(key.length() + 1);
      if (!at.isObject()) {
        throw new IllegalArgumentException(
            place(name, rest) + " is a number and has no " + rest + "; leave that out");
      }
    }
  }

  private static double number(String name, JsonNode at) {
    if (at.isObject()) {
      throw new IllegalArgumentException(
          name + " is no number; add one of " + shown(at) + ", as in " + name + "." + first(at));
    }

    // JSON has no NaN: a number that is not known is null or a text.
    return at.isNumber() ? at.asDouble() : Double.NaN;
  }

  private static String place(String name, String rest) {
    return name.length() == rest.length()
        ? "the result"
        : name.substring(0, name.length() - rest.length() - 1);
  }

  /** Names of lists may have dots in them, so the longest one that fits is meant. */
  private static String child(JsonNode at, String rest) {
    String found = null;
    for (String key : names(at)) {
      boolean fits = rest.equals(key) || rest.startsWith(key + ".");
      if (fits && (found == null || key.length() > found.length())) {
        found = key;
      }
    }

    return found;
  }

  private static List<String> names(JsonNode at) {
    List<String> names = new ArrayList<>();
    at.fieldNames().forEachRemaining(names::add);
    names.remove(LIST);
    return names;
  }

  private static String shown(JsonNode at) {
    List<String> names = names(at);
    return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
        + (names.size() > SHOWN ? ", ..." : "");
  }

  private static String first(JsonNode at) {
    return names(at).isEmpty() ? "NAME" : names(at).get(0);
  }

  /** Turns lists into members with names. */
  private static JsonNode named(JsonNode node) {
    if (node.isObject()) {
      ObjectNode members = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(field -> members.set(field.getKey(), named(field.getValue())));
      return members;
    }

    if (node.isArray()) {
      ObjectNode members = JsonNodeFactory.instance.objectNode().put(LIST, true);
      for (int i = 0; i < node.size(); i++) {
        members.set(key(node.get(i), i), named(node.get(i)));
      }

      return members;
    }

    return node;
  }

  private static String key(JsonNode element, int number) {
    return KEYS.stream()
        .filter(key -> element.has(key) && element.get(key).isValueNode())
        .findFirst()
        .map(key -> element.get(key).asText())
        .orElse(Integer.toString(number));
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A result is always JSON", e);
    }
  }
}
