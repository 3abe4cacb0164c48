package org.graphrestore.spark.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.classification.ClassificationParams;
import org.graphrestore.classification.ClassificationParams.Normalization;
import org.graphrestore.classification.ClassificationParams.UnknownNodes;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.store.exchange.LabelFiles;
import org.graphrestore.spark.store.exchange.LabelLines;
import org.graphrestore.spark.store.exchange.NodePanels;
import scala.Tuple2;

/**
 * Brings labels and vectors together: labels are sent to the panel of nodes in which their node
 * must be, counted, and written beside the vectors of the nodes that are used. The driver gets
 * counts, a few examples, and the different labels.
 *
 * @param content the labelled nodes in files
 * @param labelled labelled nodes of the graph
 * @param unknown nodes with labels that are not in the graph
 */
record LabelSet(LabelledFiles.Content content, long labelled, long unknown) {
  private static final int PANEL_BYTES = 16 << 20;
  private static final int MOST_PANEL_ROWS = 1 << 17;
  private static final int MOST_VALUES = 1 << 28;

  /**
   * Reads, checks, samples and writes.
   *
   * @throws UserMistakeException if a row is bad, nothing fits, or there is too much of it
   */
  static LabelSet gather(
      EmbeddingStore embeddings,
      LabelFiles labels,
      ClassificationParams params,
      LabelledFiles files,
      RunContext run) {
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(run.spark().sparkContext());
    LabelLines lines = new LabelLines(sc, labels);
    lines.check();
    int dim = embeddings.dim();
    BlockLayout layout =
        BlockLayout.ofRows(
            embeddings.nodes(),
            Math.max(1, Math.min(MOST_PANEL_ROWS, PANEL_BYTES / (dim * Float.BYTES))));
    JavaPairRDD<String, String> placed =
        lines.pairs().partitionBy(NodePanels.of(sc, embeddings, layout));
    LabelPanels panels = new LabelPanels(embeddings.files(), layout, run.seed());

    List<Tuple2<long[], String[]>> counts =
        placed.mapPartitionsWithIndex(panels::count, true).collect();
    long labelled = sum(counts, LabelPanels.LABELLED);
    long unknown = sum(counts, LabelPanels.UNKNOWN);
    report(labelled, unknown, counts, embeddings, labels, params, run);

    double share = share(labelled, dim, params, run);
    List<String> names =
        placed
            .mapPartitionsWithIndex((panel, it) -> panels.names(panel, it, share), true)
            .distinct()
            .take(ClassificationParams.MAX_LABELS + 1);
    TreeMap<String, Integer> numbers = number(names, labels);
    Normalization normalize = params.normalize();
    List<Tuple2<String[], long[]>> written =
        placed
            .mapPartitionsWithIndex(
                (panel, it) -> panels.write(panel, it, share, normalize, numbers, files), true)
            .collect();
    refuseNotFinite(written);
    LabelledFiles.Content content =
        new LabelledFiles.Content(
            files,
            written.stream().map(file -> file._1()[0]).toArray(String[]::new),
            written.stream().mapToInt(file -> (int) file._2()[0]).toArray(),
            Math.toIntExact(written.stream().mapToLong(file -> file._2()[1]).sum()),
            names.size(),
            dim);
    refuseTooFew(content.count(), params);
    return new LabelSet(content, labelled, unknown);
  }

  private static void report(
      long labelled,
      long unknown,
      List<Tuple2<long[], String[]>> counts,
      EmbeddingStore embeddings,
      LabelFiles labels,
      ClassificationParams params,
      RunContext run) {
    long doubled = sum(counts, LabelPanels.DOUBLED);
    if (doubled > 0) {
      run.progress()
          .warned(
              String.format(
                  Locale.ROOT, "%,d labels are given twice to their node; once counts", doubled));
    }

    if (labelled == 0) {
      int some = (int) Math.min(LabelPanels.EXAMPLES, embeddings.nodes());
      throw new UserMistakeException(
          "No node of "
              + path(labels)
              + " has a vector: nodes there are called "
              + examples(counts)
              + ", vectors "
              + String.join(", ", embeddings.files().ids(0, some))
              + "; do the ids agree?");
    }

    if (unknown > 0) {
      String message =
          String.format(
              Locale.ROOT,
              "%,d of %,d nodes with labels are not in the graph, for example %s",
              unknown,
              labelled + unknown,
              examples(counts));
      if (params.unknownNodes() == UnknownNodes.FAIL) {
        throw new UserMistakeException(
            message + "; remove them, or leave them out by --set classify.unknown-nodes=drop");
      }

      run.progress().warned(message + "; they are left out");
    }
  }

  private static double share(long labelled, int dim, ClassificationParams params, RunContext run) {
    long most = Math.min(params.maxNodes(), MOST_VALUES / dim);
    if (labelled <= most) {
      return 1;
    }

    run.progress()
        .warned(
            String.format(
                Locale.ROOT,
                "%,d nodes have labels; a seeded sample of about %,d is used (%s)",
                labelled,
                most,
                most == params.maxNodes()
                    ? "classify.max-nodes"
                    : "as many vectors of this dimension as a gigabyte holds"));
    return (double) most / labelled;
  }

  private static TreeMap<String, Integer> number(List<String> names, LabelFiles labels) {
    if (names.size() > ClassificationParams.MAX_LABELS) {
      throw new UserMistakeException(
          "Found more than "
              + ClassificationParams.MAX_LABELS
              + " different labels in "
              + path(labels)
              + ", and a classifier is trained for each; is the second column one of labels?");
    }

    if (names.size() == 1) {
      throw new UserMistakeException(
          "Found one label only in "
              + path(labels)
              + " ("
              + names.get(0)
              + "); at least 2 are needed to tell them apart");
    }

    List<String> sorted = new ArrayList<>(names);
    sorted.sort(LabelPanels.LABEL_ORDER);
    TreeMap<String, Integer> numbers = new TreeMap<>();
    sorted.forEach(name -> numbers.put(name, numbers.size()));
    return numbers;
  }

  private static void refuseNotFinite(List<Tuple2<String[], long[]>> written) {
    long notFinite = written.stream().mapToLong(file -> file._2()[2]).sum();
    if (notFinite > 0) {
      String ids =
          written.stream()
              .flatMap(file -> List.of(file._1()).stream().skip(1))
              .limit(LabelPanels.EXAMPLES)
              .collect(Collectors.joining(", "));
      throw new UserMistakeException(
          "Found "
              + notFinite
              + (notFinite == 1 ? " vector" : " vectors")
              + " of labelled nodes with NaN or infinite values: "
              + ids
              + "; train again with a smaller train.learning-rate, or repair the file");
    }
  }

  private static void refuseTooFew(int nodes, ClassificationParams params) {
    int smallest = params.fractions().get(0);
    if (ClassificationParams.trainingNodes(nodes, smallest) < 1) {
      throw new UserMistakeException(
          smallest
              + " % of "
              + nodes
              + " labelled nodes is less than one node to train on; use larger shares, as in"
              + " --set classify.fractions=50, or label more nodes");
    }
  }

  private static String path(LabelFiles labels) {
    return labels.files().size() == 1
        ? labels.files().get(0).getPath().toString()
        : labels.files().get(0).getPath().getParent().toString();
  }

  private static String examples(List<Tuple2<long[], String[]>> counts) {
    return counts.stream()
        .flatMap(panel -> List.of(panel._2()).stream())
        .sorted()
        .limit(LabelPanels.EXAMPLES)
        .collect(Collectors.joining(", "));
  }

  private static long sum(List<Tuple2<long[], String[]>> counts, int place) {
    return counts.stream().mapToLong(panel -> panel._1()[place]).sum();
  }
}
