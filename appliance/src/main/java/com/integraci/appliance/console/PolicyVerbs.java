package com.integraci.appliance.console;

import com.integraci.appliance.bundles.BundleDrafts;
import com.integraci.appliance.bundles.Bundles;
import com.integraci.appliance.compliance.Compliance;
import com.integraci.appliance.compliance.EvidencePacks;
import com.integraci.appliance.decisions.Answers;
import com.integraci.appliance.decisions.Decisions;
import com.integraci.appliance.exemptions.Exemptions;
import com.integraci.appliance.replay.Replays;
import com.integraci.appliance.replay.Shadows;
import com.integraci.appliance.trust.TrustedKeys;

/** What pages ask and do of policy bundles and of what they decided. */
public record PolicyVerbs(
    TrustedKeys keys,
    Bundles bundles,
    BundleDrafts drafts,
    Exemptions exemptions,
    Decisions decisions,
    Answers answers,
    Compliance compliance,
    EvidencePacks packs,
    Replays replays,
    Shadows shadows) {}
