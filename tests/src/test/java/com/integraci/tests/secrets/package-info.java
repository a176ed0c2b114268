/** Secrets on real parts: verbs, deaths at each point, a marked value looked for everywhere. */
package com.integraci.tests.secrets;
