/** Service accounts, against the real Keycloak and PostgreSQL. */
package com.integraci.tests.accounts;
