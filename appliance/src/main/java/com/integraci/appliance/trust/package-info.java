/**
 * The keys that a team trusts: for its policy bundles, and for attestations at its gates. Each is
 * vouched for by the site's own key, which the database does not have.
 */
package com.integraci.appliance.trust;
