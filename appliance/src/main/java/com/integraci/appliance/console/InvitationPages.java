package com.integraci.appliance.console;

import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.members.Invitation;
import com.integraci.appliance.members.Invitations;
import com.integraci.appliance.members.Invite;
import com.integraci.appliance.members.Invited;
import com.integraci.appliance.members.Members;
import com.integraci.appliance.policy.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Invites people, shows the link once, lists what is open and withdraws it. */
final class InvitationPages {

  private static final String ALL = "/t/{slug}/invitations";
  private static final int EMAIL_MAX = 300;

  private final Frames frames;
  private final Invitations invitations;

  InvitationPages(Frames frames, Invitations invitations) {
    this.frames = frames;
    this.invitations = invitations;
  }

  List<Route> routes() {
    return List.of(
        Route.page(Method.GET, ALL, "invitationsPage", this::list),
        Route.page(Method.POST, ALL, "invitationMake", this::invite),
        Route.page(
            Method.POST, ALL + "/{invitation}/withdraw", "invitationWithdraw", this::withdraw));
  }

  private Reply list(Visitor visitor, Request request) {
    var query = request.query();
    var done = query.optionalOneOf("done", List.of("withdrawn")).orElse("");
    query.end();
    var said = done.isEmpty() ? "" : "Withdrawn. The link opens nothing any more.";
    return page(visitor, 200, said, "", Form.of(Map.of("role", "developer")));
  }

  private Reply invite(Visitor visitor, Request request) {
    var fields = request.form();
    fields.skip("csrf");
    var email = fields.text("email", 0, EMAIL_MAX).strip();
    var role = fields.oneOf("role", Members.ROLES.stream().map(InvitationPages::word).toList());
    fields.end();
    var typed = Form.of(Map.of("email", email, "role", role));
    try {
      var command = new Invite(email, Role.valueOf(role.toUpperCase(Locale.ROOT)));
      var invited = invitations.run(visitor.caller(), command);
      var empty = Form.of(Map.of("role", "developer"));
      return page(visitor, 200, said(invited), invited.link().toString(), empty)
          .with("Cache-Control", "no-store");
    } catch (Invalid e) {
      return page(visitor, 400, "", "", typed.wrong(e.problems()));
    } catch (Conflict e) {
      return page(visitor, 409, "", "", typed.wrong("email", e.getMessage()));
    }
  }

  private static String said(Invited invited) {
    var done = "Invited " + invited.invitation().email() + ". ";
    return done
        + switch (invited.mail()) {
          case OFF -> "Send this link; it works once.";
          case SENT -> "The mail server took the link; here it is too. It works once.";
          case REFUSED -> "The mail server refused this address. Send the link yourself.";
          case FAILED -> "It could not be mailed. Send the link yourself; it works once.";
          case HELD -> "Your team has sent many mails, so this was none. Send the link yourself.";
        };
  }

  private Reply withdraw(Visitor visitor, Request request) {
    invitations.withdraw(visitor.caller(), request.parameterId("invitation"));
    return Replies.goOn(request, base(visitor) + "?done=withdrawn");
  }

  private Reply page(Visitor visitor, int status, String done, String link, Form form) {
    var base = base(visitor);
    var view =
        new InvitationsView(
            done,
            link,
            invitations.list(visitor.caller()).stream().map(one -> row(base, one)).toList(),
            Members.ROLES.stream()
                .filter(role -> role != Role.OWNER || visitor.caller().role() == Role.OWNER)
                .map(InvitationPages::word)
                .toList(),
            base,
            Section.MEMBERS.of(visitor),
            form);
    return Reply.html(
        status, Page.invitations(frames.of(visitor, Section.MEMBERS, "Invitations"), view));
  }

  private static InvitationsView.Row row(String base, Invitation invitation) {
    return new InvitationsView.Row(
        invitation.email(),
        word(invitation.role()),
        invitation.expiresAt(),
        base + "/" + invitation.id() + "/withdraw");
  }

  private static String base(Visitor visitor) {
    return ALL.replace("{slug}", visitor.slug());
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
