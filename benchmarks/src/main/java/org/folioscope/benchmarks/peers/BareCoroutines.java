package org.folioscope.benchmarks.peers;

import java.io.IOException;
import org.folioscope.benchmarks.m1.Throughput;

/** The model written straight onto coroutines, without any machine: how fast it could be at all. */
final class BareCoroutines implements Contender {

  @Override
  public String name() {
    return "bare coroutines, random";
  }

  @Override
  public Standing measure() throws IOException {
    double rate =
        Finished.run(Finished.HERE, JavaProcess.likeThis(Throughput.class, "BARE", "1"))
            .number("(\\d+)\\R");
    return new Standing(Standing.rate(rate, "executions"), Standing.NONE, Standing.NONE);
  }
}
