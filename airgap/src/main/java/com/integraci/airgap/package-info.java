/**
 * The component lock and the content-addressed store.
 *
 * <p>Job: say exactly which third-party programs the appliance runs (name, version, hashes,
 * licence, who repackaged them) and lay them down on disk only when every hash agrees. What it does
 * to whole folders it does for the installer too. Uses the JDK, the JSON library and, as
 * subprocesses, the ordinary clients of the package registries. It knows nothing of how a component
 * is configured or started.
 */
package com.integraci.airgap;
