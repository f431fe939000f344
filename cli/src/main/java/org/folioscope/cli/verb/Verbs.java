package org.folioscope.cli.verb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The verbs by name; only the one that is asked for is loaded. */
public final class Verbs {

  private final SequencedMap<String, Supplier<Object>> byName = new LinkedHashMap<>();

  /** All verbs. */
  public Verbs(Interruption interruption) {
    byName.put("run", Run::new);
    byName.put("explore", () -> new Explore(interruption));
    byName.put("suite", () -> new RunSuite(interruption));
    byName.put("compare", () -> new Compare(interruption));
    byName.put("matrix", () -> new MatrixVerb(interruption));
    byName.put("claims", () -> new ClaimsVerb(interruption));
    byName.put("bisect", () -> new Bisect(interruption));
    byName.put("replay", Replay::new);
    byName.put("repeat", Repeat::new);
    byName.put("diff", Diff::new);
    byName.put("export", Export::new);
    byName.put("import", Import::new);
    byName.put("follow", () -> new Follow(interruption));
    byName.put("list", Listing::new);
    byName.put("show", Show::new);
  }

  /** Their names, in the order of the help. */
  public List<String> names() {
    return List.copyOf(byName.sequencedKeySet());
  }

  /** Gives the command the verb that the arguments begin with; all of them if it is none. */
  public void addTo(CommandLine command, String... arguments) {
    for (Map.Entry<String, Supplier<Object>> verb : byName.entrySet()) {
      if (arguments.length == 0
          || !byName.containsKey(arguments[0])
          || arguments[0].equals(verb.getKey())) {
        command.addSubcommand(verb.getKey(), verb.getValue().get());
      }
    }
  }
}
