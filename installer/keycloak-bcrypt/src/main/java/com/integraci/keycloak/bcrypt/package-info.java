/**
 * Keycloak's passwords as bcrypt, and nothing but bcrypt.
 *
 * <p>Job: verify and set passwords with the one algorithm the control plane hashes sign-ups with,
 * so that an imported hash stays what it is, and refuse what bcrypt would cut off. Runs inside
 * Keycloak; uses its provider interfaces and the bcrypt library, nothing of ours.
 */
package com.integraci.keycloak.bcrypt;
