package com.integraci.tests.decisions;

import com.integraci.appliance.bundles.BundleDrafts;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.trust.AddKey;
import com.integraci.tests.policy.TeamKey;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * A database in which each {@link PolicyStep} can be done in a team of its own, and one team's
 * shadow has decisions before it.
 *
 * @param template the database; nobody is connected to it
 * @param teams whose step it is
 * @param followed the team with the shadow
 * @param given what is made elsewhere
 */
record PolicyTeams(
    String template, Map<PolicyStep, TenantId> teams, TenantId followed, PolicyStep.Given given) {

  /** What the follower of shadows reads in two pages. */
  static final int DECISIONS = 600;

  private static final String BUNDLES =
      """
      insert into app.policy_bundle
      select (jsonb_populate_record(b,
          jsonb_build_object('tenant_id', ?::text, 'signed_with', ?::text))).*
      from app.policy_bundle b where tenant_id = ?
      """;

  private static final String REPLAYS =
      """
      insert into app.replay
      select (jsonb_populate_record(r, jsonb_build_object('tenant_id', ?::text))).*
      from app.replay r where tenant_id = ?
      """;

  private static final String APPROVED =
      """
      update app.policy_bundle
      set state = 'approved', approved_by = gen_random_uuid(), approved_at = now()
      where tenant_id = ? and version = '2.0.0'
      """;

  private static final String SUPERSEDED =
      "update app.policy_bundle set state = 'superseded' where tenant_id = ? and state = 'active'";

  private static final String ACTIVATED =
      """
      update app.policy_bundle
      set state = 'active', activated_by = gen_random_uuid(), activated_at = now()
      where tenant_id = ? and state = 'approved'
      """;

  private static final String HEIR =
      "insert into app.member (tenant_id, member_id, kind, role) values (?, ?, 'member', 'viewer')";

  /** How often each step was done in making it. */
  Map<PolicyStep, Integer> before() {
    return Map.of(PolicyStep.ADD_KEY, 1, PolicyStep.SAVE_DRAFT, 1);
  }

  /** Makes it. */
  static PolicyTeams make(Path folder, Path state) {
    try (var lab = new Lab(state)) {
      lab.activate(lab.publish(lab.caller(Role.MAINTAINER), folder, "1.0.0", 1));
      var stricter = lab.publish(lab.caller(Role.MAINTAINER), folder, "2.0.0", 100);
      lab.replay(stricter);
      var next = Lab.files(folder, "3.0.0", 5);
      var teams = new EnumMap<PolicyStep, TenantId>(PolicyStep.class);
      for (PolicyStep step : PolicyStep.values()) {
        teams.put(step, team(lab));
        prepare(lab, step, teams.get(step), next);
      }
      lab.replaying.shadows().start(lab.caller(Role.MAINTAINER), stricter.id());
      var gates = lab.deciding.gates();
      var made = gates.decide(lab.caller(Role.DEVELOPER), "deploy", Desk.facts());
      lab.multiply(made, DECISIONS - 1);
      var given =
          new PolicyStep.Given(lab.table.key.envelope(next), TeamKey.fresh().trusted().pem());
      return new PolicyTeams(lab.desk.settings.name(), teams, lab.desk.team, given);
    }
  }

  /** One more with the same bundles, which trusts the same key. */
  private static TenantId team(Lab lab) {
    var team = TenantId.fresh();
    var id = team.value();
    lab.desk.sql(
        "insert into app.tenant (tenant_id, slug, plan, organisation, state)"
            + " values (?, 't' || right(?::text, 8), 'team', 'Tests', 'active')",
        id,
        id);
    var key = new AddKey("main", lab.table.key.trusted(), BundleDesk.FOR_BUNDLES);
    var added = lab.table.trust.keys().add(PolicyStep.owner(team), key);
    var model = lab.desk.team.value();
    lab.desk.sql(BUNDLES, id.toString(), added.id().toString(), model);
    lab.desk.sql(REPLAYS, id.toString(), model);
    return team;
  }

  private static void prepare(Lab lab, PolicyStep step, TenantId team, Map<String, String> next) {
    var owner = PolicyStep.owner(team);
    var drafts = lab.bundles.drafts();
    switch (step) {
      case PUBLISH -> {
        var draft = drafts.begin(owner, "acme-gate", BundleDrafts.From.TWO);
        drafts.write(owner, draft.id(), 1, next);
      }
      case SAVE_DRAFT -> drafts.begin(owner, "acme-gate", BundleDrafts.From.TWO);
      case ACTIVATE -> lab.desk.sql(APPROVED, team.value());
      case ROLL_BACK -> {
        lab.desk.sql(APPROVED, team.value());
        lab.desk.sql(SUPERSEDED, team.value());
        lab.desk.sql(ACTIVATED, team.value());
      }
      case APPROVE_EXCEPTION, END_EXCEPTION ->
          lab.deciding.exemptions().ask(owner, PolicyStep.terms());
      case HAND_OVER -> {
        lab.deciding.exemptions().ask(owner, PolicyStep.terms());
        lab.desk.sql(HEIR, team.value(), PolicyStep.Given.HEIR);
      }
      case END_SHADOW -> {
        var bundle = PolicyStep.bundle(lab.bundles.bundles().list(owner), "2.0.0");
        lab.replaying.shadows().start(owner, bundle.id());
      }
      case APPROVE, ADD_KEY, REMOVE_KEY, ASK, BEGIN_DRAFT, START_SHADOW -> {
        // The bundles and the key are enough.
      }
    }
  }
}
