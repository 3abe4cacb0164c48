package org.graphrestore.spark.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.graphrestore.config.Settings;
import org.graphrestore.spark.store.UserMistakeException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The options that every job has: where results go, and settings from files and one by one. */
final class RunOptions {
  private final Map<String, String> assignments = new LinkedHashMap<>();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description =
          "Run folder, on any Hadoop file system; finished stages in it are reused, and the same"
              + " command goes on where a run was stopped.")
  private String output;

  @Option(
      names = "--force",
      description =
          "Replace stores of the run folder that were made with other settings or inputs, and write"
              + " into a folder that holds other files (docs/operations.md).")
  private boolean force;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings in HOCON, for example conf/quickstart.conf; later files win.")
  private List<String> configFiles = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting (docs/configuration.md); wins over files and options.")
  private Map<String, String> sets = new LinkedHashMap<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of every random draw: the same seed gives the same bits (default: 1).")
  private void seed(String value) {
    assignments.put(Keys.SEED.path(), value);
  }

  @Option(
      names = "--no-check",
      description = "Do not estimate the run, and try it whether it fits or not (run.check=off).")
  private void noCheck(boolean value) {
    assignments.put(Keys.CHECK.path(), value ? "off" : "refuse");
  }

  /** Returns the run folder. */
  Path output() {
    if (output.isBlank()) {
      throw new UserMistakeException(
          "Invalid --output: it is empty (must name a folder); give one");
    }

    return new Path(output);
  }

  /** Returns whether what is there may be replaced. */
  boolean force() {
    return force;
  }

  /** Resolves all settings: defaults, then files, then the jobs' options, then {@code --set}. */
  Settings settings(Map<String, String> options) {
    List<Config> files = new ArrayList<>();
    for (String file : configFiles) {
      files.add(parse(new Path(file)));
    }

    Map<String, String> all = new LinkedHashMap<>(assignments);
    all.putAll(options);
    all.putAll(sets);
    Settings settings = Settings.resolve(Keys.catalog(), files, all);
    Keys.check(settings);
    return settings;
  }

  /** Returns the name of the command that the user called, for example {@code quickstart}. */
  String commandName() {
    ParseResult parsed = mixee.root().commandLine().getParseResult();
    return parsed.hasSubcommand() ? parsed.subcommand().commandSpec().name() : mixee.name();
  }

  /** Returns how to repeat the run, as one would type it. */
  String commandLine() {
    CommandSpec root = mixee.root();
    StringBuilder line = new StringBuilder("scripts/graphrestore");
    if (root == mixee) {
      line.append(' ').append(mixee.name());
    }

    for (String arg : root.commandLine().getParseResult().originalArgs()) {
      line.append(' ').append(quoted(arg));
    }

    return line.toString();
  }

  private static String quoted(String arg) {
    return arg.matches("[\\w@%+=:,./-]+") ? arg : "'" + arg.replace("'", "'\\''") + "'";
  }

  private static Config parse(Path file) {
    try (Reader in =
        new InputStreamReader(
            file.getFileSystem(new Configuration()).open(file), StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(in);
    } catch (IOException e) {
      throw new UserMistakeException("Cannot read --config " + file + ": " + e.getMessage(), e);
    } catch (ConfigException e) {
      throw new UserMistakeException("Cannot parse --config " + file + ": " + e.getMessage(), e);
    }
  }
}
