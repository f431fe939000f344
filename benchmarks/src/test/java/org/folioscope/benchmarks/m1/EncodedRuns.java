package org.folioscope.benchmarks.m1;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.AppliedLog;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.Mark;
import org.folioscope.eventlog.log.Step;
import org.folioscope.eventlog.log.codec.BlobStore;
import org.folioscope.eventlog.log.codec.ByteSink;
import org.folioscope.eventlog.log.codec.EventCodec;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.simulation.schedule.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * M1 on a machine of its own, run after run, each as bytes: every event as a kept log encodes it,
 * the step that it belongs to, and the state's digest after it.
 */
final class EncodedRuns {

  private final Actors actors = new Actors(false, 1);
  private final StateSpace space = actors.machine().space();
  private final Encoded log = new Encoded(space);
  private final StateSpace.Mark mark;

  EncodedRuns() {
    actors.machine().connect(log, false);
    mark = space.mark();
  }

  byte[] run(Scheduler scheduler) {
    space.rollback(mark);
    log.restart();
    actors.start();
    actors.machine().run(scheduler, 0);
    actors.machine().abandonTasks();
    return log.bytes();
  }

  private static final class Encoded extends AppliedLog {

    private final Map<Class<?>, EventCodec<?>> codecs = new HashMap<>();
    private final ByteSink sink = new ByteSink(new NoBlobs());

    Encoded(StateSpace space) {
      super(space);
    }

    void restart() {
      rewind(0, 0);
      sink.truncate(0);
    }

    byte[] bytes() {
      return Arrays.copyOf(sink.array(), sink.position());
    }

    @Override
    public void mark(Mark mark) {
      sink.writeText(mark.toString());
    }

    @Override
    @SuppressWarnings("unchecked")
    protected <E extends Event> E write(EventFamily<E> family, E event) {
      sink.writeText(family.name());
      ((EventCodec<E>) codecs.computeIfAbsent(family.vocabulary(), _ -> new EventCodec<>(family)))
          .write(event, sink);
      return event;
    }

    @Override
    protected void written(long digest) {
      sink.writeFixedLong(digest);
    }

    @Override
    protected void finish(@Nullable Step step) {
      if (step != null) {
        sink.writeVarint(step.number());
        sink.writeVarint(step.task());
        sink.writeVarint(step.time());
        sink.writeVarint(step.cause());
      }
    }
  }

  /** M1's events hold no file data. */
  private static final class NoBlobs implements BlobStore {

    @Override
    public long put(Content blob) {
      throw new UnsupportedOperationException("no event of M1 is as long as that");
    }

    @Override
    public Content get(long reference, long digest) {
      throw new UnsupportedOperationException("nothing is read here");
    }
  }
}
