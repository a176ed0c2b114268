package com.integraci.bundles.policy;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.canonical.JsonValue.Items;
import com.integraci.bundles.canonical.JsonValue.Members;
import com.integraci.bundles.canonical.JsonValue.Text;
import com.integraci.bundles.canonical.JsonValue.Whole;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * What would be different by other rules: how many of the decisions that were made, in all, by
 * service and by rule. Safe for use by many threads.
 */
public final class ReplayReport {

  /** Services, and rules, that a written report names at most; the rest is in the sums. */
  public static final int LINES_MAX = 100;

  private final Map<String, Line> services = new HashMap<>();
  private final Map<String, Line> rules = new HashMap<>();
  private Line total = Line.none("");

  /** What became of a decision. */
  public enum Change {
    /** It comes out as it did. */
    UNCHANGED,
    /** A yes becomes a no. */
    TO_DENY,
    /** A no becomes a yes. */
    TO_ALLOW,
    /** Its facts were erased, or the rules come to no end. */
    UNDECIDED;

    /** In a word. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What became of a decision that comes out so. */
    public static Change of(boolean before, boolean after) {
      return before == after ? UNCHANGED : after ? TO_ALLOW : TO_DENY;
    }
  }

  /**
   * How many decisions became what.
   *
   * @param name the service's or the rule's; "" for all
   */
  public record Line(String name, int unchanged, int toDeny, int toAllow, int undecided) {

    private static Line none(String name) {
      return new Line(name, 0, 0, 0, 0);
    }

    private Line and(Change change) {
      return switch (change) {
        case UNCHANGED -> new Line(name, unchanged + 1, toDeny, toAllow, undecided);
        case TO_DENY -> new Line(name, unchanged, toDeny + 1, toAllow, undecided);
        case TO_ALLOW -> new Line(name, unchanged, toDeny, toAllow + 1, undecided);
        case UNDECIDED -> new Line(name, unchanged, toDeny, toAllow, undecided + 1);
      };
    }

    /** How many became anything else. */
    public int changed() {
      return toDeny + toAllow + undecided;
    }

    /** All. */
    public int all() {
      return unchanged + changed();
    }

    private JsonValue document() {
      var document =
          JsonValue.object()
              .put("to_allow", toAllow)
              .put("to_deny", toDeny)
              .put("unchanged", unchanged)
              .put("undecided", undecided);
      return (name.isEmpty() ? document : document.put("name", name)).build();
    }

    private static Line of(JsonValue value) {
      var members = (Members) value;
      var name = members.values().getOrDefault("name", new Text(""));
      return new Line(
          ((Text) name).value(),
          count(members, "unchanged"),
          count(members, "to_deny"),
          count(members, "to_allow"),
          count(members, "undecided"));
    }

    private static int count(Members members, String name) {
      return Math.toIntExact(((Whole) members.member(name)).value());
    }
  }

  /**
   * A report as it is written down.
   *
   * @param total all decisions
   * @param services the most changed first, {@link #LINES_MAX} at most
   * @param rules those that make the difference, the same: of a no that is new the rules that deny
   *     now, of a yes that is new those that denied before
   */
  public record Written(Line total, List<Line> services, List<Line> rules) {

    public Written {
      services = List.copyOf(services);
      rules = List.copyOf(rules);
    }

    /** Canonical JSON. */
    public String text() {
      return new String(
          CanonicalJson.write(
              JsonValue.object()
                  .put("rules", items(rules))
                  .put("services", items(services))
                  .put("total", total.document())
                  .build()),
          StandardCharsets.UTF_8);
    }

    private static JsonValue items(List<Line> lines) {
      return new Items(lines.stream().map(Line::document).toList());
    }

    /** Reads what {@link #text} wrote. */
    public static Written read(String text) {
      var document = CanonicalJson.readObject(text.getBytes(StandardCharsets.UTF_8));
      return new Written(
          Line.of(document.member("total")),
          lines(document.member("services")),
          lines(document.member("rules")));
    }

    private static List<Line> lines(JsonValue value) {
      return ((Items) value).values().stream().map(Line::of).toList();
    }
  }

  /**
   * Counts a decision.
   *
   * @param service what it was about
   * @param because the rules that make the difference
   */
  public synchronized void add(String service, Change change, Collection<String> because) {
    total = total.and(change);
    count(services, service, change);
    because.forEach(rule -> count(rules, rule, change));
  }

  private static void count(Map<String, Line> lines, String name, Change change) {
    lines.put(name, lines.getOrDefault(name, Line.none(name)).and(change));
  }

  /** What was counted. */
  public synchronized Line total() {
    return total;
  }

  /** All of it. */
  public synchronized Written written() {
    return new Written(total(), lines(services), lines(rules));
  }

  private static List<Line> lines(Map<String, Line> lines) {
    Function<Line, Integer> changed = Line::changed;
    return lines.values().stream()
        .sorted(Comparator.comparing(changed).reversed().thenComparing(Line::name))
        .limit(LINES_MAX)
        .toList();
  }
}
