package org.folioscope.scenarios.plugin;

import jakarta.inject.Inject;
import java.util.List;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FilesystemType;
import org.folioscope.vm.contract.MountedFilesystem;

/**
 * Stands for the filesystem of a kept run whose plug-in is not at hand. The run can be listed; its
 * plug-in's events stay opaque.
 *
 * @param plugin what is missing
 * @param name of the filesystem
 * @param type the filesystem itself if only policies are missing
 */
public record MissingPlugin(Plugin plugin, String name, Class<? extends FilesystemType> type)
    implements FilesystemProvider {

  /** Nothing: owns no state. */
  public static final class Absent implements FilesystemType {

    @Inject
    Absent() {}

    @Override
    public void format() {
      throw new UnsupportedOperationException("the plug-in is missing");
    }

    @Override
    public MountedFilesystem mount() {
      throw new UnsupportedOperationException("the plug-in is missing");
    }
  }

  @Override
  public String help() {
    return "is missing";
  }

  @Override
  public int contractVersion() {
    return CONTRACT_VERSION;
  }

  @Override
  public List<Policy<?>> policies() {
    return List.of();
  }
}
