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

  /**
   * Makes it usable again after the power was cut, from what of it is on the medium: what the
   * machine's state space was told is durable. Files are as long as they are there, and what was
   * only promised is a hole. Takes steps.
   */
  @Operation(linux = "fill_super")
  default MountedFilesystem mountAfterPowerCut() {
    return mount();
  }

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
