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
                Samples.BASE + "/members?after=2")));
    pages.put("members-nameless", Page.members(frame, new MembersView("", List.of(ada), true, "")));
    var roles = List.of("owner", "admin", "maintainer", "developer", "auditor", "viewer");
    pages.put("member", Page.member(frame, member(grace, roles, false, Form.EMPTY)));
    var conflict = Form.EMPTY.wrong("role", "Somebody has changed this member in the meantime.");
    pages.put("member-wrong", Page.member(frame, member(grace, roles, false, conflict)));
    pages.put("member-self", Page.member(frame, member(ada, List.of(), true, Form.EMPTY)));
    pages.put("member-remove", Page.memberRemove(frame, member(grace, roles, false, Form.EMPTY)));
    pages.put("member-leave", Page.memberRemove(frame, member(ada, roles, true, Form.EMPTY)));
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
