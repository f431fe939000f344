package org.folioscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.folioscope.cli.verb.ExitStatus;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.language.DidYouMean;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Every failure is one line: whose fault it is decides the exit status. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private static final String DEBUG = "FOLIOSCOPE_DEBUG";

  private final List<String> verbs;

  Failures(List<String> verbs) {
    this.verbs = verbs;
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String where = command.getCommandSpec().qualifiedName();
    say(command, problem(e) + "; '" + where + " --help' tells more");
    return ExitStatus.BAD_INPUT;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    return handle(e, command);
  }

  int handle(Throwable e, CommandLine command) {
    if (e instanceof BadInputException) {
      say(command, String.valueOf(e.getMessage()));
      return ExitStatus.BAD_INPUT;
    }
    boolean debug = System.getenv(DEBUG) != null;
    say(
        command,
        "internal error: " + e + (debug ? "" : "; " + details(e) + ", or set " + DEBUG + "=1"));
    if (debug) {
      command.getErr().println(trace(e));
    }
    return ExitStatus.INTERNAL_ERROR;
  }

  private String problem(ParameterException e) {
    CommandLine command = e.getCommandLine();
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String first = unmatched.getUnmatched().getFirst();
      boolean top = command.getParent() == null;
      if (first.startsWith("-")) {
        List<String> options = List.copyOf(command.getCommandSpec().optionsMap().keySet());
        return "there is no option '" + first + "'" + DidYouMean.hint(first, options);
      }
      return top
          ? "there is no verb '"
              + first
              + "'"
              + DidYouMean.hint(first, verbs)
              + "; there are "
              + String.join(", ", verbs)
          : "'" + first + "' is one argument too many";
    }
    String message = String.valueOf(e.getMessage());
    return message.isEmpty()
        ? "wrong usage"
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  private static String details(Throwable e) {
    try {
      Path file = Files.createTempFile("folioscope-error-", ".txt");
      Files.writeString(file, trace(e));
      return "details are in " + file;
    } catch (IOException cannotWrite) {
      return "the details could not be written";
    }
  }

  private static String trace(Throwable e) {
    StringBuilder trace = new StringBuilder();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      trace.append(trace.isEmpty() ? "" : "caused by ").append(cause).append('\n');
      for (StackTraceElement frame : cause.getStackTrace()) {
        trace.append("    at ").append(frame).append('\n');
      }
    }
    return trace.toString();
  }

  private static void say(CommandLine command, String problem) {
    command.getErr().println("folioscope: " + problem.strip().replaceAll("\\s*\\R\\s*", " "));
    command.getErr().flush();
  }
}
