package org.folioscope.scenarios.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.language.DidYouMean;
import org.folioscope.scenarios.language.PolicySetting;
import org.folioscope.simulation.policy.PolicyAlias;

/** Short names for values of policies: words with values ({@code pin=on}), codes of a topic. */
final class Aliases {

  private final SequencedMap<String, PolicyAlias> byName = new LinkedHashMap<>();

  List<PolicyAlias> all() {
    return List.copyOf(byName.values());
  }

  void add(PolicyAlias alias) {
    byName.putIfAbsent(alias.name(), alias);
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  Optional<PolicyAlias> of(PolicySetting setting) {
    return Optional.ofNullable(byName.get(setting.toString()));
  }

  /** The words that can have values. */
  List<String> words() {
    return byName.keySet().stream()
        .filter(name -> name.contains("="))
        .map(name -> name.substring(0, name.indexOf('=')))
        .distinct()
        .toList();
  }

  /** A word with each of its values; where there is no such word, the codes of that topic. */
  List<String> variants(String name) {
    List<String> values = startingWith(name + "=");
    return values.isEmpty() ? startingWith(name.endsWith(":") ? name : name + ":") : values;
  }

  /**
   * Tells that there is no such code or no such value of a word.
   *
   * @throws BadInputException if the setting is written like one of those
   */
  void refuse(PolicySetting setting) {
    String name = setting.name();
    if (PolicySetting.isCode(name)) {
      List<String> topic = startingWith(name.substring(0, name.indexOf(':') + 1));
      List<String> known = topic.isEmpty() ? codes() : topic;
      throw new BadInputException(
          "there is no code '"
              + setting
              + "'"
              + DidYouMean.hint(setting.toString(), known)
              + "; there are "
              + String.join(", ", known));
    }
    if (words().contains(name)) {
      List<String> values =
          startingWith(name + "=").stream().map(it -> it.substring(name.length() + 1)).toList();
      throw noValue(setting, values);
    }
  }

  /** A value that is none. */
  static BadInputException noValue(PolicySetting setting, List<String> values) {
    return new BadInputException(
        "'"
            + setting.value()
            + "' is no value of the policy "
            + setting.name()
            + DidYouMean.hint(setting.value(), values)
            + "; it can be "
            + String.join(" or ", values));
  }

  private List<String> startingWith(String start) {
    return byName.keySet().stream().filter(name -> name.startsWith(start)).toList();
  }

  private List<String> codes() {
    return byName.keySet().stream().filter(PolicySetting::isCode).toList();
  }
}
