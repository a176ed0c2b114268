/**
 * How benchmarks measure and where they write. Figures of one run are compared with each other
 * only: variants take turns, so that what else the machine does meets all of them.
 */
package com.integraci.tests.bench;
