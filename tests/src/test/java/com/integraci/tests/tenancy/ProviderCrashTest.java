package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.members.IdentityProvider;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.workflow.Probe;
import com.integraci.tests.OpenIdDescription;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that is killed around the steps that attach an identity provider and detach it leaves
 * something from which another reaches the same end.
 */
@Tag("crash")
final class ProviderCrashTest {

  private static TeamPlace place;
  private static OpenIdDescription provider;
  private static Broken team;
  private static Caller owner;

  @BeforeAll
  static void open() {
    place = TeamPlace.fresh();
    provider = OpenIdDescription.start();
    team = Broken.team(place, "provider-crash");
    owner = place.member(team.tenant(), Role.OWNER);
  }

  @AfterAll
  static void close() {
    provider.close();
    place.close();
  }

  static Stream<Arguments> steps() {
    return Stream.of("provider.attach", "provider.detach")
        .flatMap(
            name ->
                place.definition(name).stepNames().stream()
                    .flatMap(
                        step ->
                            Arrays.stream(Probe.Point.values())
                                .map(point -> Arguments.of(name, step, point))));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void it_is_attached_once_and_detached_whole(String definition, String step, Probe.Point point) {
    var id = place.providers.attach(owner, ProviderRepairTest.command(provider)).id();
    dieIf(definition.equals("provider.attach"), step, point);
    team.finish();
    assertEquals(IdentityProvider.State.ATTACHED, place.providers.find(owner, id).state());
    assertTrue(
        team.differences().stream().noneMatch(one -> one.contains("provider")),
        team.differences().toString());
    place.providers.detach(owner, id);
    dieIf(definition.equals("provider.detach"), step, point);
    team.finish();
    assertEquals(List.of(), place.providers.list(owner));
    assertEquals(0, team.keycloak("GET", "/identity-provider/instances", "").size());
  }

  /** A detaching that has not come to it yet is not undone by what began before. */
  @Test
  void one_that_is_detached_while_it_is_attached_is_neither_attached_nor_in_the_realm() {
    var id = place.providers.attach(owner, ProviderRepairTest.command(provider)).id();
    KilledEngine.run(place, "realm", Probe.Point.BEFORE_COMMIT);
    team.sql("update app.identity_provider set state = 'detaching' where tenant_id = ?");
    team.finish();
    assertEquals(IdentityProvider.State.DETACHING, place.providers.find(owner, id).state());
    assertEquals(0, team.keycloak("GET", "/identity-provider/instances", "").size());
    team.sql("delete from app.identity_provider where tenant_id = ?");
  }

  private static void dieIf(boolean wanted, String step, Probe.Point point) {
    if (wanted) {
      KilledEngine.run(place, step, point);
    }
  }
}
