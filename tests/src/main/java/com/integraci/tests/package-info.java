/**
 * What suites and benchmarks share: real parts, started for a run and ended with it. {@link
 * com.integraci.tests.PostgresServer} is PostgreSQL with the product's roles and schema, {@link
 * com.integraci.tests.OpenBaoServer} is OpenBao with its policies and credentials. May use every
 * module.
 */
package com.integraci.tests;
