package org.folioscope.scenarios.language;

import io.vavr.collection.SortedMap;
import io.vavr.collection.SortedSet;
import io.vavr.collection.TreeMap;
import io.vavr.collection.TreeSet;
import io.vavr.collection.Vector;
import io.vavr.control.Option;

/** The names that a scenario's calls can use: variables, processes and files. */
record Scope(
    Signatures signatures,
    Vector<PlacedCall> placed,
    SortedMap<String, PlacedCall> assigners,
    SortedSet<String> processes,
    SortedSet<String> files) {

  static Scope of(Scenario scenario, Signatures signatures) {
    Vector<PlacedCall> placed =
        place(0, Vector.of(scenario.setup()))
            .appendAll(place(1, scenario.tasks().map(TaskSpec::calls)))
            .appendAll(place(2, Vector.of(scenario.finallyCalls())))
            .appendAll(place(3, Vector.of(scenario.afterCrash())));
    Vector<String> made = placed.flatMap(call -> filesMade(call.call(), signatures));
    return new Scope(
        signatures,
        placed,
        assigners(placed),
        TreeSet.ofAll(scenario.tasks().map(TaskSpec::process))
            .add(TaskSpec.MAIN)
            .addAll(placed.flatMap(call -> processesMade(call.call(), signatures))),
        TreeSet.ofAll(scenario.files().map(FileSpec::name)).addAll(made));
  }

  private static SortedMap<String, PlacedCall> assigners(Vector<PlacedCall> placed) {
    SortedMap<String, PlacedCall> first = TreeMap.empty();
    for (PlacedCall candidate : placed) {
      for (String variable : candidate.call().variable()) {
        first = first.containsKey(variable) ? first : first.put(variable, candidate);
      }
    }
    return first;
  }

  private static Vector<PlacedCall> place(int part, Vector<CallList> lists) {
    return lists
        .map(CallList::written)
        .zipWithIndex()
        .flatMap(list ->
            list._1.zipWithIndex().map(call -> new PlacedCall(call._1, part, list._2, call._2)));
  }

  /** The names of files that a call makes: given for a new file, or opened with O_CREAT. */
  private static Vector<String> filesMade(Call call, Signatures signatures) {
    boolean creates = call.arguments().exists(Scope::creates);
    return signatures
        .get(call.name())
        .toVector()
        .flatMap(signature -> call.arguments().zip(signature.parameters()))
        .filter(pair -> creates || pair._2.types().contains(ValueType.NEW_FILE))
        .map(pair -> pair._1)
        .flatMap(argument ->
            argument instanceof Argument.Text text ? Option.some(text.value()) : Option.none());
  }

  private static Vector<String> processesMade(Call call, Signatures signatures) {
    return signatures
        .get(call.name())
        .toVector()
        .flatMap(signature -> call.arguments().zip(signature.parameters()))
        .filter(pair -> pair._2.types().contains(ValueType.NEW_PID))
        .map(pair -> pair._1)
        .flatMap(argument ->
            argument instanceof Argument.Name name ? Option.some(name.name()) : Option.none());
  }

  private static boolean creates(Argument argument) {
    return switch (argument) {
      case Argument.Name name -> name.name().equals("O_CREAT");
      case Argument.Flags flags -> flags.names().exists(Scope::creates);
      default -> false;
    };
  }

  /** The first call that assigns a variable. */
  Option<PlacedCall> assigner(String variable) {
    return assigners.get(variable);
  }

  /** The variables that some call assigns, in the order of their names. */
  Iterable<String> variables() {
    return assigners.keySet();
  }

  /** The type of a variable; ANY if the call that assigns it is not known. */
  ValueType type(PlacedCall assigner) {
    return signatures.get(assigner.call().name()).map(Signature::result).getOrElse(ValueType.ANY);
  }
}
