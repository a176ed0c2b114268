/** Members of a team, over the real database and Keycloak. */
package com.integraci.tests.members;
