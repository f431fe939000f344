package org.folioscope.scenarios.language;

import static org.folioscope.scenarios.language.Parameter.choice;
import static org.folioscope.scenarios.language.Parameter.flags;
import static org.folioscope.scenarios.language.ValueType.ADDRESS;
import static org.folioscope.scenarios.language.ValueType.CONTENT;
import static org.folioscope.scenarios.language.ValueType.DURATION;
import static org.folioscope.scenarios.language.ValueType.FD;
import static org.folioscope.scenarios.language.ValueType.FILE;
import static org.folioscope.scenarios.language.ValueType.INT;
import static org.folioscope.scenarios.language.ValueType.NEW_FILE;
import static org.folioscope.scenarios.language.ValueType.NOTHING;
import static org.folioscope.scenarios.language.ValueType.PID;
import static org.folioscope.scenarios.language.ValueType.SIZE;

import java.util.List;

/** A sample registry: enough calls for the built-in scenarios and for every type of parameter. */
final class SampleCalls {
  private SampleCalls() {}

  private static final Parameter FD_ARGUMENT = Parameter.of("fd", FD);
  private static final Parameter SOURCE = Parameter.of("data", ADDRESS, CONTENT);

  static final Signatures ALL =
      Signatures.of(
          List.of(
              call("open", FD, Parameter.of("path", FILE))
                  .with(flags("flags", "O_RDONLY", "O_WRONLY", "O_RDWR", "O_CREAT", "O_DIRECT"))
                  .with(Parameter.of("mode", INT).optional()),
              call("close", INT, FD_ARGUMENT),
              call("mmap", ADDRESS, Parameter.of("length", SIZE))
                  .with(flags("protection", "PROT_READ", "PROT_WRITE", "PROT_NONE"))
                  .with(flags("flags", "MAP_SHARED", "MAP_PRIVATE"))
                  .with(FD_ARGUMENT)
                  .with(Parameter.of("offset", SIZE)),
              call("munmap", INT, Parameter.of("address", ADDRESS), Parameter.of("length", SIZE)),
              call(
                  "read",
                  INT,
                  FD_ARGUMENT,
                  Parameter.of("address", ADDRESS),
                  Parameter.of("length", SIZE)),
              call(
                  "pread",
                  INT,
                  FD_ARGUMENT,
                  Parameter.of("address", ADDRESS),
                  Parameter.of("length", SIZE),
                  Parameter.of("offset", SIZE)),
              call("write", INT, FD_ARGUMENT, SOURCE, Parameter.of("length", SIZE).optional()),
              call(
                  "pwrite",
                  INT,
                  FD_ARGUMENT,
                  SOURCE,
                  Parameter.of("length", SIZE),
                  Parameter.of("offset", SIZE)),
              call("fsync", INT, FD_ARGUMENT),
              call("fdatasync", INT, FD_ARGUMENT),
              call(
                  "store",
                  NOTHING,
                  Parameter.of("address", ADDRESS),
                  Parameter.of("content", CONTENT)),
              call("load", INT, Parameter.of("address", ADDRESS)),
              call("writeback", NOTHING, Parameter.of("file", FILE)),
              call("reclaim", NOTHING, choice("mode", "aging").optional())
                  .withNamed(choice("node", "dirty").optional())
                  .withNamed(Parameter.of("passes", INT).optional()),
              call("drop_caches", NOTHING),
              call("madvise", INT, Parameter.of("address", ADDRESS), Parameter.of("length", SIZE))
                  .with(choice("advice", "MADV_PAGEOUT", "MADV_DONTNEED")),
              call("sleep", NOTHING, Parameter.of("time", DURATION)),
              call("rename", INT, Parameter.of("from", FILE), Parameter.of("to", NEW_FILE)),
              call("kill", INT, Parameter.of("process", PID)),
              call("punch", INT, FD_ARGUMENT).withNamed(Parameter.of("length", SIZE))));

  private static Signature call(String name, ValueType result, Parameter... parameters) {
    Signature signature = Signature.of(name, result, "");
    for (Parameter parameter : parameters) {
      signature = signature.with(parameter);
    }
    return signature;
  }
}
