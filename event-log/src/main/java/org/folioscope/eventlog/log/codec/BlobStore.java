package org.folioscope.eventlog.log.codec;

import org.folioscope.eventlog.content.Content;

/** Where contents without a short description are kept, outside the events that carry them. */
public interface BlobStore {

  /**
   * Keeps a blob and returns the reference to find it by. The same bytes may get the same
   * reference.
   */
  long put(Content blob);

  /**
   * The blob behind a reference.
   *
   * @param digest the {@link Content#hash()} that it must have
   * @throws MalformedBytesException when there is no such blob, or a damaged one
   */
  Content get(long reference, long digest);
}
