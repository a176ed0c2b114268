/**
 * Decisions by a team's rules: asked for at gates, written down before they are told, read and made
 * again.
 */
package com.integraci.appliance.decisions;
