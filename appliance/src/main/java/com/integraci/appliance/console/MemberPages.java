package com.integraci.appliance.console;

import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.keycloak.Profile;
import com.integraci.appliance.members.ChangeRole;
import com.integraci.appliance.members.Member;
import com.integraci.appliance.members.Members;
import com.integraci.appliance.members.Membership;
import com.integraci.appliance.members.Person;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Lists a team's members, changes their roles and removes them; a member leaves. */
final class MemberPages {

  private static final int PAGE = 50;
  private static final List<String> DONE =
      List.of("role", "removed", "required", "optional", "forgotten");
  private static final String ONE = "/{member}";

  private final Frames frames;
  private final Members members;
  private final HeldRoles held;
  private final FactorPages factor;
  private final Policy policy;

  MemberPages(Frames frames, Membership membership, FactorPages factor, Policy policy) {
    this.frames = frames;
    this.members = membership.members();
    this.factor = factor;
    this.held = new HeldRoles(membership, policy);
    this.policy = policy;
  }

  List<Route> routes() {
    return List.of(
        Section.MEMBERS.route(Method.GET, "", "membersPage", this::list),
        Section.MEMBERS.route(Method.GET, ONE, "memberPage", this::show),
        Section.MEMBERS.route(Method.POST, ONE + "/role", "memberRole", this::change),
        Section.MEMBERS.route(Method.GET, ONE + "/remove", "memberRemovePage", this::ask),
        Section.MEMBERS.route(Method.POST, ONE + "/remove", "memberRemove", this::remove));
  }

  private Reply list(Visitor visitor, Request request) {
    var base = Section.MEMBERS.of(visitor);
    var query = request.query();
    var after = query.optionalMatching("after", Ids.FORM, "It is a place in the list.");
    var done = query.optionalOneOf("done", DONE).orElse("");
    query.end();
    var page =
        members.list(visitor.caller(), after.map(UUID::fromString).orElse(Members.START), PAGE);
    var said =
        switch (done) {
          case "role" -> "The role is changed. It counts from the next request.";
          case "removed" -> "Removed. Sessions and tokens of theirs are refused from now on.";
          case "required" -> "Everybody signs in again within seconds, with a second factor.";
          case "optional" -> "A second factor is asked of those who have one.";
          case "forgotten" -> "The second factor is forgotten within seconds.";
          default -> "";
        };
    var view =
        new MembersView(
            said,
            page.people().stream().map(person -> row(visitor, person)).toList(),
            page.people().stream().noneMatch(person -> person.profile().isPresent()),
            policy.offers(visitor.caller(), Action.INVITATION_CREATE)
                ? "/t/" + visitor.slug() + "/invitations"
                : "",
            GroupPages.base(visitor),
            ProviderPages.base(visitor, policy),
            factor.setting(visitor),
            page.next().map(next -> base + "?after=" + next).orElse(""));
    return Reply.html(Page.members(frames.of(visitor, Section.MEMBERS, "Members"), view));
  }

  private static MembersView.Row row(Visitor visitor, Person person) {
    var member = person.member();
    var id = member.id().toString();
    return new MembersView.Row(
        person.profile().map(Profile::name).filter(name -> !name.isBlank()).orElse(Ids.brief(id)),
        member.kind() == Actor.Kind.SERVICE
            ? "service account"
            : person.profile().map(Profile::email).orElse(""),
        word(member.actsAs()),
        word(member.role()),
        member.since(),
        person.profile().map(Profile::codes).orElse(false),
        isSelf(visitor, member),
        Section.MEMBERS.of(visitor) + "/" + id);
  }

  private Reply show(Visitor visitor, Request request) {
    return show(visitor, request.parameterId("member"), 200, Form.EMPTY);
  }

  Reply show(Visitor visitor, UUID id, int status, Form form) {
    var view = view(visitor, members.read(visitor.caller(), id), form);
    return Reply.html(
        status, Page.member(frames.of(visitor, Section.MEMBERS, view.row().title()), view));
  }

  private Reply change(Visitor visitor, Request request) {
    var id = request.parameterId("member");
    var person = members.read(visitor.caller(), id);
    var fields = request.form();
    fields.skip("csrf");
    var role = fields.oneOf("role", Members.ROLES.stream().map(MemberPages::word).toList());
    int version = (int) fields.number("version", 1, Integer.MAX_VALUE);
    fields.end();
    var wanted = Role.valueOf(role.toUpperCase(Locale.ROOT));
    try {
      members.run(visitor.caller(), new ChangeRole(person.member().id(), wanted, version));
    } catch (Conflict e) {
      return show(visitor, id, 409, Form.EMPTY.wrong("role", e.getMessage()));
    }
    return Replies.goOn(request, Section.MEMBERS.of(visitor) + "?done=role");
  }

  private Reply ask(Visitor visitor, Request request) {
    return ask(visitor, request.parameterId("member"), 200, Form.EMPTY);
  }

  private Reply ask(Visitor visitor, UUID id, int status, Form form) {
    var view = view(visitor, members.read(visitor.caller(), id), form);
    var title = view.leave() ? "Leave the team" : "Remove a member";
    return Reply.html(status, Page.memberRemove(frames.of(visitor, Section.MEMBERS, title), view));
  }

  private Reply remove(Visitor visitor, Request request) {
    var id = request.parameterId("member");
    boolean self = id.equals(visitor.caller().actor().id());
    try {
      if (self) {
        members.leave(visitor.caller());
      } else {
        members.remove(visitor.caller(), id);
      }
    } catch (Conflict e) {
      return ask(visitor, id, 409, Form.EMPTY.wrong("", e.getMessage()));
    }
    return Replies.goOn(request, self ? "/signin" : Section.MEMBERS.of(visitor) + "?done=removed");
  }

  private MemberView view(Visitor visitor, Person person, Form form) {
    var row = row(visitor, person);
    boolean self = isSelf(visitor, person.member());
    return new MemberView(
        row,
        person.member().version(),
        roles(visitor, person.member()),
        row.href() + "/role",
        self,
        self || mayRemove(visitor, person.member()),
        row.href() + "/remove",
        row.href() + "/remove",
        Section.MEMBERS.of(visitor),
        held.of(visitor, person.member(), row.href()),
        factor.of(visitor, person, row.href()),
        form);
  }

  /** What the reader may make of the member: admins touch no owner and make none. */
  private List<String> roles(Visitor visitor, Member member) {
    boolean owner = visitor.caller().role() == Role.OWNER;
    if (!policy.offers(visitor.caller(), Action.MEMBER_CHANGE)
        || (member.role() == Role.OWNER && !owner)) {
      return List.of();
    }
    boolean person = member.kind() == Actor.Kind.MEMBER;
    return Members.ROLES.stream()
        .filter(role -> role != Role.OWNER || (owner && person))
        .map(MemberPages::word)
        .toList();
  }

  private boolean mayRemove(Visitor visitor, Member member) {
    return policy.offers(visitor.caller(), Action.MEMBER_REMOVE)
        && member.kind() == Actor.Kind.MEMBER
        && (member.role() != Role.OWNER || visitor.caller().role() == Role.OWNER);
  }

  private static boolean isSelf(Visitor visitor, Member member) {
    return member.id().equals(visitor.caller().actor().id());
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
