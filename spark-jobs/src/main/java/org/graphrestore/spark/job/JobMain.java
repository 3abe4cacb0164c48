package org.graphrestore.spark.job;

import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Runs a job's command under plain spark-submit: messages and failures go to the log. */
final class JobMain {
  private static final Logger LOG = LoggerFactory.getLogger(JobMain.class);

  private JobMain() {}

  static void run(Callable<Integer> job, String[] args) {
    CommandLine commandLine = new CommandLine(job);
    commandLine.setExecutionExceptionHandler(
        (failure, line, parsed) -> {
          if (failure instanceof HeldBackException) {
            LOG.error("Held back by --fail-if {}", failure.getMessage());
            return ExitCode.HELD_BACK;
          }

          Throwable mistake = ExitCode.userMistake(failure);
          if (mistake != null) {
            LOG.error("{}", mistake.getMessage());
            return ExitCode.USER_MISTAKE;
          }

          String why = FailureExplanation.of(failure, "", new SparkConf()).orElse("The job failed");
          LOG.error(why, failure);
          return ExitCode.FAILED;
        });
    System.exit(commandLine.execute(args));
  }
}
