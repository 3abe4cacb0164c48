package org.graphrestore.spark.classification;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.classification.ClassificationParams;
import org.graphrestore.classification.LabelledNodes;
import org.graphrestore.classification.OneVsRest;
import org.graphrestore.classification.OneVsRest.Classifier;
import org.graphrestore.classification.SplitScore;
import org.graphrestore.spark.store.RunContext;
import scala.Tuple2;

/**
 * Trains and tests all splits: one job with two kinds of tasks.
 *
 * <pre>
 * a task a split and a few labels      trains their classifiers
 *       shuffle by split: the classifiers, a few hundred numbers each
 * a task a split                       gives every test node its labels and counts
 * </pre>
 *
 * <p>Classifiers do not depend on each other, so how labels are dealt to tasks changes no bit.
 */
final class SplitJob implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int FEWEST_LABELS = 8;
  private static final long MOST_TASKS = 20_000;

  private final LabelledFiles.Content content;
  private final ClassificationParams params;
  private final long seed;
  private final int labelsPerTask;

  /** Takes what is to be done; the labelled nodes must suffice for every share. */
  SplitJob(LabelledFiles.Content content, ClassificationParams params, long seed) {
    this.content = content;
    this.params = params;
    this.seed = seed;
    long work = (long) splits() * content.labelCount();
    this.labelsPerTask = (int) Math.max(FEWEST_LABELS, (work + MOST_TASKS - 1) / MOST_TASKS);
  }

  /** Returns the scores, by share and then by repeat. */
  List<SplitScore> run(RunContext run) {
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(run.spark().sparkContext());
    // The largest splits first, so that no long task is begun at the end. An ArrayList, since Kryo
    // does not know the class of an immutable list.
    List<Integer> units =
        new ArrayList<>(
            IntStream.range(0, splits() * tasksPerSplit())
                .boxed()
                .sorted(Comparator.comparingInt((Integer unit) -> -training(split(unit))))
                .toList());
    double[] costs = units.stream().mapToDouble(unit -> training(split(unit))).toArray();
    String group = "graphrestore classification " + content.identity();
    sc.setJobGroup(group, "GraphRestore: classification", true);
    try (TrainingProgress listener = new TrainingProgress(sc.sc(), group, run.progress(), costs)) {
      listener.listen();
      return sc
          .parallelize(units, units.size())
          .flatMapToPair(this::train)
          .partitionBy(new HashPartitioner(splits()))
          .mapPartitionsWithIndex(this::test, true)
          .collect()
          .stream()
          .map(SplitScore::unpacked)
          .toList();
    } finally {
      sc.clearJobGroup();
    }
  }

  private Iterator<Tuple2<Integer, double[]>> train(int unit) {
    int split = split(unit);
    int from = unit % tasksPerSplit() * labelsPerTask;
    int to = Math.min(content.labelCount(), from + labelsPerTask);
    List<Tuple2<Integer, double[]>> found = new ArrayList<>();
    for (Classifier classifier : take(split).train(from, to, params.cost())) {
      found.add(new Tuple2<>(split, classifier.packed()));
    }

    return found.iterator();
  }

  private Iterator<double[]> test(int split, Iterator<Tuple2<Integer, double[]>> arrived) {
    List<Classifier> classifiers = new ArrayList<>();
    arrived.forEachRemaining(pair -> classifiers.add(Classifier.unpacked(pair._2())));
    classifiers.sort(Comparator.comparingInt(Classifier::label));
    return List.of(take(split).test(classifiers).packed()).iterator();
  }

  private OneVsRest take(int split) {
    LabelledNodes nodes = JvmLabelledNodes.of(content);
    return new OneVsRest(nodes, nodes.order(seed, split % params.repeats()), training(split));
  }

  private int splits() {
    return params.fractions().size() * params.repeats();
  }

  private int tasksPerSplit() {
    return (content.labelCount() + labelsPerTask - 1) / labelsPerTask;
  }

  private int split(int unit) {
    return unit / tasksPerSplit();
  }

  private int training(int split) {
    return ClassificationParams.trainingNodes(
        content.count(), params.fractions().get(split / params.repeats()));
  }
}
