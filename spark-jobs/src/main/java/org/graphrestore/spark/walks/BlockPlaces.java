package org.graphrestore.spark.walks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.walk.RoundPlan;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Which executors hold which blocks, learned from who ran what, so that the tasks of a round can be
 * sent where their block is. Only a preference: nothing depends on it but time. No executor is
 * preferred by more than its share of a round's tasks, for one that came late would never get any.
 */
final class BlockPlaces {
  private static final int MOST_PLACES = 4;
  private static final String SEPARATOR = " ";

  private final JavaSparkContext sc;
  private final Map<Integer, List<String>> places = new HashMap<>();

  BlockPlaces(JavaSparkContext sc) {
    this.sc = sc;
  }

  /** Names an executor: where it listens, and as Spark names preferred locations. */
  static String name(String host, int port, String executor) {
    return host + ":" + port + SEPARATOR + "executor_" + host + "_" + executor;
  }

  /** Returns the numbers of a round's tasks, each with the places that it prefers. */
  JavaRDD<Integer> tasks(RoundPlan plan) {
    if (sc.isLocal()) {
      return WalkTasks.numbers(sc, plan.tasks(), plan.tasks());
    }

    // A task that prefers an executor which is gone would wait for it some seconds.
    Set<String> alive =
        Arrays.stream(sc.statusTracker().getExecutorInfos())
            .map(info -> info.host() + ":" + info.port())
            .collect(Collectors.toSet());
    int executors = Math.max(1, alive.size() - 1);
    int most = (plan.tasks() + executors - 1) / executors;
    Map<String, Integer> taken = new HashMap<>();
    List<Tuple2<Integer, Seq<String>>> tasks = new ArrayList<>();
    for (int task = 0; task < plan.tasks(); task++) {
      List<String> preferred = new ArrayList<>();
      for (String place : places.getOrDefault(plan.block(plan.firstSlice(task)), List.of())) {
        int end = place.indexOf(SEPARATOR);
        if (alive.contains(place.substring(0, end)) && taken.getOrDefault(place, 0) < most) {
          taken.merge(place, 1, Integer::sum);
          preferred.add(place.substring(end + 1));
          break;
        }
      }

      tasks.add(new Tuple2<>(task, CollectionConverters.asScala(preferred).toSeq()));
    }

    // The class tag of any object, as parallelize has it: Kryo does not know arrays of Integer.
    ClassTag<Integer> any = ClassTag$.MODULE$.apply(Object.class);
    return JavaRDD.fromRDD(sc.sc().makeRDD(CollectionConverters.asScala(tasks).toSeq(), any), any);
  }

  /** Learns who has run a task. */
  void ran(RoundPlan plan, int task, String place) {
    for (int slice = plan.firstSlice(task); slice < plan.endSlice(task); slice++) {
      List<String> known = places.computeIfAbsent(plan.block(slice), block -> new ArrayList<>());
      if (!known.contains(place)) {
        known.add(0, place);
        if (known.size() > MOST_PLACES) {
          known.remove(MOST_PLACES);
        }
      }
    }
  }
}
