package org.graphrestore.spark.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.graphrestore.spark.store.ProgressSink;
import picocli.CommandLine;

/**
 * A command as people call it, run in this JVM: in the session that is there, or in its own.
 *
 * @param exitCode how it ended
 * @param out what it wrote for people
 * @param err what it wrote about mistakes
 */
public record CommandRun(int exitCode, String out, String err) {
  /** Runs a command. */
  public static CommandRun of(List<String> args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = GraphRestore.commandLine(ProgressSink.SILENT);
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    int exitCode = commandLine.execute(args.toArray(String[]::new));
    return new CommandRun(exitCode, out.toString(), err.toString());
  }
}
