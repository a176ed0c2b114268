package com.integraci.appliance.console;

import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.members.GrantRole;
import com.integraci.appliance.members.Grants;
import com.integraci.appliance.members.Groups;
import com.integraci.appliance.members.Membership;
import com.integraci.appliance.policy.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Gives a member a role for a time, puts it into groups, and takes both back. */
final class HeldRolePages {

  private static final String ONE = "/{member}";

  private final MemberPages pages;
  private final Grants grants;
  private final Groups groups;

  HeldRolePages(MemberPages pages, Membership membership) {
    this.pages = pages;
    this.grants = membership.grants();
    this.groups = membership.groups();
  }

  List<Route> routes() {
    var section = Section.MEMBERS;
    return List.of(
        section.route(Method.POST, ONE + "/grants", "memberGrant", this::grant),
        section.route(Method.POST, ONE + "/grants/{grant}/end", "memberGrantEnd", this::end),
        section.route(Method.POST, ONE + "/groups", "memberGroupAdd", this::add),
        section.route(
            Method.POST, ONE + "/groups/{group}/leave", "memberGroupRemove", this::remove));
  }

  private Reply grant(Visitor visitor, Request request) {
    var id = request.parameterId("member");
    var fields = request.form();
    fields.skip("csrf");
    var role = fields.oneOf("granted", Grants.WORDS);
    var term = fields.oneOf("term", HeldRoles.TERMS.keySet());
    var reason = fields.text("reason", 0, 1000).strip();
    fields.end();
    var typed = Form.of(Map.of("granted", role, "term", term, "reason", reason));
    var until =
        Instant.now().plus(HeldRoles.length(term).orElseThrow()).truncatedTo(ChronoUnit.SECONDS);
    try {
      var granted = Role.valueOf(role.toUpperCase(Locale.ROOT));
      grants.run(visitor.caller(), new GrantRole(id, granted, until, reason));
    } catch (Invalid e) {
      return pages.show(visitor, id, 400, typed.wrong(e.problems()));
    } catch (Conflict e) {
      return pages.show(visitor, id, 409, typed.wrong("granted", e.getMessage()));
    }
    return back(visitor, request, id);
  }

  private Reply end(Visitor visitor, Request request) {
    grants.end(visitor.caller(), request.parameterId("grant"));
    return back(visitor, request, request.parameterId("member"));
  }

  private Reply add(Visitor visitor, Request request) {
    var id = request.parameterId("member");
    var fields = request.form();
    fields.skip("csrf");
    var group = fields.matching("group", Ids.FORM, "It is a group's id.");
    fields.end();
    try {
      groups.add(visitor.caller(), UUID.fromString(group), id);
    } catch (Conflict e) {
      return pages.show(visitor, id, 409, Form.EMPTY.wrong("group", e.getMessage()));
    }
    return back(visitor, request, id);
  }

  private Reply remove(Visitor visitor, Request request) {
    var id = request.parameterId("member");
    groups.remove(visitor.caller(), request.parameterId("group"), id);
    return back(visitor, request, id);
  }

  private static Reply back(Visitor visitor, Request request, UUID member) {
    return Replies.goOn(request, Section.MEMBERS.of(visitor) + "/" + member);
  }
}
