/** The broker with a real NATS and OpenBao: tenants' accounts, and what foreign clients can do. */
package com.integraci.tests.broker;
