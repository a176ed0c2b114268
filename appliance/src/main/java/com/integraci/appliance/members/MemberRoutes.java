package com.integraci.appliance.members;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.http.Seen;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Members in the API. */
final class MemberRoutes {

  private static final String ONE = "/api/v1/members/{member}";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final List<String> ROLES = Members.ROLES.stream().map(MemberStore::word).toList();

  private final Members members;

  private MemberRoutes(Members members) {
    this.members = members;
  }

  /** The routes, described in {@code openapi.yaml} beside this class. */
  static Routes of(Membership membership) {
    var all = new ArrayList<Route>();
    all.addAll(new MemberRoutes(membership.members()).routes());
    all.addAll(new InvitationRoutes(membership.invitations()).routes());
    all.addAll(new GrantRoutes(membership.grants()).routes());
    all.addAll(new GroupRoutes(membership.groups()).routes());
    all.addAll(new FactorRoutes(membership.factor()).routes());
    all.addAll(new ProviderRoutes(membership.providers()).routes());
    return Routes.described(MemberRoutes.class, all.toArray(Route[]::new));
  }

  private List<Route> routes() {
    return List.of(
        Route.api(Method.GET, "/api/v1/members", "listMembers", this::list),
        Route.api(Method.GET, ONE, "readMember", this::read),
        Route.api(Method.PATCH, ONE, "changeMember", this::change),
        Route.api(Method.DELETE, ONE, "removeMember", this::remove),
        Route.api(Method.POST, "/api/v1/members/leave", "leaveTeam", this::leave));
  }

  private Reply list(Caller caller, Request request) {
    var query = request.query();
    var after = query.optionalMatching("cursor", ID, "It is a cursor.");
    int limit = query.optionalNumber("limit", 1, Members.PAGE_MAX).orElse(50L).intValue();
    query.end();
    var page = members.list(caller, after.map(UUID::fromString).orElse(Members.START), limit);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("members", page.people().stream().map(MemberRoutes::fields).toList());
    page.next().ifPresent(next -> answer.put("next", next.toString()));
    return Reply.json(answer);
  }

  private Reply read(Caller caller, Request request) {
    var person = members.read(caller, request.parameterId("member"));
    return Reply.json(fields(person)).with("ETag", etag(person.member()));
  }

  private Reply change(Caller caller, Request request) {
    var id = request.parameterId("member");
    var body = request.json();
    var role = body.oneOf("role", ROLES);
    Seen.expect(request, body);
    body.end();
    var command =
        new ChangeRole(id, Role.valueOf(role.toUpperCase(Locale.ROOT)), Seen.version(request));
    var member = members.run(caller, command);
    return Reply.json(fields(member)).with("ETag", etag(member));
  }

  private Reply remove(Caller caller, Request request) {
    members.remove(caller, request.parameterId("member"));
    return Reply.noContent();
  }

  private Reply leave(Caller caller, Request request) {
    members.leave(caller);
    return Reply.noContent();
  }

  private static String etag(Member member) {
    return Seen.etag(member.version());
  }

  private static Map<String, Object> fields(Person person) {
    var document = fields(person.member());
    person
        .profile()
        .ifPresent(
            profile -> {
              document.put("name", profile.name());
              document.put("email", profile.email());
              document.put("codes", profile.codes());
            });
    return document;
  }

  private static Map<String, Object> fields(Member member) {
    var document = new LinkedHashMap<String, Object>();
    document.put("id", member.id().toString());
    document.put("kind", member.kind() == Actor.Kind.SERVICE ? "service" : "member");
    document.put("role", MemberStore.word(member.role()));
    document.put("acts_as", MemberStore.word(member.actsAs()));
    document.put("version", member.version());
    document.put("since", member.since().toString());
    return document;
  }
}
