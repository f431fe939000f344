package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.matrix.Actual;
import org.folioscope.scenarios.matrix.Judged;
import org.folioscope.scenarios.matrix.MatrixResult;
import org.folioscope.scenarios.matrix.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a verdict matrix, for programs.
 *
 * @param result the matrix it is of
 * @param judged the cell
 */
record CellJson(MatrixResult result, Judged judged) {

  /**
   * The object; what was not explored is null.
   *
   * @param link to the shortest failing run, if there is one
   */
  ObjectNode json(@Nullable String link) {
    String race = judged.cell().race().code();
    String column = judged.cell().column().code();
    ObjectNode json = Json.object();
    json.put("matrix", result.matrix().name());
    json.put("thread", result.matrix().thread());
    json.put("race", race);
    json.put("variant", judged.cell().variant());
    json.put("policy", column);
    json.put("filesystem", judged.cell().filesystem());
    json.put("expected", judged.cell().expected().label());
    json.put("written", judged.cell().written().label());
    json.put("actual", judged.actual().map(Actual::label).orElse(null));
    json.put("judgement", judged.judgement().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    Explored explored = judged.explored().orElse(null);
    json.put("complete", explored == null ? null : explored.result().complete());
    json.put("executions", explored == null ? null : explored.result().executions());
    json.put("scenario", judged.cell().race().variants().get(judged.cell().variant()));
    json.put("grain", explored == null ? null : explored.configuration().grain());
    json.set("ids", Json.array(judged.actual().map(Actual::ids).orElse(List.of())));
    json.put("schedule", judged.failing().map(found -> found.schedule().id()).orElse(null));
    json.put("log", link);
    ArrayNode source = json.putArray("source");
    for (Reason reason : result.matrix().reasons(race, column)) {
      source
          .addObject()
          .put("because", reason.because())
          .put("source", reason.source())
          .put("basis", reason.derived() ? "derived" : "stated");
    }
    return json;
  }
}
