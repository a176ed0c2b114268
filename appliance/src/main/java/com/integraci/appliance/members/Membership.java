package com.integraci.appliance.members;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.FrontDoor;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.workflow.Definition;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything about who is in a team.
 *
 * @param members roles, removal, leaving
 * @param invitations asks people in
 * @param acceptance lets them in
 * @param grants roles for a time
 * @param groups roles of several
 * @param factor whether a second one is required to sign in
 * @param providers where people come from
 * @param sweeper removes what is too old
 */
public record Membership(
    Members members,
    Invitations invitations,
    Acceptance acceptance,
    Grants grants,
    Groups groups,
    SecondFactor factor,
    IdentityProviders providers,
    MemberSweeper sweeper) {

  /**
   * The verbs over these parts.
   *
   * @param front resolves the links of invitations
   * @param sweeps the pool of {@link JobDatabase.Job#SWEEPER}
   * @param post mails the links of invitations
   */
  public static Membership of(
      MemberParts parts,
      ProviderParts providers,
      FrontDoor front,
      JobDatabase sweeps,
      InvitationPost post) {
    var waiting = providers.openbao().signups();
    var members = new Members(parts);
    return new Membership(
        members,
        new Invitations(parts, post),
        new Acceptance(parts, front, waiting),
        new Grants(parts),
        new Groups(parts, members),
        new SecondFactor(parts),
        new IdentityProviders(parts, providers),
        new MemberSweeper(parts, sweeps));
  }

  /** The workflows behind the verbs. */
  public static List<Definition> definitions(
      Database database, Keycloak keycloak, ProviderParts providers) {
    var waiting = providers.openbao().signups();
    var people =
        Members.definitions(
            new RealmUserStep(database, keycloak), new MemberStep(database, keycloak, waiting));
    var factors =
        SecondFactor.definitions(
            new SecondFactorStep(database, keycloak), new FactorResetStep(database, keycloak));
    return Stream.of(people, factors, providers.definitions()).flatMap(List::stream).toList();
  }

  /** The routes of the API. */
  public Routes routes() {
    return MemberRoutes.of(this);
  }
}
