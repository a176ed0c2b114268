package com.integraci.appliance.bundles;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.policy.PolicyBundle;
import java.util.UUID;

/**
 * Those in PostgreSQL; drafts are compiled in the sandbox in which they are tested.
 *
 * @param database where they are
 * @param compiler compiles them
 */
record CompiledCandidates(Database database, Compiler compiler) implements Candidates {

  @Override
  public Bundle bundle(Permit permit) {
    return database.inTenant(permit.tenant(), tx -> Bundles.one(tx, permit));
  }

  @Override
  public Drafted draft(Permit permit, UUID id) {
    var draft =
        database
            .inTenant(permit.tenant(), tx -> DraftStore.one(tx, permit, id))
            .orElseThrow(BundleDrafts::none);
    var content = PolicyBundle.of(draft.files());
    return new Drafted(draft, content, content.digest());
  }

  @Override
  public Rules.Ruling rules(Drafted drafted) {
    var manifest = drafted.content().manifest();
    return new Rules.Ruling(
        manifest.name(),
        manifest.version(),
        drafted.digest(),
        manifest.rules(),
        compiler.attempted(drafted.content()));
  }
}
