package org.folioscope.vm.vfs;

import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.mm.Mm;

/** Where the bytes of a write come from (struct iov_iter). */
public sealed interface WriteSource permits WriteSource.Literal, WriteSource.UserBuffer, PipePages {

  /** How many bytes there are. */
  int length();

  /** Some of the bytes, for a copy into the page cache. Inside a step. */
  Content copy(int from, int length);

  /** Bytes that are in no memory of the machine: they can only be copied. */
  record Literal(Content content) implements WriteSource {

    @Override
    public int length() {
      return content.length();
    }

    @Override
    public Content copy(int from, int length) {
      return content.slice(from, length);
    }
  }

  /**
   * Memory of a program: a device may read it, the page cache copies it.
   *
   * @param content what it held when the write began
   */
  record UserBuffer(Mm mm, long address, Content content) implements WriteSource {

    @Override
    public int length() {
      return content.length();
    }

    @Override
    public Content copy(int from, int length) {
      return content.slice(from, length);
    }
  }
}
