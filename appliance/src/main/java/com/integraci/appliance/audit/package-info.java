/**
 * The audit log: an entry commits with its action, a sealer links entries into the tenant's chain,
 * checkpoints are signed, exports verify offline. May use {@code policy}, {@code database}, {@code
 * failure}, {@code openbao} and the format in {@code bundles}.
 */
package com.integraci.appliance.audit;
