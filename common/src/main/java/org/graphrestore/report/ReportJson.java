package org.graphrestore.report;

import com.fasterxml.jackson.annotation.JsonIgnoreType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrestore.classification.ClassificationFiles;
import org.graphrestore.reconstruction.Baseline;
import org.graphrestore.reconstruction.ReconstructionSummary.Beside;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.SummaryParts;
import org.graphrestore.reconstruction.comparison.ComparisonFiles;

/**
 * Writes a report as JSON: {@code report.json}, described in {@code docs/report.md}. Absent
 * sections and values that are not known (null, NaN, infinite) have no member.
 */
public final class ReportJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(double.class, new FiniteDouble())
                  .addSerializer(ScoreKind.class, new ScoreName())
                  .addSerializer(Baseline.class, new BaselineName()))
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  /** Writes what charts show: of a degree no more than its mAP. */
  private static final ObjectMapper SCRIPT_MAPPER =
      MAPPER.copy().addMixIn(Beside.class, Ignored.class);

  @JsonIgnoreType
  private interface Ignored {}

  private ReportJson() {}

  /** Returns the report as indented JSON that ends with a line feed; the same on every system. */
  public static String write(RunReport report) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    return text(MAPPER.writer(printer), report, true) + "\n";
  }

  /**
   * Returns the report as JSON on one line that can stand inside a script element: no {@code <},
   * {@code >} or {@code &}, and none of the line separators that JavaScript once refused.
   */
  static String writeForScript(RunReport report) {
    ObjectWriter writer = SCRIPT_MAPPER.writer();
    writer = writer.with(new ScriptEscapes());
    return text(writer, report, false);
  }

  private static String text(ObjectWriter writer, RunReport report, boolean withParts) {
    try {
      return writer.writeValueAsString(members(report, withParts));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("The report cannot be written as JSON", e);
    }
  }

  /**
   * Returns the members.
   *
   * @param withParts whether the results of parts are there, of which the page has tables and no
   *     chart
   */
  private static Map<String, Object> members(RunReport report, boolean withParts) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("format", "graphrestore/report");
    members.put("formatVersion", 1);
    members.put("run", report.run());
    report.graph().ifPresent(section -> members.put("graph", section));
    report.walks().ifPresent(section -> members.put("walks", section));
    report.training().ifPresent(section -> members.put("training", section));
    report
        .reconstruction()
        .ifPresent(section -> members.put("reconstruction", reconstruction(section, withParts)));
    report
        .classification()
        .ifPresent(section -> members.put("classification", classification(section)));
    report
        .linkPrediction()
        .ifPresent(section -> members.put("linkPrediction", linkPrediction(section)));
    report.global().ifPresent(section -> members.put("global", section));
    report.restored().ifPresent(section -> members.put("restored", section));
    report
        .comparison()
        .ifPresent(section -> members.put("comparison", ComparisonFiles.node(section)));
    members.put("stages", report.stages());
    members.put("warnings", report.warnings());
    if (!report.gates().isEmpty()) {
      members.put("gates", report.gates());
    }

    return members;
  }

  /** The summary's members stand beside the rest, so that its shape is reconstruction.json's. */
  private static Map<String, Object> reconstruction(ReconstructionFacts facts, boolean withParts) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("embeddings", facts.embeddings());
    members.put("dim", facts.dim());
    members.put("nodes", facts.summary().nodes());
    members.put("directed", facts.summary().directed());
    members.put("queries", facts.summary().queries());
    members.put("sampled", facts.summary().sampled());
    members.put("scores", facts.summary().scores());
    if (!facts.summary().baselines().isEmpty()) {
      members.put("baselines", facts.summary().baselines());
    }
    SummaryParts parts = facts.summary().parts();
    if (!parts.bands().isEmpty()) {
      members.put("bands", parts.bands());
    }
    if (withParts && !parts.relations().isEmpty()) {
      members.put("relations", parts.relations());
    }
    if (withParts && !parts.breakdowns().isEmpty()) {
      members.put("groups", parts.breakdowns());
    }
    members.put("examples", facts.examples());
    if (facts.coverage() != null) {
      members.put("vectors", facts.coverage());
    }
    return members;
  }

  private static Map<String, Object> linkPrediction(LinkPredictionFacts facts) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("embeddings", facts.embeddings());
    members.put("dim", facts.dim());
    members.put("measures", facts.summary());
    return members;
  }

  /** The summary's members stand beside the rest, so that its shape is classification.json's. */
  private static Map<String, Object> classification(ClassificationFacts facts) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("embeddings", facts.embeddings());
    members.put("dim", facts.dim());
    members.put("source", facts.source());
    members.putAll(ClassificationFiles.members(facts.summary()));
    return members;
  }

  private static final class ScoreName extends JsonSerializer<ScoreKind> {
    @Override
    public void serialize(ScoreKind score, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(score.label());
    }
  }

  private static final class BaselineName extends JsonSerializer<Baseline> {
    @Override
    public void serialize(Baseline baseline, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(baseline.label());
    }
  }

  /** JSON has no NaN and no infinity; a value that is not known is null. */
  private static final class FiniteDouble extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
  }

  private static final class ScriptEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
      codes['<'] = CharacterEscapes.ESCAPE_STANDARD;
      codes['>'] = CharacterEscapes.ESCAPE_STANDARD;
      codes['&'] = CharacterEscapes.ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      return switch (character) {
        case 0x2028 -> new SerializedString("\\u2028");
        case 0x2029 -> new SerializedString("\\u2029");
        default -> null;
      };
    }
  }
}
