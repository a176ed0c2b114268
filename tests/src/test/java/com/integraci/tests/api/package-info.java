/** The API of a running appliance, against its own description. */
package com.integraci.tests.api;
