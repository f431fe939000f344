package org.folioscope.scenarios.junit;

import static org.folioscope.scenarios.builder.Terms.K;
import static org.folioscope.scenarios.builder.Terms.O_RDWR;
import static org.folioscope.scenarios.builder.Terms.fs;
import static org.folioscope.scenarios.builder.Terms.kernel;
import static org.folioscope.scenarios.builder.Terms.policy;

import org.folioscope.scenarios.builder.ScenarioBuilder;
import org.folioscope.scenarios.builder.Scenarios;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.run.Configuration;

/** Test classes that other tests run; each shows one use, right or wrong. */
final class Samples {

  private Samples() {}

  static ScenarioBuilder closing() {
    return Scenarios.named("closing")
        .title("Does it matter who closes first?")
        .file("file1", 4 * K)
        .setup(s -> s.open("fd1", "file1", O_RDWR).open("fd2", "file1", O_RDWR))
        .task("one", t -> t.close("fd1"))
        .task("two", t -> t.close("fd2"));
  }

  static final class Right {
    static Scenario closing() {
      return Samples.closing()
          .on(kernel("linux-4.15", "linux-6.12"), fs("trivial", "absent"))
          .required("ok")
          .forbidden("bug")
          .because("they are two descriptors")
          .on(kernel("linux-6.12"), fs("trivial"), policy("pin", "off"))
          .required("ok")
          .because("nothing is pinned")
          .build();
    }

    @StorageTest(bound = StorageTest.UNBOUNDED)
    @ScenarioSource("closing")
    void itIsAsExpected() {}

    @StorageTest(
        kernel = "linux-6.12",
        filesystem = "trivial",
        policies = "pin=on",
        bound = StorageTest.UNBOUNDED)
    @ScenarioSource("closing")
    void itIsHandedWhatWasFound(Explored explored, Scenario scenario, Configuration where) {
      StorageAssertions.assertThat(explored)
          .isComplete()
          .reaches("ok")
          .neverReaches("bug", "lost-write")
          .hasOutcomes("ok");
      if (scenario != where.scenario() || where != explored.configuration()) {
        throw new AssertionError("not of one piece");
      }
    }
  }

  static final class Unexpected {
    static Scenario closing() {
      return Samples.closing()
          .on(kernel("linux-6.12"), fs("trivial"))
          .forbidden("ok")
          .because("this sample is wrong")
          .build();
    }

    @StorageTest(bound = StorageTest.UNBOUNDED)
    @ScenarioSource("closing")
    void itIsNotAsExpected() {
      throw new IllegalStateException("not reached");
    }
  }

  static final class CutShort {
    @StorageTest(scenario = "kara-2018", kernel = "linux-6.12", filesystem = "trivial", bound = 0)
    void neverIsNotSaidTooSoon(Explored explored) {
      StorageAssertions.assertThat(explored).isUnknown().neverReaches("bug");
    }
  }

  static final class NoScenario {
    @StorageTest
    void asksNothing() {}
  }

  static final class UnknownSource {
    @StorageTest
    @ScenarioSource("closed")
    void asksNothing() {}
  }

  static final class UnknownKernel {
    @StorageTest(scenario = "kara-2018", kernel = "linux-6.21", filesystem = "trivial")
    void asksForNoKernel() {}
  }

  static final class UnknownFilesystem {
    @StorageTest(scenario = "kara-2018")
    void asksForPlugInsThatAreNotThere() {}
  }

  static final class UnnamedKernel {
    @StorageTest(scenario = "kara-2018", kernel = "linux-5.9")
    void asksForWhatNoRuleNames() {}
  }

  static final class BadPolicy {
    @StorageTest(
        scenario = "kara-2018",
        kernel = "linux-6.12",
        filesystem = "trivial",
        policies = "pin")
    void asksForAPolicyWithoutValue() {}
  }
}
