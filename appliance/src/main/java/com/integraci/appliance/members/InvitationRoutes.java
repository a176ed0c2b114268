package com.integraci.appliance.members;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Invitations in the API. */
final class InvitationRoutes {

  private static final String ALL = "/api/v1/invitations";
  private static final int EMAIL_MAX = 254;

  private final Invitations invitations;

  InvitationRoutes(Invitations invitations) {
    this.invitations = invitations;
  }

  List<Route> routes() {
    return List.of(
        Route.api(Method.GET, ALL, "listInvitations", this::list),
        Route.api(Method.POST, ALL, "createInvitation", this::create),
        Route.api(Method.DELETE, ALL + "/{invitation}", "withdrawInvitation", this::withdraw));
  }

  private Reply list(Caller caller, Request request) {
    request.query().end();
    var open = invitations.list(caller).stream().map(InvitationRoutes::fields).toList();
    return Reply.json(Map.of("invitations", open));
  }

  private Reply create(Caller caller, Request request) {
    var body = request.json();
    var email = body.text("email", 3, EMAIL_MAX);
    var role = body.oneOf("role", Members.ROLES.stream().map(MemberStore::word).toList());
    body.end();
    var invited =
        invitations.run(caller, new Invite(email, Role.valueOf(role.toUpperCase(Locale.ROOT))));
    var document = fields(invited.invitation());
    document.put("link", invited.link().toString());
    document.put("mail", invited.mail().word());
    return Reply.json(201, document).with("Cache-Control", "no-store");
  }

  private Reply withdraw(Caller caller, Request request) {
    invitations.withdraw(caller, request.parameterId("invitation"));
    return Reply.noContent();
  }

  private static Map<String, Object> fields(Invitation invitation) {
    var document = new LinkedHashMap<String, Object>();
    document.put("id", invitation.id().toString());
    document.put("email", invitation.email());
    document.put("role", MemberStore.word(invitation.role()));
    document.put("invited_by", invitation.invitedBy().toString());
    document.put("expires_at", invitation.expiresAt().toString());
    return document;
  }
}
