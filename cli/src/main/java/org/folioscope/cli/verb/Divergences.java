package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.IntFunction;
import org.folioscope.eventlog.diff.LogDiff;
import org.folioscope.eventlog.export.EventText;
import org.folioscope.eventlog.log.LoggedStep;
import org.jspecify.annotations.Nullable;

/** Where two logs part, for people and programs. */
record Divergences(String leftName, String rightName, IntFunction<String> taskNames) {

  private static final String EVENT = "  %-9s %s";

  /** Where each task parts, the first of them on top. */
  void tell(PrintWriter out, LogDiff.Result diff) {
    if (!diff.setup().isEmpty()) {
      out.println("within set-up, by task:");
      diff.setup().forEach(divergence -> tell(out, divergence));
    }
    if (diff.tasks().isEmpty()) {
      return;
    }
    out.println("by task, the first one on top:");
    LogDiff.Divergence first = diff.first();
    if (first != null) {
      tell(out, first);
    }
    diff.tasks().stream()
        .filter(divergence -> !divergence.equals(first))
        .forEach(divergence -> tell(out, divergence));
  }

  private void tell(PrintWriter out, LogDiff.Divergence divergence) {
    out.println(
        taskNames.apply(divergence.task()) + ", its event " + (divergence.index() + 1) + ":");
    tell(out, leftName, divergence.left());
    tell(out, rightName, divergence.right());
  }

  /** One side. */
  static void tell(PrintWriter out, String name, LoggedStep.@Nullable Logged logged) {
    String text =
        logged == null
            ? "(nothing more)"
            : "event " + logged.number() + ": " + EventText.of(logged.event());
    out.println(EVENT.formatted(name, text));
  }

  static ObjectNode json(LogDiff.Divergence divergence) {
    ObjectNode json = Json.object();
    json.put("task", divergence.task());
    json.put("index", divergence.index());
    json.put("left", text(divergence.left()));
    json.put("right", text(divergence.right()));
    json.put("leftEvent", number(divergence.left()));
    json.put("rightEvent", number(divergence.right()));
    return json;
  }

  static ArrayNode json(List<LogDiff.Divergence> divergences) {
    ArrayNode array = Json.array();
    divergences.forEach(divergence -> array.add(json(divergence)));
    return array;
  }

  static ArrayNode differences(List<LogDiff.Difference> differences) {
    ArrayNode array = Json.array();
    for (LogDiff.Difference difference : differences) {
      array
          .addObject()
          .put("path", difference.path())
          .put("left", difference.left())
          .put("right", difference.right());
    }
    return array;
  }

  private static @Nullable String text(LoggedStep.@Nullable Logged logged) {
    return logged == null ? null : EventText.of(logged.event());
  }

  private static @Nullable Long number(LoggedStep.@Nullable Logged logged) {
    return logged == null ? null : logged.number();
  }
}
