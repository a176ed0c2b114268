/** Who is let in: tokens, sessions, sign-in and sign-out, over the real database. */
package com.integraci.tests.identity;
