/** Policy bundles with the real compiler: the commands, and what hostile rules can't do. */
package com.integraci.tests.policy;
