package org.folioscope.vm.contract;

import java.util.List;

/** A filesystem that can be put on a device. */
public interface FilesystemType {

  /** Writes an empty filesystem. Runs before anything else; takes steps. */
  void format();

  /** Makes it usable, recovering first if need be. Takes steps. */
  MountedFilesystem mount();

  /** What is wrong with the metadata, a line each; empty when all is well. Only reads. */
  default List<String> check() {
    return List.of();
  }

  /** The metadata as lines for a person. Only reads. */
  default List<String> render() {
    return List.of();
  }
}
