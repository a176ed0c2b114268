package com.integraci.appliance.openbao;

import com.integraci.appliance.policy.Permit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Tries what no credential of the appliance may do in OpenBao: as one tenant's request in another's
 * namespace, in the appliance's, in the root and beyond its own rights at home; and as each
 * standing credential on what is a tenant's. Nothing that is tried would destroy anything if it
 * passed.
 */
public final class NamespaceProbe {

  /** Nobody's value: a wall answers 403 before it looks whether there is one. */
  private static final String VALUE = "00000000-0000-7000-8000-0000000000ff";

  /** What is a tenant's own and nobody's to read: values, keys, and what could give either away. */
  private static final List<String> READS =
      List.of(
          "kv/data/" + VALUE,
          "kv/metadata?list=true",
          "kv/config",
          "transit/keys?list=true",
          "transit/keys/tenant",
          "transit/export/encryption-key/tenant",
          "transit/export/signing-key/broker",
          "transit/backup/tenant",
          "sys/mounts",
          "sys/policies/acl?list=true",
          "sys/policies/acl/request",
          "sys/auth",
          "auth/approle/role?list=true",
          "auth/approle/role/request",
          "sys/namespaces?list=true",
          "identity/entity/id?list=true");

  private static final Map<String, Map<String, ?>> WRITES =
      Map.of(
          "transit/decrypt/tenant", Map.of("ciphertext", "vault:v1:AAAA"),
          "transit/encrypt/tenant", Map.of("plaintext", "AAAA"),
          "auth/token/create", Map.of("ttl", "1s"));

  /** A request's own rights, which it has at home only. */
  private static final List<String> HOME_READS =
      List.of("kv/metadata/" + VALUE, "transit/keys/broker");

  private static final Map<String, Map<String, ?>> HOME_WRITES =
      Map.of(
          "kv/data/" + VALUE,
          Map.of("data", Map.of("value", "tried")),
          "transit/sign/broker",
          Map.of("input", "AAAA"));

  private static final List<String> APPLIANCE =
      List.of(
          "signups/metadata?list=true",
          "signups/data/" + VALUE,
          "transit/keys/audit",
          "transit/keys/broker-operator",
          "transit/keys/broker-system",
          "transit/export/signing-key/audit");

  private static final List<String> ROOT =
      List.of(
          "sys/policies/acl/control-plane",
          "sys/policies/acl?list=true",
          "auth/approle/role/control-plane",
          "sys/mounts",
          "sys/namespaces?list=true",
          "sys/storage/raft/configuration");

  private final Wire wire;
  private final Credential controlPlane;
  private final Credential provisioner;

  NamespaceProbe(Wire wire, Credential controlPlane, Credential provisioner) {
    this.wire = wire;
    this.controlPlane = controlPlane;
    this.provisioner = provisioner;
  }

  /**
   * One attempt.
   *
   * @param as whose credential
   * @param call what was tried, without a body
   * @param status what OpenBao answered; 403 is the wall
   * @param right whether it is the credential's right, and no wall's to stop: without it the
   *     credential may be no good, and what it is refused says nothing
   */
  public record Tried(String as, String call, int status, boolean right) {
    public Tried {
      Objects.requireNonNull(as);
      Objects.requireNonNull(call);
    }

    /** Whether it went as it is to go. */
    public boolean held() {
      return right ? status / 100 == 2 : status == 403;
    }
  }

  /**
   * Tries all of it, from one tenant at another.
   *
   * @param login the permit of the entry about the login, which is in the one's chain before
   * @param other whose namespace is tried
   * @throws com.integraci.appliance.failure.Unavailable when OpenBao is away
   */
  public List<Tried> run(Permit login, Permit other) {
    String home = Call.namespace(login.tenant());
    String foreign = Call.namespace(other.tenant());
    var tried = new ArrayList<Tried>();
    try (var session = RequestSession.mint(wire, controlPlane, home)) {
      var own = Call.read(home, "transit/keys/broker");
      tried.add(right("request", own, session.send(own)));
      Stream.of(inTenant(home), inTenant(foreign), ownRights(foreign))
          .flatMap(List::stream)
          .forEach(call -> tried.add(tried("request", call, session.send(call))));
      Stream.concat(reads(Call.APPLIANCE, APPLIANCE), reads(Call.ROOT, ROOT))
          .forEach(call -> tried.add(tried("request", call, session.send(call))));
    }
    var key = Call.read(Call.APPLIANCE, "transit/keys/audit");
    tried.add(right("control-plane", key, controlPlane.send(key)));
    var namespace = Call.read(Call.ROOT, "sys/namespaces/" + home);
    tried.add(right("provisioner", namespace, provisioner.send(namespace)));
    var calls = new ArrayList<>(inTenant(home));
    calls.addAll(ownRights(home));
    reads(Call.ROOT, ROOT).forEach(calls::add);
    for (Call call : calls) {
      tried.add(tried("control-plane", call, controlPlane.sendOnce(call)));
      tried.add(tried("provisioner", call, provisioner.sendOnce(call)));
    }
    return tried;
  }

  private static List<Call> inTenant(String namespace) {
    return Stream.concat(reads(namespace, READS), writes(namespace, WRITES)).toList();
  }

  private static List<Call> ownRights(String namespace) {
    return Stream.concat(reads(namespace, HOME_READS), writes(namespace, HOME_WRITES)).toList();
  }

  private static Stream<Call> reads(String namespace, List<String> paths) {
    return paths.stream().map(path -> Call.read(namespace, path));
  }

  private static Stream<Call> writes(String namespace, Map<String, Map<String, ?>> bodies) {
    return bodies.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> Call.write(namespace, entry.getKey(), entry.getValue()));
  }

  private static Tried tried(String as, Call call, Answer answer) {
    return new Tried(as, call.toString(), answer.status(), false);
  }

  private static Tried right(String as, Call call, Answer answer) {
    return new Tried(as, call.toString(), answer.status(), true);
  }
}
