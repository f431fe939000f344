package org.folioscope.scenarios.oracle;

import io.vavr.control.Either;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.errno.Errno;

/**
 * What a file holds at the end, read with nothing of it in the cache that could be dropped.
 *
 * @param pieces the whole file, in pieces of whole sectors up to the last, or why it could not be
 *     read
 */
public record ReadBack(int inode, String name, Either<Errno, List<Content>> pieces) {}
