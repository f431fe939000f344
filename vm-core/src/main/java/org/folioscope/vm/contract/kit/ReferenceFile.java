package org.folioscope.vm.contract.kit;

import java.util.Arrays;
import org.folioscope.eventlog.content.Content;

/** What a file must contain: an array of bytes, and nothing that could be wrong. */
public final class ReferenceFile {

  private byte[] bytes = new byte[0];

  /** Empty. */
  public ReferenceFile() {}

  /** Replaces bytes, growing the file with zeroes if need be. */
  public void write(long position, Content content) {
    int end = Math.toIntExact(position) + content.length();
    resize(Math.max(bytes.length, end));
    System.arraycopy(content.bytes(), 0, bytes, (int) position, content.length());
  }

  /** Cuts, or grows with zeroes. */
  public void resize(int size) {
    bytes = Arrays.copyOf(bytes, size);
  }

  /** How many bytes there are. */
  public int size() {
    return bytes.length;
  }

  /** The bytes. */
  public Content all() {
    return Content.of(bytes);
  }
}
