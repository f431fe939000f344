package org.folioscope.vm.vfs;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.block.Bio;
import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.folio.Folio;

/**
 * Pages of a file's cache on their way through a pipe, by reference: whoever stores into one of
 * them changes what arrives (ITER_BVEC).
 *
 * @param segments parts of the pages, in order
 */
public record PipePages(List<Bio.Segment> segments) implements WriteSource {

  @Override
  public int length() {
    return segments.stream().mapToInt(Bio.Segment::length).sum();
  }

  @Override
  public Content copy(int from, int length) {
    return Content.concat(
        part(from, length).segments.stream()
            .map(segment -> folio(segment).load(segment.offset(), segment.length()))
            .toList());
  }

  /** Some of the bytes. */
  public PipePages part(int from, int length) {
    List<Bio.Segment> parts = new ArrayList<>();
    int at = 0;
    for (Bio.Segment segment : segments) {
      int start = Math.max(from, at);
      int end = Math.min(from + length, at + segment.length());
      if (start < end) {
        parts.add(new Bio.Segment(segment.buffer(), segment.offset() + start - at, end - start));
      }
      at += segment.length();
    }
    return new PipePages(parts);
  }

  /** The page of a part. */
  public static Folio folio(Bio.Segment segment) {
    return (Folio) segment.buffer();
  }

  /** Whether a device can be handed all parts: each begins and ends with a sector. */
  boolean sectors() {
    return segments.stream()
        .allMatch(segment -> ((segment.offset() | segment.length()) & (Content.SECTOR - 1)) == 0);
  }
}
