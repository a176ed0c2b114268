/** The audit log against a real PostgreSQL: order, immutability, crashes, restores, exports. */
package com.integraci.tests.audit;
