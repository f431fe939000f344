package org.folioscope.benchmarks.peers;

import java.io.IOException;
import java.util.Locale;
import org.folioscope.benchmarks.m1.ColdStart;
import org.folioscope.benchmarks.m1.Search;
import org.folioscope.benchmarks.m1.Throughput;

/** This program with one of its strategies. */
record Folioscope(Search search) implements Contender {

  @Override
  public String name() {
    return "Folioscope, " + search.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Standing measure() throws IOException {
    double one = rate(1);
    return new Standing(
        Standing.rate(one, "executions", rate(2) / one), proof(), coldStart("unpinned", "bug"));
  }

  private double rate(int threads) throws IOException {
    return Finished.run(
            Finished.HERE,
            JavaProcess.likeThis(Throughput.class, search.name(), Integer.toString(threads)))
        .number("(\\d+)\\R");
  }

  private String proof() throws IOException {
    return search.proves() ? coldStart("pinned", "proved") : Standing.NONE;
  }

  private String coldStart(String kernel, String verdict) throws IOException {
    Finished run =
        Finished.median(
            Finished.HERE, JavaProcess.likeThis(ColdStart.class, kernel, search.name()), verdict);
    return Standing.cost(run.number(verdict + " (\\d+)"), "executions", run.seconds());
  }
}
