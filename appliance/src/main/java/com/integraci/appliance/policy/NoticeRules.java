package com.integraci.appliance.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which actions members are told of, and whom: the reviewed list {@code notices.txt}. */
public final class NoticeRules {

  private static final String LIST = "notices.txt";
  private static final String NONE = "-";
  private static final List<String> MAKERS = List.of("member", "owner", "approver");

  private final Map<String, Optional<Rule>> rows;

  /** What a notice is about. */
  public enum Category {
    SERVICE,
    SECURITY,
    ACCOUNT;

    /** As it is stored and as the API says it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What is about the service alone is not worth a mail. */
    public boolean mailed() {
      return this != SERVICE;
    }
  }

  /** Whom a notice goes to. */
  public enum To {
    /** The member that the entry is about. */
    SUBJECT,
    /** The member that the entry's facts name. */
    MEMBER,
    /**
     * Those behind something, whom the entry's facts name: who asked, who answers, who approved.
     */
    MAKERS,
    /** Owners and admins. */
    ADMINS,
    EVERYBODY;

    /** As the list says it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What an action's notice is. */
  public record Rule(Category category, To to) {}

  private NoticeRules(Map<String, Optional<Rule>> rows) {
    this.rows = Map.copyOf(rows);
  }

  /** The list that this release carries. */
  public static NoticeRules load() {
    try (InputStream in = NoticeRules.class.getResourceAsStream(LIST)) {
      if (in == null) {
        throw new IllegalStateException("the list of notices is missing");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static NoticeRules parse(String list) {
    var rows = new HashMap<String, Optional<Rule>>();
    list.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> List.of(line.strip().split("\\s+")))
        .forEach(
            row -> {
              if (rows.put(action(row.getFirst()), rule(row)) != null) {
                throw new IllegalStateException("two rows for " + row.getFirst());
              }
            });
    return new NoticeRules(rows);
  }

  private static Optional<Rule> rule(List<String> row) {
    if (row.size() == 2 && row.getLast().equals(NONE)) {
      return Optional.empty();
    }
    if (row.size() != 3) {
      throw new IllegalStateException("row " + row + " is not an action, a category and to whom");
    }
    return Optional.of(
        new Rule(
            Category.valueOf(row.get(1).toUpperCase(Locale.ROOT)),
            To.valueOf(row.get(2).toUpperCase(Locale.ROOT))));
  }

  private static String action(String id) {
    return Arrays.stream(Action.values())
        .map(Action::id)
        .filter(id::equals)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no action is called " + id));
  }

  /** Whether the list says anything of the action. */
  public boolean knows(String action) {
    return rows.containsKey(action);
  }

  /** What members are told of the action, if anything. */
  public Optional<Rule> of(String action) {
    return rows.getOrDefault(action, Optional.empty());
  }

  /**
   * Whom an entry is told to, if anybody.
   *
   * @param facts the entry's, of which {@code member}, {@code owner} and {@code approver} may name
   *     those whom a rule means
   */
  public Optional<Told> told(
      UUID actor, String action, Resource resource, boolean failed, Map<String, String> facts) {
    var told = action(action, resource, failed);
    return of(told).map(rule -> new Told(told, rule, named(rule, resource, facts), actor));
  }

  /** What a workflow's steps did is told by the verbs; that one failed is told of any. */
  private static String action(String action, Resource resource, boolean failed) {
    if (resource.kind().equals("workflow")) {
      return failed ? "workflow.run" : "";
    }
    return failed ? "" : action;
  }

  private static Set<UUID> named(Rule rule, Resource resource, Map<String, String> facts) {
    return switch (rule.to()) {
      case SUBJECT -> Set.of(resource.id());
      case MEMBER -> named(facts, MAKERS.subList(0, 1));
      case MAKERS -> named(facts, MAKERS);
      case ADMINS, EVERYBODY -> Set.of();
    };
  }

  private static Set<UUID> named(Map<String, String> facts, List<String> names) {
    return names.stream()
        .filter(facts::containsKey)
        .map(name -> UUID.fromString(facts.get(name)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
