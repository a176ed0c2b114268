/** OpenBao's credentials and vaults, on the real server. */
package com.integraci.tests.openbao;
