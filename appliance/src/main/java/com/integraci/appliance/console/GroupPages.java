package com.integraci.appliance.console;

import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Fields;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.keycloak.Profile;
import com.integraci.appliance.members.Grants;
import com.integraci.appliance.members.Group;
import com.integraci.appliance.members.GroupTerms;
import com.integraci.appliance.members.Groups;
import com.integraci.appliance.members.Person;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Lists a team's groups, makes, changes and deletes them. */
final class GroupPages {

  private static final String ALL = "/t/{slug}/groups";
  private static final String ONE = ALL + "/{group}";
  private static final String NO_ROLE = "no role";
  private static final String FOR_GOOD = "for good";
  private static final String SAME = "as it is";

  private final Frames frames;
  private final Groups groups;
  private final Policy policy;

  GroupPages(Frames frames, Groups groups, Policy policy) {
    this.frames = frames;
    this.groups = groups;
    this.policy = policy;
  }

  /** Where the groups of the visitor's team are. */
  static String base(Visitor visitor) {
    return ALL.replace("{slug}", visitor.slug());
  }

  List<Route> routes() {
    return List.of(
        Route.page(Method.GET, ALL, "groupsPage", this::list),
        Route.page(Method.POST, ALL, "groupMake", this::create),
        Route.page(Method.GET, ONE, "groupPage", this::show),
        Route.page(Method.POST, ONE, "groupChange", this::change),
        Route.page(Method.POST, ONE + "/delete", "groupDelete", this::delete));
  }

  /** What was typed, before it is known to be right. */
  private record Typed(String name, String role, String term) {

    static Typed of(Fields fields, boolean changes) {
      var terms = GroupPages.terms(changes);
      return new Typed(
          fields.text("name", 0, 100).strip(),
          fields.oneOf("role", roles()),
          fields.oneOf("term", terms));
    }

    Form form() {
      return Form.of(Map.of("name", name, "role", role, "term", term));
    }

    GroupTerms terms(Optional<Instant> present) {
      if (role.equals(NO_ROLE)) {
        return new GroupTerms(name, Optional.empty(), Optional.empty());
      }
      var until =
          term.equals(SAME)
              ? present
              : HeldRoles.length(term)
                  .map(length -> Instant.now().plus(length).truncatedTo(ChronoUnit.SECONDS));
      return new GroupTerms(name, Optional.of(Role.valueOf(role.toUpperCase(Locale.ROOT))), until);
    }
  }

  private Reply list(Visitor visitor, Request request) {
    request.query().end();
    return list(visitor, 200, Form.of(Map.of("role", NO_ROLE, "term", FOR_GOOD)));
  }

  private Reply list(Visitor visitor, int status, Form form) {
    var base = base(visitor);
    var view =
        new GroupsView(
            groups.list(visitor.caller()).stream()
                .map(
                    group ->
                        new GroupsView.Row(
                            group.name(),
                            HeldRoles.role(group),
                            group.members(),
                            base + "/" + group.id()))
                .toList(),
            policy.offers(visitor.caller(), Action.GROUP_CREATE),
            roles(),
            terms(false),
            base,
            Section.MEMBERS.of(visitor),
            form);
    return Reply.html(status, Page.groups(frames.of(visitor, Section.MEMBERS, "Groups"), view));
  }

  private Reply create(Visitor visitor, Request request) {
    var fields = request.form();
    fields.skip("csrf");
    var typed = Typed.of(fields, false);
    fields.end();
    try {
      var made = groups.create(visitor.caller(), typed.terms(Optional.empty()));
      return Replies.goOn(request, base(visitor) + "/" + made.id());
    } catch (Invalid e) {
      return list(visitor, 400, typed.form().wrong(e.problems()));
    } catch (Conflict e) {
      return list(visitor, 409, typed.form().wrong("name", e.getMessage()));
    }
  }

  private Reply show(Visitor visitor, Request request) {
    var group = groups.read(visitor.caller(), request.parameterId("group"));
    var typed =
        new Typed(
            group.name(),
            group.role().map(Words::role).orElse(NO_ROLE),
            group.until().isPresent() ? SAME : FOR_GOOD);
    return show(visitor, group, 200, typed.form());
  }

  private Reply show(Visitor visitor, Group group, int status, Form form) {
    var base = base(visitor);
    var view =
        new GroupView(
            group.name(),
            HeldRoles.role(group),
            group.version(),
            groups.members(visitor.caller(), group.id()).stream()
                .map(person -> row(visitor, person))
                .toList(),
            policy.offers(visitor.caller(), Action.GROUP_CHANGE),
            roles(),
            terms(group.until().isPresent()),
            base + "/" + group.id(),
            base + "/" + group.id() + "/delete",
            base,
            form);
    var frame = frames.of(visitor, Section.MEMBERS, "Group " + group.name());
    return Reply.html(status, Page.group(frame, view));
  }

  private static GroupView.Row row(Visitor visitor, Person person) {
    var id = person.member().id().toString();
    return new GroupView.Row(
        person.profile().map(Profile::name).filter(name -> !name.isBlank()).orElse(Ids.brief(id)),
        person.profile().map(Profile::email).orElse(""),
        Words.role(person.member().actsAs()),
        Section.MEMBERS.of(visitor) + "/" + id);
  }

  private Reply change(Visitor visitor, Request request) {
    var group = groups.read(visitor.caller(), request.parameterId("group"));
    var fields = request.form();
    fields.skip("csrf");
    var typed = Typed.of(fields, true);
    int version = (int) fields.number("version", 1, Integer.MAX_VALUE);
    fields.end();
    UUID id = group.id();
    try {
      groups.change(visitor.caller(), id, typed.terms(group.until()), version);
    } catch (Invalid e) {
      return show(visitor, group, 400, typed.form().wrong(e.problems()));
    } catch (Conflict e) {
      return show(visitor, group, 409, typed.form().wrong("name", e.getMessage()));
    }
    return Replies.goOn(request, base(visitor) + "/" + id);
  }

  private Reply delete(Visitor visitor, Request request) {
    groups.delete(visitor.caller(), request.parameterId("group"));
    return Replies.goOn(request, base(visitor));
  }

  private static List<String> roles() {
    var all = new ArrayList<>(List.of(NO_ROLE));
    all.addAll(Grants.WORDS);
    return all;
  }

  private static List<String> terms(boolean ends) {
    var all = new ArrayList<>(ends ? List.of(SAME, FOR_GOOD) : List.of(FOR_GOOD));
    all.addAll(HeldRoles.TERMS.keySet());
    return all;
  }
}
