/**
 * The embedded stack: certificates, PostgreSQL, OpenBao, Keycloak, migrations and the control
 * plane, from an empty folder to a sign-up that works, and down again in order. {@code Stack} reads
 * as its table of contents. Uses {@code folder}, {@code process}, {@code trust}, {@code outcome}
 * and the templates and settings of module {@code config}.
 */
package com.integraci.installer.stack;
