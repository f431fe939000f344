package org.folioscope.simulation.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.lab.Program;
import org.folioscope.simulation.lab.Programs;
import org.folioscope.simulation.schedule.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way to make coroutines keeps the same promises. */
class CoroutineTest {

  @ParameterizedTest
  @EnumSource(Coroutines.class)
  void bodyAndResumerTakeTurns(Coroutines way) {
    List<String> trace = new ArrayList<>();
    Coroutine[] self = new Coroutine[1];
    self[0] =
        way.create(() -> {
          for (int i = 0; i < 3; i++) {
            trace.add("body " + i);
            self[0].suspend();
          }
        });

    for (int i = 0; !self[0].ended(); i++) {
      trace.add("resume " + i);
      self[0].resume();
    }

    assertThat(trace)
        .containsExactly(
            "resume 0", "body 0", "resume 1", "body 1", "resume 2", "body 2", "resume 3");
  }

  @ParameterizedTest
  @EnumSource(Coroutines.class)
  void exceptionComesOutAtResume(Coroutines way) {
    Coroutine[] self = new Coroutine[1];
    self[0] =
        way.create(() -> {
          self[0].suspend();
          throw new IllegalArgumentException("oops");
        });
    self[0].resume();

    assertThatThrownBy(self[0]::resume).isInstanceOf(IllegalArgumentException.class);
    assertThat(self[0].ended()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Coroutines.class)
  void errorComesOutAtResume(Coroutines way) {
    Coroutine coroutine =
        way.create(() -> {
          throw new AssertionError("oops");
        });

    assertThatThrownBy(coroutine::resume).isInstanceOf(AssertionError.class).hasMessage("oops");
  }

  @ParameterizedTest
  @EnumSource(Coroutines.class)
  void bodyMaySuspendInsideSynchronizedAndLambdas(Coroutines way) {
    List<String> trace = new ArrayList<>();
    Coroutine[] self = new Coroutine[1];
    self[0] =
        way.create(() -> {
          synchronized (trace) {
            List.of(1, 2)
                .forEach(i -> {
                  trace.add("in " + i);
                  self[0].suspend();
                });
          }
        });

    while (!self[0].ended()) {
      self[0].resume();
    }

    assertThat(trace).containsExactly("in 1", "in 2");
  }

  @ParameterizedTest
  @EnumSource(Coroutines.class)
  void oneMayResumeAnother(Coroutines way) {
    List<String> trace = new ArrayList<>();
    Coroutine[] inner = new Coroutine[1];
    Coroutine[] outer = new Coroutine[1];
    inner[0] =
        way.create(() -> {
          trace.add("inner 1");
          inner[0].suspend();
          trace.add("inner 2");
        });
    outer[0] =
        way.create(() -> {
          inner[0].resume();
          trace.add("outer 1");
          outer[0].suspend();
          trace.add("outer 2");
        });

    outer[0].resume();
    inner[0].resume();
    outer[0].resume();

    assertThat(trace).containsExactly("inner 1", "outer 1", "inner 2", "outer 2");
  }

  @ParameterizedTest
  @EnumSource(Coroutines.class)
  void abandonedOneLeavesNothingBehind(Coroutines way) {
    List<String> trace = new ArrayList<>();
    WeakReference<Object> heldByBody = abandoned(way, trace);

    for (int i = 0; i < 200 && heldByBody.get() != null; i++) {
      System.gc();
      Thread.onSpinWait();
    }

    assertThat(heldByBody.get()).isNull();
    assertThat(trace).containsExactly("suspended");
  }

  @Property(tries = 100)
  void everyWayGivesSameTrace(@ForAll long programSeed, @ForAll long seed) {
    Program program = Programs.random(programSeed);

    assertThat(trace(Coroutines.THREAD, program, seed))
        .isEqualTo(trace(Coroutines.CONTINUATION, program, seed));
  }

  @Test
  void fastestIsContinuationHere() {
    assertThat(Coroutines.fastest()).isEqualTo(Coroutines.CONTINUATION);
  }

  private static List<LoggedStep> trace(Coroutines way, Program program, long seed) {
    Lab lab = new Lab(way);
    program.start(lab);
    lab.run(new SeededRandom(seed));
    lab.machine.abandonTasks();
    return lab.steps();
  }

  private static WeakReference<Object> abandoned(Coroutines way, List<String> trace) {
    Object held = new byte[1000];
    Coroutine[] self = new Coroutine[1];
    self[0] =
        way.create(() -> {
          try {
            trace.add("suspended");
            self[0].suspend();
            trace.add("resumed " + held);
          } finally {
            trace.add("finally");
          }
        });
    self[0].resume();
    self[0].abandon();
    return new WeakReference<>(held);
  }
}
