/**
 * Exceptions from rules: one service, until a time, approved by a second person. In code one is an
 * exemption, because an exception is something else in Java; to everybody else it is an exception.
 */
package com.integraci.appliance.exemptions;
