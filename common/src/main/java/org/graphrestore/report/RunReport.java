package org.graphrestore.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.graphrestore.reconstruction.FailCondition;
import org.graphrestore.reconstruction.comparison.ComparisonSummary;
import org.graphrestore.reconstruction.global.GlobalSummary;
import org.graphrestore.reconstruction.restored.RestoredSummary;

/**
 * The numbers of one run. What was run is always there; a section that the run has no numbers for
 * is absent: {@code embed} alone has no reconstruction, {@code reconstruct} alone no training.
 *
 * <p>Immutable and thread-safe. Built on the driver from stores and manifests; bounded in size
 * whatever the graph's.
 */
public final class RunReport {
  private final RunFacts run;
  private final GraphFacts graph;
  private final WalkFacts walks;
  private final TrainingFacts training;
  private final ReconstructionFacts reconstruction;
  private final ClassificationFacts classification;
  private final LinkPredictionFacts linkPrediction;
  private final RestoredSummary restored;
  private final ComparisonSummary comparison;
  private final GlobalSummary global;
  private final List<StageTime> stages;
  private final List<String> warnings;
  private final List<FailCondition.Verdict> gates;

  private RunReport(Builder builder) {
    this.run = builder.run;
    this.graph = builder.graph;
    this.walks = builder.walks;
    this.training = builder.training;
    this.reconstruction = builder.reconstruction;
    this.classification = builder.classification;
    this.linkPrediction = builder.linkPrediction;
    this.restored = builder.restored;
    this.comparison = builder.comparison;
    this.global = builder.global;
    this.stages = List.copyOf(builder.stages);
    this.warnings = List.copyOf(builder.warnings);
    this.gates = List.copyOf(builder.gates);
  }

  /** Starts a report. */
  public static Builder of(RunFacts run) {
    return new Builder(run);
  }

  /** Returns what was run. */
  public RunFacts run() {
    return run;
  }

  /** Returns the graph, where its store was at hand. */
  public Optional<GraphFacts> graph() {
    return Optional.ofNullable(graph);
  }

  /** Returns the walks, where there were any. */
  public Optional<WalkFacts> walks() {
    return Optional.ofNullable(walks);
  }

  /** Returns the training, where there was one. */
  public Optional<TrainingFacts> training() {
    return Optional.ofNullable(training);
  }

  /** Returns the reconstruction, where there was one. */
  public Optional<ReconstructionFacts> reconstruction() {
    return Optional.ofNullable(reconstruction);
  }

  /** Returns the link prediction, where there was one. */
  public Optional<LinkPredictionFacts> linkPrediction() {
    return Optional.ofNullable(linkPrediction);
  }

  /** Returns the classification, where there was one. */
  public Optional<ClassificationFacts> classification() {
    return Optional.ofNullable(classification);
  }

  /** Returns the times of the stages, in the order in which they ran. */
  public List<StageTime> stages() {
    return stages;
  }

  /** Returns what the user was warned of. */
  public List<String> warnings() {
    return warnings;
  }

  /** Returns the restored graph beside the original, where there is one. */
  public Optional<RestoredSummary> restored() {
    return Optional.ofNullable(restored);
  }

  /** Returns two reconstructions side by side, where they were compared. */
  public Optional<ComparisonSummary> comparison() {
    return Optional.ofNullable(comparison);
  }

  /** Returns the precision over all pairs, where it was measured. */
  public Optional<GlobalSummary> global() {
    return Optional.ofNullable(global);
  }

  /** Returns what became of the conditions under which the run is held back. */
  public List<FailCondition.Verdict> gates() {
    return gates;
  }

  /** Collects the sections of a report. Not thread-safe. */
  public static final class Builder {
    private final RunFacts run;
    private final List<StageTime> stages = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<FailCondition.Verdict> gates = new ArrayList<>();
    private GraphFacts graph;
    private WalkFacts walks;
    private TrainingFacts training;
    private ReconstructionFacts reconstruction;
    private ClassificationFacts classification;
    private LinkPredictionFacts linkPrediction;
    private RestoredSummary restored;
    private ComparisonSummary comparison;
    private GlobalSummary global;

    private Builder(RunFacts run) {
      this.run = Objects.requireNonNull(run, "run");
    }

    /** Adds the graph. */
    public Builder graph(GraphFacts facts) {
      this.graph = facts;
      return this;
    }

    /** Adds the walks. */
    public Builder walks(WalkFacts facts) {
      this.walks = facts;
      return this;
    }

    /** Adds the training. */
    public Builder training(TrainingFacts facts) {
      this.training = facts;
      return this;
    }

    /** Adds the reconstruction. */
    public Builder reconstruction(ReconstructionFacts facts) {
      this.reconstruction = facts;
      return this;
    }

    /** Adds the link prediction. */
    public Builder linkPrediction(LinkPredictionFacts facts) {
      this.linkPrediction = facts;
      return this;
    }

    /** Adds the classification. */
    public Builder classification(ClassificationFacts facts) {
      this.classification = facts;
      return this;
    }

    /** Adds the time of the next stage. */
    public Builder stage(StageTime time) {
      stages.add(Objects.requireNonNull(time, "time"));
      return this;
    }

    /** Adds a warning. */
    public Builder warning(String warning) {
      warnings.add(Objects.requireNonNull(warning, "warning"));
      return this;
    }

    /** Adds a restored graph. */
    public Builder restored(RestoredSummary summary) {
      this.restored = summary;
      return this;
    }

    /** Adds a comparison. */
    public Builder comparison(ComparisonSummary summary) {
      this.comparison = summary;
      return this;
    }

    /** Adds the precision over all pairs. */
    public Builder global(GlobalSummary summary) {
      this.global = summary;
      return this;
    }

    /** Adds what became of conditions under which the run is held back. */
    public Builder gates(List<FailCondition.Verdict> verdicts) {
      gates.addAll(verdicts);
      return this;
    }

    /** Returns the report. */
    public RunReport build() {
      return new RunReport(this);
    }
  }
}
