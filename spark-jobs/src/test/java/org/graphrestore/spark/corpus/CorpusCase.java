package org.graphrestore.spark.corpus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.graphrestore.spark.store.GraphStore;

/**
 * One input and what a command must make of it. Texts that name files are below the case's own
 * folder; in arguments that folder is "{in}", the prepared run "{run}".
 */
final class CorpusCase {
  final String name;
  final List<Making> makings = new ArrayList<>();
  final List<String> edges = new ArrayList<>();
  final List<String> arguments = new ArrayList<>();
  final List<String> messageParts = new ArrayList<>();
  final SortedMap<String, Long> counts = new TreeMap<>();
  final List<Consumer<GraphStore>> checks = new ArrayList<>();
  List<String> command = List.of("ingest");
  List<String> ids;
  boolean fails;
  boolean usage;
  String keeps;

  /** Makes something in the folder of the case. */
  @FunctionalInterface
  interface Making {
    void in(Path folder) throws IOException;
  }

  private CorpusCase(String name) {
    this.name = name;
  }

  static CorpusCase corpusCase(String name) {
    return new CorpusCase(name);
  }

  /** Writes a text file; the first that is written is the input, if no other is named. */
  CorpusCase text(String file, String content) {
    return bytes(file, content.getBytes(StandardCharsets.UTF_8));
  }

  CorpusCase bytes(String file, byte[] content) {
    if (edges.isEmpty() && command.equals(List.of("ingest"))) {
      edges.add(file);
    }

    return make(
        folder -> {
          Files.createDirectories(folder.resolve(file).getParent());
          Files.write(folder.resolve(file), content);
        });
  }

  CorpusCase make(Making making) {
    makings.add(making);
    return this;
  }

  /** Names the edges instead of the first file that is written. */
  CorpusCase edges(String... paths) {
    edges.clear();
    edges.addAll(List.of(paths));
    return this;
  }

  CorpusCase args(String... more) {
    arguments.addAll(List.of(more));
    return this;
  }

  CorpusCase set(String assignment) {
    return args("--set", assignment);
  }

  /** Runs something else than ingest; what it reads is all in the arguments. */
  CorpusCase command(String... words) {
    this.command = List.of(words);
    edges.clear();
    return this;
  }

  /** The case gives a graph of so many nodes and edges. */
  CorpusCase graph(long nodes, long edgeCount) {
    return count("nodes", nodes).count("edges", edgeCount);
  }

  /** The graph has these nodes and no others, each as it came. */
  CorpusCase ids(String... expected) {
    this.ids = List.of(expected);
    return count("nodes", expected.length);
  }

  CorpusCase count(String count, long expected) {
    counts.put(count, expected);
    return this;
  }

  CorpusCase check(Consumer<GraphStore> check) {
    checks.add(check);
    return this;
  }

  /** The case ends in one line that has these texts, in this order. */
  CorpusCase fails(String... parts) {
    this.fails = true;
    messageParts.addAll(List.of(parts));
    return this;
  }

  /** The case fails in a later stage: the store of this stage is finished and stays. */
  CorpusCase keeps(String store) {
    this.keeps = store;
    return this;
  }

  /** The case is a mistake in the call: after the line comes where the help is. */
  CorpusCase usage(String... parts) {
    this.usage = true;
    return fails(parts);
  }

  static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] gzip(String... members) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String member : members) {
      try (GZIPOutputStream out = new GZIPOutputStream(all)) {
        out.write(member.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    return all.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }

    return all.toByteArray();
  }

  @Override
  public String toString() {
    return name;
  }
}
