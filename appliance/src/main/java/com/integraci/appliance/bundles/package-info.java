/**
 * A team's policy bundles: published once they are checked and tested, approved by a second person,
 * active one at a time for each kind of decision.
 */
package com.integraci.appliance.bundles;
