package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.folioscope.scenarios.compare.Comparison;
import org.folioscope.scenarios.compare.Cost;
import org.folioscope.scenarios.compare.Costs;
import org.folioscope.scenarios.compare.Spread;
import org.jspecify.annotations.Nullable;

/** Costs for programs. */
final class CostJson {

  private static final double PRECISION = 1_000;

  private CostJson() {}

  /** By cost, the mean of each side, and beside it the least and the most of any run. */
  static ArrayNode costs(Comparison comparison) {
    ArrayNode costs = Json.array();
    for (Cost cost : Cost.values()) {
      Spread left = comparison.leftCosts().of(cost);
      Spread right = comparison.rightCosts().of(cost);
      ObjectNode json = costs.addObject();
      json.put("name", cost.id());
      json.put("label", cost.label().strip());
      json.put("left", left == null ? null : rounded(left.mean()));
      json.put("right", right == null ? null : rounded(right.mean()));
      json.set("leftRange", range(left));
      json.set("rightRange", range(right));
    }
    return costs;
  }

  /** By cost, the mean; null where it applies to no run. */
  static ObjectNode means(Costs costs) {
    ObjectNode json = Json.object();
    for (Cost cost : Cost.values()) {
      Spread spread = costs.of(cost);
      json.put(cost.id(), spread == null ? null : rounded(spread.mean()));
    }
    return json;
  }

  /** How many runs were made, and how many of them came to their end and are in the figures. */
  static ObjectNode runs(Comparison comparison) {
    ObjectNode json = Json.object();
    json.set("left", runs(comparison.leftCosts()));
    json.set("right", runs(comparison.rightCosts()));
    return json;
  }

  private static ObjectNode runs(Costs costs) {
    ObjectNode json = Json.object();
    json.put("roundRobin", 1);
    json.put("randomWalks", costs.runs() - 1);
    json.put("firstSeed", 1);
    json.put("counted", costs.counted());
    return json;
  }

  private static @Nullable ArrayNode range(@Nullable Spread spread) {
    return spread == null
        ? null
        : Json.array().add(rounded(spread.least())).add(rounded(spread.most()));
  }

  private static double rounded(double value) {
    return Math.round(value * PRECISION) / PRECISION;
  }
}
