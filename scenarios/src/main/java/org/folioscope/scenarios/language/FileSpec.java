package org.folioscope.scenarios.language;

/**
 * A file that exists when the scenario starts.
 *
 * @param name its path below the mount point
 * @param size its size in bytes
 * @param content what it holds; zeros unless the scenario says otherwise
 * @param position where it is declared
 */
public record FileSpec(String name, long size, FileContent content, Position position) {}
