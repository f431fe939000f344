package org.folioscope.simulation.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A kernel that can be emulated: a preset, which is one value for every policy. In the order of
 * age; Debian's stable trees at the end.
 */
public enum Kernel {
  /** Mainline 4.15, January 2018. */
  LINUX_4_15("linux-4.15"),
  /** Mainline 5.8, August 2020. */
  LINUX_5_8("linux-5.8"),
  /** Mainline 5.9, October 2020. */
  LINUX_5_9("linux-5.9"),
  /** Mainline 5.10, December 2020. */
  LINUX_5_10("linux-5.10"),
  /** Mainline 5.15, October 2021. */
  LINUX_5_15("linux-5.15"),
  /** Mainline 6.1, December 2022. */
  LINUX_6_1("linux-6.1"),
  /** Mainline 6.12, November 2024. */
  LINUX_6_12("linux-6.12"),
  /** Debian's 5.10 stable tree, with its backports. */
  DEBIAN_5_10("debian-5.10"),
  /** Debian's 6.1 stable tree, with its backports. */
  DEBIAN_6_1("debian-6.1"),
  /** Debian's 6.12 stable tree, with its backports. */
  DEBIAN_6_12("debian-6.12");

  private final String label;

  Kernel(String label) {
    this.label = label;
  }

  /** The preset's name, for example {@code linux-4.15}. */
  public String label() {
    return label;
  }

  /**
   * The preset with this name; {@code linux-5.10-stable} is another name of {@code debian-5.10}.
   */
  public static Optional<Kernel> named(String name) {
    String wanted =
        name.toLowerCase(Locale.ROOT).equals("linux-5.10-stable") ? "debian-5.10" : name;
    return Arrays.stream(values()).filter(kernel -> kernel.label.equals(wanted)).findFirst();
  }

  /** All names, in the order of the presets. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Kernel::label).toList();
  }
}
