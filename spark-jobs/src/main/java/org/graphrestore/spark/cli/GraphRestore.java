package org.graphrestore.spark.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.apache.spark.SparkConf;
import org.graphrestore.config.BuildInfo;
import org.graphrestore.spark.job.ClassifyJob;
import org.graphrestore.spark.job.CompareJob;
import org.graphrestore.spark.job.EmbedJob;
import org.graphrestore.spark.job.EstimateJob;
import org.graphrestore.spark.job.ExitCode;
import org.graphrestore.spark.job.ExportJob;
import org.graphrestore.spark.job.FailureExplanation;
import org.graphrestore.spark.job.HeldBackException;
import org.graphrestore.spark.job.IngestJob;
import org.graphrestore.spark.job.LinkPredictionJob;
import org.graphrestore.spark.job.ReconstructJob;
import org.graphrestore.spark.job.RunJob;
import org.graphrestore.spark.job.StageWatch;
import org.graphrestore.spark.job.TrainJob;
import org.graphrestore.spark.job.WalksJob;
import org.graphrestore.spark.store.ProgressSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The front door: {@code scripts/graphrestore COMMAND}. */
@Command(
    name = "graphrestore",
    description = "Node embeddings on Apache Spark, and what they still remember of the graph.",
    versionProvider = GraphRestore.Version.class,
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Start with: graphrestore quickstart",
      "Options of the launcher (--master, --driver-memory, --conf): scripts/graphrestore --help",
      "Exit codes: 0 done, 1 failed while running, 2 a mistake in the call or the input,",
      "3 done, and held back by --fail-if."
    })
public final class GraphRestore implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(GraphRestore.class);

  /** Set by the launcher, which can tell whether lines may be written over. */
  private static final String TERMINAL = "graphrestore.terminal";

  /** What shells say of a process that Ctrl-C ended. */
  private static final int STOPPED = 130;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private GraphRestore() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    StageWatch watch =
        new StageWatch(
            new TerminalProgress(out, Boolean.getBoolean(TERMINAL), System::currentTimeMillis));
    StopNotice notice =
        StopNotice.install(
            out,
            System.err,
            () -> FailureExplanation.ofFullHeap(watch.stage(), new SparkConf()) + "\n" + log());
    CommandLine commandLine = commandLine(watch);
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) ->
            notice.claim() ? explain(failure, command, watch.stage()) : STOPPED);
    int exitCode = commandLine.execute(args);
    if (!notice.isStopping()) {
      notice.claim();
      System.exit(exitCode);
    }
  }

  /** Assembles the commands. */
  static CommandLine commandLine(ProgressSink sink) {
    StageWatch progress = sink instanceof StageWatch watch ? watch : new StageWatch(sink);
    CommandLine commandLine = new CommandLine(new GraphRestore());
    commandLine.addSubcommand(new QuickstartCommand());
    commandLine.addSubcommand(new RunJob(progress));
    commandLine.addSubcommand(new EmbedJob(progress));
    commandLine.addSubcommand(new ReconstructJob(progress));
    commandLine.addSubcommand(new CompareJob(progress));
    commandLine.addSubcommand(new ClassifyJob(progress));
    commandLine.addSubcommand(new LinkPredictionJob(progress));
    commandLine.addSubcommand(new IngestJob(progress));
    commandLine.addSubcommand(new WalksJob(progress));
    commandLine.addSubcommand(new TrainJob(progress));
    commandLine.addSubcommand(new EstimateJob(progress));
    commandLine.addSubcommand(new ExportJob(progress));
    commandLine.addSubcommand(new CommandLine.HelpCommand());
    for (CommandLine command : commandLine.getSubcommands().values()) {
      command.getCommandSpec().mixinStandardHelpOptions(true);
      command.getCommandSpec().usageMessage().sortOptions(false).abbreviateSynopsis(true);
    }

    commandLine.setUsageHelpWidth(100);
    commandLine.setExecutionStrategy(GraphRestore::execute);
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) -> explain(failure, command, progress.stage()));
    commandLine.setParameterExceptionHandler(GraphRestore::explainParameters);
    return commandLine;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Errors too are explained: a full heap, a full disk. */
  private static int execute(CommandLine.ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (Error e) {
      throw new CommandLine.ExecutionException(
          parsed.commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static int explain(Exception failure, CommandLine command, String stage) {
    PrintWriter err = command.getErr();
    if (failure instanceof HeldBackException) {
      err.println("Held back by --fail-if " + failure.getMessage());
      return ExitCode.HELD_BACK;
    }

    Throwable mistake = ExitCode.userMistake(failure);
    if (mistake != null) {
      LOG.error("A mistake of the user", failure);
      err.println("Error: " + mistake.getMessage());
      return ExitCode.USER_MISTAKE;
    }

    LOG.error("The command failed", failure);
    Throwable root = root(failure);
    err.println(
        "Failed: "
            + FailureExplanation.of(failure, stage, new SparkConf())
                .orElseGet(() -> root.getClass().getSimpleName() + ": " + root.getMessage()));
    err.println(log());
    return ExitCode.FAILED;
  }

  private static String log() {
    String log = System.getProperty("graphrestore.log");
    return log == null
        ? "The stack trace is in Spark's log."
        : "The stack trace is in " + log + ".";
  }

  /** One line of what is wrong, what may have been meant, and where the help is. */
  private static int explainParameters(ParameterException mistake, String[] args) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("Error: " + mistake.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(mistake, err);
    err.println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USER_MISTAKE;
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }

    return root;
  }

  /** The version and the commit that it was built from. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"GraphRestore " + BuildInfo.version() + " (" + BuildInfo.gitSha() + ")"};
    }
  }
}
