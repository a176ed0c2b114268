package com.integraci.appliance.exemptions;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An exception from a rule.
 *
 * @param id its id
 * @param terms what was asked for
 * @param asked by whom and when
 * @param approved by whom and when
 * @param ended by whom and when, before its time
 */
public record Exemption(
    UUID id, ExemptionTerms terms, Step asked, Optional<Step> approved, Optional<Step> ended) {

  /**
   * What somebody did to it.
   *
   * @param by the member's id
   * @param at when
   */
  public record Step(UUID by, Instant at) {}

  /** How far one has come. */
  public enum State {
    /** Somebody asks for it; it changes nothing yet. */
    ASKED,
    /** A second person said yes, and it is not over: the rule does not deny. */
    ACTIVE,
    /** Its time is over. */
    EXPIRED,
    /** It was ended, or turned down, before its time. */
    ENDED;

    /** In words. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Who answers for it: whoever asked for it, unless somebody else was named. */
  public UUID owner() {
    return terms.owner().orElse(asked.by());
  }

  /** How far it has come at a time. */
  public State state(Instant at) {
    if (ended.isPresent()) {
      return State.ENDED;
    }
    if (!terms.expires().isAfter(at)) {
      return State.EXPIRED;
    }
    return approved.isPresent() ? State.ACTIVE : State.ASKED;
  }

  /** What an entry says of it; the last three are those behind it. */
  Map<String, String> facts() {
    var facts = new LinkedHashMap<String, String>();
    facts.put("rule", terms.rule());
    facts.put("service", terms.service());
    terms.environment().ifPresent(name -> facts.put("environment", name));
    facts.put("expires", terms.expires().toString());
    facts.put("member", asked.by().toString());
    facts.put("owner", owner().toString());
    approved.ifPresent(step -> facts.put("approver", step.by().toString()));
    return facts;
  }

  /**
   * What a decision has to know of one.
   *
   * @param id its id
   * @param rule from which rule
   * @param expires until when, exclusive
   * @param owner who answers for it
   * @param asked by whom and when
   * @param approver who approved it
   */
  public record InForce(
      UUID id, String rule, Instant expires, UUID owner, Step asked, UUID approver) {

    /** For how many days it was asked for; one that it begins counts. */
    public long days() {
      return Duration.between(asked.at(), expires).plusDays(1).minusNanos(1).toDays();
    }
  }

  /**
   * Of what something is decided.
   *
   * @param service of which service
   * @param environment for which environment
   * @param at when
   */
  public record Where(String service, String environment, Instant at) {}
}
