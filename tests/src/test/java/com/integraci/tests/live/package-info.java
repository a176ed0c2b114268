/** Tests of live pages' streams, against a real control plane and PostgreSQL. */
package com.integraci.tests.live;
