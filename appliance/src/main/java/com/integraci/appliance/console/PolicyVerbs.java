package com.integraci.appliance.console;

import com.integraci.appliance.bundles.Bundles;
import com.integraci.appliance.decisions.Decisions;

/** What pages ask and do of policy bundles and of what they decided. */
public record PolicyVerbs(Bundles bundles, Decisions decisions) {}
