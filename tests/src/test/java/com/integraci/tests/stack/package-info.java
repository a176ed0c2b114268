/** The embedded stack as an operator meets it: killed, refused, started again. */
package com.integraci.tests.stack;
