package com.integraci.appliance.workflow;

import com.integraci.appliance.database.TenantId;
import java.util.UUID;

/**
 * A worker's right to one workflow, until its lease runs out.
 *
 * @param tenant whose workflow
 * @param workflow its id
 * @param lease the mark that the claim left on the row; gone when another took it
 */
record Claim(TenantId tenant, UUID workflow, UUID lease) {}
