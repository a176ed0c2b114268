package com.integraci.appliance.console;

import com.integraci.appliance.bundles.Bundle;
import com.integraci.appliance.bundles.BundleDraft;
import com.integraci.appliance.bundles.BundleDrafts;
import com.integraci.appliance.bundles.Bundles;
import com.integraci.appliance.decisions.Answer;
import com.integraci.appliance.decisions.Answers;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.decisions.Decisions;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.PolicyBundle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Asks a draft or a bundle what it says to facts that somebody gives, or that were decided on. */
final class AnswerPages {

  private static final String PATH = "/t/{slug}/answers";
  private static final String DRAFT = "draft-";
  private static final String BUNDLE = "bundle-";
  private static final Pattern BY =
      Pattern.compile("(" + DRAFT + "|" + BUNDLE + ")" + Ids.FORM.pattern());
  private static final String BY_RULE = "It is one of the drafts and bundles.";

  /** What facts may have on a page; the API takes larger ones. */
  private static final int FACTS_MAX = 256 * 1024;

  /** A form takes three characters for one that is not plain. */
  private static final int BODY_MAX = 3 * FACTS_MAX + 4096;

  private final Frames frames;
  private final Answers answers;
  private final BundleDrafts drafts;
  private final Bundles bundles;
  private final Decisions decisions;

  AnswerPages(Frames frames, PolicyVerbs verbs) {
    this.frames = frames;
    this.answers = verbs.answers();
    this.drafts = verbs.drafts();
    this.bundles = verbs.bundles();
    this.decisions = verbs.decisions();
  }

  /** Where a draft is asked. */
  static String ofDraft(Visitor visitor, UUID draft) {
    return base(visitor) + "?by=" + DRAFT + draft;
  }

  /** Where a bundle is asked. */
  static String ofBundle(Visitor visitor, UUID bundle) {
    return base(visitor) + "?by=" + BUNDLE + bundle;
  }

  /** Where any is asked about the facts of a decision. */
  static String ofDecision(Visitor visitor, UUID decision) {
    return base(visitor) + "?decision=" + decision;
  }

  private static String base(Visitor visitor) {
    return PATH.replace("{slug}", visitor.slug());
  }

  List<Route> routes() {
    return List.of(
        Route.page(Method.GET, PATH, "answersPage", this::show),
        Route.page(Method.POST, PATH, "answersAsk", this::ask).bodyMax(BODY_MAX));
  }

  private Reply show(Visitor visitor, Request request) {
    var query = request.query();
    var by = query.optionalMatching("by", BY, BY_RULE);
    var of = query.optionalMatching("decision", Ids.FORM, "It is an id.").map(UUID::fromString);
    query.end();
    var decision = of.map(id -> decisions.read(visitor.caller(), id));
    var known = decision.flatMap(Decision::input).map(DecisionPages::indented);
    var about = decision.map(one -> one.subject().kind()).flatMap(DecisionKind::of);
    var choices = choices(visitor, by.orElse(""), about);
    var kind = about.orElseGet(() -> kind(visitor, choices.chosen()));
    var facts = known.orElseGet(() -> FactsSample.of(kind, Instant.now()));
    boolean erased = decision.isPresent() && known.isEmpty();
    return page(visitor, 200, choices, AnswerSheet.of(facts).erased(erased));
  }

  private Reply ask(Visitor visitor, Request request) {
    var fields = request.form();
    fields.skip("csrf");
    var by = fields.matching("by", BY, BY_RULE);
    var facts = fields.value("facts", 0, FACTS_MAX).replace("\r\n", "\n");
    var choices = choices(visitor, by, Optional.empty());
    var sheet = AnswerSheet.of(facts);
    try {
      fields.end();
      var answer =
          by.startsWith(DRAFT) ? byDraft(visitor, by, facts) : byBundle(visitor, by, facts);
      return page(visitor, 200, choices, sheet.answered(answer));
    } catch (BundleRefused e) {
      var draft = DraftPages.base(visitor) + "/" + by.substring(DRAFT.length());
      return page(visitor, 400, choices, sheet.refused(e.problems(), draft));
    } catch (Invalid e) {
      return page(visitor, 400, choices, sheet.wrong(e.problems()));
    } catch (NotFound e) {
      return page(visitor, 404, choices, sheet.wrong("by", e.getMessage()));
    } catch (Conflict e) {
      return page(visitor, 409, choices, sheet.wrong("by", e.getMessage()));
    } catch (Limited e) {
      return page(visitor, 429, choices, sheet.wrong("", e.getMessage()));
    } catch (Unavailable e) {
      return page(visitor, 503, choices, sheet.wrong("", e.getMessage()));
    }
  }

  private Answer byDraft(Visitor visitor, String by, String facts) {
    var id = UUID.fromString(by.substring(DRAFT.length()));
    return answers.byDraft(visitor.caller(), id, () -> bytes(facts));
  }

  private Answer byBundle(Visitor visitor, String by, String facts) {
    var id = UUID.fromString(by.substring(BUNDLE.length()));
    return answers.byBundle(visitor.caller(), id, () -> bytes(facts));
  }

  private static byte[] bytes(String facts) {
    return facts.getBytes(StandardCharsets.UTF_8);
  }

  /** What can be asked, of which one is chosen unless there is none. */
  private record Choices(List<AnswerView.Choice> drafts, List<AnswerView.Choice> bundles) {

    String chosen() {
      return Stream.concat(drafts.stream(), bundles.stream())
          .filter(AnswerView.Choice::chosen)
          .map(AnswerView.Choice::value)
          .findFirst()
          .orElse("");
    }
  }

  /**
   * What can be asked: drafts, the last changed first, since who asks for nothing else writes it;
   * and bundles, of one kind if facts are of one.
   */
  private Choices choices(Visitor visitor, String by, Optional<DecisionKind> kind) {
    var written =
        drafts.list(visitor.caller()).stream()
            .sorted(Comparator.comparing((BundleDraft one) -> one.changed().at()).reversed())
            .toList();
    var published =
        bundles.list(visitor.caller()).stream()
            .filter(one -> kind.map(DecisionKind::text).map(one.decision()::equals).orElse(true))
            .toList();
    var chosen = by.isEmpty() ? first(written, published) : by;
    return new Choices(
        written.stream().map(one -> choice(DRAFT + one.id(), one.name(), chosen)).toList(),
        published.stream().map(one -> choice(BUNDLE + one.id(), label(one), chosen)).toList());
  }

  private static String first(List<BundleDraft> drafts, List<Bundle> bundles) {
    return drafts.stream()
        .map(one -> DRAFT + one.id())
        .findFirst()
        .or(() -> bundles.stream().map(one -> BUNDLE + one.id()).findFirst())
        .orElse("");
  }

  private static AnswerView.Choice choice(String value, String label, String chosen) {
    return new AnswerView.Choice(value, label, value.equals(chosen));
  }

  private static String label(Bundle bundle) {
    return "%s %s, %s".formatted(bundle.name(), bundle.version(), bundle.state().word());
  }

  /** What the chosen one decides on; a draft that is no bundle yet may decide on anything. */
  private DecisionKind kind(Visitor visitor, String chosen) {
    if (chosen.isEmpty()) {
      return DecisionKind.GATE_1;
    }
    if (chosen.startsWith(BUNDLE)) {
      var id = UUID.fromString(chosen.substring(BUNDLE.length()));
      return bundles.read(visitor.caller(), id).content().manifest().decision();
    }
    try {
      var id = UUID.fromString(chosen.substring(DRAFT.length()));
      return PolicyBundle.of(drafts.read(visitor.caller(), id).files()).manifest().decision();
    } catch (BundleRefused e) {
      return DecisionKind.GATE_1;
    }
  }

  private Reply page(Visitor visitor, int status, Choices choices, AnswerSheet sheet) {
    var view =
        new AnswerView(
            choices.drafts(),
            choices.bundles(),
            sheet,
            base(visitor),
            Section.POLICIES.of(visitor));
    var frame = frames.of(visitor, Section.POLICIES, "Try facts");
    return Reply.html(status, Page.answer(frame, view));
  }
}
