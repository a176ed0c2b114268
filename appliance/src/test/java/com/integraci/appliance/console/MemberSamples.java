package com.integraci.appliance.console;

import com.integraci.appliance.members.Acceptance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pages about members, as {@link Samples} has the others. */
final class MemberSamples {

  private MemberSamples() {}

  static void add(Map<String, String> pages) {
    var ada =
        new MembersView.Row(
            "Ada Lovelace",
            "ada@acme.example",
            "owner",
            "owner",
            Samples.before(Duration.ofDays(80)),
            true,
            true,
            Samples.BASE + "/members/1");
    var grace =
        new MembersView.Row(
            "Grace Hopper",
            "grace.brewster.murray.hopper@computing.acme.example",
            "maintainer",
            "developer",
            Samples.before(Duration.ofHours(3)),
            false,
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
                Samples.BASE + "/groups",
                Samples.BASE + "/identity-providers",
                new MembersView.Factor(false, Samples.BASE + "/second-factor"),
                Samples.BASE + "/members?after=2")));
    pages.put(
        "members-nameless",
        Page.members(
            frame,
            new MembersView(
                "",
                List.of(ada),
                true,
                "",
                Samples.BASE + "/groups",
                "",
                new MembersView.Factor(true, ""),
                "")));
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
    var onCall =
        new GroupsView.Row("on-call", "developer until 22 Nov", 2, Samples.BASE + "/groups/1");
    var taken = Form.of(Map.of("name", "on-call")).wrong("name", "The team has a group like this.");
    pages.put("groups-empty", groups(true, List.of(), Form.EMPTY));
    pages.put("groups", groups(false, List.of(onCall), Form.EMPTY));
    pages.put("groups-wrong", groups(true, List.of(onCall), taken));
    var inIt = new GroupView.Row("Grace Hopper", "grace@acme.example", "developer", grace.href());
    pages.put("group-empty", group(List.of(), taken));
    pages.put("group", group(List.of(inIt), Form.of(Map.of("name", "on-call"))));
    pages.put("invitations-empty", invitations("", List.of(), Form.EMPTY));
    pages.put(
        "invitations",
        invitations(
            "https://localhost:8443/invitation/" + "x".repeat(43), List.of(invited), Form.EMPTY));
    pages.put(
        "invitations-wrong",
        invitations("", List.of(invited), Form.EMPTY.wrong("email", "It is invited already.")));
    var offer =
        new AcceptView(
            new Acceptance.Offer(
                "acme",
                "grace@acme.example",
                "developer",
                new TreeMap<>(Map.of("corp", "Acme accounts"))),
            "/invitation/x",
            "/t/acme",
            "",
            Form.EMPTY);
    ProviderSamples.add(pages);
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
        held(row.href(), self),
        new FactorView(
            self,
            self ? "/t/acme/signin?set-up=app" : "",
            self ? "/t/acme/signin?set-up=passkey" : "",
            row.href() + "/second-factor/reset"),
        form);
  }

  private static HeldView held(String base, boolean self) {
    if (self) {
      return new HeldView(
          List.of(), List.of(), List.of(), List.of(), base + "/grants", base + "/groups");
    }
    var until = Samples.NOW.plus(Duration.ofHours(4));
    return new HeldView(
        List.of(
            new HeldView.Grant("maintainer", "The release", until, base + "/grants/1/end"),
            new HeldView.Grant("auditor", "A look at last week", until, "")),
        List.of(
            new HeldView.In(
                "on-call",
                "developer",
                "as long as in it",
                Samples.BASE + "/groups/1",
                base + "/groups/1/leave")),
        List.of("admin", "maintainer"),
        List.of(new HeldView.Choice("1", "night-watch")),
        base + "/grants",
        base + "/groups");
  }

  private static String groups(boolean writable, List<GroupsView.Row> rows, Form form) {
    return Page.groups(
        Samples.member("Groups", Section.MEMBERS),
        new GroupsView(
            rows,
            writable,
            List.of("no role", "admin", "developer"),
            List.of("for good", "1 hour"),
            Samples.BASE + "/groups",
            Samples.BASE + "/members",
            form));
  }

  private static String group(List<GroupView.Row> people, Form form) {
    return Page.group(
        Samples.member("Group on-call", Section.MEMBERS),
        new GroupView(
            "on-call",
            "developer until 22 Nov 2026, 12:33:05 UTC",
            3,
            people,
            true,
            List.of("no role", "admin", "developer"),
            List.of("as it is", "for good", "1 hour"),
            Samples.BASE + "/groups/1",
            Samples.BASE + "/groups/1/delete",
            Samples.BASE + "/groups",
            form));
  }
}
