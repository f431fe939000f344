package org.folioscope.vm.vfs;

/**
 * What can be set about mounts of a machine.
 *
 * @param unmounts whether the filesystem may go; if not, nobody takes s_umount, since nobody would
 *     wait for it
 */
public record MountOptions(boolean unmounts) {}
