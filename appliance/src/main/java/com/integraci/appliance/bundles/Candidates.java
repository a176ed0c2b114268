package com.integraci.appliance.bundles;

import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.PolicyBundle;
import java.util.UUID;

/** Bundles that are tried before they decide: those that were published, and drafts. */
public interface Candidates {

  /**
   * A draft as it was at one moment. Whoever changes it since does not change this.
   *
   * @param draft the draft
   * @param content the bundle that its files make
   * @param digest of that, SHA-256 in hexadecimal
   */
  record Drafted(BundleDraft draft, PolicyBundle content, String digest) {

    /** The kind of decision that it is for. */
    public DecisionKind kind() {
      return content.manifest().decision();
    }
  }

  /**
   * The bundle that the permit is for, in whatever state.
   *
   * @throws com.integraci.appliance.failure.NotFound when the team has none of that id
   */
  Bundle bundle(Permit permit);

  /**
   * A draft as it is now.
   *
   * @throws com.integraci.appliance.failure.NotFound when the team has none of that id
   * @throws com.integraci.bundles.policy.BundleRefused with everything that keeps its files from
   *     being a bundle
   */
  Drafted draft(Permit permit, UUID id);

  /**
   * The rules of a draft, whether its tests hold or not. They are closed by whoever asks for them.
   *
   * @throws com.integraci.bundles.policy.BundleRefused with everything that keeps them from being
   *     compiled
   * @throws com.integraci.appliance.failure.Limited when another bundle is published or tried
   * @throws com.integraci.appliance.failure.Unavailable when this machine has no sandbox
   */
  Rules.Ruling rules(Drafted drafted);
}
