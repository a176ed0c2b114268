/**
 * The house rules as tests: package arrows, tidiness, format. They read the sources and the
 * compiled classes, and start nothing.
 */
package com.integraci.tests.architecture;
