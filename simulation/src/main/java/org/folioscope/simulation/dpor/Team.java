package org.folioscope.simulation.dpor;

import java.util.Objects;
import org.folioscope.simulation.explore.Coverage;
import org.folioscope.simulation.explore.Findings;
import org.folioscope.simulation.machine.RunEnd;
import org.jspecify.annotations.Nullable;

/**
 * Several workers on one search. Which executions there are, and in which order they count, is the
 * same as for one worker: the others make ahead of time executions that are wanted later, and what
 * comes of them waits for its turn. One that was made on an assumption which turned out wrong is
 * made again.
 */
final class Team {

  /** How many executions may wait for their turn, for each worker. */
  private static final int AHEAD = 16;

  private final Search search;
  private final Findings findings;
  private final RaceOrders orders = new RaceOrders();
  private final int most;
  private final Job first = new Job(Plan.FIRST);
  private boolean firstGiven;
  private boolean over;
  private boolean complete;
  private boolean failed;

  Team(Search search, Findings findings, int workers) {
    this.search = search;
    this.findings = findings;
    this.most = workers == 1 ? 1 : workers * AHEAD;
  }

  /** Something to execute; waits for it if need be; null when the search is over. */
  synchronized @Nullable Job next() {
    Job job = choose();
    while (job == null && !over) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stop();
      }
      job = choose();
    }
    return over ? null : job;
  }

  /** The job is done. Counts whatever has its turn now. */
  synchronized void done(Job job, Execution execution) {
    job.done(execution);
    advance();
    notifyAll();
  }

  /** Nobody is to begin anything any more. */
  synchronized void stop() {
    over = true;
    notifyAll();
  }

  /** In which orders racing operations were seen. */
  synchronized Coverage coverage() {
    return orders.coverage();
  }

  /** Whether everything was tried. */
  synchronized boolean isComplete() {
    return complete && !failed;
  }

  private void advance() {
    while (!over) {
      Plan plan = search.next();
      if (plan == null) {
        complete = true;
        over = true;
        return;
      }
      WakeupTree.Branch branch = search.branch();
      Job job = branch == null ? first : branch.job();
      Execution execution = job == null ? null : job.execution();
      if (job == null || execution == null) {
        return;
      }
      if (!job.plan().isLike(plan)) {
        Objects.requireNonNull(branch).give(null);
        return;
      }
      execution.races().forEach(orders::note);
      search.made(plan, execution);
      count(execution);
      if (findings.exhausted()) {
        complete = search.next() == null;
        over = true;
      }
    }
  }

  /** A model that threw hid the turns that were to come, and the races in which they take part. */
  private void count(Execution execution) {
    failed |= execution.trial().end().reason() == RunEnd.Reason.FAILED;
    if (execution.trial().end().reason() == RunEnd.Reason.STOPPED) {
      findings.repeated();
    } else {
      findings.count(execution.trial());
    }
  }

  private @Nullable Job choose() {
    if (over) {
      return null;
    }
    if (!firstGiven) {
      firstGiven = true;
      return first;
    }
    for (Search.Upcoming upcoming : search.upcoming(most)) {
      if (upcoming.branch().job() == null) {
        Job job = new Job(upcoming.plan());
        upcoming.branch().give(job);
        return job;
      }
    }
    return null;
  }
}
