package org.folioscope.simulation.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.lab.Lab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs of the literature and of textbooks. How many classes of executions each has is known
 * beforehand; there is one execution for each, and none is redundant. Where there are few enough
 * schedules to try them all, that gives the same classes and outcomes.
 */
class ClassicProgramsTest {

  private static final long FEW = 3_000;

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 20})
  void independentWriters(int n) {
    // nothing conflicts
    assertClasses(1, lab -> each(lab, n, task -> put(lab, task, 1)));
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "4, 24", "6, 720"})
  void writersOfOneVariable(int n, long factorial) {
    // every two writes conflict: n! orders
    assertClasses(factorial, lab -> each(lab, n, task -> put(lab, 0, task)));
  }

  @ParameterizedTest
  @CsvSource({"2, 4", "5, 32", "8, 256"})
  void readersOfOneVariable(int n, long classes) {
    // "readers" of Abdulla et al.: each of n reads comes before or after the write: 2^n
    assertClasses(
        classes,
        lab -> {
          each(lab, n, task -> lab.machine.atomic(() -> lab.cells.get(0)));
          lab.task(n, () -> put(lab, 0, 1));
        });
  }

  @ParameterizedTest
  @CsvSource({"2, 5", "5, 64", "7, 320", "10, 3328"})
  void lastZero(int n, long classes) {
    // of Abdulla et al.: a[j] := a[j-1]+1 in n tasks, one seeks the last zero down from a[n]. It
    // stops
    // at 0 or n: 2^(n-1) orders of neighbours each; else one pair is given: 2^(n-2). (n+3) 2^(n-2)
    assertClasses(
        classes,
        lab -> {
          lab.task(0, () -> seekZero(lab, n));
          for (int j = 1; j <= n; j++) {
            int at = j;
            lab.task(
                j, () -> lab.machine.atomic(() -> lab.cells.set(at, lab.cells.get(at - 1) + 1)));
          }
        });
  }

  private static void seekZero(Lab lab, int from) {
    int i = from;
    while (lab.cells.get(i) != 0) {
      i--;
    }
  }

  @ParameterizedTest
  @CsvSource({"11, 1", "12, 8", "13, 64"})
  void indexer(int n, long classes) {
    // of Flanagan and Godefroid: slot (11 m + task) * 7 % 128 for m = 1..4; each task from 11 on
    // meets
    // one below in 3 slots, the loser finds the next slot free: 8^(n-11)
    assertClasses(
        classes,
        lab ->
            each(
                lab,
                n,
                task -> {
                  for (int message = 1; message <= 4; message++) {
                    insert(lab, message * 11 + task);
                  }
                }));
  }

  private static void insert(Lab lab, int word) {
    int slot = word * 7 % 128;
    while (!takeIfFree(lab, slot, word)) {
      slot = (slot + 1) % 128;
    }
  }

  private static boolean takeIfFree(Lab lab, int slot, int word) {
    return lab.machine.atomicGet(() -> {
      boolean free = lab.cells.get(slot) == 0;
      if (free) {
        lab.cells.set(slot, word);
      }
      return free;
    });
  }

  @ParameterizedTest
  @CsvSource({"13, 1", "14, 2", "16, 8", "18, 32"})
  void filesystem(int n, long classes) {
    // of Flanagan and Godefroid: task i seeks a free block from 2 i % 26 on; each task from 13 on
    // meets
    // one below at its first block, the loser finds the next one free: 2^(n-13)
    assertClasses(classes, lab -> each(lab, n, task -> allocate(lab, task)));
  }

  private static void allocate(Lab lab, int task) {
    lab.mutexes.of(task).lock();
    lab.machine.now(() -> lab.cells.get(task));
    int block = task * 2 % 26;
    while (!allocateBlock(lab, task, block)) {
      block = (block + 1) % 26;
    }
    lab.mutexes.of(task).unlock();
  }

  private static boolean allocateBlock(Lab lab, int task, int block) {
    lab.mutexes.of(100 + block).lock();
    boolean free = takeIfFree(lab, 100 + block, 1);
    if (free) {
      lab.machine.now(() -> lab.cells.set(task, block + 1L));
    }
    lab.mutexes.of(100 + block).unlock();
    return free;
  }

  @ParameterizedTest
  @CsvSource({"2, 3, 2", "3, 2, 6", "4, 3, 24"})
  void nestedLocks(int n, int locks, long classes) {
    // the outermost lock decides: n!
    assertClasses(classes, lab -> each(lab, n, task -> nest(lab, 0, locks)));
  }

  private static void nest(Lab lab, int lock, int locks) {
    if (lock < locks) {
      lab.mutexes.of(lock).lock();
      nest(lab, lock + 1, locks);
      lab.mutexes.of(lock).unlock();
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 3, 2", "3, 3, 6", "4, 3, 24"})
  void lockLadder(int n, int locks, long classes) {
    // each lock is taken before the last is given back: nobody overtakes, n!
    assertClasses(
        classes,
        lab ->
            each(
                lab,
                n,
                task -> {
                  lab.mutexes.of(0).lock();
                  for (int lock = 1; lock < locks; lock++) {
                    lab.mutexes.of(lock).lock();
                    lab.mutexes.of(lock - 1).unlock();
                  }
                  lab.mutexes.of(locks - 1).unlock();
                }));
  }

  @ParameterizedTest
  @CsvSource({"2, 3, 8", "3, 2, 36", "3, 3, 216"})
  void locksOneAfterTheOther(int n, int locks, long classes) {
    // at each lock they may overtake: (n!)^locks
    assertClasses(
        classes,
        lab ->
            each(
                lab,
                n,
                task -> {
                  for (int lock = 0; lock < locks; lock++) {
                    lab.mutexes.of(lock).lock();
                    lab.mutexes.of(lock).unlock();
                  }
                }));
  }

  @ParameterizedTest
  @CsvSource({"2, 3", "3, 7", "5, 31", "8, 255"})
  void diningPhilosophers(int n, long classes) {
    // each fork goes to one neighbour first: 2^n ways, less the two that are a circle; and the
    // deadlock
    assertClasses(classes, lab -> each(lab, n, task -> dine(lab, task, (task + 1) % n)));
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "3, 6", "5, 30", "8, 254"})
  void diningPhilosophersOfWhomOneIsLeftHanded(int n, long classes) {
    // as above without the deadlock: 2^n - 2
    assertClasses(
        classes,
        lab ->
            each(
                lab,
                n,
                task -> {
                  int next = (task + 1) % n;
                  dine(lab, Math.min(task, next), Math.max(task, next));
                }));
  }

  private static void dine(Lab lab, int first, int second) {
    lab.mutexes.of(first).lock();
    lab.mutexes.of(second).lock();
    lab.mutexes.of(second).unlock();
    lab.mutexes.of(first).unlock();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 4", "3, 36", "4, 576"})
  void producersAndConsumersOfOneSlot(int n, long classes) {
    // put and take alternate; who puts and who takes next is free: n! n!
    assertClasses(
        classes,
        lab ->
            each(
                lab,
                2 * n,
                task -> {
                  long full = task % 2;
                  lab.machine.atomicWhen(lab.until(0, full), () -> lab.cells.set(0, 1 - full));
                }));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 4", "3, 21", "4, 148"})
  void sleepingBarberWithOneChair(int n, long classes) {
    // one customer sits down, any set of others finds the chair taken and leaves, the barber comes:
    // f(n) = sum over k of n C(n-1,k) f(n-1-k), f(0) = 1
    assertClasses(
        classes,
        lab -> {
          each(lab, n, task -> takeIfFree(lab, 0, 1));
          lab.task(
              n,
              () -> {
                while (true) {
                  lab.machine.atomicWhen(lab.until(0, 1), () -> lab.cells.set(0, 0));
                }
              });
        });
  }

  @Test
  void messagePassing() {
    // flag seen: data seen; flag not seen: data seen or not
    assertClasses(
        3,
        lab -> {
          lab.task(
              0,
              () -> {
                put(lab, 0, 1);
                put(lab, 1, 1);
              });
          lab.task(
              1,
              () -> {
                lab.cells.get(1);
                lab.cells.get(0);
              });
        });
  }

  @Test
  void messagePassingWhereTheReaderWaits() {
    // there is one order only
    assertClasses(
        1,
        lab -> {
          lab.task(
              0,
              () -> {
                put(lab, 0, 1);
                put(lab, 1, 1);
              });
          lab.task(
              1,
              () -> {
                lab.await(1, 1);
                lab.cells.get(0);
              });
        });
  }

  @ParameterizedTest
  @CsvSource({"2, 3", "3, 7", "5, 31"})
  void storeBuffering(int n, long classes) {
    // "Dekker" in a ring: each sets its own and reads the next one's: 2^n less "all too early",
    // which
    // only store buffers bring about
    assertClasses(
        classes,
        lab ->
            each(
                lab,
                n,
                task -> {
                  put(lab, task, 1);
                  lab.cells.get((task + 1) % n);
                }));
  }

  @ParameterizedTest
  @CsvSource({"3, 8", "6, 64"})
  void addsAndReader(int n, long classes) {
    // adds commute; the reader parts them in those before and those after: 2^n
    assertClasses(
        classes,
        lab -> {
          each(lab, n, task -> lab.machine.atomic(() -> lab.cells.add(0, 1)));
          lab.task(n, () -> lab.cells.get(0));
        });
  }

  private static void assertClasses(long classes, Consumer<Lab> start) {
    Supplier<Subject> subjects = Explored.labs(start);
    Explored optimal = Explored.optimal(subjects);
    Explored naive = Explored.naive(subjects, FEW);

    assertThat(optimal.result().executions()).isEqualTo(classes);
    assertThat(optimal.classes()).doesNotHaveDuplicates();
    assertThat(optimal.result().repeats()).isZero();
    assertThat(optimal.result().complete()).isTrue();
    if (naive.result().complete()) {
      assertThat(naive.distinctClasses()).isEqualTo(optimal.distinctClasses());
      assertThat(naive.outcomes()).isEqualTo(optimal.outcomes());
    }
  }

  private static void each(Lab lab, int count, Consumer<Integer> body) {
    for (int id = 0; id < count; id++) {
      int task = id;
      lab.task(id, () -> body.accept(task));
    }
  }

  private static void put(Lab lab, int cell, long value) {
    lab.machine.atomic(() -> lab.cells.set(cell, value));
  }
}
