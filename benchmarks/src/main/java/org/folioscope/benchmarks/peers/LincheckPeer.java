package org.folioscope.benchmarks.peers;

import java.io.IOException;
import java.util.List;

/**
 * Lincheck's model checking of threads. It explores nothing, in silence, when the block or its
 * threads are lambdas: that it must find the bug and execute as often as it was told shows that it
 * works.
 */
final class LincheckPeer implements Contender {

  private static final int MOST = 10_000;
  private static final int WARM_UP = 2_000;
  private static final int EXECUTIONS = 3_000;

  @Override
  public String name() {
    return "Lincheck 3.7";
  }

  @Override
  public Standing measure() throws IOException {
    Finished bug = Finished.median(Finished.HERE, command("unpinned", MOST), "bug ");
    Finished many =
        Finished.run(Finished.HERE, command("pinned", WARM_UP, EXECUTIONS))
            .require("clean " + WARM_UP + " ")
            .require("clean " + EXECUTIONS + " ");
    double rate = EXECUTIONS / many.number("clean " + EXECUTIONS + " ([\\d.]+)");
    return new Standing(
        Standing.rate(rate, "executions"),
        Standing.NONE,
        Standing.cost(bug.number("bug (\\d+)"), "executions", bug.seconds()));
  }

  private static List<String> command(String kernel, int... executions) {
    String[] arguments = new String[executions.length + 1];
    arguments[0] = kernel;
    for (int i = 0; i < executions.length; i++) {
      arguments[i + 1] = Integer.toString(executions[i]);
    }
    return JavaProcess.forPeer(
        List.of("-XX:+EnableDynamicAgentLoading", "--sun-misc-unsafe-memory-access=allow"),
        LincheckMain.class.getName(),
        arguments);
  }
}
