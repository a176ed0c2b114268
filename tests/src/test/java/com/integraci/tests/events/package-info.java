/** Events from the commit to whoever hears of them, with real parts. */
package com.integraci.tests.events;
