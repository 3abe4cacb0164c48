package org.graphrestore.graph;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;

/**
 * Turns WordNet's database files into edges in the KGTK format ({@code node1 relation node2} and
 * labels), the real graph of the quick start.
 *
 * <p>Nodes are synsets ({@code synset:02086723-n}) and lemmas ({@code lemma:dog}: lower case,
 * without the syntactic marker of adjectives). Edges are the senses of lemmas and all semantic
 * pointers, that is those between whole synsets; of a pointer and its inverse only one is written.
 * The format is that of the manual page wndb(5WN), WordNet 3.0 and 3.1.
 */
public final class WordNetEdges {
  /** The header of the edges, columns separated by tabs. */
  public static final String HEADER =
      "node1\trelation\tnode2\tnode1;label\tnode2;label\trelation;label";

  private static final String WHOLE_SYNSET = "0000";
  private static final String SENSE = "HasSense";
  private static final Map<String, String> RELATIONS =
      Map.ofEntries(
          Map.entry("@", "IsA"),
          Map.entry("@i", "InstanceOf"),
          Map.entry("#m", "MemberOf"),
          Map.entry("#p", "PartOf"),
          Map.entry("#s", "SubstanceOf"),
          Map.entry(";c", "HasTopic"),
          Map.entry(";r", "HasRegion"),
          Map.entry(";u", "HasUsage"),
          Map.entry("&", "SimilarTo"),
          Map.entry("^", "SeeAlso"),
          Map.entry("=", "HasAttribute"),
          Map.entry("*", "Entails"),
          Map.entry(">", "Causes"),
          Map.entry("$", "SameVerbGroup"));

  private WordNetEdges() {}

  /**
   * Writes the edges of one {@code data.*} file.
   *
   * @param data a file as the distribution has it, licence lines included
   * @param out where the lines go; the header is not written
   * @return the number of lines written
   * @throws IOException if the text cannot be read or written, or is no WordNet database
   */
  public static long write(BufferedReader data, Writer out) throws IOException {
    long lines = 0;
    long lineNumber = 0;
    for (String line = data.readLine(); line != null; line = data.readLine()) {
      lineNumber++;
      if (!startsWithOffset(line)) {
        continue; // the licence stands before the data, on indented or numbered lines
      }

      try {
        lines += writeSynset(line.split(" "), out);
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new IOException("Line " + lineNumber + " is no WordNet synset: " + line, e);
      }
    }

    return lines;
  }

  /**
   * Returns the licence that a {@code data.*} file begins with, which must stay with the data.
   *
   * @throws IOException if the text cannot be read
   */
  public static String licence(BufferedReader data) throws IOException {
    StringBuilder licence = new StringBuilder();
    for (String line = data.readLine();
        line != null && !startsWithOffset(line);
        line = data.readLine()) {
      licence.append(line.replaceFirst("^ *\\d+ ?", "").stripTrailing()).append('\n');
    }

    return licence.toString();
  }

  /** A synset begins with its byte offset, eight digits, which the licence's lines never do. */
  private static boolean startsWithOffset(String line) {
    return line.indexOf(' ') == 8 && line.chars().limit(8).allMatch(Character::isDigit);
  }

  private static long writeSynset(String[] fields, Writer out) throws IOException {
    String synset = synset(fields[0], fields[2]);
    int words = Integer.parseInt(fields[3], 16);
    String label = label(fields, words);
    long lines = 0;
    for (int i = 0; i < words; i++) {
      String lemma = lemma(fields[4 + 2 * i]);
      writeEdge(out, "lemma:" + lemma, SENSE, synset, lemma.replace('_', ' '), label);
      lines++;
    }

    int pointers = 4 + 2 * words;
    int count = Integer.parseInt(fields[pointers]);
    for (int i = 0; i < count; i++) {
      int at = pointers + 1 + 4 * i;
      String relation = RELATIONS.get(fields[at]);
      if (relation != null && fields[at + 3].equals(WHOLE_SYNSET)) {
        writeEdge(out, synset, relation, synset(fields[at + 1], fields[at + 2]), label, "");
        lines++;
      }
    }

    return lines;
  }

  private static void writeEdge(
      Writer out, String node1, String relation, String node2, String label1, String label2)
      throws IOException {
    out.write(String.join("\t", node1, relation, node2, label1, label2, relation) + "\n");
  }

  /** Satellite adjectives ("s") are numbered together with the others ("a"). */
  private static String synset(String offset, String type) {
    return "synset:" + offset + "-" + (type.equals("s") ? "a" : type);
  }

  private static String lemma(String word) {
    int marker = word.indexOf('(');
    return (marker < 0 ? word : word.substring(0, marker)).toLowerCase(Locale.ROOT);
  }

  /** The first two lemmas and the part of speech, for people: {@code dog, domestic dog (n)}. */
  private static String label(String[] fields, int words) {
    String label = lemma(fields[4]);
    if (words > 1) {
      label += ", " + lemma(fields[6]);
    }

    return label.replace('_', ' ') + " (" + (fields[2].equals("s") ? "a" : fields[2]) + ")";
  }
}
