package com.integraci.appliance.console;

import com.integraci.appliance.exemptions.Exemption;
import com.integraci.appliance.exemptions.ExemptionTerms;
import com.integraci.appliance.exemptions.Exemptions;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Fields;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Spelled;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.members.Members;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Lists exceptions from rules, asks for one, approves it and ends it. */
final class ExceptionPages {

  private static final String ALL = "/t/{slug}/exceptions";
  private static final String ONE = ALL + "/{exception}";
  private static final Pattern RULE = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final String RULE_RULE = "It is the id of a rule, as its bundle has it.";

  /** How long one can be asked for on the page; over the API it is any time up to the longest. */
  private static final Map<String, Duration> TERMS = terms();

  private final Frames frames;
  private final Exemptions exemptions;
  private final Members members;
  private final Policy policy;

  ExceptionPages(Frames frames, Exemptions exemptions, Members members, Policy policy) {
    this.frames = frames;
    this.exemptions = exemptions;
    this.members = members;
    this.policy = policy;
  }

  /** Where the exceptions of the visitor's team are. */
  static String base(Visitor visitor) {
    return ALL.replace("{slug}", visitor.slug());
  }

  List<Route> routes() {
    return List.of(
        Route.page(Method.GET, ALL, "exceptionsPage", this::list),
        Route.page(Method.POST, ALL, "exceptionAsk", this::ask),
        Route.page(Method.POST, ONE + "/approve", "exceptionApprove", this::approve),
        Route.page(Method.POST, ONE + "/end", "exceptionEnd", this::end));
  }

  /** The address at which the form is filled in for a rule, but for the rule itself. */
  static String asking(Visitor visitor, String service, String environment) {
    return base(visitor) + "?service=" + service + "&environment=" + environment + "&rule=";
  }

  private Reply list(Visitor visitor, Request request) {
    var query = request.query();
    var values = new LinkedHashMap<String, String>();
    values.put("rule", query.optionalMatching("rule", RULE, RULE_RULE).orElse(""));
    values.put("service", Spelled.optionalName(query, "service").orElse(""));
    values.put("environment", Spelled.optionalName(query, "environment").orElse(""));
    query.end();
    return list(visitor, 200, Form.of(values));
  }

  private Reply list(Visitor visitor, int status, Form form) {
    var now = Instant.now();
    var people = TeamPeople.of(visitor, members);
    var view =
        new ExceptionsView(
            exemptions.list(visitor.caller()).stream()
                .map(one -> row(visitor, people, one, now))
                .toList(),
            policy.offers(visitor.caller(), Action.EXCEPTION_ASK),
            people.others(),
            people.next().isPresent(),
            List.copyOf(TERMS.keySet()),
            base(visitor),
            Section.POLICIES.of(visitor),
            form);
    var frame = frames.of(visitor, Section.POLICIES, "Exceptions");
    return Reply.html(status, Page.exceptions(frame, view));
  }

  private ExceptionsView.Row row(Visitor visitor, TeamPeople people, Exemption one, Instant now) {
    var state = one.state(now);
    var terms = one.terms();
    var caller = visitor.caller();
    boolean own = one.asked().by().equals(caller.actor().id());
    boolean asked = state == Exemption.State.ASKED;
    boolean open = asked || state == Exemption.State.ACTIVE;
    var address = base(visitor) + "/" + one.id();
    return new ExceptionsView.Row(
        terms.rule(),
        where(terms),
        terms.reason(),
        lamp(state),
        asked ? "waits for a second person" : state.word(),
        Moment.text(terms.expires()),
        people(people, one),
        asked && !own && policy.offers(caller, Action.EXCEPTION_APPROVE)
            ? address + "/approve"
            : "",
        open && policy.offers(caller, Action.EXCEPTION_ASSIGN)
            ? ExceptionOwnerPages.address(visitor, one)
            : "",
        open && policy.offers(caller, Action.EXCEPTION_END) ? address + "/end" : "");
  }

  /** Of which service, on the way where, in words. */
  static String where(ExemptionTerms terms) {
    return terms.service() + " to " + terms.environment().orElse("any environment");
  }

  private static Lamp lamp(Exemption.State state) {
    return switch (state) {
      case ASKED -> Lamp.BUSY;
      case ACTIVE -> Lamp.OK;
      case EXPIRED, ENDED -> Lamp.OFF;
    };
  }

  private static String people(TeamPeople people, Exemption one) {
    return "owned by "
        + people.name(one.owner())
        + ", asked by "
        + people.name(one.asked().by())
        + one.approved().map(step -> ", approved by " + people.name(step.by())).orElse("")
        + one.ended().map(step -> ", ended by " + people.name(step.by())).orElse("");
  }

  private Reply ask(Visitor visitor, Request request) {
    var fields = request.form();
    fields.skip("csrf");
    var typed = Typed.of(fields);
    fields.end();
    try {
      exemptions.ask(visitor.caller(), typed.terms());
      return Replies.goOn(request, base(visitor));
    } catch (Invalid e) {
      return list(visitor, 400, typed.form().wrong(e.problems()));
    } catch (Conflict e) {
      return list(visitor, 409, typed.form().wrong("rule", e.getMessage()));
    }
  }

  /** What was typed, before it is known to be right. */
  private record Typed(
      String rule, String service, String environment, String reason, String owner, String term) {

    static Typed of(Fields fields) {
      return new Typed(
          fields.text("rule", 0, 64).strip(),
          fields.text("service", 0, 63).strip(),
          fields.text("environment", 0, 63).strip(),
          fields.text("reason", 0, 500).strip(),
          fields.text("owner", 0, 36).strip(),
          fields.oneOf("term", TERMS.keySet()));
    }

    Form form() {
      return Form.of(
          Map.of(
              "rule", rule,
              "service", service,
              "environment", environment,
              "reason", reason,
              "owner", owner,
              "term", term));
    }

    ExemptionTerms terms() {
      var checked = Fields.json(Map.copyOf(form().values()));
      checked.matching("rule", RULE, RULE_RULE);
      Spelled.name(checked, "service");
      if (!environment.isEmpty()) {
        Spelled.name(checked, "environment");
      } else {
        checked.skip("environment");
      }
      checked.text("reason", 1, 500);
      if (!owner.isEmpty()) {
        checked.matching("owner", Ids.FORM, "It is the id of a person of your team.");
      } else {
        checked.skip("owner");
      }
      checked.skip("term");
      checked.end();
      var expires = Instant.now().plus(TERMS.get(term)).truncatedTo(ChronoUnit.SECONDS);
      var where = Optional.of(environment).filter(name -> !name.isEmpty());
      var who = Optional.of(owner).filter(id -> !id.isEmpty()).map(UUID::fromString);
      return new ExemptionTerms(rule, service, where, reason, expires, who);
    }
  }

  private Reply approve(Visitor visitor, Request request) {
    exemptions.approve(visitor.caller(), id(request));
    return Replies.goOn(request, base(visitor));
  }

  private Reply end(Visitor visitor, Request request) {
    exemptions.end(visitor.caller(), id(request));
    return Replies.goOn(request, base(visitor));
  }

  private static UUID id(Request request) {
    var form = request.form();
    form.skip("csrf");
    form.end();
    return request.parameterId("exception");
  }

  private static Map<String, Duration> terms() {
    var terms = new LinkedHashMap<String, Duration>();
    terms.put("1 day", Duration.ofDays(1));
    terms.put("7 days", Duration.ofDays(7));
    terms.put("30 days", Duration.ofDays(30));
    terms.put("90 days", Exemptions.LONGEST);
    return Collections.unmodifiableMap(terms);
  }
}
