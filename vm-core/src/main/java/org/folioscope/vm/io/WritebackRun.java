package org.folioscope.vm.io;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.block.BioFlags;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;

/**
 * Pages under writeback that lie one after the other on the device and go out as one bio
 * (ext4_io_end, iomap_ioend). Collected by one writer; whatever does not fit behind the last page
 * sends the run off first.
 */
public final class WritebackRun {

  private static final int SECTORS_PER_PAGE = Folio.SIZE / 512;

  private final WritebackRuns runs;
  private final Inode inode;
  private final BioFlags flags;
  private final Completion completion;
  private final List<Folio> folios = new ArrayList<>();
  private long sector;
  private boolean convert;

  /** What a filesystem does when pages were written. */
  public interface Completion {

    /**
     * The blocks were allocated unwritten: makes their new contents visible. In a worker; may
     * sleep.
     */
    void convert(Inode inode, List<Folio> folios);

    /**
     * The pages were written, or not; called before writeback ends on them, in the interrupt or the
     * worker. Must not sleep.
     */
    void written(Inode inode, List<Folio> folios, Errno errno);
  }

  WritebackRun(WritebackRuns runs, Inode inode, BioFlags flags, Completion completion) {
    this.runs = runs;
    this.inode = inode;
    this.flags = flags;
    this.completion = completion;
  }

  /**
   * Starts writeback on a locked, clean folio and unlocks it.
   *
   * @param place its first sector on the device
   * @param unwritten whether the blocks must be converted before writeback ends
   */
  public void add(Folio folio, long place, boolean unwritten) {
    boolean fits =
        folios.isEmpty()
            || (sector + (long) folios.size() * SECTORS_PER_PAGE == place && convert == unwritten);
    if (!fits) {
      submit();
    }
    if (folios.isEmpty()) {
      sector = place;
      convert = unwritten;
    }
    runs.start(inode, folio);
    folios.add(folio);
    folio.unlock();
  }

  /** Sends off what was collected. */
  public void submit() {
    if (!folios.isEmpty()) {
      runs.submit(this, inode, List.copyOf(folios), completion);
      folios.clear();
    }
  }

  /** The file that is written. */
  Inode inode() {
    return inode;
  }

  /** Where the run begins on the device. */
  long sector() {
    return sector;
  }

  /** Whether its blocks must be converted before writeback ends. */
  boolean converts() {
    return convert;
  }

  /** What its bio wants beside. */
  BioFlags flags() {
    return flags;
  }
}
