package org.folioscope.vm.contract;

import java.util.List;

/** A filesystem that can be put on a device. */
public interface FilesystemType {

  /**
   * Writes an empty filesystem; nothing need be done where zeroes are one. Runs before anything
   * else; takes steps.
   */
  @Operation(linux = "mkfs")
  default void format() {}

  /** Makes it usable, recovering first if need be. Takes steps. */
  @Operation(linux = "fill_super")
  MountedFilesystem mount();

  /** What is wrong with the metadata, a line each; empty when all is well. Only reads. */
  @Operation(linux = "fsck", blocks = false)
  default List<String> check() {
    return List.of();
  }

  /** The metadata as lines for a person. Only reads. */
  @Operation(linux = "–", blocks = false)
  default List<String> render() {
    return List.of();
  }
}
