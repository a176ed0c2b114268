package com.integraci.appliance.members;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Seen;
import com.integraci.appliance.http.Spelled;
import com.integraci.appliance.policy.Caller;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups in the API. */
final class GroupRoutes {

  private static final String ALL = "/api/v1/groups";
  private static final String ONE = ALL + "/{group}";
  private static final String MEMBER = ONE + "/members/{member}";

  private final Groups groups;

  GroupRoutes(Groups groups) {
    this.groups = groups;
  }

  List<Route> routes() {
    return List.of(
        Route.api(Method.GET, ALL, "listGroups", this::list),
        Route.api(Method.POST, ALL, "createGroup", this::create),
        Route.api(Method.GET, ONE, "readGroup", this::read),
        Route.api(Method.PUT, ONE, "changeGroup", this::change),
        Route.api(Method.DELETE, ONE, "deleteGroup", this::delete),
        Route.api(Method.PUT, MEMBER, "addToGroup", this::add),
        Route.api(Method.DELETE, MEMBER, "removeFromGroup", this::remove));
  }

  private Reply list(Caller caller, Request request) {
    request.query().end();
    return Reply.json(
        Map.of("groups", groups.list(caller).stream().map(GroupRoutes::fields).toList()));
  }

  private Reply create(Caller caller, Request request) {
    var group = groups.create(caller, terms(request, false));
    return Reply.json(201, fields(group)).with("ETag", etag(group));
  }

  private Reply read(Caller caller, Request request) {
    var group = groups.read(caller, request.parameterId("group"));
    var document = fields(group);
    document.put(
        "members",
        groups.members(caller, group.id()).stream()
            .map(person -> person.member().id().toString())
            .toList());
    return Reply.json(document).with("ETag", etag(group));
  }

  private Reply change(Caller caller, Request request) {
    var id = request.parameterId("group");
    var terms = terms(request, true);
    var group = groups.change(caller, id, terms, Seen.version(request));
    return Reply.json(fields(group)).with("ETag", etag(group));
  }

  private Reply delete(Caller caller, Request request) {
    groups.delete(caller, request.parameterId("group"));
    return Reply.noContent();
  }

  private Reply add(Caller caller, Request request) {
    groups.add(caller, request.parameterId("group"), request.parameterId("member"));
    return Reply.noContent();
  }

  private Reply remove(Caller caller, Request request) {
    groups.remove(caller, request.parameterId("group"), request.parameterId("member"));
    return Reply.noContent();
  }

  private static GroupTerms terms(Request request, boolean changes) {
    var body = request.json();
    var name = body.text("name", 0, 100);
    var role = body.optionalOneOf("role", Grants.WORDS);
    var until = Spelled.optionalTime(body, "until");
    if (changes) {
      Seen.expect(request, body);
    }
    body.end();
    return new GroupTerms(name, role.map(MemberStore::role), until);
  }

  private static String etag(Group group) {
    return Seen.etag(group.version());
  }

  private static Map<String, Object> fields(Group group) {
    var document = new LinkedHashMap<String, Object>();
    document.put("id", group.id().toString());
    document.put("name", group.name());
    group.role().ifPresent(role -> document.put("role", MemberStore.word(role)));
    group.until().map(Instant::toString).ifPresent(until -> document.put("until", until));
    document.put("size", group.members());
    document.put("version", group.version());
    return document;
  }
}
