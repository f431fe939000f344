package org.folioscope.scenarios.oracle;

import io.vavr.control.Either;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.errno.Errno;

/**
 * What a process must load at an address, because a device, or another process, stored it there.
 *
 * @param process its number
 */
public record MemoryDuty(int process, long address, Content content) {

  /** Whether it does not. */
  public boolean isBrokenBy(Either<Errno, Content> loaded) {
    return loaded.isLeft() || !loaded.get().equals(content);
  }

  /** That it does not. */
  public Finding finding() {
    return Finding.lost(
        "process "
            + process
            + " does not load at 0x"
            + Long.toHexString(address)
            + " what was stored there for it: "
            + content.length()
            + " bytes",
        List.of(Spot.ofMemory(process, address)));
  }
}
