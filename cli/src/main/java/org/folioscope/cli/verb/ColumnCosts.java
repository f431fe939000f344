package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.scenarios.compare.WritebackEndCosts;
import org.folioscope.scenarios.compare.WritebackEndProbe;
import org.folioscope.scenarios.matrix.Column;
import org.folioscope.scenarios.matrix.Matrix;
import org.folioscope.scenarios.matrix.Plan;
import org.folioscope.scenarios.report.WritebackEndTable;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FilesystemProvider;

/** What the end of writeback costs in each column of matrices. */
final class ColumnCosts {

  private final Plan plan;
  private final List<FilesystemProvider> filesystems;

  ColumnCosts(Plan plan, List<FilesystemProvider> filesystems) {
    this.plan = plan;
    this.filesystems = filesystems;
  }

  /** Counts and prints, on the filesystems named or else on each matrix's own. */
  int tell(Verb verb, List<MatrixOptions.Part> parts, List<String> only) {
    ObjectNode json = Json.object();
    ArrayNode array = json.putArray("costs");
    for (MatrixOptions.Part part : parts) {
      Matrix matrix = part.matrix();
      for (FilesystemProvider filesystem : on(part, only)) {
        List<WritebackEndTable.Row> rows = rows(matrix, filesystem);
        verb.text().println(matrix.name() + ", end of writeback on " + filesystem.name());
        verb.text().println();
        verb.text().println(WritebackEndTable.text(rows));
        rows.forEach(row -> array.add(json(matrix, filesystem, row)));
      }
    }
    verb.print(json);
    return ExitStatus.EXPECTED;
  }

  private List<FilesystemProvider> on(MatrixOptions.Part part, List<String> only) {
    List<String> named =
        only.isEmpty()
            ? part.races().stream().flatMap(race -> race.filesystems().stream()).toList()
            : only;
    return filesystems.stream().filter(provider -> named.contains(provider.name())).toList();
  }

  private List<WritebackEndTable.Row> rows(Matrix matrix, FilesystemProvider filesystem) {
    List<WritebackEndTable.Row> rows = new ArrayList<>();
    for (Column column : matrix.columns()) {
      Policies policies = plan.policies(matrix, column);
      rows.add(
          new WritebackEndTable.Row(
              column,
              WritebackEndProbe.ALONE.measure(policies, filesystem),
              WritebackEndProbe.AWAITED.measure(policies, filesystem)));
    }
    return rows;
  }

  private static ObjectNode json(
      Matrix matrix, FilesystemProvider filesystem, WritebackEndTable.Row row) {
    ObjectNode json = Json.object();
    json.put("matrix", matrix.name());
    json.put("policy", row.column().code());
    json.put("filesystem", filesystem.name());
    json.set("alone", json(row.alone()));
    json.set("awaited", json(row.awaited()));
    return json;
  }

  private static ObjectNode json(WritebackEndCosts costs) {
    ObjectNode json = Json.object();
    json.put("atomics", costs.atomics());
    json.put("atomicsAtStart", costs.startAtomics());
    json.put("iPagesHolds", costs.iPagesHolds());
    json.put("queueHolds", costs.queueHolds());
    json.put("wakesUnderIPages", costs.wakesUnderIPages());
    json.put("sleeperAtomics", costs.sleeperAtomics());
    json.put("sleeperQueueHolds", costs.sleeperQueueHolds());
    return json;
  }
}
