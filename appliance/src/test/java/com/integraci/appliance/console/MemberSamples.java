package com.integraci.appliance.console;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The pages about members, as {@link Samples} has the others. */
final class MemberSamples {

  private MemberSamples() {}

  static void add(Map<String, String> pages) {
    var ada =
        new MembersView.Row(
            "Ada Lovelace",
            "ada@acme.example",
            "owner",
            Samples.before(Duration.ofDays(80)),
            true,
            Samples.BASE + "/members/1");
    var grace =
        new MembersView.Row(
            "Grace Hopper",
            "grace.brewster.murray.hopper@computing.acme.example",
            "developer",
            Samples.before(Duration.ofHours(3)),
            false,
            Samples.BASE + "/members/2");
    var frame = Samples.member("Members", Section.MEMBERS);
    pages.put(
        "members",
        Page.members(
            frame,
            new MembersView(
                "The role is changed.",
                List.of(ada, grace),
                false,
                Samples.BASE + "/invitations",
                Samples.BASE + "/members?after=2")));
    pages.put(
        "members-nameless", Page.members(frame, new MembersView("", List.of(ada), true, "", "")));
    var roles = List.of("owner", "admin", "maintainer", "developer", "auditor", "viewer");
    pages.put("member", Page.member(frame, member(grace, roles, false, Form.EMPTY)));
    var conflict = Form.EMPTY.wrong("role", "Somebody has changed this member in the meantime.");
    pages.put("member-wrong", Page.member(frame, member(grace, roles, false, conflict)));
    pages.put("member-self", Page.member(frame, member(ada, List.of(), true, Form.EMPTY)));
    pages.put("member-remove", Page.memberRemove(frame, member(grace, roles, false, Form.EMPTY)));
    var invited =
        new InvitationsView.Row(
            "grace@acme.example",
            "developer",
            Samples.NOW.plus(Duration.ofDays(7)),
            Samples.BASE + "/invitations/1/withdraw");
    pages.put("invitations-empty", invitations("", List.of(), Form.EMPTY));
    pages.put(
        "invitations",
        invitations(
            "https://localhost:8443/invitation/" + "x".repeat(43), List.of(invited), Form.EMPTY));
    pages.put(
        "invitations-wrong",
        invitations("", List.of(invited), Form.EMPTY.wrong("email", "It is invited already.")));
    var offer =
        new AcceptView("acme", "grace@acme.example", "developer", "/invitation/x", Form.EMPTY);
    pages.put("accept", Page.accept(Samples.open("Join a team"), offer));
    pages.put("accepted", Page.accepted(Samples.open("You are in"), offer));
    pages.put("member-leave", Page.memberRemove(frame, member(ada, roles, true, Form.EMPTY)));
  }

  private static String invitations(String link, List<InvitationsView.Row> rows, Form form) {
    return Page.invitations(
        Samples.member("Invitations", Section.MEMBERS),
        new InvitationsView(
            link.isEmpty() ? "" : "Invited grace@acme.example. Send this link; it works once.",
            link,
            rows,
            List.of("admin", "developer", "viewer"),
            Samples.BASE + "/invitations",
            Samples.BASE + "/members",
            form));
  }

  private static MemberView member(
      MembersView.Row row, List<String> roles, boolean self, Form form) {
    return new MemberView(
        row,
        3,
        roles,
        row.href() + "/role",
        self,
        true,
        row.href() + "/remove",
        row.href() + "/remove",
        Samples.BASE + "/members",
        form);
  }
}
