package org.folioscope.eventlog.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.folioscope.eventlog.chronicle.ChronicleLog;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Mark;
import org.folioscope.eventlog.toy.Toy;
import org.folioscope.eventlog.toy.ToyOwner;

/** A log whose ten lines in an export are known. */
final class Sample {

  private Sample() {}

  static void write(ChronicleLog log, ToyOwner owner) {
    Toy.Shape dot = new Toy.Shape.Dot(new Toy.Point(1, 2, true));
    step(log, owner, 0, new Toy.NumberPut(1, -1));
    step(log, owner, 100, new Toy.NumberPut(2, Long.MIN_VALUE));
    step(log, owner, 200, new Toy.Said("a \"b\"", true, Toy.Mood.GRIM));
    step(log, owner, 300, new Toy.Drawn(dot, List.of(dot), List.of(7L), null, List.of("x")));
    log.beginStep(1, 400, 0);
    log.append(owner, new Toy.Written(9, Content.of(new byte[] {1, 2})));
    log.append(owner, new Toy.Written(9, Content.fill(0xAB, 4096)));
    log.endStep();
    log.beginStep(1, 600, 0);
    log.mark(new Mark(true, "f", ""));
    log.append(owner, new Toy.Ticked());
    log.endStep();
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    properties.put("a", "b");
    log.end(properties);
  }

  private static void step(ChronicleLog log, ToyOwner owner, long time, Toy event) {
    log.beginStep(1, time, 0);
    log.append(owner, event);
    log.endStep();
  }
}
